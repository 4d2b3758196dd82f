"""Helpers: the ways in which Noor can lose access while her page is open."""

from collections.abc import Callable

import pytest

from db.accounts import sessions
from meldcode.rollen import Role
from tests.cast import NOOR
from tests.pages.person import session_of
from tests.pages.school import School

Withdraw = Callable[[School], None]


def block(school: School) -> None:
    school.changes(NOOR, active=False)


def other_role(school: School) -> None:
    school.changes(NOOR, role=Role.DIRECTIE.value)


def sign_out(_school: School) -> None:
    sessions.sign_out(session_of(NOOR))


def expire(school: School) -> None:
    school.now = school.now.replace(hour=23)


WITHDRAWN = pytest.mark.parametrize("withdraw", [block, other_role, sign_out, expire])
