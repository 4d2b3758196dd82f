"""The overview of the directie in a real browser: clicking a bar, downloading, printing the jaarverslag on one page."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Route, expect
from pypdf import PdfReader

from db.store.engine import reading
from db.werk import alarm
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there
from ui import clock
from ui.web import meanwhile

pytestmark = pytest.mark.sweep


def points_at(person: Person, chart: Locator, bar: Locator) -> None:
    """Wait until the chart is labelled: it ignores the mouse while it is still sizing itself."""
    told = chart.locator(".hoverlayer .hovertext").first
    for _try in range(20):
        bar.hover(force=True)  # by force: a chart's mouse layer lies over its bars
        with suppress(AssertionError):
            return expect(told).to_be_visible(timeout=1_000)
        person.page.mouse.move(0, 0)
    raise AssertionError("the chart does not say what its bar is")


def opens_the_files(person: Person) -> None:
    """Once every chart is there: each that comes later moves what stands below it, and the files with it."""
    charts = person.main.get_by_test_id("stPlotlyChart")
    person.wait()
    expect(charts.locator(".js-plotly-plot")).to_have_count(charts.count())
    person.main.get_by_text(re.compile("Downloaden als Excel")).click()


def test_a_click_on_a_bar_lists_the_dossiers_of_its_stap(person: Person, school: School) -> None:
    is_there(person, school, "/directie", who="dick")
    chart = person.main.locator(".js-plotly-plot").first
    chosen = person.main.get_by_role("radio", name="Stap 2")
    expect(chosen).not_to_be_checked()
    bar = chart.locator(".barlayer .trace").first.locator(".point").nth(1)
    points_at(person, chart, bar)
    bar.click(force=True)
    expect(chosen).to_be_checked()


def test_a_file_is_taken_along_by_who_has_just_signed_in(person: Person, school: School) -> None:
    is_there(person, school, "/directie", who="dick")
    opens_the_files(person)
    file = person.takes_along(person.main.get_by_role("link", name="CSV"))
    content = file.path().read_text(encoding="utf-8-sig")
    assert re.fullmatch(r"overzicht-\d{4}-\d\d-\d\d\.csv", file.suggested_filename)
    assert content.startswith("Overzicht meldcode op") and "Open dossiers per stap" in content


def test_while_a_file_is_made_it_says_so_beside_the_link_and_says_there_why_there_is_none(
    person: Person, school: School
) -> None:
    is_there(person, school, "/directie", who="dick")
    opens_the_files(person)
    link, asked = person.main.get_by_role("link", name="CSV"), list[Route]()
    person.page.route("**/*.csv*", lambda route: asked.append(route))
    link.evaluate("it => it.scrollIntoView({block: 'center'})")  # not at the edge, with what it says beyond it
    link.click()
    expect(person.main.get_by_text("Wordt gemaakt …")).to_be_in_viewport()
    link.click()  # who presses again while it is made gets one
    expect(link).to_have_attribute("aria-busy", "true")
    person.waits_until(lambda: asked, bool)
    assert len(asked) == 1
    person.page.evaluate("document.querySelector('h1').scrollIntoView()")  # the page moved meanwhile
    expect(link).not_to_be_in_viewport()
    asked[0].fulfill(status=403, content_type="text/plain; charset=utf-8", body="Log eerst opnieuw in.")
    expect(person.main.get_by_role("alert").get_by_text("Log eerst opnieuw in.")).to_be_in_viewport()
    person.page.unroute("**/*.csv*")
    assert person.takes_along(link).suggested_filename.endswith(".csv")
    expect(person.main.get_by_text("Staat bij uw downloads.")).to_be_in_viewport()


# The server as a browser hears it: what it says is passed on piece by piece, as somebody here decides.
HEARS = """kind => {
    const usual = window.fetch;
    window.fetch = async () => {
        const body = new ReadableStream({start: line => {
            window.hears = (text) => line.enqueue(new TextEncoder().encode(text));
            window.ends = () => { window.fetch = usual; line.close(); };
        }});
        return new Response(body, {headers: {"Content-Type": kind}});
    };
}"""


def hears(person: Person, *lines: object) -> None:
    person.page.evaluate("text => window.hears(text)", "".join(f"{json.dumps(each)}\n" for each in lines))


def test_what_takes_long_says_how_far_it_is_until_the_file_is_there_whole(person: Person, school: School) -> None:
    is_there(person, school, "/directie", who="dick")
    opens_the_files(person)
    link = person.main.get_by_role("link", name="CSV")
    head = {"Content-Type": "text/csv", "Content-Disposition": 'attachment; filename="proef.csv"'}
    person.page.evaluate(HEARS, meanwhile.KIND)
    link.click()
    hears(person, {"wat": "Foto 3 van 10 wordt gelezen"})
    said = person.main.get_by_role("status").get_by_text("Foto 3 van 10 wordt gelezen …")
    expect(said).to_be_visible()
    hears(person, {"wat": "Foto 4 van 10 wordt gelezen"}, {"status": 200, "headers": head, "bytes": 9})
    with person.page.expect_download() as coming:
        person.page.evaluate("window.hears('een\\n'); window.hears('twee\\n'); window.ends()")
    assert coming.value.suggested_filename == "proef.csv"
    assert coming.value.path().read_text() == "een\ntwee\n"
    expect(person.main.get_by_text("Staat bij uw downloads.")).to_be_visible()


def test_a_file_of_which_the_end_is_lost_is_none_and_a_refusal_that_comes_late_is_told(
    person: Person, school: School
) -> None:
    is_there(person, school, "/directie", who="dick")
    opens_the_files(person)
    link, text = person.main.get_by_role("link", name="CSV"), {"Content-Type": "text/plain; charset=utf-8"}
    for status, sent, said in ((200, "half", "Er is niets gemaakt."), (404, "Die is er niet.", "Die is er niet.")):
        person.page.evaluate(HEARS, meanwhile.KIND)
        link.click()
        hears(person, {"status": status, "headers": text, "bytes": 15})
        person.page.evaluate("text => { window.hears(text); window.ends(); }", sent)
        expect(person.main.get_by_role("alert").get_by_text(said)).to_be_visible()


@pytest.fixture
def alarmed(school: School) -> Iterator[None]:
    """Lars gave three alarms, which are on every page of Noor and Dick; afterwards both have confirmed them."""
    with school.at_work():
        for _each in range(3):
            alarm.sound(school.who("lars"), clock.now())
    yield
    with school.at_work():
        for user in (school.who("noor"), school.who("dick")):
            with reading(user.school_id) as connection:
                waiting = alarm.waiting(connection, user)
            for each in waiting:
                alarm.see(user, each.id, clock.now())


def test_printing_the_page_of_the_account_gives_the_account_alone_on_one_sheet(
    person: Person, school: School, alarmed: None
) -> None:
    is_there(person, school, "/jaarverslag", who="dick")
    person.sees("Acuut gevaar: Lars Brouwer")
    expect(person.main.get_by_text("Vernietigd zonder indicatie")).to_be_visible()
    paper = PdfReader(io.BytesIO(person.page.pdf(format="A4", margin={"top": "1cm", "bottom": "1cm"})))
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    for screen in ("Lars", "Gezien", "Uitloggen", "Welk schooljaar", "Downloaden", "Afdrukken", "Alarmnummer"):
        assert screen not in text
    solid = text.replace(" ", "")  # letter spacing in large type reads as blanks
    for said in ("Jaarverslag meldcode", "Geopend", "Tijd per stap", "Vernietigd zonder indicatie"):
        assert said.replace(" ", "") in solid
    assert len(paper.pages) == 1, [page.extract_text() for page in paper.pages[1:]]
