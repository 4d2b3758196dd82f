"""What the Archiefwet asks of a board under public law, wherever keeping and destroying are spoken of."""

from meldcode.bronnen import ARCHIEFWET
from meldcode.eigen.bestuursvorm import is_publiekrechtelijk
from meldcode.eigen.woorden import Eigen
from meldcode.termijnen.bewaren import Bewaren

ZIN = Bewaren(
    "Het bestuur van deze school is publiekrechtelijk. Dan geldt ook de Archiefwet: u bewaart en vernietigt volgens de "
    "selectielijst van het bestuur. Staat dit dossier daar niet in? Vernietig dan niets, en vraag het de archivaris.",
    ARCHIEFWET,
)


def archiefwet(eigen: Eigen | None = None) -> Bewaren | None:
    """The sentence for a school with a board under public law, by default the school that is served; else None."""
    return ZIN if is_publiekrechtelijk(eigen) else None
