"""The primary is lost under load, and the standby takes its place: nothing acknowledged is lost, and all goes on."""

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy.exc import SQLAlchemyError

from db.dossiers import dossiers
from db.journal import journal
from db.keys import store, vault
from db.store import engine, faults
from db.store.settings import KEY_STORE
from db.upkeep import upgrade
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.builders import opened, record
from tests.cast import NOOR, SCHOOL
from tests.db import conftest
from tests.db.failover.pair import Pair, pair
from tests.db.keeping import found, kept, moment
from tests.db.postgresql import KEYS, OWNER
from tests.processes.waiting import until

PEOPLE = 4
TIMES = int(os.environ.get("MELDROUTE_FAILOVERS", "1"))
BACK_WITHIN = 30  # seconds
A_LITTLE = 5  # records of each, before and after


@pytest.fixture(params=["file", "database"])
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Pair]:
    """A school on two servers, with its keys in a file, or on these servers as well."""
    with pair() as found_pair:
        monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "meldroute.key"))
        monkeypatch.setenv("MELDCODE_DATABASE_URL", found_pair.url(OWNER))
        vault.make_key_file(tmp_path / "meldroute.key")
        upgrade.upgrade()
        conftest.the_cast_moves_in()
        engine.engine().dispose()
        monkeypatch.setenv("MELDCODE_DATABASE_URL", found_pair.url())
        if request.param == "database":
            monkeypatch.setenv(KEY_STORE, found_pair.url(KEYS, KEYS))
        yield found_pair
        engine.engine().dispose()
        vault.vault().store.engine.dispose()


class Person:
    """Somebody who records one signaal after another, and presses again when that did not go well."""

    def __init__(self) -> None:
        self.dossier = kept(opened())
        self.said: set[str | None] = set()
        self.longest = 0.0  # seconds between two records

    def works(self, until_told: Event) -> None:
        last = time.monotonic()
        while not until_told.is_set():
            self._records(record(self.dossier, Signaal), uuid.uuid4().hex, until_told)
            self.longest = max(self.longest, time.monotonic() - last)
            last = time.monotonic()

    def _records(self, after: Dossier, press: str, until_told: Event) -> None:
        while not until_told.is_set():
            try:
                dossiers.save(after, by=NOOR, moment=moment(press))
            except (SQLAlchemyError, faults.Said) as problem:
                self.said.add(faults.in_words(problem) or repr(problem))
                until_told.wait(0.2)
            else:
                self.dossier = after
                return


@pytest.mark.parametrize("number", range(TIMES))
def test_nothing_acknowledged_is_lost_and_all_record_again_within_half_a_minute(two: Pair, number: int) -> None:
    people, ended = [Person() for _each in range(PEOPLE)], Event()
    threads = [Thread(target=each.works, args=(ended,)) for each in people]
    try:
        for each in threads:
            each.start()
        _all_have(people, A_LITTLE)
        two.loses_its_primary()
        back = time.monotonic()
        _all_have(people, max(len(each.dossier.records) for each in people) + A_LITTLE)
        took = time.monotonic() - back
    finally:
        ended.set()
        for each in threads:
            each.join()
    assert took < BACK_WITHIN and max(each.longest for each in people) < BACK_WITHIN
    assert {said for each in people for said in each.said} <= {faults.AWAY, faults.BUSY, store.AWAY, store.BUSY}
    for person in people:
        stored = found(person.dossier)
        assert stored and stored.records[: len(person.dossier.records)] == person.dossier.records
    assert journal.verify(SCHOOL) is None


def _all_have(people: list[Person], number: int) -> None:
    until(lambda: min(len(each.dossier.records) for each in people), lambda least: least >= number, seconds=60)
