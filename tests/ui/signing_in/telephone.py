"""Helpers: somebody with an authenticator app, who gives the password, sets up the app, and types its codes."""

import re
from datetime import UTC, datetime

import pyotp
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.accounts import sessions
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD
from ui.signing_in import second_step, sign_in
from ui.web import gate

IB = EMAIL[Role.IB_ER]


def browser() -> TestClient:
    return TestClient(Starlette(routes=[*sign_in.ROUTES, *second_step.ROUTES]), follow_redirects=False)


def gives_password(client: TestClient, email: str = IB) -> None:
    answer = client.post("/inloggen", data={"email": email, "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{gate.CODE}?naar=%2F")


def code_of(secret: str, when: datetime) -> str:
    return pyotp.TOTP(secret).at(when.replace(tzinfo=UTC))


def secret_on(page: str) -> str:
    found = re.search(r'<span class="secret">([A-Z2-7 ]+)</span>', page)
    assert found
    return found[1].replace(" ", "")


def sets_up(client: TestClient, when: datetime = MONDAY) -> tuple[str, list[str]]:
    """Sign in for the first time; return the secret in the app and the recovery codes."""
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    answer = client.post(gate.CODE, data={"code": code_of(secret, when)})
    assert answer.status_code == 200 and "meldroute" in client.cookies
    return secret, re.findall(r'<li class="secret">([A-Z2-9-]+)</li>', answer.text)


def is_in(client: TestClient, when: datetime = MONDAY) -> bool:
    token = client.cookies.get("meldroute")
    return bool(token and sessions.user_for(sessions.token_hash(token), when))
