"""The leerlingbespreking on two real screens: what each of them receives, down to the websocket frames."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from db.dossiers import besprekingen
from meldcode.bespreking.bespreking import Actie
from meldcode.vastleggingen import Leerlingbespreking
from meldcode.vragen.persoon import Persoon
from tests.browser.answers import ahead
from tests.browser.bespreking.screen import SCREEN, asks_once_more, is_blank, is_hidden, opens_screen, shows
from tests.browser.meeting import NEVER, SECRET, TEXT, Case, Listener
from tests.browser.person import Person
from tests.browser.seen import GOOD, is_where_the_person_is
from ui import clock


@pytest.mark.sweep
def test_no_planted_word_reaches_either_screen_but_what_is_revealed_while_it_is(
    own: Person, wall: Person, case: Case
) -> None:
    """Looks at every request and websocket frame: before an answer is shown, meanwhile, hidden again, and closed."""
    for each in (own, wall):
        each.opens_another_tab()  # closed afterwards, together with what listens to it
    at_own, at_wall = Listener().to(own.page), Listener().to(wall.page)

    def must_be_clean(when: str, *, own_too: bool = True) -> None:
        assert at_wall.heard(*NEVER, SECRET) == [], when
        assert not own_too or at_own.heard(*NEVER, TEXT, SECRET) == [], when
        for tab in (own, wall):
            seen = tab.page.content() + tab.page.title() + tab.page.url
            assert [word for word in (*NEVER, SECRET) if word in seen] == [], when

    opens_screen(wall)
    own.opens("/leerlingbespreking")
    with own.is_answered():
        own.main.get_by_text(case.label, exact=True).click()
    shows(wall, "Wie zag dit ook?")
    assert at_wall.heard(TEXT) == []
    must_be_clean("before reveal")

    with own.is_answered():
        own.page.get_by_role("button", name="Wat is er gezien of gehoord?").click()
    shows(wall, f"{TEXT}, zei {case.dossier.codenaam}.")
    must_be_clean("while it is up")
    assert at_own.heard(case.dossier.codenaam) and at_wall.heard(TEXT), "the search would find what is there"
    assert at_wall.websockets == 0 and at_own.websockets == 1

    with own.is_answered():
        own.page.get_by_role("button", name="Verberg").click()
    is_blank(wall)
    at_wall.messages.clear()
    asks_once_more(wall)
    assert TEXT not in wall.page.content() and at_wall.heard(TEXT, case.label) == []
    must_be_clean("after hiding")

    with own.is_answered():
        own.page.get_by_role("button", name="Toon weer").click()
    shows(wall, "Wie zag dit ook?")
    own.answers({"Wat gaat er gebeuren?": "Bellen met de opvang", "Uiterlijk wanneer?": ahead(3)})
    own.page.get_by_label("Wie doet dat?", exact=True).click()
    with own.is_answered():
        own.page.get_by_role("option", name="Lars Brouwer, leerkracht").click()
    own.presses("Opnemen")
    shows(wall, "Lars Brouwer")
    shows(wall, "Bellen met de opvang")
    expect(own.main.get_by_role("radio", name=f"{case.label} – besproken")).to_be_checked()
    own.presses("Bespreking sluiten")
    is_where_the_person_is(own, own.page.locator(GOOD).filter(has_text="De bespreking is gesloten."))
    shows(wall, "Er is nu geen leerlingbespreking begonnen.")
    assert at_wall.heard(TEXT) == []
    must_be_clean("after closing")
    assert any(each.isa(Leerlingbespreking) for each in case.now().records)


@pytest.mark.sweep
def test_once_it_begins_nothing_of_the_preparation_is_left_on_the_own_screen(own: Person, case: Case) -> None:
    """The preparation page showed the answers; once the meeting is held, somebody may look along."""
    zitting = besprekingen.mine(case.noor)
    assert zitting
    besprekingen.keep(case.noor, replace(zitting.bespreking, begonnen_op=None))
    own.opens("/leerlingbespreking")
    own.sees("Kwikstaart Rietgors")
    own.sees(f"{TEXT}, zei {case.dossier.codenaam}.")
    own.presses("Bespreking beginnen")
    own.sees("Kies wat u nu bespreekt.")
    assert [word for word in (*NEVER, TEXT, SECRET) if word in own.page.content()] == []


def test_what_is_agreed_appears_while_it_is_typed_and_is_gone_with_escape(
    own: Person, wall: Person, case: Case
) -> None:
    opens_screen(wall)
    own.opens("/leerlingbespreking")
    with own.is_answered():
        own.main.get_by_text(case.label, exact=True).click()
    shows(wall, "wie · wat · wanneer …")
    own.page.get_by_label("Wat gaat er gebeuren?").press_sequentially("Bellen met oma van Kwiks")
    expect(wall.page.locator(".afspraken .nog")).to_have_text(
        "wie … Bellen met oma van wanneer …", use_inner_text=False
    )
    assert "Kwiks" not in wall.page.content(), "half a name is left out until it is a whole one"
    wall.page.keyboard.press("Escape")
    is_blank(wall)
    assert "oma" not in wall.page.content()


def test_the_next_meeting_shows_with_the_case_what_was_promised(wall: Person, case: Case) -> None:
    zitting = besprekingen.mine(case.noor)
    assert zitting
    lars = Persoon(case.noor.id, case.noor.role, case.noor.naam)
    action = Actie("Met Kwikstaart lezen", lars, clock.today() + timedelta(days=1))
    done = replace(zitting.bespreking.punten[0], acties=(action,))
    besprekingen.keep(case.noor, zitting.bespreking.met(done))
    besprekingen.close(case.noor, clock.today(), clock.now(), {})
    besprekingen.prepare(case.noor, clock.today(), clock.now())
    zitting = besprekingen.mine(case.noor)
    assert zitting
    besprekingen.keep(case.noor, replace(zitting.bespreking, collegas=(case.noor.id,), begonnen_op=clock.today()))
    besprekingen.steer(case.noor, lambda stand: stand.turn_to("", clock.now()), clock.now())
    opens_screen(wall)
    wall.page.get_by_role("button", name=case.label).click()
    shows(wall, "Eerder afgesproken")
    shows(wall, f"Met {case.dossier.codenaam} lezen – Noor van Dalen")
    assert "Kwikstaart" not in wall.page.content()


def test_going_back_to_the_screen_shows_nothing(wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(0)
    shows(wall, TEXT)
    wall.page.goto(f"{wall.address}/meldroute.svg")
    wall.page.go_back()
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
    is_blank(wall)
    assert wall.page.title() == "Meldroute" and wall.page.url == f"{wall.address}{SCREEN}"
    assert is_hidden(case)


def test_a_reload_shows_nothing_even_when_the_server_was_not_told(wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(0)
    shows(wall, TEXT)
    tries: list[Route] = []

    def fails(route: Route) -> None:
        tries.append(route)
        route.abort()

    wall.page.route("**/stuur", fails)
    wall.page.reload()
    for count in range(2, 5):
        case.reveals(0)  # in case the old page still sent something while it closed
        wall.waits_until(lambda: len(tries), count.__le__)
        assert TEXT not in wall.page.content() and case.label not in wall.page.content()
    assert not is_hidden(case)
    wall.page.unroute("**/stuur")
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
