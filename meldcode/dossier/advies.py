"""What the afwegingskader indicates for a dossier: by one weging, and by all that was recorded since."""

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
    """What the afwegingskader indicates now; None without a weging.

    It starts from the five answers of the last weging. What was recorded since replaces two of them. Afweging 5 (did
    the help have its result?) follows the last effect check, and is no when signals came back (R34). Afweging 2 (is it
    unsafe?) is yes after acute danger that was not reported yet, and when the pupil told it and nobody spoke with
    Veilig Thuis after that. ``also_told=False`` leaves the latter out, which is how it was up to release 0.2.0.
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
    """The answer to afweging 5 given after the last weging; None when the answer of that weging still holds."""
    for record in reversed(dossier.of(Weging, Effectmeting, Signaal)):
        if record.isa(Weging):
            return None
        if _came_back(record, dossier):
            return Resultaat.NEE
        said = next((each for each in Resultaat if record.says("resultaat", each)), None)
        if said or (record.isa(Effectmeting) and not record.says("resultaat", Opbrengst.LOOPT)):
            return said  # up to release 0.2.0 an effect check did not ask it
    return None


def _came_back(record: Vastgelegd, dossier: Dossier) -> bool:
    """Whether this record says that signals did not stop, or began again, after help was arranged."""
    if record.isa(Signaal):
        return any(each.nummer < record.nummer for each in dossier.of(Hulp))
    return record.says("signalen", *TERUG)


def wijkt_af(raw: Answers, regel: Regel) -> bool:
    """Whether the decision on melden in these answers differs from what this rule indicates."""
    return (raw.get("melden") == JaNee.JA) != regel.melden
