"""Signing in from two tabs at once: neither breaks the other, at the password, the second step or its set-up."""

import re
from datetime import datetime, timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, MovesIn
from tests.ui.signing_in.conftest import at as at
from tests.ui.signing_in.telephone import browser, code_of, gives_password, is_in, secret_on, sets_up
from ui.signing_in import second_step
from ui.web import gate

IB, DIRECTIE = EMAIL[Role.IB_ER], EMAIL[Role.DIRECTIE]


@pytest.fixture
def strict(moves_in: MovesIn) -> Linde:
    """A school that asks everybody a second step."""
    return moves_in(second_factor=True)


def drawn(client: TestClient) -> str:
    """The form of the second step, as a tab shows it now."""
    return client.get(gate.CODE).text


def types(client: TestClient, page: str, code: str) -> Response:
    """Send the form of a tab, as it was drawn earlier."""
    found = re.search(r'name="bij" value="([0-9a-f]+)"', page)
    assert found
    return client.post(gate.CODE, data={"bij": found[1], "code": code})


@pytest.mark.usefixtures("strict")
def test_two_tabs_at_the_code_both_get_in(at: list[datetime]) -> None:
    secret, _ = sets_up(browser())
    client = browser()
    at.append(MONDAY + timedelta(minutes=1))
    gives_password(client)
    first = drawn(client)
    gives_password(client)
    second = drawn(client)
    code = code_of(secret, at[-1])
    assert types(client, first, code).headers["location"] == "/"
    assert is_in(client, at[-1])
    again = types(client, second, code)
    assert (again.status_code, again.headers["location"]) == (303, "/"), "the code was used, by this very browser"
    assert is_in(client, at[-1])


@pytest.mark.usefixtures("strict", "at")
def test_two_tabs_that_set_up_the_app_show_the_same_key() -> None:
    client = browser()
    gives_password(client)
    first = drawn(client)
    gives_password(client)
    second = drawn(client)
    assert secret_on(first) == secret_on(second)
    assert types(client, first, code_of(secret_on(first), MONDAY)).status_code == 200
    assert is_in(client)
    assert types(client, second, code_of(secret_on(second), MONDAY)).headers["location"] == "/"


@pytest.mark.usefixtures("strict")
def test_two_people_in_two_tabs_each_type_their_own_code(at: list[datetime]) -> None:
    """Each form says whose second step it is, so a code of one person never counts as a wrong code of another."""
    secrets = []
    for email in (IB, DIRECTIE):
        client = browser()
        gives_password(client, email)
        secrets.append(secret_on(drawn(client)))
        client.post(gate.CODE, data={"code": code_of(secrets[-1], MONDAY)})
    shared = browser()
    at.append(MONDAY + timedelta(minutes=1))
    gives_password(shared, IB)
    of_ib = drawn(shared)
    gives_password(shared, DIRECTIE)
    of_directie = drawn(shared)
    assert types(shared, of_ib, code_of(secrets[0], at[-1])).headers["location"] == "/"
    first = shared.cookies["meldroute"]
    assert types(shared, of_directie, code_of(secrets[1], at[-1])).headers["location"] == "/"
    assert shared.cookies["meldroute"] != first and is_in(shared, at[-1])
    lone = browser()
    lone.cookies.set("meldroute", first)
    assert not is_in(lone, at[-1]), "one browser is one person: the first one's session ended"


@pytest.mark.usefixtures("strict")
def test_a_password_in_another_tab_ends_nothing_before_its_second_step(at: list[datetime]) -> None:
    client = browser()
    sets_up(client)
    session = client.cookies["meldroute"]
    gives_password(client, DIRECTIE)
    assert client.cookies["meldroute"] == session and is_in(client)


@pytest.mark.usefixtures("strict", "at")
def test_who_signed_in_in_another_tab_is_not_asked_again() -> None:
    client = browser()
    assert client.get("/inloggen").status_code == 200
    sets_up(client)
    assert client.get("/inloggen").headers["location"] == "/"
    assert client.get("/inloggen?naar=/stap-1%3Fdossier%3Dabc").headers["location"] == "/stap-1?dossier=abc"
    assert client.get("/inloggen?naar=https://elders.example").headers["location"] == "/"


@pytest.mark.usefixtures("strict", "at")
def test_a_made_up_mark_or_too_many_tabs_give_nothing() -> None:
    client = browser()
    for _ in range(10):
        gives_password(client)
    assert client.cookies["meldroute-half"].count("~") == 3
    answer = client.post(gate.CODE, data={"bij": "0" * 16, "code": "123456"})
    assert answer.headers["location"] == "/inloggen" and not is_in(client)
    assert PASSWORD not in answer.text


# The clock of a telephone


def with_app(at: list[datetime]) -> tuple[TestClient, str]:
    secret, _ = sets_up(browser())
    at.append(MONDAY + timedelta(hours=1))
    client = browser()
    gives_password(client)
    return client, secret


def tries(client: TestClient, code: str, at: list[datetime]) -> str:
    """What the page says to this code, empty when it lets in. Moves the clock to where another try is allowed."""
    answer = client.post(gate.CODE, data={"code": code})
    at.append(at[-1] + timedelta(seconds=2))
    found = re.search(r'id="melding" role="alert">([^<]+)<', answer.text)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (120, "ongeveer 2 minuten voor"),
        (-120, "ongeveer 2 minuten achter"),
        (60, "ongeveer een minuut voor"),
        (-90, "ongeveer anderhalve minuut achter"),
        (300, "ongeveer 5 minuten voor"),
    ],
)
@pytest.mark.usefixtures("strict")
def test_a_clock_that_is_off_is_said_and_its_next_code_is_accepted_and_each_once(
    at: list[datetime], seconds: int, said: str
) -> None:
    client, secret = with_app(at)
    off = timedelta(seconds=seconds)
    first = code_of(secret, at[-1] + off)
    assert said in tries(client, first, at) and not is_in(client, at[-1])
    assert tries(client, first, at) == second_step.WRONG_CODE, "it was used up: who guessed it has nothing"
    at.append(at[-1] + timedelta(seconds=31))
    following = code_of(secret, at[-1] + off)
    assert tries(client, following, at) == "" and is_in(client, at[-1])
    other = browser()
    gives_password(other)
    assert tries(other, following, at) == second_step.WRONG_CODE and not is_in(other, at[-1])


@pytest.mark.usefixtures("strict")
def test_a_telephone_that_was_put_right_is_accepted_again(at: list[datetime]) -> None:
    client, secret = with_app(at)
    assert "achter" in tries(client, code_of(secret, at[-1] - timedelta(minutes=2)), at)
    assert tries(client, code_of(secret, at[-1]), at) == "" and is_in(client, at[-1])


@pytest.mark.usefixtures("strict")
def test_a_clock_that_drifts_a_little_each_time_is_followed(at: list[datetime]) -> None:
    _, secret = with_app(at)
    for steps in (1, 2, 3, 4):
        at.append(at[-1] + timedelta(days=7))
        client = browser()
        gives_password(client)
        assert tries(client, code_of(secret, at[-1] + timedelta(seconds=30 * steps)), at) == "", steps
        assert is_in(client, at[-1])


@pytest.mark.parametrize("seconds", [-600, 600, -330, 330])
@pytest.mark.usefixtures("strict")
def test_further_off_than_five_minutes_it_is_a_wrong_code(at: list[datetime], seconds: int) -> None:
    client, secret = with_app(at)
    assert tries(client, code_of(secret, at[-1] + timedelta(seconds=seconds)), at) == second_step.WRONG_CODE


@pytest.mark.usefixtures("strict")
def test_a_code_that_will_be_right_and_was_guessed_is_not_right_any_more_by_then(at: list[datetime]) -> None:
    """Otherwise the sentence about the clock would tell an attacker which guess was nearly right."""
    client, secret = with_app(at)
    guessed = code_of(secret, at[-1] + timedelta(minutes=4))
    assert "voor" in tries(client, guessed, at)
    at.append(at[-1] + timedelta(minutes=4))
    assert tries(client, guessed, at) == second_step.WRONG_CODE and not is_in(client, at[-1])


@pytest.mark.usefixtures("strict", "at")
def test_the_clock_is_said_while_the_app_is_set_up_too(at: list[datetime]) -> None:
    client = browser()
    gives_password(client)
    secret = secret_on(drawn(client))
    ahead = timedelta(minutes=2)
    assert "2 minuten voor" in tries(client, code_of(secret, MONDAY + ahead), at) and not is_in(client)
    at.append(MONDAY + timedelta(seconds=30))
    answer = client.post(gate.CODE, data={"code": code_of(secret, at[-1] + ahead)})
    assert answer.status_code == 200 and is_in(client, at[-1])
