"""The pupil leaves the school; and what Veilig Thuis was told of that when it was sudden."""

from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import AFGELEID, UITSCHRIJVEN, WMO_MELDRECHT
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Aankondiging(Keuze):
    AANGEKONDIGD = "aangekondigd", "Aangekondigd"
    PLOTSELING = "plotseling", "Plotseling, of zonder dat de school het wist"


@dataclass(frozen=True)
class Vertrek(Vastlegging):
    """The pupil leaves, or left: on which last day, to where, whether that was sudden, and who with gezag knows."""

    titel = "De leerling gaat van school"
    altijd = True
    uitleg = (
        "Leg dit vast zodra u het weet. Een gesloten dossier blijft gesloten. Hierna staat hier wat er nog moet "
        "gebeuren. Vluchtte een ouder met de leerling? Bel dan eerst Veilig Thuis, en zeg niemand waar zij zijn."
    )
    gedaan = "Het vertrek ligt vast. Hieronder staat wat er nog moet gebeuren."
    grondslag = (UITSCHRIJVEN,)
    pagina = "vertrek"
    kijkt = False
    bewijs = False
    begint_bewaren = "op"

    weg: JaNee = vraag("Is de leerling al van school?")
    # Asked once it is known whether the day is past or to come.
    op: date = vraag(
        "Wat is de laatste schooldag hier?",
        future=True,
        when=("weg", tuple(JaNee)),
        geweest_when=("weg", (JaNee.JA,)),
    )
    hoe: Aankondiging = vraag("Hoe kwam het?", help="Plotseling weg terwijl er zorgen zijn: dat is zelf een signaal.")
    naar: str | None = regel(
        "Naar welke school?",
        help="Niet bekend, of geheim? Laat dit leeg. Ouders kunnen dit dossier opvragen.",
        optional=True,
        noemt=True,
    )
    ieder: JaNee = vraag(
        "Weet ieder met gezag van de uitschrijving, en is niemand ertegen?",
        help="Hebben twee ouders samen gezag, dan is de handtekening van één niet genoeg.",
    )
    weten_niet: frozenset[Betrokken] | None = vraag(
        "Wie weet het nog niet, of is ertegen?", optional=True, when=("ieder", JaNee.NEE), noemt=True
    )
    waarom_niet: str | None = vraag(
        "Waarom, en wat doet de school daarmee?",
        help="Weet iedereen het? Dan corrigeert u dit. Is vertellen niet veilig? Overleg eerst met Veilig Thuis.",
        min_length=10,
        when=("ieder", JaNee.NEE),
    )


@dataclass(frozen=True)
class VertrekVerteld(Vastlegging):
    """Veilig Thuis was told that the pupil left suddenly, or why not."""

    titel = "Veilig Thuis over het vertrek"
    altijd = True
    uitleg = (
        "Bel Veilig Thuis als een leerling met zorgen plotseling weg is. Vertel waar de leerling heen zou gaan, en wat "
        "u niet weet. U mag Veilig Thuis dit vertellen, ook zonder toestemming. Belt u niet? Schrijf dan op waarom."
    )
    gedaan = "Het ligt vast."
    grondslag = (WMO_MELDRECHT, AFGELEID)
    pagina = "vertrek"
    kijkt = False
    weegt_mee = False
    bewijs = False

    gebeld: JaNee = vraag("Hebt u Veilig Thuis hierover gebeld?")
    datum: date | None = vraag("Wanneer?", when=("gebeld", JaNee.JA))
    wie: str | None = regel("Wie sprak u daar?", when=("gebeld", JaNee.JA), noemt=True, personen=True)
    antwoord: str | None = vraag(
        "Wat zei Veilig Thuis, en wat spraken jullie af?", min_length=5, when=("gebeld", JaNee.JA)
    )
    waarom_niet: str | None = vraag("Waarom niet?", min_length=20, when=("gebeld", JaNee.NEE))
