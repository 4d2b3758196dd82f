"""Consistency rules: what a new vastlegging must agree with in the dossier, and what a correction must."""

from collections.abc import Callable, Mapping

from meldcode.bewaren.bewaring import kijken
from meldcode.dossier import wegen
from meldcode.dossier.advies import advies_of, wijkt_af
from meldcode.dossier.afspraken import open_afspraken
from meldcode.dossier.afwijkingen import held_to
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vertrek import te_beslissen, te_vertellen
from meldcode.dossier.openstaand import (
    berichten,
    effect_open,
    feedback_open,
    help_until,
    is_gezien,
    onderzoek_open,
    parents_open,
    verteld,
)
from meldcode.dossier.regels import doorgegeven
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    Afgehandeld,
    Afronding,
    Afsluiting,
    AntwoordAanDirectie,
    Besluit,
    Effectmeting,
    HoortBij,
    Melding,
    Nazorg,
    Ontvangst,
    Samengevoegd,
    Samenvoeging,
    UitkomstStap2,
    Verzetten,
    Weging,
)
from meldcode.vastleggingen.afwegingskader import advies, five_answers
from meldcode.vastleggingen.stap_1 import TELT_ALS_ACUUT
from meldcode.vastleggingen.stap_2 import Uitkomst
from meldcode.vastleggingen.stap_5 import Opbrengst, RedenSluiten
from meldcode.vragen.datum import in_words, read_date
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

Answers = Mapping[str, Raw]


def _weging(raw: Answers, dossier: Dossier) -> dict[str, str]:
    return wegen.objections(raw, dossier)


def _besluit(raw: Answers, dossier: Dossier, corrects: Vastgelegd | None = None) -> dict[str, str]:
    regel = held_to(dossier, corrects)
    if regel and wijkt_af(raw, regel) and not visible(str(raw.get("afwijking") or "")):
        told = f"{TELT_ALS_ACUUT} " if verteld(dossier) and regel.melden else ""
        return {"afwijking": f"U wijkt af van het afwegingskader. {told}Daar staat: {regel.tekst} Schrijf op waarom."}
    return {}


def _effect(raw: Answers, dossier: Dossier) -> dict[str, str]:
    """Once the agreed term of the help is over, afweging 5 must be answered: "not yet" is no longer an answer."""
    looked, until = read_date(str(raw.get("datum"))), help_until(dossier)
    if raw.get("resultaat") == Opbrengst.LOOPT and looked and until and looked >= until:
        over = f"De afgesproken termijn was om op {in_words(until)}."
        return {"resultaat": f"{over} Kies ja, nee of twijfel."}
    return {}


def _afronding(raw: Answers, dossier: Dossier) -> dict[str, str]:
    stap = STAPPEN[int(str(raw["stap"])) - 1]
    if stap.nummer > dossier.fase.stap:
        return {"": f"{stap.naam} is nog niet aan de beurt: rond eerst stap {dossier.fase.stap} af."}
    if dossier.is_closed(stap):
        return {"": f"{stap.naam} is al afgerond."}
    missing = dossier.missing(stap)
    if missing:
        return {"": "Eerst nog vastleggen: " + "; ".join(eis.tekst for eis in missing) + "."}
    if raw.get("bericht") != bericht(dossier, stap):
        return {"bericht": "Meldroute stelt dit bericht op. U kunt het niet veranderen."}
    return {}


def _about_message(raw: Answers, dossier: Dossier) -> dict[str, str]:
    last = {str(message.nummer): answer for message, answer in berichten(dossier)}
    nummer = str(raw.get("kennisgeving"))
    if nummer not in last:
        return {"kennisgeving": "Dit bericht staat niet in het dossier."}
    return {"": "Dit bericht is al als gezien bevestigd."} if is_gezien(last[nummer]) else {}


def _antwoord(raw: Answers, dossier: Dossier) -> dict[str, str]:
    """Only an open question can be answered: any other answer would give the directie more time for its receipt."""
    asked = {str(message.nummer) for message, answer in berichten(dossier) if answer and answer.isa(Ontvangst)}
    found = _about_message(raw, dossier)
    if not found and raw.get("kennisgeving") not in asked:
        return {"": "De directie heeft bij dit bericht geen vraag open staan."}
    return found


def _uitkomst(raw: Answers, dossier: Dossier) -> dict[str, str]:
    if dossier.is_closed(STAPPEN[1]):
        return {"": "Stap 2 is al afgerond. De uitkomst staat vast."}
    if dossier.fase.stap > 2 and raw.get("uitkomst") == Uitkomst.GEEN_INDICATIE:
        return {"uitkomst": "Er was acuut gevaar: dit dossier kan niet meer met ‘geen indicatie’ eindigen."}
    return {}


def _afsluiting(raw: Answers, dossier: Dossier) -> dict[str, str]:
    """A dossier can be closed only when nothing waits in it any more (R5, R6, R33, R36)."""
    waiting = []
    if any(not dossier.is_closed(stap) for stap in STAPPEN):
        waiting.append("stappen die nog niet zijn afgerond")
    if effect_open(dossier):
        waiting.append("een effectmeting")
    if feedback_open(dossier):
        waiting.append("bericht van Veilig Thuis over de melding")
    if onderzoek_open(dossier):
        waiting.append("de uitkomst van het onderzoek van Veilig Thuis")
    if parents_open(dossier):
        waiting.append("ouders die nog moeten worden geïnformeerd")
    if any(open_afspraken(dossier.standing)):
        waiting.append("een afspraak die niet is afgehandeld")
    if te_beslissen(dossier):
        waiting.append("een besluit over de warme overdracht")
    if te_vertellen(dossier):
        waiting.append("het plotselinge vertrek, dat Veilig Thuis nog niet weet")
    if not waiting and raw.get("reden") == RedenSluiten.OVERGEDRAGEN and not dossier.of(Melding):
        return {"reden": "In dit dossier is geen melding vastgelegd. Kies een andere reden."}
    return {"": "Het dossier kan nog niet dicht. Er wacht nog: " + "; ".join(waiting) + "."} if waiting else {}


def _afgehandeld(raw: Answers, dossier: Dossier) -> dict[str, str]:
    still = {str(record.nummer) for record, _wie in open_afspraken(dossier.standing)}
    return {} if raw.get("afspraak") in still else {"": "Deze afspraak is al afgehandeld, of staat hier niet."}


def _verzetten(raw: Answers, dossier: Dossier) -> dict[str, str]:
    found = {each.sleutel: each for each in verplichtingen(dossier, {})}
    waiting = found.get(str(raw.get("verplichting")))
    if waiting is None or not waiting.is_movable:
        return {"": "Deze termijn kan niet worden verzet, of er wacht niets meer."}
    return {"naar": "Kies een andere dag dan de dag die het al was."} if raw.get("naar") == raw.get("van") else {}


def _nazorg(_raw: Answers, dossier: Dossier) -> dict[str, str]:
    closed = kijken(dossier.standing) is not None or (dossier.last(Afsluiting) and not dossier.fase.is_open)
    return {} if closed else {"": "Dit dossier is niet gesloten: leg het vast bij de stap waarin het is."}


def _samen(_raw: Answers, dossier: Dossier) -> dict[str, str]:
    runs = dossier.fase.is_open and dossier.fase is not Fase.TE_VERNIETIGEN
    return {} if runs else {"": "Alleen twee dossiers die lopen, kunnen samen."}


_CHECKS: dict[type[Vastlegging], Callable[[Answers, Dossier], dict[str, str]]] = {
    Weging: _weging,
    Besluit: _besluit,
    Afronding: _afronding,
    Ontvangst: _about_message,
    AntwoordAanDirectie: _antwoord,
    UitkomstStap2: _uitkomst,
    Afgehandeld: _afgehandeld,
    Afsluiting: _afsluiting,
    Verzetten: _verzetten,
    Nazorg: _nazorg,
    Effectmeting: _effect,
    HoortBij: doorgegeven.objections,
    Samengevoegd: _samen,
    Samenvoeging: _samen,
}


def objections(kind: type[Vastlegging], raw: Answers, dossier: Dossier) -> dict[str, str]:
    """Objections to these answers, as Dutch sentences by name of vraag, or under the empty key for the whole."""
    if kind.andere_route and raw.get(kind.andere_route[0]) == kind.andere_route[1]:
        sentence = "Dit hoort niet in Meldroute, en er wordt niets bewaard. Ga naar het bevoegd gezag."
        return {kind.andere_route[0]: sentence}
    check = _CHECKS.get(kind)
    return check(raw, dossier) if check else {}


def correction_objections(
    kind: type[Vastlegging], raw: Answers, dossier: Dossier, record: Vastgelegd
) -> dict[str, str]:
    """Objections to correcting this record with these answers. Whether the dossier may close is not checked again."""
    if kind is Weging:
        return wegen.objections(raw, dossier, wegen.origin(record, dossier)) or _other_outcome(raw, dossier, record)
    if kind is Besluit:
        return _besluit(raw, dossier, record)
    return {} if kind is Afsluiting else objections(kind, raw, dossier)


def _other_outcome(raw: Answers, dossier: Dossier, weging: Vastgelegd) -> dict[str, str]:
    """Once decided upon, a weging cannot get another outcome by a correction: that takes a new weging (R31)."""
    if not any(each.nummer > wegen.origin(weging, dossier) for each in dossier.of(Besluit)):
        return {}
    if advies(five_answers(raw)) is advies_of(weging):
        return {}
    return {"": "Met deze antwoorden geeft het afwegingskader iets anders aan. Leg daarvoor een nieuwe weging vast."}
