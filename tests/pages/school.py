"""The school of a page test: a real database with the cast in it, to store dossiers in and to read back from."""

import hashlib
import pickle
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from db import schema
from db.dossiers import concepten, dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import ALLE, Afronding, AntwoordAanDirectie, Ontvangst, Opening
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import fill, vragen
from tests.builders import record
from tests.cast import CAST
from tests.faults import begin_anew
from tests.pages.person import Kind, Person, session_of
from tests.processes.once import made_once
from tests.stored import in_one_transaction

NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001 (MONDAY of the cast; naive UTC, as the database keeps it)

EVERYBODY = CAST
_PEOPLE = {user.id: user for user in EVERYBODY}
_KIND = {kind.__name__: kind for kind in ALLE}
_FOR_THE_DIRECTIE = (Afronding, Ontvangst, AntwoordAanDirectie)


def people_move_in() -> None:
    """Create the schools and the accounts of the cast, everybody signed in until tonight."""
    until = NOW + timedelta(hours=10)
    with transaction(EVERY_SCHOOL) as connection:
        for school_id in sorted({user.school_id for user in EVERYBODY}):
            row = {"id": school_id, "naam": school_id.title(), "oefenschool": False, "laatste_nummer": 0}
            connection.execute(schema.school.insert().values(row))
        for user in EVERYBODY:
            who = {"id": user.id, "school_id": user.school_id, "naam": user.naam, "role": user.role.value}
            account = {"email": f"{user.id}@{user.school_id}.example", "password_hash": "-", "active": True}
            connection.execute(schema.account.insert().values(who | account | {"created_at": NOW}))
            login = {"token_hash": session_of(user), "account_id": user.id, "created_at": NOW, "expires_at": until}
            login |= {"last_active": NOW, "verified_at": NOW}
            connection.execute(schema.login.insert().values(login))


_DATABASE, _KEY = "school.sqlite", "school.key"


def copied(source: Path, place: Path) -> None:
    """Replace the files in this folder by copies of those.

    A key file with the right content stays: a replaced one would be read and tried anew.
    """
    place.mkdir(mode=0o700, exist_ok=True)
    stays = {_KEY} if (place / _KEY).exists() and (place / _KEY).read_bytes() == (source / _KEY).read_bytes() else set()
    for file in place.iterdir():
        if file.name not in stays:
            file.unlink()
    for file in source.iterdir():
        if file.name not in stays:
            shutil.copy2(file, place)


_Made = TypeVar("_Made")


@dataclass
class Shelf:
    """Copies of schools in which something was made, for whoever needs the same in a school like that.

    Whichever process of this run needs it first makes it, for all of them.
    """

    place: Path
    """Where the schools of this process stand."""
    folders: pytest.TempPathFactory

    def brings(self, name: str, school: Path, make: Callable[[], _Made]) -> _Made:
        """Put into this school what ``make`` makes, by copying from the second time on; return what it returned.

        ``name`` stands for everything that is then in the school, besides what a new one has.
        """

        def put(place: Path) -> None:
            made = make()
            begin_anew()  # everything is in the one file
            copied(school, place / "school")
            (place / "made").write_bytes(pickle.dumps(made))

        held = made_once(self.folders, f"shelf-{name}", put)
        begin_anew()
        copied(held / "school", school)
        return pickle.loads((held / "made").read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - our own


@dataclass
class School:
    """The school of one test. ``now`` is the time by the clock of the app."""

    place: Path
    now: datetime = NOW
    shelf: Shelf | None = None
    """Where copies come from; usable as long as nothing but dossiers was stored in this school."""
    kept: str = ""
    """Which dossiers those are."""
    _copied: int = 0

    def __post_init__(self) -> None:
        self._copied = self._changed()

    def days_pass(self, days: int) -> None:
        """Move the clock some days on, when everybody has signed in again."""
        self.now += timedelta(days=days)
        with transaction(EVERY_SCHOOL) as connection:
            moments = {"expires_at": self.now + timedelta(hours=10), "last_active": self.now, "verified_at": self.now}
            connection.execute(schema.login.update().values(moments))

    def is_busy(self) -> None:
        """Mark every session as active now, so that none ends by being idle."""
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(schema.login.update().values(last_active=self.now))

    def comes(self, user: User) -> Person:
        """This person, with an empty tab."""
        return Person(user)

    def keeps(self, dossier: Dossier) -> Dossier:
        """Store a dossier of ``tests.builders``; it gets an id and a code name of its own."""
        if not self.shelf or not self._is_as_copied():
            self.shelf = None
            return stored(dossier)
        self.kept = hashlib.sha256(f"{self.kept} {dossier.records}".encode()).hexdigest()
        made = self.shelf.brings(self.kept, self.place, lambda: stored(dossier))
        self._copied = self._changed()
        return made

    def _is_as_copied(self) -> bool:
        was_opened = (self.place / f"{_DATABASE}-wal").exists()
        return not was_opened and self._changed() == self._copied

    def _changed(self) -> int:
        file = self.place / _DATABASE
        return file.stat().st_mtime_ns if file.exists() else 0  # no file when the school is in PostgreSQL

    def adds(self, dossier: Dossier, kind: Kind, **options: Any) -> Dossier:
        """Record something more, as ``tests.builders.record`` does, without any open page noticing."""
        after = record(self.reads(dossier), kind, **options)
        dossiers.save(after, by=_PEOPLE[after.records[-1].by], moment=_moment(after.records[-1]))
        return after

    def reads(self, dossier: Dossier) -> Dossier:
        """The dossier as it is stored now."""
        with reading(EVERY_SCHOOL) as connection:
            found = dossiers.load(connection, dossier.id, dossier.school_id)
        assert found, "the dossier is not there any more"
        return found

    def last(self, dossier: Dossier, kind: Kind) -> Vastgelegd:
        """The last stored record of this kind."""
        found = self.reads(dossier).last(kind)
        assert found, f"no {kind.__name__} was recorded"
        return found

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with reading(EVERY_SCHOOL) as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in schema.metadata.tables.items()
            }

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Check that nothing stored changes inside this, except who looked at what, and when they were last active."""
        before = self._contents()
        yield
        after = self._contents()
        changed = [name for name in before if before[name] != after[name]]
        assert not changed, f"rows were changed: {changed}"

    def _contents(self) -> dict[str, list[tuple[object, ...]]]:
        with reading(EVERY_SCHOOL) as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in schema.metadata.tables.items()
                if name not in ("journal", "login")
            }

    def recorded(self) -> dict[str, int]:
        """How many rows each table has, without concepten and views, which are no part of a dossier."""
        return {name: count for name, count in self.rows().items() if name not in ("concept", "gezien", "journal")}

    def concept(self, user: User, dossier: Dossier | None, kind: Kind, part: str = "") -> Any:
        """The stored concept of this person, by vraag; None when there is none."""
        soort = f"{kind.__name__}/{part}" if part else kind.__name__
        found = concepten.find(user, dossier.id if dossier else concepten.NIEUW, soort)
        return dict(found.raw) if found else None

    def changes(self, user: User, **values: object) -> None:
        """Change the account of this person without any open page noticing."""
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(schema.account.update().where(schema.account.c.id == user.id).values(values))

    def holds_in_a_file(self, text: str) -> bool:
        """Whether any file of this school, logs included, contains this text in the clear."""
        return any(text.encode() in file.read_bytes() for file in self.place.iterdir())


def stored(dossier: Dossier) -> Dossier:
    """Store a dossier, completely or not at all; record by record only in what is noted of each."""
    first = dossier.records[0]
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    with in_one_transaction(dossier.school_id):
        kept = dossiers.open_dossier(opening, by=_PEOPLE[first.by], moment=_moment(first))
        for count in range(2, len(dossier.records) + 1):
            kept = replace(kept, records=dossier.records[:count])
            dossiers.save(kept, by=_PEOPLE[kept.records[-1].by], moment=_moment(kept.records[-1]))
    return kept


def _moment(last: Vastgelegd) -> Moment:
    return Moment(last.on, NOW, uuid.uuid4().hex)


def marked(dossier: Dossier, mark: str) -> Dossier:
    """The dossier with this mark in every typed answer that has room for it.

    Messages to the directie, and what the directie writes, stay unmarked.
    """
    return replace(dossier, records=tuple(_marked(each, mark) for each in dossier.records))


def _marked(one: Vastgelegd, mark: str) -> Vastgelegd:
    if one.isa(*_FOR_THE_DIRECTIE):
        return one
    room = {about.naam: about.max_length for about in vragen(_KIND[one.soort]) if about.soort is str}
    return one._replace(antwoorden=tuple(_with(each, mark, room.get(each.naam, 0)) for each in one.antwoorden))


def _with(answer: Antwoord, mark: str, room: int) -> Antwoord:
    text = f"{answer.tekst} {mark}"
    return answer._replace(tekst=text, waarde=text) if len(text) <= room else answer
