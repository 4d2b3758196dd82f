"""The second step: after the password and before everything else."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pyotp
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.accounts import accounts, second_factor, sessions
from db.accounts import sign_in as entrance
from db.journal import journal
from db.keys.vault import rotate_key
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, MovesIn, Server
from ui.signing_in import second_step, sign_in
from ui.web import gate

IB = EMAIL[Role.IB_ER]


@pytest.fixture
def strict(moves_in: MovesIn) -> Linde:
    """A school as `init` makes it: everybody needs a second step."""
    return moves_in(second_factor=True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the clock of the pages says; a test may set it."""
    moments = [MONDAY]
    monkeypatch.setattr("ui.clock.now", lambda: moments[-1])
    return moments


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
    """Sign in for the first time: the secret in the app, and the recovery codes on paper."""
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    answer = client.post(gate.CODE, data={"code": code_of(secret, when)})
    assert answer.status_code == 200 and "meldroute" in client.cookies
    return secret, re.findall(r'<li class="secret">([A-Z2-9-]+)</li>', answer.text)


def is_in(client: TestClient, when: datetime = MONDAY) -> bool:
    token = client.cookies.get("meldroute")
    return bool(token and sessions.user_for(sessions.token_hash(token), when))


# Half a session


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
    """Who looked over a shoulder, or knew the password first, does not share the key of the owner."""
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


# Codes


@pytest.mark.usefixtures("strict")
def test_a_code_gets_in_once_and_so_does_the_next(at: list[datetime]) -> None:
    secret, _ = sets_up(browser())
    for minutes, code, gets_in in ((1, None, True), (1, "same", False), (2, None, True)):
        at.append(MONDAY + timedelta(minutes=minutes))
        client = browser()
        gives_password(client)
        client.post(gate.CODE, data={"code": code_of(secret, at[-1])})
        assert is_in(client, at[-1]) is gets_in, (minutes, code)


@pytest.mark.usefixtures("strict")
def test_the_code_of_the_set_up_is_not_accepted_again(at: list[datetime]) -> None:
    secret, _ = sets_up(browser())
    client = browser()
    gives_password(client)
    assert client.post(gate.CODE, data={"code": code_of(secret, at[-1])}).status_code == 401


@pytest.mark.parametrize(("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_one_step_and_no_more(strict: Linde, seconds: int, good: bool) -> None:
    account, later = strict.accounts[Role.IB_ER], MONDAY + timedelta(hours=1)
    with transaction(EVERY_SCHOOL) as connection:
        secret = second_factor.proposed(connection, account, strict.id)
        assert second_factor.confirm(connection, account, strict.id, code_of(secret, MONDAY), MONDAY)
        code = code_of(secret, later + timedelta(seconds=seconds))
        assert bool(second_factor.accepts(connection, account, strict.id, code, later)) is good


@pytest.mark.usefixtures("strict")
def test_a_code_older_than_one_that_was_used_is_refused(at: list[datetime]) -> None:
    secret, _ = sets_up(browser())
    at.append(MONDAY + timedelta(minutes=5))
    early, late = (code_of(secret, at[-1] + timedelta(seconds=each)) for each in (0, 30))
    for code, gets_in in ((late, True), (early, False)):
        client = browser()
        gives_password(client)
        client.post(gate.CODE, data={"code": code})
        assert is_in(client, at[-1]) is gets_in


@pytest.mark.usefixtures("strict")
def test_each_recovery_code_gets_in_once_however_it_is_typed(at: list[datetime]) -> None:
    _, codes = sets_up(browser())
    for typed, gets_in in ((codes[0], True), (codes[0], False), (codes[1].lower().replace("-", " "), True)):
        at.append(at[-1] + timedelta(minutes=1))
        client = browser()
        gives_password(client)
        client.post(gate.CODE, data={"code": typed})
        assert is_in(client, at[-1]) is gets_in


@pytest.mark.usefixtures("at")
def test_the_code_of_one_person_does_not_open_for_another(strict: Linde) -> None:
    secret, codes = sets_up(browser())
    client = browser()
    gives_password(client, EMAIL[Role.DIRECTIE])
    other = secret_on(client.get(gate.CODE).text)
    assert other != secret
    for code in (codes[0], code_of(secret, MONDAY + timedelta(minutes=1))):
        with transaction(EVERY_SCHOOL) as connection:
            account = strict.accounts[Role.DIRECTIE]
            assert second_factor.accepts(connection, account, strict.id, code, MONDAY) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "x" * 8000, "A" * 24, "\x00" * 6])
@pytest.mark.usefixtures("strict")
def test_what_is_no_code_is_just_a_wrong_one(code: str, at: list[datetime]) -> None:
    sets_up(browser())
    client = browser()
    gives_password(client)
    assert client.post(gate.CODE, data={"code": code}).status_code == 401
    assert not is_in(client)


@pytest.mark.usefixtures("at")
def test_taken_away_it_is_set_up_anew_with_another_key(strict: Linde) -> None:
    secret, codes = sets_up(browser())
    with transaction(EVERY_SCHOOL) as connection:
        second_factor.remove(connection, strict.accounts[Role.IB_ER])
        assert second_factor.recovery_codes_left(connection, strict.accounts[Role.IB_ER]) == 0
    client = browser()
    gives_password(client)
    assert secret_on(client.get(gate.CODE).text) != secret
    assert client.post(gate.CODE, data={"code": codes[0]}).status_code == 401


# What is kept of it


@pytest.mark.usefixtures("strict", "at")
def test_neither_the_key_nor_a_recovery_code_stands_in_the_database(empty_place: Path) -> None:
    secret, codes = sets_up(browser())
    with sqlite3.connect(empty_place) as connection:
        everything = "\n".join(connection.iterdump()).upper()
    for hidden in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert hidden not in everything and hidden.encode().hex().upper() not in everything


@pytest.mark.usefixtures("at")
def test_a_key_put_beside_another_account_does_not_open(strict: Linde) -> None:
    sets_up(browser())
    with transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("UPDATE second_factor SET account_id = ?", (strict.accounts[Role.DIRECTIE],))
    client = browser()
    gives_password(client, EMAIL[Role.DIRECTIE])
    assert client.post(gate.CODE, data={"code": "123456"}).status_code == 503
    assert not is_in(client)


@pytest.mark.usefixtures("strict")
def test_a_new_master_key_leaves_every_app_working(at: list[datetime]) -> None:
    secret, _ = sets_up(browser())
    rotate_key()
    at.append(MONDAY + timedelta(minutes=1))
    client = browser()
    gives_password(client)
    client.post(gate.CODE, data={"code": code_of(secret, at[-1])})
    assert is_in(client, at[-1])


@pytest.mark.usefixtures("at")
def test_the_journal_says_who_signed_in_and_how(strict: Linde) -> None:
    _, codes = sets_up(browser())
    client = browser()
    gives_password(client)
    client.post(gate.CODE, data={"code": "123456"})
    entrance.failures_are_noted()
    with reading(strict.id) as connection:
        lines = [row.action for row in journal.lines(connection, strict.id)]
    assert lines == [entrance.FAILED, entrance.SIGNED_IN, entrance.FACTOR_ON]
    assert journal.verify(strict.id) is None and codes


@pytest.mark.parametrize("headers", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.usefixtures("strict", "at")
def test_a_code_sent_from_another_site_is_refused(headers: dict[str, str]) -> None:
    client = browser()
    gives_password(client)
    secret = secret_on(client.get(gate.CODE).text)
    answer = client.post(gate.CODE, data={"code": code_of(secret, MONDAY)}, headers=headers)
    assert answer.status_code == 403 and not is_in(client)


def test_the_page_runs_no_script_and_is_not_kept(server: Server) -> None:
    response, _ = server.ask(gate.CODE)
    assert (response.status, response.headers["location"]) == (303, "/inloggen")
    assert response.headers["cache-control"] == "no-store"
