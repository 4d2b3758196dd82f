"""What one run of a page has looked up: it is looked up once, and forgotten at the end of the run."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

_T = TypeVar("_T")
_KNOWN: ContextVar[dict[Hashable, Any] | None] = ContextVar("this_run", default=None)


@contextmanager
def begun() -> Iterator[None]:
    """Within this block a page runs."""
    before = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(before)


def once(what: Hashable, look: Callable[[], _T]) -> _T:
    """What ``look`` returned the first time in this run. Outside a run, as in a callback or a fragment, looks again."""
    known = _KNOWN.get()
    if known is None:
        return look()
    if what not in known:
        known[what] = look()
    found: _T = known[what]
    return found
