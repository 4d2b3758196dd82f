"""What cannot be read is refused at the start, in words: never a half-readable dossier later."""

import subprocess
import sys
from pathlib import Path

import pytest

from db import vault
from db.engine import EVERY_SCHOOL, engine, transaction
from tests.gate.conftest import ROOT, Linde
from ui import startup


def refusal() -> str:
    with pytest.raises(SystemExit) as stopped:
        startup.refuse_unreadable_data()
    assert "Traceback" not in str(stopped.value)
    return str(stopped.value)


@pytest.mark.usefixtures("linde")
def test_a_missing_key_is_refused() -> None:
    assert "ontbreekt" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_key_that_does_not_belong_is_refused(empty_place: Path) -> None:
    key = empty_place.with_name("school.key")
    vault.make_key_file(key)
    vault.vault().add(["somebody"])
    vault._vault.cache_clear()
    key.write_text("00" * 32)
    assert "past niet" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_database_of_another_version_is_refused(empty_place: Path) -> None:
    vault.make_key_file(empty_place.with_name("school.key"))
    with transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from the future'")
    assert "python -m db upgrade" in refusal()


def test_a_file_that_is_no_database_is_refused(empty_place: Path) -> None:
    empty_place.write_text("dit is geen database" * 100)
    assert "niet te lezen" in refusal()
    engine().dispose()


def test_without_a_database_the_sign_in_page_may_explain(empty_place: Path) -> None:
    startup.refuse_unreadable_data()
    assert not empty_place.exists()


def test_all_in_order_starts(linde: Linde, empty_place: Path) -> None:
    vault.make_key_file(empty_place.with_name("school.key"))
    startup.refuse_unreadable_data()
    assert linde.accounts


RECEIVE = """
import app
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

async def receive(request):
    upload = (await request.form())["photo"]
    return PlainTextResponse(f"{upload.size} on disk: {upload.file._rolled}")

server = TestClient(Starlette(routes=[Route("/", receive, methods=["PUT"])]))
print(server.put("/", files={"photo": ("a.jpg", bytes(10_000_000))}).text)
"""


@pytest.mark.usefixtures("empty_place")
def test_what_is_uploaded_is_never_written_to_a_temporary_file() -> None:
    """Starlette does so from a megabyte on, as it came; app.py sees to it that it does not."""
    done = subprocess.run([sys.executable, "-c", RECEIVE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "10000000 on disk: False"
