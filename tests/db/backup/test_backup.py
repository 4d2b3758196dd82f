"""A back-up is complete or refused, holds the state of one moment, and reveals nothing without the keys."""

import base64
import errno
import os
import random
import stat
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from db.__main__ import main
from db.backup import backup_file
from db.backup.backup import BackupError, backup, newest
from db.backup.elsewhere import WORK
from db.backup.restore import restore
from db.journal import journal
from db.keys import vault
from db.store.engine import engine
from tests.builders import after_stap, opened
from tests.cast import SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, count, kept
from tests.processes.address import leave

pytestmark = pytest.mark.wide

LATER = NOW + timedelta(days=1)
Empty = Callable[[], Path]


@pytest.mark.usefixtures("small_chunks")
def test_one_made_while_somebody_writes_is_of_one_moment(empty: Empty, tmp_path: Path) -> None:
    kept(after_stap(2))
    written, enough = threading.Event(), threading.Event()

    def write() -> None:
        while not enough.is_set():
            kept(opened())
            written.set()

    def watch(_part: float) -> None:
        # A write is committed between any two reads of the back-up.
        written.clear()
        assert written.wait(60)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        file = backup(tmp_path / "kept", NOW, watch).file
    finally:
        enough.set()
        writer.join()
    before = count("dossier")
    empty()
    said = " ".join(restore(file, LATER))
    assert 0 < count("dossier") < before
    assert "ontbreken" in said and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("small_chunks", "folder")
def test_progress_goes_up_to_its_end(tmp_path: Path) -> None:
    told: list[float] = []
    backup(tmp_path / "kept", NOW, told.append)
    assert len(told) > 4 and sorted(told) == told
    assert 0 < told[0] < 0.6 and told[-1] == 1


@pytest.mark.sqlite
def test_it_tells_nothing(folder: Path, tmp_path: Path) -> None:
    stored = kept(opened(naam="Kanarie Geelveer"))
    canaries = [stored.codenaam, "Kanarie Geelveer", "noor@oefenschool.example", stored.id, "CREATE TABLE"]
    plainly = b"".join(each.read_bytes() for each in folder.iterdir())
    assert sum(each.encode() in plainly for each in canaries) == 4, "only what is about the child is sealed there"
    content = backed_up(tmp_path).read_bytes()
    for canary in canaries:
        plain = [canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be")]
        coded = [base64.b64encode(b" " * shift + canary.encode())[4:-4] for shift in range(3)]
        assert not [each for each in plain + coded if each in content]


@pytest.mark.apart
@pytest.mark.usefixtures("folder")
def test_the_keys_of_dossiers_are_not_in_it(empty: Empty, tmp_path: Path) -> None:
    kept(opened())
    file = backed_up(tmp_path)
    empty()
    restore(file, NOW)
    names = set(inspect(engine()).get_table_names())
    assert "vastlegging" in names and not names & {"dossier_key", "anchor"}


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.either
def test_any_changed_byte_is_refused(empty: Empty, tmp_path: Path) -> None:
    kept(opened())
    file = backed_up(tmp_path)
    place, whole, chance = empty(), file.read_bytes(), random.Random(1)  # noqa: S311
    places = [*range(16), *chance.sample(range(len(whole)), 200)]
    for number in places:
        damaged = bytearray(whole)
        damaged[number] ^= chance.randrange(1, 256)
        file.write_bytes(damaged)
        with pytest.raises(BackupError):
            restore(file, NOW)
    assert list(place.iterdir()) == []


def chunks_of(whole: bytes) -> tuple[bytes, list[bytes]]:
    """The parts of the file: its header, and every chunk with its length."""
    header, at, parts = whole[:57], 57, []
    while at < len(whole):
        end = at + 4 + int.from_bytes(whole[at : at + 4], "big")
        parts.append(whole[at:end])
        at = end
    return header, parts


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.either
def test_a_back_up_cut_off_swapped_or_repeated_is_refused(empty: Empty, tmp_path: Path) -> None:
    kept(opened())
    file, other = (backed_up(tmp_path, each) for each in (NOW, LATER))
    whole, place = file.read_bytes(), empty()
    header, parts = chunks_of(whole)
    assert len(parts) > 5
    ends = [57 + sum(map(len, parts[:number])) for number in range(len(parts))]
    around = {end + step for end in ends for step in (-1, 0, 1, 4)}
    cuts = [whole[:end] for end in sorted({0, 1, len(whole) - 1, *around})]
    strange = chunks_of(other.read_bytes())[1]
    moved = [
        [parts[0], parts[2], parts[1], *parts[3:]],
        [parts[0], parts[1], parts[1], *parts[2:]],
        [parts[0], parts[1], parts[1], *parts[3:]],
        [parts[0], *parts[2:]],
        [*parts, parts[-1]],
        [*parts[:2], strange[2], *parts[3:]],
        parts[1:],
    ]
    for damaged in [*cuts, *(header + b"".join(each) for each in moved), whole + b"x"]:
        file.write_bytes(damaged)
        with pytest.raises(BackupError):
            restore(file, NOW)
    assert list(place.iterdir()) == []


def test_a_cut_that_also_changes_the_number_of_chunks_is_refused(tmp_path: Path) -> None:
    def keys(_salt: bytes) -> list[bytes]:
        return [bytes(32)]

    file = tmp_path / "file"
    with file.open("wb") as target:
        backup_file.write(target, [b"een", b"twee"], 2, lambda salt: keys(salt)[0])
    assert list(backup_file.read(file, keys)) == [b"een", b"twee"]
    header, parts = chunks_of(file.read_bytes())
    file.write_bytes(header[:-8] + (1).to_bytes(8, "big") + parts[0])
    with pytest.raises(BackupError):
        next(backup_file.read(file, keys))


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("half", [0.3, 0.8], ids=["copying", "sealing"])
def test_the_plain_copy_is_beside_the_database_private_and_gone_also_when_it_fails(
    folder: Path, tmp_path: Path, half: float
) -> None:
    kept(opened())
    kept_in, before = tmp_path / "kept", {each.name for each in folder.iterdir()}
    here: dict[str, int] = {}
    there: set[str] = set()

    def full(part: float) -> None:
        here.update({each.name: each.stat().st_mode for each in folder.rglob("*")})
        there.update(each.name.partition("-meldroute-")[0] for each in kept_in.rglob("*"))
        if part > half:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(BackupError, match="te weinig ruimte"):
        backup(kept_in, NOW, full)
    assert stat.S_IMODE(here["copy.sqlite"]) == 0o600
    assert len(there) == (half > 0.5) and "copy.sqlite" not in there, "on the other disk nothing lies unsealed"
    assert list(kept_in.iterdir()) == [] and {each.name for each in folder.iterdir()} == before


@pytest.mark.usefixtures("folder")
def test_only_the_sealed_file_is_left_and_it_is_its_owners(tmp_path: Path) -> None:
    modes: set[int] = set()

    def look(_part: float) -> None:
        modes.update(stat.S_IMODE(each.stat().st_mode) & 0o077 for each in (tmp_path / "kept").rglob("*"))

    file = backup(tmp_path / "kept", NOW, look).file
    assert list((tmp_path / "kept").iterdir()) == [file]
    assert modes == {0} and stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_what_a_killed_one_left_behind_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "kept" / f"{WORK}x"
    left.mkdir(parents=True)
    (left / "copy.sqlite").write_text("plain")
    long_ago = (NOW - timedelta(days=1)).timestamp()
    os.utime(left, (long_ago, long_ago))
    file = backed_up(tmp_path)
    assert list((tmp_path / "kept").iterdir()) == [file]


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_the_newest_of_a_folder_is_taken(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="geen back-up"):
        newest(tmp_path)
    files = [backed_up(tmp_path, each) for each in (LATER, NOW)]
    assert newest(tmp_path / "kept") == files[0]
    with pytest.raises(BackupError, match="al een back-up"):
        backed_up(tmp_path)


@pytest.mark.apart
def test_round_trip_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*arguments: str, database: str = "school") -> tuple[int, str, str]:
        monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/{database}.sqlite")
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")
        vault._vault.cache_clear()  # as in a new process: each command is one
        status = main(list(arguments))
        leave()
        said = capsys.readouterr()
        return status, said.out, said.err

    kept_in = str(tmp_path / "kept")
    assert ask("init", "--school", "De Wilgen")[0] == 0
    status, said, _ = ask("backup", kept_in)
    assert status == 0 and "De back-up staat in" in said
    status, said, _ = ask("rotate-key")
    assert status == 0 and "bewaar het zolang u die back-ups bewaart" in said
    status, _, refused = ask("restore", kept_in, database="other")
    assert status == 2 and "horen bij de database in" in refused, "the school goes on there, with these keys"
    (tmp_path / "school.sqlite").unlink()
    status, said, _ = ask("restore", kept_in, database="other")
    assert status == 0 and "De Wilgen: Wat er staat, klopt" in said
    status, _, refused = ask("restore", kept_in, database="other")
    assert status == 2 and "lege plaats" in refused and "Traceback" not in refused
