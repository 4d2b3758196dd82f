"""Local accounts: who has one, in which role, and whether it is active."""

import re
import unicodedata
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Row, delete, exists, insert, make_url, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from db.access import rollen
from db.accounts import last_day, sessions, via
from db.accounts.passwords import NONE_YET, AccountError, PasswordHash, hash_password
from db.journal import journal, seals
from db.journal.journal import Entry
from db.schema import account, dossier, identity, nevenrol, school, tijdelijk
from db.school.verhuizing import HAS_MOVED
from db.store.once import ACCOUNT, SCHOOL
from db.store.settings import settings
from meldcode import functiescheiding
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Role
from meldcode.vragen.tekst import clean_line, hyphened

NAAM_MAX, EMAIL_MAX, TOESTEL_MAX = 120, 254, 20

_TOESTEL = re.compile(r"[0-9 +()*#-]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

_OF_SCHOOL = (
    select(account, tijdelijk.c.ends_at)
    .outerjoin(tijdelijk, tijdelijk.c.account_id == account.c.id)
    .where(account.c.school_id == SCHOOL)
)
_HASH = select(account.c.password_hash).where(account.c.id == ACCOUNT)
_EXTENSION = select(account.c.toestel).where(account.c.id == ACCOUNT)

OUT_OF_USE = or_(~account.c.active, HAS_MOVED)
"""That an account is blocked, or its school elsewhere; for statements that select from ``account``."""
# Raised by any call here when the database is unavailable or not migrated; ``ui`` may not import SQLAlchemy.
DatabaseError = SQLAlchemyError


@dataclass(frozen=True)
class Account:
    """An account as the list of beheer shows it; ``toestel`` is a telephone extension, or empty.

    ``roles``: all its roles, of which ``role`` is the first in the order of ``Role``. ``ends_at``: the first moment
    (UTC) at which it no longer gets in; None: it has no end.
    """

    id: str
    naam: str
    email: str
    role: Role
    active: bool
    toestel: str = ""
    roles: tuple[Role, ...] = ()
    ends_at: datetime | None = None


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
    if connection.scalar(select(account.c.id).where(account.c.school_id == school_id, account.c.email == email)):
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
    more = rollen.besides(connection, school_id)
    found = [
        Account(
            row.id, row.naam, row.email, Role(row.role), row.active, row.toestel or "",
            rollen.in_order(row.role, more.get(row.id, ())), row.ends_at,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (telefoonboek(each.naam), each.email))


def beheerders_at(connection: Connection, email: str) -> list[tuple[str, str]]:
    """The active beheerders with this address, of each school in which there is one: account id and school id."""
    mine = account.c.email == normalised(email), rollen.has(Role.BEHEERDER), account.c.active
    rows = connection.execute(select(account.c.id, account.c.school_id).where(*mine).order_by(account.c.school_id))
    return [(row.id, row.school_id) for row in rows]


def has_password(connection: Connection, account_id: str) -> bool:
    """Whether this account has a password; one that uses single sign-on may have none."""
    return bool(connection.execute(_HASH, {"account": account_id}).scalar())


def practice_accounts(connection: Connection) -> list[Account] | None:
    """The active accounts of the practice school; None when this database holds no practice school."""
    schools = connection.scalars(select(school.c.id).where(school.c.oefenschool)).all()
    if not schools:
        return None
    return [one for each in schools for one in list_accounts(connection, each) if one.active]


def set_roles(connection: Connection, account_id: str, roles: Collection[Role], school_id: str) -> bool:
    """Give the account these roles instead, and end all its sessions, so that nothing continues in an old one.

    Returns whether they go together only because nobody else is beheerder (``functiescheiding``). Raises
    ``AccountError`` when it is not an account of this school or its last active beheerder, there is no role, or these
    do not go together.
    """
    row = refuse_unless_of(connection, account_id, school_id)
    if not roles:
        raise AccountError("Kies ten minste één rol.")
    others = [each for each in _beheerders(connection, school_id) if each.id != account_id]
    refused = functiescheiding.objection(roles, other_beheerder=others[0].naam if others else "")
    if refused:
        raise AccountError(refused)
    if Role.BEHEERDER not in roles:
        _refuse_for_last_beheerder(connection, row, school_id)
    sessions.end_all(connection, account_id)
    seals.touch_account(connection, account_id)
    first, *more = rollen.in_order(next(iter(roles)), list(roles))
    connection.execute(update(account).where(account.c.id == account_id).values(role=first.value))
    connection.execute(delete(nevenrol).where(nevenrol.c.account_id == account_id))
    if more:
        connection.execute(insert(nevenrol), [{"account_id": account_id, "role": each.value} for each in more])
    _seen_anew(connection, school_id)
    return functiescheiding.is_exception(roles)


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


def close_ended(connection: Connection, school_id: str, now: datetime) -> None:
    """Take every account of the school whose last day is over out of use: lists, mail and handing over then know it."""
    for account_id in last_day.over(connection, school_id, now):
        _out_of_use(connection, account_id)
        journal.append(connection, school_id, Entry("", last_day.ENDED, now, object_id=account_id))


def _out_of_use(connection: Connection, account_id: str) -> None:
    sessions.end_all(connection, account_id)
    via.cut(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(active=False))


def set_active(connection: Connection, account_id: str, active: bool, school_id: str) -> None:
    """Unblock the account, also when its last day was over, or block it, which ends all its sessions and ties.

    Raises ``AccountError`` when it is not an account of this school, or is its last active beheerder.
    """
    row = refuse_unless_of(connection, account_id, school_id)
    if not active:
        _refuse_for_last_beheerder(connection, row, school_id)
        _out_of_use(connection, account_id)
    elif not row.active:
        last_day.set_end(connection, account_id, school_id, None)
        connection.execute(update(account).where(account.c.id == account_id).values(active=True))
    _seen_anew(connection, school_id)


def set_last_day(connection: Connection, account_id: str, ends_at: datetime | None, school_id: str) -> None:
    """Set the first moment (UTC) at which this account no longer gets in; None: it has no end.

    Raises ``AccountError`` when it is not an account of this school, or is its last active beheerder.
    """
    row = refuse_unless_of(connection, account_id, school_id)
    if ends_at:
        _refuse_for_last_beheerder(connection, row, school_id)
    last_day.set_end(connection, account_id, school_id, ends_at)


def set_password(connection: Connection, account_id: str, password: str | PasswordHash, school_id: str) -> None:
    """Set a new password and end all sessions and ties of the account.

    Raises ``AccountError`` when it is not an account of this school, or the password is not acceptable.
    """
    refuse_unless_of(connection, account_id, school_id)
    sessions.end_all(connection, account_id)
    via.cut(connection, account_id)
    seals.touch_account(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(password_hash=_hashed(password)))


def database_exists() -> bool:
    """Whether there is a database to open. Checked first, because SQLite creates an empty file on any query."""
    url = make_url(settings().database_url)
    if url.get_backend_name() != "sqlite":
        return True
    return url.database is not None and Path(url.database).is_file()


def refuse_unless_of(connection: Connection, account_id: str, school_id: str) -> Row[str, bool, bool]:
    """Return the row of this account. Raises ``AccountError`` when it is not an account of this school."""
    row = connection.execute(
        select(account.c.id, rollen.has(Role.BEHEERDER).label("manages"), account.c.active).where(
            account.c.id == account_id, account.c.school_id == school_id
        )
    ).one_or_none()
    if row is None:
        raise AccountError("Dit account hoort niet bij deze school.")
    return row


def _refuse_for_last_beheerder(connection: Connection, row: Row[str, bool, bool], school_id: str) -> None:
    if row.manages and row.active and {each.id for each in _beheerders(connection, school_id)} <= {row.id}:
        raise AccountError("Dit is de laatste actieve beheerder van de school. Maak eerst een andere beheerder.")


def _beheerders(connection: Connection, school_id: str) -> Sequence[Row[str, str]]:
    """The active beheerders of a school, without those who never signed in, and those who are here for a while."""
    query = select(account.c.id, account.c.naam).where(
        account.c.school_id == school_id,
        rollen.has(Role.BEHEERDER),
        account.c.active,
        or_(account.c.password_hash != NONE_YET, exists().where(identity.c.account_id == account.c.id), via.IS_TIED),
        ~exists().where(tijdelijk.c.account_id == account.c.id),
    )
    return sorted(connection.execute(query), key=lambda each: (telefoonboek(each.naam), each.id))


def hash_at(connection: Connection, email: str) -> str:
    """The password hash of an account with this address at any school, for a new one to be like; empty: there is none.

    Needs to see every school.
    """
    mine = account.c.email == normalised(email), account.c.password_hash != NONE_YET
    return connection.scalar(select(account.c.password_hash).where(*mine).order_by(account.c.created_at)) or ""


def normalised(email: str) -> str:
    """An address as it is stored, however it was typed."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def _hashed(password: str | PasswordHash) -> PasswordHash:
    return password if isinstance(password, PasswordHash) else hash_password(password)
