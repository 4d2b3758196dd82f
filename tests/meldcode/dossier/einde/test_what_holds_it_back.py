"""Whether a dossier may be destroyed is asked of its term, of what was granted, and of who still needs it."""

from datetime import date

from meldcode.dossier import vastleggen
from meldcode.dossier.einde.vernietigen import NIET_TOEGEWEZEN, bezwaren
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel, VernietigingBevestigd
from meldcode.vastleggingen.einde.vernietigen import Grond
from tests.builders import gesloten, record, te_vernietigen
from tests.cast import DICK, MONDAY
from tests.meldcode.verzoeken.asked import asks, told

LONG_AFTER = date(2060, 1, 1)


def said(dossier, grond: Grond, on: date = MONDAY) -> str:
    return " ".join(bezwaren(dossier, grond, on))


def test_the_term_must_be_over_and_nothing_else_may_hold_it() -> None:
    found = said(gesloten(), Grond.BEWAARTERMIJN)
    assert found.startswith("De bewaartermijn loopt nog: tot ") and "nog te kijken hoe het gaat" in found
    assert "De bewaartermijn loopt nog" not in said(gesloten(), Grond.BEWAARTERMIJN, LONG_AFTER)


def test_who_asks_to_erase_it_was_granted_that() -> None:
    assert said(gesloten(), Grond.VERZOEK) == NIET_TOEGEWEZEN
    granted = told("A+ B+", "- leerling wissen", "09-11 besluit ja", born="09-11-2010")
    assert NIET_TOEGEWEZEN not in said(granted, Grond.VERZOEK)
    asked = asks(gesloten(), "- leerling wissen")
    assert "Er loopt een verzoek om te wissen" in said(asked, Grond.VERZOEK)


def test_who_needs_it_holds_it_whatever_the_ground() -> None:
    stopped = record(gesloten(), Bewaarstop)
    for grond in (Grond.BEWAARTERMIJN, Grond.VERZOEK, Grond.VERGISSING):
        assert "klacht" in said(stopped, grond, LONG_AFTER).lower(), grond
    to_be_destroyed = record(te_vernietigen(), Bewaarstop)
    refused = vastleggen.objections(
        to_be_destroyed, VernietigingBevestigd, {"codenaam": to_be_destroyed.codenaam}, by=DICK, on=MONDAY
    )
    assert "klacht" in refused[""].lower()
    proposed = record(to_be_destroyed, BewaarstopVoorstel, stop=str(to_be_destroyed.versie))
    ended = record(proposed, BewaarstopEinde, by=DICK, voorstel=str(proposed.versie))
    assert said(ended, Grond.GEEN_INDICATIE) == ""
    assert record(ended, VernietigingBevestigd, by=DICK).fase is Fase.VERNIETIGD
