"""Starting the program: a database or key store that cannot be read is refused, in words, before anything is served."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.__main__ import main
from db.journal import chain, journal, seals, verlies
from db.keys import store, vault
from db.store import location
from db.store.engine import EVERY_SCHOOL, engine, engine_for, reading, transaction
from db.store.location import Machine
from db.store.mounts import Mount
from db.store.settings import settings
from meldcode.rollen import Role, User
from tests import faults
from tests.db.conftest import NOW
from tests.ui.conftest import AppSays, Linde
from ui import startup


def refusal() -> str:
    with pytest.raises(SystemExit) as stopped:
        startup.refuse_unreadable_data()
    assert "Traceback" not in str(stopped.value)
    return str(stopped.value)


@pytest.mark.usefixtures("linde")
def test_a_missing_key_is_refused(empty_place: Path) -> None:
    empty_place.with_name("school.key").unlink()
    assert "ontbreekt" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_key_that_does_not_belong_is_refused(empty_place: Path) -> None:
    key = empty_place.with_name("school.key")
    vault.vault().add(["somebody"])
    vault._vault.cache_clear()
    key.write_text("00" * 32)
    assert "past niet" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_key_that_others_can_read_is_refused_until_it_is_mended(empty_place: Path) -> None:
    key = empty_place.with_name("school.key")
    key.chmod(0o666)
    vault._vault.cache_clear()
    assert "voor anderen te lezen of te veranderen" in refusal()
    key.chmod(0o600)
    startup.refuse_unreadable_data()


@pytest.mark.usefixtures("linde")
def test_a_key_that_is_a_link_and_a_folder_that_others_can_look_into_are_said(
    empty_place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = empty_place.with_name("school.key")
    key.rename(empty_place.with_name("real.key"))
    key.symlink_to("real.key")
    empty_place.parent.chmod(0o700)
    startup.refuse_unreadable_data()
    startup.say_what_is_wrong_beside_it()
    assert "let op. Sleutelbestand: school.key is een verwijzing" in capsys.readouterr().err
    empty_place.parent.chmod(0o755)
    startup.say_what_is_wrong_beside_it()
    assert "let op. Sleutelbestand: Bij de map waarin het staat kunnen ook anderen" in capsys.readouterr().err
    empty_place.parent.chmod(0o700)


@pytest.mark.usefixtures("linde")
def test_keys_of_before_a_destruction_are_said_and_where_the_keys_are_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("db.backup.after_restore.destroy_keys_again", lambda _now: 2)
    startup.refuse_unreadable_data()
    assert "van vóór een vernietiging. Van 2 (dossiers)" in capsys.readouterr().err
    with closing(sqlite3.connect(settings().key_store)) as store:
        assert store.execute("SELECT count(*) FROM home").fetchone() == (1,)


@pytest.mark.usefixtures("linde")
def test_a_database_of_another_version_is_refused() -> None:
    for version, said in (("from the future", "Werk eerst Meldroute bij."), ("0016", "python -m db upgrade")):
        with transaction(EVERY_SCHOOL) as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")  # noqa: S608
        assert said in refusal()


def test_a_file_that_is_no_database_is_refused(empty_place: Path) -> None:
    empty_place.write_text("dit is geen database" * 100)
    assert "is beschadigd" in refusal()
    engine().dispose()


@pytest.mark.parametrize("what_happens", [faults.truncated, faults.page_damaged], ids=lambda each: each.__name__)
@pytest.mark.usefixtures("linde")
def test_a_database_that_was_damaged_is_refused_and_starts_once_it_is_put_back(
    what_happens: faults.Cause, empty_place: Path
) -> None:
    with what_happens(empty_place.parent):
        damaged = empty_place.read_bytes()
        assert "is beschadigd" in refusal() and "python -m db restore" in refusal()
        assert empty_place.read_bytes() == damaged
    startup.refuse_unreadable_data()


@pytest.mark.usefixtures("linde")
def test_a_key_store_that_was_damaged_is_refused() -> None:
    vault.vault().add(["somebody"])
    store = settings().key_store
    engine_for(f"sqlite:///{store}").dispose()
    store.write_bytes(store.read_bytes()[: faults.PAGE] + b"\xa5" * faults.PAGE)
    vault._vault.cache_clear()
    assert "beschadigd" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_database_that_was_emptied_is_refused_and_no_new_school_is_begun(
    empty_place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault.vault().add(["somebody"])
    engine().dispose()
    empty_place.write_bytes(b"")
    assert "maar er zijn wel dossiersleutels" in refusal()
    for command in (["init", "--school", "W"], ["upgrade"]):
        assert main(command) == 2
        assert "maar er zijn wel dossiersleutels" in capsys.readouterr().err
    with closing(sqlite3.connect(empty_place)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.usefixtures("linde")
def test_a_database_another_program_keeps_to_itself_is_refused_until_it_lets_go(empty_place: Path) -> None:
    with faults.locked_for_reading(empty_place.parent):
        assert "bezet door een ander programma" in refusal()
    startup.refuse_unreadable_data()


@pytest.mark.usefixtures("linde")
def test_a_disk_that_can_only_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:

    def refuses(_store: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(store, "make_private", refuses)
        assert "alleen te lezen en niet te schrijven" in refusal()
    startup.refuse_unreadable_data()


@pytest.fixture
def on_a_share(empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The folder with the data is a share of another machine; how that is said."""
    mounts = (Mount("/", "ext4"), Mount(str(empty_place.parent), "cifs", "//nas/school"))
    monkeypatch.setattr(location, "this_machine", lambda: Machine(mounts=mounts))
    return "De database staat op een netwerkschijf (cifs): verplaats haar met de sleutels naar een schijf"


@pytest.mark.usefixtures("linde")
def test_the_data_of_a_real_school_on_a_share_is_refused_before_anything_is_written(
    empty_place: Path, on_a_share: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        startup.refuse_unsafe_place()
    assert str(stopped.value).startswith(f"Meldroute start niet. {on_a_share}") and str(empty_place.parent) in str(
        stopped.value
    )
    monkeypatch.setenv("MELDROUTE_TOCH_HIER", "ja")
    startup.refuse_unsafe_place()
    startup.say_what_is_wrong_beside_it()
    assert f"let op. Plaats van de gegevens: {on_a_share}" in capsys.readouterr().err


@pytest.mark.usefixtures("linde")
def test_the_practice_school_on_a_share_starts_with_a_warning(
    on_a_share: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("UPDATE school SET oefenschool = true")
    startup.refuse_unsafe_place()
    startup.say_what_is_wrong_beside_it()
    assert f"let op. Plaats van de gegevens: {on_a_share}" in capsys.readouterr().err


@pytest.mark.usefixtures("linde")
def test_a_disk_on_which_wal_did_not_take_is_refused_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "takes_wal", lambda _file: False)
    with pytest.raises(SystemExit, match="Meldroute start niet. De database staat op een schijf zonder WAL: verplaats"):
        startup.refuse_unsafe_place()


@pytest.mark.usefixtures("on_a_share")
def test_where_there_is_no_school_or_nothing_to_read_the_place_is_no_reason(empty_place: Path) -> None:
    startup.refuse_unsafe_place()
    empty_place.write_text("dit is geen database" * 100)
    startup.refuse_unsafe_place()
    assert "is beschadigd" in refusal()
    engine().dispose()


def test_without_a_database_the_sign_in_page_may_explain(empty_place: Path) -> None:
    startup.refuse_unreadable_data()
    assert not empty_place.exists()


def test_a_database_that_was_put_back_starts_and_is_a_line_in_the_journal(linde: Linde) -> None:
    journal.noted(User(linde.accounts[Role.IB_ER], linde.id, "Ina", Role.IB_ER), journal.VIEWED, NOW)
    vault.vault().anchor(linde.id, 40, "f" * 64)
    for _start in range(2):
        startup.refuse_unreadable_data()
    with reading(linde.id) as connection:
        assert [each.is_answered for each in verlies.losses(connection, linde.id)] == [False]
        assert seals.is_under_seal(connection, linde.id)
    assert "regel 40" in str(journal.verify(linde.id))


def test_a_journal_that_cannot_be_looked_at_is_no_reason_not_to_start(
    linde: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> None:
        raise vault.VaultError("weg")

    monkeypatch.setattr(chain, "look_back", breaks)
    startup.refuse_unreadable_data()
    assert linde.accounts


def test_all_in_order_starts(linde: Linde) -> None:
    startup.refuse_unreadable_data()
    assert linde.accounts


def test_what_is_uploaded_is_never_written_to_a_temporary_file(app_says: AppSays) -> None:
    """Starlette would write uploads from a megabyte on to disk, unencrypted; app.py prevents that."""
    assert app_says.upload == "10000000 on disk: False"
