"""Login sessions, kept as the hash of their token; and the half of one, between the password and the second step."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from db.access.toegang import STANDS_IN
from db.schema import account, half_login, login, setting
from db.school.schools import IDLE, IDLE_SECONDS
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role, User

SESSION_LASTS = timedelta(hours=10)
_WARNING = timedelta(minutes=1)
_NOTED = timedelta(minutes=1)
RECENT = timedelta(minutes=5)
"""How old a password or a code may be before what cannot be undone, or is about other people's accounts."""
HALF_LASTS = timedelta(minutes=15)
"""How long somebody may take to find a telephone, install an app and type its code."""
# Asked for every request and every press, so one query, put together once, with of the account only what is needed.
_SEEN = (
    select(
        *(account.c.id, account.c.school_id, account.c.naam, account.c.role),
        *(login.c.last_active, login.c.expires_at, setting.c.waarde.label("idle")),
        *STANDS_IN.values(),
    )
    .join(login, login.c.account_id == account.c.id)
    .outerjoin(setting, and_(setting.c.school_id == account.c.school_id, setting.c.naam == IDLE))
    .where(login.c.token_hash == bindparam("session"), login.c.expires_at > bindparam("now"), account.c.active)
)


@dataclass(frozen=True)
class Session:
    """One place where an account is signed in."""

    id: str
    since: datetime
    last_active: datetime


@dataclass(frozen=True)
class Seen:
    """Who is there; how much longer when nothing happens, and how long before that it is announced."""

    user: User
    left: timedelta
    warning: timedelta


@dataclass(frozen=True)
class Half:
    """Somebody whose password was right, and who is not signed in yet."""

    account_id: str
    school_id: str
    naam: str
    email: str
    role: Role


def token_hash(token: str) -> str:
    """What the database keeps of a token: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def begin(connection: Connection, account_id: str, now: datetime, verified_at: datetime | None = None) -> str:
    """Sign this account in; give the token for the browser, which is kept nowhere.

    ``verified_at``: when this person showed who they are, where that is not now.
    """
    token = secrets.token_urlsafe(32)
    connection.execute(delete(login).where(login.c.expires_at <= now))
    moments = {"created_at": now, "last_active": now, "expires_at": now + SESSION_LASTS}
    row = {"token_hash": token_hash(token), "account_id": account_id, "verified_at": verified_at or now}
    connection.execute(insert(login).values(row | moments))
    return token


def begin_half(connection: Connection, account_id: str, now: datetime) -> str:
    """Remember that the password was right. The token opens the second step and nothing else."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(half_login).where(half_login.c.expires_at <= now))
    row = {"token_hash": token_hash(token), "account_id": account_id, "expires_at": now + HALF_LASTS}
    connection.execute(insert(half_login).values(row))
    return token


def half(connection: Connection, token: str, now: datetime) -> Half | None:
    """Whose password was right, by the token of that; None when it has ended."""
    row = connection.execute(
        select(account.c.id, account.c.school_id, account.c.naam, account.c.email, account.c.role)
        .join(half_login, half_login.c.account_id == account.c.id)
        .where(half_login.c.token_hash == token_hash(token), half_login.c.expires_at > now, account.c.active)
    ).one_or_none()
    return Half(row.id, row.school_id, row.naam, row.email, Role(row.role)) if row else None


def end_half(connection: Connection, token: str) -> bool:
    """Use up this half of a session. False when it was used already: of two at once, one gets in."""
    return connection.execute(delete(half_login).where(half_login.c.token_hash == token_hash(token))).rowcount == 1


def user_for(session: str, now: datetime) -> User | None:
    """The user of this session (the hash of its token), or None when it does not give access any more.

    Read from the account every time, so that a withdrawn role or a blocked account stops at the next click.
    """
    found = look(session, now)
    return found.user if found else None


def look(session: str, now: datetime, *, active: bool = False) -> Seen | None:
    """The user of this session, and how long it lasts when nothing happens.

    ``active``: somebody does something. That is written down once a minute at most.
    """
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(_SEEN, {"session": session, "now": now}).one_or_none()
    if row is None:
        return None
    lasts, last_active = timedelta(seconds=row.idle or IDLE_SECONDS), row.last_active
    if last_active + lasts <= now:
        return None
    if active and last_active + min(_NOTED, lasts / 4) <= now:
        with transaction(EVERY_SCHOOL) as connection:
            # Never for one that was left alone meanwhile: it stays locked.
            mine = login.c.token_hash == session, login.c.last_active == last_active
            connection.execute(update(login).where(*mine).values(last_active=now))
        last_active = now
    instead = frozenset(role for role, stands in STANDS_IN.items() if getattr(row, stands.name))
    left = min(last_active + lasts, row.expires_at) - now
    return Seen(User(row.id, row.school_id, row.naam, Role(row.role), instead), left, min(_WARNING, lasts / 3))


def is_recent(session: str, now: datetime) -> bool:
    """Whether this session gave a password or a code in the last minutes."""
    with reading(EVERY_SCHOOL) as connection:
        verified_at = connection.scalar(select(login.c.verified_at).where(login.c.token_hash == session))
    return verified_at is not None and now - RECENT < verified_at <= now


def verified_again(connection: Connection, session: str, now: datetime) -> None:
    """This session gave a password or a code just now."""
    connection.execute(update(login).where(login.c.token_hash == session).values(verified_at=now))


def of_account(connection: Connection, account_id: str, now: datetime) -> Sequence[Session]:
    """Where this account is signed in, the newest first."""
    mine = login.c.account_id == account_id, login.c.expires_at > now
    rows = connection.execute(select(login).where(*mine).order_by(login.c.created_at.desc(), login.c.token_hash))
    return [Session(row.token_hash, row.created_at, row.last_active) for row in rows]


def end(connection: Connection, account_id: str, session: str) -> None:
    """End one session of this account."""
    connection.execute(delete(login).where(login.c.account_id == account_id, login.c.token_hash == session))


def sign_out(session: str) -> None:
    """End this session. Ending one that is already gone is no error."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(delete(login).where(login.c.token_hash == session))


def end_all(connection: Connection, account_id: str, but: str = "") -> None:
    """Sign this account out everywhere, but for one session perhaps; also who is halfway signing in."""
    connection.execute(delete(login).where(login.c.account_id == account_id, login.c.token_hash != but))
    connection.execute(delete(half_login).where(half_login.c.account_id == account_id))
