"""Changing the tables of a PostgreSQL while people work: one at a time, and without keeping them waiting (ADR 93).

A statement that changes a table waits until nobody uses it, and everybody who comes after that waits behind it. So it
gives up soon, lets them through, and is tried again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from db.store import postgresql
from db.store.engine import EVERY_SCHOOL
from db.store.faults import Said

TRIES = 60
"""Of each migration, with what it waits in between: about a minute and a quarter, longer than any page takes."""
_PAUSE = 1.0  # seconds
_LOOK = 0.5  # seconds between two times that it is asked whether another is ready
_WAITS = 4 * 3600  # seconds
_LOCKED = {"55P03", "40P01"}  # SQLSTATE lock_not_available, deadlock_detected
_TAKE = text("SELECT pg_try_advisory_lock(hashtextextended('meldroute upgrade', 0))")
_SEES = text("SELECT set_config('meldroute.school', :school, false)")


class NotNow(Said):
    """The tables could not be changed now; what was changed already stays. The text is Dutch."""


IN_USE = (
    "Het bijwerken is niet af: de tabellen zijn te lang in gebruik, bijvoorbeeld door een back-up of een controle. Wat "
    "al is bijgewerkt, blijft zo, en Meldroute draait door. Wacht tot dat klaar is, en doe dit dan nog eens."
)
LOST = (
    "Het bijwerken is niet af: de database was opeens niet bereikbaar. Wat al is bijgewerkt, blijft zo. Kijk of de "
    "database draait, en doe dit dan nog eens."
)
ANOTHER = "Deze database wordt al bijgewerkt, en dat duurt nog. Kijk hoe het daarmee staat, en doe dit dan nog eens."


@contextmanager
def alone(url: URL) -> Iterator[Connection]:
    """A session of its own for migrations of this database. Whoever asks for a second one waits here for the first.

    It sees every school. Raises ``NotNow`` when the other takes too long.
    """
    engine = postgresql.for_migrating(url)
    with engine.connect() as connection:
        postgresql.waits(connection, postgresql.MIGRATING_MS)
        connection.execute(_SEES, {"school": EVERY_SCHOOL})
        connection.commit()
        until = time.monotonic() + _WAITS
        # Asked again and again: for who waits in one statement, an index that is made concurrently would wait forever.
        while not _taken(connection):
            if time.monotonic() > until:
                raise NotNow(ANOTHER)
            time.sleep(_LOOK)
        yield connection  # the lock goes with the session, also when this process is killed


def _taken(connection: Connection) -> bool:
    is_mine = bool(connection.execute(_TAKE).scalar())
    connection.commit()
    return is_mine


def patiently(do: Callable[[], object], stands: Callable[[], object] = lambda: None) -> None:
    """Do this, again and again while a lock keeps it from being done. ``stands`` is called before another time.

    It may say how far it came: once it says something else, there are as many tries again. Raises ``NotNow`` after the
    last.
    """
    left, was = TRIES, stands()
    while True:
        try:
            do()
        except PendingRollbackError as problem:
            raise _what_ended(problem) from None
        except DBAPIError as problem:
            if problem.connection_invalidated:
                raise NotNow(LOST) from None
            if not is_locked(problem):
                raise
            now = stands()
            left, was = left - 1 if now == was else TRIES, now
            if not left:
                raise NotNow(IN_USE) from None
            time.sleep(_PAUSE)
        else:
            return


def is_locked(problem: DBAPIError) -> bool:
    """Whether others kept this from being done, who are ready some time."""
    return getattr(problem.orig, "sqlstate", None) in _LOCKED


def _what_ended(tidying: PendingRollbackError) -> BaseException:
    """Why a session was lost in which Alembic tidied up afterwards: somebody ended it here, or else the server did."""
    before = tidying.__context__
    while isinstance(before, Exception):
        before = before.__context__
    return before or NotNow(LOST)
