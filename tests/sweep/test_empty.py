"""The sweep of a real school on its first day: everybody has an account, and there is no dossier.

Each page on a laptop in light and on a phone in dark: empty pages have other words, but no other widths or colours.
"""

import pytest

from db.accounts.passwords import PRACTICE_PASSWORD
from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.verdicts import (
    ACUTE,
    HELP,
    LOOKED_AS,
    NONE_CLOSED,
    NONE_OPEN,
    NONE_OPEN_OF,
    NOT_IN_A_REAL_SCHOOL,
    ONLY_WITH_A_DOSSIER,
    OUTSIDE,
    address_of,
    first_seen_by,
    verdict_of,
)
from tests.sweep.visitor import TWO_LOOKS, Expected


@pytest.mark.parametrize("role", LOOKED_AS)
def test_every_page_of_this_role_is_whole_where_nothing_happened_yet(
    chromium: Chromium, empty: Place, role: Role
) -> None:
    visitor = empty.visitor(chromium, role)
    for file in first_seen_by(role, LOOKED_AS):
        verdict = verdict_of(file, role)
        found = Expected(verdict.title, menu="" if file in NOT_IN_A_REAL_SCHOOL else verdict.menu)
        if file in ONLY_WITH_A_DOSSIER:
            which = NONE_CLOSED if file == "bewaartermijn.py" else NONE_OPEN_OF.get(role, NONE_OPEN)
            found = Expected(words=f"{ACUTE} {HELP} {which}", menu="")
        for tab in verdict.tabs or ("",):
            visitor.visits(address_of(file), found, TWO_LOOKS, tab=tab, loads=tab in ("", *verdict.tabs[:1]))
    visitor.is_content()


def test_the_way_in_is_whole_where_somebody_has_no_second_step_yet(chromium: Chromium, empty: Place) -> None:
    visitor = empty.visitor(chromium, None)
    for address in ("/inloggen", "/inloggen/eerste"):
        visitor.visits(address, Expected(OUTSIDE[address]))
    visitor.gives_a_password("noor@vuurvlinder.example", PRACTICE_PASSWORD)
    visitor.visits("/inloggen/code", Expected(OUTSIDE["/inloggen/code"]))
    visitor.is_content()
