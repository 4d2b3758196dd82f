"""The answer to a press: a refusal names every vraag and leads to it; what was recorded says what that means."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    ALLE,
    Afronding,
    Afwegingen,
    IntrekkenUitnodiging,
    Melding,
    Opening,
    Overleg,
    Signaal,
    Vergelijking,
    Verzetten,
)
from meldcode.vragen.vastlegging import Vastlegging, asked
from tests.answers import answers
from tests.builders import after_stap, opened
from tests.cast import LARS, NOOR
from tests.over import over
from tests.pages.person import Person, session_of
from tests.pages.reading import read
from tests.pages.school import School
from ui.elements import answer
from ui.forms import form, question
from ui.text import anchor

_LINK = re.compile(r"\[(.*)\]\(#((?:vraag|mr-formulier)-[\w-]+)\)")
# No form to fill in: a single press records these. The last one has a form only where two people differ.
NO_FORM = {Afronding, IntrekkenUitnodiging, Vergelijking}


def drawn() -> None:
    """A page with one form."""
    import streamlit as st

    from meldcode.vastleggingen import ALLE
    from ui.forms import form
    from ui.page import access, dossier_of_tab

    user = access.signed_in()
    kind = next(each for each in ALLE if each.__name__ == st.session_state["kind"])
    dossier = dossier_of_tab.dossier_for(user, st.session_state["about"])
    form.fill_in(kind, dossier, user)


def of_form(kind: type, dossier: Dossier) -> AppTest:
    app = AppTest.from_function(drawn, default_timeout=60)
    app.user = {"sid": session_of(NOOR)}
    app.session_state["user"] = (
        f"{NOOR.id}/{NOOR.role.value}"  # otherwise this counts as a new person at this tab, and the form is forgotten
    )
    app.session_state["kind"], app.session_state["about"] = kind.__name__, dossier.id
    return app.run()


def pressed(app: AppTest, knop: str = "Vastleggen") -> AppTest:
    next(each for each in app.button if each.label == knop).click()
    return app.run()


def lines(app: AppTest) -> dict[str, str]:
    """The links in the summary: the target and the words of each."""
    found = [_LINK.fullmatch(each.value) for each in app.markdown]
    return {each[2]: each[1].replace("\\", "") for each in found if each}


@pytest.fixture
def weighed_next(school: School) -> Dossier:
    return school.keeps(after_stap(3))


@over("kind", [each for each in ALLE if each not in NO_FORM])
def test_an_empty_form_names_each_vraag_it_objects_to_and_leads_to_its_place(
    weighed_next: Dossier, kind: type[Vastlegging], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if it were this person's turn: a form that is refused as a whole would say only that."""
    monkeypatch.setattr(vastleggen, "refusal", lambda *_about: None)
    dossier = weighed_next
    app = pressed(of_form(kind, dossier), kind.knop)
    assert answer.NOT_YET in [each.value for each in app.error]
    name = form.key(dossier, kind)
    needed = [each for each in asked(kind, {}) if not each.optional and each.naam not in kind.overnemen]
    found = lines(app)
    assert found, "nothing leads to where something is needed"
    for each in needed:
        words = found[anchor(question.place_of(name, each))]
        assert words.startswith(f"{each.tekst} – "), words


def test_the_sweep_is_over_all_vastleggingen_that_are_filled_in() -> None:
    assert len(ALLE) - len(NO_FORM) > 30
    assert {Signaal, Opening, Overleg, Afwegingen, Verzetten} <= set(ALLE) - NO_FORM


def test_the_summary_is_another_one_at_every_press_and_goes_with_the_last_objection(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.presses("Vastleggen")
    name = form.key(noor.dossier, Signaal)
    first = noor.app.session_state[f"{name}/tried"]
    noor.presses("Vastleggen")
    assert noor.app.session_state[f"{name}/tried"] != first
    noor.answers(Signaal, answers(Signaal))
    assert answer.NOT_YET not in noor.is_told()


def test_what_was_recorded_says_when_who_reads_it_and_what_comes_next(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", school.keeps(opened(by=LARS)))
    noor.records(Signaal, answers(Signaal))
    assert noor.is_told() == ["Vastgelegd: Signaal."]
    said = noor.reads()
    assert "Om 11:00 uur." in said and "Mirjam Kok (intern begeleider)" in said
    assert "Hierna: overleg met de intern begeleider" in said
    assert {"Bekijken", "Corrigeren"} <= set(noor.buttons())


def test_who_may_not_read_a_dossier_is_not_named_as_its_reader(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.records(Signaal, answers(Signaal))
    assert all(naam not in read(noor.app) for naam in ("Lars", "Dick", "Bea"))


@pytest.mark.parametrize("way", ["Bekijken", "Corrigeren"])
def test_one_press_leads_to_what_was_recorded(school: School, way: str) -> None:
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.records(Signaal, answers(Signaal))
    noor.presses(way)
    assert noor.title == "Alles op volgorde" and answers(Signaal)["waarneming"] in noor.reads()
    fields: list[Any] = [each for each in noor.app.text_area if "/correctie/" in str(each.key)]
    assert bool(fields) == (way == "Corrigeren")


def test_what_must_come_first_is_said_before_the_press(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("stap_5_beslissen.py", school.keeps(after_stap(4)))
    noor.chooses(Melding)
    assert "Leg eerst het besluit vast dat melden noodzakelijk is, of acuut gevaar." in noor.is_told()
    noor.presses("Vastleggen")
    first = "Leg eerst het besluit vast dat melden noodzakelijk is, of acuut gevaar."
    assert first in noor.is_refused(), "it leads to the form itself"


def test_what_is_needed_is_said_before_the_press(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf"})
    said = noor.reads()
    assert "Elke vraag is nodig, behalve waar ‘mag leeg blijven’ bij staat." in said
    assert "Zet woorden van de leerling tussen aanhalingstekens. Ten minste 10 tekens." in said


def test_a_refused_form_of_another_kind_says_so_once(school: School) -> None:
    """Such a form sends its fields as a whole: what is in them is unknown until it is sent again."""
    noor = Person(NOOR)
    noor.opens("overdragen.py", school.keeps(after_stap(1)))
    noor.presses("Alles overdragen")
    assert noor.is_refused() == ["Aan wie? – Kies een collega.", "Waarom? – Kies een antwoord."]
    noor.refreshes()
    assert noor.is_refused() == [] and answer.NOT_DONE not in noor.is_told()
