"""Whoever starts a new version on the data of any earlier release finds everything as it was."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from db.backup.move import move
from db.backup.restore import restore
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading
from db.store.settings import Settings, settings, working_at
from db.upkeep import upgrade, verification
from tests.db.conftest import NOW
from tests.db.postgresql import APP, Server
from tests.db.release import CONTENT, FOLDER, content

RELEASES = sorted(FOLDER.glob("*.zip"))
CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"
Unpacked = Callable[[Path], Path]


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unpacked]:
    """Call it to have the files of a release, as an administrator would have them; gives their folder."""

    def unpack(release: Path) -> Path:
        with ZipFile(release) as kept:
            kept.extractall(tmp_path)
        for each in tmp_path.iterdir():
            os.chmod(each, 0o600)
        monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/meldroute.sqlite")
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/meldroute.key")
        return tmp_path

    yield unpack
    engine().dispose()


def assert_all_is_there(folder: Path) -> None:
    known = json.loads((folder / CONTENT).read_text())
    assert len(known) > 10 and content() == known
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection)
        every = schools.all_schools(connection)
    assert [journal.verify(school_id) for school_id in every] == [None]


def test_every_release_left_its_file() -> None:
    named = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert named, "CHANGELOG.md names no release"
    missing = sorted(set(named) - {release.stem for release in RELEASES})
    assert not missing, f"run on the code of that release: python -m tests.db.release {missing}"


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_database_is_upgraded_with_everything_in_it(release: Path, unpacked: Unpacked) -> None:
    folder = unpacked(release)
    upgrade.upgrade()
    assert_all_is_there(folder)
    upgrade.seal(NOW)
    verification.show(NOW, quick=False)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_back_up_is_put_back_with_everything_in_it(release: Path, unpacked: Unpacked) -> None:
    folder = unpacked(release)
    (folder / "meldroute.sqlite").unlink()
    restore(folder / "meldroute.backup", NOW)
    assert_all_is_there(folder)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_it_moves_to_postgresql_once_upgraded(release: Path, unpacked: Unpacked, server: Server) -> None:
    folder = unpacked(release)
    upgrade.upgrade()
    upgrade.seal(NOW)
    database = server.copy_of(APP)
    there = Settings(server.url(database), folder / "elders.key")
    move(settings(), there, lambda _part: None)
    with working_at(there):
        assert_all_is_there(folder)
        engine().dispose()
    server.drop(database)
