"""Signing in from beginning to end, on SQLite and PostgreSQL: link, password, second step, again, and out."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from db.accounts import accounts, one_time_codes, second_factor, sessions
from db.accounts import sign_in as entrance
from db.accounts.passwords import AccountError
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from tests.cast import BEA, LARS, SARA, SCHOOL
from tests.db.conftest import NOW

WORDS = "fluitketel-op-de-zolder"
EMAIL = f"{LARS.id}@{SCHOOL}.example"


def code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at.replace(tzinfo=UTC))


@pytest.mark.usefixtures("folder")
def test_from_a_link_to_a_session_and_out_again() -> None:
    with transaction(SCHOOL) as connection:
        link = one_time_codes.make(connection, LARS.id, SCHOOL, BEA.id, NOW)
    half = one_time_codes.choose_password(link, WORDS, NOW)
    assert half.is_half and sessions.user_for(sessions.token_hash(half.token), NOW) is None
    found = entrance.halfway(half.token, NOW)
    assert found and found[0].email == EMAIL
    secret = found[1] or ""
    answer = entrance.with_code(half.token, code(secret, NOW), NOW)
    assert answer and len(answer.recovery_codes) == 10
    assert sessions.user_for(sessions.token_hash(answer.token), NOW) == LARS

    later = NOW + timedelta(minutes=10)
    assert entrance.with_password(EMAIL, "niet-het-wachtwoord", later) == entrance.NO
    assert entrance.with_password(EMAIL, WORDS, later).refused_until, "at once is too soon"
    later += timedelta(seconds=1)
    again = entrance.with_password(EMAIL, WORDS, later, "192.0.2.1")
    used = entrance.with_code(again.token, answer.recovery_codes[0], later)
    assert used and used.token
    session = sessions.token_hash(used.token)
    later += timedelta(minutes=6)
    assert sessions.look(session, later, active=True) and not sessions.is_recent(session, later)
    assert entrance.again(session, LARS, code(secret, later), later).token and sessions.is_recent(session, later)
    sessions.sign_out(session)
    assert sessions.user_for(session, later) is None
    entrance.failures_are_noted()
    assert journal.verify(SCHOOL) is None
    with reading(SCHOOL) as connection:
        lines = [row.action for row in journal.lines(connection, SCHOOL)]
    assert sorted(lines) == sorted(
        [
            one_time_codes.MADE,
            one_time_codes.USED,
            entrance.FACTOR_ON,
            entrance.SIGNED_IN,
            entrance.FAILED,
            entrance.RECOVERY_USED,
            entrance.SIGNED_IN,
        ]
    )


@pytest.mark.usefixtures("folder")
def test_a_school_helps_its_own_accounts_only() -> None:
    with transaction(SCHOOL) as connection:
        with pytest.raises(AccountError):
            one_time_codes.make(connection, SARA.id, SCHOOL, BEA.id, NOW)
        with pytest.raises(AccountError):
            accounts.refuse_unless_of(connection, SARA.id, SCHOOL)
        schools.ask_second_factor(connection, SCHOOL, Role.IB_ER, False)
    with reading(EVERY_SCHOOL) as connection:
        assert schools.second_factor_asked(connection, SARA.school_id)[Role.IB_ER]


@pytest.mark.usefixtures("folder")
def test_a_new_school_gets_its_first_account_by_its_code() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        new = schools.create_school(connection, "De Kastanje", oefenschool=False)
        assert one_time_codes.without_account(connection) == [new]
        first = one_time_codes.make_first_code(connection, new, NOW)
    assert one_time_codes.make_first_account(first, "Bo Prins", "bo@kastanje.example", WORDS, NOW).is_half
    with reading(new) as connection:
        (made,) = accounts.list_accounts(connection, new)
        assert made.role is Role.BEHEERDER and not second_factor.is_on(connection, made.id)
    with pytest.raises(AccountError):
        one_time_codes.make_first_account(first, "Bo Prins", "bo2@kastanje.example", WORDS, NOW)
