"""The calendar feed at a secret address: code names only, withdrawn at once; every failed request looks the same."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import schema
from db.accounts import accounts, feed
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afspraak, Overdracht
from tests.builders import after_stap, opened, record
from tests.cast import BEA, DICK, LARS, MIRJAM, NOOR, SCHOOL
from tests.pages.person import Person
from tests.pages.school import NOW, School
from ui.account import feed as ui_feed

NOT_THERE = (404, "Niet gevonden.")


@pytest.fixture
def browser(school: School) -> Iterator[TestClient]:
    """Ask for it as a calendar program does, without session or cookie."""
    assert school
    with TestClient(Starlette(routes=ui_feed.ROUTES), client=("203.0.113.7", 1)) as client:
        yield client


def made(user=NOOR) -> str:  # type: ignore[no-untyped-def]
    with transaction(SCHOOL) as connection:
        return feed.make(connection, user.id, NOW)


def asks(browser: TestClient, token: str) -> tuple[int, str]:
    answer = browser.get(f"/agenda/{token}.ics")
    return answer.status_code, answer.text


def days(browser: TestClient, token: str) -> list[tuple[date, str]]:
    answer = browser.get(f"/agenda/{token}.ics")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return [(each.decoded("dtstart"), str(each["summary"])) for each in Calendar.from_ical(answer.text).walk("VEVENT")]


def full(school: School) -> Dossier:
    return school.keeps(record(after_stap(1), Afspraak))


def test_it_holds_the_days_with_code_names_and_nothing_else(school: School, browser: TestClient) -> None:
    dossier = full(school)
    token = made()
    assert days(browser, token) == [(date(2026, 11, 23), dossier.codenaam)]
    text = asks(browser, token)[1]
    for word in ("Sem", "Wit", "stap", "Twee weken", "Lars", "noor", SCHOOL):
        assert word not in text


def test_each_reads_what_is_theirs(school: School, browser: TestClient) -> None:
    dossier = full(school)
    assert days(browser, made(LARS)) == [(date(2026, 11, 20), dossier.codenaam)]
    assert days(browser, made(DICK)) == [(date(2026, 11, 11), dossier.codenaam)]
    assert days(browser, made(MIRJAM)) == []
    over = school.keeps(record(after_stap(1), Overdracht))
    signs, works = (date(2026, 11, 11), over.codenaam), (date(2026, 11, 23), over.codenaam)
    assert days(browser, made(MIRJAM)) == [signs, works], "who takes it over signs for it first"


def test_only_the_hash_of_the_secret_is_kept(school: School) -> None:
    assert school
    token = made()
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(schema.feed)).one()
    assert token not in repr(row) and len(row.token_hash) == 64


def test_withdrawn_renewed_and_blocked_give_the_same_as_never_there(school: School, browser: TestClient) -> None:
    full(school)
    old = made()
    new = made()
    assert asks(browser, old) == NOT_THERE
    assert asks(browser, new)[0] == 200
    with transaction(SCHOOL) as connection:
        accounts.set_active(connection, NOOR.id, False, SCHOOL)
    assert asks(browser, new) == NOT_THERE
    with transaction(SCHOOL) as connection:
        accounts.set_active(connection, NOOR.id, True, SCHOOL)
    assert asks(browser, new)[0] == 200
    with transaction(SCHOOL) as connection:
        feed.withdraw(connection, NOOR.id)
    assert asks(browser, new) == asks(browser, "a" * 43) == NOT_THERE


def test_the_register_has_one_line_for_each_day_on_which_it_was_read(school: School, browser: TestClient) -> None:
    def read() -> list[str]:
        with reading(SCHOOL) as connection:
            query = select(schema.journal.c.actor).where(schema.journal.c.action == journal.CALENDAR_READ)
            return list(connection.scalars(query.order_by(schema.journal.c.seq)))

    mine, other = made(NOOR), made(MIRJAM)
    assert read() == []
    for token in (mine, mine, other):
        assert asks(browser, token)[0] == 200
    assert read() == [NOOR.id, MIRJAM.id]
    school.days_pass(1)
    asks(browser, mine)
    assert asks(browser, "x" * 43) == NOT_THERE
    assert read() == [NOOR.id, MIRJAM.id, NOOR.id]
    assert journal.verify(SCHOOL) is None


def test_an_address_of_long_ago_that_keeps_asking_keeps_nobody_from_their_calendar(
    school: School, browser: TestClient
) -> None:
    full(school)
    token = made()
    for number in range(60):
        assert asks(browser, f"{number:043}") == NOT_THERE
    assert asks(browser, token)[0] == 200, "the right one is always answered, from the same address as well"
    with reading(EVERY_SCHOOL) as connection:
        assert connection.execute(select(func.count()).select_from(schema.throttle)).scalar_one() == 0


def test_a_stranger_cannot_tell_an_empty_calendar_from_a_full_one_by_its_address(
    school: School, browser: TestClient
) -> None:
    school.keeps(opened())
    tokens = [made(user) for user in (NOOR, MIRJAM)]
    assert {len(token) for token in tokens} == {43} and len(set(tokens)) == 2


def test_the_address_is_shown_once_on_ones_own_page_and_withdrawn_there(school: School, browser: TestClient) -> None:
    full(school)
    noor = Person(NOOR)
    noor.opens("account.py")
    noor.presses("Adres maken")
    (address,) = [each.value for each in noor.app.code]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert asks(browser, token)[0] == 200
    noor.opens("account.py")
    assert not noor.app.code and "Er is een adres sinds 09-11-2026." in noor.reads()
    noor.presses("Adres intrekken")
    assert asks(browser, token) == NOT_THERE


def test_an_address_is_made_by_who_has_just_shown_who_they_are(school: School) -> None:
    """Because from then on the address gives every code name without signing in."""
    school.now += timedelta(minutes=6)
    school.is_busy()
    noor = Person(NOOR)
    noor.opens("account.py")
    noor.presses("Adres maken")
    assert not noor.app.code and "Er is een adres" not in noor.again().reads()
    assert accounts_with_an_address() == []


def accounts_with_an_address() -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return [user.id for user in (NOOR, MIRJAM) if feed.since(connection, user.id)]


def test_who_sees_no_dossier_has_no_such_address(school: School) -> None:
    bea = school.comes(BEA)
    bea.opens("account.py")
    assert "agenda" not in bea.reads()
