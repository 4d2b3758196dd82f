"""Acute danger about a pupil with a dossier: chosen on the page itself, with what was typed before."""

from meldcode.vastleggingen import AcuutGevaar
from meldcode.vastleggingen.acuut import AcuutBegin
from tests.builders import opened
from tests.cast import LARS, NOOR
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.stap.test_acuut import WHY, begins, recorded_in


def test_it_can_be_about_another_pupil_than_the_one_who_was_open(school: School, noor: Person) -> None:
    noor.opens("acuut.py", school.keeps(opened(naam="Sem de Wit")))
    noor.presses("Het gaat over een andere leerling")
    begins(noor, "Iris Zonderling")
    assert recorded_in(noor).leerling("naam") == "Iris Zonderling"


def test_a_dossier_is_chosen_on_the_page_itself(school: School, noor: Person) -> None:
    dossier = school.keeps(opened(naam="Sem de Wit"))
    noor.opens("acuut.py")
    noor.app.selectbox("acuut/dossier").set_value(dossier.id)
    noor.refreshes()
    noor.dossier = dossier
    noor.answers(AcuutGevaar, {"reden": WHY})
    noor.presses("Vastleggen")
    assert [each.soort for each in school.reads(dossier).records] == ["Opening", "AcuutGevaar"]


def test_a_name_that_has_a_dossier_already_is_pointed_out(school: School, noor: Person) -> None:
    dossier = school.keeps(opened(naam="Sem de Wit"))
    noor.opens("acuut.py")
    noor.answers(AcuutBegin, {"naam": "sem de"})
    noor.presses(f"Bedoelt u Sem de Wit, groep 6 – {dossier.codenaam}?")
    assert "Over wie u belt en vastlegt." in noor.reads()
    assert noor.app.session_state["dossier"] == dossier.id


def test_a_leerkracht_is_offered_own_dossiers_only(school: School, lars: Person) -> None:
    school.keeps(opened(naam="Kanarie van een ander"))
    school.keeps(opened(by=LARS, naam="Sem de Wit"))
    lars.opens("acuut.py")
    lars.answers(AcuutBegin, {"naam": "Kanarie"})
    assert "van een ander" not in lars.reads() and "Sem de Wit" in lars.reads()


def test_what_was_typed_before_a_dossier_was_chosen_goes_along_and_leaves_nothing_behind(
    school: School, noor: Person
) -> None:
    """A bug once: who was called was ticked, and gone with the choice; a text about nobody stayed behind."""
    dossier = school.keeps(opened())
    noor.opens("acuut.py")
    noor.answers(AcuutBegin, {"reden": WHY, "gebeld": ["112"]})
    noor.app.selectbox(key="acuut/dossier").set_value(dossier.id)
    noor.refreshes()
    noor.dossier = dossier
    assert (noor.typed(AcuutGevaar, "reden"), noor.typed(AcuutGevaar, "gebeld")) == (WHY, ["112"])
    assert school.concept(NOOR, None, AcuutBegin) is None
    assert school.concept(NOOR, dossier, AcuutGevaar) == {"reden": WHY, "gebeld": ["112"]}
    noor.presses("Vastleggen")
    assert school.last(dossier, AcuutGevaar).waarde("reden") == WHY and school.rows()["concept"] == 0


def test_what_somebody_was_typing_in_the_dossier_before_is_not_replaced(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("acuut.py", dossier)
    noor.answers(AcuutGevaar, {"reden": "Van gisteren."})
    other = school.comes(NOOR)
    other.opens("acuut.py")
    other.answers(AcuutBegin, {"reden": WHY})
    other.app.selectbox(key="acuut/dossier").set_value(dossier.id)
    other.refreshes()
    other.dossier = dossier
    assert other.typed(AcuutGevaar, "reden") == "Van gisteren."
    assert school.concept(NOOR, None, AcuutBegin) == {"reden": WHY}
