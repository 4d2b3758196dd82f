"""Recording in a dossier: who may, what the answers must agree with, and the dossier with one record more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from meldcode.bewaren import verzegeld
from meldcode.dossier.afwijkingen import aangegeven
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import delen_van, zonder
from meldcode.dossier.openstaand import verteld_voor
from meldcode.dossier.regels import (
    betrokkenen,
    bewaarstop,
    overdracht,
    samen_wegen,
    samenhang,
    toegang,
    uithalen,
    vernietigen,
    verzoeken,
    vier_ogen,
)
from meldcode.dossier.regels.doorgegeven import samengevoegd_met
from meldcode.gezag import wie
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import stap_of
from meldcode.vastleggingen import BY_NAME, Afgehandeld, Opening
from meldcode.vragen.eisen import VOOR, Eis, unmet
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd, set_down
from meldcode.vragen.vastlegging import (
    Answers,
    Onvolledig,
    V,
    Vastlegging,
    days_that_cannot_be,
    read_answers,
    to_raw,
)
from meldcode.vragen.vraag import Raw

GEHEEL = ""
"""Instead of the name of a vraag: the key of an objection to the vastlegging as a whole."""


class Geweigerd(Exception):
    """This person may not do this. The text is a Dutch sentence for the screen that says nothing about a child."""


def refusal(dossier: Dossier, kind: type[Vastlegging], by: User, on: date) -> str | None:
    """Why this person cannot record this now, as a Dutch sentence; None when they can."""
    acts = dossier.role_of(by)
    if acts not in kind.door:
        return "Met uw rol kunt u dit niet vastleggen."
    if dossier.is_verzegeld(on) and not kind.ook_verzegeld:
        return "Dit dossier is verzegeld: niemand leest het, en er komt niets bij."
    if not dossier.known_to(by, on):
        return "U kunt alleen vastleggen in een dossier dat u zelf opende of waarin u meeleest."
    if dossier.fase is Fase.VERNIETIGD:
        return "Dit dossier is vernietigd."
    if (bij := samengevoegd_met(dossier)) and not (kind.over_toegang or kind.over_de_route):
        return f"Dit dossier is samengevoegd met {bij}. Leg het daar vast."
    if kind.opent:
        return "Dit dossier is al geopend." if dossier.versie else None
    if not dossier.versie:
        return "Dit dossier is nog niet geopend."
    if kind is Afgehandeld and acts is not Role.IB_ER and not dossier.owes(by):
        return "U hebt in dit dossier geen afspraak."
    if kind.altijd:
        return None
    stap = stap_of(kind)
    if stap and stap.nummer > dossier.fase.stap:
        return f"{stap.naam} is nog niet aan de beurt: rond eerst stap {dossier.fase.stap} af."
    if dossier.fase in (Fase.GESLOTEN, Fase.TE_VERNIETIGEN):
        return f"Dit dossier is nu: {dossier.fase.label.lower()}. Alleen een nieuw signaal of acuut gevaar opent het."
    return None


def closed(kind: type[Vastlegging], raw: Mapping[str, Raw], corrects: Vastgelegd | None = None) -> dict[str, str]:
    """Why the school does not take these answers at all, by name of vraag; ``corrects``: the record they correct."""
    return kind.gesloten(raw, {each.naam: each.waarde for each in corrects.antwoorden} if corrects else {})


def objections(
    dossier: Dossier, kind: type[Vastlegging], raw: Mapping[str, Raw], *, by: User, on: date
) -> dict[str, str]:
    """Everything that keeps these answers from being recorded: Dutch sentences by name of vraag, or under ``GEHEEL``.

    ``raw`` holds the answers as a page sends them. Empty when they can be recorded.
    """
    return _read(dossier, kind, raw, by, on)[1]


def filled(dossier: Dossier, kind: type[V], raw: Mapping[str, Raw], *, by: User, on: date) -> V:
    """The vastlegging with the answers that a page sends. Raises ``Onvolledig`` with all that ``objections`` says."""
    return _made(*_read(dossier, kind, raw, by, on))


def _made(answers: Answers[V], found: Mapping[str, str]) -> V:
    if found:
        raise Onvolledig(found)
    return answers.vastlegging()


def _read(
    dossier: Dossier, kind: type[V], raw: Mapping[str, Raw], by: User, on: date
) -> tuple[Answers[V], dict[str, str]]:
    """The answers, with everything that keeps them from being recorded."""
    answers = read_answers(kind, raw, on, _born(dossier, kind, by))
    refused = refusal(dossier, kind, by, on)
    found, raw = dict(answers.objections), answers.dated(raw)
    return answers, {GEHEEL: refused} if refused else _with_the_rules(dossier, kind, raw, found, by, on)


def _with_the_rules(
    dossier: Dossier, kind: type[Vastlegging], raw: Mapping[str, Raw], found: dict[str, str], by: User, on: date
) -> dict[str, str]:
    """The objections ``found`` to the answers themselves, with those that follow from the dossier."""
    if not_taken := closed(kind, raw):
        return not_taken
    eisen = unmet(_eisen(dossier, kind, raw), dossier.standing[dossier.round_began() :], raw)
    if eisen:
        found[eisen[0].als[0] if eisen[0].als else GEHEEL] = eisen[0].tekst
    found |= betrokkenen.objections(kind, raw, dossier)
    found = found or samenhang.objections(kind, raw, dossier)
    found = found or vier_ogen.objections(kind, raw, dossier, by=by)
    found = found or bewaarstop.objections(kind, raw, dossier, by=by, on=on)
    found = found or verzoeken.objections(kind, raw, dossier, on)
    found = found or overdracht.objections(kind, raw, dossier, by=by)
    found = found or vernietigen.objections(kind, raw, dossier, by=by, on=on)
    found = found or samen_wegen.objections(kind, raw, dossier, by=by, on=on)
    found = found or uithalen.objections(kind, raw, dossier, by=by)
    return found or toegang.objections(kind, raw, dossier, by=by, on=on)


def _eisen(dossier: Dossier, kind: type[Vastlegging], raw: Mapping[str, Raw]) -> tuple[Eis, ...]:
    """What this kind requires of each person whom the answers name. While they name nobody, that is asked first."""
    named = wie(dossier.standing, about_whom(raw.get(VOOR)))
    if not named:
        return tuple(each for each in kind.eisen if not (each.per_persoon and dossier.met_gezag))
    return tuple(each.of(one) for each in kind.eisen for one in named)


def record(dossier: Dossier, vastlegging: Vastlegging, *, by: User, on: date) -> Dossier:
    """The dossier with this vastlegging added as its last record.

    Raises ``Geweigerd`` when this person may not record it now, ``Onvolledig`` when answers are not acceptable.
    """
    kind = type(vastlegging)
    refused = refusal(dossier, kind, by, on)
    if refused:
        raise Geweigerd(refused)
    days = days_that_cannot_be(vastlegging, on, _born(dossier, kind, by))
    found = _with_the_rules(dossier, kind, to_raw(vastlegging), days, by, on)
    if found:
        raise Onvolledig(found)
    kept = verzegeld.bij_afronding(vastlegging, dossier.standing, on)
    also = (*aangegeven(kind, dossier), *verteld_voor(vastlegging, dossier), *kept)
    also += tuple(delen_van(vastlegging, dossier.records))
    added = set_down(vastlegging, nummer=dossier.versie + 1, on=on, by=by.id, als=_role(dossier, by), also=also)
    return replace(dossier, records=zonder((*dossier.records, added)))


def _role(dossier: Dossier, by: User) -> str:
    """The role in which this person acts here: as a substitute, or else the one in which they work."""
    return (dossier.toegang.vervangers.get(by.id) or by.role).value


def correction_refusal(dossier: Dossier, record: Vastgelegd, by: User, on: date) -> str | None:
    """Why this person cannot correct this record, as a Dutch sentence; None when they can."""
    kind = BY_NAME.get(record.soort)
    acts = dossier.role_of(by)
    if kind is None or not kind.te_corrigeren or acts not in kind.door or not dossier.readable_by(by, on):
        return "Dit kunt u niet corrigeren."
    if acts is not Role.IB_ER and record.by != by.id:
        return "U kunt alleen corrigeren wat u zelf vastlegde."
    if dossier.fase is Fase.VERNIETIGD:
        return "Dit dossier is vernietigd."
    if any(each.corrigeert == record.nummer for each in dossier.records):
        return "Dit is al gecorrigeerd. Corrigeer de correctie."
    return None


def correction_objections(
    dossier: Dossier, record: Vastgelegd, raw: Mapping[str, Raw], *, by: User, on: date
) -> dict[str, str]:
    """Every objection to correcting this record with these answers: by name of vraag, or under ``GEHEEL``."""
    refused = correction_refusal(dossier, record, by, on)
    return {GEHEEL: refused} if refused else _read_correction(dossier, record, raw, by, on)[1]


def filled_correction(
    dossier: Dossier, record: Vastgelegd, raw: Mapping[str, Raw], *, by: User, on: date
) -> Vastlegging:
    """The correction of this record with the answers that a page sends.

    Raises ``Onvolledig`` with all that ``correction_objections`` says.
    """
    refused = correction_refusal(dossier, record, by, on)
    if refused:
        raise Onvolledig({GEHEEL: refused})
    return _made(*_read_correction(dossier, record, raw, by, on))


def _read_correction(
    dossier: Dossier, record: Vastgelegd, raw: Mapping[str, Raw], by: User, on: date
) -> tuple[Answers[Vastlegging], dict[str, str]]:
    kind = BY_NAME[record.soort]
    answers = read_answers(kind, raw, on, _born(dossier, kind, by))
    found = closed(kind, raw, record) or dict(answers.objections)
    return answers, found or _correction_rules(dossier, record, answers.dated(raw), by, on)


def _born(dossier: Dossier, kind: type[Vastlegging], by: User) -> Geboren | None:
    """The birth date that no day in this record may precede; None when nothing is refused for it.

    A corrected opening may change the birth date itself. Only whoever walks the route can see and correct it: what
    others bring is not refused for it.
    """
    return None if kind is Opening or dossier.role_of(by) is not Role.IB_ER else dossier.born


def _correction_rules(
    dossier: Dossier, record: Vastgelegd, raw: Mapping[str, Raw], by: User, on: date
) -> dict[str, str]:
    kind = BY_NAME[record.soort]
    found = closed(kind, raw, record) or betrokkenen.objections(kind, raw, dossier, record)
    found = found or samenhang.correction_objections(kind, raw, dossier, record)
    found = found or verzoeken.objections(kind, raw, dossier, on, record)
    found = found or overdracht.objections(kind, raw, dossier, by=by)
    return found or toegang.objections(kind, raw, dossier, by=by, on=on)


def correct(dossier: Dossier, record: Vastgelegd, vastlegging: Vastlegging, *, by: User, on: date) -> Dossier:
    """The dossier with a correction of this record: both stay in it, the correction counts.

    Raises ``Geweigerd`` when this person may not correct it or the correction is of another kind, ``Onvolledig`` when
    answers are not acceptable.
    """
    refused = correction_refusal(dossier, record, by, on)
    if refused or type(vastlegging).__name__ != record.soort:
        raise Geweigerd(refused or "Een correctie is van dezelfde soort als wat u corrigeert.")
    days = days_that_cannot_be(vastlegging, on, _born(dossier, type(vastlegging), by))
    found = days or _correction_rules(dossier, record, to_raw(vastlegging), by, on)
    if found:
        raise Onvolledig(found)
    also = (*aangegeven(type(vastlegging), dossier, record), *verteld_voor(vastlegging, dossier))
    nummer, who = dossier.versie + 1, {"by": by.id, "als": _role(dossier, by)}
    added = set_down(vastlegging, nummer=nummer, on=on, **who, corrigeert=record.nummer, also=also)
    return replace(dossier, records=(*dossier.records, added))
