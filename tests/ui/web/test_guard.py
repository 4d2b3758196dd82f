"""The guard of what is handed out (ADR 26): its steps in their order, and the answer when one is not passed."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response

from db.accounts import sessions
from db.journal import journal
from db.keys.vault import VaultError
from db.store import faults
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from tests.cast import DICK, NOOR
from tests.over import over
from ui.web import guard
from ui.web.guard import NOT_RECENT, RECENT, Asked, Demands, Handed, HandsOut, NotAsked, Refusal, hands_out

NOT_THERE = Refusal(404, "Dit is er niet.")
SESSION = "the hash of a cookie"
NOTHING = NotAsked("this is a test, and nothing is in it")


class Doorkeeper:
    """Replacements for the steps: who is signed in, whether recently confirmed, and the calls in turn."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.user: User | None = DICK
        self.recent, self.steps = True, list[str]()
        self.lines: list[tuple[str, str, str]] = []
        self.fault: Exception | None = None
        patch.setattr(sessions, "user_for", self._user_for)
        patch.setattr(sessions, "is_recent", self._is_recent)
        patch.setattr(journal, "noted", self._noted)
        patch.setattr(journal, "noted_once", self._noted)

    def _user_for(self, session: str, _now: datetime) -> User | None:
        assert session == SESSION
        self.steps.append("who")
        return self.user

    def _is_recent(self, _session: str, _now: datetime) -> bool:
        self.steps.append("recent")
        return self.recent

    def _noted(self, user: User, action: str, _at: datetime, *given: str, object_id: str = "") -> None:
        self.steps.append("line")
        if self.fault:
            raise self.fault
        self.lines.append((user.id, action, "".join(given) or object_id))

    def made(self, _asked: Asked) -> Handed | Response | None:
        self.steps.append("made")
        return Handed(b"cijfers", "text/csv", "attachment", "overzicht.csv")


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Doorkeeper:
    return Doorkeeper(monkeypatch)


def demands(**other: Any) -> Demands:
    usual: dict[str, Any] = {
        "permission": Permission.OVERVIEW,
        "recent": RECENT,
        "line": journal.EXPORTED,
        "refusal": NOT_THERE,
    }
    return Demands("A test", **(usual | other))


def asked(route: HandsOut, session: str = SESSION) -> tuple[int, str]:
    response = route.answer(Request({"type": "http", "headers": [], "path_params": {}}), session, {})
    return response.status_code, bytes(response.body).decode()


def test_who_passes_every_step_gets_it_and_the_line_is_written_before_it_goes(door: Doorkeeper) -> None:
    assert asked(hands_out(demands())(door.made)) == (200, "cijfers")
    assert door.steps == ["who", "recent", "made", "line"]
    assert door.lines == [(DICK.id, journal.EXPORTED, "overzicht.csv")]


@over(
    ("change", "answer", "steps"),
    [
        ({"can_be": lambda _request: False}, (404, NOT_THERE.sentence), []),
        ({"user": None}, (404, NOT_THERE.sentence), ["who"]),
        ({"user": NOOR}, (404, NOT_THERE.sentence), ["who"]),
        ({"recent": False}, (403, NOT_RECENT), ["who", "recent"]),
        ({"recent": False, "user": NOOR}, (404, NOT_THERE.sentence), ["who"]),
    ],
)
def test_the_first_step_that_is_not_passed_is_the_last_one(change: dict[str, Any], answer, steps: list[str]) -> None:
    """Without permission nobody is asked to confirm who they are, which would reveal that it exists."""
    with pytest.MonkeyPatch.context() as patch:
        door = Doorkeeper(patch)
        for name in ("user", "recent"):
            setattr(door, name, change.get(name, getattr(door, name)))
        given = {"can_be": change["can_be"]} if "can_be" in change else {}
        assert asked(hands_out(demands(**given))(door.made)) == answer
        assert door.steps == steps and not door.lines


def test_without_a_session_nobody_is_looked_up(door: Doorkeeper) -> None:
    assert asked(hands_out(demands())(door.made), session="") == (404, NOT_THERE.sentence)
    assert door.steps == []


def test_what_is_not_there_gets_the_answer_of_what_is_not_theirs_and_no_line(door: Doorkeeper) -> None:
    assert asked(hands_out(demands())(lambda _asked: None)) == (404, NOT_THERE.sentence)
    assert door.lines == []


def test_what_cannot_be_written_down_is_not_handed_out(door: Doorkeeper) -> None:
    door.fault = broken(sqlite3.SQLITE_FULL)
    assert asked(hands_out(demands())(door.made)) == (503, faults.FULL)


def test_a_route_that_leaves_steps_out_takes_the_others(door: Doorkeeper) -> None:
    door.user, door.recent = NOOR, False
    route = hands_out(demands(permission=NOTHING, recent=NOTHING, line=NOTHING))(door.made)
    assert asked(route) == (200, "cijfers") and door.steps == ["who", "made"]
    door.user = None
    assert asked(route) == (404, NOT_THERE.sentence)


def test_a_file_may_have_a_permission_of_its_own(door: Doorkeeper) -> None:
    route = hands_out(demands(permission=lambda _request: Permission.LEERLINGBESPREKING))(door.made)
    assert asked(route) == (404, NOT_THERE.sentence)
    door.user = NOOR
    assert asked(route) == (200, "cijfers")


def test_without_a_refusal_of_its_own_a_route_says_that_it_is_not_for_this_role(door: Doorkeeper) -> None:
    door.user = NOOR
    route = HandsOut(Demands("A test", Permission.OVERVIEW, RECENT, journal.EXPORTED), door.made)
    assert asked(route) == (403, "Met uw rol hebt u geen toegang tot deze pagina.")


def broken(code: int) -> OperationalError:
    fault = sqlite3.OperationalError("KANARIE")
    fault.sqlite_errorcode = code
    return OperationalError("KANARIE", None, fault)


@over(
    ("problem", "answer"),
    [
        (Geweigerd("Dit staat niet op de agenda."), (409, "Dit staat niet op de agenda.")),
        (VaultError("Een deel van dit dossier is beschadigd."), (500, "Een deel van dit dossier is beschadigd.")),
        (broken(sqlite3.SQLITE_BUSY), (503, faults.BUSY)),
        (broken(sqlite3.SQLITE_ERROR), (503, guard.AWAY)),
    ],
)
def test_what_goes_wrong_is_one_sentence_without_a_word_of_the_fault(problem: Exception, answer) -> None:
    with pytest.MonkeyPatch.context() as patch:
        door = Doorkeeper(patch)
        assert asked(hands_out(demands())(raising(problem))) == answer
        assert door.lines == []


def raising(problem: Exception) -> Callable[[Asked], Handed]:
    def make(_asked: Asked) -> Handed:
        raise problem

    return make
