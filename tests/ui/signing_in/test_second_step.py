"""The second step at sign-in: after the password and before everything else; set up the first time."""

import re
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import unquote

import pyotp
import pytest

from db.accounts import accounts, second_factor, sessions
from db.school import schools
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde
from tests.ui.signing_in.telephone import IB, browser, code_of, gives_password, is_in, secret_on, sets_up
from ui.signing_in import second_step
from ui.web import gate

# Between password and second step


@pytest.mark.usefixtures("strict", "at")
def test_a_password_alone_opens_the_second_step_and_nothing_else() -> None:
    client = browser()
    gives_password(client)
    half = client.cookies["meldroute-half"]
    assert not is_in(client)
    assert sessions.user_for(sessions.token_hash(half), MONDAY) is None
    assert sessions.user_for(half, MONDAY) is None


@pytest.mark.usefixtures("strict", "at")
def test_the_second_step_without_a_password_leads_back_to_the_password() -> None:
    for cookie in ("", "x", sessions.token_hash("x")):
        client = browser()
        client.cookies.set("meldroute-half", cookie)
        for answer in (client.get(gate.CODE), client.post(gate.CODE, data={"code": "123456"})):
            assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")


@pytest.mark.usefixtures("strict")
def test_half_a_session_ends_after_a_quarter_of_an_hour(at: list[datetime]) -> None:
    client = browser()
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    at.append(MONDAY + sessions.HALF_LASTS)
    assert client.post(gate.CODE, data={"code": code_of(secret, at[-1])}).headers["location"] == "/inloggen"
    assert not is_in(client, at[-1])


@pytest.mark.parametrize("way", ["block", "password"])
@pytest.mark.usefixtures("at")
def test_who_is_blocked_or_gets_another_password_halfway_does_not_get_in(strict: Linde, way: str) -> None:
    client, account = browser(), strict.accounts[Role.IB_ER]
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    with transaction(EVERY_SCHOOL) as connection:
        if way == "block":
            accounts.set_active(connection, account, False, strict.id)
        else:
            accounts.set_password(connection, account, "een-heel-ander-wachtwoord", strict.id)
    assert client.post(gate.CODE, data={"code": code_of(secret, MONDAY)}).headers["location"] == "/inloggen"
    assert not is_in(client)


# Setting it up


@pytest.mark.usefixtures("strict", "at")
def test_the_first_time_the_app_is_set_up_and_ten_codes_are_shown_once() -> None:
    client = browser()
    _, codes = sets_up(client)
    assert is_in(client) and len(set(codes)) == 10
    assert "meldroute-half" not in client.cookies
    assert client.get(gate.CODE).headers["location"] == "/", "it was used up; who is signed in goes on"


@pytest.mark.usefixtures("strict", "at")
def test_the_picture_is_made_here_and_says_what_the_key_says() -> None:
    client = browser()
    gives_password(client)
    shown = client.get(gate.CODE).text
    picture = re.search(r'<img class="qr" src="(data:image/svg\+xml[^"]+)"', shown)
    assert picture and "<svg" in unquote(unescape(picture[1]))
    address = second_factor.address_of(secret_on(shown), IB)
    assert second_step.qr(address) in shown
    assert pyotp.parse_uri(address).secret == secret_on(shown)


@pytest.mark.usefixtures("strict", "at")
def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_key_on_the_screen() -> None:
    client = browser()
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    answer = client.post(gate.CODE, data={"code": "000000" if code_of(secret, MONDAY) != "000000" else "111111"})
    assert answer.status_code == 401 and second_step.WRONG_CODE in answer.text
    assert secret_on(answer.text) == secret and not is_in(client)


@pytest.mark.usefixtures("strict")
def test_a_key_that_was_shown_and_not_confirmed_is_worth_nothing_at_the_next_sign_in(at: list[datetime]) -> None:
    """Somebody else who knew the password first does not end up with the owner's key."""
    spy, owner = browser(), browser()
    gives_password(spy)
    seen = secret_on(spy.get(gate.CODE).text)
    at.append(MONDAY + timedelta(minutes=1))
    assert sets_up(owner, at[-1])[0] != seen


@pytest.mark.usefixtures("at")
def test_a_school_may_ask_it_of_some_roles_only(strict: Linde) -> None:
    with transaction(strict.id) as connection:
        schools.ask_second_factor(connection, strict.id, Role.LEERKRACHT, False)
    answer = browser().post("/inloggen", data={"email": EMAIL[Role.LEERKRACHT], "password": PASSWORD})
    assert answer.headers["location"] == "/"
    gives_password(browser(), IB)


@pytest.mark.usefixtures("at")
def test_who_has_a_second_step_is_asked_also_where_the_school_does_not(strict: Linde) -> None:
    sets_up(browser())
    with transaction(strict.id) as connection:
        schools.ask_second_factor(connection, strict.id, Role.IB_ER, False)
    gives_password(browser())
