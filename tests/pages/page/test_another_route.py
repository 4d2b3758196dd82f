"""Conduct of staff is another route (WPO art. 4a): the page says where to go and stores nothing, not even a concept."""

import pytest

from meldcode.vastleggingen import Opening
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.answers import answers
from tests.cast import LARS, NOOR, VERA
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.person import Person
from tests.pages.school import School

CANARY = "Kanarievogel"


@pytest.mark.parametrize("user", [NOOR, LARS, VERA], ids=lambda user: user.id)
def test_it_names_the_route_and_the_number_and_has_no_button_to_record(school: School, user) -> None:
    person = school.comes(user)
    person.opens("nieuw.py")
    if user is NOOR:
        person.answers(Opening, {"medewerker": "ja"})
    else:
        person.answers(SignaalBegin, {"over": "medewerker"})
    text = person.reads()
    assert "Dit hoort niet in de meldcode, maar in een andere route. Er is hier niets opgeslagen." in person.is_told()
    steps = (
        "1. Waarschuw meteen het bevoegd gezag (het schoolbestuur).",
        "2. Gaat het mogelijk om een seksueel misdrijf tegen een leerling, dan overlegt het bevoegd gezag meteen met "
        "de vertrouwensinspecteur. Bij ander geweld door een medewerker kan het bevoegd gezag de vertrouwensinspecteur "
        "ook bellen.",
        "3. Is er een redelijk vermoeden van een seksueel misdrijf tegen een leerling, dan doet het bevoegd gezag "
        "meteen aangifte. Eerst vertelt het dat aan de ouders en aan de betrokken medewerker.",
    )
    assert text.index(steps[0]) < text.index(steps[1]) < text.index(steps[2])
    assert "Op werkdagen van 8.00 tot 17.00 uur; niet gratis." in text and "artikel 4a" in person.why()
    assert "Vertrouwensinspecteur" in text and "0900-1113111" in text
    assert person.buttons() == []


def test_it_asks_nothing_more(noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(Opening, {"medewerker": "ja"})
    assert [naam for naam in ("naam", "geboren", "groep", "gezag") if noor.is_asked(Opening, naam)] == []


def test_nothing_is_stored(school: School, noor: Person) -> None:
    before = school.rows()
    noor.opens("nieuw.py")
    noor.answers(Opening, {"medewerker": "ja"})
    noor.refreshes()
    noor.opens("start.py")
    assert school.rows() == before


def test_what_was_typed_before_the_answer_became_yes_is_gone(school: School, noor: Person) -> None:
    before = school.rows()
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening, naam=CANARY, gezag=CANARY))
    assert school.concept(NOOR, None, Opening)["naam"] == CANARY
    noor.answers(Opening, {"medewerker": "ja"})
    looked_for = {"journal": before["journal"] + 1}  # the look-up of this pupil, without a name
    assert school.rows() == before | looked_for
    assert not school.holds_in_a_file(CANARY)
    fresh = noor.again()
    assert fresh.typed(Opening, "medewerker") is None and CANARY not in fresh.reads()


def test_who_answered_yes_by_mistake_can_go_on(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(Opening, {"medewerker": "ja"})
    noor.answers(Opening, answers(Opening))
    noor.presses("Vastleggen")
    assert noor.title == "Stap 1. Signalen in kaart brengen"
    assert school.rows()["dossier"] == 1


def test_the_number_is_not_shown_as_long_as_it_is_about_a_pupil(noor: Person) -> None:
    noor.opens("nieuw.py")
    assert "0900-1113111" not in noor.reads()
    noor.answers(Opening, {"medewerker": "nee"})
    assert "0900-1113111" not in noor.reads() and "Vastleggen" in noor.buttons()


def test_of_a_signaal_that_a_leerkracht_began_nothing_is_left_either(school: School, lars: Person) -> None:
    before = school.rows()
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {**BEGIN, "naam": CANARY})
    assert school.concept(LARS, None, SignaalBegin)["naam"] == CANARY
    lars.answers(SignaalBegin, {"over": "medewerker"})
    assert school.rows() == before and not school.holds_in_a_file(CANARY)
