"""The commands on a NAS: a back-up that is made, one that is not, and one that is read while the disk goes away."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from db.__main__ import main
from db.backup import backup_file, elsewhere
from db.backup.backup import backup, copy_keys
from db.backup.backup_file import BackupError
from db.backup.restore import restore
from tests.builders import opened
from tests.db.backup.nas import FOLDER, LINK, MKDIR, NAME, WRITE, Nas
from tests.db.backup.test_elsewhere import NOT_SURE, OPEN, names
from tests.db.conftest import NOW
from tests.db.keeping import count, kept

pytestmark = pytest.mark.either
Empty = Callable[[], Path]


@pytest.fixture
def nas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nas:
    monkeypatch.setattr(elsewhere, "PAUSE", 0)
    (tmp_path / "nas").mkdir()
    return Nas(tmp_path / "nas", monkeypatch)


@pytest.mark.usefixtures("folder")
def test_the_command_says_that_it_was_made_with_what_to_mind(
    nas: Nas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nas.has_modes = False
    nas.fails(FOLDER, errno.EINVAL)
    assert main(["backup", str(nas.folder / "b"), "--sleutels", str(tmp_path / "k")]) == 0
    said = capsys.readouterr()
    assert "De back-up staat in" in said.out and "niet gemaakt" not in said.out + said.err
    warned = [each for each in said.err.splitlines() if each.startswith("Let op. ")]
    assert len(warned) == 2 and OPEN in warned[0] and NOT_SURE in warned[1]


@pytest.mark.usefixtures("folder")
def test_a_folder_that_cannot_be_made_is_said(nas: Nas, capsys: pytest.CaptureFixture[str]) -> None:
    nas.fails(MKDIR, errno.EROFS)
    assert main(["backup", str(nas.folder / "b")]) == 2
    why = f"Meldroute mag niet bij {nas.folder}/b: geef er rechten op lezen en schrijven."
    assert capsys.readouterr().err.endswith(f"De back-up is niet gemaakt. {why}\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("made", [lambda at: backup(at, NOW, lambda _part: None), lambda at: copy_keys(at, NOW)])
def test_back_up_and_copy_of_the_keys_are_not_made_on_a_full_nas(nas: Nas, made: Callable[[Path], object]) -> None:
    kept(opened())
    nas.fails(WRITE, errno.ENOSPC)
    with pytest.raises(BackupError, match="niet gemaakt. Er is te weinig ruimte in .*/nas"):
        made(nas.folder)
    assert names(nas.folder) == []


def test_one_that_did_not_get_its_name_can_be_put_back_by_its_path(empty: Empty, nas: Nas) -> None:
    kept(opened())
    nas.fails(NAME, errno.EBUSY)
    nas.fails(LINK, errno.ENOTSUP)
    made = backup(nas.folder, NOW, lambda _part: None)
    assert made.file.name.startswith(".meldroute-werk-") and "noem het zelf meldroute-2" in made.let_op[0]
    empty()
    restore(made.file, NOW)
    assert count("dossier") == 1


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the disk answers while a back-up is read from it, once its first chunk was; empty: what is there."""
    answers: list[int] = []
    read, real = list[int](), backup_file._next

    def next_or_error(read_some: Callable[[int], bytes]) -> bytes:
        if answers and read:
            raise OSError(answers[0], os.strerror(answers[0]))
        read.extend(answers)
        return real(read_some)

    monkeypatch.setattr(backup_file, "_next", next_or_error)
    return answers


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.EIO, "De schijf van {} geeft fouten: kijk haar na, of kies een andere."),
        (errno.ESTALE, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (errno.ETIMEDOUT, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (errno.EACCES, "Meldroute mag niet bij {}: geef er rechten op lezen en schrijven."),
    ],
)
def test_a_disk_that_goes_away_while_it_is_read_is_said_and_nothing_is_put_back(
    empty: Empty, tmp_path: Path, cut_off: list[int], code: int, why: str
) -> None:
    kept(opened())
    file = backup(tmp_path / "kept", NOW, lambda _part: None).file
    place = empty()
    cut_off.append(code)
    with pytest.raises(BackupError) as refused:
        restore(file, NOW)
    assert str(refused.value) == f"De back-up is niet teruggezet. {why.format(file.parent)}"
    assert list(place.iterdir()) == []
