"""Accounts and sessions in the database, and the sign-in page in front of them."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import schema
from db.accounts import accounts, passwords, sessions
from db.accounts.passwords import PRACTICE_PASSWORD, AccountError, PasswordHash, hash_password
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role, User
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, Server, open_school, token_of
from ui.signing_in import sign_in
from ui.web import html_page

IB = EMAIL[Role.IB_ER]


def session_of(role: Role = Role.IB_ER) -> str:
    token = token_of(EMAIL[role], PASSWORD, MONDAY)
    assert token
    return sessions.token_hash(token)


def page(client_host: str = "http://testserver") -> TestClient:
    return TestClient(Starlette(routes=sign_in.ROUTES), base_url=client_host, follow_redirects=False)


def logins() -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return list(connection.scalars(select(schema.login.c.token_hash)))


# Accounts


def new_account(linde: Linde, **other: object) -> str:
    given = {"naam": "Nieuw", "email": "nieuw@linde.example", "role": Role.LEERKRACHT, "password": PASSWORD}
    with transaction(EVERY_SCHOOL) as connection:
        return accounts.create_account(
            connection,
            school_id=linde.id,
            now=MONDAY,
            **{**given, **other},  # type: ignore[arg-type]
        )


WILL_NOT_DO: list[dict[str, str]] = [
    {"email": "geen adres"},
    {"email": "a@b"},
    {"email": "a@b..nl"},
    {"email": f"{'a' * 250}@b.nl"},
    {"email": "a\x00@linde.example"},
    {"email": f"  {IB.upper()} "},
    {"password": "elf tekens."},
    {"password": "a" * 1025},
    {"password": "met een \ud800 halve"},
    {"naam": "  "},
    {"naam": "N" * 121},
    {"naam": "Noor\x07"},
    {"naam": "\udcff"},
    {"school_id": "een andere"},
]


def test_an_account_that_will_not_do_is_refused_in_a_sentence_without_the_password(linde: Linde) -> None:
    for wrong in WILL_NOT_DO:
        given = dict(wrong)
        school = Linde(given.pop("school_id"), {}) if "school_id" in given else linde
        with pytest.raises(AccountError) as refused:
            new_account(school, **given)
        assert str(refused.value).endswith("."), wrong
        assert PASSWORD not in str(refused.value)
        assert wrong.get("password", PASSWORD) not in str(refused.value)


def test_a_new_account_can_sign_in_however_its_address_is_typed(linde: Linde) -> None:
    account_id = new_account(linde, email=" Nieuw@Linde.Example ")
    token = token_of("NIEUW@linde.example ", PASSWORD, MONDAY)
    assert token
    assert sessions.user_for(sessions.token_hash(token), MONDAY) == User(account_id, linde.id, "Nieuw", Role.LEERKRACHT)


def test_the_last_active_beheerder_can_be_neither_blocked_nor_given_another_role(linde: Linde) -> None:
    last = linde.accounts[Role.BEHEERDER]
    with transaction(EVERY_SCHOOL) as connection:
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_active(connection, last, False, linde.id)
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.change_role(connection, last, Role.LEERKRACHT, linde.id)
        accounts.change_role(connection, linde.accounts[Role.LEERKRACHT], Role.BEHEERDER, linde.id)
        accounts.set_active(connection, last, False, linde.id)
        with pytest.raises(AccountError, match="laatste actieve beheerder"):
            accounts.set_active(connection, linde.accounts[Role.LEERKRACHT], False, linde.id)


def test_an_account_of_another_school_cannot_be_changed(linde: Linde) -> None:
    ib_er = linde.accounts[Role.IB_ER]
    with transaction(EVERY_SCHOOL) as connection:
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.change_role(connection, ib_er, Role.DIRECTIE, "een andere")
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_active(connection, ib_er, False, "een andere")
        with pytest.raises(AccountError, match="niet bij deze school"):
            accounts.set_password(connection, ib_er, PASSWORD, "een andere")


# Sessions


def test_only_the_hash_of_a_token_and_of_a_password_is_stored(linde: Linde, empty_place: Path) -> None:
    token = token_of(IB, PASSWORD, MONDAY)
    assert token and logins() == [sessions.token_hash(token)]
    with sqlite3.connect(empty_place) as connection:
        everything = "\n".join(connection.iterdump())
    assert sessions.token_hash(token) in everything
    assert token not in everything and PASSWORD not in everything


def test_a_session_ends_after_ten_hours_whatever_one_does(linde: Linde) -> None:
    session = session_of()
    for minutes in range(0, 600, 14):
        assert sessions.look(session, MONDAY + timedelta(minutes=minutes), active=True)
    assert sessions.user_for(session, MONDAY + timedelta(hours=9, minutes=59))
    assert sessions.user_for(session, MONDAY + timedelta(hours=10)) is None


def test_another_role_ends_the_sessions_and_holds_at_the_next_sign_in(linde: Linde) -> None:
    session = session_of()
    with transaction(EVERY_SCHOOL) as connection:
        accounts.change_role(connection, linde.accounts[Role.IB_ER], Role.LEERKRACHT, linde.id)
    assert sessions.user_for(session, MONDAY) is None
    user = sessions.user_for(session_of(), MONDAY)
    assert user and user.role is Role.LEERKRACHT


def test_blocking_an_account_ends_its_sessions_for_good_and_no_others(linde: Linde) -> None:
    blocked, other = session_of(), session_of(Role.DIRECTIE)
    for active in (False, True):
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, linde.accounts[Role.IB_ER], active, linde.id)
        assert sessions.user_for(blocked, MONDAY) is None
    assert sessions.user_for(other, MONDAY)


def test_a_blocked_account_cannot_sign_in(linde: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
    assert token_of(IB, PASSWORD, MONDAY) is None


def test_another_password_ends_the_sessions_and_replaces_the_old_one(linde: Linde) -> None:
    session, another = session_of(), "een-heel-ander-wachtwoord"
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_password(connection, linde.accounts[Role.IB_ER], another, linde.id)
    assert sessions.user_for(session, MONDAY) is None
    assert token_of(IB, PASSWORD, MONDAY) is None
    assert token_of(IB, another, MONDAY + timedelta(seconds=1))


@pytest.mark.parametrize("session", ["", "x", "0" * 64])
def test_an_unknown_session_is_nobody(linde: Linde, session: str) -> None:
    assert sessions.user_for(session, MONDAY) is None


def test_signing_out_ends_this_session_only(linde: Linde) -> None:
    here, elsewhere = session_of(), session_of()
    sessions.sign_out(here)
    assert sessions.user_for(here, MONDAY) is None
    assert sessions.user_for(elsewhere, MONDAY)


def test_sessions_that_ran_out_are_cleared_away_at_the_next_sign_in(linde: Linde) -> None:
    session_of()
    assert token_of(IB, PASSWORD, MONDAY + timedelta(days=1))
    assert len(logins()) == 1


@pytest.mark.usefixtures("real_cost")
def test_a_hash_of_lesser_cost_is_replaced_at_sign_in(linde: Linde) -> None:
    weaker = PasswordHash(PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD))
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_password(connection, linde.accounts[Role.IB_ER], weaker, linde.id)
    assert token_of(IB, PASSWORD, MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        stored = connection.scalar(select(schema.account.c.password_hash).where(schema.account.c.email == IB))
    assert stored != weaker
    assert token_of(IB, PASSWORD, MONDAY)


@pytest.mark.usefixtures("real_cost")
def test_every_attempt_costs_one_argon2_whether_or_not_there_is_such_an_account(
    linde: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[str] = []

    class Noted(PasswordHasher):
        def verify(self, known: str | bytes, password: str | bytes) -> Literal[True]:
            costs.append(str(known)[:30])
            return super().verify(known, password)

    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.DIRECTIE], False, linde.id)
        accounts.set_password(connection, linde.accounts[Role.LEERKRACHT], passwords.NONE_YET, linde.id)
    monkeypatch.setattr(passwords, "_HASHER", Noted())
    for email in (IB, "niemand@linde.example", EMAIL[Role.DIRECTIE], EMAIL[Role.LEERKRACHT]):
        assert token_of(email, "niet-het-wachtwoord", MONDAY) is None
    assert len(costs) == 4 and set(costs) == {"$argon2id$v=19$m=65536,t=3,p=4$"[:30]}


def test_an_account_blocked_while_its_password_is_checked_gets_no_session(
    linde: Linde, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(_known: str, _password: str) -> bool:
        with transaction(EVERY_SCHOOL) as connection:  # would hang if one were open while Argon2 works
            accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
        return True

    monkeypatch.setattr(passwords, "verified", meanwhile)
    assert token_of(IB, PASSWORD, MONDAY) is None
    assert logins() == []


# The page


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
    assert '<html lang="nl">' in shown and "<title>Inloggen – Meldroute</title>" in shown
    assert "<script" not in shown and " on" + "click" not in shown
