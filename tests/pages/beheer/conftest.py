"""Bea, who has opened beheer."""

import pytest

from tests.pages.person import Person


@pytest.fixture
def beheer(bea: Person) -> Person:
    bea.opens("beheer.py")
    return bea
