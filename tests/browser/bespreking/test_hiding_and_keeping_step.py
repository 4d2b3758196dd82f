"""The leerlingbespreking on two real screens: how fast the shared one goes blank, and how both stay in step."""

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Route, expect

from db import schema
from db.dossiers import besprekingen
from db.store.engine import EVERY_SCHOOL, transaction
from tests.browser.bespreking.screen import (
    A_SECOND,
    SCREEN,
    asks_once_more,
    comes_to_show,
    hears_nothing_more,
    is_blank,
    is_hidden,
    opens_screen,
    passes,
    shows,
)
from tests.browser.meeting import SECRET, TEXT, Case
from tests.browser.person import Person
from ui import clock


def test_escape_blanks_within_one_frame_without_the_server(wall: Person, case: Case) -> None:
    """The connection is cut before the key is pressed; the server hears of it once the connection is back."""
    opens_screen(wall)
    case.reveals(1)
    shows(wall, SECRET)
    wall.page.evaluate(
        """secret => { window.seen = new Promise((done) => addEventListener("keydown", () => {
             requestAnimationFrame(() => done(
               document.documentElement.innerHTML.includes(secret) || document.body.innerText.trim() !== ""));
           }, { capture: true, once: true })); }""",
        SECRET,
    )
    wall.page.context.set_offline(True)
    wall.page.keyboard.press("Escape")
    assert wall.page.evaluate("() => window.seen") is False
    assert not is_hidden(case)
    wall.page.context.set_offline(False)
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
    stand = besprekingen.stand_of(case.noor)
    assert stand and stand.verborgen and stand.kaart is None


def test_a_word_that_was_under_way_when_it_was_hidden_is_not_drawn(wall: Person, case: Case) -> None:
    opens_screen(wall)
    late = []

    def answers_late(route: Route) -> None:
        answer = route.fetch()
        if TEXT in answer.text():
            wall.page.keyboard.press("Escape")
            expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
            late.append(answer.text())
        route.fulfill(response=answer)

    wall.page.evaluate(
        """text => new MutationObserver(() => (window.seen ||= document.body.innerText.includes(text)))
           .observe(document.body, { childList: true, subtree: true, characterData: true })""",
        TEXT,
    )
    wall.page.route("**/nu?*", answers_late)
    case.reveals(0)
    wall.waits_until(lambda: len(late), bool)
    asks_once_more(wall)
    assert late and not wall.page.evaluate("window.seen"), "not for a moment either"
    is_blank(wall)


@pytest.mark.sweep
def test_the_button_on_the_screen_and_escape_at_the_own_one_hide_too(own: Person, wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(0)
    shows(wall, TEXT)
    wall.page.get_by_role("button", name="Verberg").click()
    is_blank(wall)
    expect(wall.page.get_by_text("Toon weer")).to_be_visible()  # the server knows
    assert is_hidden(case)
    case.reveals(0)
    shows(wall, TEXT)
    own.opens("/leerlingbespreking")
    expect(
        own.page.get_by_role("link", name="Scherm openen")
    ).to_be_visible()  # once this is drawn, the page handles Escape
    own.page.keyboard.press("Escape")
    is_blank(wall)
    assert is_hidden(case)


def test_the_screen_opens_in_a_window_of_its_own(own: Person, case: Case) -> None:
    own.opens("/leerlingbespreking")
    with own.page.expect_popup() as opened:
        own.page.get_by_role("link", name="Scherm openen").click()
    popup = opened.value
    expect(popup.get_by_role("button", name=case.label)).to_be_visible()
    assert popup.url == f"{own.address}{SCREEN}" and popup.title() == "Meldroute"
    assert popup.locator("aside, [data-testid=stSidebar], a").count() == 0


@pytest.mark.sweep
def test_the_two_screens_keep_step_within_a_second(own: Person, still: Person, case: Case) -> None:
    """Each screen asks once a second, so the wall shows what Noor chose within a second of its own clock."""
    own.opens("/leerlingbespreking")
    on_wall, on_own = still.page.locator("h1"), own.main.get_by_role("heading", level=2)
    for label, heading in ((case.label, case.label), ("De agenda", "Leerlingbespreking")):
        with own.is_answered():
            own.main.get_by_text(label, exact=True).first.click()
        comes_to_show(still, heading, on_wall)
    still.page.get_by_role("button", name=case.label).click()
    expect(on_own.first).to_have_text(case.label)
    still.page.get_by_role("button", name="Agenda").click()
    expect(on_own.filter(has_text=case.label)).to_have_count(0)
    asked = "line.byItself"
    own.waits_until(lambda: own.page.evaluate(asked), lambda at: any(b - a <= A_SECOND for a, b in pairwise(at)))


@pytest.mark.sweep
def test_something_sensitive_counts_down_and_is_gone(still: Person, case: Case) -> None:
    case.reveals(1)
    comes_to_show(still, SECRET)
    left = int(still.page.locator(".tel").inner_text())
    assert 1 <= left <= 30
    hears_nothing_more(still)
    passes(still, (left - 1) * A_SECOND)
    shows(still, SECRET)
    passes(still, A_SECOND + 100)  # it checks ten times a second
    is_blank(still)
    assert SECRET not in still.page.content()


def test_what_was_counted_down_gives_way_to_the_question(wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(1)
    shows(wall, SECRET)
    case.screen_is(tot=clock.now(), stand=90)
    expect(wall.page.get_by_text(SECRET)).to_have_count(0)
    shows(wall, "Wie zag dit ook?")
    assert SECRET not in wall.page.content()


def test_left_alone_for_a_minute_it_is_blank(still: Person, case: Case) -> None:
    case.reveals(0)
    comes_to_show(still, TEXT)
    hears_nothing_more(still)
    passes(still, 10 * A_SECOND)
    shows(still, TEXT)
    passes(still, 50 * A_SECOND)
    is_blank(still)
    assert TEXT not in still.page.content() and case.label not in still.page.content()
    case.screen_is(aangeraakt=clock.now() - timedelta(minutes=1))
    still.page.unroute_all()
    still.page.mouse.move(300, 300)
    still.page.mouse.wheel(0, 100)
    passes(still, A_SECOND)
    is_blank(still)


def test_a_touch_keeps_it_on(wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(0)
    shows(wall, TEXT)
    before = clock.now()
    case.screen_is(aangeraakt=before - timedelta(seconds=10))
    with wall.page.expect_response(lambda answer: "/stuur" in answer.url):
        wall.page.mouse.move(300, 300)
    stand = besprekingen.stand_of(case.noor)
    assert stand and stand.aangeraakt >= before
    shows(wall, TEXT)


def test_when_the_server_cannot_be_reached_it_goes_blank(still: Person, case: Case) -> None:
    case.reveals(0)
    comes_to_show(still, TEXT)
    still.page.context.set_offline(True)
    passes(still, 4 * A_SECOND)
    is_blank(still)


def test_once_signed_out_the_screen_has_nothing(wall: Person, case: Case) -> None:
    opens_screen(wall)
    case.reveals(0)
    shows(wall, TEXT)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(schema.login.delete().where(schema.login.c.account_id == case.noor.id))
    is_blank(wall)
