"""A school of its own per test, and the real server (`streamlit run app.py`) once for all of them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

from db import accounts, passwords, schema, schools, upgrade, vault
from db import sign_in as entrance
from db.engine import EVERY_SCHOOL, engine, transaction
from db.passwords import PasswordHash
from db.settings import settings
from meldcode.rollen import Role

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)
PASSWORD = "een-lang-wachtwoord"
EMAIL = {role: f"{role.value}@linde.example" for role in Role}


@dataclass(frozen=True)
class Linde:
    """A school with one account of every role, all with the same password."""

    id: str
    accounts: dict[Role, str]


@pytest.fixture(scope="session")
def hashed() -> PasswordHash:
    return passwords.hash_password(PASSWORD)


def token_of(email: str, password: str, now: datetime) -> str | None:
    """The token of a session, for who needs no second step; None when address and password do not fit."""
    answer = entrance.with_password(email, password, now)
    assert not answer.is_half
    return answer.token or None


def open_school(hashed: PasswordHash, *, oefenschool: bool = False, second_factor: bool = False) -> Linde:
    """A school that asks no second step, unless it is to."""
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
def empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a database could be; there is none yet."""
    place = tmp_path / "school.sqlite"
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path / 'school.key'}")
    return place


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty database of the newest version: made once, and copied."""
    place = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
        patch.setenv("MELDCODE_KEY_FILE", f"{place}/school.key")
        vault.make_key_file(settings().key_file)
        upgrade.upgrade()
        engine().dispose()
    return place


@pytest.fixture
def linde(empty_place: Path, _migrated: Path, hashed: PasswordHash) -> Iterator[Linde]:
    shutil.copytree(_migrated, empty_place.parent, dirs_exist_ok=True)
    yield open_school(hashed)
    entrance.failures_are_noted()
    engine().dispose()


@dataclass(frozen=True)
class Server:
    """The program as a school runs it, and the school whose database it has."""

    port: int
    linde: Linde
    url: str

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
        connection = HTTPConnection("localhost", self.port, timeout=20)
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
        """The cookie of a fresh session, as it is sent back."""
        response, _ = self.hand_in(EMAIL[role], PASSWORD)
        assert response.status == 303
        return str(response.headers["set-cookie"]).partition(";")[0]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory, hashed: PasswordHash) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("gate")
    port, url = _free_port(), f"sqlite:///{place / 'school.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MELDCODE_DATABASE_URL", url)
        patch.setenv("MELDCODE_KEY_FILE", str(place / "school.key"))
        school = open_school(hashed)
    environment = {
        **os.environ,
        "MELDCODE_DATABASE_URL": url,
        "MELDCODE_KEY_FILE": str(place / "school.key"),
        "STREAMLIT_SERVER_PORT": str(port),
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with (place / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    server = Server(port, school, url)
    try:
        for _ in range(300):
            if process.poll() is not None or _answers(server):
                break
            time.sleep(0.1)
        assert process.poll() is None, (place / "log").read_text()
        yield server
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def server(_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The running server. The test sees the same database, so that it can block an account."""
    monkeypatch.setenv("MELDCODE_DATABASE_URL", _server.url)
    monkeypatch.setenv("MELDCODE_KEY_FILE", _server.url.removeprefix("sqlite:///").replace(".sqlite", ".key"))
    return _server


def _answers(server: Server) -> bool:
    try:
        return server.ask("/_stcore/health")[0].status == 200
    except OSError:
        return False
