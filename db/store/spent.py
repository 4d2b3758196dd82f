"""The time that is spent in the database, for whoever counts it. Off, it costs nothing: no statement is touched."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlalchemy import Engine

Spent = Callable[[float], object]
"""Called with the seconds that one statement or commit took."""
_TIMED = ("do_execute", "do_executemany", "do_execute_no_params", "do_commit")
_told: list[Spent] = []


def tell(spent: Spent) -> None:
    """From now on call this for every statement and commit, of each engine that is made after this."""
    _told[:] = [spent]


def counted(engine: Engine) -> Engine:
    """This engine, with its time counted if somebody asked for that."""
    for spent in _told:
        for name in _TIMED:
            setattr(engine.dialect, name, _timed(getattr(engine.dialect, name), spent))
    return engine


def _timed(does: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    @wraps(does)
    def timed(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return does(*given, **named)
        finally:
            spent(time.perf_counter() - began)

    return timed
