"""What somebody waits for in Chromium, beside the same in a Streamlit app that only shows a title.

The first page of an empty browser, a press on a link of the menu, and a key until the page is at rest. The browser
itself reads the clock, so that what drives it costs nothing. The server runs as a school runs it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

from benchmarks.line import cookies
from benchmarks.recording import TIMES
from benchmarks.school import ROOT
from benchmarks.table import Row
from benchmarks.tabs import UNTUNED, Server, practice_school, served
from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import Settings, working_at
from meldcode.rollen import Role
from tests.browser.conftest import FLAGS, found_chromium

FIRST, CLICK, KEY = 1.1, 1.15, 60
"""Goals: of a first page and of a press, in times the floor; of a key in milliseconds."""
_PATIENCE = 60  # seconds
_EMPTY = """import streamlit as st

def one():
    st.title("Een")
    st.text_area("Tekst")

def two():
    st.title("Twee")

st.navigation([st.Page(two, default=True), st.Page(one, url_path="een"), st.Page(two, url_path="twee")]).run()
"""
# When something last changed on the page; that all was drawn is found out afterwards, and costs nothing.
_WATCH = """
window.bench = { last: 0 };
new MutationObserver(() => bench.last = performance.now())
  .observe(document, { subtree: true, childList: true, characterData: true });
bench.after = async (does) => {
  const since = line.asked, from = performance.now();
  does();
  await line.isDrawn([since, 60000]);
  return bench.last - from;
};
"""
_FIRST = "async () => { await line.isDrawn([0, 60000]); bench.seen = bench.last; }"
_PRESS = "([link]) => bench.after(() => document.querySelector(link).click())"
_KEY = """() => {
  const field = document.querySelector("textarea");
  field.focus();
  return bench.after(() => {
    document.execCommand("insertText", false, "a");
    const keys = { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true };
    field.dispatchEvent(new KeyboardEvent("keydown", keys));
  });
}"""


@dataclass(frozen=True)
class App:
    """An app that is measured: where it is, who is signed in, and its pages."""

    address: str
    cookie: str
    one: str
    two: str
    link: str

    def at(self, path: str) -> str:
        return f"{self.address}/{path}"


def measure() -> Iterator[Row]:
    """The first page, a press on each stap and back, a key; and how soon a server answers."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name, sync_playwright() as driver:
        folder = Path(name)
        (folder / "leeg.py").write_text(_EMPTY)
        place, told = practice_school(folder)
        began = perf_counter()
        with served(folder, UNTUNED, "streamlit", "run", "leeg.py", here=folder) as empty:
            floor_starts = perf_counter() - began
            began = perf_counter()
            with served(folder, told, "ui.serve") as ours:
                yield Row("from start to the first answer", (perf_counter() - began) * 1000, floor_starts * 1000)
                browser = driver.chromium.launch(executable_path=found_chromium(), args=FLAGS)
                try:
                    yield from _beside(browser, _ours(ours, place), _floor(empty))
                finally:
                    browser.close()


def _beside(browser: Browser, ours: Sequence[App], floor: App) -> Iterator[Row]:
    times = max(1, TIMES // 40)
    first, empty = _in_turn(times, partial(_first, browser, replace(ours[0], one="")), partial(_first, browser, floor))
    yield Row("a first page in Chromium: the start page", first, empty, FIRST)
    first, empty = _in_turn(times, partial(_first, browser, ours[0]), partial(_first, browser, floor))
    yield Row("a first page in Chromium: everything of a dossier, with its chart", first, empty)
    with _opened(browser, floor) as nothing:
        for each in ours:
            with _opened(browser, each) as page:
                there = partial(_there_and_back, page, each), partial(_there_and_back, nothing, floor)
                pressed, empty = _in_turn(times, *there)
            yield Row(f"from a press to {each.two.partition('?')[0]}", pressed, empty, CLICK)
        with _opened(browser, ours[3], ours[3].two) as page:
            _opens_the_worksheet(page)
            typed, empty = _in_turn(times, lambda: page.evaluate(_KEY), lambda: nothing.evaluate(_KEY))
        yield Row("from a key in the worksheet to the page at rest", typed, empty, most=KEY)


def _in_turn(times: int, *asked: Callable[[], float]) -> list[float]:
    """The median of each in milliseconds, after one turn that does not count."""
    taken = [[each() for each in asked] for _time in range(times + 1)][1:]
    return [median(each) for each in zip(*taken, strict=True)]


@contextmanager
def _opened(browser: Browser, app: App, path: str = "") -> Iterator[Page]:
    window = browser.new_context(locale="nl-NL", viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    try:
        window.add_init_script(path=ROOT / "tests/browser/line.js")
        window.add_init_script(_WATCH)
        if app.cookie:
            window.add_cookies([{"name": "meldroute", "value": app.cookie.partition("=")[2], "url": app.address}])
        page = window.new_page()
        page.goto(app.at(path or app.one), wait_until="commit")
        _has_begun(page)
        page.evaluate(_FIRST)
        yield page
    finally:
        window.close()


def _has_begun(page: Page) -> None:
    """Wait for what is measured with. Asked again and again from outside: a page of ours lets nothing evaluate text."""
    until = perf_counter() + _PATIENCE
    while not page.evaluate("() => Boolean(window.line && document.body)"):
        if perf_counter() > until:
            raise TimeoutError("the page did not begin")
        page.wait_for_timeout(1)


def _first(browser: Browser, app: App) -> float:
    """Milliseconds from asking for a page to seeing it, in a browser that has nothing of it yet."""
    with _opened(browser, app) as page:
        return float(page.evaluate("() => bench.seen"))


def _there_and_back(page: Page, app: App) -> float:
    """Milliseconds from a press on the link to the second page to seeing it; then back to the first."""
    took = float(page.evaluate(_PRESS, [app.link.format(app.two.partition("?")[0])]))
    page.evaluate(_PRESS, [app.link.format(app.one.partition("?")[0])])
    return took


def _opens_the_worksheet(page: Page) -> None:
    """Turn to its second part, which has texts."""
    page.locator('[class*="-Weging-naar-1"] button').click()
    page.locator("textarea").first.wait_for()


def _floor(server: Server) -> App:
    return App(server.address, "", "een", "twee", '[data-testid="stSidebarNavLink"][href$="{}"]')


def _ours(server: Server, place: Settings) -> list[App]:
    """A tab about a dossier of each fase of the route, which goes from its chronology to the stap."""
    (cookie,) = cookies(place, Role.IB_ER, 1)
    with working_at(place), reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.fase, schema.dossier.c.id)).all()
    about = dict(tuple(each) for each in sorted(rows))
    link = '[data-testid="stPageLink-NavLink"][href^="{}?"]'
    return [
        App(
            server.address,
            cookie,
            f"dossier?dossier={about[f'stap_{n}']}",
            f"stap-{n}?dossier={about[f'stap_{n}']}",
            link,
        )
        for n in range(1, 6)
    ]
