"""Files that only their owner can read, and that after a power cut exist completely or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OTHERS = 0o027
"""Mode bits that a key and its folder must not have: anything for others, and writing for the group."""

CANNOT_WAIT = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
"""What a disk answers that does not know how to wait until something is on it: a NAS, for the name of a file."""


def is_open_to_others(mode: int) -> bool:
    """Whether this mode lets others access the file. Always False where modes mean nothing (Windows)."""
    return os.name == "posix" and bool(mode & OTHERS)


def make_folder(folder: Path) -> None:
    """Make this folder and its missing parents, each with mode 0700 whatever the umask is."""
    for each in reversed([folder, *folder.parents]):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def write_private(file: Path, content: bytes, *, anew: bool = False) -> None:
    """Write this file with mode 0600 and wait for the disk. Raises ``FileExistsError`` if ``anew`` and it exists."""
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if anew else os.O_TRUNC)
    with os.fdopen(os.open(file, flags, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    _sync(file.parent)


def put_in_place(made: Path, target: Path) -> None:
    """Rename a finished file to ``target``, replacing what is there, and wait for the disk. Both are on one disk."""
    os.replace(made, target)
    _sync(target.parent)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within this block nobody else is in such a block: to read a file in this folder and write it anew.

    Holds for threads and processes of this machine; on Windows, where there is one process, for none.
    """
    if os.name != "posix":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # and with it goes the lock


def reached_disk(file: Path) -> None:
    """Wait until earlier changes to this file, such as truncation, are on disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder, and a rename needs no waiting there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in CANNOT_WAIT:
            raise
    finally:
        os.close(descriptor)
