"""The codes of the second step: which are accepted, which are not, and how they are stored."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.accounts import second_factor
from db.accounts import sign_in as entrance
from db.journal import journal
from db.keys.vault import rotate_key
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, Linde, Server
from tests.ui.signing_in.telephone import browser, code_of, gives_password, is_in, secret_on, sets_up
from ui.web import gate

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


# What is stored


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
