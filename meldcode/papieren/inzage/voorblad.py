"""The words around a package, and its cover: what the law asks to tell who asks for it (``bronnen.AVG_INZAGE``)."""

from collections.abc import Iterator

from meldcode.papieren.inzage.keuzen import Keuzen
from meldcode.papieren.inzage.passages import LEERLING, Voorzet
from meldcode.termijnen.bewaren import HET_DOSSIER, VUISTREGEL
from meldcode.vastleggingen import Melding

UITLEG = (
    "Wie gezag heeft, mag het dossier zien en een kopie krijgen. Een oud-leerling vanaf 16 jaar mag dat zelf. U loopt "
    "alles langs en kiest wat u geeft. Wat u weglaat, laat u weg met een reden. Waar een ander te vinden is, gaat er "
    "altijd uit."
)
"""What is said to who gives inzage (``bronnen.INZAGE_16``)."""
ONTVANGERS = (
    "Medewerkers van de school die bij de zorg om het kind betrokken zijn, en de directie. Kreeg iemand buiten de "
    "school gegevens, dan staat dat in de vastleggingen hierna, tenzij het is weggelaten."
)
_VEILIG_THUIS = "Veilig Thuis kreeg een melding."
NIET_EENS = (
    "Vraag eerst de school om uitleg, of de functionaris gegevensbescherming van de school. U kunt een klacht indienen "
    "bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl). U kunt ook naar de rechter: binnen zes weken "
    "na het antwoord van de school. Bij een openbare school kan de weg anders zijn: de school zegt u welke."
)
WEGGELATEN = (
    "Wat u niet krijgt, staat er als [weggelaten] met een nummer. Achteraan staat bij elk nummer wat het is, op grond "
    "waarvan en waarom. Zou dat zelf iemand in gevaar brengen, dan staat het er niet."
)
NIETS_WEGGELATEN = "Er is niets weggelaten dat hier genoemd kan worden."


def voorblad(voorzet: Voorzet, keuzen: Keuzen, school: str) -> Iterator[tuple[str, str]]:
    """The lines of the cover, each with what it is about."""
    lezer = voorzet.lezer
    yield "School", school
    yield "Voor", "de leerling zelf" if lezer.nummer == LEERLING else lezer.naam
    yield "Over", voorzet.dossier.leerling("naam")
    yield (
        "Waarvoor de school deze gegevens gebruikt",
        "Voor de meldcode huiselijk geweld en kindermishandeling: signalen vastleggen en wegen, en besluiten of hulp "
        "of een melding nodig is. De wet verplicht scholen om met zo’n meldcode te werken.",
    )
    yield (
        "Welke gegevens",
        "Wie het kind is en wie om het kind heen staan. Wat er is gezien en gehoord. Gesprekken, overleg, wegingen en "
        "besluiten, en wat daarop volgde. Daar kunnen gegevens over gezondheid bij zijn.",
    )
    yield (
        "Van wie ze komen",
        "Van het kind, van ouders en verzorgers en van medewerkers van de school. Kwam iets van een ander, dan staat "
        "dat erbij, tenzij het is weggelaten.",
    )
    melding = any(
        each.isa(Melding) and not (keus := keuzen.of(voorzet, each)).geheel and not keus.delen
        for each in voorzet.dossier.records
    )
    yield "Wie ze kregen", f"{ONTVANGERS} {_VEILIG_THUIS}" if melding else ONTVANGERS
    yield "Hoe lang ze bewaard blijven", f"{HET_DOSSIER.tekst} {VUISTREGEL.tekst}"
    yield (
        "Uw rechten",
        "U kunt vragen om fouten te verbeteren, of om een eigen verklaring toe te voegen. U kunt vragen om gegevens te "
        "wissen of minder te gebruiken. U kunt bezwaar maken. De school antwoordt met reden. Geen besluit is door een "
        "computer genomen.",
    )
    yield "Bent u het er niet mee eens?", NIET_EENS
