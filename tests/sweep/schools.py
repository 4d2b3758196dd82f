"""The schools of the sweep: an ordinary one, one where nothing happened yet, and one that is overfull."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from typing import cast
from unittest.mock import patch

from sqlalchemy import func, select

from db import schema
from db.accounts import accounts, sessions
from db.accounts.passwords import PRACTICE_PASSWORD, hash_password
from db.dossiers import besprekingen
from db.keys.vault import make_key_file
from db.practice import school as practice
from db.practice.store import template
from db.practice.story import Case, People, Pupil, told
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine_for, reading, transaction
from db.store.settings import Settings, working_at
from db.upkeep import upgrade
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import is_overdue
from ui import clock

DOSSIERS, LATE, LONG = 41, 14, 60
NAAM = "Christelijke Daltonbasisschool Het Kleurrijke Regenboogpalet aan de Vaart"


@dataclass
class School:
    """A school on disk. Its server is another process, which sees what is done here at its next query."""

    place: Path

    @cached_property
    def settings(self) -> Settings:
        return Settings(f"sqlite:///{self.place}/school.sqlite", self.place / "school.key")

    @property
    def environment(self) -> dict[str, str]:
        """The environment with which a server serves this school."""
        here = {"MELDCODE_DATABASE_URL": self.settings.database_url, "MELDCODE_KEY_FILE": str(self.settings.key_file)}
        return {**os.environ, **here, "SCHOOL_FOLDER": str(self.place)}

    def signs_in(self, role: Role) -> str:
        """Sign in the account with this role; return the session token. Signing in has tests of its own."""
        with working_at(self.settings), transaction(EVERY_SCHOOL) as connection:
            return sessions.begin(connection, self.user(role).id, clock.now())

    def user(self, role: Role) -> User:
        with working_at(self.settings), reading(EVERY_SCHOOL) as connection:
            mine = select(schema.account).where(schema.account.c.role == role)
            row = connection.execute(mine.order_by(schema.account.c.naam.desc()).limit(1)).one()  # Noor, and not Iris
        return User(row.id, row.school_id, row.naam, role)

    def dossier(self, codenaam: str) -> str:
        """The id of the dossier with this code name."""
        with working_at(self.settings), reading(EVERY_SCHOOL) as connection:
            return str(connection.execute(select(_D.c.id).where(_D.c.codenaam == codenaam)).scalar_one())

    def first_in(self, fase: Fase) -> str:
        """The id of the oldest dossier in this fase."""
        with working_at(self.settings), reading(EVERY_SCHOOL) as connection:
            found = select(_D.c.id).where(_D.c.fase == fase).order_by(_D.c.opened_on, _D.c.codenaam).limit(1)
            return str(connection.execute(found).scalar_one())

    def counted(self) -> int:
        """How many dossiers there are, destroyed ones included."""
        with working_at(self.settings), reading(EVERY_SCHOOL) as connection:
            return connection.execute(select(func.count()).select_from(_D)).scalar_one()

    def begins_its_meeting(self) -> None:
        """Begin the leerlingbespreking that was prepared."""
        with working_at(self.settings):
            noor = self.user(Role.IB_ER)
            zitting = besprekingen.mine(noor)
            assert zitting, "the practice school has a meeting prepared"
            besprekingen.keep(noor, replace(zitting.bespreking, begonnen_op=clock.today()))
        self.shows_the_agenda()

    def shows_the_agenda(self) -> None:
        """Put the agenda on the shared screen, where it is shown for a minute."""
        with working_at(self.settings):
            at = clock.now()
            besprekingen.steer(self.user(Role.IB_ER), lambda stand: stand.turn_to("", at), at)


_D = schema.dossier


@contextmanager
def made_in(place: Path) -> Iterator[School]:
    """Inside this, ``db`` is about a new school with tables and a key, to fill; then its connections are closed."""
    school = School(place)
    with working_at(school.settings):
        make_key_file(school.settings.key_file)
        upgrade.upgrade()
    yield school
    engine_for(school.settings.database_url).dispose()


def fill_as_usual(school: School) -> None:
    """The practice school, unchanged."""
    with working_at(school.settings):
        practice.make(clock.today(), clock.now())


def fill_with_accounts(school: School) -> None:
    """A real school on its first day, with all accounts and no dossier; and another school without accounts."""
    shared = hash_password(PRACTICE_PASSWORD)
    with working_at(school.settings), transaction(EVERY_SCHOOL) as connection:
        school_id = schools.create_school(connection, "Basisschool De Vuurvlinder", oefenschool=False)
        schools.create_school(connection, "Basisschool De Waterjuffer", oefenschool=False)
        for name, naam, role in practice.ACCOUNTS:
            email = f"{name}@vuurvlinder.example"
            accounts.create_account(
                connection, school_id=school_id, naam=naam, email=email, role=role, password=shared, now=clock.now()
            )


def fill_to_the_brim(school: School) -> None:
    """A practice school with more of everything than is pleasant: DOSSIERS, of which LATE late, and LONG names."""
    people = [(name, _stretched(naam), role) for name, naam, role in practice.ACCOUNTS]
    cases = tuple(replace(case, pupil=_with_long_name(case, nummer)) for nummer, case in enumerate(_chosen()))
    with (
        working_at(school.settings),
        patch.multiple(practice, ACCOUNTS=people, CASES=cases, NAAM=NAAM),
    ):
        practice.make(clock.today(), clock.now())


def _chosen() -> list[Case]:
    """This many cases that are late today, and this many that are not, repeating them as needed."""
    late = [case for case in practice.CASES if _is_late(case)]
    others = [case for case in practice.CASES if case not in late]
    return [*islice(cycle(late), LATE), *islice(cycle(others), DOSSIERS - LATE)]


def _is_late(case: Case) -> bool:
    today = clock.today()
    who = {name: User(name, "s", naam, role) for name, naam, role in practice.ACCOUNTS}
    people = People(*(who[each] for each in ("noor", "dick", "vera", "lars", "iris")))
    made = template(told(case, today, people), clock.now())
    open_rows = [] if made.is_destroyed else [row for row in made.verplichtingen if row["done_on"] is None]
    return any(is_overdue(cast("date", row["due_on"]), today) for row in open_rows)


def _with_long_name(case: Case, nummer: int) -> Pupil:
    """Make every other name one long word, so that no page may rely on breaking it at a blank."""
    return replace(case.pupil, naam=_stretched(case.pupil.naam, "" if nummer % 2 else " "))


def _stretched(naam: str, between: str = " ") -> str:
    words = islice(cycle(("van", "den", "Zonnebloemenveld", "tot", "Vlinderstruikenhof")), 20)
    return (naam + between + between.join(words))[:LONG].strip().ljust(LONG, "e")
