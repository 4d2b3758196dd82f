"""One-time links, and the first account of a school: people choose their own password, which nobody else knows."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import schema
from db.accounts import accounts, one_time_codes, password_policy, passwords, sessions
from db.accounts import sign_in as entrance
from db.accounts.passwords import AccountError
from db.journal import journal
from db.keys import vault
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import upgrade
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, token_of
from tests.ui.signing_in.telephone import browser as _browser
from tests.ui.signing_in.telephone import sets_up
from ui.signing_in import one_time_link, second_step, sign_in
from ui.web import gate

IB, NEW = EMAIL[Role.IB_ER], "fluitketel-op-de-zolder"


def browser() -> TestClient:
    routes = [*sign_in.ROUTES, *second_step.ROUTES, *one_time_link.ROUTES]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def link_for(linde: Linde, role: Role = Role.IB_ER) -> str:
    with transaction(linde.id) as connection:
        return one_time_codes.make(connection, linde.accounts[role], linde.id, linde.accounts[Role.BEHEERDER], MONDAY)


def chooses(code: str, password: str = NEW, again: str = "", **headers: str):
    form = {"code": code, "password": password, "again": again or password}
    return browser().post(gate.LINK, data=form, headers=headers)


@pytest.mark.usefixtures("at")
def test_with_a_link_one_chooses_a_password_and_is_in(linde: Linde) -> None:
    session = sessions.token_hash(token_of(IB, PASSWORD, MONDAY) or "")
    answer = chooses(link_for(linde))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert sessions.user_for(session, MONDAY) is None, "other sessions have ended"
    assert token_of(IB, NEW, MONDAY + timedelta(minutes=1)) and not token_of(IB, PASSWORD, MONDAY)


@pytest.mark.usefixtures("at")
def test_a_link_works_once(linde: Linde) -> None:
    code = link_for(linde)
    assert chooses(code).status_code == 303
    answer = chooses(code, "een-heel-ander-wachtwoord")
    assert answer.status_code == 401 and one_time_codes.GONE in answer.text
    assert token_of(IB, NEW, MONDAY)


@pytest.mark.usefixtures("at")
def test_a_newer_link_replaces_the_older_and_a_block_stops_it(linde: Linde) -> None:
    old, new = link_for(linde), link_for(linde)
    assert chooses(old).status_code == 401
    with transaction(linde.id) as connection:
        accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
    assert chooses(new).status_code == 401


def test_a_link_lasts_three_days(linde: Linde, at: list) -> None:
    code = link_for(linde)
    at.append(MONDAY + one_time_codes.LINK_LASTS)
    assert chooses(code).status_code == 401
    at.append(at[-1] - timedelta(seconds=1))
    assert chooses(code).status_code == 303


@pytest.mark.parametrize("code", ["", "x", "0" * 64, "' OR 1=1 --", "\ud800"])
def test_an_invented_link_opens_nothing(linde: Linde, code: str) -> None:
    link_for(linde)
    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        one_time_codes.choose_password(code, NEW, MONDAY)


@pytest.mark.usefixtures("at")
def test_a_password_that_will_not_do_leaves_the_link_and_the_account_as_they_were(linde: Linde) -> None:
    code = link_for(linde)
    for password, again, sentence in (("kort", "", "ten minste 15"), (NEW, NEW + "!", "niet gelijk")):
        answer = chooses(code, password, again)
        assert answer.status_code == 401 and sentence in answer.text
        assert f'value="{code}"' in answer.text and password not in answer.text
    assert token_of(IB, PASSWORD, MONDAY) and chooses(code).status_code == 303


@pytest.mark.usefixtures("at")
def test_a_link_does_not_pass_by_a_second_step_that_was_set_up(strict: Linde) -> None:
    sets_up(_browser())
    answer = chooses(link_for(strict))
    assert answer.headers["location"].startswith(gate.CODE)
    assert "meldroute=" not in answer.headers["set-cookie"].replace("meldroute-half=", "")


def test_the_code_is_in_no_address_and_only_its_hash_is_kept(linde: Linde, empty_place: Path) -> None:
    code = link_for(linde)
    with sqlite3.connect(empty_place) as connection:
        assert code not in "\n".join(connection.iterdump())
    shown = browser().get(gate.LINK)
    assert f'src="{gate.LINK_SCRIPT}"' in shown.text and "onclick" not in shown.text
    assert [row.action for row in lines(linde.id)] == [one_time_codes.MADE]


def lines(school_id: str) -> list:
    with reading(school_id) as connection:
        return list(journal.lines(connection, school_id))


@pytest.mark.parametrize("path", [gate.LINK, gate.FIRST])
@pytest.mark.parametrize("headers", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_these_forms_sent_from_another_site_are_refused(linde: Linde, path: str, headers: dict[str, str]) -> None:
    form = {"code": link_for(linde), "password": NEW, "again": NEW, "naam": "X", "email": "x@y.example"}
    assert browser().post(path, data=form, headers=headers).status_code == 403
    assert token_of(IB, PASSWORD, MONDAY)


# The first account


@pytest.fixture
def fresh(empty_place: Path) -> str:
    """A school without accounts, as `init` leaves it; returns its code."""
    vault.make_key_file(empty_place.with_suffix(".key"))
    upgrade.upgrade()
    with transaction(EVERY_SCHOOL) as connection:
        school_id = schools.create_school(connection, "De Linde", oefenschool=False)
        return one_time_codes.make_first_code(connection, school_id, MONDAY)


def makes_first(code: str, **changes: str):
    form = {"code": code, "naam": "Bea Kok", "email": "bea@linde.example", "password": NEW, "again": NEW}
    return browser().post(gate.FIRST, data=form | changes)


def number_of_accounts() -> int:
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(func.count()).select_from(schema.account)).scalar_one()


@pytest.mark.usefixtures("at")
def test_the_code_of_init_makes_the_first_beheerder_who_sets_up_a_second_step(fresh: str) -> None:
    assert gate.FIRST in browser().get("/inloggen").text
    answer = makes_first(fresh)
    assert answer.headers["location"].startswith(gate.CODE) and number_of_accounts() == 1
    assert gate.FIRST not in browser().get("/inloggen").text, "offered only while there is nobody"
    assert browser().get(gate.FIRST).headers["location"] == "/inloggen"


@pytest.mark.usefixtures("at")
def test_the_code_works_once_and_never_beside_an_account(fresh: str) -> None:
    assert makes_first(fresh).status_code == 303
    answer = makes_first(fresh, email="mallory@linde.example")
    assert answer.status_code == 401 and number_of_accounts() == 1
    with transaction(EVERY_SCHOOL) as connection:
        (school_id,) = schools.all_schools(connection)
        other = one_time_codes.make_first_code(connection, school_id, MONDAY)
    assert makes_first(other, email="mallory@linde.example").status_code == 401 and number_of_accounts() == 1


def test_the_code_lasts_an_hour(fresh: str, at: list) -> None:
    at.append(MONDAY + one_time_codes.FIRST_CODE_LASTS)
    assert makes_first(fresh).status_code == 401 and number_of_accounts() == 0


@pytest.mark.usefixtures("at", "fresh")
def test_without_the_code_nobody_is_first() -> None:
    for code in ("", "x", "0" * 32):
        assert makes_first(code).status_code == 401
    assert number_of_accounts() == 0


@pytest.mark.usefixtures("at")
def test_a_mistake_in_the_form_does_not_use_the_code_up(fresh: str) -> None:
    for wrong in ({"email": "geen adres"}, {"naam": " "}, {"password": "kort", "again": "kort"}, {"again": "anders"}):
        answer = makes_first(fresh, **wrong)
        assert answer.status_code == 401 and f'value="{fresh}"' in answer.text and NEW not in answer.text
    assert makes_first(fresh).status_code == 303


def test_two_at_once_make_one_account(fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = passwords.hash_password(NEW)
    monkeypatch.setattr(password_policy, "hash_password", lambda _password, _like: hashed)

    def tries(number: int) -> bool:
        try:
            return bool(
                one_time_codes.make_first_account(fresh, "Bea", f"bea{number}@linde.example", NEW, MONDAY).token
            )
        except AccountError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tries, range(8))).count(True) == 1
    assert number_of_accounts() == 1


def test_without_a_database_these_pages_say_what_to_do(empty_place: Path) -> None:
    for path in (gate.LINK, gate.FIRST):
        answer = browser().post(path, data={"code": "x", "password": NEW, "again": NEW})
        assert answer.status_code == 503 and "python -m db init" in answer.text
    assert not empty_place.exists()
    entrance.failures_are_noted()
