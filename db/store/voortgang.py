"""How far long work is, for whoever asked for it at the command line (ADR 84)."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

Progress = Callable[[float], object]
"""Called with the part that is done, from 0 to 1."""


class Gestopt(Exception):
    """What a ``Progress`` raises to end the work: it leaves nothing half done, as with Ctrl-C."""


_BAR = "{l_bar}{bar}| {elapsed}, nog {remaining}"
_EVERY = 10.0  # seconds between two lines in a log


def unseen(_part: float) -> None:
    """Shows nothing: nobody is looking."""


def somebody_looks_on() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr.isatty()


def say(line: str) -> None:
    """Print a line on standard output, also while a bar is shown: above it."""
    tqdm.write(line)
    sys.stdout.flush()


@contextmanager
def bar(what: str) -> Iterator[Progress]:
    """Show on standard error how far ``what`` is; call what this yields with the part that is done.

    On a terminal a bar. Elsewhere, as from cron, whole lines: one every ten seconds, and none for what is done sooner.
    """
    if somebody_looks_on():
        with tqdm(total=1.0, desc=what, bar_format=_BAR) as shown:
            yield lambda part: shown.update(part - shown.n)
        return
    said = time.monotonic()

    def line(part: float) -> None:
        nonlocal said
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            print(f"{what}: {part:.0%}", file=sys.stderr, flush=True)

    yield line
