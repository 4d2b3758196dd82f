"""Dossiers along the route, and the rows of their course (ADR 13) that are stored."""

from collections.abc import Callable

from sqlalchemy import select

from db.cijfers import verloop
from db.dossiers import dossiers
from db.school.schools import termijnen
from db.store.engine import EVERY_SCHOOL, reading
from db.upkeep import recompute
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import AcuutGevaar, AdviesVeiligThuis, Besluit, Effectmeting, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, decided, gesloten, in_opvolging, opened, record, te_vernietigen, waived
from tests.cast import MONDAY, NOOR, SCHOOL


def corrected_besluit() -> Dossier:
    """The besluit was 5a, and is corrected to both, against the afwegingskader."""
    told = decided("5a")
    besluit = next(each for each in told.records if each.isa(Besluit))
    better = fill(Besluit, answers(Besluit, melden="ja", afwijking="Het voelt niet veilig genoeg om te wachten."))
    return vastleggen.correct(told, besluit, better, by=NOOR, on=MONDAY)


WALKS: dict[str, Callable[[], Dossier]] = {
    "opened": opened,
    "after stap 4": lambda: after_stap(4),
    "both decided": lambda: decided("beide"),
    "followed": lambda: in_opvolging("5b"),
    "to be destroyed": te_vernietigen,
    "taken back": lambda: record(te_vernietigen(), Signaal),
    "closed": gesloten,
    "closed, and begun anew": lambda: record(gesloten(), Signaal),
    "acute danger": lambda: record(opened(), AcuutGevaar),
    "acute danger in stap 3": lambda: record(after_stap(2), AcuutGevaar),
    "waived": waived,
    "asked advice": lambda: record(after_stap(1), AdviesVeiligThuis),
    "signals came back": lambda: record(in_opvolging("5a"), Effectmeting, signalen="opnieuw"),
    "corrected": corrected_besluit,
}


def by_key(course: verloop.Course) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted(tuple(row[column.name] for column in table.c) for row in course.get(table, []))
        for table in verloop.TABLES
    }


def stored(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    with reading(EVERY_SCHOOL) as connection:
        found = {
            table: [row._asdict() for row in connection.execute(select(table).where(table.c.dossier_id == dossier.id))]
            for table in verloop.TABLES
        }
    return by_key(found)


def from_the_records(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    with reading(EVERY_SCHOOL) as connection:
        read = dossiers.load(connection, dossier.id, SCHOOL)
        assert read is not None
        return by_key(recompute.course_of(read, termijnen(connection, SCHOOL)))
