"""Fragments (ADR 15): redrawn alone, with everything that depends on them, and never without passing the gate."""

import pytest
from streamlit.testing.v1 import AppTest

from meldcode.vastleggingen import ALLE, Afscherming, IntrekkenUitnodiging, Signaal, Uitnodiging, Weging
from meldcode.vragen.vastlegging import Vastlegging, vragen
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, record
from tests.cast import DICK, LARS, MIRJAM, NOOR, VERA
from tests.over import over
from tests.pages.alone import part_of, run_alone
from tests.pages.page.withdrawing import WITHDRAWN, Withdraw
from tests.pages.person import PATIENCE, Person, session_of
from tests.pages.reading import read
from tests.pages.school import School, marked
from ui.forms import onderdelen
from ui.forms.sheet import sections

STAP_4 = "stap_4_wegen.py"
CANARY = "Kanarievogel"
TYPED = "Sem heeft honger en is bang."


def answers_alone(person: Person, vraag: str, answer: object) -> str:
    """Answer a vraag as a browser does, and return what was sent back."""
    field = person.field(Weging, vraag)
    field.set_value(answer)
    run_alone(person.app, field)
    assert not person.app.exception
    return person.reads()


@pytest.fixture
def weighing(school: School, noor: Person) -> Person:
    """Noor at the worksheet, with something typed."""
    noor.opens(STAP_4, school.keeps(marked(after_stap(3), CANARY)))
    noor.answers(Weging, {"aard": TYPED})
    assert CANARY in noor.reads(), "it can be lost sight of"
    return noor


# What is drawn


def test_an_answer_draws_the_vragen_of_its_own_kop_and_no_others(weighing: Person) -> None:
    text = answers_alone(weighing, "frequentie", "Elke week.")
    assert "Het vermoeden" in text and TYPED in text
    assert CANARY not in text and "De vijf afwegingen" not in text and "Alles wat is vastgelegd" not in text


def test_it_is_kept_all_the_same_and_the_page_says_so(school: School, weighing: Person) -> None:
    school.now = school.now.replace(minute=7)
    school.is_busy()
    assert "Concept bewaard om 11:07 uur" in answers_alone(weighing, "frequentie", "Elke week.")
    assert school.concept(NOOR, weighing.dossier, Weging) == {"aard": TYPED, "frequentie": "Elke week."}


def test_the_outcome_follows_from_the_five_answers(weighing: Person) -> None:
    text = answers_alone(weighing, "onveilig", "twijfel")
    assert "Twijfel over de veiligheid telt als ja: u belt nu Veilig Thuis en meldt." in text
    assert "Het vermoeden" not in text


def test_how_one_record_weighs_draws_that_record_and_what_follows_from_it(weighing: Person) -> None:
    weighing.turns_to(Weging, "meegewogen")
    field = weighing.app.pills(f"{weighing.key(Weging, 'meegewogen')}/2")
    field.set_value(["risico"])
    run_alone(weighing.app, field)
    text = weighing.reads()
    assert "2. Signaal" in text and "3. " not in text and TYPED not in text
    assert "Nog 2 van 3 te wegen" in text and "… (nummer\u00a02)" in text


def test_an_answer_that_changes_which_vragen_are_asked_draws_them_also_in_another_part(weighing: Person) -> None:
    assert not weighing.is_asked(Weging, "doel")
    for answer, is_asked in (("ja", True), ("nee", False)):
        answers_alone(weighing, "vermoeden", answer)
        assert weighing.is_asked(Weging, "hulp") == is_asked and CANARY not in weighing.reads()
        weighing.refreshes()
        assert weighing.is_asked(Weging, "doel") == is_asked


@over("kind", ALLE)
def test_what_is_asked_because_of_an_answer_is_in_the_part_of_that_answer(kind: type[Vastlegging]) -> None:
    """Or it is in another part of a long form, which is not drawn beside it."""
    drawn = [part.vragen for part in onderdelen.of(kind)] or [vragen(kind)]
    for within in drawn:
        for section in sections(within):
            beside = {one.naam for one in within} - {one.naam for one in section}
            assert not any(each.when and each.when[0] in beside for each in section)
    assert [each for within in drawn for section in sections(within) for each in section] == list(vragen(kind))


def test_once_something_was_objected_to_an_answer_draws_the_page(weighing: Person) -> None:
    weighing.presses("Vastleggen")
    assert weighing.is_told_at(Weging, "frequentie")
    answers_alone(weighing, "frequentie", "Elke week.")
    assert not weighing.is_told_at(Weging, "frequentie") and CANARY in weighing.reads()


def test_what_changed_since_the_earlier_weging_follows_each_answer(school: School, noor: Person) -> None:
    noor.opens(STAP_4, school.keeps(in_opvolging("5a")))
    noor.chooses(Weging)
    text = answers_alone(noor, "patroon", "toenemend")
    assert "Het blijft gelijk" in text and "Het wordt meer" in text and "De vijf afwegingen" not in text


def test_every_vraag_of_the_worksheet_is_in_a_part_and_the_button_is_not(weighing: Person) -> None:
    app, count = weighing.app, 0
    for part in onderdelen.of(Weging):
        weighing.turns_to(Weging, part.vragen[0].naam)
        every = (*app.text_area, *app.text_input, *app.radio, *app.pills)
        asked = [each for each in every if str(each.key).startswith(weighing.key(Weging, ""))]
        assert [each.key for each in asked if not part_of(app, each)] == []
        buttons = [each for each in app.button if "/kies/" not in str(each.key)]  # those answer a vraag, in its part
        assert buttons and not any(part_of(app, each) for each in buttons)
        count += len(asked)
    assert count == 31


# Never past the gate


@WITHDRAWN
def test_an_answer_after_the_role_or_the_session_has_gone_shows_nothing_and_records_nothing(
    school: School, weighing: Person, withdraw: Withdraw
) -> None:
    withdraw(school)
    before = school.recorded()
    text = answers_alone(weighing, "frequentie", "Getypt na het intrekken.")
    assert CANARY not in text and TYPED not in text and "Sem" not in text and "Vastleggen" not in weighing.buttons()
    assert weighing.is_told(), "the page says what is the matter"
    assert school.recorded() == before
    assert school.concept(NOOR, weighing.dossier, Weging) == {"aard": TYPED}


def test_an_answer_after_one_was_shut_out_shows_nothing_and_records_nothing(school: School, weighing: Person) -> None:
    school.adds(weighing.dossier, Afscherming, by=DICK, afgeschermd=written(NOOR), vervanger=written(VERA))
    before = school.recorded()
    text = answers_alone(weighing, "frequentie", "Getypt na het afschermen.")
    assert CANARY not in text and TYPED not in text and "Kies eerst een dossier" in text
    assert school.recorded() == before


def test_an_answer_after_something_was_recorded_in_the_meantime_draws_the_page_and_says_so(
    school: School, weighing: Person
) -> None:
    school.adds(weighing.dossier, Signaal, by=MIRJAM, waarneming="Hij huilde in de gang.")
    text = answers_alone(weighing, "frequentie", "Elke week.")
    assert "Intussen is er iets vastgelegd in dit dossier: ‘Signaal’ door Mirjam Kok." in text
    assert "Hij huilde in de gang." in text and "Elke week." in text


def reading_along() -> None:
    """A page with one fragment, for those who read along."""
    import streamlit as st

    from meldcode.rollen import Permission
    from ui.page import access, dossier_of_tab, fragment

    user = access.require(Permission.READ_DOSSIER)
    dossier = dossier_of_tab.open_dossier(user, Permission.READ_DOSSIER)

    def draw(dossier) -> None:
        st.text_input("Vraag", key="vraag")
        st.text("\n".join(answer.tekst for each in dossier.records for answer in each.antwoorden))

    fragment.of_dossier(draw, dossier, user, Permission.READ_DOSSIER)


def test_an_answer_after_the_invitation_ended_shows_nothing(school: School) -> None:
    dossier = school.keeps(marked(record(after_stap(1), Uitnodiging), CANARY))
    app = AppTest.from_function(reading_along, default_timeout=PATIENCE)
    app.user, app.query_params["dossier"] = {"sid": session_of(LARS)}, dossier.id
    app.run()
    assert CANARY in read(app)
    run_alone(app, app.text_input("vraag"))
    assert CANARY in read(app), "as long as the invitation holds"
    school.adds(dossier, IntrekkenUitnodiging)
    run_alone(app, app.text_input("vraag"))
    assert CANARY not in read(app) and "Kies eerst een dossier" in read(app)
