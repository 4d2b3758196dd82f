"""A disk that can be full for a while: a small file system of its own, or a limit on how large files may become."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes.waiting import until

_SIZE = 512 * 1024 * 1024  # bytes; taken from memory only as far as it is used


class Disk:
    """The folder ``place``, in which nothing more can be written while it is full."""

    def __init__(self, place: Path, *, is_own: bool) -> None:
        """``is_own``: whether a file system was mounted at ``place``."""
        self.place, self.is_own = place, is_own

    @contextmanager
    def full(self, processes: Callable[[], Iterable[int]]) -> Iterator[None]:
        """Within this block these processes find no room on the disk."""
        if self.is_own:
            until(self._has_no_room)
            try:
                yield
            finally:
                _mount("-o", f"remount,size={_SIZE}", self.place)
            return
        # As for a container that may not mount: whatever makes a file longer fails (man 2 setrlimit: EFBIG).
        before = {each: resource.prlimit(each, resource.RLIMIT_FSIZE) for each in processes()}
        for each, (_soft, hard) in before.items():
            resource.prlimit(each, resource.RLIMIT_FSIZE, (1, hard))
        try:
            yield
        finally:
            for each, limits in before.items():
                resource.prlimit(each, resource.RLIMIT_FSIZE, limits)

    def _has_no_room(self) -> bool:
        """Make the file system as small as what is on it; false when something was written meanwhile."""
        now = os.statvfs(self.place)
        return _mount("-o", f"remount,size={(now.f_blocks - now.f_bfree) * now.f_frsize}", self.place)


@contextmanager
def disk(place: Path) -> Iterator[Disk]:
    """A disk at this empty folder, for as long as this block lasts."""
    place.mkdir()
    is_own = _mount("-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", place)
    try:
        yield Disk(place, is_own=is_own)
    finally:
        if is_own:
            subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


def _mount(*arguments: str | Path) -> bool:
    """Whether this could be mounted: only root may, and not in every container."""
    try:
        return subprocess.run(["mount", *map(str, arguments)], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
