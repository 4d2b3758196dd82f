"""Mail without content, handed in at a real server on loopback over TLS."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from db import schema
from db.__main__ import main
from db.accounts import accounts
from db.cijfers import figures, lijsten
from db.school.kalender import add
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import mail, werklijst
from db.werk.mail import ATTEMPTS, FIRST_WAIT, Gone
from db.werk.mail_settings import mail_settings
from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.kalender import Vrij, is_overdue
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Afspraak, Signaal
from tests.builders import after_stap, decided, in_opvolging, opened, record, written
from tests.cast import CAST, DICK, LARS, MIRJAM, NOOR, SCHOOL, VERA
from tests.db.keeping import count, kept, recorded
from tests.db.mailserver import PASSWORD, USER, Mailbox, held_port, running, trusted

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
ADRES = "https://meldroute.school.example"
MONDAY_MORNING = datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001 - UTC, as the database keeps it: eight o'clock at school
NIGHT = datetime(2026, 11, 10, 3, 0)  # noqa: DTZ001 - before the daily mail is made
WORDS = ("Sem", "Wit", "hek", "vader", "Zilvermeeuw", "stap", "signaal", "dossier")


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Mail is on, and its server runs."""
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        yield mailbox


def switched_on(monkeypatch: pytest.MonkeyPatch, folder: Path, port: int, **changes: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted(folder)))
    given = {"HOST": "localhost", "POORT": str(port), "BEVEILIGING": "starttls", "GEBRUIKER": USER}
    given |= {"WACHTWOORD": PASSWORD, "AFZENDER": "meldroute@school.example", "ADRES": ADRES} | changes
    for name, value in given.items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{name}", value)


def run(at: datetime = MONDAY_MORNING) -> Gone:
    found = mail_settings()
    assert found is not None
    return mail.run(at, found)


def address(user) -> str:  # type: ignore[no-untyped-def]
    return f"{user.id}@{user.school_id}.example"


def outbox() -> list[tuple[str, str, int]]:
    table = schema.mail
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.account_id, table.c.soort, table.c.attempts).where(table.c.sent_at.is_(None))
        return [tuple(row) for row in connection.execute(query.order_by(table.c.account_id))]


# Off by default


@pytest.mark.either
def test_without_settings_there_is_no_mail_and_nothing_waits_to_be_mailed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(record(opened(), AcuutGevaar))
    assert mail_settings({}) is None and count("mail") == 0
    assert main(["mail"]) == 2


# What is mailed


def test_each_morning_one_hears_how_much_waits_and_where_to_sign_in(inbox: Mailbox) -> None:
    kept(after_stap(1))
    assert run().sent == 2, "the message that came at once, and the daily mail; nothing is due for Noor"
    message, daily = inbox.to(address(DICK))
    assert daily.get_content() == (
        "Er wacht 1 ding op u in Meldroute, waarvan 1 te laat.\n\n"
        f"Log in om het te lezen: {ADRES}\n\nDit bericht zegt met opzet niet waarover het gaat.\n"
    )
    assert daily["Subject"] == message["Subject"] == "Meldroute: er wacht iets op u"
    assert daily["From"] == "meldroute@school.example" and daily["Auto-Submitted"] == "auto-generated"
    assert message.get_content().startswith("Er is een nieuw bericht voor u in Meldroute.\n")


def test_acute_danger_is_mailed_at_once_to_who_can_act_and_not_to_who_wrote_it(inbox: Mailbox) -> None:
    kept(record(opened(), AcuutGevaar))
    run(NIGHT)
    assert {each["To"] for each in inbox.came} == {address(DICK), address(MIRJAM)}
    assert {each["Subject"] for each in inbox.came} == {"Meldroute: er is iets dringends"}


def test_who_is_shut_out_hears_nothing_and_the_substitute_does(inbox: Mailbox) -> None:
    shut = record(opened(), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))
    kept(record(shut, AcuutGevaar))
    run(NIGHT)
    assert {each["To"] for each in inbox.came} == {address(VERA), address(MIRJAM)}


def test_an_agreement_is_mailed_to_the_one_it_is_for(inbox: Mailbox) -> None:
    kept(record(opened(), Afspraak, uiterlijk="16-11-2026"))
    run()
    assert {each["To"] for each in inbox.came} == {address(LARS), address(NOOR)}


@pytest.mark.either
def test_no_mail_says_about_whom_or_what(inbox: Mailbox) -> None:
    """Not in the text, the subject, the addresses or a header."""
    kept(record(record(after_stap(1), Afspraak, uiterlijk="16-11-2026"), AcuutGevaar))
    assert run().sent >= 4
    said = b"".join(inbox.raw).decode()
    codes = [row.codenaam for row in _dossiers()]
    assert [word for word in (*WORDS, *codes) if re.search(rf"\b{word}", said, re.IGNORECASE)] == []


def _dossiers():  # type: ignore[no-untyped-def]
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(schema.dossier)).all()


@pytest.mark.either
def test_it_goes_over_tls_and_signed_in(inbox: Mailbox) -> None:
    kept(after_stap(1))
    run()
    assert inbox.encrypted == [True, True] and len(inbox.users) == 1, "one connection for all of them"


@pytest.mark.either
def test_it_goes_over_tls_from_the_first_byte_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, "tls") as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port, BEVEILIGING="tls")
        kept(after_stap(1))
        assert run().sent == 2 and len(mailbox.came) == 2


# When


def test_the_daily_mail_waits_until_seven_and_comes_once_a_day(inbox: Mailbox) -> None:
    kept(after_stap(1))
    run(datetime(2026, 11, 16, 5, 59))  # noqa: DTZ001
    assert len(inbox.came) == 1, "the message, and no daily mail before seven"
    run(datetime(2026, 11, 16, 6, 0))  # noqa: DTZ001
    run(datetime(2026, 11, 16, 15, 0))  # noqa: DTZ001
    assert len(inbox.came) == 2
    run(datetime(2026, 11, 17, 6, 0))  # noqa: DTZ001
    assert len(inbox.came) == 3


@pytest.mark.either
def test_seven_is_seven_at_school_in_summer_too(inbox: Mailbox) -> None:
    kept(after_stap(1))
    run(datetime(2027, 6, 14, 4, 59))  # noqa: DTZ001
    assert len(inbox.came) == 1
    run(datetime(2027, 6, 14, 5, 0))  # noqa: DTZ001
    assert len(inbox.came) == 2 + 1 + 1, "Dick, and by then also Noor; and Mirjam, of what is late with her colleague"


@pytest.mark.parametrize("day", [14, 15])
@pytest.mark.either
def test_in_a_weekend_nobody_is_reminded_of_what_is_late(inbox: Mailbox, day: int) -> None:
    kept(after_stap(1))
    run(datetime(2026, 11, day, 10, 0))  # noqa: DTZ001
    assert len(inbox.came) == 1


@pytest.mark.either
def test_in_a_holiday_one_is_reminded_of_what_is_due_on_that_very_day_alone(inbox: Mailbox) -> None:
    with transaction(SCHOOL) as connection:
        add(connection, SCHOOL, [Vrij(date(2026, 11, 16), date(2026, 11, 18), "vrij")], date(2026, 11, 9))
    kept(record(opened(), Afspraak, uiterlijk="17-11-2026"))
    run()
    assert inbox.came == []
    run(MONDAY_MORNING + timedelta(days=1))
    assert [each["To"] for each in inbox.came] == [address(LARS)]


def test_who_has_nothing_due_gets_no_mail(inbox: Mailbox) -> None:
    run()
    assert inbox.came == []


# What does not go


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
        assert len(inbox.users) - before <= 1
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
    """Somebody on the way would read who works at which school, and the password of the mailbox."""
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
    assert main(["mail"]) == 0
    said = capsys.readouterr()
    assert "weigert de gebruikersnaam of het wachtwoord" in said.out
    assert "een-verkeerd-wachtwoord" not in said.out + said.err and inbox.came == []


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
    with transaction(EVERY_SCHOOL) as connection:  # the other run claimed it just now
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
    assert capsys.readouterr().out.strip() == "Verstuurd: 2. Nog niet gelukt: 0."
    assert len(inbox.came) == 2


# List, chart and mail count the same

WALKS = (
    lambda: after_stap(1), lambda: after_stap(4), lambda: decided("beide"), lambda: in_opvolging("5b"),
    lambda: record(opened(), AcuutGevaar), lambda: record(after_stap(1), Afspraak),
    lambda: record(opened(by=LARS), Afspraak, wie=written(MIRJAM)), lambda: record(in_opvolging("5a"), Signaal),
)  # fmt: skip


# Days on which something of these walks is due, and any other.
DAYS = st.sampled_from((0, 2, 7, 11, 14, 21)) | st.integers(-2, 60)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(another=st.sampled_from(WALKS), days=DAYS, blocked=st.booleans())
def test_list_count_chart_and_mail_agree(another: Callable[[], Dossier], days: int, blocked: bool) -> None:
    """For more and more dossiers."""
    kept(another())
    today = date(2026, 11, 9) + timedelta(days=days)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == "noor").values(active=not blocked))
        connection.execute(schema.mail.delete())
        mail.put_daily(connection, SCHOOL, datetime(today.year, today.month, today.day, 10, 0))  # noqa: DTZ001
    with reading(EVERY_SCHOOL) as connection:
        daily = select(schema.mail).where(schema.mail.c.soort == mail.DAILY)
        mailed = {row.account_id: (row.late, row.number) for row in connection.execute(daily)}
        lists = {user: werklijst.mine(connection, user, today, today + werklijst.WEEK) for user in CAST}
        counts = {user: werklijst.count(connection, user, today) for user in CAST}
        stand = figures.stand(connection, DICK, today)
        everything = lijsten.waiting(connection, DICK, today, late_only=True)
    active = [user for user in CAST if not (blocked and user is NOOR)]
    for user in active:
        assert counts[user] == werklijst.Telling.of(lists[user], today), user.id
        sent = mailed.get(user.id)
        assert sent in (None, (counts[user].te_laat, counts[user].nu))
        owed = counts[user].nu if today.weekday() < 5 and not _is_holiday(today) else counts[user].vandaag
        assert bool(sent) == bool(owed)
    every = [each for user in active for each in lists[user]]
    late = {(each.dossier_id, each.sleutel) for each in every if is_overdue(each.due_on, today)}
    assert len(late) == stand.te_laat == len(everything), (
        "what is late is on somebody's list, and the directie counts it"
    )
    assert sum(part for _all, part in stand.per_stap.values()) == len({each[0] for each in late if _is_open(each[0])})


def _is_holiday(day: date) -> bool:
    return day in (date(2026, 12, 25), date(2027, 1, 1))


def _is_open(dossier_id: str) -> bool:
    return next(row.fase for row in _dossiers() if row.id == dossier_id) not in ("gesloten", "vernietigd")
