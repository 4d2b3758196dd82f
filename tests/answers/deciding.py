"""Complete answers to what is recorded in stap 4 and 5, and of help and a melding after it."""

from datetime import datetime
from typing import Any

from meldcode.vastleggingen import (
    Afsluiting,
    Afwegingen,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    MeldingVerstuurd,
    OudersGeinformeerd,
    Terugkoppeling,
    TweedeWeger,
    TweedeWegerVervalt,
    Vergelijking,
    Weging,
)
from meldcode.vastleggingen.melding.verstuurd import Exemplaar
from tests.answers.typed import Answers, Builders, written
from tests.cast import LARS


def weging(**changes: Any) -> Answers:
    """The weging. Its ``meegewogen`` fits ``after_stap(3)``; ``record`` makes it fit any dossier."""
    return {
        "meegewogen": [
            "2 risico Hij is bang om mee naar huis te gaan.",
            "3 buiten Dit gaat over hoe wij te werk gingen.",
            "4 buiten Dit gaat over hoe wij te werk gingen.",
            "6 onbekend", "7 onbekend", "8 onbekend", "9 onbekend", "10 onbekend",
            "12 risico Vader ontkent.",
            "12 bescherming Moeder zwijgt niet.",
        ],
        "soorten": ["getuige", "psychisch"],
        "aard": "Ruzie tussen de ouders, waar Sem bij is.",
        "ernst": "matig",
        "frequentie": "Wekelijks",
        "sinds": "De zomer",
        "patroon": "gelijk",
        "leerling": "Hij blijft liever op school.",
        "kwetsbaar": "Acht jaar; vertrouwt zijn leerkracht.",
        "broers_zussen": "Een zusje van vier, thuis.",
        "interactie": "Sem kijkt eerst naar zijn vader voor hij antwoordt.",
        "visie_ouders": "Moeder herkent het, vader niet.",
        "onbekend": "Hoe het in het weekend gaat.",
        "komende_dagen": "Moeder is er; Lars ziet hem elke dag.",
        "eerder": "Nee, voor zover wij weten.",
        "eerdere_hulp": "Geen.",
        "vermoeden": "ja",
        "onveilig": "nee",
        "hulp": "ja",
        "aanvaard": "ja",
        "resultaat": "nog_niet",
        "toelichting": "Moeder vraagt zelf om hulp en vader stemt in.",
        "vervolgtraject": "Schoolmaatschappelijk werk komt bij het gezin.",
        "wie": "Noor regelt het; Anke voert het uit.",
        "wanneer": "Voor 1 december",
        "doel": "Thuis geen ruzie waar de kinderen bij zijn.",
        "effect": "Sem schrikt niet meer bij het hek.",
        "evaluatie_op": "30-11-2026",
        "terugval": "Dan wegen wij opnieuw.",
    } | changes  # fmt: skip


def tweede_weger(**changes: Any) -> Answers:
    return {"wie": written(LARS)} | changes


def tweede_weger_vervalt(**changes: Any) -> Answers:
    return {"reden": "Lars is twee weken met verlof."} | changes


def afwegingen(**changes: Any) -> Answers:
    return {
        "vermoeden": "ja",
        "onveilig": "nee",
        "hulp": "ja",
        "aanvaard": "ja",
        "resultaat": "nog_niet",
        "toelichting": "Ik zie een jongen die bang is, en een moeder die hulp wil.",
    } | changes


def vergelijking(**changes: Any) -> Answers:
    """Where two weighers differ: in ``both_fixed``, on safety."""
    return {"onveilig": "Lars zag de blauwe plek, en Noor niet."} | changes


def besluit(**changes: Any) -> Answers:
    return {
        "melden": "nee",
        "melden_waarom": "De hulp is er, en beide ouders zetten zich in.",
        "helpen": "ja",
        "helpen_waarom": "Er is plaats bij schoolmaatschappelijk werk.",
    } | changes


def hulp(**changes: Any) -> Answers:
    return {
        "doel": "Sem komt zonder angst naar school.",
        "wie": "Anke, schoolmaatschappelijk werk",
        "casemanager": "Noor",
        "tot": "29-01-2027",
        "maatstaf": "Hij schrikt niet meer bij het hek.",
        "terugval": "Dan melden wij.",
        "effect_op": "30-11-2026",
    } | changes


def effectmeting(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "gezien": "Sem speelt weer mee op het plein.",
        "signalen": "minder",
        "resultaat": "loopt",
        "volgen": "Lars kijkt elke ochtend hoe hij binnenkomt; Noor belt moeder elke maand.",
        "opnieuw_op": "07-12-2026",
    } | changes


def melding(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "aan": "Veilig Thuis, medewerker 9",
        "wijze": "telefoon",
        "kenmerk": "VT-0042",
        "inhoud": "De vier waarnemingen, met wie wat zelf zag.",
        "naam_bekend": "ja",
        "gronden": ["melder"],
        "grond_waarom": "Vader dreigde vorige maand bij het hek.",
        "niet_zien": "",
        "school_doet": "Lars begint elke dag met hem; Noor belt moeder elke vrijdag.",
        "terugkoppeling": "Noor hoort vóór vrijdag of de melding is opgepakt.",
        "bereikbaar": "Noor, ma t/m do tot vijf uur; anders Vera.",
        "besproken": "Met moeder; zij is erbij als Veilig Thuis belt.",
    } | changes


def melding_verstuurd(**changes: Any) -> Answers:
    made = Exemplaar(7, "0123456789abcdef" * 4).said(datetime(2026, 11, 9, 13, 51))  # noqa: DTZ001  # naive UTC
    return {
        "exemplaar": made,
        "datum": "09-11-2026",
        "hoe": "Met beveiligde mail, aan medewerker 9",
        "bijlagen": "",
    } | changes


def terugkoppeling(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "instantie": "Veilig Thuis, medewerker 9",
        "over_melding": "ja",
        "stand": "anderen",
        "opnieuw_op": "23-11-2026",
        "inhoud": "De melding is overgedragen aan het wijkteam.",
        "acties": "Het wijkteam belt deze week.",
    } | changes


def ouders_geinformeerd(**changes: Any) -> Answers:
    return {
        "waarover": "5a",
        "geinformeerd": "ja",
        "datum": "09-11-2026",
        "wijze": "gesprek",
        "waarom_brief": "Vader woont in het buitenland en neemt niet op.",
        "reactie": "Zij zijn opgelucht.",
        "redenen": ["veiligheid"],
        "motivering": "Veilig Thuis vraagt ons nog een week te wachten.",
        "opnieuw_op": "16-11-2026",
    } | changes


def afsluiting(**changes: Any) -> Answers:
    return {
        "reden": "veilig",
        "toelichting": "Acht weken geen signalen; de hulp is klaar.",
        "blijven_volgen": "Lars kijkt elke maandag mee.",
        "nakijken_op": "01-02-2027",
    } | changes


DECIDING: Builders = {
    Weging: weging,
    TweedeWeger: tweede_weger,
    TweedeWegerVervalt: tweede_weger_vervalt,
    Afwegingen: afwegingen,
    Vergelijking: vergelijking,
    Besluit: besluit,
    Hulp: hulp,
    Effectmeting: effectmeting,
    Melding: melding,
    MeldingVerstuurd: melding_verstuurd,
    Terugkoppeling: terugkoppeling,
    OudersGeinformeerd: ouders_geinformeerd,
    Afsluiting: afsluiting,
}
