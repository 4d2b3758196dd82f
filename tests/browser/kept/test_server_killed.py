"""The server is killed while somebody types, and started again: the open tab goes on, and no character is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Error, expect

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.slow_line import SlowLine
from tests.browser.story import begins_to_record, begins_with_a_child, is_kept, still_reads, waarneming
from tests.builders import opened
from tests.processes.running import Server

SAVED = "Sem kroop weg achter de fietsen. "
UNSAVED = "Hij zei niets"
AFTERWARDS = ", en keek niet op."


@pytest.fixture
def noor(person: Person) -> Iterator[Person]:
    yield person
    person.trouble.clear()  # a browser reports a connection that breaks


def begins_typing(noor: Person, school: School, naam: str) -> Dossier:
    """A complete signaal, of which the text is stored only as far as it was typed before the kill."""
    dossier = begins_to_record(noor, school, 1, opened(naam=naam), Signaal, datum=answers.ago(3), waarneming="")
    waarneming(noor).press_sequentially(SAVED, delay=5)
    is_kept(noor, school, dossier, SAVED)
    noor.wait()
    return dossier


@pytest.mark.sweep
def test_what_is_typed_before_and_after_a_kill_is_all_there(noor: Person, school: School, server: Server) -> None:
    dossier = begins_typing(noor, school, "Sanne Dijkgraaf")
    field = waarneming(noor)
    field.press_sequentially(UNSAVED, delay=5)
    server.kill()
    expect(field).to_be_disabled()
    server.start()
    is_kept(noor, school, dossier, SAVED + UNSAVED)  # without typing another word
    # That the page says so is tested in ``test_two_tabs``: here a busy machine may have saved everything just before.
    field.press("End")
    noor.page.keyboard.insert_text(AFTERWARDS)
    is_kept(noor, school, dossier, SAVED + UNSAVED + AFTERWARDS)
    expect(field).to_have_value(SAVED + UNSAVED + AFTERWARDS)
    noor.wait()
    noor.presses("Vastleggen")
    noor.sees("Vastgelegd: Signaal")
    noor.sees(SAVED + UNSAVED + AFTERWARDS)


@pytest.mark.sweep
def test_who_leaves_with_words_that_cannot_be_sent_is_asked_and_they_go_as_soon_as_they_can(
    noor: Person, school: School, server: Server
) -> None:
    dossier = begins_typing(noor, school, "Jip Wacht")
    field, asked = waarneming(noor), list[str]()

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    noor.page.on("dialog", stays)
    field.press_sequentially(UNSAVED, delay=5)
    server.kill()
    expect(field).to_be_disabled()
    with pytest.raises(Error):
        noor.page.reload()
    assert asked == ["beforeunload"]
    expect(field).to_have_value(SAVED + UNSAVED)
    server.start()
    is_kept(noor, school, dossier, SAVED + UNSAVED)
    noor.wait()
    noor.page.reload()
    assert asked == ["beforeunload"], "what is kept can be left"
    still_reads(noor, SAVED + UNSAVED)


@pytest.mark.sweep
def test_after_a_kill_the_form_stays_that_somebody_was_filling_in(noor: Person, school: School, server: Server) -> None:
    """She recorded the same in another tab meanwhile, so a page that is opened now already offers the next form."""
    dossier = begins_typing(noor, school, "Isa Tweemaal")
    here = noor.page
    noor.opens_another_tab()
    noor.opens_stap(1, dossier.id)
    noor.chooses("Signaal")
    noor.answers({vraag: what for vraag, what in answers.SIGNAAL.items() if not vraag.startswith("Wat is er")})
    noor.presses("Vastleggen")
    noor.sees("Vastgelegd: Signaal")
    noor.page.close()
    noor.page = here
    waarneming(noor).press_sequentially(UNSAVED, delay=5)
    server.kill()
    server.start()
    is_kept(noor, school, dossier, SAVED + UNSAVED)
    expect(waarneming(noor)).to_have_value(SAVED + UNSAVED)


@pytest.mark.sweep
def test_a_key_file_that_is_away_for_a_while_costs_nothing_that_was_typed(noor: Person, school: School) -> None:
    dossier = begins_typing(noor, school, "Milan Terpstra")
    key, away = school.key_file, school.folder / "elsewhere.key"
    key.rename(away)
    try:
        waarneming(noor).press_sequentially(UNSAVED, delay=5)
        noor.sees("Het sleutelbestand")
        noor.sees("Wat u typte, is niet weg")
    finally:
        away.rename(key)
    noor.presses("Opnieuw proberen")
    expect(waarneming(noor)).to_have_value(SAVED + UNSAVED)
    is_kept(noor, school, dossier, SAVED + UNSAVED)
    noor.presses("Vastleggen")
    noor.sees("Vastgelegd: Signaal")
    noor.sees(SAVED + UNSAVED)


@pytest.mark.sweep
def test_what_is_typed_while_the_form_goes_away_is_back_when_the_form_is(noor: Person, school: School) -> None:
    """The page cannot be drawn at that moment, and the last words have not left the browser yet."""
    dossier = begins_with_a_child(noor, school, "Elif Morgenster")
    noor.chooses("Signaal")
    noor.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    field, line = waarneming(noor), SlowLine(noor)
    line.holds()
    field.press_sequentially(SAVED, delay=5)
    line.waits_for_something()
    key, away = school.key_file, school.folder / "elsewhere.key"
    key.rename(away)
    try:
        field.press_sequentially(UNSAVED)
        line.brings_what_it_held()
        noor.sees("Het sleutelbestand")
        expect(field).to_have_count(0)  # the message comes a moment before the form goes
    finally:
        away.rename(key)
    noor.presses("Opnieuw proberen")
    expect(field).to_have_value(SAVED + UNSAVED)
    is_kept(noor, school, dossier, SAVED + UNSAVED)
