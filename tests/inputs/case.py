"""A file as somebody brings it, with what must come of it, written by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file, by a function that makes it, and the verdict.

    ``soort`` is what it is stored as; empty: it is refused with ``told``. Else ``told`` are the sentences about it,
    ``colours`` the right colours in the middle of its patches, from left to right, and ``size`` its width and height.
    """

    name: str
    make: Callable[[], bytes]
    soort: str = ""
    told: tuple[str, ...] = ()
    colours: Sequence[tuple[int, ...]] = ()
    size: tuple[int, int] | None = None
