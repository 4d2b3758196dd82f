"""``python -m db move``: schools move to PostgreSQL with everything they have, or stay where they are."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, insert

from db import schema
from db.accounts import throttle
from db.accounts.throttle import Attempt
from db.backup import copy_rows
from db.backup.copy_rows import TransferError
from db.backup.move import move
from db.dossiers import concepten, dossiers
from db.journal import journal
from db.keys.vault import vault
from db.school import schools
from db.school.rows import OF_NO_SCHOOL
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.gedaan import Werk
from db.store.settings import Settings, settings, working_at
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, opened
from tests.cast import NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import attached, by_force, count, found, kept, moment, recorded
from tests.db.postgresql import APP, Server

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.sqlite


@pytest.fixture
def target(server: Server, tmp_path: Path) -> Iterator[Settings]:
    """Where to move to: an empty PostgreSQL, with a key file that does not exist yet."""
    name = server.copy_of(APP)
    there = Settings(server.url(name), tmp_path / "bestuur" / "bestuur.key")
    yield there
    with working_at(there):
        engine().dispose()
    server.drop(name)


def silent(_part: float) -> None:
    """Ignores the progress."""


def everything(there: Settings) -> dict[str, int]:
    with working_at(there):
        return {name: count(name) for name in schema.metadata.tables}


@pytest.mark.usefixtures("folder")
def test_everything_arrives_and_can_be_read_and_worked_on_under_the_new_key(target: Settings) -> None:
    stored = [kept(after_stap(2)), kept(opened())]
    concepten.keep(NOOR, stored[1].id, "Signaal", {"waarneming": "half getypt 🙂"}, NOW)
    here = settings()
    told: list[float] = []
    before = everything(here)
    said = " ".join(move(here, target, told.append, NOW))
    assert "2 dossiers" in said and "Het logboek klopt" in said
    assert told == sorted(told) and told[-1] == 1
    assert everything(target) == before and everything(here) == before | {"verhuizing": 2}
    assert target.key_file.read_bytes() != here.key_file.read_bytes()
    with working_at(target):
        assert [found(each) for each in stored] == stored
        concept = concepten.find(NOOR, stored[1].id, "Signaal")
        assert concept and concept.raw == {"waarneming": "half getypt 🙂"}
        after = recorded(stored[1], Signaal)
        assert found(stored[1]) == after and journal.verify(SCHOOL) is None
    assert found(stored[1]) == stored[1] and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_it_joins_the_schools_that_are_there(target: Settings) -> None:
    move(settings(), target, silent, NOW)
    with working_at(target), transaction(EVERY_SCHOOL) as connection:
        # The target already holds something: another school with a dossier.
        connection.execute(insert(schema.school).values(id="eik", naam="De Eik", oefenschool=False, laatste_nummer=0))
        row = {"id": "eva", "school_id": "eik", "naam": "Eva", "email": "eva@eik.example", "password_hash": "-"}
        connection.execute(insert(schema.account).values(**row, role="ib_er", active=True, created_at=NOW))
    eva = replace(NOOR, id="eva", school_id="eik")
    with working_at(target):
        theirs = dossiers.open_dossier(fill(Opening, answers(Opening)), by=eva, moment=moment())
        assert {journal.verify(each) for each in (SCHOOL, SARA.school_id, "eik")} == {None}
        assert theirs.codenaam.endswith(" 1")


@pytest.mark.usefixtures("folder")
def test_one_of_several_schools_moves_with_what_is_its_own_and_the_others_stay(target: Settings) -> None:
    stored = kept(after_stap(2))
    theirs = dossiers.open_dossier(fill(Opening, answers(Opening)), by=SARA, moment=moment())
    throttle_and_back_up()
    said = " ".join(move(settings(), target, silent, NOW, SCHOOL))
    assert f"Verhuisd en nageteld: {SCHOOL} (1 dossiers" in said
    assert {name for name, number in everything(target).items() if number and name in OF_NO_SCHOOL} == set()
    with working_at(target):
        with reading(EVERY_SCHOOL) as connection:
            assert list(schools.all_schools(connection)) == [SCHOOL]
        assert found(stored) == stored and found(theirs) is None
        assert vault().owners() == {SCHOOL, stored.id} and vault().schools() == {SCHOOL}
        assert journal.verify(SCHOOL) is None
    assert found(theirs) == theirs and found(stored) == stored
    with pytest.raises(TransferError, match="niet één school"):
        move(settings(), target, silent, NOW, "De Eik")
    move(settings(), target, silent, NOW, SARA.school_id)
    with working_at(target):
        assert found(theirs) == theirs and journal.verify(SARA.school_id) is None


def throttle_and_back_up() -> None:
    """Something in the tables that are of no school."""
    with transaction(EVERY_SCHOOL) as connection:
        throttle.failed(connection, Attempt("password", "x", "y"), NOW)
    gedaan.note(Werk.BACKUP, NOW)


@pytest.mark.usefixtures("folder")
def test_a_school_that_is_there_already_is_refused_and_nothing_changes(target: Settings) -> None:
    stored = kept(opened())
    move(settings(), target, silent, NOW)
    before = everything(target)
    with pytest.raises(TransferError, match="staat al in de database"):
        move(settings(), target, silent, NOW)
    assert everything(target) == before
    with working_at(target):
        assert found(stored) == stored


@pytest.mark.usefixtures("folder")
def test_what_was_meddled_with_does_not_move(target: Settings) -> None:
    kept(opened())
    by_force("UPDATE vastlegging SET content = x'0102'")
    with pytest.raises(TransferError, match="na het vastleggen veranderd"):
        move(settings(), target, silent, NOW)
    assert set(everything(target).values()) == {0}


@pytest.mark.usefixtures("folder")
def test_cut_off_halfway_it_leaves_the_target_empty_and_can_be_done_again(target: Settings) -> None:
    stored = kept(after_stap(2))

    def breaks(part: float) -> None:
        if part > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(settings(), target, breaks, NOW)
    assert set(everything(target).values()) == {0}
    move(settings(), target, silent, NOW)
    with working_at(target):
        assert found(stored) == stored and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_rows_that_do_not_arrive_are_missed(target: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(after_stap(1))
    some_of = copy_rows._some_of

    def forgets_one(source: Connection, table: Table, only: Sequence[str]) -> Iterator[list[dict[str, object]]]:
        for rows in some_of(source, table, only):
            yield rows[1:] if table.name == "verplichting" and rows[1:] else rows

    monkeypatch.setattr(copy_rows, "_some_of", forgets_one)
    with pytest.raises(TransferError, match="Niet alles is overgekomen: verplichting"):
        move(settings(), target, silent, NOW)
    assert set(everything(target).values()) == {0}


@pytest.mark.usefixtures("folder")
def test_an_empty_place_has_nothing_to_move(target: Settings, tmp_path: Path) -> None:
    nowhere = Settings(f"sqlite:///{tmp_path}/niets.sqlite", tmp_path / "niets.key")
    (tmp_path / "niets.sqlite").touch()
    with pytest.raises(TransferError, match="staat geen school"):
        move(nowhere, target, silent, NOW)
    with pytest.raises(TransferError, match="dezelfde"):
        move(target, target, silent, NOW)


def test_on_the_command_line_it_says_what_it_did(folder: Path, target: Settings) -> None:
    stored = kept(opened())
    engine().dispose()
    done = subprocess.run(
        [sys.executable, "-m", "db", "move", f"sqlite:///{folder}/meldroute.sqlite", target.database_url],
        cwd=ROOT,
        env={**os.environ, "MELDCODE_KEY_FILE": str(target.key_file)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Verhuisd en nageteld" in done.stdout and done.stderr == ""
    with working_at(target):
        vault()
        assert found(stored) == stored


@pytest.mark.both
def test_of_attachments_a_few_at_a_time_are_in_memory_while_rows_are_copied(folder: Path) -> None:
    dossier = kept(opened())
    for _each in range(5):
        dossier = attached(dossier)
    with reading(SCHOOL) as connection:
        handfuls = [len(some) for some in copy_rows._some_of(connection, schema.bijlage, [])]
        assert handfuls == [4, 1] and folder.exists()
        assert [len(some) for some in copy_rows._some_of(connection, schema.vastlegging, [])] == [6]
