"""Codes that are shown once and work once: links to choose a password, and the code for the first beheerder.

Only hashes are stored. Whoever makes a link hands it over in person, and never learns the password chosen with it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, insert, select, update

from db.accounts import accounts, last_day, password_policy, second_factor, sessions, via
from db.accounts import sign_in as entrance
from db.accounts.passwords import NONE_YET, AccountError
from db.accounts.sign_in import Answer
from db.journal import journal, seals
from db.journal.journal import Entry
from db.schema import account, first_code, link, school
from db.school.schools import all_schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role, User

LINK_LASTS = timedelta(hours=72)
FIRST_CODE_LASTS = timedelta(minutes=60)
MADE, USED, FIRST_MADE = "link gemaakt", "link gebruikt", "eerste account"
GONE = "Deze link is al gebruikt of verlopen. Vraag uw beheerder om een nieuwe."
CODE_GONE = "Deze code is al gebruikt of verlopen. Maak een nieuwe met: python -m db init"


@dataclass(frozen=True)
class Holder:
    """The account a link belongs to, for the form; ``alone``: no second step will protect the password."""

    account_id: str
    school_id: str
    naam: str
    email: str
    school: str
    alone: bool


def make(connection: Connection, account_id: str, school_id: str, by: str, now: datetime) -> str:
    """Make a code with which this account may choose a password; it replaces an earlier one. Returned only now.

    Raises ``AccountError`` when it is not an account of this school, or is blocked.
    """
    mine = account.c.id == account_id, account.c.school_id == school_id, account.c.active
    if connection.scalar(select(account.c.id).where(*mine)) is None:
        raise AccountError("Dit account hoort niet bij deze school, of is geblokkeerd.")
    code = secrets.token_urlsafe(32)
    seals.touch_account(connection, account_id)
    connection.execute(delete(link).where(link.c.account_id == account_id))
    row = {"account_id": account_id, "code_hash": _hash(code), "expires_at": now + LINK_LASTS}
    connection.execute(insert(link).values(row))
    journal.append(connection, school_id, Entry(by, MADE, now, object_id=account_id))
    return code


def holder(code: str, now: datetime) -> Holder | None:
    """The account this link belongs to; None when it was used, replaced or has expired."""
    query = (
        select(account.c.id, account.c.school_id, account.c.naam, account.c.email, school.c.naam.label("school"))
        .join(link, link.c.account_id == account.c.id)
        .join(school, school.c.id == account.c.school_id)
        .where(link.c.code_hash == _hash(code), link.c.expires_at > now, account.c.active)
        .where(last_day.STILL_HERE)
    )
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(query, {"now": now}).one_or_none()
        if row is None:
            return None
        alone = not entrance.needs_second_step(connection, row.id)
    return Holder(row.id, row.school_id, row.naam, row.email, row.school, alone)


def choose_password(code: str, password: str, now: datetime) -> Answer:
    """Set the password chosen with this link, end all sessions of the account, and sign in.

    An existing second step remains and is asked for. Raises ``AccountError`` when the link is no longer valid or the
    password is not acceptable; then nothing has changed.
    """
    found = holder(code, now)
    if found is None:
        raise AccountError(GONE)
    with reading(EVERY_SCHOOL) as connection:
        like = accounts.hash_at(connection, found.email)
    about = found.naam, found.email, found.school
    hashed = password_policy.chosen(password, about, alone=found.alone, like=like)
    with transaction(EVERY_SCHOOL) as connection:
        seals.touch_account(connection, found.account_id)
        if connection.execute(delete(link).where(link.c.code_hash == _hash(code))).rowcount != 1:
            raise AccountError(GONE)
        accounts.set_password(connection, found.account_id, hashed, found.school_id)
        journal.append(connection, found.school_id, Entry(found.account_id, USED, now))
        return entrance.admitted(connection, found.account_id, now)


def sign_in_via(code: str, user: User, now: datetime) -> str:
    """Let the account of this link, at another school, sign in via that of this person; return the name of that school.

    The link is used up. Raises ``AccountError`` when it is no longer valid, is of their own school, or when that school
    asks a second step that this person does not have.
    """
    found = holder(code, now)
    if found is None:
        raise AccountError(GONE)
    if found.school_id == user.school_id:
        raise AccountError("Deze link is van uw eigen school. Gebruik hem op de inlogpagina.")
    with transaction(EVERY_SCHOOL) as connection:
        seals.touch_account(connection, found.account_id)
        if not entrance.is_strong_enough(connection, user.id, found.account_id):
            raise AccountError(entrance.NEEDS_SECOND_STEP)
        if connection.execute(delete(link).where(link.c.code_hash == _hash(code))).rowcount != 1:
            raise AccountError(GONE)
        via.tie(connection, found.account_id, user.id, Entry(found.account_id, USED, now))
        sessions.stay(connection, user.id, user.role.value)
    return found.school


def make_first_code(connection: Connection, school_id: str, now: datetime) -> str:
    """Make a code with which the first beheerder of a school can make an account; it replaces an earlier one."""
    code = secrets.token_urlsafe(24)
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(first_code).where(first_code.c.school_id == school_id))
    row = {"school_id": school_id, "code_hash": _hash(code), "expires_at": now + FIRST_CODE_LASTS}
    connection.execute(insert(first_code).values(row))
    return code


def without_account(connection: Connection) -> list[str]:
    """The ids of the schools that have no account yet."""
    query = select(school.c.id).where(~exists().where(account.c.school_id == school.c.id))
    return list(connection.scalars(query))


def make_first_account(code: str, naam: str, email: str, password: str, now: datetime) -> Answer:
    """Create the account of the first beheerder in the school of this code, and sign them in.

    Raises ``AccountError`` when the code is no longer valid, the school already has an account, or a field is not
    acceptable. Of two simultaneous attempts one succeeds.
    """
    with reading(EVERY_SCHOOL) as connection:
        every = " ".join(all_schools(connection).values())
        like = accounts.hash_at(connection, email)
    hashed = password_policy.chosen(password, (naam, email, every), alone=False, like=like)
    with transaction(EVERY_SCHOOL) as connection:
        mine = first_code.c.code_hash == _hash(code), first_code.c.expires_at > now
        school_id = connection.scalar(select(first_code.c.school_id).where(*mine))
        if school_id is None:
            raise AccountError(CODE_GONE)
        seals.touch(connection, school_id, seals.SCHOOL, [school_id])
        if connection.execute(delete(first_code).where(*mine)).rowcount != 1:
            raise AccountError(CODE_GONE)
        if school_id not in without_account(connection):
            raise AccountError(CODE_GONE)
        who = {"school_id": school_id, "naam": naam, "email": email, "role": Role.BEHEERDER}
        made = accounts.create_account(connection, **who, password=hashed, now=now)
        journal.append(connection, school_id, Entry(made, FIRST_MADE, now, object_id=made))
        return entrance.admitted(connection, made, now)


def start_anew(connection: Connection, account_id: str, school_id: str) -> None:
    """Remove the password and the second step and end all sessions: then only a link or single sign-on lets them in."""
    take_password(connection, account_id, school_id)
    second_factor.remove(connection, account_id)
    via.cut(connection, account_id)


def take_password(connection: Connection, account_id: str, school_id: str) -> None:
    """Remove the password and end all sessions; a second step stays, and is asked of whoever uses a link."""
    mine = account.c.id == account_id, account.c.school_id == school_id
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(*mine).values(password_hash=NONE_YET))
    sessions.end_all(connection, account_id)


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().encode("utf-8", "replace")).hexdigest()
