"""Helpers: reading and pressing rows of the work list on the start page; and entering free days of the school."""

from datetime import date

from db.school import kalender
from db.store.engine import transaction
from meldcode.termijnen.kalender import Vrij
from tests.cast import MONDAY, SCHOOL
from tests.pages.person import Person

CHRISTMAS = Vrij(date(2026, 11, 14), date(2026, 11, 22), "herfstvakantie")


def headings(person: Person) -> list[str]:
    """The sections of the list, with their numbers."""
    return [each.value.split(" :gray")[0] for each in person.app.header]


def opens_row(person: Person, contains: str) -> None:
    """Press the button of the row with this text."""
    rows = [each for each in person.app.button if str(each.key).startswith("wacht/")]
    row = next(each for each in rows if contains in str(each.key))
    person.presses(row.label, row.key)


def free(*days: Vrij) -> None:
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, days, MONDAY)
