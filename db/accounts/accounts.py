"""Local accounts: who has one, in which role, and whether it is active."""

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Row, exists, insert, make_url, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from db.accounts import sessions
from db.accounts.passwords import NONE_YET, AccountError, PasswordHash, hash_password
from db.journal import seals
from db.schema import account, dossier, identity, school
from db.store.once import ACCOUNT, SCHOOL
from db.store.settings import settings
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Role
from meldcode.vragen.tekst import clean_line, hyphened

NAAM_MAX, EMAIL_MAX, TOESTEL_MAX = 120, 254, 20

_TOESTEL = re.compile(r"[0-9 +()*#-]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

_OF_SCHOOL = select(
    account.c.id, account.c.naam, account.c.email, account.c.role, account.c.active, account.c.toestel
).where(account.c.school_id == SCHOOL)
_HASH = select(account.c.password_hash).where(account.c.id == ACCOUNT)
_EXTENSION = select(account.c.toestel).where(account.c.id == ACCOUNT)

# Raised by any call here when the database is unavailable or not migrated; ``ui`` may not import SQLAlchemy.
DatabaseError = SQLAlchemyError


@dataclass(frozen=True)
class Account:
    """An account as the list of beheer shows it; ``toestel`` is a telephone extension, or empty."""

    id: str
    naam: str
    email: str
    role: Role
    active: bool
    toestel: str = ""


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
    """Create an active account and return its id.

    Raises ``AccountError`` when the name, address or password is not acceptable, or the address is taken.
    """
    naam, email = clean_line(naam).strip(), normalised(clean_line(email))
    if not naam:
        raise AccountError("Vul een naam in.", "naam")
    if len(naam) > NAAM_MAX:
        raise AccountError(f"De naam mag ten hoogste {NAAM_MAX} tekens lang zijn.", "naam")
    if len(email) > EMAIL_MAX or not _EMAIL.fullmatch(email):
        raise AccountError("Vul een geldig e-mailadres in, zoals naam@school.nl.", "email")
    taken = AccountError("Er is al een account met dit e-mailadres.", "email")
    if connection.scalar(select(account.c.id).where(account.c.email == email)):
        raise taken
    who = {"id": uuid.uuid4().hex, "school_id": school_id, "naam": naam, "email": email, "created_at": now}
    seals.touch(connection, school_id, seals.ACCOUNT, [str(who["id"])])
    may = {"password_hash": _hashed(password), "role": role.value, "active": True}
    try:
        with connection.begin_nested():
            connection.execute(insert(account).values(**who, **may))
    except IntegrityError:
        if connection.scalar(select(school.c.id).where(school.c.id == school_id)) is None:
            raise AccountError("Deze school bestaat niet.") from None
        raise taken from None
    return str(who["id"])


def list_accounts(connection: Connection, school_id: str) -> list[Account]:
    """Every account of the school, blocked ones included, ordered by name."""
    rows = connection.execute(_OF_SCHOOL, {"school": school_id})
    found = [Account(row.id, row.naam, row.email, Role(row.role), row.active, row.toestel or "") for row in rows]
    return sorted(found, key=lambda each: (telefoonboek(each.naam), each.email))


def beheerder(connection: Connection, email: str) -> tuple[str, str] | None:
    """The active beheerder with this address, as (account id, school id); None when there is none."""
    mine = account.c.email == normalised(email), account.c.role == Role.BEHEERDER.value, account.c.active
    row = connection.execute(select(account.c.id, account.c.school_id).where(*mine)).one_or_none()
    return (row.id, row.school_id) if row else None


def has_password(connection: Connection, account_id: str) -> bool:
    """Whether this account has a password; one that uses single sign-on may have none."""
    return bool(connection.execute(_HASH, {"account": account_id}).scalar())


def practice_accounts(connection: Connection) -> list[Account] | None:
    """The active accounts of the practice school; None when this database holds no practice school."""
    schools = connection.scalars(select(school.c.id).where(school.c.oefenschool)).all()
    if not schools:
        return None
    return [one for each in schools for one in list_accounts(connection, each) if one.active]


def change_role(connection: Connection, account_id: str, role: Role, school_id: str) -> None:
    """Give the account another role and end all its sessions, so that nothing continues in the old role.

    Raises ``AccountError`` when it is not an account of this school, or is its last active beheerder.
    """
    row = refuse_unless_of(connection, account_id, school_id)
    if role is not Role.BEHEERDER:
        _refuse_for_last_beheerder(connection, row, school_id)
    sessions.end_all(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(role=role.value))
    _seen_anew(connection, school_id)


def _seen_anew(connection: Connection, school_id: str) -> None:
    """Let what is urgent be looked up anew: whoever is the directie from now on may not have seen it (ADR 54)."""
    urgent = dossier.c.school_id == school_id, dossier.c.dringend_tot > 0
    connection.execute(update(dossier).where(*urgent).values(directie_tot=0))


def toestel_of(connection: Connection, account_id: str) -> str:
    """The telephone extension of this person at school; empty when not given."""
    return connection.execute(_EXTENSION, {"account": account_id}).scalar() or ""


def set_toestel(connection: Connection, account_id: str, toestel: str, school_id: str) -> None:
    """Set the telephone extension of this person at school; empty removes it.

    Raises ``AccountError`` when it is not an account of this school, or the text is not a number to dial.
    """
    refuse_unless_of(connection, account_id, school_id)
    toestel = " ".join(hyphened(clean_line(toestel)).split())
    if len(toestel) > TOESTEL_MAX or not _TOESTEL.fullmatch(toestel):
        raise AccountError(f"Een toestel is een nummer om te bellen, van ten hoogste {TOESTEL_MAX} tekens.")
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(toestel=toestel or None))


def set_active(connection: Connection, account_id: str, active: bool, school_id: str) -> None:
    """Unblock the account, or block it, which ends all its sessions.

    Raises ``AccountError`` when it is not an account of this school, or is its last active beheerder.
    """
    row = refuse_unless_of(connection, account_id, school_id)
    if not active:
        _refuse_for_last_beheerder(connection, row, school_id)
        sessions.end_all(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(active=active))
    _seen_anew(connection, school_id)


def set_password(connection: Connection, account_id: str, password: str | PasswordHash, school_id: str) -> None:
    """Set a new password and end all sessions of the account.

    Raises ``AccountError`` when it is not an account of this school, or the password is not acceptable.
    """
    refuse_unless_of(connection, account_id, school_id)
    sessions.end_all(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(password_hash=_hashed(password)))


def database_exists() -> bool:
    """Whether there is a database to open. Checked first, because SQLite creates an empty file on any query."""
    url = make_url(settings().database_url)
    if url.get_backend_name() != "sqlite":
        return True
    return url.database is not None and Path(url.database).is_file()


def refuse_unless_of(connection: Connection, account_id: str, school_id: str) -> Row[str, str, bool]:
    """Return the row of this account. Raises ``AccountError`` when it is not an account of this school."""
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
            account.c.school_id == school_id,
            account.c.role == Role.BEHEERDER.value,
            account.c.active,
            # Somebody who was invited but never signed in does not count.
            or_(account.c.password_hash != NONE_YET, exists().where(identity.c.account_id == account.c.id)),
        )
    ).all()
    if len(beheerders) == 1:
        raise AccountError("Dit is de laatste actieve beheerder van de school. Maak eerst een andere beheerder.")


def normalised(email: str) -> str:
    """An address as it is stored, however it was typed."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def _hashed(password: str | PasswordHash) -> PasswordHash:
    return password if isinstance(password, PasswordHash) else hash_password(password)
