"""Signing in through the single sign-on provider: its identities (issuer and subject), each linked to one account.

An e-mail address is used only to make the link. It may change or pass to somebody else later; issuer and subject never.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.exc import IntegrityError

from db.accounts import accounts, last_day, sessions, via
from db.accounts.passwords import NONE_YET
from db.accounts.sign_in import SIGNED_IN
from db.journal import journal, seals
from db.journal.journal import Entry
from db.schema import account, identity
from db.school.verhuizing import HAS_MOVED
from db.store.engine import EVERY_SCHOOL, hold, transaction
from db.store.once import ACCOUNT, SCHOOL

LINKED = "gekoppeld"
_IS_LINKED = select(exists().where(identity.c.account_id == ACCOUNT))
_OF_SCHOOL = (
    select(identity.c.account_id)
    .join(account, account.c.id == identity.c.account_id)
    .where(account.c.school_id == SCHOOL)
)


def sign_in(
    issuer: str,
    subject: str,
    email: str | None,
    now: datetime,
    verified_at: datetime | None = None,
    *,
    is_only_way: bool = False,
) -> str | None:
    """Return a new session token for somebody who came from the provider; None when they have no account here.

    ``email`` is an address that the provider vouches for. A new issuer and subject are linked to the account that a
    beheerder made for that address. An unknown address, a blocked account and an account already linked to another
    person at this provider are refused in the same way. A second step is left to the provider. ``verified_at`` (UTC)
    is when the provider last authenticated them, where it says so. ``is_only_way``: nobody signs in with a password.
    Raises ``Ended`` when the last day of the account is
    over.
    """
    with transaction(EVERY_SCHOOL) as connection:
        account_id = _linked(connection, issuer, subject)
        is_new = account_id is None
        if account_id is None:
            account_id = _account_at(connection, email)
        school_id = _held(connection, account_id, now)
        if account_id is None or school_id is None:
            return None
        if is_new:
            if not _link(connection, issuer, subject, account_id, now):
                return None
            journal.append(connection, school_id, Entry(account_id, LINKED, now, object_id=account_id))
        accounts.close_ended(connection, school_id, now)
        if is_only_way or not accounts.has_password(connection, account_id):
            _bring_along(connection, account_id, email, now)
        token = sessions.begin(connection, account_id, now, verified_at)
        digest = sessions.token_hash(token)
        journal.append(connection, school_id, Entry(account_id, SIGNED_IN, now, object_id=account_id, digest=digest))
        return token


def linked_accounts(connection: Connection, school_id: str) -> frozenset[str]:
    """The accounts of this school that are linked to somebody at the provider."""
    return frozenset(connection.scalars(_OF_SCHOOL, {"school": school_id}))


def is_linked(connection: Connection, account_id: str) -> bool:
    """Whether this account is linked to somebody at the provider."""
    return bool(connection.execute(_IS_LINKED, {"account": account_id}).scalar())


def unlink(connection: Connection, account_id: str, school_id: str) -> None:
    """Undo the link and end the sessions; the next person to arrive with the account's address is linked to it.

    Does nothing when it is not an account of this school.
    """
    theirs = select(account.c.id).where(account.c.id == account_id, account.c.school_id == school_id)
    if connection.scalar(theirs) is None:
        return
    sessions.end_all(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(delete(identity).where(identity.c.account_id == account_id))
    via.cut(connection, account_id)


def _linked(connection: Connection, issuer: str, subject: str) -> str | None:
    query = select(identity.c.account_id).where(identity.c.issuer == issuer, identity.c.subject == subject)
    return connection.execute(query).scalar()


def _account_at(connection: Connection, email: str | None) -> str | None:
    if not email:
        return None
    here = account.c.email == accounts.normalised(email), ~via.IS_TIED
    in_use = HAS_MOVED, account.c.active.desc(), (account.c.password_hash != NONE_YET).desc(), account.c.created_at
    first = select(account.c.id).where(*here).order_by(*in_use, account.c.id)
    return connection.execute(first).scalar()


def _bring_along(connection: Connection, account_id: str, email: str | None, now: datetime) -> None:
    """Let accounts at other schools that were made for this address, and never used, sign in via this one.

    Not via one with a password: a beheerder of its school may have chosen that, and would get in at the other school.
    """
    if not email:
        return
    new = account.c.email == accounts.normalised(email), account.c.active, account.c.id != account_id
    unused = account.c.password_hash == NONE_YET, ~exists().where(identity.c.account_id == account.c.id), ~via.IS_TIED
    for each in connection.scalars(select(account.c.id).where(*new, *unused).order_by(account.c.id)).all():
        via.tie(connection, each, account_id, Entry(each, LINKED, now, object_id=each))


def _held(connection: Connection, account_id: str | None, now: datetime) -> str | None:
    """The school of this account, locked so that it cannot be blocked meanwhile; None when it is blocked."""
    found = connection.execute(select(account.c.school_id).where(account.c.id == account_id)).scalar()
    if found is None:
        return None
    hold(connection, found)
    if over := last_day.ended(connection, account_id or "", now):
        raise over
    return connection.execute(select(account.c.school_id).where(account.c.id == account_id, account.c.active)).scalar()


def _link(connection: Connection, issuer: str, subject: str, account_id: str, now: datetime) -> bool:
    seals.touch_account(connection, account_id)
    row = {"issuer": issuer, "subject": subject, "account_id": account_id, "linked_at": now}
    try:
        with connection.begin_nested():
            connection.execute(insert(identity).values(row))
    except IntegrityError:  # the account is already linked at this provider
        return False
    return True
