"""Who is mailed about what: about a new record, about the work of colleagues, and about terms of keeping that end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, func, select

from db import schema
from db.bewaren import lijst
from db.store.once import ACCOUNT
from db.werk import aanwezig, werklijst
from db.werk.mail_text import ACUTE, BEWAREN, COLLEAGUES, MESSAGE, NEWS, NOBODY
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.nieuws import hears, is_dringend
from meldcode.rollen import Permission, Role, User
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import Afronding

_AT_MOST_EVERY = timedelta(days=7)
_LOOK_BACK = timedelta(days=60)  # as long as mails are kept: what was warned of before is not warned of again
_M = schema.mail
_LAST = select(func.max(_M.c.sleutel)).where(_M.c.account_id == ACCOUNT, _M.c.soort == bindparam("kind"))


@dataclass(frozen=True)
class Besides:
    """A mail to make: its kind, and how many things late and in all it says."""

    soort: str
    late: int
    number: int


def besides(connection: Connection, user: User, today: date, is_school_day: bool) -> Iterator[Besides]:
    """What to mail this person today. To ib-ers what is late with another from its second day on, because that one
    may be away; to the directie that nobody is there for what is due; to both which dossiers reach their term.
    """
    late = werklijst.of_colleagues(connection, user, today) if is_school_day else []
    late = [each for each in late if is_overdue(each.due_on, today)]
    nobody = aanwezig.nobody_there(connection, user, today) if user.may(Permission.OVERVIEW) else []
    for soort, found in ((COLLEAGUES, late), (NOBODY, nobody)):
        if found:
            yield Besides(soort, sum(is_overdue(each.due_on, today) for each in found), len(found))
    if is_school_day and user.may(Permission.BEWAREN):
        yield from _terms(connection, user, today)


def _terms(connection: Connection, user: User, today: date) -> Iterator[Besides]:
    """Once a week at most: how many dossiers came two months or two weeks from the end of their term, or reached it."""
    last = connection.scalar(_LAST, {"account": user.id, "kind": BEWAREN})
    after = date.fromisoformat(last) if last else today - _LOOK_BACK
    if last and today - after < _AT_MOST_EVERY:
        return
    number = lijst.warned(connection, user, after, today)
    if number:
        yield Besides(BEWAREN, 0, number)


def who_hears(dossier: Dossier, everybody: Sequence[User]) -> tuple[str, list[User]]:
    """The kind of mail, and to whom. Urgent: who can act on it. A message: the directie. Else: to whom it is new."""
    record = dossier.records[-1]
    others = [user for user in everybody if user.id != record.by]
    if is_dringend(dossier):
        return ACUTE, [user for user in others if dossier.role_of(user) in (Role.DIRECTIE, Role.IB_ER)]
    if record.isa(Afronding):
        return MESSAGE, [user for user in others if dossier.role_of(user) is Role.DIRECTIE]
    wrote = sorted((user for user in everybody if user.id == record.by), key=lambda user: user.role.value != record.als)
    by = next(iter(wrote), None)
    return NEWS, [user for user in others if by and hears(dossier, user, by)]
