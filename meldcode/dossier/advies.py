"""What the afwegingskader indicates: for a weging, and now."""

from collections.abc import Mapping

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    AcuutGevaar,
    Effectmeting,
    Hulp,
    Melding,
    Signaal,
    Weging,
)
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, JaNeeTwijfel, Regel, advies
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_5 import TERUG
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vraag import Raw

Answers = Mapping[str, Raw]


def advies_of(weging: Vastgelegd) -> Regel:
    """The rule of the afwegingskader that this weging leads to."""
    return advies(_answers(weging))


def _answers(weging: Vastgelegd) -> dict[str, JaNeeTwijfel | None]:
    return {naam: next((each for each in JaNeeTwijfel if weging.says(naam, each)), None) for naam in AFWEGINGEN}


def advies_now(dossier: Dossier) -> Regel | None:
    """What the afwegingskader indicates now: the weging, and what happened that answers a question of it anew.

    Signals that came back since the weging say that help has no result (R34); acute danger that was not
    reported yet says: unsafe.
    """
    weging = dossier.last(Weging)
    if weging is None:
        return None
    answers = _answers(weging)
    last = dossier.last(Weging, Effectmeting, Signaal)
    if last is not None and _came_back(last, dossier):
        answers["resultaat"] = JaNeeTwijfel.NEE
    danger = dossier.last(AcuutGevaar, Melding)
    if danger is not None and danger.isa(AcuutGevaar):
        answers["onveilig"] = JaNeeTwijfel.JA
    return advies(answers)


def _came_back(record: Vastgelegd, dossier: Dossier) -> bool:
    """Whether this says that signals did not stop or began again, while help was under way."""
    if record.isa(Signaal):
        return any(each.nummer < record.nummer for each in dossier.of(Hulp))
    return record.says("signalen", *TERUG)


def wijkt_af(raw: Answers, regel: Regel) -> bool:
    """Whether the decision on melden differs from what the afwegingskader indicates."""
    return (raw.get("melden") == JaNee.JA) != regel.melden
