"""Every form of a vastlegging, sent empty and sent filled in: the answer is where the person is; no field is helped.

Each has its place by hand (tests/browser/shown/places.py); one that is missing fails the last test. For all other
forms see test_every_other_answer.py.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Error, expect

from db.school import kalender
from db.store.engine import transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Bijlage,
    HoortBij,
    IntrekkenUitnodiging,
    InzageGegeven,
    MeldingVerstuurd,
    Nazorg,
    Samengevoegd,
    Samenvoeging,
    Uithalen,
    Vakantiewacht,
    VernietigingBevestigd,
    Weging,
)
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vraag import Raw
from tests import files
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import (
    GOOD,
    SIZES,
    box,
    each_line_leads_to_its_field,
    is_where_the_person_is,
    leads,
    lines,
    shows_whole_lists,
)
from tests.browser.shown.helped import helped
from tests.browser.shown.places import CHOOSES, OPENS, PLACES, Place, holiday
from tests.browser.story import is_there
from tests.browser.walks.test_attachment import chooses as chooses_a_file
from tests.builders import fitting, opened
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from ui import clock
from ui.elements.answer import NOT_YET

pytestmark = pytest.mark.sweep
NO_FORM = {Afronding, HoortBij, IntrekkenUitnodiging, InzageGegeven, MeldingVerstuurd, VernietigingBevestigd}
NO_FORM |= {Samenvoeging, Uithalen, Samengevoegd}
"""Recorded with one press and no field; AcuutBegin and SignaalBegin are filled in and recorded as two others.

Two are about a paper that was made first (for the one tests/browser/einde/test_inzage.py), one destroys, and of the
last two the form comes after choosing from a list (``tests/pages``).
"""


def _near_a_holiday(school: School) -> None:
    bea = school.who("bea")
    with school.at_work(), transaction(bea.school_id) as connection:
        kalender.add(connection, bea.school_id, [holiday()], clock.today())


def fits(school: School, kind: type[Vastlegging], raw: Raw, naam: str) -> Raw:
    """An answer of ``tests.builders``, moved to today and to the people of the practice school."""
    about = next(each for each in vragen(kind) if each.naam == naam)
    if about.soort is Persoon and isinstance(raw, str):
        user = school.who({"mirjam": "iris"}.get(raw.partition(" ")[0], raw.partition(" ")[0]))
        return str(Persoon(user.id, user.role, user.naam))
    if about.soort is date and about.future:
        return answers.ahead(10)
    return raw


def typed(school: School, kind: type[Vastlegging], dossier: Dossier | None, where: Place) -> None:
    """Prepare the form: filled in, with only the button left to press."""
    made: dict[str, Raw] = {}
    if kind is AcuutBegin:
        about = {each.naam for each in vragen(kind)}
        made = {"naam": "Nog Zonder Dossier", **fitting(opened(), AcuutGevaar)}
        made = {naam: raw for naam, raw in made.items() if naam in about - {"datum", "tijd"}}
    elif kind is SignaalBegin:
        made = {"bron": "zelf", "datum": answers.ago(0), **BEGIN}
    else:
        made = fitting(dossier or opened(), kind)
    made |= dict(where.changes)
    made.pop("bestand", None)
    raw = {naam: fits(school, kind, each, naam) for naam, each in made.items()}
    school.has_typed(where.who, dossier, "/".join(filter(None, (kind.__name__, _part(school, dossier, where)))), raw)


def _part(school: School, dossier: Dossier | None, where: Place) -> str:
    if where is PLACES[Nazorg] and dossier:
        waits = "SELECT sleutel FROM verplichting WHERE dossier_id = ? AND soort = 'nazorg'"
        return str(school.execute(waits, dossier.id)[0][0])
    return where.part(dossier) if dossier else ""


def comes_to(person: Person, kind: type[Vastlegging], dossier: Dossier | None, where: Place) -> None:
    """Come to this page, and to the form on it."""
    if kind is Vakantiewacht:  # asked from the first visit of the day on
        person.follows("/")
    person.follows(where.page + (f"?dossier={dossier.id}" if dossier else ""))
    if where.opens == "asks":
        shows_whole_lists(person)
        mine = person.main.locator(f'[class*="st-key-{dossier.id if dossier else ""}-Ontvangst-"]')
        asks = mine.get_by_role("button", name="Ik heb een vraag")
        asks.evaluate("it => it.scrollIntoView({block: 'center'})")  # not at the edge, where a popover has no room
        asks.press("Enter")  # a click may fall on either side of a page that its charts still move
        expect(person.page.get_by_test_id("stPopoverBody")).to_be_visible()
    elif where.opens.startswith(OPENS):
        with person.is_answered():
            person.main.get_by_text(where.opens.removeprefix(OPENS), exact=True).first.click()
    elif where.opens == CHOOSES or (where.page.startswith("/stap") and kind is not Weging):
        person.chooses(kind.titel)


def presses(person: Person, where: Place, button: str) -> None:
    """Of two forms on a page the one that was opened stands first."""
    person.comes_to_the_end()
    found = person.page.get_by_role("button", name=button, exact=True)
    with person.is_answered():
        (found.first if where.opens.startswith(OPENS) else found.last).click()


def _on_each_page() -> dict[str, list[type[Vastlegging]]]:
    """Which forms are filled in on which page, in turn. The form before a holiday comes apart: all dossiers ask it."""
    found: dict[str, list[type[Vastlegging]]] = {}
    for kind, where in PLACES.items():
        page = f"{where.page} {where.who}" if kind is SignaalBegin else where.page  # another form at the same address
        found.setdefault("vakantie" if kind is Vakantiewacht else page.strip("/"), []).append(kind)
    return found


@pytest.mark.parametrize("page", _on_each_page())
def test_each_form_of_this_page_is_refused_and_recorded_where_the_person_is(
    person: Person, school: School, page: str
) -> None:
    """All forms of one page in one load of the program, each in a dossier of its own."""
    kinds = _on_each_page()[page]
    if Vakantiewacht in kinds:
        _near_a_holiday(school)
    is_there(person, school, "/account", PLACES[kinds[0]].who)
    for kind in kinds:
        try:
            is_refused_and_recorded(person, school, kind)
        except (AssertionError, Error) as problem:
            problem.add_note(f"in the form of {kind.__name__}")
            raise


def is_refused_and_recorded(person: Person, school: School, kind: type[Vastlegging]) -> None:
    """Refused at both window sizes, following each line at one of them; recorded at only one size, because once."""
    where = PLACES[kind]
    refusing = where.refused_in or where.dossier
    dossier = school.keeps(refusing()) if refusing else None
    person.page.set_viewport_size(SIZES["laptop"])
    comes_to(person, kind, dossier, where)
    assert helped(person) == []
    for size in SIZES.values():
        person.page.set_viewport_size(size)
        if where.opens == "asks" and size is not SIZES["laptop"]:  # a popover closes when the window changes
            person.opens("/account")
            comes_to(person, kind, dossier, where)
        presses(person, where, kind.knop)
        told = box(person, NOT_YET)
        is_where_the_person_is(person, told)
        if size is SIZES["laptop"]:
            each_line_leads_to_its_field(person, told)
        else:
            leads(person, lines(told)[-1])  # the furthest from the button
    person.page.set_viewport_size(list(SIZES.values())[list(PLACES).index(kind) % 2])
    if where.dossier:
        dossier = school.keeps(where.dossier())
    typed(school, kind, dossier, where)
    if not dossier:  # it stays about the same thing, so the form would keep what was filled in
        person.opens("/account")
    comes_to(person, kind, dossier, where)
    if kind is Bijlage:
        chooses_a_file(person, files.from_a_phone())
        person.sees("Dit bestand is opgenomen.")
    presses(person, where, kind.knop)
    done = person.page.locator(GOOD)
    is_where_the_person_is(person, done)
    expect(done).to_contain_text(re.compile(r"\bOm \d\d:\d\d uur\."))


def test_every_vastlegging_that_is_filled_in_has_its_place_here() -> None:
    assert set(ALLE) - set(PLACES) == NO_FORM, "write in PLACES where the new one is filled in"
    walked = [kind for kinds in _on_each_page().values() for kind in kinds]
    assert len(walked) == len(PLACES) > 35 and set(walked) == set(PLACES)
