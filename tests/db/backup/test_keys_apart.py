"""Back-ups are refused where keys are, whichever path leads from the one to the other."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from db.__main__ import main
from db.backup import keys_apart
from db.backup.backup import BackupError, backup, copy_keys
from db.keys import vault
from tests.builders import opened
from tests.db.conftest import NOW
from tests.db.keeping import kept

pytestmark = pytest.mark.either


def progress(_part: float) -> None:
    """Ignores the progress."""


def beside_the_keys(folder: Path, _away: Path) -> Path:
    return folder


def around_them(folder: Path, _away: Path) -> Path:
    return folder.parent


def by_way_of_its_parent(folder: Path, away: Path) -> Path:
    return away / ".." / folder.name


def by_a_link(folder: Path, away: Path) -> Path:
    (away / "link").symlink_to(folder)
    return away / "link"


def by_a_link_to_a_link(folder: Path, away: Path) -> Path:
    (away / "one").symlink_to(folder)
    (away / "two").symlink_to(away / "one")
    return away / "two"


def with_a_link_to_them_in_it(folder: Path, away: Path) -> Path:
    (away / "deep").mkdir()
    (away / "deep" / "handy").symlink_to(folder.parent)
    return away


def with_a_hard_link_to_the_key(folder: Path, away: Path) -> Path:
    os.link(folder / "meldroute.key", away / "notes.txt")
    return away


def with_a_hard_link_to_the_key_store(folder: Path, away: Path) -> Path:
    vault.vault()
    os.link(folder / "meldroute.key.dossiers.sqlite", away / "notes.db")
    return away


def with_a_copy_of_the_key(_folder: Path, away: Path) -> Path:
    (away / "meldroute.key").write_text("of long ago")
    return away


def with_an_earlier_key(_folder: Path, away: Path) -> Path:
    (away / "Meldroute.KEY.old-20260101-120000").write_text("of long ago")
    return away


def in_another_case(folder: Path, _away: Path) -> Path:
    return folder.parent / folder.name.upper()


PATHS: list[Callable[[Path, Path], Path]] = [
    beside_the_keys,
    around_them,
    by_way_of_its_parent,
    by_a_link,
    by_a_link_to_a_link,
    with_a_link_to_them_in_it,
    with_a_hard_link_to_the_key,
    with_a_hard_link_to_the_key_store,
    with_a_copy_of_the_key,
    with_an_earlier_key,
    in_another_case,
]


@pytest.mark.parametrize("path", PATHS, ids=lambda each: each.__name__)
def test_no_back_up_is_made_where_a_key_stands(
    folder: Path, tmp_path: Path, path: Callable[[Path, Path], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    target = path(folder, away)
    with pytest.raises(BackupError, match="sleutels"):
        backup(target, NOW, progress)
    assert main(["backup", str(target)]) == 2
    assert "Er is niets gemaakt" in capsys.readouterr().err
    assert list(tmp_path.rglob("meldroute-*")) == []


def test_a_second_mount_of_the_same_folder_is_seen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second mount is another path with the same device and inode."""
    away = tmp_path / "away"
    away.mkdir()
    real = keys_apart._identity
    monkeypatch.setattr(keys_apart, "_identity", lambda path: real(folder if path == away else path))
    with pytest.raises(BackupError, match="sleutels"):
        backup(away, NOW, progress)


@pytest.mark.parametrize(
    ("backups", "keys"),
    [("b", "b"), ("b", "b/keys"), ("b", "b/x/../keys"), ("B", "b/keys"), ("keys/b", "keys"), ("b/../keys", "keys")],
    ids=str,
)
@pytest.mark.usefixtures("folder")
def test_the_copy_of_the_keys_does_not_go_where_the_back_ups_go(
    tmp_path: Path, backups: str, keys: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when neither folder exists yet."""
    assert main(["backup", f"{tmp_path}/{backups}", "--sleutels", f"{tmp_path}/{keys}"]) == 2
    assert "sleutels" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


@pytest.mark.usefixtures("folder")
def test_no_copy_of_the_keys_is_made_among_back_ups_of_before(tmp_path: Path) -> None:
    backup(tmp_path / "old", NOW, progress)
    for place in (tmp_path / "old", tmp_path / "old" / "keys"):
        with pytest.raises(BackupError, match="staan back-ups"):
            copy_keys(place, NOW)


@pytest.mark.parametrize("arguments", [["backup", ""], ["backup", " "], ["backup", "b", "--sleutels", ""]], ids=str)
def test_no_name_at_all_is_no_folder(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty environment variable gives this path, which would mean the current folder, whatever that is."""
    place = folder / "elders"
    place.mkdir()
    monkeypatch.chdir(place)
    assert main(arguments) == 2
    assert "Noem de map" in capsys.readouterr().err
    assert list(place.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_apart_they_are_made_each_for_its_owner_only(tmp_path: Path) -> None:
    kept(opened())
    assert main(["backup", str(tmp_path / "b"), "--sleutels", str(tmp_path / "k")]) == 0
    for place in (tmp_path / "b", tmp_path / "k"):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert [stat.S_IMODE(each.stat().st_mode) for each in place.iterdir()] == [0o600]
