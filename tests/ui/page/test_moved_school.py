"""Signing in at a school that was moved elsewhere: its owner reads where to go, and anybody else the usual."""

import pytest
from sqlalchemy import insert

from db import schema
from db.accounts import accounts, feed, passwords, sessions, via, werkplekken
from db.accounts import sign_in as entrance
from db.accounts.last_day import Ended
from db.journal.journal import Entry
from db.school import schools, verhuizing
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import upgrade
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of
from tests.ui.signing_in.sign_in_page import page
from ui.web import gate

WILG, IB = "wilg", EMAIL[Role.IB_ER]
SAID = "De Linde is verhuisd. Log in op het nieuwe adres van Meldroute; vraag uw beheerder welk adres dat is."


@pytest.fixture
def moved(linde: Linde) -> Linde:
    """De Linde, which was moved elsewhere."""
    with transaction(EVERY_SCHOOL) as connection:
        verhuizing.note(connection, linde.id, "De Linde", "elders", MONDAY, (0, "0" * 64), {})
    return linde


@pytest.fixture
def wilg(linde: Linde) -> str:
    """De Wilg beside it, where the ib-er has an account with the same password: its id."""
    assert linde
    with transaction(EVERY_SCHOOL) as connection:
        row = {"id": WILG, "naam": "De Wilg", "oefenschool": False, "laatste_nummer": 0}
        connection.execute(insert(schema.school).values(row))
        for role in Role:
            schools.ask_second_factor(connection, WILG, role, False)
        like = passwords.hash_password(PASSWORD)
        who = {"school_id": WILG, "naam": "Noor", "email": IB}
        made = accounts.create_account(connection, **who, role=Role.LEERKRACHT, password=like, now=MONDAY)
    upgrade.seal(MONDAY)
    return made


def test_the_right_password_is_told_where_to_go_and_a_wrong_one_nothing(moved: Linde) -> None:
    for role in (Role.IB_ER, Role.BEHEERDER):
        with pytest.raises(Ended) as ended:
            entrance.with_password(EMAIL[role], PASSWORD, MONDAY)
        assert str(ended.value) == SAID and moved
    answer = page().post(gate.SIGN_IN, data={"email": IB, "password": PASSWORD})
    assert SAID in answer.text and "set-cookie" not in answer.headers
    assert entrance.with_password(IB, "niet-het-wachtwoord", MONDAY) == entrance.NO
    entrance.failures_are_noted()


def test_who_works_at_another_school_as_well_gets_in_there(wilg: str, moved: Linde) -> None:
    token = token_of(IB, PASSWORD, MONDAY)
    user = sessions.user_for(sessions.token_hash(token or ""), MONDAY)
    assert user and user.id == wilg and moved


def test_who_is_tied_to_it_no_longer_changes_over_to_it(wilg: str, linde: Linde) -> None:
    mine = linde.accounts[Role.IB_ER]
    with transaction(EVERY_SCHOOL) as connection:
        via.tie(connection, mine, wilg, Entry(mine, "link gebruikt", MONDAY))
        assert len(via.everywhere(connection, wilg)) == 2
    session = sessions.token_hash(token_of(IB, PASSWORD, MONDAY) or "")
    assert sessions.user_for(session, MONDAY)
    with transaction(EVERY_SCHOOL) as connection:
        verhuizing.note(connection, linde.id, "De Linde", "elders", MONDAY, (0, "0" * 64), {})
    user = sessions.user_for(session, MONDAY)
    assert user and user.id == wilg
    assert {each.school_id for each in werkplekken.of(user, MONDAY)} == {WILG}


def test_its_calendars_are_given_to_nobody(linde: Linde) -> None:
    with transaction(linde.id) as connection:
        token = feed.make(connection, linde.accounts[Role.IB_ER], MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        assert feed.owner(connection, token, MONDAY)
    with transaction(EVERY_SCHOOL) as connection:
        verhuizing.note(connection, linde.id, "De Linde", "elders", MONDAY, (0, "0" * 64), {})
    with reading(EVERY_SCHOOL) as connection:
        assert feed.owner(connection, token, MONDAY) == []
