"""The route by which somebody works in another of their roles."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.accounts import accounts, sessions
from db.accounts.werkplekken import NOT_YOURS
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.over import over
from tests.ui.conftest import MONDAY, Linde
from ui.page import werkplek


class Tab:
    """A browser of somebody with two roles, signed in."""

    def __init__(self, linde: Linde) -> None:
        noor = self.account = linde.accounts[Role.IB_ER]
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_roles(connection, noor, [Role.IB_ER, Role.LEERKRACHT], linde.id)
            token = sessions.begin(connection, noor, MONDAY)
        self.session = sessions.token_hash(token)
        self._client = TestClient(Starlette(routes=werkplek.ROUTES), follow_redirects=False)
        self._client.cookies.set("meldroute", token)

    def at(self, role: str) -> str:
        return f"{self.account}/{role}"

    def sends(self, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, str]:
        response = self._client.post("/rol", data=fields, headers=headers)
        return response.status_code, response.headers.get("location", response.text)

    @property
    def role(self) -> Role | None:
        user = sessions.user_for(self.session, MONDAY)
        return user.role if user else None


@pytest.fixture
def tab(linde: Linde, monkeypatch: pytest.MonkeyPatch) -> Tab:
    monkeypatch.setattr("ui.clock.now", lambda: MONDAY)
    return Tab(linde)


def test_a_press_changes_the_role_and_leads_to_where_one_was_going(tab: Tab) -> None:
    assert tab.role is Role.IB_ER
    assert tab.sends(plek=tab.at("leerkracht"), naar="/dossier?dossier=0") == (303, "/dossier?dossier=0")
    assert tab.role is Role.LEERKRACHT
    assert tab.sends(plek=tab.at("ib_er")) == (303, "/")
    assert tab.role is Role.IB_ER


@over("role", ["directie", "", "beheerder", "ib_er ", "\ud7ff"])
def test_what_is_not_their_role_is_refused_in_words(tab: Tab, role: str) -> None:
    assert tab.sends(plek=role) == tab.sends(plek=tab.at(role)) == (403, NOT_YOURS)
    assert tab.role is Role.IB_ER


@over("naar", ["https://elders.example/", "//elders.example", "/inloggen", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(tab: Tab, naar: str) -> None:
    assert tab.sends(plek=tab.at("leerkracht"), naar=naar) == (303, "/")


def test_another_site_cannot_do_it(tab: Tab) -> None:
    assert tab.sends({"origin": "https://elders.example"}, plek=tab.at("leerkracht"))[0] == 403
    assert tab.sends({"sec-fetch-site": "cross-site"}, plek=tab.at("leerkracht"))[0] == 403
    assert tab.role is Role.IB_ER


def test_without_a_session_nothing_changes(tab: Tab) -> None:
    sessions.sign_out(tab.session)
    assert tab.sends(plek=tab.at("leerkracht")) == (403, NOT_YOURS)
