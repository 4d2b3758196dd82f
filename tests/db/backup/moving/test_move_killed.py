"""`kill -9` at any point of ``db move --school``: both places never let in, and again makes it whole in one of them."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, make_url, select

from db import schema
from db.accounts.last_day import STILL_HERE
from db.backup.copy_rows import TransferError
from db.backup.move import move
from db.dossiers import concepten, dossiers
from db.keys import store
from db.keys.vault import vault
from db.school import aankomst, rows
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import upgrade
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, destroyed, te_vernietigen
from tests.cast import DICK, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.dying import Point, dies, does, trail
from tests.db.keeping import found, kept, moment, recorded
from tests.db.postgresql import APP, Server
from tests.db.upkeep.leaves import elsewhere, every_row, is_well, proofs

EVERY = int(os.environ.get("MELDROUTE_KILLED_AT_EVERY", "0"))
"""Killed before every so manieth statement that writes, or commit; 0: around those after which something else holds."""
LATER = NOW + timedelta(days=1)
_A = schema.account
_MINE = select(_A.c.id).where(_A.c.id == NOOR.id, _A.c.active, STILL_HERE)


@dataclass
class Place:
    """A place with a database and keys, that can be put back as it was kept."""

    at: Settings
    folder: Path
    server: Server | None
    kept: list[str] = field(default_factory=list)

    @property
    def database(self) -> str:
        return str(make_url(self.at.database_url).database)

    def keep(self) -> None:
        self.let_go()
        shutil.copytree(self.folder, self.folder.with_suffix(".kept"))
        if self.server:
            self.kept.append(self.server.copy_of(self.database))

    def put_back(self) -> None:
        self.let_go()
        for each in self.folder.iterdir():
            each.unlink()
        shutil.copytree(self.folder.with_suffix(".kept"), self.folder, dirs_exist_ok=True)
        if self.server:
            self.server.drop(self.database)
            self.server.copy_of(self.kept[0], self.database)

    def let_go(self) -> None:
        """Close every connection: another process goes to work here, or its files are replaced."""
        with working_at(self.at):
            engine().dispose()
            store.at(self.at.key_store_url).engine.dispose()

    def lets_in(self) -> bool:
        """Whether Noor may sign in here."""
        with working_at(self.at), reading(EVERY_SCHOOL) as connection:
            return connection.execute(_MINE, {"now": NOW}).first() is not None


@pytest.fixture
def here(folder: Path, kind: str, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where the school leaves."""
    server = request.getfixturevalue("server") if kind == "postgresql" else None
    yield from _removed_afterwards(Place(settings(), folder, server))


@pytest.fixture
def there(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where it arrives: with a school that has a journal of its own."""
    at, server = elsewhere(tmp_path), None
    if kind == "postgresql":
        server = request.getfixturevalue("server")
        at = Settings(server.url(server.copy_of(APP)), at.key_file)
    shutil.copy(settings().key_file, at.key_file)
    with working_at(at):
        upgrade.upgrade()
        with transaction(EVERY_SCHOOL) as connection:
            row = {"id": "eik", "naam": "De Eik", "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
        upgrade.seal(NOW)
    yield from _removed_afterwards(Place(at, at.key_file.parent, server))


def _removed_afterwards(place: Place) -> Iterator[Place]:
    yield place
    place.let_go()
    for each in [*place.kept, *([place.database] if place.at != settings() else [])] if place.server else []:
        place.server.drop(each)


def leaves(here: Place, there: Place) -> None:
    """What the process does that is killed."""
    move(here.at, there.at, lambda _part: None, LATER, SCHOOL)


def after_which_something_else_holds(passed: list[Point], here: Place, there: Place) -> list[int]:
    """Halfway the keys and rows, and around the commits of the rows, of the proof and of who may sign in."""
    of_it = [at for at, each in enumerate(passed) if each == Point(here.database, True)]
    of_there = [at for at, each in enumerate(passed) if each == Point(there.database, True)]
    proof, signs_in = of_it[-1], of_there[-1]
    announced, copied = [at for at in of_there if at < proof][-2:]
    assert announced < copied < proof < signs_in
    # Each from the proof on: where a connection is made anew, one statement more is sent before it.
    return [(announced + copied) // 2, copied, copied + 1, *range(proof, signs_in + 1)]


@pytest.mark.wide
def test_wherever_it_is_killed_one_place_lets_in_at_most_and_again_makes_it_whole_in_one(
    here: Place, there: Place
) -> None:
    first, goes = kept(after_stap(1)), kept(te_vernietigen())
    concepten.keep(NOOR, first.id, "Signaal", {"waarneming": "half getypt"}, NOW)
    with working_at(there.at):
        own = vault().owners()
    for place in (here, there):
        place.keep()
    passed = trail(leaves, here, there)
    all_along = [at for at, each in enumerate(passed) if not each.reads]
    numbers = all_along[::EVERY] if EVERY else after_which_something_else_holds(passed, here, there)
    seen = set()
    for at in numbers:
        for place in (here, there):
            place.put_back()
            place.let_go()
        assert dies(at, leaves, here, there), at
        open_at = here.lets_in(), there.lets_in()
        assert open_at != (True, True) and both_are_well(here, there), at
        seen.add(open_at)
        last = first
        if open_at[0]:  # they work on: what is recorded goes along, and what is destroyed does not
            last = recorded(first, Signaal)
            dossiers.save(destroyed(goes), by=DICK, moment=moment())
        again(here, there, is_done=open_at[1])
        assert (here.lets_in(), there.lets_in()) == (False, True), at
        assert whole_there(here, there, last, own), at
    assert {(True, False), (False, False)} <= seen <= {(True, False), (False, False), (False, True)}


def again(here: Place, there: Place, *, is_done: bool) -> None:
    """Give the command again: it says that it is done, or that it was done already."""
    if is_done:
        with pytest.raises(TransferError, match="staat al in de database"):
            leaves(here, there)
    else:
        for place in (here, there):
            place.let_go()
        does(leaves, here, there)


def both_are_well(here: Place, there: Place) -> bool:
    """Whether everything agrees in both places, whatever has arrived."""
    for place in (here, there):
        with working_at(place.at):
            if not is_well():
                return False
    return True


def whole_there(here: Place, there: Place, last: Dossier, own: frozenset[str]) -> bool:
    """Whether all of it arrived, with the keys of what was not destroyed and no other, and the proof is here."""
    before = every_row(SCHOOL)
    with reading(EVERY_SCHOOL) as connection:
        theirs = vault().owners() & set(rows.owners(connection, [SCHOOL]))
    (proof,) = proofs()
    assert proof.is_true and proof.school_id == SCHOOL and both_are_well(here, there)
    with working_at(there.at):
        assert every_row(SCHOOL) == before and found(last) == last
        assert vault().owners() == theirs | own
        concept = concepten.find(NOOR, last.id, "Signaal")
        assert concept and concept.raw == {"waarneming": "half getypt"}
        with reading(EVERY_SCHOOL) as connection:
            assert aankomst.every(connection) == []
    return True
