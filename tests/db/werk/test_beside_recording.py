"""No side task keeps a vastlegging from being recorded: for acute danger each is broken by itself.

For every other kind, but for the one that names a paper that was made, they are broken in five groups. Those of one
group are independent, so that breaking one does not mean that another is never reached: with wrong settings, say.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from db.cijfers import verloop
from db.cijfers.verloop import TABLES
from db.dossiers import concepten, dossiers
from db.journal import journal
from db.store import engine as db_engine
from db.store.engine import EVERY_SCHOOL, engine, engine_for, reading, transaction
from db.store.settings import settings
from db.upkeep import recompute
from db.werk import mail
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Afspraak,
    Bijlage,
    HoortBij,
    InzageGegeven,
    MeldingVerstuurd,
    Opening,
    Samengevoegd,
    Signaal,
)
from meldcode.vastleggingen.einde import vernietigen
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import Answers, Kind
from tests.builders import after_stap, opened, record
from tests.cast import NOOR, SCHOOL
from tests.db.keeping import count, found, kept, moment, taken_in
from tests.db.werk.neighbours import NEIGHBOURS, TURNS, Run, set_up
from tests.db.werk.ready import CHANGES, ready

pytestmark = pytest.mark.usefixtures("folder")
# One destroys instead of being stored; the other is about a paper that was made first.
APART = (vernietigen.VernietigingBevestigd, MeldingVerstuurd)
ACUTE_FIRST: list[Kind] = [AcuutGevaar, *(each for each in ALLE if each not in (AcuutGevaar, *APART))]


# The promise


@pytest.fixture(autouse=True)
def _does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Faster; power cuts have tests of their own."""
    assert folder
    monkeypatch.setattr(db_engine, "_PRAGMAS", (*db_engine._PRAGMAS, "synchronous=OFF"))
    begin_anew()


@pytest.mark.sqlite
@pytest.mark.parametrize("name", NEIGHBOURS)
def test_acute_danger_is_recorded_whatever_is_broken_beside_it(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved and read back: in an existing dossier, and as a new one."""
    before = kept(opened())
    with monkeypatch.context() as patch, NEIGHBOURS[name](patch, folder, _run):
        new = dossiers.open_dossier(fill(Opening, answers(Opening)), by=NOOR, moment=moment(), also=_forgets("Opening"))
        after = record(before, AcuutGevaar)
        dossiers.save(after, by=NOOR, moment=moment(), also=_forgets("AcuutGevaar", before.id))
    assert (found(after), found(new)) == (after, new)
    assert journal.verify(SCHOOL) is None


@pytest.mark.sweep
@pytest.mark.sqlite
def test_every_kind_is_recorded_whatever_is_broken_beside_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_from_it = {}
    stored = dict[str, Dossier]()
    for which in ACUTE_FIRST:
        before, user = (None, NOOR) if which is Opening else _stored(which, stored)
        given = _given(which, before) if before else {}
        for turn in TURNS:
            with monkeypatch.context() as patch, engine().connect() as connection, ExitStack() as broken:
                patch.setattr(dossiers, "transaction", _part_of(connection))
                for name in turn:
                    broken.enter_context(NEIGHBOURS[name](patch, folder, _runs_on(connection)))
                problem = _records(connection, before, which, user, given)
                broken.close()
                connection.rollback()  # so that the next group finds the dossier as before
            if problem:
                kept_from_it[which.__name__, turn] = problem
    assert kept_from_it == {}


def _runs_on(connection: Connection) -> Run:
    return lambda sql: connection.execute(text(sql))


def _part_of(connection: Connection) -> Callable[[str], AbstractContextManager[Connection]]:
    """Replaces ``transaction`` by a savepoint, inside a transaction that is rolled back in the end."""

    @contextmanager
    def transaction(_school: str) -> Iterator[Connection]:
        with connection.begin_nested():
            yield connection

    return transaction


def _records(connection: Connection, before: Dossier | None, kind: Kind, user: User, given: Answers) -> str | None:
    """Record it and check that it is stored; return what went wrong, if anything."""
    try:
        if before is None:
            opening = fill(Opening, answers(Opening))
            after = dossiers.open_dossier(opening, by=user, moment=moment(), also=_forgets("Opening"))
        else:
            after = record(before, kind, by=user, **given)
            dossiers.save(after, by=user, moment=moment(), also=_forgets(kind.__name__, before.id))
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    there = dossiers.load(connection, after.id, SCHOOL, user.id)
    return None if there and there.records == after.records else "it is not there"


def _given(kind: Kind, before: Dossier) -> Answers:
    if kind is Afronding:
        return {"stap": "1", "bericht": bericht(before, STAPPEN[0])}
    if kind in (HoortBij, Samengevoegd):
        return {"bij": kept(after_stap(1)).codenaam}
    naam = {Bijlage: "bestand", InzageGegeven: "pakket"}.get(kind)
    return {naam: str(taken_in(before))} if naam else CHANGES.get(kind, {})


def _stored(kind: Kind, stored: dict[str, Dossier]) -> tuple[Dossier, User]:
    """The stored dossier in which this kind may be recorded, shared by kinds with the same beginning; and by whom."""
    dossier, user = ready(kind)
    told = str(dossier.records)
    if told not in stored:
        stored[told] = kept(dossier)
    return stored[told], user


def _forgets(kind: str, dossier_id: str = concepten.NIEUW) -> Callable[[Connection], object]:
    return partial(concepten.forget, user=NOOR, dossier_id=dossier_id, soort=kind, seen=0)


def _run(sql: str) -> None:
    with engine().begin() as connection:
        connection.execute(text(sql))


def begin_anew() -> None:
    """Close all connections, so that files are opened anew."""
    engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()


@pytest.mark.sqlite
def test_the_sweep_swept_every_kind_and_every_neighbour() -> None:
    assert len(ACUTE_FIRST) == len(ALLE) - 2 == 66 and ACUTE_FIRST[0] is AcuutGevaar
    assert len(NEIGHBOURS) == 12
    assert sorted(name for turn in TURNS for name in turn) == sorted(NEIGHBOURS)


# What is repaired afterwards


def test_figures_that_failed_are_filled_in_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(after_stap(1))
    right = _course(record(stored, Signaal))
    with monkeypatch.context() as patch:
        patch.setattr(verloop, "changes", _fails)
        now = record(stored, Signaal)
        dossiers.save(now, by=NOOR, moment=moment())
    assert _rows(now) == {table.name: 0 for table in TABLES}, "none is better than half of it"
    later = record(now, Afspraak)
    dossiers.save(later, by=NOOR, moment=moment())
    with transaction(EVERY_SCHOOL) as connection:
        assert recompute.fill(connection) == 1
    assert right and _rows(later) == _course(later)


def _course(dossier: Dossier) -> dict[str, int]:
    return {table.name: len(rows) for table, rows in recompute.course_of(dossier, {}).items()}


def _rows(dossier: Dossier) -> dict[str, int]:
    with reading(EVERY_SCHOOL) as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(table.c.dossier_id == dossier.id)
            ).scalar_one()
            for table in TABLES
        }


def _fails(*_given: object) -> None:
    raise ValueError("a mistake of ours")


def test_what_is_to_be_mailed_waits_while_the_settings_are_half(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, BEVEILIGING="")
    kept(record(opened(), AcuutGevaar))
    assert count("mail") == 2


@pytest.mark.sqlite
def test_what_only_seems_stored_is_not_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk may end the whole transaction: nothing may continue as if it were still open."""
    stored = kept(opened())

    def ends(connection: Connection, *_given: object) -> None:
        driver = connection.connection.driver_connection
        assert driver
        driver.rollback()
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(mail, "announce", ends)
    set_up(monkeypatch)
    with pytest.raises(OSError, match="no space"):
        dossiers.save(record(stored, AcuutGevaar), by=NOOR, moment=moment())
    assert found(stored) == stored and journal.verify(SCHOOL) is None
