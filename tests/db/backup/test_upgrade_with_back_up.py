"""``python -m db upgrade --backup``: first a back-up of the version of before, then the upgrade, while people work."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

import pytest

from db.__main__ import main
from db.backup.backup import newest
from db.backup.restore import _unpacked
from db.store.engine import engine
from db.upkeep import verification
from tests.db.backup.conftest import Unpacked
from tests.db.backup.test_releases import RELEASES, assert_all_is_there
from tests.db.conftest import NOW
from tests.processes.waiting import until

BACK_WITHIN = 60  # seconds
TYPED = "INSERT INTO concept (account_id, dossier_id, soort, saved_at, content) VALUES (?, ?, ?, ?, ?)"
pytestmark = pytest.mark.either


class AtWork(Thread):
    """Somebody who works on with the program of an earlier release: one concept after another, each stored."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self._database, self._over = database, Event()
        self.stored: list[str] = []
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            with closing(sqlite3.connect(self._database, timeout=BACK_WITHIN)) as connection:
                (account,) = connection.execute("SELECT id FROM account LIMIT 1").fetchone()
                while not self._over.is_set():
                    name = f"getypt {len(self.stored)}"
                    with connection:
                        connection.execute(TYPED, (account, "dossier", name, NOW.isoformat(" "), b"verzegeld"))
                    self.stored.append(name)
                    time.sleep(0.002)
        except sqlite3.Error as problem:
            self.problem = problem

    def __enter__(self) -> "AtWork":
        self.start()
        self.stores(20)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self.join(BACK_WITHIN)

    def stores(self, more: int) -> None:
        wanted = len(self.stored) + more
        until(lambda: self.problem is not None or len(self.stored) >= wanted, seconds=BACK_WITHIN)
        assert self.problem is None


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608


def typed(found: dict[str, list[tuple[object, ...]]]) -> set[object]:
    return {row[2] for row in found["concept"]}


@pytest.fixture(params=RELEASES, ids=lambda release: release.stem)
def folder_of_before(request: pytest.FixtureRequest, unpacked: Unpacked) -> Iterator[Path]:
    yield unpacked(request.param)
    engine().dispose()


def test_an_upgrade_while_people_work_loses_nothing_and_the_way_back_is_as_it_was(folder_of_before: Path) -> None:
    database, kept = folder_of_before / "meldroute.sqlite", folder_of_before / "kept"
    before = content(database)
    with AtWork(database) as person:
        surely = set(person.stored)
        began = time.monotonic()
        assert main(["upgrade", "--backup", str(kept)]) == 0
        took = time.monotonic() - began
        person.stores(20)
    assert took < BACK_WITHIN
    assert typed(content(database)) == set(person.stored)

    of_before = folder_of_before / "of-before.sqlite"
    _unpacked(newest(kept), of_before)
    back = content(of_before)
    assert surely <= typed(back) <= set(person.stored)
    assert {**back, "concept": []} == {**before, "concept": []}, (
        "tables of that release, for the program of that release"
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM concept")  # it was not sealed
    verification.show(NOW, quick=False)
    assert_all_is_there(folder_of_before)


def test_without_its_back_up_nothing_is_upgraded(folder_of_before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(folder_of_before / "meldroute.sqlite")
    assert main(["upgrade", "--backup", str(folder_of_before)]) == 2  # the keys are there
    assert "sleutel" in capsys.readouterr().err
    assert content(folder_of_before / "meldroute.sqlite") == before
