"""What is mailed: that something waits, how much, and where to sign in. Never about whom or what.

Everything to be mailed is a row first (the outbox), made together with what it is about. ``deliver`` hands the rows
in, one by one; what does not go now is tried again later, and never keeps another from going.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, func, insert, select, update

from db import schema, work
from db.engine import EVERY_SCHOOL, reading, transaction
from db.kalender import cover, kalender
from db.mail_settings import MailSettings, MailSettingsError, mail_settings
from db.smtp import CannotConnect, Mailer, Refused
from db.toegang import stands_in
from meldcode.dossier import Dossier
from meldcode.kalender import Dagsoort
from meldcode.rollen import Role, User
from meldcode.vastleggingen import AcuutGevaar, Afronding
from meldcode.vraag import Vastlegging

ATTEMPTS = 8
"""After so many refusals of one mail by the server nobody tries it again by itself; beheer shows it."""
FIRST_WAIT = timedelta(minutes=5)
_KEPT = timedelta(days=60)  # what went is kept so long, so that nothing goes twice
DAILY, MESSAGE, ACUTE = "dag", "bericht", "acuut"
_FROM_HOUR = 7  # the daily mail is there before school begins
_SCHOOL_TIME = ZoneInfo("Europe/Amsterdam")
_A, _M = schema.account, schema.mail
# Who hears at once of what: a message for the directie, and acute danger for whoever can act on it.
_AT_ONCE: dict[type[Vastlegging], tuple[str, tuple[Role, ...]]] = {
    Afronding: (MESSAGE, (Role.DIRECTIE,)),
    AcuutGevaar: (ACUTE, (Role.DIRECTIE, Role.IB_ER)),
}


@dataclass(frozen=True)
class Gone:
    """What came of one run."""

    sent: int = 0
    kept: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Stuck:
    """A mail that did not go yet: for whom, since when, how often it was tried and why it did not go."""

    naam: str
    since: datetime
    attempts: int
    problem: str

    @property
    def is_given_up(self) -> bool:
        return self.attempts >= ATTEMPTS


def announce(connection: Connection, dossier: Dossier, row_id: str, at: datetime) -> None:
    """Put in the outbox who hears at once of what was just recorded; whoever recorded it knows already."""
    record = dossier.records[-1]
    found = next((each for kind, each in _AT_ONCE.items() if record.isa(kind) and record.corrigeert is None), None)
    if found is None or mail_settings() is None:
        return
    soort, roles = found
    hear = [user for user in people(connection, dossier.school_id) if dossier.role_of(user) in roles]
    _put(connection, [user for user in hear if user.id != record.by], soort, row_id, at, number=1)


def alarm(connection: Connection, school_id: str, account_ids: Iterable[str], sleutel: str, at: datetime) -> None:
    """Put in the outbox that these colleagues are alarmed, as of acute danger that was recorded.

    Settings that will not do are no reason to leave it: it goes once they are right.
    """
    try:
        if mail_settings() is None:
            return
    except MailSettingsError:
        pass
    hear = set(account_ids)
    _put(connection, [each for each in people(connection, school_id) if each.id in hear], ACUTE, sleutel, at, number=1)


def people(connection: Connection, school_id: str) -> list[User]:
    """Everyone with an account in use, as the gate would let them in."""
    mine = _A.c.school_id == school_id, _A.c.active
    rows = connection.execute(select(_A.c.id, _A.c.naam, _A.c.role).where(*mine).order_by(_A.c.id)).all()
    return [User(row.id, school_id, row.naam, Role(row.role), stands_in(connection, row.id)) for row in rows]


def _put(
    connection: Connection, users: Iterable[User], soort: str, sleutel: str, at: datetime, *, late: int = 0, number: int
) -> None:
    rows = [
        {
            "id": uuid.uuid4().hex, "school_id": user.school_id, "account_id": user.id, "soort": soort,
            "sleutel": sleutel, "late": late, "number": number, "created_at": at, "attempts": 0, "next_at": at,
        }
        for user in users
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_M), rows)


def put_daily(connection: Connection, school_id: str, now: datetime) -> int:
    """Put today's mail in the outbox for everyone for whom something is late or due; give for how many.

    Not before seven, not twice a day, and on a day without school only for what is due on that very day.
    """
    local = now.replace(tzinfo=ZoneInfo("UTC")).astimezone(_SCHOOL_TIME)
    if local.hour < _FROM_HOUR:
        return 0
    today = local.date()
    cover(connection, school_id, today)
    of_today = (_M.c.school_id == school_id, _M.c.soort == DAILY, _M.c.sleutel == str(today))
    had = set(connection.scalars(select(_M.c.account_id).where(*of_today)))
    is_school_day = kalender(connection, school_id).counts(today, Dagsoort.SCHOOLDAGEN)
    made = 0
    for user in people(connection, school_id):
        counted = work.count(connection, user, today)
        if user.id in had or not (counted.nu if is_school_day else counted.vandaag):
            continue
        # One that never went says less than this one.
        old = (_M.c.account_id == user.id, _M.c.soort == DAILY, _M.c.sent_at.is_(None))
        connection.execute(delete(_M).where(*old))
        _put(connection, [user], DAILY, str(today), now, late=counted.te_laat, number=counted.nu)
        made += 1
    return made


def run(now: datetime, settings: MailSettings) -> Gone:
    """Make the mails of today, and hand in everything that waits."""
    with reading(EVERY_SCHOOL) as connection:
        schools = connection.scalars(select(schema.school.c.id)).all()
    for school_id in schools:
        with transaction(school_id) as connection:
            put_daily(connection, school_id, now)
            _forget_old(connection, now)
    return deliver(now, settings)


def deliver(now: datetime, settings: MailSettings) -> Gone:
    """Hand in what waits, each by itself."""
    with transaction(EVERY_SCHOOL) as connection:
        blocked = select(_A.c.id).where(~_A.c.active)
        connection.execute(delete(_M).where(_M.c.sent_at.is_(None), _M.c.account_id.in_(blocked)))
        ready = (_M.c.sent_at.is_(None), _M.c.next_at <= now, _M.c.attempts < ATTEMPTS)
        query = select(_M, _A.c.email).join(_A, _A.c.id == _M.c.account_id).where(*ready)
        waiting = connection.execute(query.order_by(_M.c.created_at, _M.c.id).limit(1000)).all()
    if not waiting:
        return Gone()
    sent = kept = 0
    try:
        with Mailer(settings) as mailer:
            for row in waiting:
                if not _claimed(row.id, row.next_at, now):
                    continue  # another run has it in hand
                try:
                    mailer.send(
                        row.email, _subject(row.soort), text(row.soort, row.late, row.number, settings.adres), now
                    )
                except Refused as refused:
                    kept += 1
                    wait = FIRST_WAIT * 2**row.attempts
                    _note(row.id, attempts=row.attempts + 1, next_at=now + wait, problem=refused.sentence)
                else:
                    sent += 1
                    _note(row.id, sent_at=now, problem=None, attempts=row.attempts + 1)
    except CannotConnect as problem:
        # Not the fault of any mail: none of them is a try further.
        left = [row.id for row in waiting]
        with transaction(EVERY_SCHOOL) as connection:
            still = (_M.c.id.in_(left), _M.c.sent_at.is_(None), _M.c.next_at <= now + FIRST_WAIT)
            connection.execute(update(_M).where(*still).values(next_at=now + FIRST_WAIT, problem=problem.sentence))
        return Gone(sent, len(waiting) - sent, problem.sentence)
    return Gone(sent, kept)


def _claimed(mail_id: str, next_at: datetime, now: datetime) -> bool:
    """Whether this run is the one that hands it in. One that dies meanwhile leaves it to the next after a while."""
    mine = (_M.c.id == mail_id, _M.c.sent_at.is_(None), _M.c.next_at == next_at)
    with transaction(EVERY_SCHOOL) as connection:
        return connection.execute(update(_M).where(*mine).values(next_at=now + FIRST_WAIT)).rowcount == 1


def _note(mail_id: str, **values: object) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_M).where(_M.c.id == mail_id).values(**values))


def _subject(soort: str) -> str:
    return "Meldroute: er is iets dringends" if soort == ACUTE else "Meldroute: er wacht iets op u"


def text(soort: str, late: int, number: int, adres: str) -> str:
    """All that a mail says."""
    if soort == ACUTE:
        what = "Er is zojuist iets dringends vastgelegd in Meldroute."
    elif soort == MESSAGE:
        what = "Er is een nieuw bericht voor u in Meldroute."
    else:
        several = number != 1
        what = f"Er {'wachten' if several else 'wacht'} {number} {'dingen' if several else 'ding'} op u in Meldroute"
        what += f", waarvan {late} te laat." if late else "."
    return f"{what}\n\nLog in om het te lezen: {adres}\n\nDit bericht zegt met opzet niet waarover het gaat.\n"


def stuck(connection: Connection, school_id: str) -> list[Stuck]:
    """The mails of this school that met a problem and did not go yet."""
    rows = connection.execute(
        select(_A.c.naam, _M.c.created_at, _M.c.attempts, _M.c.problem)
        .join(_A, _A.c.id == _M.c.account_id)
        .where(_M.c.school_id == school_id, _M.c.sent_at.is_(None), _M.c.problem.is_not(None))
        .order_by(_M.c.created_at)
        .limit(100)
    )
    return [Stuck(row.naam, row.created_at, row.attempts, row.problem) for row in rows]


def last_sent(connection: Connection, school_id: str) -> datetime | None:
    query = select(func.max(_M.c.sent_at)).where(_M.c.school_id == school_id)
    return connection.execute(query).scalar()


def try_again(connection: Connection, school_id: str, now: datetime) -> None:
    """Let everything that is stuck go with the next run, also what was given up."""
    mine = (_M.c.school_id == school_id, _M.c.sent_at.is_(None))
    connection.execute(update(_M).where(*mine).values(next_at=now, attempts=0))


def _forget_old(connection: Connection, now: datetime) -> None:
    connection.execute(delete(_M).where(_M.c.sent_at < now - _KEPT))
