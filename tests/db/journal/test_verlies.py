"""Putting back an older database or key store is noticed, also once as many lines were written as were lost."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.journal import chain, journal, verlies
from db.journal.journal import Entry
from db.keys import vault
from db.store.engine import engine, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.cast import DICK, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import found, kept, recorded

pytestmark = pytest.mark.either
DATABASE, KEYS = "meldroute.sqlite", "meldroute.key.dossiers.sqlite"


def lines() -> list[tuple[int, str, str]]:
    table = schema.journal.c
    with reading(SCHOOL) as connection:
        query = select(table.seq, table.action, table.object_id).where(table.school_id == SCHOOL).order_by(table.seq)
        return [tuple(row) for row in connection.execute(query)]


def said() -> str:
    finding = journal.verify(SCHOOL)
    return finding.tekst if finding else ""


def copied(folder: Path, name: str) -> Callable[[], None]:
    """Remember a file as it is now; returns a function that puts it back."""
    rest(folder)
    shutil.copy(folder / name, folder / f"{name}.before")

    def put_back() -> None:
        rest(folder)
        shutil.copy(folder / f"{name}.before", folder / name)

    return put_back


def rest(folder: Path) -> None:
    """Close both files, so that their logs go into them."""
    engine().dispose()
    vault.vault().store.engine.dispose()
    vault._vault.cache_clear()
    for left in (*folder.glob("*-wal"), *folder.glob("*-shm")):
        left.unlink()


def viewed(times: int, later: timedelta = timedelta()) -> None:
    for _view in range(times):
        journal.noted(NOOR, journal.VIEWED, NOW + later)


def set_head(folder: Path, seq: int) -> None:
    """Set the stored head of the journal back to this earlier, genuine line."""
    table = schema.journal.c
    with reading(SCHOOL) as connection:
        mac = connection.execute(select(table.mac).where(table.school_id == SCHOOL, table.seq == seq)).scalar_one()
    rest(folder)
    with closing(sqlite3.connect(folder / KEYS, isolation_level=None)) as connection:
        connection.execute("UPDATE anchor SET seq = ?, mac = ? WHERE school_id = ?", (seq, mac, SCHOOL))


@pytest.fixture
def stored(folder: Path) -> Dossier:
    assert folder.exists()
    return kept(opened())


def test_a_database_put_back_is_reported_also_after_as_much_was_written(folder: Path, stored: Dossier) -> None:
    put_back = copied(folder, DATABASE)
    after = recorded(recorded(stored, Signaal), Signaal)
    end = len(lines())
    put_back()
    assert "afgebroken" in said()
    viewed(1)
    assert lines()[-2:] == [(2, chain.LOST, str(end)), (3, journal.VIEWED, "")]
    assert f"tot en met regel {end}" in said()
    viewed(5)
    recorded(stored, Signaal)
    assert len(lines()) > end and [action for _seq, action, _about in lines()].count(chain.LOST) == 1
    assert f"tot en met regel {end}" in said() and found(stored) != after


@pytest.mark.both
@pytest.mark.usefixtures("folder")
def test_what_was_looked_into_is_reported_no_more_and_stays_in_the_journal(stored: Dossier) -> None:
    vault.vault().anchor(SCHOOL, 7, "f" * 64)
    viewed(1)
    assert said().endswith(journal.UNTIL)
    with transaction(SCHOOL) as connection:
        (loss,) = verlies.losses(connection, SCHOOL)
        verlies.answer(connection, SCHOOL, loss.regel, DICK.id, NOW)
        verlies.answer(connection, SCHOOL, loss.regel, DICK.id, NOW)
        verlies.answer(connection, SCHOOL, 1, DICK.id, NOW)
        assert [each.is_answered for each in verlies.losses(connection, SCHOOL)] == [True]
    assert said() == "" and lines()[-1][1:] == (chain.ANSWERED, str(loss.regel)) and found(stored) == stored
    assert [action for _seq, action, _about in lines()].count(chain.ANSWERED) == 1
    vault.vault().anchor(SCHOOL, 99, "e" * 64)
    viewed(1)
    assert "regel 99" in said()


@pytest.mark.both
@pytest.mark.usefixtures("folder", "stored")
def test_a_chain_that_is_another_than_the_one_that_was_kept_is_reported() -> None:
    viewed(3)
    vault.vault().anchor(SCHOOL, 2, "f" * 64, back=True)
    viewed(1)
    viewed(3)
    assert "vanaf regel 2 of eerder een ander" in said()


def test_at_the_start_the_loss_is_written_without_anything_else(folder: Path, stored: Dossier) -> None:
    put_back = copied(folder, DATABASE)
    recorded(stored, Signaal)
    put_back()
    for _start in range(2):
        with transaction(SCHOOL) as connection:
            chain.look_back(connection, SCHOOL, NOW)
    assert [action for _seq, action, _about in lines()] == [journal.RECORDED, chain.LOST]
    assert "was vastgelegd, is weg" in said()


def test_a_key_store_of_before_is_reported_and_recording_goes_on(folder: Path, stored: Dossier) -> None:
    put_back = copied(folder, KEYS)
    newer = kept(opened())
    viewed(1, timedelta(minutes=6))
    put_back()
    assert f"sleutel van dossier {newer.codenaam}" in said()
    after = recorded(stored, Signaal)
    assert found(after) == after
    assert lines()[-2][1:] == (chain.LOST, f"{chain.BEHIND}1")
    with reading(SCHOOL) as connection:
        assert "dossiersleutels van eerder" in verlies.losses(connection, SCHOOL)[0].tekst


@pytest.mark.usefixtures("stored")
def test_a_head_set_back_by_minutes_is_seen_and_by_seconds_passes_for_a_power_cut(folder: Path) -> None:
    viewed(2)
    set_head(folder, 1)
    viewed(1)
    assert said() == ""
    viewed(1, timedelta(minutes=6))
    set_head(folder, 2)
    viewed(1, timedelta(minutes=6))
    assert "tot regel 2" in said()


@pytest.mark.usefixtures("stored")
def test_who_sets_back_database_and_head_alike_is_seen_by_the_number_on_paper_alone(folder: Path) -> None:
    """When both are put back, only the number that was printed or noted elsewhere shows it."""
    viewed(1)
    on_paper = journal.head(SCHOOL)
    put_back = copied(folder, KEYS)
    viewed(2)
    assert said() == "" and journal.head(SCHOOL) != on_paper
    put_back()
    assert journal.head(SCHOOL) == on_paper


def test_without_a_head_or_with_one_that_is_no_text_recording_goes_on(folder: Path, stored: Dossier) -> None:
    for damage in ("DELETE FROM anchor", "UPDATE anchor SET mac = CAST(x'ff' AS TEXT)", "UPDATE anchor SET seq = -1"):
        rest(folder)
        with closing(sqlite3.connect(folder / KEYS, isolation_level=None)) as connection:
            connection.execute(damage)
        before = len(lines())
        stored = recorded(stored, Signaal)
        assert [action for _seq, action, _about in lines()[before:]] == [chain.LOST, journal.RECORDED], damage
        assert found(stored) == stored and vault.vault().anchored(SCHOOL) == (before + 2, end_mac())


def end_mac() -> str:
    table = schema.journal.c
    query = select(table.mac).where(table.school_id == SCHOOL).order_by(table.seq.desc()).limit(1)
    with reading(SCHOOL) as connection:
        return str(connection.execute(query).scalar_one())


@pytest.mark.usefixtures("stored")
def test_many_lines_of_one_transaction_look_once() -> None:
    vault.vault().anchor(SCHOOL, 50, "f" * 64)
    with transaction(SCHOOL) as connection:
        for _line in range(3):
            journal.append(connection, SCHOOL, Entry(NOOR.id, journal.VIEWED, NOW))
    assert [action for _seq, action, _about in lines()].count(chain.LOST) == 1
