"""Throttling: guessing is slowed down, also for accounts that do not exist, but never locks the owner out for good."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from db.accounts import passwords
from db.accounts import sign_in as entrance
from db.accounts.sign_in import Answer, with_password
from db.journal import journal
from db.store.engine import engine, reading
from meldcode.rollen import Role
from tests.processes.address import leave
from tests.processes.once import made_once
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde
from tests.ui.signing_in.sign_in_page import page

IB, NOBODY = EMAIL[Role.IB_ER], "niemand@linde.example"
OUTSIDE, OWN = "198.51.100.7", "203.0.113.20"
WRONG = "niet-het-wachtwoord"


@dataclass(frozen=True)
class Hammered:
    looked_at: int
    """How many of the guesses were checked; the others were refused unread."""
    refused_until: datetime
    answers: list[str]


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace Argon2 by a counter of its calls."""
    tried: list[str] = []

    def verified(_known: str, password: str) -> bool:
        tried.append(password)
        return password == PASSWORD

    monkeypatch.setattr(passwords, "verified", verified)
    return tried


def hammer(email: str, times: int, over: timedelta, address: str = OUTSIDE) -> list[Answer]:
    return [with_password(email, WRONG, MONDAY + over * number / times, address) for number in range(times)]


@pytest.fixture
def hammered(linde: Linde, cheap: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Hammered:
    """The state after a thousand guesses at somebody's password in ten minutes, from one address."""

    def make(place: Path) -> None:
        answers = hammer(IB, 1000, timedelta(minutes=10))
        entrance.failures_are_noted()
        leave()
        shutil.copytree(tmp_path, place, dirs_exist_ok=True)
        (place / "seen.json").write_text(
            json.dumps([len(cheap), str(answers[-1].refused_until), list(map(str, answers))])
        )

    assert linde.accounts
    place = made_once(tmp_path_factory, "hammered", make)
    leave()
    shutil.copytree(place, tmp_path, dirs_exist_ok=True)
    looked_at, until, answers = json.loads((place / "seen.json").read_text())
    return Hammered(looked_at, datetime.fromisoformat(until), answers)


def test_of_a_thousand_guesses_in_ten_minutes_a_handful_is_looked_at(hammered: Hammered) -> None:
    assert 5 <= hammered.looked_at <= 10


def test_a_thousand_guesses_do_not_tell_whether_the_account_exists(hammered: Hammered) -> None:
    assert list(map(str, hammer(NOBODY, 1000, timedelta(minutes=10), OWN))) == hammered.answers


@pytest.mark.usefixtures("hammered")
def test_after_a_thousand_guesses_the_owner_gets_in_from_elsewhere_at_once() -> None:
    assert with_password(IB, PASSWORD, MONDAY + timedelta(minutes=10), OWN).token


def test_and_from_the_same_address_after_the_wait(hammered: Hammered) -> None:
    assert not with_password(IB, PASSWORD, hammered.refused_until - timedelta(seconds=1), OUTSIDE).token
    assert hammered.refused_until <= MONDAY + timedelta(minutes=25)
    assert with_password(IB, PASSWORD, hammered.refused_until, OUTSIDE).token


def test_guesses_from_a_thousand_addresses_do_not_keep_out_who_signed_in_before(linde: Linde, cheap: list[str]) -> None:
    assert with_password(IB, PASSWORD, MONDAY, OWN).token
    later = MONDAY + timedelta(days=3)
    for number in range(1000):
        with_password(IB, WRONG, later + timedelta(seconds=number), f"198.51.{number // 250}.{number % 250}")
    assert len(cheap) <= 1 + 100 + 1000 // 900 + 1, "about a hundred a day are looked at, and then one per wait"
    assert with_password(IB, PASSWORD, later + timedelta(seconds=1000), OWN).token


def test_one_address_that_tries_everybody_is_stopped_without_stopping_colleagues_there(
    linde: Linde, cheap: list[str]
) -> None:
    assert with_password(IB, PASSWORD, MONDAY, OWN).token
    for number in range(80):
        with_password(f"{number}@linde.example", WRONG, MONDAY + timedelta(seconds=number), OWN)
    assert len(cheap) == 51
    after = MONDAY + timedelta(seconds=80)
    assert with_password(EMAIL[Role.DIRECTIE], PASSWORD, after, OWN).refused_until
    assert with_password(IB, PASSWORD, after, OWN).token


def test_one_network_of_version_6_counts_as_one_address(linde: Linde, cheap: list[str]) -> None:
    for number in range(100):
        with_password(IB, WRONG, MONDAY + timedelta(seconds=number), f"2001:db8:1:2::{number:x}")
    assert len(cheap) <= 10


def test_the_wait_grows_and_is_never_longer_than_a_quarter_of_an_hour(linde: Linde, cheap: list[str]) -> None:
    now, waits = MONDAY, []
    for _ in range(11):
        assert with_password(IB, WRONG, now, OUTSIDE) == entrance.NO
        until = with_password(IB, WRONG, now, OUTSIDE).refused_until
        assert until
        waits.append((until - now).total_seconds())
        now = until
    assert waits[:9] == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30.0]
    assert waits[9:] == [900.0, 900.0]


def test_signing_in_forgets_the_failures(linde: Linde, cheap: list[str]) -> None:
    for round_ in range(3):
        start = MONDAY + timedelta(minutes=10 * round_)
        for number in range(9):
            with_password(IB, WRONG, start + timedelta(seconds=31 * number), OUTSIDE)
        assert with_password(IB, PASSWORD, start + timedelta(seconds=31 * 9), OUTSIDE).token


def test_a_clock_that_is_set_back_makes_nobody_wait_for_it(linde: Linde, cheap: list[str]) -> None:
    hammer(IB, 200, timedelta(minutes=10))
    assert with_password(IB, PASSWORD, MONDAY - timedelta(days=1), OUTSIDE).token


def test_a_restart_forgives_nothing(linde: Linde, cheap: list[str]) -> None:
    hammer(IB, 200, timedelta(minutes=10))
    engine().dispose()
    assert with_password(IB, PASSWORD, MONDAY + timedelta(minutes=11), OUTSIDE).refused_until


def test_what_is_kept_names_no_account_and_no_address(linde: Linde, cheap: list[str]) -> None:
    hammer(IB, 20, timedelta(minutes=5))
    with reading("*") as connection:
        rows = connection.exec_driver_sql("SELECT * FROM throttle").all()
    assert len(rows) == 3
    assert not any(each in str(rows) for each in (IB, "linde", OUTSIDE))


@pytest.mark.usefixtures("hammered")
def test_failures_and_the_refusal_stand_in_the_journal_of_who_exists(linde: Linde) -> None:
    hammer(NOBODY, 1000, timedelta(minutes=10), OWN)
    entrance.failures_are_noted()
    with reading(linde.id) as connection:
        lines = [row.action for row in journal.lines(connection, linde.id)]
    assert lines == [entrance.REFUSED, *[entrance.FAILED] * 10]


# On the page


def refusal(email: str, monkeypatch: pytest.MonkeyPatch, after: timedelta) -> tuple[int, str, str]:
    monkeypatch.setattr("ui.clock.now", lambda: MONDAY + after)
    answer = TestClient(page().app, follow_redirects=False).post("/inloggen", data={"email": email, "password": WRONG})
    return answer.status_code, answer.headers.get("retry-after", ""), answer.text.replace(email, "")


def test_too_many_is_429_with_a_sentence_and_when_to_try_again_alike_for_everybody(
    linde: Linde, cheap: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in (IB, NOBODY):
        hammer(email, 10, timedelta(minutes=5), "testclient")
        with_password(email, WRONG, MONDAY + timedelta(minutes=6), "testclient")
    shown = [refusal(email, monkeypatch, timedelta(minutes=7)) for email in (IB, NOBODY)]
    assert shown[0] == shown[1]
    status, seconds, text = shown[0]
    assert status == 429 and 0 < int(seconds) <= 900
    assert "te vaak iets geprobeerd" in text and " uur opnieuw" in text


def test_a_short_wait_is_said_in_seconds(linde: Linde, cheap: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    hammer(IB, 6, timedelta(minutes=1), "testclient")
    status, seconds, text = refusal(IB, monkeypatch, timedelta(seconds=51))
    assert status == 429 and f"over {seconds} seconden" in text


def test_the_moment_is_that_of_the_clock_at_school() -> None:
    from ui.signing_in.sign_in import too_many

    assert "om 10:15 uur" in too_many(datetime(2026, 11, 23, 9, 15), MONDAY)  # noqa: DTZ001
