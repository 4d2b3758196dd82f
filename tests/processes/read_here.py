"""Reading files in the test process, with the program's own readers, for tests not about the separate process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from db.brought import child, own_process

APART = own_process._in_a_child
"""What the program does: one process per file, which takes a fifth of a second."""


@contextmanager
def read_here() -> Iterator[None]:
    """Inside this, no process is started for a file."""

    def here(reader: str, content: bytes, _wanted: Callable[[], bool]) -> child.Found:
        return child.answer(reader, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_process, "_in_a_child", here)
        yield
