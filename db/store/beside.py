"""Side work in a transaction that must not stop the main work: queueing a mail, updating figures, counting a failure.

If it fails, only the side work is undone. The log says what was not done, without naming anybody.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.store.engine import AFTER_COMMIT, BESIDE, ENDS

_log = logging.getLogger("meldroute.db")


@dataclass
class Outcome:
    """What ``beside`` yields: after the block, ``failed`` says whether it was undone."""

    failed: bool = False


@contextmanager
def beside(connection: Connection, what: str) -> Iterator[Outcome]:
    """Undo what this block did if it raises, log ``what`` was not done, and continue.

    Raises the error of the block when the whole transaction is lost with it, as on a full disk.
    """
    about = connection.info  # kept, because a connection that was lost has none
    promised = len(about.get(AFTER_COMMIT, ()))
    about[BESIDE] = True
    # Straight to the driver: recording runs nine of these blocks, and SQLAlchemy's begin_nested() takes ten times as
    # long. Nested blocks may share a name: SQL means the innermost savepoint.
    if not connection.in_transaction():  # SQLAlchemy begins at its own first statement, and does not see this one
        connection.begin()
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT beside")
    outcome = Outcome()
    try:
        yield outcome
        driver.execute("RELEASE SAVEPOINT beside")
    except Exception as problem:
        if not _goes_on(connection):
            raise
        driver.execute("ROLLBACK TO SAVEPOINT beside")
        driver.execute("RELEASE SAVEPOINT beside")
        outcome.failed = True
        del about.get(AFTER_COMMIT, [])[promised:]
        about.pop(ENDS, None)  # a line may have been undone
        _log.error("Not done, and everything else was: %s (%s)", what, type(problem).__name__)
    finally:
        about.pop(BESIDE, None)


def _goes_on(connection: Connection) -> bool:
    """Whether the transaction still exists. After some errors SQLite has ended it, and no statement may follow."""
    if connection.invalidated or connection.closed:
        return False
    driver = connection.connection.driver_connection
    return bool(getattr(driver, "in_transaction", True))
