"""The sweep of an ordinary school: every page, for every role that sees it, in every width and colour scheme."""

import pytest

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.verdicts import LOOKED_AS, OPEN_FOR, OUTSIDE, address_of, menu_of, seen_by, verdict_of
from tests.sweep.visitor import Expected


@pytest.mark.parametrize("role", LOOKED_AS)
def test_every_page_of_this_role_is_whole_at_every_width_and_in_every_scheme(
    chromium: Chromium, ordinary: Place, role: Role
) -> None:
    visitor = ordinary.visitor(chromium, role)
    for file in seen_by(role):
        verdict, codenaam = verdict_of(file, role), OPEN_FOR.get(role, {}).get(file)
        address = address_of(file, ordinary.school.dossier(codenaam) if codenaam else "")
        for tab in verdict.tabs or ("",):
            visitor.visits(address, Expected(verdict.title, menu=menu_of(file, role)), tab=tab)
    visitor.is_content()


def test_the_sign_in_pages_are_whole_at_every_width_and_in_every_scheme(chromium: Chromium, ordinary: Place) -> None:
    visitor = ordinary.visitor(chromium, None)
    for address in ("/inloggen", "/inloggen/link"):
        visitor.visits(address, Expected(OUTSIDE[address]))
    visitor.is_content()
