"""A disk that is a NAS or a stick: at chosen moments it answers as such disks do, in a folder of a test."""

import errno
import io
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

MOMENTS = (
    *("create", "write", "lose", "sync", "close", "chmod", "name", "name anyway", "link", "folder", "remove"),
    "mkdir",
)
CREATE, WRITE, LOSE, SYNC, CLOSE, CHMOD, NAME, NAME_ANYWAY, LINK, FOLDER, REMOVE, MKDIR = MOMENTS
"""``lose``: what is written gets lost without an error. ``name anyway``: the file gets its name, the answer is lost."""
ALWAYS = 1_000


class Nas:
    """``answers``: at which moment it answers with which error, and how often before it does what is asked."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, *, has_modes: bool = True) -> None:
        self.folder, self.has_modes, self.answers = folder, has_modes, dict[str, tuple[int, int]]()
        self.asked: Counter[str] = Counter()
        answering = ("open", "fdopen", "fsync", "chmod", "replace", "link", "unlink", "mkdir")
        self._real = {name: getattr(os, name) for name in answering}
        for name in self._real:
            patch.setattr(os, name, getattr(self, name))

    def fails(self, moment: str, code: int, times: int = ALWAYS) -> None:
        assert moment in MOMENTS
        self.answers[moment] = (code, times)

    def _meets(self, moment: str, place: Any) -> None:
        """Answer with the error that this moment has, if this is about our folder."""
        code, times = self.answers.get(moment, (0, 0))
        if not self._is_mine(place):
            return
        self.asked[moment] += 1
        if self.asked[moment] <= times:
            raise OSError(code, os.strerror(code), str(place))

    def _is_mine(self, place: Any) -> bool:
        real = os.readlink(f"/proc/self/fd/{place}") if isinstance(place, int) else os.fspath(place)
        return Path(real).is_relative_to(self.folder)

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        is_new = bool(flags & os.O_CREAT)
        if is_new:
            self._meets(CREATE, path)
        opened: int = self._real["open"](path, flags, mode, **more)
        if is_new and not self.has_modes and self._is_mine(path):
            os.fchmod(opened, 0o755)
        return opened

    def fdopen(self, opened: int, *arguments: Any) -> Any:
        return _File(opened, self) if self._is_mine(opened) else self._real["fdopen"](opened, *arguments)

    def fsync(self, opened: int) -> None:
        self._meets(FOLDER if os.path.isdir(f"/proc/self/fd/{opened}") else SYNC, opened)

    def chmod(self, path: Any, mode: int, **more: Any) -> None:
        self._meets(CHMOD, path)
        if self.has_modes or not self._is_mine(path):
            self._real["chmod"](path, mode, **more)

    def replace(self, source: Any, target: Any) -> None:
        if NAME_ANYWAY in self.answers:
            self._real["replace"](source, target)
            self._meets(NAME_ANYWAY, target)
            return
        self._meets(NAME, target)
        self._real["replace"](source, target)

    def link(self, source: Any, target: Any, **more: Any) -> None:
        self._meets(LINK, target)
        self._real["link"](source, target, **more)

    def mkdir(self, path: Any, mode: int = 0o777, **more: Any) -> None:
        self._meets(MKDIR, path)
        self._real["mkdir"](path, mode, **more)

    def unlink(self, path: Any, **more: Any) -> None:
        self._meets(REMOVE, path)
        self._real["unlink"](path, **more)


class _File(io.BufferedWriter):
    """A file that is being written on it."""

    def __init__(self, opened: int, disk: Nas) -> None:
        super().__init__(io.FileIO(opened, "wb"))
        self._disk = disk

    def write(self, content: Any) -> int:
        self._disk._meets(WRITE, self.fileno())
        if LOSE in self._disk.answers:
            super().write(content[: len(content) // 2])
            return len(content)
        return super().write(content)

    def close(self) -> None:
        if self.closed:
            return
        place = os.readlink(f"/proc/self/fd/{self.fileno()}")
        super().close()
        self._disk._meets(CLOSE, place)


BUSY = (errno.EBUSY, errno.ETXTBSY, errno.EAGAIN)
