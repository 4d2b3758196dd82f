"""Helpers: the redirects of a browser to the provider and back, and the sessions and lines they leave."""

from urllib.parse import urlsplit

import httpx2
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from tests.ui.provider import CLIENT, SECRET
from ui.signing_in import provider as our_side
from ui.signing_in import sign_in, single_sign_on

HERE = "http://localhost:8501"
COOKIE, SESSION = "meldroute-sso", "meldroute"
SETTINGS = {
    "SOORT": "anders",
    "CLIENT_ID": CLIENT,
    "CLIENT_SECRET": SECRET,
    "ADRES": HERE,
    "NAAM": "de inlogdienst <De Linde>",
}


def browser(base_url: str = HERE) -> TestClient:
    routes = [*sign_in.ROUTES, *single_sign_on.ROUTES]
    return TestClient(Starlette(routes=routes), base_url=base_url, follow_redirects=False)


def sent_away(client: TestClient) -> str:
    """Press the button; return the address at the provider."""
    answer = client.get("/inloggen/sso")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def outside(address: str) -> httpx2.Response:
    return httpx2.get(address, verify=our_side._authorities())


def sent_back(address: str) -> str:
    """Visit the provider; return the path and query it redirects back to."""
    answer = outside(address)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    assert f"{back.scheme}://{back.netloc}" == HERE
    return f"{back.path}?{back.query}"


def come_in(client: TestClient | None = None) -> httpx2.Response:
    """The whole way, there and back."""
    client = client or browser()
    return client.get(sent_back(sent_away(client)))


def signed_in() -> int:
    with reading(EVERY_SCHOOL) as connection:
        return len(connection.execute(select(schema.login)).all())


def links() -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        return [(row.subject, row.account_id) for row in connection.execute(select(schema.identity))]


def is_refused(answer: httpx2.Response, sentence: str = single_sign_on.REFUSED, status: int = 403) -> bool:
    """Check that it was refused with this sentence, without a session."""
    shown = answer.status_code == status and sentence in answer.text
    return shown and SESSION not in answer.cookies and signed_in() == 0
