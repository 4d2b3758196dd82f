"""Verdicts of the sweep, by hand: per page who sees it, its menu entry, title and tabs, and the dossier it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meldcode.rollen import Role
from ui.page.screens import SCREENS

IB, D, V, L = Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT
B, F, S = Role.BEHEERDER, Role.FG, Role.BESTUUR


@dataclass(frozen=True)
class Verdict:
    """One page: its name in the menu, the title on it, the roles that see it, and the tabs on it."""

    menu: str
    title: str
    seen_by: tuple[Role, ...]
    tabs: tuple[str, ...] = ()


LOOKED_AS = [role for role in Role if role.acts_as is role]
"""The roles as which pages are looked at: the aandachtsfunctionaris sees what the ib-er sees."""
VERDICTS: dict[str, Verdict] = {
    "start.py": Verdict("Start", "Goedendag", (IB, V, L, B, F)),
    "oefenen.py": Verdict("Oefenen", "Oefenen", (IB,)),
    "nieuw.py": Verdict("Nieuw dossier", "Nieuw dossier", (IB, V, L)),
    "dossiers.py": Verdict("Dossiers", "Dossiers", (IB, V, L)),
    "directie.py": Verdict("Overzicht", "Overzicht", (D,)),
    "jaarverslag.py": Verdict("Jaarverslag", "Jaarverslag meldcode dit schooljaar", (D,)),
    "bestuur.py": Verdict("Cijfers van de scholen", "Cijfers van uw scholen", (S,)),
    "leerlingbespreking.py": Verdict("Leerlingbespreking", "Leerlingbespreking", (IB,)),
    "inzage.py": Verdict("Dossier inzien", "Dossier inzien", (D,)),
    "overdragen.py": Verdict("Overdragen", "Overdragen", (IB, D)),
    "register.py": Verdict("Register", "Register", (D, F)),
    "in_orde.py": Verdict("In orde?", "In orde?", (D, B)),
    "inrichten.py": Verdict("Inrichten", "Inrichten", (B,)),
    "beheer.py": Verdict(
        "Beheer",
        "Beheer",
        (B,),
        (
            "Accounts",
            "Inloggen",
            "Termijnen",
            "Vrije dagen",
            "Bewaren",
            "Woorden en afspraken",
            "Mail",
            "Back-up",
            "Logboek",
        ),
    ),
    "account.py": Verdict("Mijn account", "Mijn account", (IB, D, V, L, B, F, S)),
    "hulp.py": Verdict("", "Hulp", (IB, D, V, L, B, F, S)),
    "acuut.py": Verdict("Acuut gevaar", "Acuut gevaar", (IB, D, V, L, B, F, S)),
    "stap_1_signalen.py": Verdict("1. Signalen in kaart brengen", "Stap 1. Signalen in kaart brengen", (IB, V, L)),
    "stap_2_overleg.py": Verdict("2. Overleg en zo nodig advies", "Stap 2. Overleg en zo nodig advies", (IB,)),
    "stap_3_gesprek.py": Verdict("3. Gesprek met de ouder", "Stap 3. Gesprek met de ouder", (IB,)),
    "stap_4_wegen.py": Verdict("4. Wegen", "Stap 4. Wegen", (IB,)),
    "stap_5_beslissen.py": Verdict("5. Beslissen", "Stap 5. Beslissen", (IB,)),
    "samen_wegen.py": Verdict("Samen wegen", "Samen wegen", (IB, V, L)),
    "om_de_leerling.py": Verdict("Om de leerling heen", "Om de leerling heen", (IB,)),
    "dossier.py": Verdict("Alles op volgorde", "Alles op volgorde", (IB, V, L)),
    "opvolging.py": Verdict("Afspraken en termijnen", "Afspraken en termijnen", (IB, V, L)),
    # Lars sees it only where he is invited to read along.
    "gezin.py": Verdict("Broers en zussen", "Broers en zussen", (IB, V)),
    "verzoeken.py": Verdict("Verzoeken", "Verzoeken", (IB,)),
    "bellen.py": Verdict("Bellen met Veilig Thuis", "Bellen met Veilig Thuis", (IB,)),
    "papieren.py": Verdict("Papieren", "Papieren", (IB,)),
    "inzage_geven.py": Verdict("Inzage geven", "Inzage geven", (IB,)),
    "toegang.py": Verdict("Wie leest mee", "Wie leest mee", (IB,)),
    "bewaartermijn.py": Verdict("Hoe lang bewaard", "Hoe lang bewaard", (IB, D)),
    "bewaren.py": Verdict("Bewaartermijnen", "Bewaartermijnen", (IB, D)),
    "vertrek.py": Verdict("Van school", "Van school", (IB,)),
    "vernietigen.py": Verdict("Vernietigen", "Vernietigen", (IB, D)),
    # In no menu: the overview and the register lead there, and so does destroying.
    "vernietigd.py": Verdict("", "Vernietigde dossiers", (IB, D, V, F)),
    # In no menu: the page for a new dossier leads there.
    "leerlingen.py": Verdict("", "Leerlingenlijst", (IB,)),
    "uithalen.py": Verdict("Iets eruit halen", "Iets uit het dossier halen", (IB, D)),
}
_HANDS_IN = Verdict("Signaal doorgeven", "Signaal doorgeven", (V, L))
"""The page on which an ib-er opens a dossier, to whoever does not walk the route."""


def verdict_of(file: str, role: Role) -> Verdict:
    """What this page must show to this role."""
    return _HANDS_IN if file == "nieuw.py" and role in _HANDS_IN.seen_by else VERDICTS[file]


NOT_IN_A_REAL_SCHOOL = ("oefenen.py",)
"""The pages that say in a real school why there is nothing, and are not in its menu."""
ONLY_WITH_A_DOSSIER = (
    *(file for file in VERDICTS if file.startswith("stap_")),
    *("samen_wegen.py", "om_de_leerling.py", "dossier.py", "opvolging.py", "gezin.py", "bellen.py", "papieren.py"),
    *("toegang.py", "bewaartermijn.py", "verzoeken.py", "vertrek.py", "inzage_geven.py"),
    "vernietigen.py",
    "uithalen.py",
)
"""The pages about one dossier, which say so when none is open."""
RECORD_DANGER = (IB, V, L)
"""The roles that can record acute danger in an open dossier; the numbers to call are for everybody."""

BAND = "Oefenschool – alle gegevens zijn verzonnen"
ACUTE = "Acuut"  # the button that is always in view: on a telephone over the page
HELP = "Hulp"  # the link to the manual, at the top of every page
REFUSED = "Met uw rol hebt u geen toegang tot deze pagina."
NONE_OPEN = "Kies eerst een dossier op de startpagina. Naar de startpagina"
NONE_OPEN_OF = {D: "Kies eerst een dossier bij het overzicht. Naar het overzicht"}
"""For the directie, who have no start page."""
NONE_CLOSED = "Kies eerst een dossier bij de bewaartermijnen. Naar de bewaartermijnen"  # the directie has no start page

# Pages outside Streamlit, and their titles. The second step is requested after a password.
OUTSIDE = {
    "/inloggen": "Meldroute",
    "/inloggen/link": "Wachtwoord kiezen",
    "/inloggen/eerste": "Eerste beheerder",
    "/inloggen/code": "Tweede stap instellen",
    "/leerlingbespreking/scherm": "Leerlingbespreking",
}
# GET routes with nothing to look at: files, papers, and what scripts or programs request.
NO_PAGE = (
    *(
        "/meldroute.js",
        "/meldroute.css",
        "/tokens.css",
        "/meldroute.svg",
        "/adres.js",
        "/acuut.js",
        "/woorden.js",
        "/typen.js",
        "/link.js",
    ),
    *("/antwoord.js", "/velden.js", "/papier.js", "/letter.woff2", "/letter-ext.woff2"),
    *("/sessie", "/gezondheid"),
    *("/inloggen/sso", "/inloggen/sso/terug"),
    *("/leerlingbespreking/scherm.js", "/leerlingbespreking/scherm.css", "/leerlingbespreking/scherm/nu"),
    *(
        "/overdragen/lijst.pdf",
        "/leerlingbespreking/actielijst",
        "/bijlage/{dossier_id}/{bijlage_id}",
        "/cijfers/{bestand}",
    ),
    *(
        "/agenda/{token}.ics",
        "/meldcode.pdf",
        "/oefenen/bewijs.pdf",
        "/papier/{dossier_id}/dossier.pdf",
        "/papier/{dossier_id}/belkaart.pdf",
        "/papier/{dossier_id}/leidraad.pdf",
        "/papier/{dossier_id}/inzage.pdf",
        "/papier/{dossier_id}/brief.docx",
        "/papier/{dossier_id}/melding.pdf",
        "/papier/{dossier_id}/losblad.pdf",
        "/papier/{dossier_id}/nota.pdf",
        "/papier/{dossier_id}/besprekingsblad.pdf",
        "/directie/{dossier_id}/nota.pdf",
        "/verklaring/{dossier_id}.pdf",
        "/belkaart.pdf",
        *("/handleiding/{naam}.jpeg", "/privacy.pdf"),
    ),
)

# The case of the practice school that is opened on each page: one in that stap, or the one with most to show.
OPEN_FOR: dict[Role, Mapping[str, str]] = {
    IB: {
        "acuut.py": "Klaver 19",
        "stap_1_signalen.py": "Klimop 2",
        "stap_2_overleg.py": "Els 5",
        "stap_3_gesprek.py": "Vuurdoorn 8",
        "stap_4_wegen.py": "Iep 10",
        "stap_5_beslissen.py": "Spar 16",
        "samen_wegen.py": "Berk 13",
        "dossier.py": "Esdoorn 18",
        "opvolging.py": "Heide 14",
        "gezin.py": "Esdoorn 18",
        "bellen.py": "Esdoorn 18",
        "papieren.py": "Esdoorn 18",
        "inzage_geven.py": "Vuurdoorn 8",
        "toegang.py": "Berk 13",
        "bewaartermijn.py": "Esdoorn 18",
        "vernietigen.py": "Berk 13",
        "om_de_leerling.py": "Vuurdoorn 8",
        "verzoeken.py": "Esdoorn 18",
        "vertrek.py": "Esdoorn 18",
        "uithalen.py": "Esdoorn 18",
    },
    V: {
        "acuut.py": "Klimop 2",
        "stap_1_signalen.py": "Klimop 2",
        "samen_wegen.py": "Berk 13",
        "dossier.py": "Klimop 2",
        "opvolging.py": "Berk 13",
        "gezin.py": "Berk 13",
    },
    D: {"vernietigen.py": "Kastanje 6", "uithalen.py": "Esdoorn 18", "bewaartermijn.py": "Esdoorn 18"},
    L: dict.fromkeys(("acuut.py", "stap_1_signalen.py", "samen_wegen.py", "dossier.py", "opvolging.py"), "Hazelaar 1"),
}


def menu_of(file: str, role: Role) -> str:
    """What is marked in the menu on this page with a dossier open: for who walks the route it is one entry there."""
    if not file.startswith("stap_"):
        return verdict_of(file, role).menu
    return "De route" if role is IB else f"Stap {file[5]}"


def seen_by(role: Role) -> list[str]:
    """The pages of this role, in the order of its menu."""
    return [screen.file for screen in SCREENS if screen.file in VERDICTS and role in VERDICTS[screen.file].seen_by]


def first_seen_by(role: Role, roles: Sequence[Role]) -> list[str]:
    """The pages that no earlier role in this list sees, and the start page, which differs per role.

    In the ordinary school each page is looked at as every role that sees it; in other schools only once.
    """
    earlier = {file for each in roles[: roles.index(role)] for file in seen_by(each)} - {"start.py"}
    return [file for file in seen_by(role) if file not in earlier]


def address_of(file: str, dossier_id: str = "") -> str:
    """The address of this page, about this dossier."""
    address = next(f"/{screen.address}" for screen in SCREENS if screen.file == file)
    return f"{address}?dossier={dossier_id}" if dossier_id else address
