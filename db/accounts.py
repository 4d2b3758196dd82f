"""Local accounts and login sessions. Passwords are kept as Argon2id, sessions as the hash of their token."""

import base64
import hashlib
import re
import secrets
import threading
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, insert, make_url, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from db.engine import EVERY_SCHOOL, reading, transaction
from db.faults import Said
from db.schema import account, login, school
from db.settings import settings
from db.toegang import stands_in
from meldcode.rollen import Role, User

SESSION_LASTS = timedelta(hours=10)
PASSWORD_MIN, PASSWORD_MAX = 12, 1024
NAAM_MAX, EMAIL_MAX = 120, 254
# Known to everybody, on purpose: it opens invented dossiers only.
PRACTICE_PASSWORD = "oefenschool-2026"  # noqa: S105

_HASHER = PasswordHasher()
# Each hash takes 64 MiB and a core: more than two at once would slow down everyone who is at work.
_AT_WORK = threading.BoundedSemaphore(2)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

# What any call here raises when the database is away or not migrated. The screens know no SQLAlchemy.
DatabaseError = SQLAlchemyError


class AccountError(Said):
    """Something about an account cannot be done. The message is a Dutch sentence for the screen."""


class PasswordHash(str):
    """An Argon2id hash, told apart from a password by its type."""


@dataclass(frozen=True)
class Account:
    """One line of the list of accounts."""

    id: str
    naam: str
    email: str
    role: Role
    active: bool


def hash_password(password: str) -> PasswordHash:
    """The hash to store. Hash once and pass the result on where many accounts share a practice password.

    Raises AccountError when the password is too short, too long or not text.
    """
    if len(password) < PASSWORD_MIN:
        raise AccountError(f"Kies een wachtwoord van ten minste {PASSWORD_MIN} tekens.")
    if len(password) > PASSWORD_MAX:
        raise AccountError(f"Kies een wachtwoord van ten hoogste {PASSWORD_MAX} tekens.")
    if _has_control_characters(password):
        raise AccountError("In het wachtwoord staan tekens die geen gewone tekst zijn.")
    return _hash(password)


def create_account(
    connection: Connection,
    *,
    school_id: str,
    naam: str,
    email: str,
    role: Role,
    password: str | PasswordHash,
    now: datetime,
) -> str:
    """Add an active account and return its id.

    Raises AccountError when the name, the address or the password will not do, or the address is taken.
    """
    naam, email = unicodedata.normalize("NFC", naam).strip(), normalised(email)
    if not naam:
        raise AccountError("Vul een naam in.")
    if len(naam) > NAAM_MAX:
        raise AccountError(f"De naam mag ten hoogste {NAAM_MAX} tekens lang zijn.")
    if _has_control_characters(naam):
        raise AccountError("In de naam staan tekens die geen gewone tekst zijn.")
    if len(email) > EMAIL_MAX or not _EMAIL.fullmatch(email) or _has_control_characters(email):
        raise AccountError("Vul een geldig e-mailadres in, zoals naam@school.nl.")
    taken = AccountError("Er is al een account met dit e-mailadres.")
    if connection.scalar(select(account.c.id).where(account.c.email == email)):
        raise taken
    who = {"id": uuid.uuid4().hex, "school_id": school_id, "naam": naam, "email": email, "created_at": now}
    may = {"password_hash": _hashed(password), "role": role.value, "active": True}
    try:
        with connection.begin_nested():
            connection.execute(insert(account).values(**who, **may))
    except IntegrityError:
        if connection.scalar(select(school.c.id).where(school.c.id == school_id)) is None:
            raise AccountError("Deze school bestaat niet.") from None
        raise taken from None
    return str(who["id"])


def sign_in(email: str, password: str, now: datetime) -> str | None:
    """A new session token for the browser, or None when address and password do not belong together.

    The token itself is kept nowhere. An unknown address, a blocked account and a wrong password take the
    same time and give the same answer. Opens its own transactions; none is open while Argon2 works.
    """
    with reading(EVERY_SCHOOL) as connection:
        found = connection.execute(
            select(account.c.id, account.c.password_hash).where(account.c.email == normalised(email), account.c.active)
        ).one_or_none()
    known_hash = found.password_hash if found else _dummy_hash()
    if not _verified(known_hash, password) or found is None:
        return None
    fresh_hash = _hash(password) if _HASHER.check_needs_rehash(known_hash) else known_hash
    with transaction(EVERY_SCHOOL) as connection:
        # The account may have been blocked, or given another password, while Argon2 was at work.
        still_so = connection.execute(
            update(account)
            .where(account.c.id == found.id, account.c.active, account.c.password_hash == known_hash)
            .values(password_hash=fresh_hash)
        )
        if still_so.rowcount != 1:
            return None
        return give_session(connection, found.id, now)


def give_session(connection: Connection, account_id: str, now: datetime) -> str:
    """A new session of this account: its token, for the browser alone. Sessions that ran out are cleared away."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(login).where(login.c.expires_at <= now))
    row = {"token_hash": token_hash(token), "account_id": account_id, "created_at": now}
    connection.execute(insert(login).values(**row, expires_at=now + SESSION_LASTS))
    return token


def token_hash(token: str) -> str:
    """What the database keeps of a token: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def user_for(session: str, now: datetime) -> User | None:
    """The user of this session (the hash of its token), or None when it does not give access any more.

    Read from the account every time, so that a withdrawn role or a blocked account stops at the next click.
    """
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(
            select(account.c.id, account.c.school_id, account.c.naam, account.c.role)
            .join(login, login.c.account_id == account.c.id)
            .where(login.c.token_hash == session, login.c.expires_at > now, account.c.active)
        ).one_or_none()
        return User(row.id, row.school_id, row.naam, Role(row.role), stands_in(connection, row.id)) if row else None


def sign_out(session: str) -> None:
    """End this session. Ending one that is already gone is no error."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(delete(login).where(login.c.token_hash == session))


def list_accounts(connection: Connection, school_id: str) -> list[Account]:
    """Every account of the school, blocked ones included, by name."""
    rows = connection.execute(
        select(account.c.id, account.c.naam, account.c.email, account.c.role, account.c.active)
        .where(account.c.school_id == school_id)
        .order_by(account.c.naam, account.c.email)
    )
    return [Account(row.id, row.naam, row.email, Role(row.role), row.active) for row in rows]


def practice_accounts(connection: Connection) -> list[Account] | None:
    """The active accounts of the practice school, or None when this database holds no practice school."""
    schools = connection.scalars(select(school.c.id).where(school.c.oefenschool)).all()
    if not schools:
        return None
    return [one for each in schools for one in list_accounts(connection, each) if one.active]


def change_role(connection: Connection, account_id: str, role: Role, school_id: str) -> None:
    """Give the account another role, from the next click on.

    Raises AccountError when it is not an account of this school, or its last active beheerder.
    """
    row = _account_of(connection, account_id, school_id)
    if role is not Role.BEHEERDER:
        _refuse_for_last_beheerder(connection, row, school_id)
    connection.execute(update(account).where(account.c.id == account_id).values(role=role.value))


def set_active(connection: Connection, account_id: str, active: bool, school_id: str) -> None:
    """Block the account, which ends all its sessions, or open it again.

    Raises AccountError when it is not an account of this school, or its last active beheerder.
    """
    row = _account_of(connection, account_id, school_id)
    if not active:
        _refuse_for_last_beheerder(connection, row, school_id)
        connection.execute(delete(login).where(login.c.account_id == account_id))
    connection.execute(update(account).where(account.c.id == account_id).values(active=active))


def set_password(connection: Connection, account_id: str, password: str | PasswordHash, school_id: str) -> None:
    """Set another password and end all sessions of the account.

    Raises AccountError when it is not an account of this school, or the password will not do.
    """
    _account_of(connection, account_id, school_id)
    connection.execute(delete(login).where(login.c.account_id == account_id))
    connection.execute(update(account).where(account.c.id == account_id).values(password_hash=_hashed(password)))


def database_exists() -> bool:
    """Whether there is a database to open. SQLite would make an empty file by being asked anything."""
    url = make_url(settings().database_url)
    if url.get_backend_name() != "sqlite":
        return True
    return url.database is not None and Path(url.database).is_file()


def _account_of(connection: Connection, account_id: str, school_id: str) -> Row[str, str, bool]:
    row = connection.execute(
        select(account.c.id, account.c.role, account.c.active).where(
            account.c.id == account_id, account.c.school_id == school_id
        )
    ).one_or_none()
    if row is None:
        raise AccountError("Dit account hoort niet bij deze school.")
    return row


def _refuse_for_last_beheerder(connection: Connection, row: Row[str, str, bool], school_id: str) -> None:
    if row.role != Role.BEHEERDER or not row.active:
        return
    beheerders = connection.scalars(
        select(account.c.id).where(
            account.c.school_id == school_id, account.c.role == Role.BEHEERDER.value, account.c.active
        )
    ).all()
    if len(beheerders) == 1:
        raise AccountError("Dit is de laatste actieve beheerder van de school. Maak eerst een andere beheerder.")


def normalised(email: str) -> str:
    """An address as it is kept and compared."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def _as_typed(password: str) -> str:
    # Keyboards differ in how they send é; apart from that a password is taken exactly as received.
    return unicodedata.normalize("NFC", password)


def _has_control_characters(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def _hashed(password: str | PasswordHash) -> PasswordHash:
    return password if isinstance(password, PasswordHash) else hash_password(password)


def _hash(password: str) -> PasswordHash:
    with _AT_WORK:
        return PasswordHash(_HASHER.hash(_as_typed(password)))


def _verified(known_hash: str, password: str) -> bool:
    if len(password) > PASSWORD_MAX:
        return False
    with _AT_WORK:
        try:
            return _HASHER.verify(known_hash, _as_typed(password).encode("utf-8", "replace"))
        except (VerificationError, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _dummy_hash() -> str:
    """A hash that no password has, made without hashing: it costs as much to verify as a real one."""
    salt, tag = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (_HASHER.salt_len, _HASHER.hash_len)
    )
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"
