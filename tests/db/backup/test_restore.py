"""Restoring puts back exactly what was backed up, only in an empty place; what was destroyed since stays destroyed."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from db import schema
from db.backup.backup import BackupError, copy_keys
from db.backup.restore import restore
from db.dossiers import concepten, dossiers
from db.dossiers.einde import vernietigd
from db.journal import journal
from db.keys import vault
from db.keys.vault import VaultError
from db.school import leerlingen
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep.upgrade import VersionError
from meldcode.dossier.dossier import Dossier
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.vastleggingen import Signaal, VernietigingBevestigd, VernietigingGevraagd
from tests.builders import after_stap, destroyed, opened, record, te_vernietigen
from tests.cast import DICK, FRED, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, by_force, count, found, kept, moment, recorded

pytestmark = pytest.mark.wide

LATER = NOW + timedelta(days=1)
Empty = Callable[[], Path]


def brings_pupils(naam: str) -> None:
    with transaction(SCHOOL) as connection:
        leerlingen.bring(connection, NOOR, [Leerling(naam, "2018")], NOW.date(), NOW)


def seen(dossier: Dossier) -> None:
    after = destroyed(dossier)
    dossiers.save(after, by=DICK, moment=moment())


@pytest.mark.apart
def test_it_gives_back_what_was_there(empty: Empty, tmp_path: Path) -> None:
    stored = [kept(after_stap(2)), kept(opened())]
    file = backed_up(tmp_path)
    assert file.name == "meldroute-20261109-100000.backup"
    place = empty()
    said = " ".join(restore(file, NOW))
    assert [found(each) for each in stored] == stored
    assert journal.verify(SCHOOL) is None
    assert "klopt met het logboek" in said and "ontbreken" not in said and "vernietigd" not in said
    assert not [each for each in place.iterdir() if each.stat().st_mode & 0o077]


@pytest.mark.usefixtures("folder")
def test_it_is_not_put_back_over_a_school(tmp_path: Path) -> None:
    file = backed_up(tmp_path)
    stored = kept(opened())
    with pytest.raises(BackupError, match="lege plaats"):
        restore(file, NOW)
    assert found(stored) == stored


@pytest.mark.parametrize("name", ["meldroute.sqlite", "meldroute.sqlite-wal"])
@pytest.mark.sqlite
def test_it_is_not_put_back_over_anything_else(empty: Empty, tmp_path: Path, name: str) -> None:
    file = backed_up(tmp_path)
    other = empty() / name
    other.write_text("van iemand anders" * 100)
    with pytest.raises(BackupError):
        restore(file, NOW)
    assert other.read_text() == "van iemand anders" * 100


@pytest.mark.either
def test_another_master_key_is_refused(empty: Empty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(opened())
    file = backed_up(tmp_path)
    place = empty()
    vault.make_key_file(tmp_path / "other.key")
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "other.key"))
    with pytest.raises(BackupError, match="ander sleutelbestand"):
        restore(file, NOW)
    assert list(place.iterdir()) == []


@pytest.mark.either
def test_without_the_keys_of_the_dossiers_nothing_is_put_back(
    empty: Empty, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise every dossier would be taken for destroyed."""
    kept(opened())
    early = tmp_path / "early.key"
    shutil.copy(folder / "meldroute.key", early)
    with closing(sqlite3.connect(folder / "meldroute.key.dossiers.sqlite")) as source:
        source.execute("VACUUM INTO ?", (str(early) + ".dossiers.sqlite",))
    kept(opened())
    file = backed_up(tmp_path)
    place = empty()
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(early))
    with pytest.raises(BackupError, match="ouder dan deze back-up"):
        restore(file, NOW)
    shutil.copy(early, tmp_path / "bare.key")
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "bare.key"))
    with pytest.raises(BackupError, match="ontbreken"):
        restore(file, NOW)
    assert list(place.iterdir()) == []


@pytest.mark.either
def test_without_the_key_of_the_journal_nothing_is_put_back(
    empty: Empty, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a new key would be made, and every line would look changed."""
    with transaction(EVERY_SCHOOL) as connection:
        journal.managed(connection, NOOR, "termijnen", NOW)
    file = backed_up(tmp_path)
    empty()
    shutil.copy(folder / "meldroute.key", tmp_path / "bare.key")
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "bare.key"))
    with pytest.raises(BackupError, match="ontbreken"):
        restore(file, NOW)


@pytest.mark.either
def test_the_copy_of_the_keys_brings_everything_back(
    empty: Empty, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When everything is lost but the back-up, the copied keys and the master key."""
    stored, gone = kept(after_stap(2)), kept(te_vernietigen())
    copy_keys(tmp_path / "elsewhere", NOW)
    file = backed_up(tmp_path)
    with closing(sqlite3.connect(folder / "meldroute.key.dossiers.sqlite")) as keys:
        ((wrapped,),) = keys.execute("SELECT wrapped FROM dossier_key WHERE owner_id = ?", (gone.id,))
    seen(gone)
    copy = copy_keys(tmp_path / "elsewhere", NOW).file
    assert list(copy.parent.iterdir()) == [copy] and stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert wrapped not in copy.read_bytes() and stored.id.encode() in copy.read_bytes()
    with pytest.raises(BackupError, match="andere plek"):
        copy_keys(folder, NOW)
    shutil.copy(folder / "meldroute.key", copy.parent)
    empty()
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(copy.parent / "meldroute.key"))
    restore(file, LATER)
    assert found(stored) == stored and found(gone) is None


@pytest.mark.apart
def test_what_was_destroyed_since_is_destroyed_again(empty: Empty, tmp_path: Path) -> None:
    stored, other, wrong = kept(te_vernietigen()), kept(after_stap(2)), kept(opened())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "half"}, NOW)
    number = count("vastlegging")
    file = backed_up(tmp_path)
    seen(stored)
    asked = recorded(wrong, VernietigingGevraagd, grond="vergissing")
    dossiers.save(record(asked, VernietigingBevestigd, codenaam=wrong.codenaam), by=DICK, moment=moment())
    empty()
    said = " ".join(restore(file, LATER))
    assert found(stored) is None and found(other) == other
    assert "opnieuw: 2 (dossiers)" in said and found(wrong) is None
    with pytest.raises(VaultError, match="niet te lezen"):
        vault.vault().key(stored.id)
    assert count("vastlegging") == number - len(stored.records) - len(wrong.records) and count("concept") == 0
    with reading(EVERY_SCHOOL) as connection:
        gone = {row.dossier_id: row for row in connection.execute(select(schema.vernietiging))}
        proof = vernietigd.certificate(connection, FRED, wrong.id)
    assert [gone[each.id].grond for each in (stored, wrong)] == ["geen_indicatie", "vergissing"]
    assert proof and proof.rijen[0][1].startswith("Bij vergissing geopend ("), "on the ground of the first time"
    row = gone[stored.id]
    assert (row.dossier_id, row.requested_by, row.confirmed_by) == (stored.id, NOOR.id, NOOR.id)
    assert (row.vastleggingen, row.destroyed_at, row.finished_at) == (len(stored.records), LATER, LATER)
    assert journal.verify(SCHOOL) is None


@pytest.mark.apart
def test_what_was_recorded_since_is_said_to_be_lost(empty: Empty, tmp_path: Path) -> None:
    """The journal remembers the restore, also once as many lines were written as were lost."""
    stored = kept(opened())
    file = backed_up(tmp_path)
    recorded(stored, Signaal)
    journal.noted(NOOR, journal.VIEWED, NOW, stored.id)
    lost = vault.vault().anchored(SCHOOL)
    assert lost is not None
    empty()
    said = restore(file, LATER)
    assert any(f"regels 2 tot en met {lost[0]}" in each and "ontbreken" in each for each in said)
    with reading(EVERY_SCHOOL) as connection:
        line = journal.lines(connection, SCHOOL, limit=1)[0]
    assert (line.seq, line.action, line.object_id, line.digest) == (2, "teruggezet", str(lost[0]), lost[1])
    for _each in range(3):
        journal.noted(NOOR, journal.VIEWED, LATER, stored.id)
        assert journal.verify(SCHOOL) is None


@pytest.mark.either
def test_a_change_made_before_is_still_reported(empty: Empty, tmp_path: Path) -> None:
    kept(opened())
    by_force("UPDATE vastlegging SET content = x'0102'")
    file = backed_up(tmp_path)
    empty()
    assert any("is na het vastleggen veranderd" in each for each in restore(file, NOW))


def test_nobody_stays_signed_in(empty: Empty, tmp_path: Path) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        row = {"token_hash": "x", "account_id": NOOR.id, "created_at": NOW, "expires_at": LATER}
        row |= {"last_active": NOW, "verified_at": NOW}
        connection.execute(insert(schema.login).values(row))
    file = backed_up(tmp_path)
    empty()
    restore(file, NOW)
    assert count("login") == 0


@pytest.mark.either
def test_a_concept_whose_key_was_replaced_does_not_stand_in_the_way(empty: Empty, tmp_path: Path) -> None:
    concepten.keep(NOOR, concepten.NIEUW, "Opening", {"naam": "eerst"}, NOW)
    file = backed_up(tmp_path)
    concepten.drop(NOOR, concepten.NIEUW, "Opening")
    concepten.keep(NOOR, concepten.NIEUW, "Opening", {"naam": "daarna"}, NOW)
    empty()
    restore(file, NOW)
    assert concepten.find(NOOR, concepten.NIEUW, "Opening") is None


@pytest.mark.sweep
def test_a_list_of_pupils_that_was_replaced_since_does_not_come_back(empty: Empty, tmp_path: Path) -> None:
    brings_pupils("Sem")
    file = backed_up(tmp_path)
    brings_pupils("Lot")
    empty()
    restore(file, LATER)
    with reading(SCHOOL) as connection:
        assert connection.execute(select(schema.leerlingenlijst)).all() == []
    assert not [each for each in vault.vault().owners() if each.startswith(leerlingen.OWNER)]


@pytest.mark.sqlite
def test_one_of_a_newer_version_leaves_the_place_empty(empty: Empty, tmp_path: Path) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from the future'")
    file = backed_up(tmp_path)
    place = empty()
    with pytest.raises(VersionError):
        restore(file, NOW)
    assert list(place.iterdir()) == []
