"""One person at two schools: one password, changed over in a press, and no school learns of the other."""

from datetime import UTC, timedelta
from unittest.mock import Mock

import pyotp
import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.accounts import accounts, identities, one_time_codes, passwords, second_factor, sessions, via, werkplekken
from db.accounts import sign_in as entrance
from db.accounts.passwords import NONE_YET, AccountError
from db.accounts.sign_in import NEEDS_SECOND_STEP
from db.accounts.werkplekken import NOT_YOURS
from db.journal import journal
from db.journal.chain import SEALED
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import upgrade, verification
from meldcode.rollen import Role, User
from tests.over import over
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of

WILG, NOOR = "wilg", EMAIL[Role.IB_ER]
OTHER_PASSWORD = "fluitketel-op-de-zolder-37"


@pytest.fixture
def wilg(linde: Linde) -> str:
    """De Wilg, in the same database as De Linde, with a beheerder; Noor of De Linde gets an account there: its id."""
    with transaction(EVERY_SCHOOL) as connection:
        row = {"id": WILG, "naam": "De Wilg", "oefenschool": False, "laatste_nummer": 0}
        connection.execute(insert(schema.school).values(row))
        for role in Role:
            schools.ask_second_factor(connection, WILG, role, False)
        new(connection, "Bea", "bea@wilg.example", Role.BEHEERDER, passwords.hash_password(OTHER_PASSWORD))
        made = new(connection, "Noor", NOOR, Role.LEERKRACHT)
    upgrade.seal(MONDAY)
    return made


def new(connection, naam: str, email: str, role: Role, password: str = NONE_YET) -> str:
    who = {"school_id": WILG, "naam": naam, "email": email}
    return accounts.create_account(connection, **who, role=role, password=password, now=MONDAY)


def link_for(account_id: str, school_id: str = WILG) -> str:
    with transaction(EVERY_SCHOOL) as connection:
        return one_time_codes.make(connection, account_id, school_id, "", MONDAY)


def signed_in(password: str = PASSWORD, email: str = NOOR) -> tuple[str, User]:
    session = sessions.token_hash(token_of(email, password, MONDAY) or "")
    user = sessions.user_for(session, MONDAY)
    assert user
    return session, user


@pytest.fixture
def tied(wilg: str) -> str:
    """The same, when Noor used the link of De Wilg while signed in to De Linde."""
    _session, noor = signed_in()
    assert one_time_codes.sign_in_via(link_for(wilg), noor, MONDAY) == "De Wilg"
    return wilg


# What a beheerder learns


def test_adding_an_address_that_another_school_has_says_and_makes_what_a_new_one_does(wilg: str) -> None:
    def added(email: str) -> tuple[object, ...]:
        with transaction(WILG) as connection:
            made = new(connection, "Iemand", email, Role.LEERKRACHT)
            row = connection.execute(select(schema.account).where(schema.account.c.id == made)).one()
        return row.naam, row.role, row.active, row.password_hash, row.school_id, bool(link_for(made))

    assert added(EMAIL[Role.DIRECTIE]) == added("niemand@wilg.example")
    with transaction(WILG) as connection, pytest.raises(AccountError, match="Er is al een account"):
        new(connection, "Nog een keer", "niemand@wilg.example", Role.LEERKRACHT)


def runs(email: str, password: str, monkeypatch: pytest.MonkeyPatch, hours: int = 0) -> int:
    """How many Argon2 runs a sign-in with this takes, so many hours later."""
    submit = passwords._ONE_BY_ONE.submit
    counted = Mock(side_effect=submit)
    with monkeypatch.context() as patch:
        patch.setattr(passwords._ONE_BY_ONE, "submit", counted)
        entrance.with_password(email, password, MONDAY + timedelta(hours=hours))
    return counted.call_count


def test_trying_a_password_costs_the_same_wherever_an_address_has_an_account(
    wilg: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nowhere, at one school, at two without and with a password of its own."""
    asked = [("niemand@wilg.example", "nee"), ("bea@wilg.example", "nee"), (NOOR, "nee")]
    assert [runs(*each, monkeypatch) for each in asked] == [1, 1, 1]
    later = one_time_codes.choose_password(link_for(wilg), OTHER_PASSWORD, MONDAY)
    assert later.token
    assert runs(NOOR, "nee-ook-dit-niet", monkeypatch, hours=2) == 1


def test_an_address_with_two_passwords_leads_each_to_its_own_school(wilg: str, linde: Linde) -> None:
    one_time_codes.choose_password(link_for(wilg), OTHER_PASSWORD, MONDAY)
    assert signed_in(PASSWORD)[1].school_id == linde.id
    assert signed_in(OTHER_PASSWORD)[1].school_id == WILG
    assert entrance.with_password(NOOR, "geen-van-beide", MONDAY) == entrance.NO


def test_the_journal_of_a_school_says_nothing_of_the_other(tied: str, linde: Linde) -> None:
    session, noor = signed_in()
    werkplekken.choose(session, noor, f"{tied}/leerkracht", MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        of_wilg = [(row.action, row.actor, row.object_id) for row in journal.lines(connection, WILG)]
        of_linde = [(row.actor, row.object_id) for row in journal.lines(connection, linde.id)]
    known = {one_time_codes.MADE, one_time_codes.USED, entrance.SIGNED_IN, werkplekken.CHOSEN, SEALED}
    assert {action for action, *_ in of_wilg} <= known
    assert not {each for _action, *ids in of_wilg for each in ids} & set(linde.accounts.values())
    assert tied not in {each for ids in of_linde for each in ids}
    assert [journal.verify(each) for each in (WILG, linde.id)] == [None, None]


# Working at both


def test_a_press_changes_over_to_the_other_school_and_back(tied: str, linde: Linde) -> None:
    session, noor = signed_in()
    assert noor.kiest and noor.school_id == linde.id
    assert [(each.school, each.role) for each in werkplekken.of(noor, MONDAY)] == [
        ("De Linde", Role.IB_ER),
        ("De Wilg", Role.LEERKRACHT),
    ]
    chosen = werkplekken.choose(session, noor, f"{tied}/leerkracht", MONDAY)
    there = sessions.user_for(sessions.token_hash(chosen.token), MONDAY)
    assert there == User(tied, WILG, "Noor", Role.LEERKRACHT)
    assert sessions.user_for(session, MONDAY) is None, "one place at a time"
    back = werkplekken.choose(sessions.token_hash(chosen.token), there, f"{noor.id}/ib_er", MONDAY)
    assert sessions.user_for(sessions.token_hash(back.token), MONDAY) == noor
    assert [verification.quickly(each) for each in (WILG, linde.id)] == [[], []]


def test_changing_over_does_not_prolong_a_session(tied: str) -> None:
    session, noor = signed_in()
    late = MONDAY + timedelta(hours=9, minutes=50)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.login).values(last_active=late))
    chosen = werkplekken.choose(session, noor, f"{tied}/leerkracht", late)
    assert sessions.user_for(sessions.token_hash(chosen.token), late)
    assert sessions.user_for(sessions.token_hash(chosen.token), MONDAY + timedelta(hours=10)) is None


def test_nobody_else_changes_over_to_it(tied: str) -> None:
    session, dick = signed_in(email=EMAIL[Role.DIRECTIE])
    assert not dick.kiest
    assert werkplekken.choose(session, dick, f"{tied}/leerkracht", MONDAY).refused == NOT_YOURS


def test_one_password_is_asked_again_and_changed_for_both(tied: str) -> None:
    session, noor = signed_in()
    chosen = werkplekken.choose(session, noor, f"{tied}/leerkracht", MONDAY)
    session = sessions.token_hash(chosen.token)
    there = sessions.user_for(session, MONDAY)
    assert there and entrance.again(session, there, PASSWORD, MONDAY).token
    assert entrance.again(session, there, "niet-dit", MONDAY) == entrance.NO


# A school helps its own accounts only


def cut_at_wilg(tied: str, linde: Linde, how: str) -> None:
    own, theirs = linde.accounts[Role.IB_ER], link_for(tied)
    with transaction(EVERY_SCHOOL) as connection:
        if how == "the second step wiped there":
            via.cut(connection, tied)
        elif how == "blocked there":
            accounts.set_active(connection, tied, False, WILG)
        elif how == "blocked here":
            accounts.set_active(connection, own, False, linde.id)
        elif how == "started anew here":
            one_time_codes.start_anew(connection, own, linde.id)
    if how == "a link used there":
        one_time_codes.choose_password(theirs, OTHER_PASSWORD, MONDAY)
    elif how == "a link used here":
        one_time_codes.choose_password(link_for(own, linde.id), OTHER_PASSWORD, MONDAY)


HOW = ["a link used there", "the second step wiped there", "blocked there"]
HERE = ["a link used here", "blocked here", "started anew here"]


@pytest.mark.parametrize("how", [*HOW, *HERE])
def test_help_at_one_school_never_opens_the_other(tied: str, linde: Linde, how: str) -> None:
    session, noor = signed_in()
    moved = werkplekken.choose(session, noor, f"{tied}/leerkracht", MONDAY)
    cut_at_wilg(tied, linde, how)
    assert sessions.user_for(sessions.token_hash(moved.token), MONDAY) is None, "who was there by the tie is out"
    with reading(EVERY_SCHOOL) as connection:
        assert via.head(connection, tied) == tied
        assert list(via.everywhere(connection, noor.id)) == [noor.id]
    if how == "a link used there":
        assert signed_in(OTHER_PASSWORD)[1].school_id == WILG and not signed_in(OTHER_PASSWORD)[1].kiest
    if how in HOW:
        assert signed_in()[1].school_id == linde.id, "their own password at the other school is as it was"


def test_a_link_of_ones_own_school_or_a_used_one_ties_nothing(wilg: str, linde: Linde) -> None:
    _session, noor = signed_in()
    with pytest.raises(AccountError, match="van uw eigen school"):
        one_time_codes.sign_in_via(link_for(linde.accounts[Role.LEERKRACHT], linde.id), noor, MONDAY)
    code = link_for(wilg)
    one_time_codes.sign_in_via(code, noor, MONDAY)
    for used in (code, "", "x"):
        with pytest.raises(AccountError, match="al gebruikt of verlopen"):
            one_time_codes.sign_in_via(used, noor, MONDAY)


# The second step


def test_a_school_that_asks_a_second_step_is_not_entered_without(wilg: str, linde: Linde) -> None:
    _session, noor = signed_in()
    with transaction(EVERY_SCHOOL) as connection:
        schools.ask_second_factor(connection, WILG, Role.LEERKRACHT, True)
    code = link_for(wilg)
    with pytest.raises(AccountError) as refused:
        one_time_codes.sign_in_via(code, noor, MONDAY)
    assert str(refused.value) == NEEDS_SECOND_STEP
    with transaction(EVERY_SCHOOL) as connection:
        secret = second_factor.proposed(connection, noor.id, linde.id)
        app = pyotp.TOTP(secret).at(MONDAY.replace(tzinfo=UTC))
        assert second_factor.confirm(connection, noor.id, linde.id, app, MONDAY)
    assert one_time_codes.sign_in_via(code, noor, MONDAY) == "De Wilg"


def test_what_a_school_asks_later_holds_at_the_next_change_and_at_the_next_sign_in(tied: str) -> None:
    session, noor = signed_in()
    with transaction(EVERY_SCHOOL) as connection:
        schools.ask_second_factor(connection, WILG, Role.LEERKRACHT, True)
    assert werkplekken.choose(session, noor, f"{tied}/leerkracht", MONDAY).refused == NEEDS_SECOND_STEP
    assert entrance.with_password(NOOR, PASSWORD, MONDAY).is_half


# Single sign-on


@over("has_password", [True, False])
def test_with_single_sign_on_alone_one_identity_has_both_schools(wilg: str, linde: Linde, has_password: bool) -> None:
    """Without a password, or with one that opens nothing because passwords are off."""
    with transaction(EVERY_SCHOOL) as connection:
        via.cut(connection, wilg)
        if not has_password:
            one_time_codes.start_anew(connection, linde.accounts[Role.IB_ER], linde.id)
    token = identities.sign_in("https://inlog.example", "noor", NOOR, MONDAY, is_only_way=has_password)
    noor = sessions.user_for(sessions.token_hash(token or ""), MONDAY)
    assert noor and noor.school_id == linde.id and noor.kiest
    assert [each.school for each in werkplekken.of(noor, MONDAY)] == ["De Linde", "De Wilg"]


def test_via_an_account_with_a_password_it_brings_along_none(wilg: str, linde: Linde) -> None:
    """A beheerder of De Linde may have chosen it, with a link of their own: it would open De Wilg to them."""
    assert identities.sign_in("https://inlog.example", "noor", NOOR, MONDAY)
    _session, noor = signed_in()
    assert (
        noor.school_id == linde.id
        and not noor.kiest
        and wilg not in {each.account_id for each in werkplekken.of(noor, MONDAY)}
    )


def test_it_brings_along_no_account_that_somebody_uses_already(wilg: str, linde: Linde) -> None:
    one_time_codes.choose_password(link_for(wilg), OTHER_PASSWORD, MONDAY)
    token = identities.sign_in("https://inlog.example", "noor", NOOR, MONDAY)
    noor = sessions.user_for(sessions.token_hash(token or ""), MONDAY)
    assert noor and not noor.kiest


@over("email", [None, "", "iemand@wilg.example"])
def test_without_an_address_that_the_provider_vouches_for_it_brings_none(wilg: str, email: str | None) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        if via.head(connection, wilg) != wilg:
            via.cut(connection, wilg)
    identities.sign_in("https://inlog.example", "dick", EMAIL[Role.DIRECTIE], MONDAY)
    identities.sign_in("https://inlog.example", "dick", email, MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        assert via.head(connection, wilg) == wilg
