"""Idle pages lock: only what people do counts as activity, and the server keeps the time."""

import json
import time
from datetime import timedelta

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from db import schema
from db.accounts import accounts, sessions
from db.school import schools
from db.store.engine import EVERY_SCHOOL, transaction
from db.werk import alarm
from meldcode.rollen import Role, User
from tests.processes.waiting import until
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, PATIENCE, Linde, Server, token_of
from tests.ui.web.gate.asking import click, closed_with, dial
from ui import clock
from ui.web import gate, html_page, idle

QUARTER = timedelta(minutes=15)


@pytest.fixture
def session(linde: Linde) -> str:
    return sessions.token_hash(token_of(EMAIL[Role.IB_ER], PASSWORD, MONDAY) or "")


def test_after_a_quarter_of_an_hour_of_nothing_a_session_has_ended_for_good(session: str) -> None:
    assert sessions.user_for(session, MONDAY + QUARTER - timedelta(seconds=1))
    assert sessions.user_for(session, MONDAY + QUARTER) is None
    assert sessions.look(session, MONDAY + QUARTER, active=True) is None, "doing something comes too late"
    assert sessions.user_for(session, MONDAY + QUARTER) is None


def test_looking_does_not_prolong_and_doing_something_does(session: str) -> None:
    for minutes in range(1, 15):
        assert sessions.look(session, MONDAY + timedelta(minutes=minutes))
    assert sessions.look(session, MONDAY + timedelta(minutes=14), active=True)
    later = sessions.look(session, MONDAY + timedelta(minutes=28))
    assert later and later.left == timedelta(minutes=1)


def test_it_is_written_down_once_a_minute_at_most(session: str) -> None:
    for seconds in range(0, 180, 5):
        sessions.look(session, MONDAY + timedelta(seconds=seconds), active=True)
    with transaction(EVERY_SCHOOL) as connection:
        assert connection.scalar(schema.login.select().with_only_columns(schema.login.c.last_active)) == (
            MONDAY + timedelta(minutes=2)
        )


def test_the_school_decides_how_long_within_bounds(linde: Linde, session: str) -> None:
    with transaction(linde.id) as connection:
        schools.set_idle_minutes(connection, linde.id, 5)
        assert schools.idle_minutes(connection, linde.id) == 5
        for wrong in (0, 4, 61, 10_000):
            with pytest.raises(ValueError, match="5 tot en met 60"):
                schools.set_idle_minutes(connection, linde.id, wrong)
    assert sessions.user_for(session, MONDAY + timedelta(minutes=5)) is None


def test_ten_hours_is_the_end_also_for_who_is_busy(session: str) -> None:
    for minutes in range(0, 600, 10):
        assert sessions.look(session, MONDAY + timedelta(minutes=minutes), active=True)
    left = sessions.look(session, MONDAY + timedelta(minutes=599))
    assert left and left.left == timedelta(minutes=1)
    assert sessions.look(session, MONDAY + timedelta(hours=10), active=True) is None


def message(**fields: object) -> bytes:
    made = BackMsg()
    for name, value in fields.items():
        setattr(made, name, value)
    return made.SerializeToString()


def test_only_what_somebody_does_counts() -> None:
    pressed, by_itself = BackMsg(), BackMsg()
    pressed.rerun_script.query_string = "x"
    by_itself.rerun_script.is_auto_rerun = True
    assert gate._is_action(pressed.SerializeToString())
    for other in (by_itself.SerializeToString(), message(app_heartbeat=True), b"", b"\xff\xfe geen bericht"):
        assert not gate._is_action(other)


def last_active(server: Server) -> object:
    with transaction(EVERY_SCHOOL) as connection:
        mine = schema.login.c.account_id == server.linde.accounts[Role.DIRECTIE]
        query = schema.login.select().with_only_columns(schema.login.c.last_active).where(mine)
        return connection.scalars(query.order_by(schema.login.c.created_at.desc())).first()


def was_active(server: Server, ago: timedelta) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(schema.login.update().values(last_active=clock.now() - ago))


def test_a_line_that_connects_by_itself_is_nobody_and_a_click_on_it_is_somebody(server: Server) -> None:
    cookie = server.sign_in(Role.DIRECTIE)
    was_active(server, timedelta(minutes=10))
    before = last_active(server)
    with dial(server, cookie, server.origin) as line:
        click(line)
        line.recv(timeout=PATIENCE)
        assert last_active(server) == before
        click(line)
        until(lambda: last_active(server), lambda seen: seen != before, PATIENCE)


def test_an_open_line_that_was_left_alone_is_ended_at_its_next_message(server: Server) -> None:
    with dial(server, server.sign_in(Role.DIRECTIE), server.origin) as line:
        click(line)
        line.recv(timeout=PATIENCE)
        was_active(server, QUARTER)
        assert closed_with(line) == gate.SESSION_ENDED


def test_a_page_may_ask_how_long_it_has_and_say_that_somebody_is_there(server: Server) -> None:
    cookie = server.sign_in(Role.DIRECTIE)
    begun = time.monotonic()
    was_active(server, timedelta(minutes=10))
    for method, most in (("GET", 300), ("GET", 300), ("POST", 900), ("GET", 900)):
        answer, text = server.ask(gate.SESSION, method, cookie=cookie)
        passed = time.monotonic() - begun
        assert answer.status == 200 and most - passed <= json.loads(text)["left"] <= most, (method, text, passed)
    assert server.ask(gate.SESSION, "POST", cookie=cookie, origin="https://elders.example")[0].status == 403
    assert server.ask(gate.SESSION)[0].status == 401


def user_of(server: Server, role: Role) -> User:
    return User(server.linde.accounts[role], server.linde.id, f"Iemand <{role.label}>", role)


def asks(server: Server, role: Role) -> dict[str, object]:
    answer, text = server.ask(gate.SESSION, cookie=server.sign_in(role))
    assert answer.status == 200
    return dict(json.loads(text))


def test_a_page_that_stands_open_is_told_of_an_alarm_until_it_was_seen_and_asking_keeps_it_open_no_longer(
    server: Server,
) -> None:
    lars = user_of(server, Role.LEERKRACHT)
    assert asks(server, Role.DIRECTIE)["alarm"] is None
    alarm.sound(lars, clock.now())
    cookie = server.sign_in(Role.DIRECTIE)
    was_active(server, timedelta(minutes=10))
    before = last_active(server)
    told = json.loads(server.ask(gate.SESSION, cookie=cookie)[1])["alarm"]
    assert told["said"].startswith(f"Acuut gevaar: {lars.naam} heeft om ") and last_active(server) == before
    assert asks(server, Role.LEERKRACHT)["alarm"] is None, "who sounded it is not alarmed"
    assert asks(server, Role.BEHEERDER)["alarm"] is None
    alarm.see(user_of(server, Role.DIRECTIE), told["id"], clock.now())
    assert asks(server, Role.DIRECTIE)["alarm"] is None


def test_an_alarm_that_cannot_be_looked_up_keeps_no_page_from_being_locked(
    session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sessions.look(session, MONDAY)
    assert found

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("db.werk.alarm.waiting", fails)
    assert idle._alarm(found.user) is None


PLACES = {
    "/stap-3?dossier=abc": "/stap-3?dossier=abc",
    "/": "/",
    "": "/",
    "stap-3": "/",
    "//elders.example": "/",
    "/\\elders.example": "/",
    "https://elders.example/": "/",
    "javascript:alert(1)": "/",
    "/a\r\nSet-Cookie: x": "/",
    "/inloggen": "/",
    "http://[": "/",
    "/" + "a" * 300: "/",
    '/"><script>': "/",
}


def test_after_signing_in_one_comes_back_to_a_place_of_our_own_only() -> None:
    assert {wanted: html_page.own_place(wanted) for wanted in PLACES} == PLACES


def test_the_lock_asks_the_password_and_leads_back(server: Server) -> None:
    _, shown = server.ask("/inloggen?naar=%2Fdirectie%3Fdossier%3Dx")
    assert "Uw sessie is afgelopen." in shown and 'name="naar" value="/directie?dossier=x"' in shown
    body = f"email={EMAIL[Role.DIRECTIE]}&password={PASSWORD}&naar=%2Fdirectie%3Fdossier%3Dx"
    response, _ = server.ask("/inloggen", "POST", body, content_type="application/x-www-form-urlencoded")
    assert (response.status, response.headers["location"]) == (303, "/directie?dossier=x")
    assert accounts.database_exists()
