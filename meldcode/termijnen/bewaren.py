"""How long a dossier is kept: what the law, the route and practice say. Meldroute itself sets no such term."""

from dataclasses import dataclass

from meldcode.bronnen import BEKOSTIGING, BEWAARTERMIJN, ROUTE, WMO_BEWAREN, Bron


@dataclass(frozen=True)
class Bewaren:
    """A Dutch sentence about how long data are kept, with its source."""

    tekst: str
    bron: Bron


HET_DOSSIER = Bewaren(
    "Voor dit dossier noemt de wet geen bewaartermijn. Het bestuur stelt hem vast en legt uit waarom.", BEKOSTIGING
)
VUISTREGEL = Bewaren(
    "Als vuistregel geldt voor een leerlingdossier ten hoogste twee jaar na vertrek van de leerling.", BEWAARTERMIJN
)
GEEN_INDICATIE = Bewaren(
    "Zonder indicatie wordt het hele dossier vernietigd. Zo staat het in de route van de school. Andere protocollen "
    "bewaren ook een ongegrond vermoeden. Het bestuur kiest.",
    ROUTE,
)
BIJ_VEILIG_THUIS = Bewaren(
    "Veilig Thuis bewaart zijn gegevens twintig jaar. Dat geldt niet voor de school.", WMO_BEWAREN
)

BEWAREN = (HET_DOSSIER, VUISTREGEL, GEEN_INDICATIE, BIJ_VEILIG_THUIS)
"""All these sentences, in the order of the protocol."""
