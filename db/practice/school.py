"""Making the practice school: its accounts, the cases told by hand, and as many more as are asked for."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from sqlalchemy import Connection, insert, literal, select

from db import schema
from db.accounts.aanwezig import set_werkdagen
from db.accounts.accounts import create_account, set_roles, set_toestel
from db.accounts.passwords import PRACTICE_PASSWORD, hash_password
from db.cijfers import eerst
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.journal import seals
from db.practice import after_the_decision, before_the_decision, family, meeting, the_end, two_weigh
from db.practice.pupils import invented
from db.practice.store import Template, Wanted, template, write
from db.practice.story import People, Story, told
from db.school.schools import create_school
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.voortgang import Progress, unseen
from db.upkeep import bewaren
from db.werk import gezien
from meldcode.dossier import vastleggen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import VernietigingBevestigd

NAAM = "Oefenschool De Regenboogbrug"
ACCOUNTS = (
    ("noor", "Noor van Dalen", Role.IB_ER),
    ("dick", "Dick Hofstra", Role.DIRECTIE),
    ("vera", "Vera Osei", Role.VERTROUWENSPERSOON),
    ("lars", "Lars Brouwer", Role.LEERKRACHT),
    ("bea", "Bea Willems", Role.BEHEERDER),
    ("fred", "Fred Aalders", Role.FG),
    ("bess", "Bess Ridder", Role.BESTUUR),
    ("iris", "Iris Dekker", Role.IB_ER),
)
ALSO = {"iris": Role.LEERKRACHT}
"""Who has a second role, in which they act at other times."""
WERKDAGEN = {"noor": frozenset({1, 2, 3, 4}), "iris": frozenset({3, 4, 5})}
"""Two ib-ers share the week, and meet on two days of it."""
EXTENSIONS = {"noor": "214", "dick": "201", "lars": "236"}
CASES = (*before_the_decision.CASES, *two_weigh.CASES, *after_the_decision.CASES, *the_end.CASES)
_AT_ONCE = 1000


def make(today: date, now: datetime, *, number: int | None = None, progress: Progress = unseen) -> int:
    """Make the practice school in a database that has no school yet; return how many dossiers it has.

    ``number`` asks for that many dossiers; the cases told by hand are always included.
    """
    total = max(number or 0, len(CASES))

    def written(dossiers: int) -> None:
        progress(dossiers / (total + 1))  # what follows takes about as long as one

    with transaction(EVERY_SCHOOL) as connection:
        people = _school_with_people(connection, now)
        ending = _by_hand(connection, people, today, now, written)
    for dossier_id, story in ending:
        _destroy(dossier_id, story, now)
    _many(people, today, now, total, written)
    with transaction(people.noor.school_id) as connection:
        _has_seen(connection, people.noor, now)
        eerst.follow(connection, people.noor.school_id)
        bewaren.fill(connection)
        seals.cover(connection, people.noor.school_id, now)
    meeting.prepare(people, today, now)
    family.tie(CASES, people.noor, today, now)
    progress(1.0)
    return total


def _has_seen(connection: Connection, noor: User, now: datetime) -> None:
    """Mark the dossiers in which Noor recorded something as seen by her; what others handed in since is new to her."""
    dossier, record, seen_by = schema.dossier, schema.vastlegging, schema.gezien
    hers = select(record.c.dossier_id).where(record.c.recorded_by == noor.id)
    mine = dossier.c.school_id == noor.school_id, dossier.c.fase != Fase.VERNIETIGD, dossier.c.id.in_(hers)
    seen = select(dossier.c.id, literal(noor.id), literal(Role.IB_ER.value), dossier.c.versie, literal(now)).where(
        *mine
    )
    connection.execute(insert(seen_by).from_select(["dossier_id", "account_id", "rol", "nummer", "op"], seen))
    gezien.fill(connection, noor.school_id)


def _school_with_people(connection: Connection, now: datetime) -> People:
    school_id = create_school(connection, NAAM, oefenschool=True)
    shared_hash = hash_password(PRACTICE_PASSWORD)
    users = {}
    for name, naam, role in ACCOUNTS:
        account_id = create_account(
            connection,
            school_id=school_id,
            naam=naam,
            email=f"{name}@oefenschool.example",
            role=role,
            password=shared_hash,
            now=now,
        )
        set_toestel(connection, account_id, EXTENSIONS.get(name, ""), school_id)
        users[name] = User(account_id, school_id, naam, role)
        if name in ALSO:
            set_roles(connection, account_id, [role, ALSO[name]], school_id)
        if name in WERKDAGEN:
            set_werkdagen(connection, account_id, WERKDAGEN[name], users[name], now)
    return People(*(users[each] for each in ("noor", "dick", "vera", "lars", "iris")))


def _by_hand(
    connection: Connection, people: People, today: date, now: datetime, written: Callable[[int], object]
) -> list[tuple[str, Story]]:
    """Write the cases told by hand; return those that the directie is still to destroy."""
    stories, wanted = [], []
    for number, case in enumerate(CASES, 1):
        stories.append(told(case, today, people))
        written(number)
    for nummer, (case, story) in enumerate(zip(CASES, stories, strict=True), 1):
        before_the_end = Story(story.today, people, story.passed[:-1])
        ends = story.dossier.fase is Fase.VERNIETIGD
        wanted.append(Wanted(template(before_the_end if ends else story, now), case.pupil, nummer))
    ids = write(connection, wanted, people.noor.school_id)
    return [each for each in zip(ids, stories, strict=True) if each[1].dossier.fase is Fase.VERNIETIGD]


def _destroy(dossier_id: str, story: Story, now: datetime) -> None:
    last, people = story.dossier.records[-1], story.people
    with reading(people.dick.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, people.dick.school_id)
    assert dossier is not None  # noqa: S101  # it was written just above
    confirmed = VernietigingBevestigd(codenaam=dossier.codenaam)
    destroyed = vastleggen.record(dossier, confirmed, by=people.dick, on=last.on)
    dossiers.save(destroyed, by=people.dick, moment=Moment(last.on, now, uuid.uuid4().hex))


def _many(people: People, today: date, now: datetime, total: int, written: Callable[[int], object]) -> None:
    """The same cases again, as often as is needed, about other invented pupils and on other days."""

    @cache
    def told_once(number: int, earlier: int) -> Template:
        return template(told(CASES[number], today, people, earlier), now)

    for first in range(len(CASES), total, _AT_ONCE):
        wanted = []
        for nummer in range(first, min(first + _AT_ONCE, total)):
            case = nummer % len(CASES)
            earlier = nummer // len(CASES) * 7 % CASES[case].spread
            wanted.append(Wanted(told_once(case, earlier), invented(nummer, today), nummer + 1))
        with transaction(people.noor.school_id) as connection:
            write(connection, wanted, people.noor.school_id)
        written(first + len(wanted))
