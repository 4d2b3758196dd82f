"""Every page in a school of 21 dossiers and in one of 5,000, of which 1,000 open.

Both are practice schools: the large one tells the cases of the small one again, about other pupils and on other days.
Each page is run as for a browser (``AppTest``), by everybody who may see it, in turn in both schools. What counts is
the least time of the processor: whatever else runs on the machine makes the same work take longer, never shorter.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import func, insert, or_, select

from benchmarks.recording import TIMES
from benchmarks.school import NOW, at_the_moment, least, place
from benchmarks.table import Row
from db import schema
from db.accounts import sessions
from db.cijfers import eerst
from db.journal import seals
from db.practice import school as practice
from db.practice.pupils import invented
from db.practice.store import Template, Wanted, template, write
from db.practice.story import People, told
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import bewaren
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Nazorg
from tests.pages.page.test_every_page_is_locked import ABOUT_A_DOSSIER, BY_LETTER, MAY_SEE
from tests.pages.person import Person

TOTAL = int(os.environ.get("MELDROUTE_BENCH_GROWN", "5000"))
OPEN = TOTAL // 5
PAGES = int(os.environ.get("MELDROUTE_BENCH_PAGES", "1000"))
GOAL = 1.3
TODAY = NOW.date()
TURNS = max(1, TIMES // 40)
WARM = min(3, TURNS)
_AT_ONCE = 500
_YEARS_OF_SCHOOL_DAYS = 1_000
_D, _A = schema.dossier, schema.account
_OF_EVERY = (Role.IB_ER, Role.DIRECTIE)
"""The roles that have a page about any dossier; the others have those they opened or read along in."""
_IS_OPEN = _D.c.fase.not_in([Fase.GESLOTEN, Fase.VERNIETIGD])


def grow(total: int, number_open: int) -> None:
    """Add dossiers to a practice school until it has so many, and so many of them open."""
    people = _people()
    cases = list(enumerate(told(case, TODAY, people).dossier.fase for case in practice.CASES))
    goes_on = [number for number, fase in cases if fase.is_open]
    is_over = [number for number, fase in cases if fase is Fase.GESLOTEN]

    @cache
    def told_once(case: int, earlier: int) -> Template:
        story = told(practice.CASES[case], TODAY, people, earlier)
        if case in is_over:  # nothing waits in it any more
            story.record(Nazorg, -1, gezien="Het gaat goed; Lars ziet het elke dag.", verder="nee")
        return template(story, NOW)

    with reading(EVERY_SCHOOL) as connection:
        still = number_open - connection.execute(select(func.count()).where(_IS_OPEN)).scalar_one()
    for first in range(len(practice.CASES), total, _AT_ONCE):
        wanted = []
        for nummer in range(first, min(first + _AT_ONCE, total)):
            those, spread = (goes_on, 0) if nummer - len(practice.CASES) < still else (is_over, _YEARS_OF_SCHOOL_DAYS)
            case = those[nummer % len(those)]
            earlier = nummer // len(those) * 7 % (spread or practice.CASES[case].spread)
            earlier -= earlier % 5 if spread else 0  # telling takes longer than writing
            pupil = invented(nummer, TODAY - timedelta(days=earlier))  # at school already on the day of the story
            wanted.append(Wanted(told_once(case, earlier), pupil, nummer + 1))
        with transaction(people.noor.school_id) as connection:
            write(connection, wanted, people.noor.school_id)
    with transaction(people.noor.school_id) as connection:
        connection.execute(schema.gezien.delete())
        practice._has_seen(connection, people.noor, NOW)
        eerst.follow(connection, people.noor.school_id)
        bewaren.fill(connection)
        seals.cover(connection, people.noor.school_id, NOW)


def _people() -> People:
    found = {each.naam: each for each in _everybody()}
    named = {name: found[naam] for name, naam, _role in practice.ACCOUNTS}
    return People(*(named[each] for each in ("noor", "dick", "vera", "lars", "iris")))


def by_role() -> dict[Role, User]:
    """An account in each role: in the practice school the first of them, in its order."""
    turn = {naam: nth for nth, (_name, naam, _role) in enumerate(practice.ACCOUNTS)}
    return {each.role: each for each in sorted(_everybody(), key=lambda one: -turn.get(one.naam, len(turn)))}


def _everybody() -> list[User]:
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(_A.c.id, _A.c.school_id, _A.c.naam, _A.c.role)).all()
    return [User(row.id, row.school_id, row.naam, Role(row.role)) for row in rows]


@contextmanager
def practice_school(total: int = 0) -> Iterator[dict[str, str]]:
    """Within this block there is a practice school, grown to so many dossiers; yields where it is, as environment."""
    with place():
        practice.make(TODAY, NOW)
        if total:
            grow(total, OPEN)
        sign_in()
        yield where()


def where() -> dict[str, str]:
    """The environment that leads to the database in use."""
    return {name: os.environ[name] for name in ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE")}


def sign_in() -> None:
    """Sign everybody in."""
    moments = {"created_at": NOW, "expires_at": NOW + timedelta(hours=9), "last_active": NOW, "verified_at": NOW}
    with transaction(EVERY_SCHOOL) as connection:
        for user in by_role().values():
            login = {"token_hash": _session_of(user), "account_id": user.id} | moments
            connection.execute(insert(schema.login).values(login))


def _session_of(user: User) -> str:
    return sessions.token_hash(f"{user.id} at work")


@dataclass(frozen=True)
class Page:
    """One page, as somebody in one role sees it; of pages about a dossier: in which stap it is."""

    file: str
    letter: str
    fase: Fase | None = None

    def __str__(self) -> str:
        return f"{self.file.removesuffix('.py')} {self.letter}"


def pages() -> list[Page]:
    """Every page for everybody who may see it, ``PAGES`` at most.

    Acute danger is looked at without a dossier, where one is chosen.
    """
    found = []
    for file, letters in MAY_SEE.items():
        for letter in letters.replace("-", ""):
            if file == "acuut.py" or file not in ABOUT_A_DOSSIER:
                found.append(Page(file, letter))
            else:
                found.append(Page(file, letter, Fase.STAP_4 if file == "stap_4_wegen.py" else Fase.STAP_2))
    return found[:PAGES]


class Tab:
    """One page in the tab of somebody in one school, drawn once already."""

    def __init__(self, page: Page, school: dict[str, str]) -> None:
        self.school = school
        os.environ.update(school)
        user = by_role()[BY_LETTER[page.letter].role]
        self.person = Person(user, _session_of(user))
        self.dossier = _first_in(page.fase, user) if page.fase else None
        self.person.opens(page.file, self.dossier)

    def runs(self) -> None:
        """Run the page once."""
        os.environ.update(self.school)
        self.person.app.run()
        if self.person.app.exception:
            raise SystemExit(f"{self.person.page} does not run: {self.person.app.exception}")


_OF_ALL = (Role.IB_ER, Role.DIRECTIE)


def _first_in(fase: Fase, user: User) -> Dossier:
    """One of the cases that are told in both schools: the first in this fase that this person may read."""
    here = _D.c.school_id == user.school_id
    read_by = _D.c.id.in_(select(schema.toegang.c.dossier_id).where(schema.toegang.c.account_id == user.id))
    mine = _D.c.fase == fase if user.role in _OF_EVERY else or_(read_by, _D.c.opened_by == user.id)
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(_D).where(here, mine).order_by(_D.c.opened_on, _D.c.id).limit(1)).one()
    return Dossier(row.id, row.school_id, row.codenaam, row.opened_by)


def measured(
    page: Page, small: dict[str, str], large: dict[str, str], clock: Callable[[], float] = time.process_time
) -> tuple[float, float]:
    """The least seconds that this page takes in either school, run in turn: of the processor, or by another clock."""
    tabs = Tab(page, small), Tab(page, large)
    for tab in tabs * WARM:
        tab.runs()
    few, many = least(TURNS, *(tab.runs for tab in tabs), clock=clock)
    return few, many


def measure() -> Iterator[Row]:
    """Make both schools, and run each page in both."""
    with at_the_moment(), practice_school() as small, practice_school(TOTAL) as large:
        for page in pages():
            few, many = measured(page, small, large)
            yield Row(f"{page}, with {TOTAL:,} dossiers beside 21, processor", many * 1000, few * 1000, GOAL)
