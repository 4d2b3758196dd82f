"""Putting a finished file on another disk, which may be a NAS or a stick: complete under its name, or not at all.

Such a disk may know no modes, may not confirm that a name was kept, and may be held by another program for a moment. So
a file is written under a working name and gets its own by renaming. What could not be secured of a file that is
complete is said beside it; only one that is not complete was not made.
"""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from db.backup.backup_file import BackupError
from db.store.files import CANNOT_WAIT, is_open_to_others

WORK = ".meldroute-werk-"
"""How the name begins of what is still being made."""
TRIES, PAUSE = 10, 0.3
"""How often a disk is asked that is busy, and the seconds between: a virus scanner holds a new file for a second."""
_ABANDONED = timedelta(hours=12)

OPEN = "De schijf van {} kent geen rechten: geef op die schijf zelf alleen Meldroute toegang tot de map."
NOT_SURE = "De schijf van {} bevestigt niet wat bewaard is: kijk na een stroomstoring of het bestand er staat."
UNNAMED = "Het bestand is compleet, maar {} gaf het zijn naam niet: noem het zelf {}."
LEFT = "Wat er onvolledig bleef staan, kon niet weg: gooi {} zelf weg."

_FULL = "Er is te weinig ruimte in {}: maak daar ruimte vrij."
_TOO_LARGE = "De schijf van {} kan geen bestand aan dat zo groot is: kies een andere."
_DENIED = "Meldroute mag niet bij {}: geef er rechten op lezen en schrijven."
_HELD = "Een ander programma houdt {} bezet: probeer het straks opnieuw."
_AWAY = "De schijf van {} is niet bereikbaar: kijk of zij aanstaat en gekoppeld is."
_FAILING = "De schijf van {} geeft fouten: kijk haar na, of kies een andere."
_OTHER = "Meldroute kan in {} niet lezen of schrijven: kijk of die map bestaat."
_BUSY = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.EDEADLK, errno.ENOLCK, errno.EINTR}
_SAID = (
    ({errno.ENOSPC, errno.EDQUOT}, _FULL),
    ({errno.EFBIG}, _TOO_LARGE),
    ({errno.EACCES, errno.EPERM, errno.EROFS}, _DENIED),
    (_BUSY, _HELD),
    (
        {errno.ESTALE, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ETIMEDOUT}
        | {errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ENODEV},
        _AWAY,
    ),
    ({errno.EIO, errno.ENXIO}, _FAILING),
)


@dataclass(frozen=True)
class Made:
    """A file that is complete, where it is, and what could not be secured of it, in Dutch."""

    file: Path
    let_op: tuple[str, ...] = ()


def in_words(problem: OSError, folder: Path) -> str:
    """Why something in this folder cannot be read or written, and what to do: one Dutch sentence."""
    return next((said for codes, said in _SAID if problem.errno in codes), _OTHER).format(folder)


def noting(made: Made, said: list[str]) -> Made:
    """The same with more to say of it."""
    return Made(made.file, tuple(dict.fromkeys([*said, *made.let_op])))


def put(target: Path, write: Callable[[BinaryIO], object], is_complete: Callable[[Path], bool], not_made: str) -> Made:
    """Make this file of what ``write`` writes, replacing an earlier one; ``is_complete`` looks before it gets its name.

    Raises ``BackupError`` when it is not complete, of which the text begins with ``not_made``: nothing of it is left
    then, or the text says what is. Other errors of ``write`` are passed on, unless something is left.
    """
    part = target.with_name(f"{WORK}{secrets.token_hex(4)}-{target.name}")
    try:
        created = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise BackupError(f"{not_made}. {in_words(problem, target.parent)}") from None
    try:
        said = _written(created, part, write)
        if not is_complete(part):
            raise OSError(errno.EIO, "not all of it arrived")
    except BaseException as problem:
        left = _removed(part)
        why = in_words(problem, target.parent) if isinstance(problem, OSError) else ""
        if why or left:
            said = [str(problem)] if isinstance(problem, BackupError) else [f"{not_made}.", why]
            raise BackupError(" ".join(filter(None, [*said, left]))) from None
        raise
    if not _named(part, target, is_complete) and not _named_beside(part, target):
        return Made(part, (*said, UNNAMED.format(target.parent, target.name)))
    return noting(Made(target), [*said, *_confirmed(target.parent)])


def sweep(folder: Path, now: datetime, is_complete: Callable[[Path], bool] = lambda _part: False) -> list[str]:
    """Remove what was left behind half a day ago or more; what is complete gets the name it could not get then.

    ``now`` is naive UTC. Return what to say of what could not be removed. Raises ``OSError`` when the folder cannot be
    read.
    """
    said = []
    for left in folder.glob(f"{WORK}*"):
        try:
            if now - datetime.fromtimestamp(left.stat().st_mtime, UTC).replace(tzinfo=None) > _ABANDONED:
                _settle(left, is_complete)
        except OSError:
            said.append(LEFT.format(left))
    return said


def _settle(left: Path, is_complete: Callable[[Path], bool]) -> None:
    name = left.name.removeprefix(WORK).partition("-")[2]
    if left.is_dir():
        shutil.rmtree(left)
    elif name and is_complete(left) and not left.with_name(name).exists():
        os.replace(left, left.with_name(name))
    else:
        left.unlink(missing_ok=True)


def _written(created: int, part: Path, write: Callable[[BinaryIO], object]) -> list[str]:
    """Write the file and wait for the disk; return what could not be secured."""
    said = []
    with os.fdopen(created, "wb") as opened:
        write(opened)
        opened.flush()
        try:
            os.fsync(opened.fileno())
        except OSError as problem:
            if problem.errno not in CANNOT_WAIT:
                raise
            said.append(NOT_SURE.format(part.parent))
    if is_open_to_others(part.stat().st_mode):
        with suppress(OSError):
            os.chmod(part, 0o600)
        if is_open_to_others(part.stat().st_mode):
            said.append(OPEN.format(part.parent))
    return said


def _named(part: Path, target: Path, is_complete: Callable[[Path], bool]) -> bool:
    """Whether the file got its name. An answer that was lost is looked up: the disk may have done it all the same."""
    for left in reversed(range(TRIES)):
        try:
            os.replace(part, target)
            return True
        except OSError:
            with suppress(OSError):
                if not part.exists():
                    return target.exists() and is_complete(target)
            time.sleep(PAUSE if left else 0)
    return False


def _named_beside(part: Path, target: Path) -> bool:
    """Whether the file got its name as a second one, whole at once. If the first stays, ``sweep`` removes it."""
    try:
        os.link(part, target)
    except OSError:
        return False
    _removed(part)
    return True


def _confirmed(folder: Path) -> list[str]:
    """Wait until the name is on the disk; what to say when the disk does not confirm that."""
    if os.name != "posix":
        return []  # Windows cannot open a folder, and a rename needs no waiting there
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return [NOT_SURE.format(folder)]
    return []


def _removed(part: Path) -> str:
    """Remove an incomplete file, however often the disk is busy; what to say when it stays."""
    for left in reversed(range(TRIES)):
        try:
            part.unlink(missing_ok=True)
            return ""
        except OSError:
            time.sleep(PAUSE if left else 0)
    return LEFT.format(part)
