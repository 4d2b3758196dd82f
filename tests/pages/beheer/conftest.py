"""A fixture for the tests of beheer: Bea, the beheerder, at its page."""

import pytest

from tests.pages.person import Person


@pytest.fixture
def beheer(bea: Person) -> Person:
    bea.opens("beheer.py")
    return bea
