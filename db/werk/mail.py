"""Queueing and sending mail, which says that something waits, how much and where to sign in; never what, about whom.

Every mail is first a row in the outbox, written in the transaction of what it is about. ``deliver`` sends the rows one
by one; a mail that fails is retried later, and does not hold up another.
"""

import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from db import schema
from db.access.aanwezig import rooster
from db.access.toegang import people
from db.accounts import accounts
from db.school.kalender import kalender, keep_covered
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.store.voortgang import Progress, unseen
from db.werk import mail_of, werklijst
from db.werk.mail_besides import besides, who_hears
from db.werk.mail_of import is_wanted
from db.werk.mail_settings import MailSettings, mail_settings
from db.werk.mail_text import ACUTE, DAILY, NEWS, subject, text
from db.werk.smtp import CannotConnect, Mailer, Refused
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.termijnen.aanwezig import Rooster
from meldcode.termijnen.kalender import Dagsoort
from meldcode.vragen.datum import at_school

ATTEMPTS = 8
"""After so many refusals by the server a mail is not retried automatically; beheer shows it."""
FIRST_WAIT = timedelta(minutes=5)
IN_TIME = timedelta(minutes=20)
"""With a run every few minutes nothing waits this long."""
NO_RUN = "Er is nog geen ronde geweest die de mail meenam. Draait `python -m db mail` om de paar minuten?"
SETTINGS = "De instellingen van mail kloppen niet. Wat er mis is, zegt `python -m db check`."
_KEPT = timedelta(days=60)  # sent mails are kept this long, so that none is sent twice
_AT_ONCE = 500  # mails in memory
_LONGEST = FIRST_WAIT.total_seconds() * 0.8
_FROM_HOUR = 7  # the daily mail arrives before school begins
_A, _M = schema.account, schema.mail


@dataclass(frozen=True)
class Gone:
    """What came of sending: how many mails went, how many did not, and what was wrong, in Dutch.

    ``schools``: the same of each school of which there was something to send.
    """

    sent: int = 0
    kept: int = 0
    problem: str = ""
    schools: Mapping[str, Self] = field(default_factory=dict, compare=False)

    def and_also(self, other: Self) -> "Gone":
        """Both together, of one school."""
        said = dict.fromkeys(filter(None, (self.problem, other.problem)))
        return Gone(self.sent + other.sent, self.kept + other.kept, " ".join(said))


@dataclass(frozen=True)
class Stuck:
    """A mail that was not sent yet: for whom, since when, how often it was tried and why it failed."""

    naam: str
    since: datetime
    attempts: int
    problem: str

    @property
    def is_given_up(self) -> bool:
        """Whether it was refused so often that it is not retried automatically (``ATTEMPTS``)."""
        return self.attempts >= ATTEMPTS


def announce(connection: Connection, dossier: Dossier, row_id: str, at: datetime) -> None:
    """Queue mail about the last record (its ``row_id``) to those who must know at once; not to its author."""
    if not is_wanted(connection, dossier.school_id):
        return
    soort, hear = who_hears(dossier, people(connection, dossier.school_id, at_school(at).date()))
    if soort == NEWS:  # several new things before the next run become one mail
        unsent = select(_M.c.account_id).where(_M.c.soort == NEWS, _M.c.sent_at.is_(None), _M.c.attempts == 0)
        waits = set(connection.scalars(unsent.where(_M.c.school_id == dossier.school_id)))
        hear = [user for user in hear if user.id not in waits]
    _put(connection, hear, soort, row_id, at, number=1)


def alarm(connection: Connection, school_id: str, account_ids: Iterable[str], sleutel: str, at: datetime) -> None:
    """Queue mail about an alarm (its id: ``sleutel``) to these colleagues, also while the mail settings are wrong."""
    if is_wanted(connection, school_id):
        hear = set(account_ids)
        known = [each for each in people(connection, school_id, at_school(at).date()) if each.id in hear]
        _put(connection, known, ACUTE, sleutel, at, number=1)


def _put(
    connection: Connection, users: Iterable[User], soort: str, sleutel: str, at: datetime, *, late: int = 0, number: int
) -> None:
    rows = [
        {
            "id": uuid.uuid4().hex, "school_id": user.school_id, "account_id": user.id, "soort": soort,
            "sleutel": sleutel, "late": late, "number": number, "created_at": at, "attempts": 0, "next_at": at,
        }
        for user in {user.id: user for user in users}.values()
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_M), rows)


def put_daily(connection: Connection, school_id: str, now: datetime) -> int:
    """Queue today's mail to everyone for whom something is late or due; return how many.

    Not before seven, once a day, and on a day without school only for what is due on that very day.
    """
    local = at_school(now)
    if local.hour < _FROM_HOUR:
        return 0
    today = local.date()
    accounts.close_ended(connection, school_id, now)
    keep_covered(connection, school_id, today)
    of_today = (_M.c.school_id == school_id, _M.c.soort == DAILY, _M.c.sleutel == str(today))
    had = set(connection.scalars(select(_M.c.account_id).where(*of_today)))
    is_school_day = kalender(connection, school_id).counts(today, Dagsoort.SCHOOLDAGEN)
    made, who = 0, rooster(connection, school_id, today)
    everybody = people(connection, school_id, today)
    for user, counted in werklijst.of_each(connection, everybody, today):
        if user.id in had or not (counted.nu if is_school_day else counted.vandaag):
            continue
        if not who.is_there(user.id, today) and _others_are_there(user, everybody, who, today):
            continue
        # This one replaces an earlier one that was never sent.
        old = (_M.c.account_id == user.id, _M.c.soort == DAILY, _M.c.sent_at.is_(None))
        connection.execute(delete(_M).where(*old))
        _put(connection, [user], DAILY, str(today), now, late=counted.te_laat, number=counted.nu)
        made += 1
    return made + sum(_put_besides(connection, user, today, now, is_school_day) for user in everybody)


def _others_are_there(user: User, everybody: Sequence[User], who: Rooster, today: date) -> bool:
    """Whether somebody sees today what waits for this ib-er, who is not there: else they are mailed all the same."""
    same = [each for each in everybody if each.role.acts_as is user.role.acts_as or user.id in each.neemt_waar]
    return user.role.acts_as is Role.IB_ER and any(each.id != user.id and who.is_there(each.id, today) for each in same)


def _put_besides(connection: Connection, user: User, today: date, now: datetime, is_school_day: bool) -> int:
    """Queue what this person is mailed about besides their own work, each kind once a day; return how many."""
    made = 0
    for each in besides(connection, user, today, is_school_day):
        mine = (_M.c.account_id == user.id, _M.c.soort == each.soort)
        if not connection.scalar(select(_M.c.id).where(*mine, _M.c.sleutel == str(today))):
            connection.execute(delete(_M).where(*mine, _M.c.sent_at.is_(None)))
            _put(connection, [user], each.soort, str(today), now, late=each.late, number=each.number)
            made += 1
    return made


def _of(school_id: str) -> list[ColumnElement[bool]]:
    """The condition on mail that it is of this school."""
    return [] if school_id == EVERY_SCHOOL else [_M.c.school_id == school_id]


def deliver(
    now: datetime, settings: MailSettings, school_id: str = EVERY_SCHOOL, progress: Progress = unseen, soort: str = ""
) -> dict[str, Gone]:
    """Send what is queued and due (of one ``soort``, or all), each mail in a transaction of its own; what came of it.

    Acute danger first: neither a problem with another mail nor how many wait may hold it up. Stops after ``_LONGEST``,
    for a claim lasts no longer; the next run goes on. Problems are stored with the mail.
    """
    with transaction(EVERY_SCHOOL) as connection:
        blocked = select(_A.c.id).where(accounts.OUT_OF_USE)
        connection.execute(delete(_M).where(_M.c.sent_at.is_(None), _M.c.account_id.in_(blocked)))
        whole = connection.scalar(select(func.count()).select_from(_M).where(*_ready(now, school_id, soort))) or 0
    gone, done, claimed, ends = dict[str, Gone](), 0, "", time.monotonic() + _LONGEST
    try:
        with Mailer(settings) if whole else nullcontext() as mailer:
            while mailer and time.monotonic() < ends and (some := _next(now, school_id, soort)):
                for row in some:
                    if _claimed(row.id, row.next_at, now):  # else another run is sending it
                        claimed = row.id
                        came = _sent(mailer, settings, row, now)
                        gone[row.school_id] = gone.get(row.school_id, Gone()).and_also(came)
                    done += 1
                    progress(min(done / whole, 1.0))
                    if time.monotonic() >= ends:
                        break
    except CannotConnect as problem:
        # This is not about any one mail, so it does not count as an attempt.
        for each, number in _put_off(now, school_id, claimed, problem.sentence).items():
            gone[each] = gone.get(each, Gone()).and_also(Gone(0, number, problem.sentence))
    return gone


def _ready(now: datetime, school_id: str, soort: str = "") -> tuple[ColumnElement[bool], ...]:
    these = [_M.c.soort == soort] if soort else []
    return (_M.c.sent_at.is_(None), _M.c.next_at <= now, _M.c.attempts < ATTEMPTS, *_of(school_id), *these)


def _next(now: datetime, school_id: str, soort: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """The next mails to send; not more than fit in memory at any school."""
    query = select(_M, _A.c.email).join(_A, _A.c.id == _M.c.account_id).where(*_ready(now, school_id, soort))
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(query.order_by(_M.c.soort != ACUTE, _M.c.created_at, _M.c.id).limit(_AT_ONCE)).all()


def _sent(mailer: Mailer, settings: MailSettings, row: Row[*tuple[Any, ...]], now: datetime) -> Gone:
    """Send this mail, and store what came of it."""
    try:
        mailer.send(row.email, subject(row.soort), text(row.soort, row.late, row.number, settings.adres), now)
    except Refused as refused:
        wait = FIRST_WAIT * 2**row.attempts
        _note(row.id, attempts=row.attempts + 1, next_at=now + wait, problem=refused.sentence)
        return Gone(kept=1)
    _note(row.id, sent_at=now, problem=None, attempts=row.attempts + 1)
    return Gone(sent=1)


def _put_off(now: datetime, school_id: str, claimed: str, problem: str) -> dict[str, int]:
    """Let everything that is due wait a while, and the mail that was claimed if it did not go; return how many."""
    due = and_(_M.c.sent_at.is_(None), or_(and_(*_ready(now, school_id)), _M.c.id == claimed))
    with transaction(EVERY_SCHOOL) as connection:
        found = connection.execute(
            select(_M.c.school_id, func.count().label("number")).where(due).group_by(_M.c.school_id)
        ).all()
        connection.execute(update(_M).where(due).values(next_at=now + FIRST_WAIT, problem=problem))
    return {row.school_id: row.number for row in found}


def _claimed(mail_id: str, next_at: datetime, now: datetime) -> bool:
    """Whether this run may send the mail, and not another one at the same time. A claim expires if the run dies."""
    mine = (_M.c.id == mail_id, _M.c.sent_at.is_(None), _M.c.next_at == next_at)
    with transaction(EVERY_SCHOOL) as connection:
        return connection.execute(update(_M).where(*mine).values(next_at=now + FIRST_WAIT)).rowcount == 1


def _note(mail_id: str, **values: object) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_M).where(_M.c.id == mail_id).values(**values))


def settings_in_force() -> MailSettings | None:
    """As ``mail_settings``, which may raise; then first store with each queued mail that they are wrong."""
    try:
        return mail_settings()
    except Said:
        held_up()
        raise


def hinders(connection: Connection, school_id: str, now: datetime) -> bool:
    """Whether mail is set up but mail of this school is not being sent."""
    try:
        if mail_of.settings_of(connection, school_id) is None:
            return False
    except Said:
        return True
    return any(not each.is_given_up for each in stuck(connection, school_id, now))


def held_up(school_id: str = EVERY_SCHOOL) -> None:
    """Store with each queued mail that the settings keep it from being sent. It does not count as an attempt."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_M).where(_M.c.sent_at.is_(None), *_of(school_id)).values(problem=SETTINGS))


def stuck(connection: Connection, school_id: str, now: datetime) -> list[Stuck]:
    """The mails of this school that met a problem and were not sent yet, or that no run picked up in time."""
    ought_to_have_gone = or_(_M.c.problem.is_not(None), _M.c.created_at <= now - IN_TIME)
    rows = connection.execute(
        select(_A.c.naam, _M.c.created_at, _M.c.attempts, _M.c.problem)
        .join(_A, _A.c.id == _M.c.account_id)
        .where(_M.c.school_id == school_id, _M.c.sent_at.is_(None), ought_to_have_gone)
        .order_by(_M.c.created_at)
    )
    return [Stuck(row.naam, row.created_at, row.attempts, row.problem or NO_RUN) for row in rows]


def last_sent(connection: Connection, school_id: str) -> datetime | None:
    """When (UTC) a mail of this school was last sent; None when none was."""
    query = select(func.max(_M.c.sent_at)).where(_M.c.school_id == school_id)
    return connection.execute(query).scalar()


def try_again(connection: Connection, school_id: str, now: datetime) -> None:
    """Let the next run send everything that is stuck, including mails that were given up."""
    mine = (_M.c.school_id == school_id, _M.c.sent_at.is_(None))
    connection.execute(update(_M).where(*mine).values(next_at=now, attempts=0))


def forget_old(connection: Connection, now: datetime) -> None:
    """Forget mails that were sent so long ago that none of them would be sent again."""
    connection.execute(delete(_M).where(_M.c.sent_at < now - _KEPT))
