"""What throttling costs innocent people who share an address: a right secret is accepted whatever others do there."""

import ast
import os
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from db import schema
from db.accounts import feed, one_time_codes, sessions, throttle
from db.accounts import sign_in as entrance
from db.accounts.sign_in import again, with_code, with_password
from db.accounts.throttle import Attempt
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from meldcode.rollen import Role, User
from tests.architecture.parsed import nodes_of
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, ROOT, Linde
from tests.ui.signing_in.test_throttle import cheap as cheap
from ui.account import feed as ui_feed

SCHOOL_ADDRESS = "203.0.113.20"
WRONG = "niet-het-wachtwoord"
GUESSES = int(os.environ.get("MELDROUTE_GUESSES", "300"))
IB = EMAIL[Role.IB_ER]


def counted() -> int:
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(func.count()).select_from(schema.throttle)).scalar_one()


# A calendar program with an old address


def test_a_withdrawn_calendar_that_keeps_asking_shuts_nobody_out(linde: Linde, cheap: list[str]) -> None:
    """Hundreds of requests from the school's address do not stop other calendars and passwords from there."""
    with transaction(EVERY_SCHOOL) as connection:
        right = feed.make(connection, linde.accounts[Role.IB_ER], MONDAY)
        old = feed.make(connection, linde.accounts[Role.DIRECTIE], MONDAY)
        feed.withdraw(connection, linde.accounts[Role.DIRECTIE])
    app = Starlette(routes=ui_feed.ROUTES)
    with TestClient(app, client=(SCHOOL_ADDRESS, 1)) as client:
        for _ in range(GUESSES):
            assert client.get(f"/agenda/{old}.ics").status_code == 404
        assert client.get(f"/agenda/{right}.ics").status_code == 200
    assert with_password(IB, PASSWORD, MONDAY, SCHOOL_ADDRESS).token
    assert cheap == [PASSWORD]


def test_guessing_a_calendar_counts_nowhere_and_costs_nobody_a_turn_to_write(linde: Linde) -> None:
    for _ in range(60):
        asked = Request({"type": "http", "path_params": {"token": secrets.token_urlsafe(32)}})
        assert ui_feed.calendar.answer(asked, "", {}).status_code == 404
    assert counted() == 0


# Codes and confirmations


def test_wrong_codes_of_colleagues_keep_no_newcomer_from_signing_in(linde: Linde, cheap: list[str]) -> None:
    """When the server's clock is off, every code is wrong: passwords must not be refused because of that."""
    for number in range(60):
        now = MONDAY + timedelta(seconds=number)
        role = list(Role)[number % len(Role)]
        with transaction(EVERY_SCHOOL) as connection:
            half = sessions.begin_half(connection, linde.accounts[role], now)
        with_code(half, "000000", now, SCHOOL_ADDRESS)
    assert with_password(IB, PASSWORD, MONDAY + timedelta(seconds=61), SCHOOL_ADDRESS).token


def test_wrong_confirmations_of_others_keep_nobody_from_confirming(linde: Linde, cheap: list[str]) -> None:
    """Without an address all of them would be counted as one person."""
    roles = [role for role in Role if role is not Role.IB_ER]
    for number in range(60):
        again("a session", who(linde, roles[number % len(roles)]), WRONG, MONDAY + timedelta(minutes=number))
    assert again("a session", who(linde, Role.IB_ER), PASSWORD, MONDAY + timedelta(minutes=60)).token


def who(linde: Linde, role: Role) -> User:
    return User(linde.accounts[role], linde.id, "Iemand", role)


# Passwords


def test_slips_of_a_whole_board_behind_one_address_do_not_add_up(linde: Linde, cheap: list[str]) -> None:
    for number in range(100):
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(minutes=6 * number), SCHOOL_ADDRESS)
    assert with_password(IB, PASSWORD, MONDAY + timedelta(minutes=601), SCHOOL_ADDRESS).token


@pytest.mark.parametrize("address", ["", "::ffff:198.51.100.{}"], ids=["no address", "version 4 in version 6"])
def test_mistakes_of_others_whose_address_looks_alike_do_not_add_up(
    linde: Linde, cheap: list[str], address: str
) -> None:
    """If the address is unknown, or IPv4 arrives mapped into IPv6, everybody would be counted together."""
    for number in range(60):
        where = address.format(number)
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(seconds=number), where)
    assert with_password(IB, PASSWORD, MONDAY + timedelta(seconds=60), address.format(250)).token
    assert len(cheap) == 61


def test_one_address_is_one_whatever_way_it_is_written(linde: Linde, cheap: list[str]) -> None:
    for number in range(30):
        where = "::ffff:198.51.100.7" if number % 2 else "198.51.100.7"
        with_password(IB, WRONG, MONDAY + timedelta(seconds=number), where)
    assert len(cheap) <= 10


def test_who_goes_on_after_having_been_stopped_is_stopped_at_once(linde: Linde, cheap: list[str]) -> None:
    for number in range(80):
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(seconds=number), SCHOOL_ADDRESS)
    looked_at = len(cheap)
    later = MONDAY + timedelta(minutes=20)
    for number in range(80, 160):
        with_password(f"{number}@linde.example", WRONG, later + timedelta(seconds=number - 80), SCHOOL_ADDRESS)
    assert (looked_at, len(cheap)) == (50, 51)


def test_whoever_was_refused_gets_in_with_a_link_at_once(linde: Linde, cheap: list[str]) -> None:
    for number in range(120):
        with_password(IB, WRONG, MONDAY + timedelta(seconds=number), f"198.51.100.{number}")
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(seconds=number), SCHOOL_ADDRESS)
    now = MONDAY + timedelta(seconds=120)
    assert with_password(IB, PASSWORD, now, SCHOOL_ADDRESS).refused_until
    with transaction(EVERY_SCHOOL) as connection:
        code = one_time_codes.make(connection, linde.accounts[Role.IB_ER], linde.id, "", now)
    assert one_time_codes.choose_password(code, "fluitketel-op-de-zolder", now).token


# Throttling itself fails


@pytest.fixture
def _without_table(linde: Linde) -> Iterator[None]:
    assert linde
    throttle._IN_MEMORY.clear()
    _run("ALTER TABLE throttle RENAME TO throttle_away")
    yield
    _run("ALTER TABLE throttle_away RENAME TO throttle")
    throttle._IN_MEMORY.clear()


def _run(statement: str) -> None:
    with engine().begin() as connection:
        connection.execute(text(statement))


@pytest.mark.usefixtures("_without_table")
def test_without_its_table_a_right_password_gets_in_and_guessing_is_slow_all_the_same(cheap: list[str]) -> None:
    assert with_password(IB, PASSWORD, MONDAY, SCHOOL_ADDRESS).token
    for number in range(GUESSES):
        with_password(EMAIL[Role.DIRECTIE], WRONG, MONDAY + timedelta(seconds=number / 2), "198.51.100.7")
    assert 5 <= len(cheap) - 1 <= 10
    assert with_password(IB, PASSWORD, MONDAY + timedelta(minutes=10), SCHOOL_ADDRESS).token
    entrance.failures_are_noted()


@pytest.mark.usefixtures("_without_table")
def test_what_is_counted_in_memory_has_an_end(monkeypatch: pytest.MonkeyPatch, cheap: list[str]) -> None:
    monkeypatch.setattr(throttle, "_MOST", 30)
    for number in range(100):
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(minutes=10 * number), f"198.51.100.{number}")
    assert len(throttle._IN_MEMORY) <= 33
    entrance.failures_are_noted()


# Every caller


def attempts() -> dict[str, set[str]]:
    """The files that use throttling, and for what."""
    found: dict[str, set[str]] = {}
    for file in sorted((*(ROOT / "db").rglob("*.py"), *(ROOT / "ui").rglob("*.py"))):
        for node in nodes_of(file.read_text()):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Attempt" and len(node.args) == 3:
                found.setdefault(str(file.relative_to(ROOT)), set()).add(ast.unparse(node.args[0]))
    return found


def test_what_each_brake_costs_is_written_down_for_every_caller() -> None:
    """Add a new one here and in docs/dreigingsmodel.md, with what it costs whom."""
    assert attempts() == {"db/accounts/sign_in.py": {"PASSWORD", "CODE", "AGAIN"}}
    said = (Path(ROOT) / "docs/dreigingsmodel.md").read_text(encoding="utf-8")
    table = said[said.index("## Wat een rem een onschuldige kost") :].partition("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    assert len(rows) == 11 and [row for row in rows if "`ui/signing_in/test_throttle" not in row] == []


@pytest.mark.parametrize(("what", "rules"), [(throttle.PASSWORD, 3), (throttle.CODE, 2), (throttle.AGAIN, 1)], ids=str)
def test_only_passwords_are_counted_by_address(linde: Linde, what: str, rules: int) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        throttle.failed(connection, Attempt(what, "an account", SCHOOL_ADDRESS), MONDAY)
    assert counted() == rules
