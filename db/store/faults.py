"""What is wrong with disk, database or keys, as one Dutch sentence: for the screen, the start and the command line.

An error is recognised by its code and never by its message, because a message may hold what people typed.
"""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Said(Exception):
    """Something cannot be done, and the text says why: a Dutch sentence without anything about a child in it."""


class Found(Said):
    """Work was done, and found something that somebody has to see to: the command line then ends in 1, and not in 2."""


FULL = "Er is te weinig ruimte op de schijf. Beheerder: maak ruimte vrij. Daarna gaat het vanzelf verder."
READ_ONLY = (
    "De gegevens zijn alleen te lezen en niet te schrijven. Beheerder: geef Meldroute weer schrijfrechten op de map "
    "met de gegevens. Daarna gaat het vanzelf verder."
)
BUSY = "De database is bezet door een ander programma. Probeer het straks opnieuw."
DAMAGED = (
    "De database of het bestand met dossiersleutels is beschadigd. Beheerder: stop Meldroute. Bewaar de bestanden "
    "zoals ze nu zijn. Zet daarna terug wat beschadigd is. Een back-up zet u terug met: python -m db restore."
)
FAILING = "De schijf geeft fouten bij het lezen of schrijven. Beheerder: kijk de schijf na."
NOT_OPEN = (
    "De gegevens zijn niet te openen. Beheerder: kijk of de bestanden er zijn en of Meldroute ze mag lezen. "
    "Daarna gaat het vanzelf verder."
)
NO_TABLES = (
    "In de database ontbreekt wat er hoort te staan. Beheerder: stop Meldroute en kijk of dit de goede database is. "
    "Zet anders de nieuwste back-up terug met: python -m db restore."
)
AWAY = "De database is niet bereikbaar. Beheerder: kijk of de database draait. Daarna gaat het vanzelf verder."

COULD_NOT = frozenset({FULL, READ_ONLY, BUSY, FAILING, NOT_OPEN, AWAY})
"""What keeps work from being done, and says nothing of what is stored."""

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_CANTOPEN: NOT_OPEN,
}
# PostgreSQL: an exact SQLSTATE, or else its class (the first two characters).
_SQLSTATE = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": BUSY,
    "57014": BUSY,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
    "58030": FAILING,
    "08": AWAY,
    "53": AWAY,
    "57": AWAY,
    "58": FAILING,
}
_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: FAILING,
}
# After these, an open connection may no longer match the file.
_NO_LONGER_TRUE = {READ_ONLY, DAMAGED, FAILING, NOT_OPEN, NO_TABLES, AWAY}


def in_words(error: BaseException) -> str | None:
    """What is wrong and what to do about it; None for an error that is a bug."""
    if isinstance(error, Said):
        return str(error)
    if isinstance(error, PoolTimeout):
        return BUSY
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno or 0)
    if isinstance(error, DBAPIError) and error.orig is not None:
        return _by_code(error.orig) or (AWAY if error.connection_invalidated else None)
    return _by_code(error)


def outdates_connections(error: BaseException) -> bool:
    """Whether connections opened before this error must be closed and opened again."""
    return _by_code(error) in _NO_LONGER_TRUE


def _by_code(error: BaseException) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR and str(error).startswith("no such table"):
        return NO_TABLES
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF)  # the higher bits only refine the same fault
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return _SQLSTATE.get(state) or _SQLSTATE.get(state[:2])
    # A driver that could not connect has no code.
    return AWAY if type(error).__name__ == "OperationalError" and not isinstance(error, sqlite3.Error) else None
