"""What people see when they sign in, or request a page, while the database has a fault."""

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from db.accounts import sessions
from db.store.settings import settings
from meldcode.rollen import Role
from tests import faults
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of
from ui import clock
from ui.signing_in import sign_in
from ui.web import gate, streamlit_page

IB = EMAIL[Role.IB_ER]


@pytest.fixture(autouse=True)
def _on_monday(linde: Linde, empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    assert linde.accounts


@pytest.fixture
def browser() -> TestClient:
    app = Starlette(
        routes=sign_in.ROUTES, middleware=[each for each in streamlit_page.MIDDLEWARE if each.cls is gate.Gate]
    )
    return TestClient(app, base_url="http://testserver", follow_redirects=False)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (faults.read_only, "alleen te lezen en niet te schrijven"),
        (faults.locked, "bezet door een ander programma"),
        (faults.locked_for_reading, "bezet door een ander programma"),
        (faults.truncated, "is beschadigd"),
        (faults.page_damaged, "is beschadigd"),
        (faults.key_missing, "Het sleutelbestand school.key ontbreekt"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_signing_in_is_answered_in_words_and_works_afterwards(
    fault: faults.Cause, words: str, browser: TestClient, empty_place: Path
) -> None:
    who = {"email": IB, "password": PASSWORD}
    with fault(empty_place.parent):
        answer = browser.post(gate.SIGN_IN, data=who)
        assert answer.status_code == 503 and words in answer.text and IB in answer.text
        assert "Traceback" not in answer.text and "python -m db init" not in answer.text
        for folder in (empty_place.parent, settings().key_file.parent):
            assert str(folder) not in answer.text, "where things lie is not told to who is not signed in"
    assert browser.post(gate.SIGN_IN, data=who).status_code == 303


def test_a_page_that_cannot_be_given_says_why(browser: TestClient, empty_place: Path) -> None:
    token = token_of(IB, PASSWORD, MONDAY)
    with faults.page_damaged(empty_place.parent):
        answer = browser.get("/stap-1", headers={"cookie": f"meldroute={token}"})
        assert answer.status_code == 503 and "is beschadigd" in answer.text


def test_signing_out_that_fails_says_why_and_the_session_is_there_until_it_works(
    browser: TestClient, empty_place: Path
) -> None:
    token = token_of(IB, PASSWORD, MONDAY)
    cookie = {"cookie": f"meldroute={token}"}
    with faults.read_only(empty_place.parent):
        answer = browser.post(gate.SIGN_OUT, headers=cookie)
        assert answer.status_code == 503 and "alleen te lezen en niet te schrijven" in answer.text
    assert browser.post(gate.SIGN_OUT, headers=cookie).status_code == 303
    assert token is not None and sessions.user_for(sessions.token_hash(token), MONDAY) is None


def test_a_tab_stays_open_while_the_database_cannot_be_read(empty_place: Path) -> None:
    """The page says what is wrong, and shows nothing to somebody whose account cannot be looked up."""
    session = sessions.token_hash(str(token_of(IB, PASSWORD, MONDAY)))
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b"typed"}

    async def send(message: Message) -> None:
        sent.append(message)

    watched, _send = gate._watched(session, receive, send)

    async def hears() -> Message:
        return await watched()

    with faults.page_damaged(empty_place.parent):
        assert asyncio.run(hears()) == {"type": "websocket.receive", "bytes": b"typed"} and sent == []
    # Streamlit keeps the last message in memory until the next, so an empty one is sent after it.
    assert BackMsg.FromString((asyncio.run(hears()))["bytes"]).HasField("app_heartbeat")
    sessions.sign_out(session)
    assert asyncio.run(hears())["type"] == "websocket.disconnect" and sent[0]["code"] == gate.SESSION_ENDED
