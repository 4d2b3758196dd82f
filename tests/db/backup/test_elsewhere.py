"""A back-up on a NAS: complete under its name, or not made and nothing left; what such a disk cannot do is said."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from db.backup import backup_file, elsewhere
from db.backup.backup_file import BackupError
from db.backup.elsewhere import put, sweep
from tests.db.backup.nas import (
    ALWAYS,
    BUSY,
    CHMOD,
    CLOSE,
    CREATE,
    FOLDER,
    LINK,
    LOSE,
    NAME,
    NAME_ANYWAY,
    REMOVE,
    SYNC,
    WRITE,
    Nas,
)
from tests.db.conftest import NOW

pytestmark = pytest.mark.either
Empty = Callable[[], Path]
CONTENT = b"verzegeld " * 100
GOOD, NOT_SURE, OPEN = "", "bevestigt niet wat bewaard is", "kent geen rechten"
UNNAMED = "Het bestand is compleet, maar {} gaf het zijn naam niet: noem het zelf meldroute-1.backup."


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "PAUSE", 0)


@pytest.fixture
def nas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nas:
    (tmp_path / "nas").mkdir()
    return Nas(tmp_path / "nas", monkeypatch)


def put_there(nas: Nas) -> elsewhere.Made:
    return put(
        nas.folder / "meldroute-1.backup",
        lambda opened: opened.write(CONTENT),
        lambda file: file.read_bytes() == CONTENT,
        "De back-up is niet gemaakt",
    )


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


# What was made is called made


@pytest.mark.parametrize(
    ("moment", "code", "times", "warning"),
    [
        (SYNC, errno.EINVAL, ALWAYS, NOT_SURE),
        (SYNC, errno.ENOTSUP, ALWAYS, NOT_SURE),
        (SYNC, errno.ENOSYS, ALWAYS, NOT_SURE),
        (FOLDER, errno.EINVAL, ALWAYS, NOT_SURE),
        (FOLDER, errno.ENOTSUP, ALWAYS, NOT_SURE),
        (FOLDER, errno.EACCES, ALWAYS, NOT_SURE),
        (FOLDER, errno.EIO, ALWAYS, NOT_SURE),
        (FOLDER, errno.ESTALE, ALWAYS, NOT_SURE),
        *((NAME, code, times, GOOD) for code in (*BUSY, errno.EACCES, errno.ESTALE) for times in (1, 9)),
        (NAME_ANYWAY, errno.ESTALE, ALWAYS, GOOD),
        (NAME_ANYWAY, errno.ETIMEDOUT, ALWAYS, GOOD),
    ],
)
def test_a_complete_one_is_made_whatever_the_disk_cannot_confirm(
    nas: Nas, moment: str, code: int, times: int, warning: str
) -> None:
    nas.fails(moment, code, times)
    made = put_there(nas)
    assert made.file.read_bytes() == CONTENT and names(nas.folder) == ["meldroute-1.backup"]
    assert len(made.let_op) == bool(warning) and warning in "".join(made.let_op)


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.ENOSYS, errno.EIO])
def test_a_disk_that_refuses_modes_is_said_to_be_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    (tmp_path / "nas").mkdir()
    nas = Nas(tmp_path / "nas", monkeypatch, has_modes=False)
    nas.fails(CHMOD, code)
    made = put_there(nas)
    assert [OPEN in each for each in made.let_op] == [True] and made.file.read_bytes() == CONTENT


def test_so_is_one_that_says_yes_and_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nas").mkdir()
    assert OPEN in put_there(Nas(tmp_path / "nas", monkeypatch, has_modes=False)).let_op[0]


def test_a_disk_that_can_all_of_it_has_nothing_said_of_it(nas: Nas) -> None:
    made = put_there(nas)
    assert made.let_op == () and made.file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", [*BUSY, errno.EACCES, errno.EIO])
def test_where_renaming_stays_impossible_it_gets_its_name_as_a_second_one(nas: Nas, code: int) -> None:
    nas.fails(NAME, code)
    made = put_there(nas)
    assert made.file.read_bytes() == CONTENT and names(nas.folder) == ["meldroute-1.backup"] and made.let_op == ()


@pytest.mark.parametrize("code", [*BUSY, errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_complete_one_that_does_not_get_its_name_is_said_to_be_complete(nas: Nas, code: int) -> None:
    nas.fails(NAME, code)
    nas.fails(LINK, code)
    made = put_there(nas)
    assert made.file.read_bytes() == CONTENT and names(nas.folder) == [made.file.name]
    assert made.let_op == (UNNAMED.format(nas.folder),)


# What was not made is not there


@pytest.mark.parametrize(
    ("moment", "code", "why"),
    [
        (CREATE, errno.ENOSPC, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (CREATE, errno.EACCES, "Meldroute mag niet bij {}: geef er rechten op lezen en schrijven."),
        (CREATE, errno.EROFS, "Meldroute mag niet bij {}: geef er rechten op lezen en schrijven."),
        (CREATE, errno.EBUSY, "Een ander programma houdt {} bezet: probeer het straks opnieuw."),
        (CREATE, errno.ESTALE, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (CREATE, errno.ENAMETOOLONG, "Meldroute kan in {} niet lezen of schrijven: kijk of die map bestaat."),
        (WRITE, errno.ENOSPC, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (WRITE, errno.EDQUOT, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (WRITE, errno.EFBIG, "De schijf van {} kan geen bestand aan dat zo groot is: kies een andere."),
        (WRITE, errno.EIO, "De schijf van {} geeft fouten: kijk haar na, of kies een andere."),
        (WRITE, errno.EHOSTDOWN, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (WRITE, errno.ETIMEDOUT, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (SYNC, errno.EIO, "De schijf van {} geeft fouten: kijk haar na, of kies een andere."),
        (SYNC, errno.ENOSPC, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (SYNC, errno.EDQUOT, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (CLOSE, errno.ENOSPC, "Er is te weinig ruimte in {}: maak daar ruimte vrij."),
        (CLOSE, errno.ESTALE, "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."),
        (LOSE, 0, "De schijf van {} geeft fouten: kijk haar na, of kies een andere."),
    ],
)
def test_an_incomplete_one_is_not_made_says_why_and_is_gone(nas: Nas, moment: str, code: int, why: str) -> None:
    (nas.folder / "meldroute-0.backup").write_bytes(b"van gisteren")
    nas.fails(moment, code)
    with pytest.raises(BackupError) as refused:
        put_there(nas)
    assert str(refused.value) == f"De back-up is niet gemaakt. {why.format(nas.folder)}"
    assert names(nas.folder) == ["meldroute-0.backup"]


@pytest.mark.parametrize("code", [*BUSY, errno.EPERM, errno.ESTALE])
def test_what_cannot_be_removed_at_once_is_removed_when_the_disk_lets_go(nas: Nas, code: int) -> None:
    nas.fails(WRITE, errno.ENOSPC)
    nas.fails(REMOVE, code, times=4)
    with pytest.raises(BackupError, match=r"maak daar ruimte vrij\.$"):
        put_there(nas)
    assert names(nas.folder) == []


@pytest.mark.parametrize("code", [*BUSY, errno.EPERM, errno.ESTALE])
def test_what_cannot_be_removed_at_all_is_said_by_its_path_and_has_no_name_of_a_back_up(nas: Nas, code: int) -> None:
    nas.fails(WRITE, errno.ENOSPC)
    nas.fails(REMOVE, code)
    with pytest.raises(BackupError) as refused:
        put_there(nas)
    (left,) = nas.folder.iterdir()
    assert str(refused.value).endswith(f"Wat er onvolledig bleef staan, kon niet weg: gooi {left} zelf weg.")
    assert list(nas.folder.glob("meldroute-*.backup")) == []


@pytest.mark.parametrize("code", [errno.EHOSTDOWN, errno.ESTALE, errno.EROFS])
def test_where_nothing_could_be_begun_nothing_is_said_to_be_left(nas: Nas, code: int) -> None:
    nas.fails(CREATE, code)
    nas.fails(REMOVE, code)
    with pytest.raises(BackupError) as refused:
        put_there(nas)
    assert "onvolledig" not in str(refused.value) and names(nas.folder) == []


def test_who_breaks_it_off_leaves_nothing_or_reads_what(nas: Nas) -> None:
    def breaks_off(_opened: object) -> None:
        raise KeyboardInterrupt

    def begin() -> None:
        put(nas.folder / "meldroute-1.backup", breaks_off, lambda _file: True, "De back-up is niet gemaakt")

    with pytest.raises(KeyboardInterrupt):
        begin()
    assert names(nas.folder) == []
    nas.fails(REMOVE, errno.EBUSY)
    with pytest.raises(BackupError, match="De back-up is niet gemaakt. Wat er onvolledig bleef staan"):
        begin()


# What was left is settled by the next


def aged(file: Path) -> Path:
    """The same, from the day before."""
    long_ago = (NOW.replace(tzinfo=UTC) - timedelta(days=1)).timestamp()
    os.utime(file, (long_ago, long_ago))
    return file


def test_the_next_names_what_is_complete_removes_what_is_not_and_says_what_stays(nas: Nas) -> None:
    complete, half = (nas.folder / f".meldroute-werk-0a1b-meldroute-{day}.backup" for day in (1, 2))
    for file in (complete, half):
        with file.open("wb") as target:
            backup_file.write(target, [b"een", b"twee"], 2, lambda _salt: bytes(32))
        aged(file)
    aged(half.rename(half)).write_bytes(half.read_bytes()[:-1])
    aged(half)
    new = nas.folder / ".meldroute-werk-0a1b-meldroute-3.backup"
    new.write_bytes(b"")
    os.utime(new, (NOW.replace(tzinfo=UTC).timestamp(),) * 2)
    nas.fails(REMOVE, errno.EBUSY, times=1)
    assert sweep(nas.folder, NOW, backup_file.is_complete) == [
        f"Wat er onvolledig bleef staan, kon niet weg: gooi {half} zelf weg."
    ]
    assert sweep(nas.folder, NOW, backup_file.is_complete) == []
    assert names(nas.folder) == [new.name, "meldroute-1.backup"]
