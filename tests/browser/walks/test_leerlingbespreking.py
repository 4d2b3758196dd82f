"""The leerlingbespreking at two real screens: what reaches each of them, how fast one hides, how both keep step."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Route, expect

from db import schema
from db.dossiers import besprekingen
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.bespreking.bespreking import Actie
from meldcode.vastleggingen import Leerlingbespreking
from meldcode.vragen.persoon import Persoon
from tests.browser.answers import ahead
from tests.browser.conftest import SitsDown
from tests.browser.meeting import NEVER, SECRET, TEXT, Case, Listener, begun
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import GOOD, is_where_the_person_is
from ui import clock

SCREEN = "/leerlingbespreking/scherm"
A_SECOND = 1_000  # milliseconds
BEFORE_IT_IS_BLANK_ANYWAY = 40 * A_SECOND


@pytest.fixture
def case(school: School) -> Iterator[Case]:
    """A meeting that has begun, about a dossier in stap 2 of which two answers were chosen, one of them sensitive."""
    with school.at_work():
        yield begun(school.who("noor"))


def is_noor(person: Person, school: School) -> Person:
    """An empty tab in which Noor is signed in: nothing came before."""
    person.page.set_viewport_size({"width": 1280, "height": 720})
    person.has_signed_in(school.session_of("noor"))
    return person


@pytest.fixture
def wall(sits_down: SitsDown, school: School, case: Case) -> Person:
    """The screen on the wall, before it is opened."""
    return is_noor(sits_down(), school)


@pytest.fixture
def still(sits_down: SitsDown, school: School, case: Case) -> Person:
    """The screen on the wall, opened, with a clock that goes on only when it is told to (``passes``)."""
    wall = is_noor(sits_down(with_a_clock=True), school)
    wall.page.clock.install()
    opens_screen(wall)
    wall.page.clock.pause_at(wall.page.evaluate("Date.now()") / 1000 + 1)
    return wall


@pytest.fixture
def own(sits_down: SitsDown, school: School, case: Case) -> Person:
    """Noor's own screen, before it is opened."""
    return is_noor(sits_down(), school)


def passes(still: Person, milliseconds: int) -> None:
    """So much time for its script; the server has its own."""
    still.page.clock.run_for(milliseconds)


def hears_nothing_more(still: Person) -> None:
    """What it asks from now on stays without an answer."""
    still.page.route("**/nu?*", lambda _route: None)


def asks_once_more(wall: Person) -> None:
    with wall.page.expect_request(lambda request: "/nu" in request.url) as asked:
        pass
    assert asked.value.response()


def opens_screen(wall: Person) -> None:
    wall.page.goto(f"{wall.address}{SCREEN}")
    expect(wall.page.get_by_role("heading", name="Leerlingbespreking")).to_be_visible()


def shows(wall: Person, text: str) -> None:
    expect(wall.page.locator("#beeld").get_by_text(text)).to_be_visible()


def comes_to_show(still: Person, text: str, there: Locator | None = None) -> None:
    """Its script asks once a second, and not while an earlier answer is under way: a busy machine takes some more."""
    place = there or still.page.locator("#beeld")
    for _second in range(5):
        passes(still, A_SECOND)
        with suppress(AssertionError):
            return expect(place.filter(has_text=text)).to_be_visible(timeout=10_000)
    expect(place).to_contain_text(text)


def is_blank(wall: Person) -> None:
    expect(wall.page.locator("#beeld")).to_be_empty(timeout=BEFORE_IT_IS_BLANK_ANYWAY)


def is_hidden(case: Case) -> bool:
    stand = besprekingen.stand_of(case.noor)
    assert stand
    return stand.verborgen


# What reaches the screens


@pytest.mark.sweep
def test_no_planted_word_reaches_either_screen_but_what_is_revealed_while_it_is(
    own: Person, wall: Person, case: Case
) -> None:
    """Every request and every frame of a websocket: before reveal, during, after hiding, after closing."""
    for each in (own, wall):
        each.opens_another_tab()  # which is closed afterwards, with who listens to it
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
        own.page.get_by_role("button", name="1: Signaal").click()
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
    own.page.get_by_label("Wie doet dat?").click()
    with own.is_answered():
        own.page.get_by_role("option", name="Lars Brouwer, leerkracht").click()
    own.presses("Opnemen")
    shows(wall, "Bellen met de opvang – Lars Brouwer, leerkracht")
    expect(own.main.get_by_role("radio", name=f"{case.label} – besproken")).to_be_checked()
    own.presses("Bespreking sluiten")
    is_where_the_person_is(own, own.page.locator(GOOD).filter(has_text="De bespreking is gesloten."))
    shows(wall, "Er is nu geen leerlingbespreking begonnen.")
    assert at_wall.heard(TEXT) == []
    must_be_clean("after closing")
    assert any(each.isa(Leerlingbespreking) for each in case.now().records)


@pytest.mark.sweep
def test_once_it_begins_nothing_of_the_preparation_is_left_on_the_own_screen(own: Person, case: Case) -> None:
    """There the answers can be read; from now on somebody may look along."""
    zitting = besprekingen.mine(case.noor)
    assert zitting
    besprekingen.keep(case.noor, replace(zitting.bespreking, begonnen_op=None))
    own.opens("/leerlingbespreking")
    with own.is_answered():
        own.main.get_by_role("radio", name=case.dossier.codenaam).click()
    own.sees("Kwikstaart Rietgors")
    own.main.get_by_test_id("stExpander").filter(has_text="Signaal").first.click()
    own.sees(f"{TEXT}, zei {case.dossier.codenaam}.")
    own.presses("Bespreking beginnen")
    own.sees("Kies wat u nu bespreekt.")
    assert [word for word in (*NEVER, TEXT, SECRET) if word in own.page.content()] == []


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
        case.reveals(0)  # whatever the old page still said on its way out
        wall.waits_until(lambda: len(tries), count.__le__)
        assert TEXT not in wall.page.content() and case.label not in wall.page.content()
    assert not is_hidden(case)
    wall.page.unroute("**/stuur")
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()


# How fast


def test_escape_blanks_within_one_frame_without_the_server(wall: Person, case: Case) -> None:
    """The line is cut before the key is pressed; the server hears of it once the line is back."""
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
    ).to_be_visible()  # by which the page knows what Escape does
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
    """The wall has what was chosen at the own screen within a second of its clock; the own screen asks as often."""
    own.opens("/leerlingbespreking")
    on_wall, on_own = still.page.locator("h1"), own.main.get_by_role("heading", level=3)
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


def test_something_sensitive_counts_down_and_is_gone(still: Person, case: Case) -> None:
    case.reveals(1)
    comes_to_show(still, SECRET)
    left = int(still.page.locator(".tel").inner_text())
    assert 1 <= left <= 30
    hears_nothing_more(still)
    passes(still, (left - 1) * A_SECOND)
    shows(still, SECRET)
    passes(still, A_SECOND + 100)  # it looks ten times a second
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


# How large, and how clear

MEASURE = """() => {
  const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || box.closest("noscript")) continue;
    let under = box;
    while (under && (numbers(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) under = under.parentElement;
    const on = under ? numbers(getComputedStyle(under).backgroundColor) : [255, 255, 255];
    const [a, b] = [light(numbers(getComputedStyle(box).color)), light(on)].sort((x, y) => y - x);
    const size = parseFloat(getComputedStyle(box).fontSize), contrast = (a + 0.05) / (b + 0.05);
    found.push({ text: node.data, size, contrast });
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("scheme", "width", "height"),
    [
        ("light", 1920, 1080),
        ("dark", 1280, 720),
        pytest.param("light", 1280, 720, marks=pytest.mark.sweep),
        pytest.param("dark", 1920, 1080, marks=pytest.mark.sweep),
    ],
)
def test_all_that_is_shared_is_large_and_clear(wall: Person, case: Case, scheme: str, width: int, height: int) -> None:
    wall.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wall.page.set_viewport_size({"width": width, "height": height})
    opens_screen(wall)
    measured = []

    def measure() -> None:
        found = wall.page.evaluate(MEASURE)
        assert found
        measured.extend(found)
        assert wall.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    measure()
    wall.page.get_by_role("button", name=case.label).click()
    shows(wall, "Wie zag dit ook?")
    measure()
    case.reveals(1)
    shows(wall, SECRET)
    measure()
    wall.page.keyboard.press("Escape")
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
    measure()
    assert min(each["size"] for each in measured) >= 24, [each for each in measured if each["size"] < 24]
    assert min(each["contrast"] for each in measured) >= 7, [each for each in measured if each["contrast"] < 7]
