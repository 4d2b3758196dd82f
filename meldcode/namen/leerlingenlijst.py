"""A pupil on the list of the school, to choose from when a dossier is opened; and until when such a list is kept."""

from datetime import date
from typing import NamedTuple

from meldcode.namen.groep import in_groep


class Leerling(NamedTuple):
    """Name, birth date as ``Geboren`` is stored, and group (empty: the list does not say). Nothing else is taken."""

    naam: str
    geboren: str
    groep: str = ""

    @property
    def tekst(self) -> str:
        """The pupil on one line, told apart from a namesake: ``Sem de Wit, groep 4, 14-03-2018``."""
        return ", ".join(filter(None, (self.naam, self.groep and in_groep(self.groep), self.geboren)))


def gewist_op(gebracht_op: date) -> date:
    """The day on which a list is wiped, if no newer one came: a year later. Nobody is on a list for longer.

    Meldroute's own choice, from the principle that data are kept no longer than necessary (AVG, article 5(1)(e)): a
    group changes each school year.
    """
    try:
        return gebracht_op.replace(year=gebracht_op.year + 1)
    except ValueError:  # 29 February
        return gebracht_op.replace(year=gebracht_op.year + 1, day=28)
