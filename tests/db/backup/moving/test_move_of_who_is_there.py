"""A school moves to where some of its people work at another school: they sign in as they do there, and add it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import insert, select

from db import schema
from db.accounts import accounts, identities, one_time_codes, passwords, sessions, via, werkplekken
from db.accounts import sign_in as entrance
from db.accounts.passwords import NONE_YET, AccountError
from db.accounts.sign_in import NEEDS_SECOND_STEP
from db.backup.move import move
from db.journal import journal
from db.keys.vault import make_key_file
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import remove_school, upgrade
from meldcode.rollen import Role, User
from tests.cast import BEA, DICK, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.upkeep.leaves import elsewhere, is_well

# What is asked of a database is asked by ``test_move.py``; who signs in how is decided above it.
pytestmark = pytest.mark.either
EIK, EMAIL = "eik", f"noor@{SCHOOL}.example"
OF_THERE, OF_HERE = "fluitketel-op-de-zolder-37", "gieter-achter-de-schuur-58"
ISSUER = "https://inlog.example"
Person = dict[str, str]


@dataclass(frozen=True)
class There:
    """Where the school arrives: De Eik, at which Noor works as well."""

    at: Settings
    noor: str


@pytest.fixture
def there(folder: Path, tmp_path: Path) -> Iterator[There]:
    assert folder.exists()
    at = elsewhere(tmp_path)
    with working_at(at):
        make_key_file(at.key_file)
        upgrade.upgrade()
        with transaction(EVERY_SCHOOL) as connection:
            row = {"id": EIK, "naam": "De Eik", "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
            for role in Role:
                schools.ask_second_factor(connection, EIK, role, False)
            who = {"school_id": EIK, "naam": "Noor", "email": EMAIL, "password": OF_THERE}
            noor = accounts.create_account(connection, **who, role=Role.LEERKRACHT, now=NOW)
        upgrade.seal(NOW)
    with transaction(EVERY_SCHOOL) as connection:
        for role in Role:
            schools.ask_second_factor(connection, SCHOOL, role, False)
        accounts.set_password(connection, NOOR.id, OF_HERE, SCHOOL)
        accounts.set_password(connection, DICK.id, OF_HERE, SCHOOL)
    upgrade.seal(NOW)
    yield There(at, noor)
    with working_at(at):
        engine().dispose()


def moves(there: There) -> str:
    return " ".join(move(settings(), there.at, lambda _part: None, NOW, SCHOOL))


def enters(password: str, email: str = EMAIL) -> User | None:
    token = entrance.with_password(email, password, NOW).token
    return sessions.user_for(sessions.token_hash(token), NOW) if token else None


def link_for(user: User) -> str:
    """The link that a beheerder of the school that moved gives."""
    with transaction(SCHOOL) as connection:
        return one_time_codes.make(connection, user.id, SCHOOL, BEA.id, NOW)


def places(user: User) -> list[tuple[str, Role]]:
    return [(each.school, each.role) for each in werkplekken.of(user, NOW)]


BOTH = [("De Eik", Role.LEERKRACHT), (SCHOOL, Role.IB_ER)]


def test_the_password_of_there_is_the_one_and_with_a_link_both_are_in_the_choice(there: There) -> None:
    said = moves(there)
    assert EMAIL in said and "dick@" not in said and "bea@" not in said
    with working_at(there.at):
        noor = enters(OF_THERE)
        assert noor and noor.id == there.noor and places(noor) == BOTH[:1]
        dick = enters(OF_HERE, f"dick@{SCHOOL}.example")
        assert dick and dick.id == DICK.id, "who has no account there signs in as before"
        assert one_time_codes.sign_in_via(link_for(NOOR), noor, NOW) == SCHOOL
        noor = enters(OF_THERE)
        assert noor and noor.kiest and places(noor) == BOTH
        assert enters(OF_HERE) is None, "her password of before opens nothing there"
        entrance.failures_are_noted()
        assert is_well()
    remove_school.stay(SCHOOL)
    assert enters(OF_HERE), "nothing was taken here: the school may stay"


def test_instead_of_adding_it_the_link_gives_it_a_password_of_its_own(there: There) -> None:
    moves(there)
    with working_at(there.at):
        assert one_time_codes.choose_password(link_for(NOOR), "lepel-onder-het-tapijt-91", NOW).token
        for password, school_id in (("lepel-onder-het-tapijt-91", SCHOOL), (OF_THERE, EIK)):
            noor = enters(password)
            assert noor and noor.school_id == school_id and not noor.kiest
        entrance.failures_are_noted()


def test_how_long_a_try_takes_says_of_nobody_that_they_have_two(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    moves(there)
    counted = Mock(side_effect=passwords._ONE_BY_ONE.submit)
    with working_at(there.at), monkeypatch.context() as patch:
        patch.setattr(passwords._ONE_BY_ONE, "submit", counted)
        entrance.with_password(EMAIL, "nee-dit-is-het-niet", NOW)
        assert counted.call_count == 1
        entrance.failures_are_noted()


def test_no_school_learns_of_it_and_the_one_that_was_there_writes_nothing(there: There) -> None:
    with working_at(there.at), reading(EVERY_SCHOOL) as connection:
        before = journal.lines(connection, EIK)
    moves(there)
    with working_at(there.at), reading(EVERY_SCHOOL) as connection:
        assert journal.lines(connection, EIK) == before
        theirs = {str(each) for row in journal.lines(connection, SCHOOL) for each in row}
        assert there.noor not in theirs and EIK not in theirs


def test_that_an_address_is_the_same_ties_nobody(there: There) -> None:
    """Or a beheerder there would make an account for it, with a link that they use, and read here after the move."""
    moves(there)
    with working_at(there.at), reading(EVERY_SCHOOL) as connection:
        assert list(via.everywhere(connection, there.noor)) == [there.noor]
        assert list(via.everywhere(connection, NOOR.id)) == [NOOR.id]


def test_a_school_that_asks_a_second_step_asks_it_of_who_adds_it(there: There) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        schools.ask_second_factor(connection, SCHOOL, Role.IB_ER, True)
    moves(there)
    with working_at(there.at):
        noor = enters(OF_THERE)
        assert noor
        with pytest.raises(AccountError) as refused:
            one_time_codes.sign_in_via(link_for(NOOR), noor, NOW)
        assert str(refused.value) == NEEDS_SECOND_STEP


def test_an_account_that_nobody_uses_there_takes_no_password(there: There) -> None:
    with working_at(there.at), transaction(EVERY_SCHOOL) as connection:
        one_time_codes.start_anew(connection, there.noor, EIK)
    assert EMAIL not in moves(there)
    with working_at(there.at):
        noor = enters(OF_HERE)
        assert noor and noor.id == NOOR.id


def test_sessions_of_before_end_there(there: There) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        session = sessions.token_hash(sessions.begin(connection, NOOR.id, NOW))
    moves(there)
    with working_at(there.at):
        assert sessions.user_for(session, NOW) is None


def test_who_signs_in_with_the_account_of_school_gets_the_school_at_the_next_time(there: There) -> None:
    for at in (settings(), there.at):
        with working_at(at):
            assert identities.sign_in(ISSUER, "noor", EMAIL, NOW)
    with working_at(there.at), transaction(EVERY_SCHOOL) as connection:
        one_time_codes.start_anew(connection, there.noor, EIK)
    assert EMAIL in moves(there)
    with working_at(there.at):
        token = identities.sign_in(ISSUER, "noor", EMAIL, NOW)
        noor = sessions.user_for(sessions.token_hash(token or ""), NOW)
        assert noor and noor.id == there.noor and places(noor) == BOTH
        assert is_well()
    remove_school.stay(SCHOOL)
    assert is_well() and enters(OF_HERE), "here the account goes on with its password, and is linked again"
    token = identities.sign_in(ISSUER, "noor", EMAIL, NOW)
    noor = sessions.user_for(sessions.token_hash(token or ""), NOW)
    assert noor and noor.id == NOOR.id


def test_a_password_that_a_beheerder_there_chose_for_her_opens_nothing_of_the_school_that_came(there: There) -> None:
    """She signs in with the account of school, and need not know that her account there has a password."""
    for at in (settings(), there.at):
        with working_at(at):
            assert identities.sign_in(ISSUER, "noor", EMAIL, NOW)
    moves(there)
    with working_at(there.at):
        assert identities.sign_in(ISSUER, "noor", EMAIL, NOW)
        beheerder = enters(OF_THERE)
        assert beheerder and places(beheerder) == BOTH[:1]


def test_of_an_account_that_is_blocked_the_password_goes_as_well_and_nobody_is_told(there: There) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, NOOR.id, False, SCHOOL)
    assert EMAIL not in moves(there)
    with working_at(there.at), reading(EVERY_SCHOOL) as connection:
        hashes = select(schema.account.c.password_hash).where(schema.account.c.id == NOOR.id)
        assert connection.scalar(hashes) == NONE_YET
