"""Accounts that are over: after their last day, as of a stagiair or an invaller, and of a school that was moved."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select

from db.journal import seals
from db.schema import account, tijdelijk
from db.school.verhuizing import HAS_MOVED, not_here
from db.store.faults import Said
from db.store.once import ACCOUNT, SCHOOL
from meldcode.vragen.datum import at_school, in_words

ENDED = "account afgelopen"
_ELSEWHERE = "{} is verhuisd. Log in op het nieuwe adres van Meldroute; vraag uw beheerder welk adres dat is."
_NOT_YET = "{} verhuist op dit moment hierheen. Log tot dat klaar is in op het adres dat u tot nu toe gebruikte."
_NOW = bindparam("now", type_=tijdelijk.c.ends_at.type)
_IN_TIME = ~exists().where(tijdelijk.c.account_id == account.c.id, tijdelijk.c.ends_at <= _NOW).correlate(account)
STILL_HERE = and_(_IN_TIME, ~HAS_MOVED)
"""That an account is not over at ``now``, nor its school elsewhere; for statements that select from ``account``."""
_ENDS = select(tijdelijk.c.ends_at).where(tijdelijk.c.account_id == ACCOUNT)
_OVER = select(account.c.id).where(account.c.school_id == SCHOOL, account.c.active, ~_IN_TIME)


class Ended(Said):
    """This account is over. The text is a Dutch sentence for whoever just showed who they are."""


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
    """What to say to the owner of this account when its last day is over, or its school was moved; else None."""
    ends_at = connection.execute(_ENDS, {"account": account_id}).scalar()
    if ends_at and ends_at <= now:
        day = in_words(day_of(ends_at))
        return Ended(f"Dit account gold tot en met {day}. Vraag de beheerder van uw school om het te verlengen.")
    away = not_here(connection, account_id)
    return Ended((_NOT_YET if away.arrives else _ELSEWHERE).format(away.naam)) if away else None


def over(connection: Connection, school_id: str, now: datetime) -> Sequence[str]:
    """The accounts of the school that are in use although their last day is over."""
    return connection.scalars(_OVER, {"school": school_id, "now": now}).all()
