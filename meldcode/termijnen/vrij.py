"""Free days of a school: a holiday or a study day, of all groups or of some."""

from dataclasses import dataclass
from datetime import date, timedelta

from meldcode.eigen.woorden import worded
from meldcode.termijnen import groepen
from meldcode.vragen.datum import in_words

AHEAD = timedelta(days=14)
"""How long before a holiday its open dossiers ask who keeps an eye on the pupil."""
LONGEST_VRIJ = 100
"""Maximum days in one free period: more is a typing error."""
LONGEST_NAAM = 60
"""Maximum characters in the name of a free period."""


@dataclass(frozen=True, order=True)
class Vrij:
    """Days on which the school is closed, first and last included: a holiday, a study day.

    ``groepen``: the groups that have these days off, in the words of the school; empty: all of them.
    """

    van: date
    tot: date
    naam: str
    groepen: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """Its name and days: ``kerstvakantie, za 19 december 2026 tot en met zo 3 januari 2027``."""
        last = "" if self.van == self.tot else f" tot en met {in_words(self.tot)}"
        only = worded(f", alleen [groep] {groepen.in_words(self.groepen)}") if self.groepen else ""
        return f"{self.naam}, {in_words(self.van)}{last}{only}"

    def is_to_cover(self, on: date) -> bool:
        """Whether this is a holiday of five days or more that is under way or begins within ``AHEAD``."""
        return (self.tot - self.van).days >= 4 and self.van - AHEAD <= on <= self.tot

    def telt_voor(self, groep: str) -> bool:
        """Whether a pupil of this group surely has these days off; of an unknown group (empty) only if all have."""
        return not self.groepen or groepen.valt_onder(groep, self.groepen)
