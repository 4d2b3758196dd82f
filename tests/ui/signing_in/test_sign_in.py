"""The sign-in page: right and wrong passwords, practice accounts, and signing out."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from db.accounts import accounts
from db.accounts.passwords import PRACTICE_PASSWORD, hash_password
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, Server, open_school, token_of
from tests.ui.signing_in.sign_in_page import IB, logins, page
from ui.signing_in import sign_in
from ui.web import html_page


def test_signing_in_gives_a_strict_cookie_that_scripts_cannot_read_and_leads_to_the_start(linde: Linde) -> None:
    answer = page().post("/inloggen", data={"email": IB, "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie, *attributes = answer.headers["set-cookie"].lower().split("; ")
    assert cookie.startswith("meldroute=")
    assert set(attributes) == {"httponly", "path=/", "samesite=strict"}


def test_over_https_the_cookie_is_bound_to_this_host_and_secure(linde: Linde) -> None:
    answer = page("https://testserver").post("/inloggen", data={"email": IB, "password": PASSWORD})
    cookie, *attributes = answer.headers["set-cookie"].split("; ")
    assert cookie.startswith("__Host-meldroute=")
    assert {each.lower() for each in attributes} == {"httponly", "path=/", "samesite=strict", "secure"}


def test_wrong_password_unknown_address_and_blocked_account_give_the_same_page(linde: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.DIRECTIE], False, linde.id)
    tried = {
        IB: "niet-het-wachtwoord",
        "niemand@linde.example": PASSWORD,
        EMAIL[Role.DIRECTIE]: PASSWORD,
        "x@y.nl": "a" * 2000,
    }
    bodies = set()
    for email, password in tried.items():
        answer = page().post("/inloggen", data={"email": email, "password": password})
        assert answer.status_code == 401 and sign_in.WRONG in answer.text
        assert "set-cookie" not in answer.headers and password not in answer.text
        assert answer.text.count(email) == 1, "the address is kept"
        bodies.add(answer.content.replace(email.encode(), b""))
    assert len(bodies) == 1


def test_after_a_wrong_password_the_cursor_is_in_the_password(linde: Linde) -> None:
    answer = page().post("/inloggen", data={"email": IB, "password": "niet-het-wachtwoord"})
    password = answer.text.partition('name="password"')[2].partition(">")[0]
    assert "autofocus" in password and answer.text.count("autofocus") == 1
    assert 'aria-invalid="true" aria-describedby="melding"' in password
    left_alone = page().get("/inloggen", params={"naar": "/"}).text
    assert 'aria-describedby="melding"' in left_alone and "aria-invalid" not in left_alone, "nothing was wrong"


@pytest.mark.parametrize("data", [{}, {"email": IB}, {"password": PASSWORD}])
def test_a_form_with_half_of_it_missing_is_just_a_wrong_one(linde: Linde, data: dict[str, str]) -> None:
    assert page().post("/inloggen", data=data or {"": ""}).status_code == 401


def test_what_was_typed_comes_back_as_text_and_never_as_markup(linde: Linde) -> None:
    answer = page().post("/inloggen", data={"email": '"><script>alert(1)</script>$x', "password": "p"})
    assert "<script" not in answer.text
    assert "&quot;&gt;&lt;script&gt;" in answer.text


FOREIGN: list[dict[str, str]] = [
    {"Origin": "https://elders.example"},
    {"Origin": "http://testserver:9999"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "file://testserver"},
    {"Origin": "http://testserver.elders.example", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("path", ["/inloggen", "/uitloggen"])
def test_a_form_sent_from_another_site_is_refused(linde: Linde, path: str) -> None:
    for headers in FOREIGN:
        answer = page().post(path, data={"email": IB, "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers, headers
        assert logins() == [], headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Origin": "http://TESTSERVER:80", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_the_own_page_and_clients_that_are_no_browser_can_sign_in(linde: Linde, headers: dict[str, str]) -> None:
    answer = page().post("/inloggen", data={"email": IB, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("email=a&password=" + "p" * 9000, "application/x-www-form-urlencoded", 413),
        ('{"email": "a"}', "application/json", 415),
        ("&".join(f"f{number}=1" for number in range(50)), "application/x-www-form-urlencoded", 400),
        (b"email=\xff\x00&password=%ff", "application/x-www-form-urlencoded", 401),
    ],
)
def test_a_body_that_is_no_sign_in_form_is_refused(
    linde: Linde, body: str | bytes, content_type: str, status: int
) -> None:
    answer = page().post("/inloggen", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status


def test_signing_in_again_ends_the_session_this_browser_had(linde: Linde) -> None:
    client = page()
    for _ in range(2):
        client.post("/inloggen", data={"email": IB, "password": PASSWORD})
    assert len(logins()) == 1


def test_signing_out_forgets_the_session_on_both_sides(linde: Linde) -> None:
    client = page()
    client.post("/inloggen", data={"email": IB, "password": PASSWORD})
    answer = client.post("/uitloggen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert "meldroute" not in client.cookies
    assert logins() == []


def test_an_ordinary_school_shows_nobody_and_no_practice_band(linde: Linde) -> None:
    shown = page().get("/inloggen").text
    assert html_page.PRACTICE_BAND not in shown and PRACTICE_PASSWORD not in shown
    assert not any(email in shown for email in EMAIL.values())


def test_the_practice_school_says_so_and_offers_every_active_account(empty_place: Path) -> None:
    linde = open_school(hash_password(PRACTICE_PASSWORD), oefenschool=True)
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.DIRECTIE], False, linde.id)
    shown = page().get("/inloggen").text
    assert html_page.PRACTICE_BAND in shown
    assert "Iemand &lt;Intern begeleider&gt;" in shown and "Iemand <" not in shown
    offered = {role for role in Role if f'value="{EMAIL[role]}"' in shown}
    assert offered == set(Role) - {Role.DIRECTIE}
    answer = page().post("/inloggen", data={"email": IB, "password": PRACTICE_PASSWORD})
    assert answer.status_code == 303


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_database_the_page_says_what_to_do_and_makes_none(empty_place: Path, method: str) -> None:
    answer = page().request(method, "/inloggen", data={"email": IB, "password": PASSWORD})
    assert answer.status_code == 503
    assert "make run" in answer.text and "python -m db init" in answer.text
    assert "Traceback" not in answer.text and not empty_place.exists()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_database_without_tables_is_no_database_yet(empty_place: Path, method: str) -> None:
    sqlite3.connect(empty_place).close()
    empty_place.touch()
    answer = page().request(method, "/inloggen", data={"email": IB, "password": PASSWORD})
    assert answer.status_code == 503 and "python -m db init" in answer.text


def test_many_at_once_are_all_answered(linde: Linde) -> None:
    async def all_at_once() -> list[str | None]:
        one = asyncio.to_thread(token_of, IB, PASSWORD, MONDAY)
        others = [asyncio.to_thread(token_of, IB, PASSWORD, MONDAY) for _ in range(7)]
        return list(await asyncio.gather(one, *others))

    tokens = asyncio.run(all_at_once())
    assert None not in tokens and len(set(tokens)) == 8


def test_the_sign_in_page_is_dutch_and_runs_no_script(server: Server) -> None:
    _, shown = server.ask("/inloggen")
    assert '<html lang="nl" ' in shown and "<title>Inloggen – Meldroute</title>" in shown
    assert "<script" not in shown and " on" + "click" not in shown
