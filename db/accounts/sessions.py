"""Sessions, stored as the hash of their token; and half sessions, between the password and the second step."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, or_, select, update

from db.access import aanwezig, rollen
from db.access.toegang import STANDS_IN
from db.accounts import last_day
from db.accounts.last_day import STILL_HERE
from db.schema import account, eigen, half_login, inloggen_via, login, setting
from db.school.schools import IDLE, IDLE_SECONDS, as_eigen
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.once import ACCOUNT
from meldcode.rollen import Role, User
from meldcode.vragen.datum import at_school

SESSION_LASTS = timedelta(hours=10)
_T = inloggen_via
_HAS_OTHERS = exists().where(or_(_T.c.account_id == account.c.id, _T.c.via_id == account.c.id)).correlate(account)
_WARNING = timedelta(minutes=1)
_NOTED = timedelta(minutes=1)
RECENT = timedelta(minutes=5)
"""Maximum age of a password or code for an act that cannot be undone, or that is about other people's accounts."""
HALF_LASTS = timedelta(minutes=15)
"""Time to find a telephone, install an app and type its code."""
# Runs at every request and every press: one query, built once, with only the account columns it needs.
_SEEN = (
    select(
        *(account.c.id, account.c.school_id, account.c.naam),
        func.coalesce(login.c.role, account.c.role).label("role"),
        or_(rollen.HAS_MORE, _HAS_OTHERS).label("has_more"),
        *(login.c.last_active, login.c.expires_at, setting.c.waarde.label("idle"), eigen.c.gekozen),
        *(*STANDS_IN.values(), aanwezig.ANYBODY_AWAY),
    )
    .join(login, login.c.account_id == account.c.id)
    .outerjoin(setting, and_(setting.c.school_id == account.c.school_id, setting.c.naam == IDLE))
    .outerjoin(eigen, eigen.c.school_id == account.c.school_id)
    .where(login.c.token_hash == bindparam("session"), login.c.expires_at > bindparam("now"), account.c.active)
    .where(or_(login.c.role.is_(None), rollen.has_this(login.c.role)), STILL_HERE)
)
_VERIFIED = select(login.c.verified_at).where(login.c.token_hash == bindparam("session"))
_OF_ACCOUNT = (
    select(login)
    .where(login.c.account_id == ACCOUNT, login.c.expires_at > bindparam("now"))
    .order_by(login.c.created_at.desc(), login.c.token_hash)
)


@dataclass(frozen=True)
class Session:
    """One place where an account is signed in."""

    id: str
    since: datetime
    last_active: datetime


@dataclass(frozen=True)
class Seen:
    """Who is signed in, how long until the session ends without activity, and how long before that to warn."""

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
    """What the database stores of a token: reading the database is not enough to sign in."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def begin(connection: Connection, account_id: str, now: datetime, verified_at: datetime | None = None) -> str:
    """Start a session for this account; return the token for the browser, which is not stored.

    ``verified_at`` (UTC): when this person last authenticated, where that is not ``now``. Raises
    ``Ended`` when the last day of the account is over.
    """
    if over := last_day.ended(connection, account_id, now):
        raise over
    token = secrets.token_urlsafe(32)
    connection.execute(delete(login).where(login.c.expires_at <= now))
    moments = {"created_at": now, "last_active": now, "expires_at": now + SESSION_LASTS}
    row = {"token_hash": token_hash(token), "account_id": account_id, "verified_at": verified_at or now}
    connection.execute(insert(login).values(row | moments))
    return token


def moved(connection: Connection, session: str, account_id: str, role: str, now: datetime) -> tuple[str, datetime]:
    """Let the person of this session go on in another of their accounts, as long as it would have lasted.

    Returns the token of the session in its place, and when it began. The old one ends.
    """
    mine = login.c.token_hash == session
    row = dict(connection.execute(select(login).where(mine)).one()._mapping)
    connection.execute(delete(login).where(mine))
    token = secrets.token_urlsafe(32)
    row |= {"token_hash": token_hash(token), "account_id": account_id, "role": role, "last_active": now}
    connection.execute(insert(login).values(row))
    return token, row["created_at"]


def stay(connection: Connection, account_id: str, role: str) -> None:
    """Let the sessions in which no place was chosen, because there was one only, go on in this role."""
    connection.execute(update(login).where(login.c.account_id == account_id, login.c.role.is_(None)).values(role=role))


def begin_half(connection: Connection, account_id: str, now: datetime) -> str:
    """Start a half session: the password was right. The returned token gives access to the second step only."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(half_login).where(half_login.c.expires_at <= now))
    row = {"token_hash": token_hash(token), "account_id": account_id, "expires_at": now + HALF_LASTS}
    connection.execute(insert(half_login).values(row))
    return token


def half(connection: Connection, token: str, now: datetime) -> Half | None:
    """The half session with this token; None when it was used or has ended."""
    row = connection.execute(
        select(account.c.id, account.c.school_id, account.c.naam, account.c.email, account.c.role)
        .join(half_login, half_login.c.account_id == account.c.id)
        .where(half_login.c.token_hash == token_hash(token), half_login.c.expires_at > now, account.c.active)
        .where(STILL_HERE),
        {"now": now},
    ).one_or_none()
    return Half(row.id, row.school_id, row.naam, row.email, Role(row.role)) if row else None


def end_half(connection: Connection, token: str) -> bool:
    """Use up this half session. False when it was used already: of two simultaneous attempts one gets in."""
    return connection.execute(delete(half_login).where(half_login.c.token_hash == token_hash(token))).rowcount == 1


def user_for(session: str, now: datetime) -> User | None:
    """The user of this session (the hash of its token); None when it has ended or the account is blocked.

    Read from the account every time, so that a withdrawn role or a blocked account takes effect at the next click.
    """
    found = look(session, now)
    return found.user if found else None


def look(session: str, now: datetime, *, active: bool = False) -> Seen | None:
    """As ``user_for``, with how long the session lasts without activity.

    ``active``: somebody is doing something, which prolongs it; stored at most once a minute.
    """
    with reading(EVERY_SCHOOL) as connection:
        today = at_school(now).date()
        row = connection.execute(_SEEN, {"session": session, "now": now, "day": today}).one_or_none()
        if row is None:
            return None
        instead = frozenset(role for role, stands in STANDS_IN.items() if getattr(row, stands.name))
        user = User(row.id, row.school_id, row.naam, Role(row.role), instead)
        user = replace(user, eigen=as_eigen(row.gekozen), kiest=row.has_more)
        user = aanwezig.standing_in(connection, user, today) if row.anybody_away else user
    lasts, last_active = timedelta(seconds=row.idle or IDLE_SECONDS), row.last_active
    if last_active + lasts <= now:
        return None
    if active and last_active + min(_NOTED, lasts / 4) <= now:
        with transaction(EVERY_SCHOOL) as connection:
            # Only if nothing changed since it was read: a session that timed out meanwhile stays ended.
            mine = login.c.token_hash == session, login.c.last_active == last_active
            connection.execute(update(login).where(*mine).values(last_active=now))
        last_active = now
    left = min(last_active + lasts, row.expires_at) - now
    return Seen(user, left, min(_WARNING, lasts / 3))


def is_recent(session: str, now: datetime) -> bool:
    """Whether a password or code was given in this session within ``RECENT``."""
    with reading(EVERY_SCHOOL) as connection:
        verified_at = connection.scalar(_VERIFIED, {"session": session})
    return verified_at is not None and now - RECENT < verified_at <= now


def verified_again(connection: Connection, session: str, now: datetime) -> None:
    """Note that a password or a code was given in this session just now."""
    connection.execute(update(login).where(login.c.token_hash == session).values(verified_at=now))


def of_account(connection: Connection, account_id: str, now: datetime) -> Sequence[Session]:
    """The sessions of this account, newest first."""
    rows = connection.execute(_OF_ACCOUNT, {"account": account_id, "now": now})
    return [Session(row.token_hash, row.created_at, row.last_active) for row in rows]


def end(connection: Connection, account_id: str, session: str) -> None:
    """End one session of this account."""
    connection.execute(delete(login).where(login.c.account_id == account_id, login.c.token_hash == session))


def sign_out(session: str) -> None:
    """End this session. Does nothing when it has already ended."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(delete(login).where(login.c.token_hash == session))


def end_all(connection: Connection, account_id: str, but: str = "") -> None:
    """End every session and half session of this account, except ``but`` if given."""
    connection.execute(delete(login).where(login.c.account_id == account_id, login.c.token_hash != but))
    connection.execute(delete(half_login).where(half_login.c.account_id == account_id))
