"""Storing who is there: on which weekdays somebody never works, and from when until when they are away.

Why somebody is away is not asked: it is nobody's business here, and often about their health.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from db import schema
from db.access.aanwezig import can_stand_in, rooster
from db.accounts.accounts import refuse_unless_of
from db.accounts.passwords import AccountError
from db.journal import seals
from db.journal.journal import Entry, append
from meldcode.rollen import Permission, Role, User, allows
from meldcode.termijnen.aanwezig import WEEKDAGEN, Afwezig

_A, _AFW, _VRIJ = schema.account, schema.afwezigheid, schema.werkt_niet
AWAY, BACK, STANDS_IN, WEEKDAYS = "afwezig gemeld", "afwezigheid klaar", "waarnemer gekozen", "werkdagen gekozen"
LINES = (AWAY, BACK, STANDS_IN, WEEKDAYS)
"""The lines of the journal: each with the account it is about, the third with that of the substitute."""
LONGEST = timedelta(days=183)
"""Who is away for longer hands over. It also catches a last day before the first, read as that day a year later."""


def set_werkdagen(connection: Connection, account_id: str, days: frozenset[int], by: User, at: datetime) -> None:
    """Store on which weekdays this account works. Raises ``AccountError`` for none at all, or another school's."""
    _refuse_unless_theirs(connection, account_id, by, Permission.MANAGE)
    if not days & set(WEEKDAGEN):
        raise AccountError("Kies ten minste één dag.", "dagen")
    never = sorted(set(WEEKDAGEN) - days)
    seals.touch_account(connection, account_id)
    connection.execute(delete(_VRIJ).where(_VRIJ.c.account_id == account_id))
    if never:
        connection.execute(insert(_VRIJ), [{"account_id": account_id, "weekdag": each} for each in never])
    append(connection, by.school_id, Entry(by.id, WEEKDAYS, at, object_id=account_id))


def set_afwezig(connection: Connection, afwezig: Afwezig, by: User, today: date, at: datetime) -> None:
    """Store that somebody is away, with who stands in. Absences of theirs that are over are forgotten, unless somebody
    stood in: that says who could read what, and when.

    Raises ``AccountError`` with a Dutch sentence, and the name of the field it is about.
    """
    _refuse_unless_theirs(connection, afwezig.wie, by, Permission.HAND_OVER)
    if afwezig.tot < max(afwezig.van, today):
        raise AccountError("De laatste dag ligt voor de eerste, of is al voorbij.", "tot")
    if afwezig.tot > today + LONGEST:
        raise AccountError("Kies een dag binnen een half jaar.", "tot")
    before = rooster(connection, by.school_id, today)
    if next(before.overlapping(afwezig.wie, afwezig.van, afwezig.tot), None):
        raise AccountError("In deze dagen staat al een afwezigheid. Beëindig die eerst.", "van")
    if afwezig.waarnemer:
        _refuse_substitute(connection, afwezig, by.school_id)
    seals.touch_account(connection, afwezig.wie)
    over = _AFW.c.account_id == afwezig.wie, _AFW.c.tot < today, _AFW.c.waarnemer_id.is_(None)
    connection.execute(delete(_AFW).where(*over))
    connection.execute(
        insert(_AFW).values(
            account_id=afwezig.wie, van=afwezig.van, tot=afwezig.tot, waarnemer_id=afwezig.waarnemer or None
        )
    )
    append(connection, by.school_id, Entry(by.id, AWAY, at, object_id=afwezig.wie))
    if afwezig.waarnemer:
        append(connection, by.school_id, Entry(by.id, STANDS_IN, at, object_id=afwezig.waarnemer))


def end_afwezig(connection: Connection, account_id: str, van: date, by: User, today: date, at: datetime) -> None:
    """Let this absence end the day before today; forget it when it has not begun. The work is theirs again."""
    _refuse_unless_theirs(connection, account_id, by, Permission.HAND_OVER)
    mine = _AFW.c.account_id == account_id, _AFW.c.van == van, _AFW.c.tot >= today
    seals.touch_account(connection, account_id)
    if van >= today:
        ended = connection.execute(delete(_AFW).where(*mine)).rowcount
    else:
        ended = connection.execute(update(_AFW).where(*mine).values(tot=today - timedelta(days=1))).rowcount
    if ended:
        append(connection, by.school_id, Entry(by.id, BACK, at, object_id=account_id))


def _refuse_unless_theirs(connection: Connection, account_id: str, by: User, otherwise: Permission) -> None:
    """Raise ``AccountError`` unless it is the account of whoever enters this, or their role may for a colleague."""
    refuse_unless_of(connection, account_id, by.school_id)
    if account_id != by.id and not allows(by.role, otherwise):
        raise AccountError("Dit kunt u alleen voor uzelf invullen.")


def _refuse_substitute(connection: Connection, afwezig: Afwezig, school_id: str) -> None:
    here = _A.c.school_id == school_id, _A.c.active
    roles = {
        row.id: Role(row.role)
        for row in connection.execute(
            select(_A.c.id, _A.c.role).where(*here, _A.c.id.in_([afwezig.wie, afwezig.waarnemer]))
        )
    }
    both = len(roles) == 2
    if not both or not can_stand_in(roles[afwezig.wie], roles[afwezig.waarnemer]):
        raise AccountError("Deze collega kan dit niet waarnemen. Kies een ander.", "waarnemer")
