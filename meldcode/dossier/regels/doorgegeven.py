"""What was handed in about a pupil who had a dossier already: when it may be added there, and that it was (ADR 61)."""

from collections.abc import Mapping
from dataclasses import replace

from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import BY_NAME, AcuutGevaar, HoortBij, Opening, Samengevoegd, Signaal
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vraag import Raw


def hoort_bij(dossier: Dossier) -> str:
    """The code name of the dossier to which this one was added; empty if it was not, or something new was recorded."""
    last = dossier.last(HoortBij, Samengevoegd, Signaal, AcuutGevaar)
    return last.tekst("bij") if last and last.isa(HoortBij, Samengevoegd) else ""


def samengevoegd_met(dossier: Dossier) -> str:
    """The code name of the dossier in which this one goes on; empty if it was not joined with another."""
    last = dossier.last(Samengevoegd)
    return last.tekst("bij") if last else ""


def was_hoort_bij(dossier: Dossier) -> bool:
    """Whether it was added to another one until its last record, and by that record is a dossier of its own again."""
    before = replace(dossier, records=dossier.records[:-1], whole=None)
    return not hoort_bij(dossier) and bool(hoort_bij(before))


def doorgegeven(dossier: Dossier) -> Records:
    """The signals of a dossier in which nothing else was recorded, and that may therefore belong to another one.

    Those since it was last added to another. Empty once somebody went on with it: then it has a course of its own.
    """
    if dossier.fase is not Fase.STAP_1 or not all(_is_handed_in(each) for each in dossier.standing if each.soort):
        return ()
    last = dossier.last(HoortBij)
    return tuple(each for each in dossier.of(Signaal) if last is None or each.nummer > last.nummer)


def _is_handed_in(record: Vastgelegd) -> bool:
    kind = BY_NAME.get(record.soort)
    return kind is not None and (kind in (Opening, Signaal) or kind.over_toegang)


def objections(raw: Mapping[str, Raw], dossier: Dossier) -> dict[str, str]:
    """Objections to adding this dossier to another, as far as they follow from this one."""
    if not doorgegeven(dossier):
        return {"": "Dit dossier heeft een eigen verloop. Alleen een signaal dat nog niet is opgepakt, kan ergens bij."}
    return {"bij": "Kies een ander dossier."} if raw.get("bij") == dossier.codenaam else {}
