"""A closed dossier: why it is closed and what was agreed, and the way to a new signaal, which opens it again."""

import pytest

from meldcode.vastleggingen import Afsluiting, Signaal
from tests.answers import answers
from tests.builders import gesloten, opened
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.stap.test_stappen import PAGE


@pytest.mark.parametrize("nummer", [1, 5])
def test_it_says_why_and_what_was_agreed_and_leads_to_the_form_of_a_signaal(
    school: School, noor: Person, nummer: int
) -> None:
    dossier = school.keeps(gesloten())
    closed = dossier.last(Afsluiting)
    assert closed
    noor.opens(PAGE[nummer], dossier)
    assert closed.tekst("reden") in noor.reads() and closed.tekst("blijven_volgen") in noor.reads()
    noor.presses("Nieuw signaal vastleggen")
    noor.page = PAGE[1]
    assert noor.title == "Signaal" and noor.has_open(Signaal)


def test_a_new_signaal_says_that_the_dossier_is_open_again_and_that_nothing_is_lost(
    school: School, noor: Person
) -> None:
    said = "Het dossier is weer open. De route begint opnieuw bij stap 1; wat er lag, blijft staan."
    for dossier, expected in ((gesloten(), True), (opened(), False)):
        noor = school.comes(noor.user)
        noor.opens(PAGE[1], school.keeps(dossier))
        noor.records(Signaal, answers(Signaal))
        assert (said in noor.reads()) is expected


def test_a_dossier_that_is_open_offers_no_way_to_open_it(school: School, noor: Person) -> None:
    noor.opens(PAGE[1], school.keeps(opened()))
    assert "Nieuw signaal vastleggen" not in noor.buttons()
