"""One verplichting: something that waits in a dossier, of one of the kinds of ``meldcode.route.soort``."""

from dataclasses import dataclass
from datetime import date

from meldcode.rollen import Role
from meldcode.route.soort import OP_NAAM as OP_NAAM
from meldcode.route.soort import VEILIG_THUIS as VEILIG_THUIS
from meldcode.route.soort import Aard as Aard
from meldcode.route.soort import Soort as Soort
from meldcode.route.stappen import STAPPEN
from meldcode.termijnen.termijn import METEEN
from meldcode.vragen.vastlegging import Vastlegging


@dataclass(frozen=True)
class Verplichting:
    """One thing that waits in a dossier. ``sleutel`` identifies it there, also after it was computed anew.

    ``due_on`` is its last day, which is still in time. ``person`` is the id of the account that must do it; empty:
    whoever has the role ``owner``. It is due ``dagen`` days of the term ``termijn`` after ``since``; with an empty
    ``termijn`` its day was agreed in the dossier. In a list about an earlier day ``since`` is the day on which it began
    to wait, and ``termijn`` is empty. ``first_due_on`` is the day it was due before it was moved. ``dossier_id`` and
    ``codenaam`` say in which dossier; empty when whoever reads the list may not know.
    """

    sleutel: str
    soort: Soort
    stap: int
    owner: Role
    due_on: date
    person: str = ""
    since: date | None = None
    termijn: str = ""
    dagen: int = 0
    first_due_on: date | None = None
    dossier_id: str = ""
    codenaam: str = ""

    @property
    def is_movable(self) -> bool:
        """Whether its day may be moved, with a reason. What must happen the same day may not."""
        return self.soort.aard.movable and self.termijn != METEEN.naam

    @property
    def offers(self) -> type[Vastlegging] | None:
        """The kind of vastlegging that ends it; None: whatever its stap still needs."""
        takes = STAPPEN[self.stap - 1].vastleggingen
        return next((kind for kind in self.soort.aard.offers if kind.pagina or kind in takes), None)
