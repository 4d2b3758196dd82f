"""An account with a last day, as of a stagiair: afterwards it is refused in words, to nobody but its owner."""

from datetime import date, datetime, timedelta

import pytest

from db.access import toegang
from db.accounts import accounts, identities, last_day, sessions
from db.accounts import sign_in as entrance
from db.accounts.last_day import Ended
from db.accounts.passwords import AccountError
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from meldcode.vragen.datum import after_day
from tests.over import over
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of
from tests.ui.signing_in.sign_in_page import page

FRIDAY = date(2026, 11, 27)
ENDS = after_day(FRIDAY)
SAID = "Dit account gold tot en met vr 27 november 2026. Vraag de beheerder van uw school om het te verlengen."
WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
LARS = EMAIL[Role.LEERKRACHT]


@pytest.fixture
def until_friday(linde: Linde) -> Linde:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_last_day(connection, linde.accounts[Role.LEERKRACHT], ENDS, linde.id)
    return linde


@over(
    "day, moment",
    [
        (date(2026, 11, 27), datetime(2026, 11, 27, 23)),  # noqa: DTZ001 (naive UTC)
        (date(2026, 7, 3), datetime(2026, 7, 3, 22)),  # noqa: DTZ001
        (date(2026, 12, 31), datetime(2026, 12, 31, 23)),  # noqa: DTZ001
        (date(2027, 3, 27), datetime(2027, 3, 27, 23)),  # noqa: DTZ001 (the clock goes forward on the 28th)
        (date(2026, 10, 25), datetime(2026, 10, 25, 23)),  # noqa: DTZ001 (the clock went back that day)
    ],
)
def test_the_day_itself_still_counts_by_the_clock_at_school(day: date, moment: datetime) -> None:
    assert after_day(day) == moment and last_day.day_of(moment) == day


def test_up_to_the_last_minute_of_that_day_they_get_in(until_friday: Linde) -> None:
    assert token_of(LARS, PASSWORD, ENDS - timedelta(minutes=1))


def test_after_it_the_owner_reads_why_and_anybody_else_the_usual(until_friday: Linde) -> None:
    with pytest.raises(Ended) as ended:
        entrance.with_password(LARS, PASSWORD, ENDS)
    assert str(ended.value) == SAID
    assert entrance.with_password(LARS, "niet-het-wachtwoord", ENDS) == entrance.NO


def test_the_sign_in_page_says_it(until_friday: Linde, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.clock.now", lambda: ENDS)
    response = page().post("/inloggen", data={"email": LARS, "password": PASSWORD})
    assert response.status_code == 401 and SAID in response.text and "set-cookie" not in response.headers
    response = page().post("/inloggen", data={"email": LARS, "password": "niet-het-wachtwoord"})
    assert SAID not in response.text and WRONG in response.text


def test_who_was_blocked_before_that_day_reads_the_usual_also_after_it(until_friday: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, until_friday.accounts[Role.LEERKRACHT], False, until_friday.id)
    assert entrance.with_password(LARS, PASSWORD, ENDS - timedelta(hours=1)) == entrance.NO


def test_a_session_that_is_open_ends_with_the_day(until_friday: Linde) -> None:
    token = token_of(LARS, PASSWORD, ENDS - timedelta(minutes=5))
    session = sessions.token_hash(token or "")
    assert sessions.user_for(session, ENDS - timedelta(seconds=1))
    assert sessions.user_for(session, ENDS) is None


def test_single_sign_on_refuses_in_words_too(until_friday: Linde) -> None:
    who = "https://inlog.example", "7", LARS
    assert identities.sign_in(*who, MONDAY)
    with pytest.raises(Ended, match="27 november"):
        identities.sign_in(*who, ENDS)


def test_half_a_session_ends_with_it(until_friday: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        half = sessions.begin_half(connection, until_friday.accounts[Role.LEERKRACHT], ENDS - timedelta(minutes=1))
    assert entrance.who_is_halfway(half, ENDS - timedelta(seconds=1))
    assert entrance.who_is_halfway(half, ENDS) is None


def test_from_the_next_sign_in_of_a_colleague_every_list_knows_it(until_friday: Linde) -> None:
    stays = until_friday.accounts[Role.LEERKRACHT]

    def named() -> bool:
        with reading(EVERY_SCHOOL) as connection:
            return stays in [each.id for each in toegang.colleagues(connection, until_friday.id)]

    assert token_of(EMAIL[Role.IB_ER], PASSWORD, ENDS - timedelta(minutes=1)) and named()
    assert token_of(EMAIL[Role.IB_ER], PASSWORD, ENDS) and not named()
    with reading(EVERY_SCHOOL) as connection:
        lines = [(each.action, each.object_id) for each in journal.lines(connection, until_friday.id)]
    assert (last_day.ENDED, stays) in lines and journal.verify(until_friday.id) is None
    with pytest.raises(Ended):
        entrance.with_password(LARS, PASSWORD, ENDS)


def test_letting_them_in_again_takes_the_day_away(until_friday: Linde) -> None:
    stays = until_friday.accounts[Role.LEERKRACHT]
    with transaction(EVERY_SCHOOL) as connection:
        accounts.close_ended(connection, until_friday.id, ENDS)
        accounts.set_active(connection, stays, True, until_friday.id)
    assert token_of(LARS, PASSWORD, ENDS + timedelta(days=300))


def test_a_school_keeps_a_beheerder_who_stays(linde: Linde) -> None:
    last = linde.accounts[Role.BEHEERDER]
    with transaction(EVERY_SCHOOL) as connection:
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_last_day(connection, last, ENDS, linde.id)
        other = linde.accounts[Role.LEERKRACHT]
        accounts.set_roles(connection, other, [Role.BEHEERDER], linde.id)
        accounts.set_last_day(connection, other, ENDS, linde.id)
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_active(connection, last, False, linde.id)
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_last_day(connection, other, ENDS, "een andere")
