"""A school that was moved is removed with proof: nothing of it can be read here, and the others are as they were."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.exc import DBAPIError

from db import schema
from db.accounts import last_day, sessions, via
from db.backup import backup
from db.backup.after_restore import destroy_keys_again
from db.backup.copy_rows import TransferError
from db.backup.move import move
from db.backup.restore import restore
from db.journal import journal
from db.keys import vault
from db.school import rows, verhuizing
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import settings, working_at
from db.upkeep import remove_school, verification
from db.upkeep.remove_school import NotRemoved, remove
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap
from tests.cast import NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, by_force, count, found, kept, recorded
from tests.db.keys.canaries import everything_in, sightings
from tests.db.upkeep.leaves import (
    NAAM,
    OTHER,
    elsewhere,
    every_row,
    full,
    here,
    ids_in,
    is_well,
    left_of,
    moves,
    proofs,
    small,
    written_anew,
)

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
LATER = NOW + timedelta(days=1)
Empty = Callable[[], Path]


@pytest.mark.both
def test_nothing_of_it_is_left_and_everything_of_the_other_is(
    folder: Path, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = full(tmp_path)
    before, theirs = every_row(SCHOOL), every_row(OTHER)
    sealed = [row["content"] for row in before["vastlegging"]]
    gone = ids_in(before) - ids_in(theirs)
    assert len(gone) > 60 and len(sealed) > 10 and set(left_of(gone)) > {"vastlegging", "bijlage", "concept", "journal"}
    assert "Via een andere school logden in: 1. Geef ieder van hen op de nieuwe plaats een link." in moves(case.there)
    proof = remove(NAAM, LATER)
    assert here() == [OTHER] and left_of(gone) == []
    assert vault.vault().owners() >= {OTHER, case.theirs.id, proof.id} and vault.vault().anchored(SCHOOL) is None
    after = every_row(OTHER)
    tied = {"inloggen_via", "bestuur_school", "login", "journal"}
    assert {name for name, found in after.items() if found != theirs[name]} <= tied
    assert after["journal"][: len(theirs["journal"])] == theirs["journal"]
    assert found(case.theirs) == case.theirs and is_well()
    with reading(EVERY_SCHOOL) as connection:
        assert via.head(connection, SARA.id) == SARA.id, "who signed in via the school that left is cut off from it"
    engine().dispose()
    content = everything_in(folder)
    if kind == "postgresql":
        content |= written_anew(request.getfixturevalue("server"))
    assert sightings(content) == []
    written = b"".join(content.values())
    assert not [each for each in sealed if each in written] and b"noor@oefenschool.example" not in written
    assert b"sara@buurschool.example" in written, "this is not where it writes"
    with working_at(case.there):
        assert found(case.stays) == case.stays and found(case.goes) == case.goes and is_well()
        engine().dispose()


def test_the_proof_says_what_went_where_and_every_change_of_it_is_seen(tmp_path: Path) -> None:
    case = full(tmp_path)
    moves(case.there)
    number = {name: len(found) for name, found in every_row(SCHOOL).items()}
    head = every_row(SCHOOL)["journal"][-1]
    proof = remove(NAAM, LATER)
    assert (proof.naam, proof.op, proof.weg_op, proof.klaar_op) == (NAAM, NOW, LATER, LATER) and proof.is_true
    assert proof.naar == f"sqlite:///{tmp_path}/there/school.sqlite"[:200] and proof.aantallen == number
    assert (proof.regel, proof.kenmerk) == (head["seq"], head["mac"])
    file = verhuizing.as_file(proof)
    assert sightings({"the proof": file}) == [] and b"@" not in file
    said = verhuizing.of_file(file)
    assert said == proof.tekst and "Hier is zij weggehaald op 10-11-2026" in said
    for was, becomes in ((b'"naam": "oefen', b'"naam": "open'), (proof.kenmerk.encode(), b"0" * 64)):
        assert was in file
        with pytest.raises(ValueError, match="daarna veranderd"):
            verhuizing.of_file(file.replace(was, becomes))
    assert verhuizing.of_file(b"%PDF-1.7") is None and verhuizing.of_file(b'{"a": 1}') is None
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.verhuizing).values(naar="nergens"))
    assert verification.of_files(fully=False) == [
        f"Het bewijs dat {NAAM} is verhuisd, is buiten Meldroute om veranderd."
    ]


def test_without_a_move_that_was_verified_it_stays(tmp_path: Path) -> None:
    stored = kept(after_stap(1))
    before = every_row(SCHOOL)
    with pytest.raises(NotRemoved, match="is niet verhuisd"):
        remove(NAAM, LATER)
    with pytest.raises(NotRemoved, match="niet één school"):
        remove("De Eik", LATER)
    with pytest.raises(NotRemoved, match="is niet verhuisd"):
        remove_school.stay(NAAM)
    by_force("UPDATE vastlegging SET content = x'0102'")
    with pytest.raises(TransferError, match="na het vastleggen veranderd"):
        moves(elsewhere(tmp_path))
    with pytest.raises(NotRemoved, match="na het vastleggen veranderd"):
        remove(NAAM, LATER)
    assert {name: len(each) for name, each in every_row(SCHOOL).items()} == {k: len(v) for k, v in before.items()}
    assert vault.vault().owners() >= {stored.id, SCHOOL}


def test_a_proof_that_was_altered_or_made_up_removes_nothing(tmp_path: Path) -> None:
    kept(after_stap(1))
    moves(elsewhere(tmp_path))
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.verhuizing).values(naar="elders"))
    with pytest.raises(NotRemoved, match="is veranderd"):
        remove(NAAM, LATER)
    made_up = {"id": "f" * 32, "school_id": OTHER, "naam": OTHER, "naar": "x", "op": NOW, "regel": 0}
    with transaction(EVERY_SCHOOL) as connection:
        row = {**made_up, "kenmerk": "0" * 64, "aantallen": "{}", "zegel": "0" * 64}
        connection.execute(insert(schema.verhuizing).values(row))
    with pytest.raises(NotRemoved, match="is veranderd"):
        remove(OTHER, LATER)
    assert here() == sorted([SCHOOL, OTHER])


def test_what_was_recorded_here_after_the_move_is_not_thrown_away(tmp_path: Path) -> None:
    stored = kept(after_stap(1))
    moves(elsewhere(tmp_path))
    recorded(stored, Signaal)
    with pytest.raises(NotRemoved, match="hier nog iets vastgelegd of bekeken"):
        remove(NAAM, LATER)
    assert count("vastlegging") == len(stored.records) + 1


def test_once_it_has_moved_nobody_of_it_signs_in_here_until_it_stays_after_all(tmp_path: Path) -> None:
    kept(after_stap(1))
    with transaction(EVERY_SCHOOL) as connection:
        mine, theirs = (sessions.token_hash(sessions.begin(connection, each.id, NOW)) for each in (NOOR, SARA))
    said = " ".join(moves(elsewhere(tmp_path)))
    assert "Daar kan niemand van deze school meer inloggen" in said and "remove-school" in said
    assert sessions.user_for(mine, NOW) is None and sessions.user_for(theirs, NOW) is not None
    with pytest.raises(last_day.Ended, match="oefenschool is verhuisd"), transaction(EVERY_SCHOOL) as connection:
        sessions.begin(connection, NOOR.id, NOW)
    remove_school.stay(NAAM)
    assert sessions.user_for(mine, NOW) is not None and proofs() == []


def test_cut_off_before_the_keys_are_gone_it_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = small(tmp_path)
    moves(case.there)

    def ends(*_given: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "destroy", ends)
        with pytest.raises(KeyboardInterrupt):
            remove(NAAM, LATER)
    assert here() == [OTHER] and case.stays.id in vault.vault().owners() and proofs()[0].klaar_op is None
    destroy_keys_again(LATER)
    assert case.stays.id not in vault.vault().owners() and proofs()[0].klaar_op == LATER and is_well()


def test_cut_off_while_the_rows_go_all_of_it_is_still_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(after_stap(1))
    moves(elsewhere(tmp_path))

    def ends(table: object, school_ids: object) -> object:
        if getattr(table, "name", "") == "school":
            raise KeyboardInterrupt
        return real(table, school_ids)  # type: ignore[arg-type]

    real = rows.of
    with monkeypatch.context() as patch:
        patch.setattr(rows, "of", ends)
        with pytest.raises(KeyboardInterrupt):
            remove(NAAM, LATER)
    assert found(stored) == stored and is_well() and proofs()[0].weg_op is None


@pytest.mark.sqlite
def test_an_older_key_store_that_is_put_back_opens_nothing(folder: Path, tmp_path: Path) -> None:
    case = small(tmp_path)
    store = settings().key_store
    moves(case.there)
    engine().dispose()
    copied = backup.copy_keys(tmp_path / "keys", NOW).file
    remove(NAAM, LATER)
    vault._vault.cache_clear()
    for each in folder.glob(f"{store.name}*"):
        each.unlink()
    shutil.copy(copied, store)
    assert case.stays.id in vault.vault().owners() and not is_well()
    destroy_keys_again(LATER)
    assert case.stays.id not in vault.vault().owners() and vault.vault().anchored(SCHOOL) is None and is_well()


def test_a_back_up_of_before_does_not_bring_it_back(tmp_path: Path, empty: Empty) -> None:
    case = small(tmp_path)
    file = backed_up(tmp_path)
    moves(case.there)
    remove(NAAM, LATER)
    empty()
    said = " ".join(restore(file, LATER))
    assert f"nu opnieuw weggehaald: {NAAM}." in said
    assert here() == [OTHER] and found(case.theirs) == case.theirs and is_well()
    (proof,) = proofs()
    assert proof.naam == NAAM and proof.klaar_op == LATER


@pytest.mark.sweep
def test_a_back_up_made_between_the_move_and_the_removal_does_not_either(tmp_path: Path, empty: Empty) -> None:
    case = small(tmp_path)
    moves(case.there)
    file = backed_up(tmp_path)
    proof = remove(NAAM, LATER)
    empty()
    restore(file, LATER)
    assert here() == [OTHER] and [each.id for each in proofs()] == [proof.id] and is_well()


@pytest.mark.sweep
def test_it_may_come_back_and_leave_again(tmp_path: Path) -> None:
    case = small(tmp_path)
    home = settings()
    moves(case.there)
    remove(NAAM, LATER)
    move(case.there, home, lambda _part: None, LATER)
    assert found(case.stays) == case.stays and is_well() and remove_school.finish(LATER) == 0
    after = recorded(case.stays, Signaal)
    assert found(after) == after and verhuizing.removed_schools() == frozenset()
    with transaction(EVERY_SCHOOL) as connection:
        assert sessions.begin(connection, NOOR.id, NOW)
    with working_at(case.there):
        assert remove(NAAM, LATER).is_true and here() == []
        engine().dispose()
    (tmp_path / "again").mkdir(mode=0o700)
    move(settings(), elsewhere(tmp_path / "again"), lambda _part: None, LATER, NAAM)
    assert remove(NAAM, LATER).is_true and here() == [OTHER] and is_well()


@pytest.mark.both
def test_the_journal_is_deleted_only_of_a_school_that_is_leaving(tmp_path: Path) -> None:
    kept(after_stap(1))
    moves(elsewhere(tmp_path))
    lines = schema.journal
    for where in (lines.c.school_id == SCHOOL, lines.c.seq == 1):
        with pytest.raises(DBAPIError, match="append-only"), transaction(EVERY_SCHOOL) as connection:
            connection.execute(delete(lines).where(where))
    assert journal.verify(SCHOOL) is None


@pytest.mark.postgresql
def test_it_is_not_cut_off_while_the_other_place_is_read_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL ends a transaction that does nothing for a minute; verifying a large school takes longer."""
    real, waits = verhuizing.note, []

    def note(connection: Connection, *given: Any) -> None:
        waits.append(connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar())
        real(connection, *given)

    monkeypatch.setattr(verhuizing, "note", note)
    moves(elsewhere(tmp_path))
    with reading(EVERY_SCHOOL) as connection:
        assert connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar() == "1min"
    assert waits == ["0"]
