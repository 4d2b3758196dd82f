"""What follows from records is filled in some dossiers at a time: cut off anywhere, the next time goes on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Connection, delete, select, update

from db import schema
from db.__main__ import main
from db.bewaren import verband
from db.cijfers import verloop
from db.journal import journal, seals
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import filling, recompute, upgrade, verification
from meldcode.dossier.dossier import Dossier
from tests.builders import gesloten, opened
from tests.cast import SCHOOL
from tests.db.cijfers.courses import stored
from tests.db.conftest import NOW
from tests.db.keeping import by_force, kept
from ui import startup

_D = schema.dossier


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_AT_ONCE", 2)


@pytest.fixture
def lacking(folder: Path) -> list[Dossier]:
    """Five dossiers without a course, of which three are closed without anything known of how long they are kept."""
    assert folder.exists()
    every = [kept(each) for each in (opened(), gesloten(), opened(), gesloten(), gesloten())]
    with transaction(SCHOOL) as connection:
        _without_course(connection)
        connection.execute(update(_D).values(bewaren_tot=None))
    return every


def _without_course(connection: Connection) -> None:
    """As when it could not be stored beside the records."""
    seals.touch_alive(connection, SCHOOL)
    for table in verloop.TABLES:
        connection.execute(delete(table))


def left() -> tuple[int, ...]:
    """How many have no course, and how many nothing about how long they are kept."""
    with reading(EVERY_SCHOOL) as connection:
        return tuple(len(connection.scalars(select(_D.c.id).where(lacks)).all()) for lacks, _some in filling._WHAT)


def test_all_is_filled_in_as_at_once_and_who_waits_sees_how_far_it_is(lacking: list[Dossier]) -> None:
    parts: list[float] = []
    assert left() == (5, 3)
    filling.fill(parts.append)
    assert left() == (0, 0) and parts == sorted(parts) and parts[-1] == 1.0 and len(parts) == 5
    found = [stored(each) for each in lacking]
    with transaction(SCHOOL) as connection:
        _without_course(connection)
        assert recompute.fill(connection) == 5
    assert [stored(each) for each in lacking] == found
    upgrade.seal(NOW)
    verification.show(NOW, quick=False)
    filling.fill(parts.append)
    assert len(parts) == 5, "once is enough"


def test_cut_off_after_any_part_the_next_time_goes_on_with_what_is_left(
    lacking: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lacking
    was = [left()]

    class CutOff(BaseException):
        pass

    def cuts(_part: float) -> None:
        raise CutOff

    while left() != (0, 0):
        with pytest.raises(CutOff):
            filling.fill(cuts)
        was.append(left())
    assert was == [(5, 3), (3, 3), (1, 3), (0, 3), (0, 1), (0, 0)]
    assert journal.verify(SCHOOL) is None


def test_what_does_not_open_is_passed_over_and_the_rest_is_filled_in(lacking: list[Dossier]) -> None:
    lost = lacking[1]
    by_force(f"UPDATE vastlegging SET content = x'00' WHERE dossier_id = '{lost.id}'")  # noqa: S608 - an id of ours
    for _time in range(2):
        filling.fill()
        assert left() == (0, 1), "of one that does not open, where it stands is known, and nothing else"


def test_two_at_once_fill_in_each_dossier_once(lacking: list[Dossier]) -> None:
    problems: list[Exception] = []
    begins = Barrier(2)

    def fills() -> None:
        begins.wait()
        try:
            filling.fill()
        except Exception as problem:
            problems.append(problem)

    threads = [Thread(target=fills) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not problems and left() == (0, 0)
    before = [stored(each) for each in lacking]
    assert all(each["verloop_fase"] for each in before)


def test_a_start_and_an_upgrade_fill_in_what_is_left(lacking: list[Dossier]) -> None:
    assert lacking and main(["upgrade"]) == 0
    assert left()[1] == 0
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_D).values(bewaren_tot=None))
    startup.refuse_unreadable_data()
    assert left() == (0, 0)


def test_in_a_step_one_school_is_held_and_no_more_than_so_many_dossiers(
    lacking: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    real: Callable[..., None] = verband.follow

    def follows(connection: Connection, ids: Sequence[str]) -> None:
        held.append(len(ids))
        real(connection, ids)

    monkeypatch.setattr(verband, "follow", follows)
    filling.fill()
    assert lacking and held == [2, 1]
