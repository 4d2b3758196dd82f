"""The privacy annex of a school: its entry in the register of processing, and what a DPIA asks, from its settings.

What the program cannot know stands marked as a decision of the school. The order is that of the register (AVG, artikel
30) and of the DPIA model that Dutch schools use: what is processed, whether a DPIA is needed, risks and measures. What
rests on a reading of ours, and not on a text, is for the privacy officer to confirm; it says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from meldcode.bronnen import WMO_MELDRECHT, WPO
from meldcode.eigen import letselfotos
from meldcode.eigen.velden import VERWIJSINDEX, said_of, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.protocol import bewaren, words
from meldcode.rollen import MAY, Permission, Role
from meldcode.termijnen.archiefwet import archiefwet

Lines = Iterator[str]
BESLUIT = "**Besluit van de school:**"
"""Marks what only the school can say."""


@dataclass(frozen=True)
class Instellingen:
    """What a school has set: of which roles a second step is asked, and after how many minutes the screen locks.

    ``mail``: whether mail is on; ``account_van_school``: whether people sign in with the account of another provider.
    """

    tweede_stap: Mapping[Role, bool] = field(default_factory=lambda: dict.fromkeys(Role, True))
    minuten: int = 15
    mail: bool = False
    account_van_school: bool = False


def privacy(school: str, ingesteld: Instellingen) -> list[str]:
    """The annex of one school as lines of Markdown. ``school`` is its name."""
    return [
        f"# Privacybijlage van {school}",
        "",
        "Voor de functionaris gegevensbescherming en de directie. Gemaakt uit wat de school heeft ingesteld.",
        f"Bij {BESLUIT[:-3]}** vult de school zelf iets in: dat kan Meldroute niet weten.",
        *_register(school, ingesteld),
        *_bewaren(),
        *_wie_wat(),
        *_ingesteld(ingesteld),
        *_nodig(),
        *_risicos(),
        *_vragen(),
    ]


def _register(school: str, ingesteld: Instellingen) -> Lines:
    yield from _section("Vermelding voor het verwerkingsregister")
    index = said_of(VERWIJSINDEX)
    rows = (
        ("Naam", "Meldcode-dossiers"),
        ("Wie verantwoordelijk is", f"Het bevoegd gezag van {school}. {BESLUIT} naam en adres."),
        ("Functionaris", f"{BESLUIT} wie het is, en hoe iemand die bereikt."),
        (
            "Doel",
            "Handelen bij een vermoeden van huiselijk geweld of kindermishandeling, zoals de meldcode zegt. En laten "
            "zien dat er goed is gehandeld.",
        ),
        (
            "Grondslag",
            f"De meldcode is een wettelijke taak van de school ({WPO}). Veilig Thuis inlichten mag: {WMO_MELDRECHT}. "
            f"{BESLUIT} de functionaris bevestigt de grondslag, ook voor gezondheid en strafbare feiten.",
        ),
        ("Over wie", "Leerlingen, ouders en verzorgers, broers en zussen, andere familie, hulpverleners, medewerkers."),
        ("Welke gegevens", _welke()),
        ("Waar zij vandaan komen", "Van medewerkers, van de leerling, van ouders en van hulpverleners."),
        (
            "Wie iets krijgt",
            f"{veilig_thuis().naam}; bij gevaar de politie; jeugdhulp, voogd of Raad; ouders met gezag; de volgende "
            f"school, in een gesprek{'; de verwijsindex' if index else ''}.",
        ),
        ("Buiten de EER", f"Meldroute stuurt zelf niets naar buiten de EER. {_elders(ingesteld)}"),
        ("Hoe lang", "Zie hieronder, per reden van afsluiten."),
        (
            "Beveiliging",
            "Wat over een kind gaat, is versleuteld met een sleutel per dossier. Hoe iemand inlogt, staat hieronder. "
            "Elke blik en elke wijziging staat in het register. Vernietigen doen twee mensen.",
        ),
        ("Verwerker", f"{BESLUIT} wie de server beheert, en de dag van de verwerkersovereenkomst."),
        ("DPIA", f"{BESLUIT} de dag waarop zij is vastgesteld, en wanneer u haar opnieuw bekijkt."),
    )
    yield from _table(("Wat het register vraagt", "Wat er bij deze school staat"), rows)


def _welke() -> str:
    photos = "Foto’s van letsel mogen." if letselfotos.toegestaan() else "Foto’s van letsel staat de school niet toe."
    return worded(
        "Naam, geboortedatum en [groep]. Gezin, gezag en bereikbaarheid. Wat is gezien, gehoord en gezegd. Gezondheid "
        f"en letsel. Vermoedens van een strafbaar feit. Hulp en besluiten. {photos}"
    )


def _elders(ingesteld: Instellingen) -> str:
    others = [
        *(["de mailserver"] if ingesteld.mail else []),
        *(["het inloggen met het account van school"] if ingesteld.account_van_school else []),
    ]
    return f"{BESLUIT} waar de server staat{''.join(f', en {each}' for each in others)}."


def _bewaren() -> Lines:
    yield from _section("Hoe lang de school een dossier bewaart")
    yield from _table(("Afgesloten met", "Wat er gebeurt", "Bron"), bewaren.holds())
    if also := archiefwet():
        yield from ("", f"{also.tekst} Bron: {also.bron}.")


def _wie_wat() -> Lines:
    yield from _section("Wie wat mag")
    yield from _table(("Wat", "Wie"), ((each.label, words.names(MAY[each])) for each in Permission))


def _ingesteld(ingesteld: Instellingen) -> Lines:
    without = [role for role in Role if not ingesteld.tweede_stap[role]]
    yield from _section("Wat de school heeft ingesteld")
    yield ""
    if without:
        yield f"- Een tweede stap bij het inloggen: van iedereen, behalve {words.names(without)}."
    else:
        yield "- Een tweede stap bij het inloggen: van iedereen."
    yield f"- Zonder aanraking vergrendelt het scherm na {ingesteld.minuten} minuten."
    if ingesteld.mail:
        yield "- Mail staat aan. In een mail staat een codenaam, en niets uit een dossier."
    else:
        yield "- Mail staat uit."
    if ingesteld.account_van_school:
        yield "- Inloggen gaat met het account van school, bij een andere aanbieder."
    else:
        yield "- Inloggen gaat met een wachtwoord van Meldroute zelf."


def _nodig() -> Lines:
    yield from _section("Is een DPIA nodig?")
    yield from ("", "Waarschijnlijk wel. Deze kenmerken zijn er:", "")
    yield "- gegevens over gezondheid, en over vermoedens van een strafbaar feit;"
    yield "- kwetsbare mensen: kinderen, en ouders die hier niet om vroegen;"
    yield "- gegevens over iemand zonder dat die het altijd meteen weet."
    yield from ("", f"{BESLUIT} of er een DPIA komt, en of er een grote rest van het risico overblijft.")
    yield "Blijft er een groot risico over, dan vraagt het bestuur vooraf advies aan de Autoriteit Persoonsgegevens."


def _risicos() -> Lines:
    yield from _section("Risico’s, en wat ertegen staat")
    yield from _table(("Risico", "Wat ertegen staat", "Wat er overblijft"), map(_worded, RISICOS))
    yield from ("", f"{BESLUIT} hoe groot de kans en het gevolg zijn, en of de rest aanvaardbaar is.")


def _vragen() -> Lines:
    yield from _section("Vragen die u waarschijnlijk hebt")
    for vraag, antwoord in VRAGEN:
        yield from ("", f"### {vraag}", "", worded(antwoord))


def _worded(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(worded, row))


def _section(titel: str) -> Lines:
    yield from ("", f"## {titel}")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Lines:
    heads = list(head)
    yield ""
    yield from (f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


RISICOS = (
    (
        "Een collega leest wat niet nodig is",
        "Lezen mag alleen wie de route loopt, of wie is uitgenodigd tot een dag. Wie betrokken is, wordt afgeschermd. "
        "Elke blik staat in het register.",
        "Wie mag lezen, kan het navertellen.",
    ),
    (
        "De server of een back-up komt in verkeerde handen",
        "Alles over een kind is versleuteld. De sleutels staan niet in de back-up.",
        "Wie ook de sleutels heeft, leest alles.",
    ),
    (
        "Iemand logt in als een ander",
        "Een tweede stap, een rem op raden, en een scherm dat zelf vergrendelt.",
        "De beheerder kan een link maken voor een account. Dat staat in het logboek.",
    ),
    (
        "Een verkeerd vermoeden blijft staan",
        "Corrigeren, een eigen verklaring, de aantekening ‘betwist’, en iets eruit halen.",
        "Wie het al hoorde, moet u het zelf vertellen.",
    ),
    (
        "Een dossier blijft te lang",
        "Een termijn per reden van afsluiten, met een lijst en een bericht vooraf.",
        "Er verdwijnt niets vanzelf: twee mensen moeten het doen.",
    ),
    (
        "Een bericht aan een ouder brengt iemand in gevaar",
        "Vóór het gesprek met de ouders vraagt Meldroute of het veilig kan. Een geheim adres staat op één kaart.",
        "Wat op papier is meegegeven, is niet terug te halen.",
    ),
    (
        "Papier of mail raakt kwijt",
        "In mail staat alleen een codenaam. Op elk papier staat wie het maakte, en wanneer.",
        "Papier bewaart u zelf.",
    ),
    (
        "De sleutel raakt kwijt",
        "Een kopie op een andere veilige plek, en proberen of terugzetten lukt.",
        "Zonder sleutel leest niemand de dossiers, ook de school niet.",
    ),
)
VRAGEN = (
    (
        "Wie kan alles lezen?",
        "Van de mensen op school: [de intern begeleider], behalve wat is afgeschermd. De beheerder ziet geen dossiers. "
        "Wie de server beheert, kan bij de sleutels, en kan daarmee alles lezen. Maak daarover een afspraak.",
    ),
    (
        "Wat ziet de directie, en waarom?",
        "Aantallen, termijnen en berichten per stap, zonder inhoud. Zo kan zij toezien en bevestigen. Moet zij toch "
        "lezen, dan kan dat één dag, met een reden. [De intern begeleider] ziet dat.",
    ),
    (
        "Horen ouders dat dit dossier er is?",
        "In stap 3 vertelt de school het hun. Is dat niet veilig, dan wacht zij daarmee. Wie dat besloot en waarom, "
        "ligt vast. De privacybijsluiter vertelt het vooraf, aan iedereen.",
    ),
    (
        "Hoe krijgt iemand antwoord op een verzoek?",
        "Elk verzoek krijgt een eigen termijn, en staat op de lijst en bij de directie. Ook een oud-leerling kan het "
        "vragen. De brief wordt uit het besluit gemaakt.",
    ),
    (
        "Is elk open veld nodig?",
        "Bij elke vraag staat waarom zij wordt gesteld, met de bron. Wat niet hoeft, mag open blijven.",
    ),
    (
        "Hoe wordt een verkeerd vermoeden hersteld?",
        "Met een correctie, of door de inhoud eruit te halen. Aan wie iets is verteld, staat in het dossier. Zo weet u "
        "wie het ook moet horen.",
    ),
    (
        "Wat blijft er in back-ups?",
        "Van een dossier dat is vernietigd, verdwijnt de sleutel. In elke oude back-up is het dan onleesbaar. Dat "
        "geldt niet voor een back-up waarin ook de sleutels staan.",
    ),
    (
        "Wat gaat het gebouw uit?",
        "Papier en bestanden die iemand zelf maakt, en mail zonder inhoud. Wat wordt gemaakt, staat in het register.",
    ),
    (
        "Is met het register te zien hoe iemand werkt?",
        "Het register zegt wie iets zag of vastlegde. Er zijn geen cijfers per medewerker. Spreek af waarvoor de "
        "school het gebruikt.",
    ),
    (
        "Wordt er een score berekend?",
        "Nee. Het afwegingskader geeft bij de antwoorden één regel aan, met de bron. Mensen beslissen.",
    ),
    (
        "En bij een fusie, of als de leverancier stopt?",
        "Alles is mee te nemen als open bestanden. De server kan van de school zelf zijn: er is geen dienst van een "
        "leverancier nodig.",
    ),
    (
        "En bij een datalek?",
        "In het register staat wat is bekeken en gemaakt. Denk vooraf na: is het veilig om een ouder te waarschuwen?",
    ),
)
