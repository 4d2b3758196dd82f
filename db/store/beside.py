"""Work done beside a record that may fail without it: queueing a mail, updating figures, counting a wrong password.

When it fails, the main work continues. The log says what was not done, without naming anybody.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.store.engine import AFTER_COMMIT, BESIDE

_log = logging.getLogger("meldroute.db")


@dataclass
class Outcome:
    """Whether the block failed."""

    failed: bool = False


@contextmanager
def beside(connection: Connection, what: str) -> Iterator[Outcome]:
    """Undo what this block did if anything in it fails, and continue.

    Unless the whole transaction is lost, as on a full disk: then the error is raised.
    """
    promised = len(connection.info.get(AFTER_COMMIT, ()))
    connection.info[BESIDE] = True
    # Of the driver itself: nine blocks like this stand beside a vastlegging, and SQLAlchemy's own way takes ten times
    # as long. One within another has the same name, and is then the one that is meant.
    if not connection.in_transaction():  # it is begun by the first statement otherwise, and this is none of its own
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
        del connection.info.get(AFTER_COMMIT, [])[promised:]
        _log.error("Not done, and everything else was: %s (%s)", what, type(problem).__name__)
    finally:
        connection.info.pop(BESIDE, None)


def _goes_on(connection: Connection) -> bool:
    """Whether the transaction still exists. SQLite ends it after some errors: then nothing more may follow."""
    if connection.invalidated or connection.closed:
        return False
    driver = connection.connection.driver_connection
    return bool(getattr(driver, "in_transaction", True))
