"""Complete answers to what is recorded in stap 1 to 3: signals, who was asked, the talks."""

from typing import Any

from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afzien,
    Consultatie,
    FormeelGesprek,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    NietBereikt,
    Opening,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Zorggesprek,
)
from tests.answers.typed import Answers, Builders, written
from tests.cast import LARS


def opening(**changes: Any) -> Answers:
    return {
        "medewerker": "nee",
        "collega": "nee",
        "afgeschermd": written(LARS),
        "naam": "Sem de Wit",
        "roepnamen": "",
        "geboren": "14-03-2018",
        "groep": "6",
        "gezag": "Beide ouders hebben het gezag; een jonger zusje woont ook thuis.",
    } | changes


def signaal(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "bron": "zelf",
        "van_wie": "Joke, overblijfmoeder",
        "document": "Brief van de huisarts van 4 november",
        "soort": "gedrag",
        "plaats": "Bij het hek",
        "waarneming": "Sem kroop weg achter de fietsen toen de auto van zijn vader voorreed.",
        "interpretatie": "Hij lijkt bang om mee naar huis te gaan.",
        "andere_verklaring": "Er was die ochtend ruzie op het plein.",
    } | changes


def overleg(**changes: Any) -> Answers:
    return {
        "met": "ib_er",
        "gevoerd": "ja",
        "datum": "06-11-2026",
        "aanwezig": "Noor (ib-er), Lars (groep 6)",
        "uitkomst": "We verzamelen signalen tot vrijdag.",
        "waarom_niet": "De vertrouwenspersoon is deze week ziek.",
    } | changes


def consultatie(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Noor (ib-er), Mirjam (ib-er bovenbouw)",
        "kwestie": "Past dit gedrag bij de scheiding, of is er meer?",
        "uitkomst": "De zorg wordt gedeeld; we bespreken het in het team.",
    } | changes


def leerlingbespreking(**changes: Any) -> Answers:
    return {
        "gehouden": "ja",
        "datum": "06-11-2026",
        "aanwezig": "Noor, Lars, Mirjam",
        "kwestie": "Wat zien anderen?",
        "besluit": "Lars houdt twee weken bij hoe Sem binnenkomt.",
        "waarom_niet": "Het team komt pas over drie weken bij elkaar.",
    } | changes


def advies_veilig_thuis(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "tijd": "10:30",
        "adviseur": "Medewerker 14, Veilig Thuis",
        "anoniem": "ja",
        "kwestie": "Kunnen wij de zorg met de ouders delen?",
        "advies": "Deel de zorg, met zijn tweeën, op school.",
    } | changes


def veilig_informeren(**changes: Any) -> Answers:
    return {
        "veilig": "ja",
        "redenen": ["veiligheid"],
        "motivering": "Moeder zocht zelf contact met de leerkracht.",
        "opnieuw_op": "16-11-2026",
    } | changes


def zorggesprek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Moeder, Noor, Lars",
        "gedeeld": "Dat Sem de laatste weken schrikt van geluid.",
        "reactie": "Moeder herkent het.",
        "afspraken": "Over een week bellen we.",
    } | changes


def gesprek_leerling(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Sem en Lars",
        "woorden": "“Ik wil liever op school blijven.”",
        "uitkomst": "Sem mag altijd naar Lars toe komen.",
        "ouders_wisten": "ja",
        "waarom_niet": "Sem begon er zelf over, op het plein.",
    } | changes


def inbreng(**changes: Any) -> Answers:
    return {
        "waar": "ondersteuningsteam",
        "datum": "06-11-2026",
        "grond": "instemming",
        "aanwezig": "Noor, schoolmaatschappelijk werk",
        "uitkomst": "Schoolmaatschappelijk werk spreekt moeder.",
    } | changes


def uitkomst_stap_2(**changes: Any) -> Answers:
    return {"uitkomst": "verder", "motivering": "Drie collega's zagen hetzelfde, los van elkaar."} | changes


def formeel_gesprek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Vader, moeder, Noor, Lars",
        "stap_1": "Het wegkruipen bij het hek.",
        "stap_2": "Dat het team is geraadpleegd, en wat het zag.",
        "visie": "Vader noemt het aanstellerij; moeder zwijgt.",
        "blijft_staan": "De angst van Sem.",
        "afspraken": "Een nieuw gesprek over twee weken.",
    } | changes


def niet_bereikt(**changes: Any) -> Answers:
    return {
        "datum": "05-11-2026",
        "weg": "bellen",
        "datum_2": "09-11-2026",
        "weg_2": "langs",
        "meer": "Zijn telefoon staat uit.",
        "opnieuw_op": "16-11-2026",
    } | changes


def afzien(**changes: Any) -> Answers:
    return {
        "redenen": ["uit_zicht"],
        "motivering": "Het gezin verhuisde twee keer na een gesprek op school.",
    } | changes


FIRST: Builders = {
    Opening: opening,
    Signaal: signaal,
    Overleg: overleg,
    Consultatie: consultatie,
    Leerlingbespreking: leerlingbespreking,
    AdviesVeiligThuis: advies_veilig_thuis,
    VeiligInformeren: veilig_informeren,
    Zorggesprek: zorggesprek,
    GesprekLeerling: gesprek_leerling,
    Inbreng: inbreng,
    UitkomstStap2: uitkomst_stap_2,
    FormeelGesprek: formeel_gesprek,
    NietBereikt: niet_bereikt,
    Afzien: afzien,
}
