"""Helpers: the sign-in page by itself, without a server; signing in there, and reading the stored sessions."""

from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL
from ui.signing_in import sign_in

IB = EMAIL[Role.IB_ER]


def page(client_host: str = "http://testserver") -> TestClient:
    return TestClient(Starlette(routes=sign_in.ROUTES), base_url=client_host, follow_redirects=False)


def logins() -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return list(connection.scalars(select(schema.login.c.token_hash)))
