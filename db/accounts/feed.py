"""The secret address at which a calendar program reads one person's due days. Only its hash is stored."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from db import schema
from db.access.toegang import people
from db.accounts.last_day import STILL_HERE
from db.accounts.sessions import token_hash
from db.journal import seals
from db.store.once import ACCOUNT
from meldcode.rollen import User
from meldcode.vragen.datum import at_school

_A, _F = schema.account, schema.feed
_SINCE = select(_F.c.created_at).where(_F.c.account_id == ACCOUNT)


def make(connection: Connection, account_id: str, now: datetime) -> str:
    """Make a new address, which replaces the earlier one. Returns its secret part, which is not stored."""
    token = secrets.token_urlsafe(32)
    withdraw(connection, account_id)
    connection.execute(insert(_F).values(account_id=account_id, token_hash=token_hash(token), created_at=now))
    return token


def withdraw(connection: Connection, account_id: str) -> None:
    """Withdraw the address: from now on it returns nothing."""
    seals.touch_account(connection, account_id)
    connection.execute(delete(_F).where(_F.c.account_id == account_id))


def since(connection: Connection, account_id: str) -> datetime | None:
    """Since when (UTC) this account has such an address; None when it has none."""
    return connection.execute(_SINCE, {"account": account_id}).scalar()


def owner(connection: Connection, token: str, now: datetime) -> list[User]:
    """The user this address belongs to, in each of their roles; none when it is unknown or withdrawn, or they are
    blocked."""
    mine = (_F.c.token_hash == token_hash(token), _A.c.active, STILL_HERE)
    query = select(_A.c.id, _A.c.school_id).join(_F, _F.c.account_id == _A.c.id).where(*mine)
    row = connection.execute(query, {"now": now}).one_or_none()
    if row is None:
        return []
    return [each for each in people(connection, row.school_id, at_school(now).date()) if each.id == row.id]
