"""What the afwegingskader indicates: for a weging, and now."""

from collections.abc import Mapping

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.vastleggingen import (
    AcuutGevaar,
    Effectmeting,
    Hulp,
    Melding,
    Signaal,
    Weging,
)
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, JaNeeTwijfel, Regel, Resultaat, advies, five_answers
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_5 import TERUG, Opbrengst
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vraag import Keuze, Raw

Answers = Mapping[str, Raw]


def advies_of(weging: Vastgelegd) -> Regel:
    """The rule of the afwegingskader that this weging leads to."""
    return advies(_answers(weging))


def _answers(weging: Vastgelegd) -> dict[str, Keuze | None]:
    return five_answers({naam: weging.waarde(naam) for naam in AFWEGINGEN})


def advies_now(dossier: Dossier, *, also_told: bool = True) -> Regel | None:
    """What the afwegingskader indicates now: the weging, and what happened that answers a question of it anew.

    An effect check answers whether help has its result, and signals that came back say it has not (R34). Acute danger
    that was not reported yet says: unsafe. So does what the pupil told, until somebody spoke with Veilig Thuis; without
    ``also_told`` that does not count, as up to release 0.2.0.
    """
    weging = dossier.last(Weging)
    if weging is None:
        return None
    answers = _answers(weging)
    answers["resultaat"] = _result_since(dossier) or answers["resultaat"]
    danger = dossier.last(AcuutGevaar, Melding)
    is_danger = danger is not None and danger.isa(AcuutGevaar)
    if is_danger or (also_told and verteld(dossier)):
        answers["onveilig"] = JaNeeTwijfel.JA
    return advies(answers)


def _result_since(dossier: Dossier) -> Keuze | None:
    """The answer to afweging 5 since the last weging, from what came after it; None when that weging still says it."""
    for record in reversed(dossier.of(Weging, Effectmeting, Signaal)):
        if record.isa(Weging):
            return None
        if _came_back(record, dossier):
            return Resultaat.NEE
        said = next((each for each in Resultaat if record.says("resultaat", each)), None)
        if said or (record.isa(Effectmeting) and not record.says("resultaat", Opbrengst.LOOPT)):
            return said  # an effect check of up to release 0.2.0 was not asked it
    return None


def _came_back(record: Vastgelegd, dossier: Dossier) -> bool:
    """Whether this says that signals did not stop or began again, while help was under way."""
    if record.isa(Signaal):
        return any(each.nummer < record.nummer for each in dossier.of(Hulp))
    return record.says("signalen", *TERUG)


def wijkt_af(raw: Answers, regel: Regel) -> bool:
    """Whether the decision on melden differs from what the afwegingskader indicates."""
    return (raw.get("melden") == JaNee.JA) != regel.melden
