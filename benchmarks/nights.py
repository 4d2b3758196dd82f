"""The work of a night over several schools on one PostgreSQL, by one process and by two; and what a country takes.

They are practice schools, each with keys and a journal of its own: all of it opens, as verifying does. Of what is said
per school, the rate is that from the first lines to the last: starting counts once in a night. The mail server is that
of the tests, in this process: a real one is further away, and has more to do.
"""

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlalchemy import func, insert, select

from benchmarks.country import DOSSIERS, empty
from benchmarks.school import NOW, ROOT, at_the_moment, timed
from benchmarks.table import PER_SECOND, Row
from db import schema
from db.accounts.accounts import create_account
from db.backup import backup
from db.practice import school as practice
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import PROCESSES
from db.store.voortgang import unseen
from db.upkeep import bewaren, verification
from db.werk import mail
from db.werk.mail_settings import Beveiliging, MailSettings
from tests.db import mailserver

SCHOOLS = int(os.environ.get("MELDROUTE_BENCH_NIGHTS", "24"))
COUNTRY, OF_EACH = 6_000, 50
"""How many schools a country has, and how many dossiers each."""
NIGHT, MORNING = 8 * 60.0, 90.0
"""The minutes there are: at night, and from seven until school begins."""
_PHOTO = 2_000_000  # bytes


@contextmanager
def many() -> Iterator[None]:
    """Within this block there are so many schools in the database in use."""
    with empty():
        for number in range(SCHOOLS):

            def once(connection: Any, *, number: int = number, **named: Any) -> str:
                return create_account(connection, **named | {"email": f"{number}.{named['email']}"})

            with patch.object(practice, "create_account", once):
                practice.make(NOW.date(), NOW, number=DOSSIERS)
        yield


class _Moments(io.StringIO):
    """Standard output that is not shown: when each line came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def write(self, text: str) -> int:
        self.at += [time.perf_counter()] * text.count("\n")
        return len(text)


def _by(number: int, action: Callable[[], object]) -> float:
    """How many schools this does in a second, by so many processes."""
    os.environ[PROCESSES], moments = str(number), _Moments()
    with redirect_stdout(moments):
        action()
    lines = moments.at[:SCHOOLS]  # what is said after them is about all
    return (len(lines) - number) / max(lines[-1] - lines[number - 1], 1e-9)


def measure() -> Iterator[Row]:
    """Verifying quickly and fully, what is kept, a back-up, and the mail of a morning."""
    # A process that is begun reads what is called main, and a page that was run before called itself so.
    itself = patch.dict(sys.modules, {"__main__": sys.modules[__name__]})
    with itself, at_the_moment(), many(), TemporaryDirectory(prefix=".bench-", dir=ROOT) as folder:
        yield Row(f"by night: rows in {SCHOOLS} schools of {DOSSIERS} dossiers", _rows(), unit="rows")
        for what, quick in (("verifying quickly", True), ("verifying fully", False)):
            for number in (1, 2):
                rate = _by(number, lambda quick=quick: verification.show(NOW, quick=quick))  # type: ignore[misc]
                yield from _said(f"{what}, by {_processes(number)}", rate)
        yield from _said("bewaren", _by(1, lambda: bewaren.show(NOW)))
        yield from _back_up(Path(folder) / "kept")
        yield from _mail(Path(folder))


def _processes(number: int) -> str:
    return "one process" if number == 1 else f"{number} processes"


def _said(what: str, rate: float, most: float = NIGHT) -> Iterator[Row]:
    yield Row(f"by night: {what}, schools", rate, unit=PER_SECOND)
    minutes = COUNTRY / rate * OF_EACH / DOSSIERS / 60
    yield Row(f"{what}: {COUNTRY:,} schools of {OF_EACH} dossiers", minutes, goal=most, unit="minutes")


def _rows() -> int:
    with reading(EVERY_SCHOOL) as connection:
        every = [select(func.count()).select_from(each) for each in schema.metadata.sorted_tables]
        return sum(connection.execute(each).scalar_one() for each in every)


def _back_up(folder: Path) -> Iterator[Row]:
    """One of the rows, and one with photos besides: what those take longer."""
    rows, photos = _rows(), 4 * SCHOOLS
    took = timed(lambda: backup.backup(folder, NOW, unseen))
    yield Row("by night: a back-up, rows", rows / took, unit=PER_SECOND)
    yield from _said("a back-up without photos", SCHOOLS / took)
    with transaction(EVERY_SCHOOL) as connection:
        dossier = connection.execute(select(schema.dossier).limit(1)).one()
        row = {"dossier_id": dossier.id, "account_id": dossier.opened_by, "concept": "Signaal", "soort": "jpg"}
        for number in range(photos):
            photo = {"id": f"photo-{number}", "size": _PHOTO, "saved_at": NOW, "content": os.urandom(_PHOTO)}
            connection.execute(insert(schema.bijlage).values(row | photo))
    # Of few photos it is within what two back-ups differ anyhow.
    more = timed(lambda: backup.backup(folder, NOW + timedelta(minutes=1), unseen)) - took
    yield Row("by night: a back-up, megabytes of photos", photos * _PHOTO / 1e6 / max(more, 0.01), unit=PER_SECOND)


def _mail(folder: Path) -> Iterator[Row]:
    """Making the mails of a day, looking once more when they are made, and sending them."""
    with mailserver.running(folder) as mailbox:
        os.environ["SSL_CERT_FILE"] = str(mailserver.trusted(folder))
        to = "localhost", mailbox.port, Beveiliging.STARTTLS, mailserver.USER, mailserver.PASSWORD
        settings = MailSettings(*to, "meldroute@school.example", "https://meldroute.school.example")
        with reading(EVERY_SCHOOL) as connection:
            every = list(schools.all_schools(connection))
        made = 0

        def make() -> None:
            nonlocal made
            for school_id in every:
                with transaction(school_id) as connection:
                    made += mail.put_daily(connection, school_id, NOW)

        first = SCHOOLS / timed(make)
        yield from _said("mail, making that of a day", first, MORNING)
        yield from _said("mail, looking once more", SCHOOLS / timed(make), MORNING)
        took = timed(lambda: mail.deliver(NOW, settings))
        yield Row("by night: mail, messages sent", len(mailbox.came) / took, unit=PER_SECOND)
        yield from _said(f"mail, sending {made} messages of {SCHOOLS} schools", SCHOOLS / took, MORNING)
    engine().dispose()
