"""A practice school, a real server on loopback and a real Chromium: one of each per test process."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from db import dossiers, schema
from db.dossiers import Moment
from db.engine import EVERY_SCHOOL, engine, reading
from meldcode.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastgelegd import Vastgelegd
from meldcode.vastleggingen import Opening
from meldcode.vraag import fill
from tests.browser.person import Person
from tests.running import ROOT, Server
from ui import clock

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a freshly made practice school."""
    place = tmp_path_factory.mktemp("school")
    environment = {
        **os.environ,
        "MELDCODE_DATABASE_URL": f"sqlite:///{place}/oefenschool.sqlite",
        "MELDCODE_KEY_FILE": f"{place}/oefenschool.key",
        "SCHOOL_FOLDER": str(place),
    }
    subprocess.run([sys.executable, "-m", "db", "practice"], cwd=ROOT, env=environment, check=True)
    return environment


@pytest.fixture(scope="session")
def address(school: dict[str, str]) -> Iterator[str]:
    """Where the server answers."""
    server = Server(school, Path(school["SCHOOL_FOLDER"]))
    server.start()
    yield server.address
    server.stop()


@pytest.fixture
def keeps(school: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Dossier], Dossier]]:
    """Store a dossier of ``tests.builders`` with the people of the practice school: a walk may begin halfway."""
    for name in ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE"):
        monkeypatch.setenv(name, school[name])
    with reading(EVERY_SCHOOL) as connection:
        accounts = {row.email: row for row in connection.execute(select(schema.account))}

    def who(cast_id: str) -> User:
        row = accounts[f"{cast_id}@oefenschool.example"]
        return User(row.id, row.school_id, row.naam, Role(row.role))

    def keep(dossier: Dossier) -> Dossier:
        first = dossier.records[0]
        opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
        kept = dossiers.open_dossier(opening, by=who(first.by), moment=_moment(first))
        records = tuple(each._replace(by=who(each.by).id) for each in dossier.records)
        for count in range(2, len(records) + 1):
            kept = replace(kept, records=records[:count])
            dossiers.save(kept, by=who(dossier.records[count - 1].by), moment=_moment(records[count - 1]))
        return kept

    yield keep
    engine().dispose()


def _moment(record: Vastgelegd) -> Moment:
    return Moment(record.on, clock.now(), uuid.uuid4().hex)


@pytest.fixture(scope="module")
def own_server(school: dict[str, str]) -> Iterator[Server]:
    """A server of these tests alone, on the same school."""
    server = Server(school, Path(school["SCHOOL_FOLDER"]))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; `make test` installs one where it may. Playwright's loop ends with each file."""
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    assert path, "no Chromium found: install Debian's chromium, or run `make chromium` as root"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _at_a_laptop(chromium: Browser, address: str) -> Iterator[Person]:
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce"
    )
    somebody = Person(context.new_page(), address)
    yield somebody
    context.close()
    somebody.must_have_met_no_trouble()


@pytest.fixture
def person(chromium: Browser, address: str) -> Iterator[Person]:
    """Somebody at a laptop with an empty browser."""
    yield from _at_a_laptop(chromium, address)


@pytest.fixture
def colleague(chromium: Browser, address: str) -> Iterator[Person]:
    """Somebody else, at another laptop at the same time."""
    yield from _at_a_laptop(chromium, address)
