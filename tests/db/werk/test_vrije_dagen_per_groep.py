"""Free days of a part of the groups move the due days of pupils in these groups, and of nobody else."""

from datetime import date

import pytest
from sqlalchemy import select

from db import schema
from db.journal import journal
from db.school import kalender
from db.school.kalender import Gevolg
from db.store.engine import reading, transaction
from db.upkeep import recompute
from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.vrij import Vrij
from tests.builders import opened
from tests.cast import MONDAY, NEXT_MONDAY, SCHOOL
from tests.db.keeping import by_force, found, kept
from tests.db.werk.lists import days

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
WEDNESDAY, THURSDAY = date(2026, 11, 11), date(2026, 11, 12)
ONDERBOUW = Vrij(WEDNESDAY, WEDNESDAY, "Onderbouw vrij", ("1", "2"))
STUDIEDAG = Vrij(THURSDAY, THURSDAY, "Studiedag")
A_DAY_LATER = date(2026, 11, 17)
CAMP = Vrij(date(2026, 12, 14), date(2026, 12, 18), "Kampweek", ("8",))


def free(*some: Vrij, on: date = MONDAY) -> Gevolg:
    with transaction(SCHOOL) as connection:
        return kalender.add(connection, SCHOOL, some, on)


def taken_out(each: Vrij) -> Gevolg:
    with transaction(SCHOOL) as connection:
        return kalender.remove(connection, SCHOOL, each, MONDAY)


def due(dossier: Dossier, soort: str = "stap") -> list[date]:
    table = schema.verplichting
    mine = (table.c.dossier_id == dossier.id, table.c.soort == soort, table.c.done_on.is_(None))
    with reading(SCHOOL) as connection:
        return list(connection.scalars(select(table.c.due_on).where(*mine)))


def test_a_free_day_of_some_groups_moves_the_terms_of_their_pupils_alone() -> None:
    young, older, unknown = kept(opened(groep="2")), kept(opened(groep="6")), kept(opened(groep="onderbouw"))
    free(ONDERBOUW)
    assert [due(each) for each in (young, older, unknown)] == [[A_DAY_LATER], [NEXT_MONDAY], [NEXT_MONDAY]]
    assert journal.verify(SCHOOL) is None
    taken_out(ONDERBOUW)
    assert due(young) == [NEXT_MONDAY]


@pytest.mark.either
def test_what_begins_after_it_was_entered_counts_by_the_group_as_well() -> None:
    free(ONDERBOUW)
    assert due(kept(opened(groep="1/2a"))) == [A_DAY_LATER] and due(kept(opened(groep="3"))) == [NEXT_MONDAY]


def test_who_enters_it_reads_which_days_moved_and_nothing_about_a_group() -> None:
    kept(opened(groep="2"))
    kept(opened(groep="6"))
    assert free(ONDERBOUW) == Gevolg(1, {}, deels=True)
    moved = free(STUDIEDAG)
    assert moved == Gevolg(1, {(NEXT_MONDAY, A_DAY_LATER): 1, (A_DAY_LATER, date(2026, 11, 18)): 1})


def test_of_both_at_once_only_what_all_groups_have_is_told() -> None:
    kept(opened(groep="2"))
    kept(opened(groep="6"))
    assert free(ONDERBOUW, STUDIEDAG) == Gevolg(2, {(NEXT_MONDAY, A_DAY_LATER): 2}, deels=True)
    assert days("stap") == [A_DAY_LATER, date(2026, 11, 18)]


@pytest.mark.either
def test_the_same_days_for_another_group_are_entered_beside_those_for_the_first() -> None:
    free(ONDERBOUW)
    assert free(Vrij(WEDNESDAY, WEDNESDAY, "Onderbouw vrij", ("2", "3"))).aantal == 1
    assert free(ONDERBOUW).aantal == 0
    with reading(SCHOOL) as connection:
        assert kalender.kalender(connection, SCHOOL).vrij == (
            Vrij(WEDNESDAY, WEDNESDAY, "Onderbouw vrij", ("1", "2", "3")),
        )


@pytest.mark.either
def test_a_dossier_that_does_not_open_counts_as_one_of_any_group() -> None:
    young, damaged = kept(opened(groep="2")), kept(opened(groep="2"))
    by_force(f"UPDATE vastlegging SET content = x'0102' WHERE dossier_id = '{damaged.id}'")  # noqa: S608  # ours
    free(ONDERBOUW)
    assert due(young) == [A_DAY_LATER] and due(damaged) == [NEXT_MONDAY]


@pytest.mark.either
def test_before_a_holiday_of_some_groups_only_their_pupils_are_asked_after() -> None:
    eight, seven = kept(opened(groep="8")), kept(opened(groep="7"))
    free(CAMP)
    on = date(2026, 12, 7)
    with reading(SCHOOL) as connection:
        assert kalender.is_to_cover(connection, SCHOOL, on)
    with transaction(SCHOOL) as connection:
        kalender.cover(connection, SCHOOL, on)
        kalender.cover(connection, SCHOOL, on)
    assert due(eight, "vakantie") == [date(2026, 12, 11)] and due(seven, "vakantie") == []
    with reading(SCHOOL) as connection:
        assert not kalender.is_to_cover(connection, SCHOOL, on)
    with transaction(SCHOOL) as connection:
        kalender.cover(connection, SCHOOL, date(2026, 12, 19))
    assert due(eight, "vakantie") == []


@pytest.mark.either
def test_the_course_computed_anew_counts_by_the_group_as_well() -> None:
    free(ONDERBOUW)
    young = found(kept(opened(groep="2")))
    assert young is not None
    with reading(SCHOOL) as connection:
        vrij = kalender.kalender(connection, SCHOOL)
    rows = recompute.course_of(young, {}, vrij)[schema.verloop_wacht]
    assert A_DAY_LATER in {row["due_on"] for row in rows}
