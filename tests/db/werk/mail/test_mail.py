"""Mail: it holds no content, and goes to the right people, at the right time, with the number that the list shows."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from db import schema
from db.__main__ import main
from db.cijfers import figures, lijsten
from db.school.kalender import add
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import mail, mail_text, werklijst
from db.werk.mail_settings import mail_settings
from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.kalender import Vrij, is_overdue
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Afspraak, Signaal
from tests.answers.typed import written
from tests.builders import after_stap, decided, in_opvolging, opened, record
from tests.cast import CAST, DICK, LARS, MIRJAM, NOOR, SCHOOL, VERA
from tests.db.keeping import count, kept
from tests.db.mailserver import Mailbox, running
from tests.db.werk.mail.post import ADRES, MONDAY_MORNING, NIGHT, WORDS, address, run, switched_on

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]


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
    """Neither in the text, nor in the subject, the addresses or a header."""
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


# List, chart and mail count the same

WALKS = (
    lambda: after_stap(1), lambda: after_stap(4), lambda: decided("beide"), lambda: in_opvolging("5b"),
    lambda: record(opened(), AcuutGevaar), lambda: record(after_stap(1), Afspraak),
    lambda: record(opened(by=LARS), Afspraak, wie=written(MIRJAM)), lambda: record(in_opvolging("5a"), Signaal),
)  # fmt: skip


# Days on which something in these dossiers is due, and any other day.
DAYS = st.sampled_from((0, 2, 7, 11, 14, 21)) | st.integers(-2, 60)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(another=st.sampled_from(WALKS), days=DAYS, blocked=st.booleans())
def test_list_count_chart_and_mail_agree(another: Callable[[], Dossier], days: int, blocked: bool) -> None:
    """Checked while dossiers are added one by one."""
    kept(another())
    today = date(2026, 11, 9) + timedelta(days=days)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == "noor").values(active=not blocked))
        connection.execute(schema.mail.delete())
        mail.put_daily(connection, SCHOOL, datetime(today.year, today.month, today.day, 10, 0))  # noqa: DTZ001
    with reading(EVERY_SCHOOL) as connection:
        daily = select(schema.mail).where(schema.mail.c.soort == mail_text.DAILY)
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
