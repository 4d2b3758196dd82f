"""What a term is: so many days of a kind, with its source. The school may set most terms. They remind, never block.

Each is declared where it is used, at a stap or at a kind of verplichting; ``meldcode.route.termijnen`` has them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import MELDROUTE, Bron
from meldcode.eigen.woorden import says
from meldcode.termijnen.kalender import ZONDER, Berekend, Dagsoort, Kalender, due, on_a_working_day

Ingesteld = Mapping[str, int]
"""The numbers of days that a school has set, by name of the term; the other terms have their default."""


@says("titel")
@dataclass(frozen=True)
class Termijn:
    """A term of ``dagen`` days of this kind. ``naam`` is stored. ``bron`` is the source of the number of days.

    ``instelbaar``: the school may choose another number. ``einde``: the law by which its last day moves to a working
    day; without one it never moves. ``since``: the day from which this default holds, if an earlier release had
    another.
    """

    naam: str
    titel: str
    dagen: int
    soort: Dagsoort
    bron: Bron
    instelbaar: bool = True
    einde: Bron | None = None
    since: date | None = None

    def ends(self, start: date, ingesteld: Ingesteld, kalender: Kalender = ZONDER) -> Berekend:
        """Its end for this school, when it starts on this day."""
        dagen = ingesteld.get(self.naam, self.dagen) if self.instelbaar else self.dagen
        return self.counted(start, dagen, kalender)

    def counted(self, start: date, dagen: int, kalender: Kalender = ZONDER) -> Berekend:
        """Its end if it is ``dagen`` days long, whatever is set now: for what began when another number was set."""
        end = due(start, dagen, self.soort, kalender)
        return on_a_working_day(end) if self.einde else end


METEEN = Termijn(
    "meteen",
    "Dezelfde dag: acuut gevaar, of signalen die terugkomen",
    0,
    Dagsoort.KALENDERDAGEN,
    MELDROUTE,
    instelbaar=False,
)
