"""Who cares for the pupil of a dossier and where they are, to compare it with other dossiers."""

from meldcode.gezag import Mens, bereik, mensen
from meldcode.namen.thuis import Thuis
from meldcode.vastleggingen.mensen.betrokkene import VERZORGT
from meldcode.vragen.vastgelegd import Records


def thuis(records: Records, verteld: str) -> Thuis:
    """From the records that count (``Dossier.standing``), and from what the opening says about the home."""
    found = mensen(records, *VERZORGT)
    return Thuis(tuple(each.record.tekst("naam") for each in found), (verteld, *(_plek(each) for each in found)))


def _plek(mens: Mens) -> str:
    return "\n".join(typed for _vraag, typed in bereik(mens))
