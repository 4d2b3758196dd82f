"""Signing in with the account of the school, in a real browser: the provider stands on another site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SitsDown
from tests.browser.person import PASSWORD, START, Person
from tests.browser.school import School
from tests.processes.running import Server
from tests.ui import provider as other_side
from tests.ui.provider import CLIENT, SECRET, Provider

BUTTON = "Inloggen met SchoolID"

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with other_side.running() as running:
        yield running


@pytest.fixture(scope="module")
def with_sso(school: School, provider: Provider) -> Iterator[str]:
    """A practice school where people may also sign in through the provider."""
    server = Server(school.environment, school.folder)
    settings = {
        "SOORT": "anders",
        "ISSUER": provider.issuer,
        "CLIENT_ID": CLIENT,
        "CLIENT_SECRET": SECRET,
        "ADRES": server.address,
        "NAAM": "SchoolID",
    }
    server.environment |= {f"MELDCODE_OIDC_{name}": value for name, value in settings.items()}
    server.start()
    yield server.address
    server.stop()
    written = server.log.read_text()
    assert provider.given, "somebody came by"
    for secret in [*provider.given, SECRET, "subject-of", "@oefenschool.example", "state=", "nonce"]:
        assert secret not in written, "the log tells"


@pytest.fixture
def visitor(sits_down: SitsDown, with_sso: str, provider: Provider) -> Person:
    return sits_down(with_sso, elsewhere=(f"http://127.0.0.1:{provider.port}/authorize?",))


def comes_in(visitor: Person) -> None:
    visitor.page.goto(f"{visitor.address}/inloggen")
    visitor.page.get_by_role("link", name=BUTTON).click()
    visitor.page.get_by_role("link", name="Ik ben het").click()


def test_who_was_added_lands_on_the_start_page_and_signing_out_ends_the_session(
    visitor: Person, provider: Provider
) -> None:
    provider.person |= {"sub": "subject-of-noor", "email": "noor@oefenschool.example"}
    comes_in(visitor)
    visitor.page.wait_for_url(f"{visitor.address}/")
    visitor.wait()
    visitor.sees(START)
    visitor.reloads()
    visitor.sees(START)
    cookies = {each["name"]: each for each in visitor.page.context.cookies()}
    assert cookies["meldroute"]["httpOnly"] and cookies["meldroute"]["sameSite"] == "Strict"
    assert "meldroute-sso" not in cookies
    visitor.sign_out()
    visitor.page.goto(f"{visitor.address}/leerlingbespreking")
    visitor.page.wait_for_url("**/inloggen")


def test_who_was_not_added_is_told_so_and_can_still_use_a_password(visitor: Person, provider: Provider) -> None:
    provider.person |= {"sub": "subject-of-nobody", "email": "niemand@oefenschool.example"}
    comes_in(visitor)
    expect(visitor.page.get_by_role("alert")).to_contain_text("Vraag de beheerder van uw school om hulp.")
    assert "niemand" not in visitor.page.locator("body").inner_text()
    visitor.gives("noor@oefenschool.example", PASSWORD)
    visitor.wait()
    visitor.sees(START)
