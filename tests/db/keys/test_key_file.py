"""The master key file: it and its folder are accessible to their owner only, or it is refused."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.__main__ import main
from db.keys import master_key, vault
from db.keys.vault import VaultError
from db.store.settings import settings
from db.upkeep import controle
from tests.builders import opened
from tests.db.keeping import found, kept

pytestmark = pytest.mark.either


@pytest.fixture(autouse=True)
def _ordinary_umask() -> Iterator[None]:
    """A umask as on most machines: files made without a mode can be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def refusal() -> str:
    vault._vault.cache_clear()
    with pytest.raises(VaultError) as refused:
        vault.vault()
    return str(refused.value)


@pytest.mark.usefixtures("folder")
def test_a_key_that_others_can_come_at_is_refused_in_words() -> None:
    for mode in range(0o600, 0o1000):
        settings().key_file.chmod(mode)
        if mode & 0o027:
            assert "voor anderen te lezen of te veranderen" in refusal(), oct(mode)
            assert f"chmod 600 {settings().key_file}" in refusal()
    for mode in (0o600, 0o640, 0o400, 0o700):
        settings().key_file.chmod(mode)
        vault._vault.cache_clear()
        assert vault.vault(), oct(mode)


@pytest.mark.usefixtures("folder")
def test_so_is_an_earlier_key() -> None:
    old = vault.rotate_key()
    old.chmod(0o644)
    with pytest.raises(VaultError, match="voor anderen"):
        vault.derived_keys(b"", b"x")


def test_the_command_line_says_so_and_does_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "meldroute.key").chmod(0o666)
    vault._vault.cache_clear()
    assert main(["backup", str(folder.parent / "b")]) == 2
    assert "chmod 600" in capsys.readouterr().err
    assert not list(folder.parent.glob("b/*"))


def test_folders_that_are_made_are_their_owners_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/a/b/school.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/c/d/school.key")
    assert main(["init", "--school", "De Wilgen"]) == 0
    made = [each for each in tmp_path.rglob("*") if each.is_dir()]
    assert len(made) == 4 and {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o700}
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(files) > 2 and {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert controle._key_file().is_goed


@pytest.mark.parametrize("mode", [0o755, 0o701, 0o704, 0o770, 0o777, 0o720], ids=oct)
def test_a_folder_with_keys_that_others_can_come_at_is_said(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    found = controle._key_file()
    assert not found.is_goed and "chmod 700" in found.tekst and str(folder) not in found.tekst
    folder.chmod(0o750)
    assert controle._key_file().is_goed


# A link


@pytest.fixture
def linked(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key file is moved elsewhere, with a link in its place."""
    away = tmp_path / "away"
    away.mkdir(mode=0o700)
    folder.chmod(0o700)
    (folder / "meldroute.key").rename(away / "real.key")
    (folder / "meldroute.key").symlink_to("../away/real.key")
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(folder / "meldroute.key"))
    vault._vault.cache_clear()
    return away


def test_a_link_is_followed_once_and_said(linked: Path, folder: Path) -> None:
    stored = kept(opened())
    assert found(stored) == stored
    said = controle._key_file()
    assert said.is_goed and said.let_op and "meldroute.key is een verwijzing" in said.tekst and "real.key" in said.tekst
    (folder / "other.key").symlink_to(linked / "real.key")
    (folder / "meldroute.key").unlink()
    (folder / "meldroute.key").symlink_to("other.key")
    assert "verwijzing naar een verwijzing" in refusal()
    assert not controle._key_file().is_goed


def test_a_key_behind_a_link_that_others_can_come_at_is_refused(linked: Path) -> None:
    (linked / "real.key").chmod(0o644)
    assert "voor anderen" in refusal()
    (linked / "real.key").chmod(0o600)
    linked.chmod(0o755)
    assert not controle._key_file().is_goed


def test_another_key_replaces_it_where_it_stands(linked: Path, folder: Path) -> None:
    """The link stays, and the old key is not left where it points."""
    stored = kept(opened())
    before = master_key.read_key(linked / "real.key")
    kept_at = vault.rotate_key()
    assert (folder / "meldroute.key").is_symlink() and master_key.read_key(linked / "real.key") != before
    assert kept_at.parent == folder / "../away" and master_key.read_key(kept_at) == before
    vault._vault.cache_clear()
    assert found(stored) == stored
