"""The cases of the course, in the order in which they are offered."""

from meldcode.oefenen.acuut import VADER_OP_HET_PLEIN
from meldcode.oefenen.casus import Casus
from meldcode.oefenen.geen_indicatie import DE_LEGE_BROODTROMMEL
from meldcode.oefenen.naar_een_melding import WAT_AMIRA_VERTELT
from meldcode.oefenen.stil_gelegd import HET_STIL_GELEGDE_DOSSIER
from meldcode.oefenen.twee_huizen import TWEE_HUIZEN

CASUSSEN: tuple[Casus, ...] = (
    DE_LEGE_BROODTROMMEL,
    WAT_AMIRA_VERTELT,
    VADER_OP_HET_PLEIN,
    TWEE_HUIZEN,
    HET_STIL_GELEGDE_DOSSIER,
)
