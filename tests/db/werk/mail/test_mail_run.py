"""A run over many schools: some mails in memory at a time, acute danger first, a line per school, an exit status."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from db import schema
from db.__main__ import main
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.upkeep import mailing
from db.werk import mail
from db.werk.mail import FIRST_WAIT, Gone
from db.werk.mail_settings import mail_settings
from db.werk.mail_text import ACUTE, NEWS
from db.werk.smtp import CannotConnect
from tests.cast import CAST, DICK, OTHER_SCHOOL, SARA, SCHOOL
from tests.db.mailserver import Mailbox
from tests.db.werk.mail.post import NIGHT, address, outbox, run

pytestmark = [pytest.mark.either, pytest.mark.usefixtures("folder")]
HERE = [user for user in CAST if user.school_id == SCHOOL]
MANY = 20


def queued(number: int, soort: str = NEWS, at: datetime = NIGHT, schools: Sequence[str] = (SCHOOL,)) -> None:
    """Queue so many mails, to the people of these schools in turn."""
    people = [user for user in CAST if user.school_id in schools]
    row = {"soort": soort, "late": 0, "number": 1, "created_at": at, "attempts": 0, "next_at": at}
    with transaction(EVERY_SCHOOL) as connection:
        for each in range(number):
            user = people[each % len(people)]
            this = {"id": f"{soort}-{each}-{at:%H%M}", "sleutel": f"{each}-{at:%H%M}"}
            this |= {"school_id": user.school_id, "account_id": user.id}
            connection.execute(insert(schema.mail).values(row | this))


@pytest.fixture
def handfuls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many mails were in memory each time; three at most."""
    seen: list[int] = []
    real = mail._next

    def noting(now: datetime, school_id: str, soort: str) -> Sequence[Any]:
        found = real(now, school_id, soort)
        seen.append(len(found))
        return found

    monkeypatch.setattr(mail, "_next", noting)
    monkeypatch.setattr(mail, "_AT_ONCE", 3)
    return seen


@pytest.mark.both
def test_one_run_sends_everything_some_at_a_time(inbox: Mailbox, handfuls: list[int]) -> None:
    queued(MANY)
    parts: list[float] = []
    settings = mail_settings()
    assert settings
    gone = mailing.run(NIGHT, settings, parts.append)
    assert gone.sent == len(inbox.came) == MANY and outbox() == []
    assert max(handfuls) == 3 and sum(handfuls) == MANY and len(inbox.users) == 1, "one connection"
    assert parts == sorted(parts) and parts[-1] == 1.0


@pytest.mark.both
def test_acute_danger_goes_before_everything_that_waited_longer(inbox: Mailbox, handfuls: list[int]) -> None:
    queued(MANY)
    queued(2, ACUTE, NIGHT + timedelta(minutes=1))
    run(NIGHT + timedelta(minutes=1))
    assert len(handfuls) > 5
    assert ["dringends" in each["Subject"] for each in inbox.came[:3]] == [True, True, False]


def test_acute_danger_goes_before_the_mails_of_today_are_made(inbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making them takes minutes where there are thousands of schools."""
    queued(1)
    queued(1, ACUTE)
    had: list[int] = []
    monkeypatch.setattr(mail, "put_daily", lambda *_given: had.append(len(inbox.came)))
    run(NIGHT)
    assert had == [1, 1] and len(inbox.came) == 2, "for each school one had come; the other follows"


def test_a_run_ends_before_its_claims_do_and_the_next_one_goes_on(
    inbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FIRST_WAIT.total_seconds() > mail._LONGEST
    queued(3)
    clock = [0.0]
    monkeypatch.setattr("db.werk.mail.time.monotonic", lambda: clock[0])
    real = mail._sent

    def slowly(*given: Any) -> Gone:
        clock[0] += mail._LONGEST
        return real(*given)

    monkeypatch.setattr(mail, "_sent", slowly)
    assert [run(NIGHT).sent for _each in range(4)] == [1, 1, 1, 0] and len(inbox.came) == 3


def test_a_school_of_which_the_daily_mail_fails_keeps_no_other_from_its_mail(
    inbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(2, schools=[SCHOOL])
    queued(1, schools=[OTHER_SCHOOL], at=NIGHT - timedelta(minutes=1))
    real = mail.put_daily

    def fails(connection: Any, school_id: str, now: datetime) -> int:
        if school_id == OTHER_SCHOOL:
            raise Said("De school is dicht.")
        return real(connection, school_id, now)

    monkeypatch.setattr(mail, "put_daily", fails)
    gone = run(NIGHT)
    assert gone.sent == 3 and gone.problem == "De dagelijkse mail kon niet worden gemaakt. De school is dicht."
    assert {each: (one.sent, bool(one.problem)) for each, one in gone.schools.items()} == {
        SCHOOL: (2, False),
        OTHER_SCHOOL: (1, True),
    }


class Clock:
    """The clock of the command line."""

    @staticmethod
    def now(zone: object) -> datetime:
        assert zone is UTC
        return NIGHT.replace(tzinfo=UTC)


def test_each_school_has_a_line_and_what_did_not_go_is_the_exit_status(
    inbox: Mailbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("db.__main__.datetime", Clock)
    queued(2)
    queued(1, schools=[OTHER_SCHOOL], at=NIGHT - timedelta(minutes=1))
    inbox.refuse.add(address(SARA))
    assert main(["mail"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{OTHER_SCHOOL}: Verstuurd: 0. Nog niet gelukt: 1.",
        f"{SCHOOL}: Verstuurd: 2. Nog niet gelukt: 0.",
    ]
    assert said.err == "Verstuurd: 2. Nog niet gelukt: 1.\n"
    assert main(["mail"]) == 0 and capsys.readouterr().out == "Verstuurd: 0. Nog niet gelukt: 0.\n"
    queued(1, ACUTE)
    inbox.password = "another"
    assert main(["mail"]) == 2
    said = capsys.readouterr()
    assert said.out.startswith(f"{SCHOOL}: Verstuurd: 0. Nog niet gelukt: 1. De mailserver weigert")
    assert said.err.startswith("Verstuurd: 0. Nog niet gelukt: 1. De mailserver weigert")


def test_a_server_that_goes_away_halfway_puts_off_what_is_left_of_every_school(
    inbox: Mailbox, handfuls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(MANY, schools=[SCHOOL, OTHER_SCHOOL])
    real, left = mail._sent, iter(range(4))

    def away(*given: Any) -> Gone:
        if next(left, None) is None:
            raise CannotConnect("De mailserver is niet bereikbaar.")
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(mail, "_sent", away)
        gone = run(NIGHT)
    assert (gone.sent, gone.kept, gone.problem) == (4, MANY - 4, "De mailserver is niet bereikbaar.")
    assert len(handfuls) == 2 and DICK in HERE
    with reading(EVERY_SCHOOL) as connection:
        table = schema.mail.c
        rows = connection.execute(select(table.next_at, table.attempts).where(table.sent_at.is_(None))).all()
    assert {tuple(row) for row in rows} == {(NIGHT + FIRST_WAIT, 0)} and len(rows) == MANY - 4
    assert run(NIGHT + FIRST_WAIT).sent == MANY - 4
