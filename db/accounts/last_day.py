"""Accounts with a last day, as of a stagiair or an invaller: from the day after it nobody gets in with them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists, insert, select

from db.journal import seals
from db.schema import account, tijdelijk
from db.store.faults import Said
from db.store.once import ACCOUNT, SCHOOL
from meldcode.vragen.datum import at_school, in_words

ENDED = "account afgelopen"
_NOW = bindparam("now", type_=tijdelijk.c.ends_at.type)
STILL_HERE = ~exists().where(tijdelijk.c.account_id == account.c.id, tijdelijk.c.ends_at <= _NOW).correlate(account)
"""That the last day of an account is not over at ``now``; for statements that select from ``account``."""
_ENDS = select(tijdelijk.c.ends_at).where(tijdelijk.c.account_id == ACCOUNT)
_OVER = select(account.c.id).where(account.c.school_id == SCHOOL, account.c.active, ~STILL_HERE)


class Ended(Said):
    """The last day of this account is over. The text is a Dutch sentence for whoever just showed who they are."""

    def __init__(self, ends_at: datetime) -> None:
        day = in_words(day_of(ends_at))
        super().__init__(f"Dit account gold tot en met {day}. Vraag de beheerder van uw school om het te verlengen.")


def day_of(ends_at: datetime) -> date:
    """The last day on which somebody gets in, at school."""
    return (at_school(ends_at) - timedelta(minutes=1)).date()


def set_end(connection: Connection, account_id: str, school_id: str, ends_at: datetime | None) -> None:
    """Set the first moment (UTC) at which this account no longer gets in; None: it has no end."""
    seals.touch(connection, school_id, seals.ACCOUNT, [account_id])
    connection.execute(delete(tijdelijk).where(tijdelijk.c.account_id == account_id))
    if ends_at:
        connection.execute(insert(tijdelijk).values(account_id=account_id, ends_at=ends_at))


def ended(connection: Connection, account_id: str, now: datetime) -> Ended | None:
    """What to say to the owner of this account when its last day is over; None when it is not."""
    ends_at = connection.execute(_ENDS, {"account": account_id}).scalar()
    return Ended(ends_at) if ends_at and ends_at <= now else None


def over(connection: Connection, school_id: str, now: datetime) -> Sequence[str]:
    """The accounts of the school that are in use although their last day is over."""
    return connection.scalars(_OVER, {"school": school_id, "now": now}).all()
