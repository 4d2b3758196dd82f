"""Mail that cannot be sent is tried again, reported in words, and never lost or sent twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from db import schema
from db.__main__ import main
from db.accounts import accounts
from db.school import verhuizing
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import mail
from db.werk.mail import ATTEMPTS, FIRST_WAIT, Gone
from meldcode.vastleggingen import AcuutGevaar, Afspraak
from tests.builders import after_stap, opened, record
from tests.cast import DICK, LARS, MIRJAM, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import count, kept, recorded
from tests.db.mailserver import Mailbox, held_port, running, trusted
from tests.db.werk.mail.post import MONDAY_MORNING, NIGHT, address, outbox, run, switched_on

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]


def test_one_address_that_is_refused_keeps_no_other_from_its_mail(inbox: Mailbox) -> None:
    kept(record(record(after_stap(1), Afspraak, uiterlijk="16-11-2026"), AcuutGevaar))
    inbox.refuse.add(address(DICK))
    gone = run()
    assert gone.kept == len(outbox()) == 3 and {each[0] for each in outbox()} == {"dick"}
    assert {each["To"] for each in inbox.came} == {address(LARS), address(MIRJAM), address(NOOR)}
    inbox.refuse.clear()
    assert run(MONDAY_MORNING + FIRST_WAIT).sent == 3 and outbox() == []


@pytest.mark.either
def test_what_is_refused_is_tried_again_later_each_time_and_then_shown_as_given_up(inbox: Mailbox) -> None:
    kept(record(opened(), AcuutGevaar))
    inbox.later.add(address(DICK))
    at, tries = NIGHT, []
    for _hour in range(30):
        before = len(inbox.users)
        if run(at).kept:
            tries.append(at)
        assert len(inbox.users) - before <= 2, "one for acute danger, and one for the rest"
        at += timedelta(hours=1)
    waits = [later - earlier for earlier, later in zip(tries, tries[1:], strict=False)]
    assert len(tries) == ATTEMPTS and waits == sorted(waits) and waits[-1] > 4 * waits[0]
    with reading(SCHOOL) as connection:
        (dick,) = [each for each in mail.stuck(connection, SCHOOL, at) if each.is_given_up]
    assert (dick.naam, dick.problem) == (DICK.naam, "De mailserver neemt dit adres niet aan (code 451).")
    with transaction(SCHOOL) as connection:
        mail.try_again(connection, SCHOOL, at)
    inbox.later.clear()
    assert run(at).sent == 1


@pytest.mark.either
def test_a_server_that_is_away_costs_no_try_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held_port() as port:
        switched_on(monkeypatch, tmp_path, port)
        kept(record(opened(), AcuutGevaar))
        for turn in range(ATTEMPTS + 2):
            gone = run(NIGHT + turn * FIRST_WAIT)
            assert (gone.sent, gone.problem) == (0, "De mailserver is niet bereikbaar.")
    assert outbox() == [("dick", "acuut", 0), ("mirjam", "acuut", 0)]
    with reading(SCHOOL) as connection:
        assert {each.problem for each in mail.stuck(connection, SCHOOL, NIGHT)} == {"De mailserver is niet bereikbaar."}
    with running(tmp_path) as back:
        switched_on(monkeypatch, tmp_path, back.port)
        assert run(NIGHT + timedelta(hours=2)).sent == 2
    with reading(SCHOOL) as connection:
        assert mail.stuck(connection, SCHOOL, NIGHT) == []


@pytest.mark.either
def test_a_line_that_goes_dead_at_one_mail_does_not_keep_the_rest(inbox: Mailbox) -> None:
    kept(record(opened(), AcuutGevaar))
    inbox.hang_up.add(address(DICK))
    gone = run(NIGHT)
    assert (gone.sent, gone.kept) == (1, 1) and outbox() == [("dick", "acuut", 1)]


@pytest.mark.either
def test_a_server_whose_certificate_is_not_its_own_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise somebody on the way could read who works at which school, and the password of the mailbox."""
    for security in ("starttls", "tls"):
        with running(tmp_path, security, name="elders.example") as mailbox:
            switched_on(monkeypatch, tmp_path, mailbox.port, BEVEILIGING=security)
            monkeypatch.setenv("SSL_CERT_FILE", str(trusted(tmp_path, "elders.example")))
            kept(record(opened(), AcuutGevaar))
            assert run(NIGHT).problem.startswith("Het certificaat")
            assert mailbox.came == [] and mailbox.users == []


@pytest.mark.either
def test_a_server_that_does_not_encrypt_gets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, "none", auth=False) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        kept(record(opened(), AcuutGevaar))
        assert run(NIGHT).problem.startswith("De mailserver kan niet versleutelen")
        assert mailbox.came == [] and mailbox.users == []


@pytest.mark.either
def test_a_wrong_password_is_said_in_words_and_is_in_none_of_them(
    inbox: Mailbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MELDCODE_SMTP_WACHTWOORD", "een-verkeerd-wachtwoord")
    monkeypatch.setattr("db.__main__.datetime", Clock)
    kept(record(opened(), AcuutGevaar))
    assert main(["mail"]) == 2
    said = capsys.readouterr()
    assert "weigert de gebruikersnaam of het wachtwoord" in said.err
    assert "een-verkeerd-wachtwoord" not in said.out + said.err and inbox.came == []


@pytest.mark.either
def test_a_school_that_was_moved_elsewhere_is_mailed_from_there(inbox: Mailbox) -> None:
    kept(after_stap(1))
    with transaction(EVERY_SCHOOL) as connection:
        verhuizing.note(connection, SCHOOL, SCHOOL, "elders", NOW, (0, "0" * 64), {})
    assert run().sent == 0 and inbox.to(address(DICK)) == []


@pytest.mark.either
def test_who_is_blocked_in_the_meantime_gets_nothing(inbox: Mailbox) -> None:
    kept(record(opened(), AcuutGevaar))
    with transaction(SCHOOL) as connection:
        accounts.set_active(connection, "dick", False, SCHOOL)
    run(NIGHT)
    assert [each["To"] for each in inbox.came] == [address(MIRJAM)] and outbox() == []


def test_a_mail_that_another_run_has_in_hand_goes_once(inbox: Mailbox) -> None:
    kept(record(opened(), AcuutGevaar))
    at = NIGHT
    with transaction(EVERY_SCHOOL) as connection:  # another run has just claimed it
        connection.execute(update(schema.mail).values(next_at=at + FIRST_WAIT))
    assert run(at) == Gone() and inbox.came == []
    assert run(at + FIRST_WAIT).sent == 2, "and when that run died, the next has it"


@pytest.mark.either
def test_what_cannot_be_recorded_is_not_mailed(inbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(opened())

    def fails(*_given: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("db.dossiers.dossiers.toegang.settle", fails)
    with pytest.raises(RuntimeError):
        recorded(stored, AcuutGevaar)
    assert count("mail") == 0 and inbox.came == []


class Clock:
    """The clock of the command line, at night."""

    @staticmethod
    def now(zone: object) -> datetime:
        assert zone is UTC
        return NIGHT.replace(tzinfo=UTC)


@pytest.mark.either
def test_the_command_sends_and_says_how_many(
    inbox: Mailbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.__main__.datetime", Clock)
    kept(record(opened(), AcuutGevaar))
    assert main(["mail"]) == 0
    one, together = capsys.readouterr().out.splitlines()
    assert (one, together) == (f"{SCHOOL}: {together}", "Verstuurd: 2. Nog niet gelukt: 0.")
    assert len(inbox.came) == 2
