"""Fixtures of the server tests: a school per test, and the real server (`streamlit run app.py`) once per process."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select, update

from db import schema
from db.accounts import accounts, passwords, sessions
from db.accounts import sign_in as entrance
from db.accounts.passwords import PasswordHash
from db.keys import vault
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import upgrade
from meldcode.rollen import Role
from tests.cheap_hashes import REAL, cheap_hashes
from tests.processes import running
from tests.processes.address import leads_to, leave
from tests.processes.once import made_once
from tests.processes.read_here import read_here
from ui import clock

ROOT = running.ROOT
MONDAY = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)
PASSWORD = "een-lang-wachtwoord"
EMAIL = {role: f"{role.value}@linde.example" for role in Role}
PATIENCE = 60  # seconds: for a busy machine


@dataclass(frozen=True)
class Linde:
    """De Linde: a school with one account of every role, all with the same password."""

    id: str
    accounts: dict[Role, str]


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_here() -> Iterator[None]:
    with read_here():
        yield


@pytest.fixture(scope="session")
def hashed(_cheap_hashes: None) -> PasswordHash:
    return passwords.hash_password(PASSWORD)


@pytest.fixture
def real_cost(linde: "Linde", monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make passwords as expensive as in the program, those of this school included."""
    assert linde.accounts
    monkeypatch.setattr(passwords, "_HASHER", REAL)
    passwords._dummy_hash.cache_clear()
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).values(password_hash=passwords.hash_password(PASSWORD)))
    yield
    passwords._dummy_hash.cache_clear()


def token_of(email: str, password: str, now: datetime) -> str | None:
    """Sign in without a second step; return the session token, or None when address and password do not match."""
    answer = entrance.with_password(email, password, now)
    assert not answer.is_half
    return answer.token or None


def open_school(hashed: PasswordHash, *, oefenschool: bool = False, second_factor: bool = False) -> Linde:
    """Make De Linde, without a second step unless asked for."""
    if not settings().key_file.exists():
        vault.make_key_file(settings().key_file)
    upgrade.upgrade()
    with transaction(EVERY_SCHOOL) as connection:
        row = {"id": "linde", "naam": "De Linde", "oefenschool": oefenschool, "laatste_nummer": 0}
        connection.execute(schema.school.insert().values(row))
        for role in Role:
            schools.ask_second_factor(connection, "linde", role, second_factor)
        made = {
            role: accounts.create_account(
                connection,
                school_id="linde",
                naam=f"Iemand <{role.label}>",
                email=EMAIL[role],
                role=role,
                password=hashed,
                now=MONDAY,
            )
            for role in Role
        }
    return Linde("linde", made)


@pytest.fixture
def empty_place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configured place of a database that does not exist yet."""
    _point_at(leads_to(tmp_path, tmp_path_factory), monkeypatch)
    return tmp_path / "school.sqlite"


def _point_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/school.key")


MovesIn = Callable[..., Linde]


@pytest.fixture(scope="session")
def _ready_made(tmp_path_factory: pytest.TempPathFactory, hashed: PasswordHash) -> Callable[[bool], Path]:
    """A folder with De Linde, with or without a second step, made once to be copied."""

    def folder(second_factor: bool) -> Path:
        def make(place: Path) -> None:
            with pytest.MonkeyPatch.context() as patch:
                _point_at(place, patch)
                open_school(hashed, second_factor=second_factor)
                leave()

        return made_once(tmp_path_factory, "linde-strict" if second_factor else "linde", make)

    return folder


@pytest.fixture
def moves_in(empty_place: Path, _ready_made: Callable[[bool], Path]) -> Iterator[MovesIn]:
    """A function that puts a copy of De Linde in the place of this test."""

    def move_in(*, second_factor: bool = False) -> Linde:
        shutil.copytree(_ready_made(second_factor), empty_place.parent, dirs_exist_ok=True)
        return _found()

    yield move_in
    entrance.failures_are_noted()
    leave()


def _found() -> Linde:
    """Read De Linde back from the configured database."""
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.account.c.role, schema.account.c.id)).all()
    return Linde("linde", {Role(row.role): row.id for row in rows})


@pytest.fixture
def linde(moves_in: MovesIn) -> Linde:
    return moves_in()


@dataclass(frozen=True)
class Server:
    """The running program, and the school in its database."""

    port: int
    linde: Linde
    place: Settings
    log: Path

    def is_seen_by(self, patch: pytest.MonkeyPatch) -> None:
        """Inside this, ``db`` works on the database of this server."""
        patch.setenv("MELDCODE_DATABASE_URL", self.place.database_url)
        patch.setenv("MELDCODE_KEY_FILE", str(self.place.key_file))

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def ask(
        self, path: str, method: str = "GET", body: str | bytes | None = None, **headers: str
    ) -> tuple[HTTPResponse, str]:
        """One request. Headers by keyword: ``content_type`` is sent as Content-Type."""
        connection = HTTPConnection("localhost", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return response, response.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def hand_in(self, email: str, password: str, **headers: str) -> tuple[HTTPResponse, str]:
        headers.setdefault("content_type", "application/x-www-form-urlencoded")
        return self.ask("/inloggen", "POST", urlencode({"email": email, "password": password}), **headers)

    def sign_in(self, role: Role = Role.IB_ER) -> str:
        """The cookie of a new session, as if somebody had just signed in, which has tests of its own."""
        return self.session_of(self.linde.accounts[role])

    def session_of(self, account_id: str) -> str:
        with working_at(self.place), transaction(EVERY_SCHOOL) as connection:
            return f"meldroute={sessions.begin(connection, account_id, clock.now())}"


@dataclass(frozen=True)
class AppSays:
    """Facts about app.py, from a process that imports it as a server does."""

    routes: list[tuple[str, list[str]]]
    """Every path with its methods: WEBSOCKET for a websocket, ANY for a mount that takes everything."""
    upload: str
    """The size of an upload, and whether it was spooled to a file."""


ASKED = """
import json
import app
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

def methods(route):
    return sorted(getattr(route, "methods", None) or
                  ["WEBSOCKET" if "WebSocket" in type(route).__name__ else "ANY"])

async def receive(request):
    photo = (await request.form())["photo"]
    return PlainTextResponse(f"{photo.size} on disk: {photo.file._rolled}")

routes = [(getattr(each, "path", ""), methods(each)) for each in app.app._build_starlette_app().routes]
receiver = TestClient(Starlette(routes=[Route("/", receive, methods=["PUT"])]))
print(json.dumps([routes, receiver.put("/", files={"photo": ("a.jpg", bytes(10_000_000))}).text]))
"""


@pytest.fixture(scope="session")
def app_says(tmp_path_factory: pytest.TempPathFactory) -> AppSays:
    def ask(place: Path) -> None:
        environment = {**os.environ, "MELDCODE_DATABASE_URL": f"sqlite:///{place / 'none.sqlite'}"}
        command = [sys.executable, "-c", ASKED]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        (place / "answer.json").write_text(done.stdout)

    return AppSays(*json.loads((made_once(tmp_path_factory, "app", ask) / "answer.json").read_text()))


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path]) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("gate")
    shutil.copytree(_ready_made(False), folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        _point_at(folder, patch)
        place, school = settings(), _found()
        program = running.Server(os.environ, folder)
        program.start()
    try:
        yield Server(program.port, school, place, program.log)
    finally:
        program.stop()


@pytest.fixture
def server(_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The running server; the test works on the same database, so that it can block an account, for instance."""
    _server.is_seen_by(monkeypatch)
    return _server
