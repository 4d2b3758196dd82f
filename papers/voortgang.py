"""What is being done while somebody waits for a paper, told to whoever listens (ADR 90).

A paper says what it does now, without knowing who waits: a page that shows it, or nobody. It says nothing of what is on
the paper.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Told = Callable[[str], object]
"""Called with what is being done now: the beginning of a Dutch sentence."""
_T = TypeVar("_T")


def _nobody(_wat: str) -> None:
    """Nobody waits."""


_listens: ContextVar[Told] = ContextVar("listens", default=_nobody)


@contextmanager
def told_to(listens: Told) -> Iterator[None]:
    """Within this, ``listens`` is told what is being done."""
    before = _listens.set(listens)
    try:
        yield
    finally:
        _listens.reset(before)


def tell(wat: str) -> None:
    """Tell what begins now."""
    _listens.get()(wat)


def counted(those: Collection[_T], wat: str) -> Iterator[_T]:
    """Each of ``those`` in turn, telling before it which one it is: ``{}`` in ``wat`` becomes "3 van 10"."""
    for number, each in enumerate(those, 1):
        tell(wat.format(f"{number} van {len(those)}"))
        yield each
