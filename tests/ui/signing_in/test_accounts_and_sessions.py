"""Accounts and sessions in the database: who may sign in, and until when a session lasts."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from db import schema
from db.accounts import accounts, passwords, sessions
from db.accounts.passwords import AccountError
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role, User
from tests.cheap_hashes import REAL
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of
from tests.ui.signing_in.sign_in_page import IB, logins


def session_of(role: Role = Role.IB_ER) -> str:
    token = token_of(EMAIL[role], PASSWORD, MONDAY)
    assert token
    return sessions.token_hash(token)


# Accounts


def new_account(linde: Linde, **other: object) -> str:
    given = {"naam": "Nieuw", "email": "nieuw@linde.example", "role": Role.LEERKRACHT, "password": PASSWORD}
    with transaction(EVERY_SCHOOL) as connection:
        return accounts.create_account(
            connection,
            school_id=linde.id,
            now=MONDAY,
            **{**given, **other},  # type: ignore[arg-type]
        )


WILL_NOT_DO: list[dict[str, str]] = [
    {"email": "geen adres"},
    {"email": "a@b"},
    {"email": "a@b..nl"},
    {"email": f"{'a' * 250}@b.nl"},
    {"email": f"  {IB.upper()} "},
    {"password": "elf tekens."},
    {"password": "a" * 1025},
    {"password": "met een \ud800 halve"},
    {"naam": "  "},
    {"naam": "N" * 121},
    {"naam": "\x07"},
    {"naam": "\udcff"},
    {"school_id": "een andere"},
]


def test_an_account_that_will_not_do_is_refused_in_a_sentence_without_the_password(linde: Linde) -> None:
    for wrong in WILL_NOT_DO:
        given = dict(wrong)
        school = Linde(given.pop("school_id"), {}) if "school_id" in given else linde
        with pytest.raises(AccountError) as refused:
            new_account(school, **given)
        assert str(refused.value).endswith("."), wrong
        assert PASSWORD not in str(refused.value)
        assert wrong.get("password", PASSWORD) not in str(refused.value)


def test_a_new_account_can_sign_in_however_its_address_is_typed(linde: Linde) -> None:
    account_id = new_account(linde, email=" Nieuw@Linde.Example ")
    token = token_of("NIEUW@linde.example ", PASSWORD, MONDAY)
    assert token
    assert sessions.user_for(sessions.token_hash(token), MONDAY) == User(account_id, linde.id, "Nieuw", Role.LEERKRACHT)


def test_the_last_active_beheerder_can_be_neither_blocked_nor_given_another_role(linde: Linde) -> None:
    last = linde.accounts[Role.BEHEERDER]
    with transaction(EVERY_SCHOOL) as connection:
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_active(connection, last, False, linde.id)
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_roles(connection, last, [Role.LEERKRACHT], linde.id)
        accounts.set_roles(connection, linde.accounts[Role.LEERKRACHT], [Role.BEHEERDER], linde.id)
        accounts.set_active(connection, last, False, linde.id)
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_active(connection, linde.accounts[Role.LEERKRACHT], False, linde.id)


def test_an_account_of_another_school_cannot_be_changed(linde: Linde) -> None:
    ib_er = linde.accounts[Role.IB_ER]
    with transaction(EVERY_SCHOOL) as connection:
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_roles(connection, ib_er, [Role.DIRECTIE], "een andere")
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_active(connection, ib_er, False, "een andere")
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_password(connection, ib_er, PASSWORD, "een andere")


# Sessions


def test_only_the_hash_of_a_token_and_of_a_password_is_stored(linde: Linde, empty_place: Path) -> None:
    token = token_of(IB, PASSWORD, MONDAY)
    assert token and logins() == [sessions.token_hash(token)]
    with sqlite3.connect(empty_place) as connection:
        everything = "\n".join(connection.iterdump())
    assert sessions.token_hash(token) in everything
    assert token not in everything and PASSWORD not in everything


def test_a_session_ends_after_ten_hours_whatever_one_does(linde: Linde) -> None:
    session = session_of()
    for minutes in range(0, 600, 14):
        assert sessions.look(session, MONDAY + timedelta(minutes=minutes), active=True)
    assert sessions.user_for(session, MONDAY + timedelta(hours=9, minutes=59))
    assert sessions.user_for(session, MONDAY + timedelta(hours=10)) is None


def test_another_role_ends_the_sessions_and_holds_at_the_next_sign_in(linde: Linde) -> None:
    session = session_of()
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_roles(connection, linde.accounts[Role.IB_ER], [Role.LEERKRACHT], linde.id)
    assert sessions.user_for(session, MONDAY) is None
    user = sessions.user_for(session_of(), MONDAY)
    assert user and user.role is Role.LEERKRACHT


def test_blocking_an_account_ends_its_sessions_for_good_and_no_others(linde: Linde) -> None:
    blocked, other = session_of(), session_of(Role.DIRECTIE)
    for active in (False, True):
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, linde.accounts[Role.IB_ER], active, linde.id)
        assert sessions.user_for(blocked, MONDAY) is None
    assert sessions.user_for(other, MONDAY)


def test_a_blocked_account_cannot_sign_in(linde: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
    assert token_of(IB, PASSWORD, MONDAY) is None


def test_another_password_ends_the_sessions_and_replaces_the_old_one(linde: Linde) -> None:
    session, another = session_of(), "een-heel-ander-wachtwoord"
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_password(connection, linde.accounts[Role.IB_ER], another, linde.id)
    assert sessions.user_for(session, MONDAY) is None
    assert token_of(IB, PASSWORD, MONDAY) is None
    assert token_of(IB, another, MONDAY + timedelta(seconds=1))


@pytest.mark.parametrize("session", ["", "x", "0" * 64])
def test_an_unknown_session_is_nobody(linde: Linde, session: str) -> None:
    assert sessions.user_for(session, MONDAY) is None


def test_signing_out_ends_this_session_only(linde: Linde) -> None:
    here, elsewhere = session_of(), session_of()
    sessions.sign_out(here)
    assert sessions.user_for(here, MONDAY) is None
    assert sessions.user_for(elsewhere, MONDAY)


def test_sessions_that_ran_out_are_cleared_away_at_the_next_sign_in(linde: Linde) -> None:
    session_of()
    assert token_of(IB, PASSWORD, MONDAY + timedelta(days=1))
    assert len(logins()) == 1


def test_a_hash_of_lesser_cost_is_replaced_at_sign_in(linde: Linde, monkeypatch: pytest.MonkeyPatch) -> None:
    weaker = passwords.hash_password(PASSWORD)
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_password(connection, linde.accounts[Role.IB_ER], weaker, linde.id)
    assert token_of(IB, PASSWORD, MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        stored = connection.scalar(select(schema.account.c.password_hash).where(schema.account.c.email == IB))
    assert stored != weaker and "m=8,t=2,p=1" in str(stored)
    assert token_of(IB, PASSWORD, MONDAY)


def test_every_attempt_costs_one_argon2_whether_or_not_there_is_such_an_account(
    linde: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one costs here is cheap; what it costs in the program is the other fact."""
    costs: list[str] = []

    class Noted(PasswordHasher):
        def verify(self, known: str | bytes, password: str | bytes) -> Literal[True]:
            costs.append(str(known)[:30])
            return super().verify(known, password)

    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.DIRECTIE], False, linde.id)
        accounts.set_password(connection, linde.accounts[Role.LEERKRACHT], passwords.NONE_YET, linde.id)
    monkeypatch.setattr(passwords, "_HASHER", Noted(time_cost=1, memory_cost=8, parallelism=1))
    for email in (IB, "niemand@linde.example", EMAIL[Role.DIRECTIE], EMAIL[Role.LEERKRACHT]):
        assert token_of(email, "niet-het-wachtwoord", MONDAY) is None
    assert len(costs) == 4 and {each.rpartition("$")[0] for each in costs} == {"$argon2id$v=19$m=8,t=1,p=1"}
    assert (REAL.memory_cost, REAL.time_cost, REAL.parallelism) == (65536, 3, 4)


def test_an_account_blocked_while_its_password_is_checked_gets_no_session(
    linde: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(_known: str, _password: str) -> bool:
        with transaction(EVERY_SCHOOL) as connection:  # would hang if a transaction were open during Argon2
            accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
        return True

    monkeypatch.setattr(passwords, "verified", meanwhile)
    assert token_of(IB, PASSWORD, MONDAY) is None
    assert logins() == []
