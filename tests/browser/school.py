"""The practice school of one test process: prepare what its people did earlier, and read what is stored."""

import os
import sqlite3
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db import schema
from db.accounts import sessions, sign_in
from db.dossiers import concepten, dossiers
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import Settings, working_at
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import Vastlegging, fill
from meldcode.vragen.vraag import RawAnswers
from tests.builders import fitting
from tests.processes.running import ROOT
from tests.stored import moment, store
from ui import clock


def make(folder: Path) -> None:
    """Make a practice school in this folder, the way somebody new to Meldroute does."""
    made = {"env": School(folder).environment, "cwd": ROOT, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([sys.executable, "-m", "db", "practice"], **made)  # type: ignore[call-overload]


@dataclass(frozen=True)
class School:
    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "oefenschool.sqlite"

    @property
    def key_file(self) -> Path:
        return self.folder / "oefenschool.key"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that works with this school."""
        place = {"MELDCODE_DATABASE_URL": f"sqlite:///{self.database}", "MELDCODE_KEY_FILE": str(self.key_file)}
        return {**os.environ, **place}

    def at_work(self) -> AbstractContextManager[None]:
        """Inside this, everything in ``db`` is about this school."""
        return working_at(Settings(f"sqlite:///{self.database}", self.key_file))

    def leaves(self) -> None:
        """Close every connection that this process has to it."""
        with self.at_work():
            engine().dispose()

    def becomes(self, other: "School") -> None:
        """Give its databases, which a server has open, the content of those of another school."""
        for file in other.folder.glob("*.sqlite"):
            here = self.folder / file.name
            with closing(sqlite3.connect(file)) as made, closing(sqlite3.connect(here, timeout=30)) as mine:
                made.backup(mine)

    def execute(self, statement: str, *values: object) -> list[Any]:
        """Run SQL of a test, past the program."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def who(self, name: str) -> User:
        """Somebody of the practice school, by first name: ``noor``."""
        with self.at_work(), reading(EVERY_SCHOOL) as connection:
            mine = schema.account.c.email == f"{name}@oefenschool.example"
            row = connection.execute(select(schema.account).where(mine)).one()
        return User(row.id, row.school_id, row.naam, Role(row.role))

    def session_of(self, name: str) -> str:
        """Sign this person in; return the cookie their browser then has."""
        return self.session_of_account(self.who(name))

    def session_of_account(self, user: User) -> str:
        """The same without the second step, whatever the school asks; the journal gets its line as for any sign-in."""
        with self.at_work(), transaction(EVERY_SCHOOL) as connection:
            now = clock.now()
            token = sessions.begin(connection, user.id, now)
            signed_in = Entry(user.id, sign_in.SIGNED_IN, now, digest=sessions.token_hash(token))
            journal.append(connection, user.school_id, signed_in)
        return token

    def has(self, dossier: Dossier, by: User) -> Dossier:
        """Store a dossier that this person opened, with nothing but its opening."""
        first = dossier.records[0]
        opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
        with self.at_work():
            return dossiers.open_dossier(opening, by=by, moment=moment(first))

    def keeps(self, dossier: Dossier) -> Dossier:
        """Store a dossier of ``tests.builders`` with the people of this school, for a walk that begins halfway."""
        with self.at_work():
            return store(dossier, self.who)

    def is_typing(self, dossier: Dossier, kind: type[Vastlegging], answers: RawAnswers, name: str = "noor") -> None:
        """Store a concept, as if this person had filled in this form with these answers and not pressed the button."""
        raw = fitting(dossier, kind, **answers)
        with self.at_work():
            concepten.keep(self.who(name), dossier.id, kind.__name__, raw, clock.now())

    def has_typed(self, name: str, dossier: Dossier | None, soort: str, raw: RawAnswers) -> None:
        """Store a concept: this person typed this in the form of this name, in a dossier or for a new one."""
        with self.at_work():
            concepten.keep(self.who(name), dossier.id if dossier else concepten.NIEUW, soort, raw, clock.now())

    def typed(self, dossier: Dossier, soort: str, name: str = "noor") -> RawAnswers:
        """The concept that is stored of what this person is typing."""
        with self.at_work():
            concept = concepten.find(self.who(name), dossier.id, soort)
        return concept.raw if concept else {}
