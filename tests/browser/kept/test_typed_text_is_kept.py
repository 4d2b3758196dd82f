"""Typed text is kept through a refresh, another page and a closed tab."""

import re

import pytest
from playwright.sync_api import expect

from meldcode.vastleggingen import Signaal
from tests.browser import answers
from tests.browser.person import START, Person
from tests.browser.school import School
from tests.browser.slow_line import SlowLine
from tests.browser.story import (
    TEXT,
    begins_halfway,
    begins_to_record,
    begins_with_a_child,
    is_kept,
    still_reads,
    types_a_waarneming,
    waarneming,
)
from tests.builders import opened, record, work


@pytest.mark.sweep
def test_a_refresh_and_a_walk_to_another_page_lose_nothing(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Fenna de Wolf")
    types_a_waarneming(person, TEXT)
    person.goes_to("Start")
    person.sees(START)
    person.goes_to("De route")
    still_reads(person, TEXT)
    person.reloads()
    person.sees("Fenna de Wolf · groep 6")
    still_reads(person, TEXT)


def types_and_leaves_on_a_slow_line(person: Person) -> SlowLine:
    """Type in a signaal and press Start, while the line holds back what is sent."""
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    line = SlowLine(person)
    line.holds()
    waarneming(person).press_sequentially(TEXT)
    person.page.get_by_role("link", name="Start").first.click()
    line.waits_for_something()
    return line


def test_a_slow_line_loses_nothing_on_the_way_to_another_page(person: Person, school: School) -> None:
    """Streamlit discards what arrives in the same message as a change of page."""
    begins_with_a_child(person, school, "Roan Veenstra")
    line = types_and_leaves_on_a_slow_line(person)
    line.brings_what_it_held()
    person.sees("Dossiers")
    person.wait()
    person.goes_to("De route")
    still_reads(person, TEXT)


def test_a_line_that_stays_slow_loses_nothing_of_a_page_that_is_left(person: Person, school: School) -> None:
    """Who leaves is held up for five seconds at most; a server that is busy for longer has the words by then."""
    dossier = begins_with_a_child(person, school, "Ilse Postma")
    line = types_and_leaves_on_a_slow_line(person)
    is_kept(person, school, dossier, TEXT)
    line.brings_what_it_held()
    person.opens_stap(1, dossier.id)
    still_reads(person, TEXT)
    expect(person.main.get_by_text("Van dit formulier is meer dan één tekst bewaard")).to_have_count(0)


def test_a_page_that_is_drawn_anew_leaves_the_cursor_where_it_was(person: Person, school: School) -> None:
    talked_over = work(opened(naam="Bente Kloosterman"), 1, without=Signaal)
    begins_to_record(person, school, 1, talked_over, Signaal, datum=answers.ago(3))
    person.presses("Vastleggen")
    person.sees("Vastgelegd: Signaal")
    person.chooses("Signaal")
    field = person.main.get_by_label(re.compile("^Op welke dag was het"))
    field.press_sequentially("1-9-")
    person.page.keyboard.type("2026")
    expect(field).to_have_value("1-9-2026")
    expect(field).to_be_focused()


@pytest.mark.sweep
def test_a_closed_tab_loses_nothing(person: Person, school: School) -> None:
    dossier = begins_with_a_child(person, school, "Daan Oosterling")
    types_a_waarneming(person, TEXT)
    closed = person.page
    person.opens_another_tab()
    closed.close(run_before_unload=True)
    is_kept(person, school, dossier, TEXT)
    person.opens_stap(1, dossier.id)
    still_reads(person, TEXT)


@pytest.mark.parametrize(
    "leaves", ["closes", *(pytest.param(each, marks=pytest.mark.sweep) for each in ("reloads", "elsewhere"))]
)
def test_the_last_words_of_a_page_are_kept_when_its_line_is_too_slow_for_them(
    person: Person, school: School, leaves: str
) -> None:
    """As on a busy machine, where a page is gone before the browser has sent what is on its line."""
    dossier = begins_with_a_child(person, school, "Lotte Kranenburg")
    types_a_waarneming(person, TEXT[:20])
    is_kept(person, school, dossier, TEXT[:20])
    person.wait()
    person.page.evaluate("WebSocket.prototype.send = () => {}")
    person.page.keyboard.insert_text(TEXT[20:])
    if leaves == "closes":
        closed = person.page
        person.opens_another_tab()
        closed.close(run_before_unload=True)
    elif leaves == "reloads":
        person.page.reload()
    else:
        person.opens("/")
    is_kept(person, school, dossier, TEXT)
    person.opens_stap(1, dossier.id)
    still_reads(person, TEXT)
    expect(person.main.get_by_text("Van dit formulier is meer dan één tekst bewaard")).to_have_count(0)


@pytest.mark.sweep
def test_what_one_types_about_one_child_never_shows_with_another(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Mila Noorman")
    types_a_waarneming(person, TEXT)
    person.opens_stap(1, school.keeps(opened(naam="Levi Zuidam")).id)
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    still_reads(person, "")


@pytest.mark.sweep
def test_a_form_that_is_asked_again_begins_empty(person: Person, school: School) -> None:
    """The browser still holds the text that was recorded a moment ago."""
    begins_halfway(person, school, 1, record(opened(naam="Jip Achterberg"), Signaal))
    person.records("Overleg", answers.OVERLEG_IB)
    person.chooses("Overleg")
    person.answers({"Is er overlegd?": "Ja"})
    for vraag in ("Wanneer was het overleg?", "Wie waren erbij?", "Wat was de uitkomst?"):
        expect(person.main.get_by_label(re.compile("^" + re.escape(vraag)))).to_have_value("")
