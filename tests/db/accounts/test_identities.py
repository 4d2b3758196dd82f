"""An identity at the provider (issuer and subject) belongs to one account, however many sign in at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.accounts import accounts, identities, sessions
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from tests.cast import LARS, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW

ISSUER = "https://inlog.example"
HERS = f"{NOOR.id}@{SCHOOL}.example"


def links() -> dict[str, str]:
    with reading(EVERY_SCHOOL) as connection:
        return {row.subject: row.account_id for row in connection.execute(select(schema.identity))}


def user_of(token: str | None) -> str | None:
    user = sessions.user_for(sessions.token_hash(token), NOW) if token else None
    return user.id if user else None


@pytest.mark.usefixtures("folder")
def test_the_first_sign_in_links_and_the_next_need_no_address() -> None:
    assert user_of(identities.sign_in(ISSUER, "noor", f" {HERS.upper()} ", NOW)) == NOOR.id
    assert user_of(identities.sign_in(ISSUER, "noor", None, NOW)) == NOOR.id
    assert user_of(identities.sign_in(ISSUER, "noor", f"{LARS.id}@{SCHOOL}.example", NOW)) == NOOR.id
    assert links() == {"noor": NOOR.id}


@pytest.mark.usefixtures("folder")
def test_who_has_no_account_leaves_nothing_behind() -> None:
    for email in (None, "", "niemand@wilgen.example", "%", "*"):
        assert identities.sign_in(ISSUER, "somebody", email, NOW) is None, email
    assert links() == {}
    with reading(EVERY_SCHOOL) as connection:
        assert list(journal.lines(connection, SCHOOL)) == []


@pytest.mark.usefixtures("folder")
def test_of_many_with_one_address_at_once_one_is_linked_and_the_others_get_nothing() -> None:
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda n: identities.sign_in(ISSUER, f"subject-{n}", HERS, NOW), range(8)))
    assert len([token for token in tokens if token]) == 1
    assert list(links().values()) == [NOOR.id]
    assert journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_of_one_person_at_many_screens_at_once_everyone_gets_in() -> None:
    identities.sign_in(ISSUER, "noor", HERS, NOW)
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: identities.sign_in(ISSUER, "noor", None, NOW), range(8)))
    assert [user_of(token) for token in tokens] == [NOOR.id] * 8
    assert len(set(tokens)) == 8 and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_a_blocked_account_is_neither_linked_nor_let_in() -> None:
    identities.sign_in(ISSUER, "noor", HERS, NOW)
    for user in (NOOR, LARS):
        with transaction(SCHOOL) as connection:
            accounts.set_active(connection, user.id, False, SCHOOL)
        assert identities.sign_in(ISSUER, user.id, f"{user.id}@{SCHOOL}.example", NOW) is None
    assert links() == {"noor": NOOR.id}


@pytest.mark.usefixtures("folder")
def test_an_account_may_be_linked_at_another_provider_too() -> None:
    identities.sign_in(ISSUER, "noor", HERS, NOW)
    assert user_of(identities.sign_in("https://elders.example", "noor", HERS, NOW)) == NOOR.id


@pytest.mark.usefixtures("folder")
def test_unlinking_is_for_the_own_school_and_for_one_account() -> None:
    hers = identities.sign_in(ISSUER, "noor", HERS, NOW)
    his = identities.sign_in(ISSUER, "lars", f"{LARS.id}@{SCHOOL}.example", NOW)
    with transaction(SARA.school_id) as connection:
        identities.unlink(connection, NOOR.id, SARA.school_id)
        assert identities.linked_accounts(connection, SARA.school_id) == frozenset()
    assert links() == {"noor": NOOR.id, "lars": LARS.id}
    with transaction(SCHOOL) as connection:
        identities.unlink(connection, NOOR.id, SCHOOL)
        assert identities.linked_accounts(connection, SCHOOL) == {LARS.id}
    assert user_of(hers) is None and user_of(his) == LARS.id


@pytest.mark.usefixtures("folder")
def test_such_a_session_ends_as_any_other() -> None:
    token = identities.sign_in(ISSUER, "noor", HERS, NOW)
    assert token
    session = sessions.token_hash(token)
    assert sessions.user_for(session, NOW + timedelta(minutes=16)) is None, "left alone"
    for minutes in range(0, 600, 10):
        assert sessions.look(session, NOW + timedelta(minutes=minutes), active=True)
    assert sessions.user_for(session, NOW + sessions.SESSION_LASTS) is None
    sessions.sign_out(session)
    assert user_of(token) is None
