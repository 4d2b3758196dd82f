"""The pages, each declared once: file, title, address, who may see it, and where in the menu it stands."""

from dataclasses import dataclass

from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from ui.hulp import tonen


@dataclass(frozen=True)
class Screen:
    """One page: its file next to main.py, its address, the permission it needs, and where in the menu it stands."""

    file: str
    title: str
    address: str
    permission: Permission
    group: str = ""
    # Its title for whoever does not walk the route, if that is another one.
    other_title: str = ""
    # Whether it is in the menu only of those who read the whole dossier.
    whole: bool = False
    # Whether it is below what unfolds in the menu of a dossier: what is seldom needed hides what often is.
    seldom: bool = False
    # Whether it is in the menu of a practice school only.
    practice: bool = False

    def named(self, user: User) -> str:
        """Its title for this person."""
        return self.title if user.may(Permission.WALK_ROUTE) else self.other_title or self.title


STAP_FILES = ("stap_1_signalen", "stap_2_overleg", "stap_3_gesprek", "stap_4_wegen", "stap_5_beslissen")
THIS, APART = "Dit dossier", "apart"
"""Groups of pages: those about one dossier, and those that have a place of their own in the menu."""
ACUUT = "acuut"
"""The address of the page that draws the alarms itself, below the telephone numbers."""

SCREENS: tuple[Screen, ...] = (
    Screen("start.py", "Start", "", Permission.START),
    Screen("oefenen.py", "Oefenen", "oefenen", Permission.OEFENEN, practice=True),
    Screen("nieuw.py", "Nieuw dossier", "nieuw", Permission.OPEN_DOSSIER, other_title="Signaal doorgeven"),
    Screen("dossiers.py", "Dossiers", "dossiers", Permission.READ_DOSSIER),
    Screen("directie.py", "Overzicht", "directie", Permission.OVERVIEW),
    Screen("jaarverslag.py", "Jaarverslag", "jaarverslag", Permission.JAARVERSLAG),
    Screen("bestuur.py", "Cijfers van de scholen", "bestuur", Permission.FIGURES),
    Screen("leerlingbespreking.py", "Leerlingbespreking", "leerlingbespreking", Permission.LEERLINGBESPREKING),
    Screen("inzage.py", "Dossier inzien", "inzage", Permission.LOOK_INTO),
    Screen("overdragen.py", "Overdragen", "overdragen", Permission.HAND_OVER),
    Screen("bewaren.py", "Bewaartermijnen", "bewaren", Permission.BEWAREN),
    Screen("register.py", "Register", "register", Permission.REGISTER),
    Screen("in_orde.py", "In orde?", "in-orde", Permission.IN_ORDE),
    Screen("beheer.py", "Beheer", "beheer", Permission.MANAGE),
    Screen("account.py", "Mijn account", "account", Permission.START, APART),
    Screen("acuut.py", "Acuut gevaar", ACUUT, Permission.ALARM, APART),
    Screen(tonen.PAGE, "Hulp", "hulp", Permission.START, APART),
    Screen("vernietigd.py", "Vernietigde dossiers", "vernietigd", Permission.DESTROYED, APART),
    Screen("leerlingen.py", "Leerlingenlijst", "leerlingen", Permission.PUPILS, APART),
    *(
        Screen(f"{file}.py", stap.naam, f"stap-{stap.nummer}", stap.permission, THIS)
        for stap, file in zip(STAPPEN, STAP_FILES, strict=True)
    ),
    Screen("samen_wegen.py", "Samen wegen", "samen-wegen", Permission.READ_DOSSIER, THIS),
    Screen("om_de_leerling.py", "Om de leerling heen", "om-de-leerling-heen", Permission.WALK_ROUTE, THIS),
    Screen("dossier.py", "Alles op volgorde", "dossier", Permission.READ_DOSSIER, THIS),
    Screen("opvolging.py", "Afspraken en termijnen", "opvolging", Permission.READ_DOSSIER, THIS),
    Screen("gezin.py", "Broers en zussen", "gezin", Permission.READ_DOSSIER, THIS, whole=True),
    Screen("verzoeken.py", "Verzoeken", "verzoeken", Permission.WALK_ROUTE, THIS, seldom=True),
    Screen("bellen.py", "Bellen met Veilig Thuis", "bellen", Permission.PAPERS, THIS),
    Screen("papieren.py", "Papieren", "papieren", Permission.PAPERS, THIS),
    Screen("inzage_geven.py", "Inzage geven", "inzage-geven", Permission.PAPERS, THIS, seldom=True),
    Screen("vertrek.py", "Van school", "van-school", Permission.WALK_ROUTE, THIS, seldom=True),
    Screen("toegang.py", "Wie leest mee", "toegang", Permission.GRANT, THIS),
    Screen("bewaartermijn.py", "Hoe lang bewaard", "bewaartermijn", Permission.BEWAREN, THIS, seldom=True),
    Screen("vernietigen.py", "Vernietigen", "vernietigen", Permission.DESTROY, THIS, seldom=True),
    Screen("uithalen.py", "Iets eruit halen", "uithalen", Permission.TAKE_OUT, THIS, seldom=True),
)
SELDOM = "Verzoeken, bewaren, einde"
"""What unfolds in the menu of a dossier, with the pages that are seldom needed."""
