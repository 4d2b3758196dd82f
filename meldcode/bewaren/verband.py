"""What other dossiers mean for how long one is kept: that of a brother or sister, and the one it was added to."""

from dataclasses import dataclass
from datetime import date

NOG_NODIG = "Dit dossier is nog nodig, en wordt daarom langer bewaard."
"""For whoever may not know of the other dossier: that there is one is not said (ADR 61)."""


@dataclass(frozen=True)
class Verband:
    """What follows from other dossiers for a closed one.

    ``houdt_vast``: a dossier that is tied to it is still open. ``namen``: the code names of those, as far as whoever
    reads this may know of them; nobody in particular knows of none. ``verzegeld_tot``: it was added to a dossier that
    nobody reads until this day, and neither is it.
    """

    houdt_vast: bool = False
    namen: tuple[str, ...] = ()
    verzegeld_tot: date | None = None

    @property
    def zin(self) -> str:
        """What holds it back, as a Dutch sentence; empty when nothing does."""
        if not self.houdt_vast:
            return ""
        if not self.namen:
            return NOG_NODIG
        *others, last = self.namen
        if not others:
            return f"Dit dossier wordt bewaard zolang dossier {last} van een broer of zus loopt."
        return f"Dit dossier wordt bewaard zolang de dossiers {', '.join(others)} en {last} van broers of zussen lopen."


ALLEEN = Verband()
"""Of a dossier that no other one has to do with."""
