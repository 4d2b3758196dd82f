"""Concepten: what is typed in a form is stored, sealed, per person and per dossier, until it is recorded."""

from typing import Any

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from db.dossiers import concepten
from meldcode.vastleggingen import ALLE, Afzien, Opening, Overleg, Signaal
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.answers import answers
from tests.builders import after_stap, not_safe, opened
from tests.cast import LARS, MIRJAM, NOOR, VERA
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.person import Person
from tests.pages.school import School
from ui.forms import concept
from ui.forms.question import Form

CANARY = "Kanarievogel in het fietsenhok"


@pytest.fixture
def typing(school: School, noor: Person) -> Person:
    """Noor, with a Signaal half filled in."""
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "van_anderen", "van_wie": "Joke", "soort": "gezin", "waarneming": CANARY})
    return noor


def holds(person: Person) -> bool:
    """Whether the half-filled Signaal is still there."""
    return [person.typed(Signaal, naam) for naam in ("bron", "van_wie", "soort", "waarneming")] == [
        "van_anderen",
        "Joke",
        "gezin",
        CANARY,
    ]


def test_what_was_typed_survives_another_page(typing: Person) -> None:
    for page in ("start.py", "dossier.py", "stap_2_overleg.py", "acuut.py"):
        typing.opens(page)
        typing.opens("stap_1_signalen.py")
        assert holds(typing), page


def test_what_was_typed_survives_a_new_tab(typing: Person) -> None:
    assert holds(typing.again())


def test_what_was_typed_survives_the_next_day(school: School, typing: Person) -> None:
    school.days_pass(1)
    assert holds(typing.again())


def test_what_was_typed_survives_looking_at_another_kind(typing: Person) -> None:
    typing.chooses(Overleg)
    typing.answers(Overleg, {"met": "vertrouwenspersoon", "gevoerd": "nee", "waarom_niet": "Zij is ziek."})
    typing.chooses(Signaal)
    assert holds(typing)
    typing.chooses(Overleg)
    assert typing.typed(Overleg, "waarom_niet") == "Zij is ziek."


def test_the_page_says_when_it_was_kept(school: School, typing: Person) -> None:
    assert "Concept bewaard om 11:00 uur" in typing.reads(), "ten o'clock UTC is eleven at school"


def test_one_word_is_enough_to_be_kept(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.chooses(Signaal)
    noor.answers(Signaal, {"datum": "6"})
    assert school.concept(NOOR, dossier, Signaal) == {"datum": "6"}


def test_what_was_wiped_out_stays_wiped_out(typing: Person) -> None:
    typing.answers(Signaal, {"waarneming": ""})
    assert typing.again().typed(Signaal, "waarneming") == ""


# Whose


def test_the_text_about_one_child_never_stands_in_the_form_of_another(school: School, typing: Person) -> None:
    other = school.keeps(opened(naam="Roos Prins"))
    for tab in (typing, typing.again()):
        tab.opens("stap_1_signalen.py", other)
        tab.chooses(Signaal)
        assert "Roos Prins" in tab.reads() and CANARY not in tab.reads()


def test_two_half_forms_are_kept_apart_and_come_back(school: School, typing: Person) -> None:
    sem, roos = typing.dossier, school.keeps(opened(naam="Roos Prins"))
    typing.opens("stap_1_signalen.py", roos)
    typing.chooses(Signaal)
    typing.answers(Signaal, {"bron": "zelf", "waarneming": "Over Roos."})
    typing.opens("stap_1_signalen.py", sem)
    typing.chooses(Signaal)
    assert holds(typing)
    typing.opens("stap_1_signalen.py", roos)
    typing.chooses(Signaal)
    assert typing.typed(Signaal, "waarneming") == "Over Roos."


def test_a_colleague_does_not_see_what_is_being_typed(school: School, typing: Person) -> None:
    mirjam = school.comes(MIRJAM)
    mirjam.opens("stap_1_signalen.py", typing.dossier)
    mirjam.chooses(Signaal)
    assert CANARY not in mirjam.reads()


def test_new_dossiers_of_two_people_are_kept_apart(school: School, lars: Person) -> None:
    vera = school.comes(VERA)
    for person, naam in ((lars, "Kind van Lars"), (vera, "Kind van Vera")):
        person.opens("nieuw.py")
        person.answers(SignaalBegin, {**BEGIN, "naam": naam})
    assert lars.again().typed(SignaalBegin, "naam") == "Kind van Lars"
    assert vera.again().typed(SignaalBegin, "naam") == "Kind van Vera"
    assert [school.concept(user, None, SignaalBegin)["naam"] for user in (LARS, VERA)] == [
        "Kind van Lars",
        "Kind van Vera",
    ]


# Until it is recorded


def test_once_recorded_the_form_is_empty_and_the_concept_gone(school: School, typing: Person) -> None:
    typing.answers(Signaal, answers(Signaal))
    typing.presses("Vastleggen")
    assert len(school.reads(typing.dossier).of(Signaal)) == 1
    assert school.rows()["concept"] == 0
    for tab in (typing, typing.again()):
        tab.chooses(Signaal)
        assert {tab.typed(Signaal, naam) for naam in ("datum", "bron")} == {"", None}


def test_once_the_dossier_is_open_nothing_is_kept_of_the_new_one(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening))
    noor.presses("Vastleggen")
    assert school.rows()["concept"] == 0 and school.rows()["dossier"] == 1
    noor.opens("nieuw.py")
    assert noor.typed(Opening, "medewerker") is None
    assert not noor.is_asked(Opening, "naam")


@pytest.fixture
def hurries(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Somebody in a hurry: each time a text was just saved, the next press ends the run of the page that saved it."""
    keep, ended = concepten.keep, list[int]()

    def kept(*given: Any) -> int:
        versie = keep(*given)
        run = get_script_run_ctx()
        assert run and run.script_requests
        run.script_requests.request_rerun(RerunData(page_script_hash=run.page_script_hash))
        ended.append(versie)
        return versie

    monkeypatch.setattr(concepten, "keep", kept)
    return ended


def test_a_press_while_the_text_is_being_saved_leaves_no_concept_behind(
    school: School, noor: Person, hurries: list[int]
) -> None:
    """A bug once: the child's name stayed as a concept, and was in the form at the next acute danger."""
    noor.opens("acuut.py")
    noor.answers(AcuutBegin, {"naam": CANARY})
    noor.answers(AcuutBegin, {"naam": CANARY, "reden": CANARY})
    assert len(hurries) >= 2 and school.rows()["concept"] == 1
    noor.presses("Vastleggen")
    assert (school.rows()["dossier"], school.rows()["concept"]) == (1, 0)


def test_what_was_typed_last_is_kept_although_the_tab_is_closed_at_that_moment(
    school: School, typing: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = concept.changed

    def while_the_tab_closes(form: Form) -> None:
        run = get_script_run_ctx()
        assert run and run.script_requests
        run.script_requests.request_stop()
        changed(form)

    with monkeypatch.context() as at_that_moment:
        at_that_moment.setattr(concept, "changed", while_the_tab_closes)
        typing.again().answers(Signaal, {"waarneming": f"{CANARY}, en een step"})
    assert typing.again().typed(Signaal, "waarneming") == f"{CANARY}, en een step"


def test_recording_one_kind_leaves_the_concept_of_another(school: School, typing: Person) -> None:
    typing.chooses(Overleg)
    typing.answers(Overleg, answers(Overleg))
    typing.presses("Vastleggen")
    typing.chooses(Signaal)
    assert holds(typing)


# Follow-up vragen


def test_a_vraag_that_was_hidden_and_asked_again_still_has_its_answer(typing: Person) -> None:
    typing.answers(Signaal, {"bron": "hwc"})
    assert not typing.is_asked(Signaal, "waarneming") and not typing.is_asked(Signaal, "van_wie")
    typing.answers(Signaal, {"bron": "zelf"})
    assert typing.typed(Signaal, "waarneming") == CANARY
    typing.answers(Signaal, {"bron": "van_anderen"})
    assert holds(typing)


def test_also_in_a_new_tab_that_was_opened_while_it_was_hidden(typing: Person) -> None:
    typing.answers(Signaal, {"bron": "hwc"})
    tab = typing.again()
    tab.answers(Signaal, {"bron": "van_anderen"})
    assert holds(tab)


def test_an_answer_to_a_vraag_that_is_hidden_is_not_recorded(school: School, typing: Person) -> None:
    typing.answers(Signaal, answers(Signaal, bron="hwc"))
    typing.presses("Vastleggen")
    assert [each.naam for each in school.reads(typing.dossier).records[-1].antwoorden] == ["datum", "bron"]


def test_an_earlier_answer_is_offered_and_gives_way_to_what_is_typed(school: School, noor: Person) -> None:
    """The reasons why parents are not told are not asked twice."""
    noor.opens("stap_3_gesprek.py", school.keeps(not_safe(after_stap(2), motivering="Vader dreigde aan de telefoon.")))
    noor.chooses(Afzien)
    assert noor.typed(Afzien, "motivering") == "Vader dreigde aan de telefoon."
    assert noor.typed(Afzien, "redenen") == ["veiligheid"]
    noor.answers(Afzien, {"motivering": "Vader dreigde opnieuw, nu aan het hek."})
    fresh = noor.again()
    fresh.chooses(Afzien)
    assert fresh.typed(Afzien, "motivering") == "Vader dreigde opnieuw, nu aan het hek."


# Sealed


def test_a_concept_cannot_be_read_in_any_file(school: School, typing: Person) -> None:
    assert school.concept(NOOR, typing.dossier, Signaal)["waarneming"] == CANARY
    assert not school.holds_in_a_file("Kanarievogel")
    assert school.holds_in_a_file("Signaal"), "the search does find what stands there openly"


def test_the_concept_of_a_new_dossier_cannot_be_read_in_any_file(school: School, lars: Person) -> None:
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {**BEGIN, "naam": "Kanarievogel"})
    assert school.concept(LARS, None, SignaalBegin)["naam"] == "Kanarievogel"
    assert not school.holds_in_a_file("Kanarievogel")


def test_the_name_of_every_kind_fits_the_column_of_a_concept() -> None:
    longest = max(len(kind.__name__) for kind in ALLE)
    assert longest + len("/999") <= 40
