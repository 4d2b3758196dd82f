"""Fixtures of the browser tests: a practice school, a real server on loopback and Chromium, one per test process."""

import asyncio
import shutil
from asyncio import events
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import school as practice
from tests.browser.person import Person
from tests.browser.school import School
from tests.processes.once import made_once
from tests.processes.running import Server

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]
_WORDS_ON_THE_LINE = Path(__file__).with_name("line.js")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test in this folder as one that drives a browser."""
    item.add_marker("browser")


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> School:
    """The folder of a practice school that was made once for all processes."""
    return School(made_once(tmp_path_factory, "practice-school", practice.make))


@pytest.fixture(scope="session")
def school(_made: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """The practice school of this process."""
    mine = School(Path(shutil.copytree(_made.folder, tmp_path_factory.mktemp("school"), dirs_exist_ok=True)))
    yield mine
    mine.leaves()


@pytest.fixture(autouse=True)
def _begins_anew(_made: School, school: School) -> None:
    """Reset the school: nothing is left of what another walk recorded, who signed in, or what a beheerder set."""
    school.becomes(_made)


@pytest.fixture(scope="session")
def _server(school: School) -> Iterator[Server]:
    server = Server(school.environment, school.folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(_server: Server) -> Iterator[Server]:
    """The server of this process. A test may kill it; for the next one it is started again."""
    yield _server
    if _server.process.poll() is not None:
        _server.start()


@pytest.fixture
def address(server: Server) -> str:
    """Where the server answers."""
    return server.address


LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


class _Device:
    """A laptop or a phone that one person after another uses, without finding anything of the previous one.

    Only the scripts and styles of Meldroute stay cached: loading those is most of the cost of a first page.
    """

    def __init__(self, browser: Browser, kind: dict[str, Any]) -> None:
        self.kind = kind
        self.window = browser.new_context(
            locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce", **kind
        )
        self.window.add_init_script(path=_WORDS_ON_THE_LINE)
        self.tab = self.window.new_page()
        self.is_kept = True

    def opened(self) -> Page:
        self.tab.set_viewport_size(self.kind["viewport"])
        self.tab.emulate_media(color_scheme="light")
        return self.tab

    def empty(self, address: str) -> None:
        """Close what is open, and forget who was signed in and what a page had stored."""
        self.window.set_offline(False)
        if self.tab.is_closed():
            self.tab = self.window.new_page()
        for each in self.window.pages:
            if each != self.tab:
                each.close()
        self.tab.unroute_all()
        self.tab.goto(f"{address}/meldroute.svg")
        self.window.clear_cookies()
        stored = {"origin": address, "storageTypes": "local_storage,session_storage,indexeddb,cache_storage"}
        devtools = self.window.new_cdp_session(self.tab)
        devtools.send("Storage.clearDataForOrigin", stored)
        devtools.detach()


@dataclass
class Chromium:
    """The system's Chromium, which stays open from test to test, and the devices that are free."""

    browser: Browser
    loop: asyncio.AbstractEventLoop
    unused: list[_Device] = field(default_factory=list)

    def device(self, kind: dict[str, Any], *, is_new: bool) -> _Device:
        """A device of this kind: one that was used before, unless it must be new."""
        known = next((each for each in self.unused if each.kind == kind), None)
        if is_new or not known:
            return _Device(self.browser, kind)
        self.unused.remove(known)
        return known

    def window(self, **kind: Any) -> BrowserContext:
        """A window of another kind. Whoever opens it closes it."""
        opened = self.browser.new_context(
            locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce", **kind
        )
        opened.add_init_script(path=_WORDS_ON_THE_LINE)
        return opened


def found_chromium() -> str:
    """Where the system's Chromium is; `make test` installs one where it may.

    Preferred is the one without windows and menus: the same engine, for a third less processor time.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    assert path, "no Chromium found: install Debian's chromium-headless-shell, or run `make chromium` as root"
    return path


@pytest.fixture(scope="session")
def launched() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_chromium(), args=FLAGS)
        opened = Chromium(browser, asyncio.get_running_loop())
        events._set_running_loop(None)
        yield opened
        events._set_running_loop(opened.loop)
        opened.browser.close()


@pytest.fixture
def chromium(launched: Chromium) -> Iterator[Chromium]:
    """Playwright's event loop runs while the browser is open, but counts as running only in tests that use it.

    Otherwise other tests in the same process could not start an event loop of their own.
    """
    events._set_running_loop(launched.loop)
    yield launched
    events._set_running_loop(None)


class SitsDown(Protocol):
    """A function that gives one more person, with a device of their own (``LAPTOP``, ``PHONE``) and an empty browser.

    ``with_a_clock``: the test may set its clock; that device is not used again.
    """

    def __call__(
        self, at: str = ..., elsewhere: tuple[str, ...] = (), *, with_a_clock: bool = False, kind: dict[str, Any] = ...
    ) -> Person: ...


@pytest.fixture
def sits_down(chromium: Chromium, address: str) -> Iterator[SitsDown]:
    there: list[tuple[Person, _Device]] = []

    def somebody(
        at: str = address, elsewhere: tuple[str, ...] = (), *, with_a_clock: bool = False, kind: dict[str, Any] = LAPTOP
    ) -> Person:
        device = chromium.device(kind, is_new=with_a_clock)
        device.is_kept = not with_a_clock
        there.append((Person(device.opened(), at, elsewhere), device))
        return there[-1][0]

    yield somebody
    for person, device in there:
        person.gets_up()
        if device.is_kept:
            device.empty(person.address)
            chromium.unused.append(device)
        else:
            device.window.close()
    for person, _device in there:
        person.must_have_met_no_trouble()


@pytest.fixture
def person(sits_down: SitsDown) -> Person:
    return sits_down()


@pytest.fixture
def colleague(sits_down: SitsDown) -> Person:
    """Somebody else, at another laptop at the same time."""
    return sits_down()
