"""A back-up that is read back could be put back; nothing changes by it, and one that could not is refused in words."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.backup import folder as place
from db.backup import restore
from db.backup.backup import BackupError
from db.keys import vault
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.gedaan import Werk
from db.store.settings import settings
from tests.builders import after_stap, opened
from tests.cast import SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, found, kept

pytestmark = pytest.mark.wide
LATER = NOW + timedelta(hours=1)


@pytest.mark.apart
def test_the_newest_is_opened_counted_and_noted_and_nothing_is_left(folder: Path, tmp_path: Path) -> None:
    stored = [kept(after_stap(1)), kept(opened())]
    file = backed_up(tmp_path)
    before = sorted(each.name for each in folder.iterdir())
    done = restore.read_back(file.parent, LATER)
    assert (done.file, done.dossiers, f"{done.made:%d-%m-%Y %H:%M}") == (file, 2, "09-11-2026 11:00")
    assert [found(each) for each in stored] == stored
    assert sorted(each.name for each in folder.iterdir()) == before
    with reading(EVERY_SCHOOL) as connection:
        assert gedaan.last(connection)[Werk.READ_BACK] == LATER


@pytest.mark.usefixtures("folder")
def test_one_that_could_not_be_put_back_is_refused_and_not_noted(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="staat geen back-up"):
        restore.read_back(tmp_path, LATER)
    stored = kept(opened())
    file = backed_up(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BackupError, match="beschadigd"):
        restore.read_back(file.parent, LATER)
    file.write_bytes(whole)
    vault.vault().destroy([stored.school_id])
    with pytest.raises(BackupError, match="ontbreken"):
        restore.read_back(file.parent, LATER)
    with reading(EVERY_SCHOOL) as connection:
        assert Werk.READ_BACK not in gedaan.last(connection)


@pytest.mark.usefixtures("folder")
def test_a_folder_is_named_in_full_holds_no_key_and_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in ("", "  ", "back-ups", "../elders", f"/{'x' * 300}", "/tm\x00p", str(settings().key_file.parent)):
        with transaction(SCHOOL) as connection, pytest.raises(BackupError):
            place.keep(connection, SCHOOL, typed)
    with transaction(SCHOOL) as connection:
        assert place.folder_of(connection, SCHOOL) is None
        place.keep(connection, SCHOOL, f" {tmp_path / 'nas'} ")
        assert place.folder_of(connection, SCHOOL) == tmp_path / "nas" and not place.is_fixed()
        monkeypatch.setenv(place.VARIABLE, "/var/backups/meldroute")
        assert place.folder_of(connection, SCHOOL) == Path("/var/backups/meldroute") and place.is_fixed()
