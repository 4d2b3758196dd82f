"""A fixture for the tests of figures: the directeur at the overview."""

import pytest

from tests.pages.person import Person
from tests.pages.school import School


@pytest.fixture
def overview(school: School, dick: Person) -> Person:
    dick.opens("directie.py")
    return dick
