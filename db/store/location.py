"""Whether the database and its keys are where they are safe: on a disk of this machine, which nothing else copies.

A real school is refused elsewhere, at the start and before one is made; the practice school is only warned. Whoever
knows better sets ``MELDROUTE_TOCH_HIER=ja`` (``docs/beheer/plaats.md``).
"""

import ctypes
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from db.store import mounts, synced
from db.store.faults import Said
from db.store.mounts import Mount
from db.store.settings import settings

TOCH_HIER = "MELDROUTE_TOCH_HIER"
"""Set to ``ja``: the data stays where it is, whatever is said about that place."""

_DATABASE, _KEYS = ("De database staat", "haar met de sleutels"), ("De sleutels staan", "ze met de database")
_SYNCED = "{staat} in een map van {wat}: verplaats {haar} naar een gewone map op deze computer."
_NETWORK = "{staat} op een netwerkschijf ({wat}): verplaats {haar} naar een schijf van deze computer zelf."
_NO_WAL = "{staat} op een schijf zonder WAL: verplaats {haar} naar een andere schijf van deze computer."
_WHERE = "{} Het gaat om {}. Zie docs/beheer/plaats.md."
# Windows marks what a service keeps in the cloud: IO_REPARSE_TAG_CLOUD to IO_REPARSE_TAG_CLOUD_F.
_CLOUD_TAG, _ANY_CLOUD = 0x9000001A, 0xFFFF0FFF


@dataclass(frozen=True)
class Machine:
    """What the operating system tells about its disks and folders."""

    system: str = "linux"
    mounts: tuple[Mount, ...] = ()
    environ: Mapping[str, str] = field(default_factory=dict)
    exists: Callable[[str], bool] = lambda _place: False
    device: Callable[[str], str] = lambda _folder: ""
    kind_of_drive: Callable[[str], int] = lambda _anchor: 0
    is_cloud_file: Callable[[str], bool] = lambda _folder: False

    def folder(self, path: str) -> PurePath:
        """The path as this machine reads it."""
        return PureWindowsPath(path) if self.system == "win32" else PurePosixPath(path)


@dataclass(frozen=True)
class Place:
    """Where something is, and what is wrong with that place: a Dutch sentence that says what to do, without a path."""

    folder: Path
    objection: str


def objection(path: str, machine: Machine, whose: tuple[str, str] = _DATABASE) -> str:
    """What is wrong with keeping a database in this folder; empty when nothing is known against it.

    ``path`` is absolute and without links; ``whose``: how the sentence names what is kept there.
    """
    folder = machine.folder(path)
    said = {"staat": whose[0], "haar": whose[1]}
    by = synced.service(folder, machine.exists, machine.environ)
    if not by and any(machine.is_cloud_file(str(each)) for each in (folder, *folder.parents)):
        by = "een synchronisatiedienst"
    if by:
        return _SYNCED.format(wat=by, **said)
    if mounts.is_share(folder, machine.kind_of_drive(folder.anchor)):
        return _NETWORK.format(wat=folder.drive, **said)
    if isinstance(folder, PurePosixPath):
        at = mounts.holding(folder, machine.mounts, machine.device(path))
        if at and at.is_over_network:
            return _NETWORK.format(wat=at.kind, **said)
    return ""


def places(machine: Machine | None = None) -> list[Place]:
    """The folders of the database and of its keys that something is wrong with; the database first."""
    url, key_file = make_url(settings().database_url), settings().master_file
    database = [(Path(url.database), _DATABASE)] if url.get_backend_name() == "sqlite" and url.database else []
    in_a_file = [] if settings().keys_elsewhere else [(settings().key_store, _KEYS)]
    # Path.resolve raises on circular links. Asked first: a disk that is mounted on demand is mounted by it.
    kept = [
        (Path(os.path.realpath(file)).parent, file, whose) for file, whose in (*database, *in_a_file, (key_file, _KEYS))
    ]
    on, found = machine or this_machine(), list[Place]()
    for folder, file, whose in kept:
        if any(each.folder == folder for each in found):
            continue  # what is said of the database says where the keys go as well
        said = objection(str(folder), on, whose)
        if not said and file != key_file and not takes_wal(file):
            said = _NO_WAL.format(staat=whose[0], haar=whose[1])
        if said:
            found.append(Place(folder, said))
    return found


def is_accepted() -> bool:
    """Whether the administrator said that the data stays where it is (``TOCH_HIER``)."""
    return os.environ.get(TOCH_HIER, "").strip().lower() == "ja"


def refuse() -> None:
    """Raise ``Said`` when a real school is not safe in this place, unless the administrator accepted that."""
    found = [] if is_accepted() else places()
    if found:
        raise Said(in_words(found[0]))


def in_words(place: Place) -> str:
    """What is wrong with a place and which folder it is, for the administrator."""
    return _WHERE.format(place.objection, place.folder)


def takes_wal(file: Path, vfs: str = "") -> bool:
    """Whether SQLite keeps a log beside this database (``PRAGMA journal_mode=WAL``), or beside one made here to try.

    True as well when nothing can be opened there: that is said elsewhere. ``vfs``: another way of SQLite to use files.
    """
    if file.is_file():
        return _takes_wal(file, vfs)
    around = next((each for each in (file.absolute().parent, *file.absolute().parents) if each.is_dir()), None)
    with suppress(OSError), TemporaryDirectory(prefix=".meldroute-proef-", dir=around) as place:
        return _takes_wal(Path(place) / "proef.sqlite", vfs)
    return True


def _takes_wal(file: Path, vfs: str) -> bool:
    address = f"{file.absolute().as_uri()}?mode=rwc" + (f"&vfs={vfs}" if vfs else "")
    try:
        with closing(sqlite3.connect(address, timeout=0, uri=True)) as connection:
            return bool(connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",))
    except sqlite3.Error as problem:
        # Shared memory that cannot be had, or locks that do not work: that is what such a disk answers.
        return getattr(problem, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL)


def this_machine() -> Machine:
    """What this machine tells. Where it tells nothing, nothing is known against a place."""
    return Machine(sys.platform, tuple(_mounts()), os.environ, os.path.lexists, _device, _kind_of_drive, _is_cloud_file)


def _mounts() -> list[Mount]:
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "linux":
            return mounts.of_linux(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
        if sys.platform == "darwin":
            asked = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False)
            return mounts.of_macos(asked.stdout)
    return []


def _device(folder: str) -> str:
    for each in (Path(folder), *Path(folder).parents):
        with suppress(OSError):
            found = each.stat().st_dev
            return f"{os.major(found)}:{os.minor(found)}"
    return ""


def _kind_of_drive(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def _is_cloud_file(folder: str) -> bool:
    try:
        tag: int = getattr(os.lstat(folder), "st_reparse_tag", 0)
    except OSError:
        return False
    return tag & _ANY_CLOUD == _CLOUD_TAG
