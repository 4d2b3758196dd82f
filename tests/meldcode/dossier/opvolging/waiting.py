"""Helpers: what waits in a dossier and when it is due, by the calendar of a school year with free days."""

from datetime import date

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.termijnen.kalender import Kalender, Vrij

CHRISTMAS = Vrij(date(2026, 12, 19), date(2027, 1, 3), "kerstvakantie")
STUDY_DAY = Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")
SCHOOL_YEAR = Kalender((STUDY_DAY, CHRISTMAS))


def waiting(dossier, soort: str, kalender: Kalender = SCHOOL_YEAR, on: date | None = None) -> list[tuple]:
    found = verplichtingen(dossier, {}, kalender, on)
    return [(each.sleutel, each.due_on, each.first_due_on) for each in found if each.soort == soort]


def days(dossier, soort: str, **options) -> list[date]:
    return [each[1] for each in waiting(dossier, soort, **options)]
