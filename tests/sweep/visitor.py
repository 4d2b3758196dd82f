"""The visitor of the sweep: looks at pages in every width and colour scheme, reports faults, and keeps pictures."""

import re
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Request, Response
from playwright.sync_api import Error as PlaywrightError

from meldcode.eigen.woorden import marks
from tests.browser.person import FOLLOW
from tests.sweep.access import axe, measured
from tests.sweep.pictures import sheet
from tests.sweep.verdicts import ACUTE

BUILD = Path(__file__).parents[2] / "build" / "schermen"
SCRIPT = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
PATIENCE, BREATH = 30.0, 100  # seconds; milliseconds
HEIGHT = {1366: 768, 1920: 1080, 390: 844}
PHONE = 767  # pixels: up to this width Acuut stands over the page, and above it in the menu


@dataclass(frozen=True)
class Look:
    """A window size and a preferred colour scheme."""

    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


# Pages look the same after resizing, switching scheme or navigating as when loaded (see test_switching), so the program
# is loaded only once, which is most of the cost. Another scheme costs more than another width: everything is redrawn.
# The widest window is looked at in light alone: it differs from a laptop in room, and dark from light in colours.
EVERY_LOOK = tuple(
    Look(width, scheme) for scheme, widths in (("light", (1366, 1920, 390)), ("dark", (390, 1366))) for width in widths
)
# Each width and each scheme once, for schools whose pages differ from the ordinary ones in words, but not in colours.
TWO_LOOKS = (Look(1366, "light"), Look(390, "dark"))

# English words of Python, Streamlit and browsers, and markup that is shown as text.
FOREIGN = re.compile(
    r"\b(Traceback|\w*Exception|\w*Error|Oops|[Ff]ailed|[Ss]omething went wrong|Page not found|Connection|Please|"
    r"undefined|null|NaN|NaT|nan|None|True|False|Loading|Running|Browse files|Drag and drop|No options|No results|"
    r"Select all|Choose an option|Press Enter|Search)\b|:material/|:gray\[|\*\*|⟦|\{\w*\}|&\w+;|Foutcode"
)
# For a page at /x, Streamlit first requests its settings below /x, in vain.
ASKED_IN_VAIN = re.compile(r"/_stcore/(host-config|health)$")
# Console messages to ignore: error responses are checked separately; Chromium's advice about password fields.
NOISE = ("Failed to load resource", "[DOM] Password field is not contained in a form")

_SCHOOLJAAR = re.compile(r"\d{4}/\d{4}")
_GREETING = re.compile(r"^Goede(morgen|middag|navond) \S+$")
_STAND = re.compile(r"^(Er zijn geen|Het enige|Alle \d+|\d+ van de \d+) .*(op u)$")


def _without_figures(title: str) -> str:
    """A title whatever the hour, the year and the number of dossiers."""
    return _STAND.sub("Overzicht", _GREETING.sub("Goedendag", _SCHOOLJAAR.sub("dit schooljaar", title)))


@dataclass(frozen=True)
class Expected:
    """What a page must show: a title, or exactly these words without a title; and the marked entry of the menu."""

    title: str = ""
    words: str = ""
    menu: str | None = None


@dataclass
class Visitor:
    """A browser with at most one session, which collects faults and pictures."""

    browser: Browser
    address: str
    who: str
    token: str = ""
    complaints: list[str] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    to_the_pixel: bool = False  # whether pictures will be compared; others may be cheaper

    def __post_init__(self) -> None:
        self._context = self.browser.new_context(
            locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce"
        )
        if self.token:
            self._context.add_cookies([{"name": "meldroute", "value": self.token, "url": self.address}])
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self._trouble: list[str] = []
        self._at, self._backwards, self._titles = "", False, dict[str, str]()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._trouble.append(f"a script ended with {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        shutil.rmtree(BUILD / self.who, ignore_errors=True)

    def _said(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(NOISE):
            self._trouble.append(f"the console says ({message.type}): {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws", 1), "data:", "blob:")):
            self._trouble.append(f"a request left the machine: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not ASKED_IN_VAIN.search(response.url):
            self._trouble.append(f"{response.url} was answered with {response.status}")

    def visits(
        self,
        address: str,
        expected: Expected,
        looks: Sequence[Look] = EVERY_LOOK,
        *,
        tab: str = "",
        before: Callable[[], None] = lambda: None,
        loads: bool = False,
    ) -> None:
        """Go to this page and look at it in each of these ways; ``before`` is called before each look.

        Goes from page to page without reloading, as a person does through the menu, unless ``loads``.
        """
        name = re.sub(r"\W+", "-", address.partition("?")[0].strip("/")) or "start"
        name = f"{name}-{tab}".rstrip("-").lower().replace(" ", "-")
        # Begins with the look in which the previous page ended, which saves a switch.
        in_turn = list(looks)[:: -1 if self._backwards else 1]
        self._backwards = not self._backwards
        self._turns_to(in_turn[0])
        turned = self._goes(address, expected, loads)
        if tab:
            self._settles(expected, in_turn[0])
            self.page.get_by_role("tab", name=tab, exact=True).click()
        elif turned:
            self._settles(expected, in_turn[0])
            self._began_at_its_heading(name)
        self._looks_at(name, expected, in_turn, before)
        self.pictures += [self._picture(name, look) for look in looks]

    def _goes(self, address: str, expected: Expected, loads: bool) -> bool:
        """Come to this address; whether that was a turn to another page within what is loaded."""
        before, self._at = self._at, "" if expected.menu is None else address
        if loads or not before or expected.menu is None:
            self.page.goto(f"{self.address}{address}")
            return False
        if before != address:
            self.page.evaluate(FOLLOW, address)
        return before != address and bool(expected.title)

    def _began_at_its_heading(self, name: str) -> None:
        """Who turned to a page has the focus on its title, and a tab with a name that no other page of theirs has."""
        focused, title = self.page.evaluate("[document.activeElement.tagName, document.title]")
        if focused != "H1":
            self.complaints.append(f"{self.who}, {name}: the focus is not on its title, but on {focused}")
        if not title.endswith(" – Meldroute") or self._titles.setdefault(title, name) != name:
            self.complaints.append(
                f"{self.who}, {name}: the tab is named “{title}”, as another is or without Meldroute"
            )

    def _picture(self, name: str, look: Look) -> Path:
        return BUILD / self.who / f"{name}-{look}.{'png' if self.to_the_pixel else 'jpeg'}"

    def _turns_to(self, look: Look, height: int = 0) -> None:
        self.page.set_viewport_size({"width": look.width, "height": max(height, HEIGHT[look.width])})
        self.page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")

    def _looks_at(self, name: str, expected: Expected, looks: Sequence[Look], before: Callable[[], None]) -> None:
        """Look at the page: per width first in a normal window, then in one so high that nothing has to be scrolled.

        Pictures are taken in the high one, because a full-page screenshot makes the window one by one pixel for an
        instant, which folds the menu.
        """
        high: dict[int, int] = {}
        for look in looks:
            self._turns_to(look, high.get(look.width, 0))
            before()
            rules = axe.OF_A_SCHEME if look.width in high else axe.OF_A_WIDTH if high else axe.ALL
            needed = self._judges(name, expected, look, rules)
            if look.width not in high:
                high[look.width] = needed
                if needed > HEIGHT[look.width]:
                    self._turns_to(look, needed)
                    self._settles(expected, look)
            self.page.mouse.move(look.width - 1, 0)  # over the menu the mouse would reveal a button
            how: dict[str, Any] = {} if self.to_the_pixel else {"type": "jpeg", "quality": 70}
            self.page.screenshot(path=self._picture(name, look), **how)

    def _judges(self, name: str, expected: Expected, look: Look, rules: axe.Rules) -> int:
        """Write down what is wrong; give how high a window has to be in which nothing is scrolled."""
        seen, found = self._looked(expected, look)
        if not found:
            found = objections(seen, expected, look)
            found += measured.objections(self.page) + axe.objections(self.page, rules)
        found, self._trouble = found + self._trouble, []
        self.complaints += [f"{self.who}, {name}, {look}: {each}" for each in found]
        return int(seen.get("height", 0))

    def _looked(self, expected: Expected, look: Look) -> tuple[dict[str, Any], list[str]]:
        """Measure once all is there, the same twice in a row; and return what is still missing in the end."""
        until = time.monotonic() + PATIENCE
        while True:
            stands, missing = self._settles(expected, look, until)
            if missing:
                return stands, missing
            with suppress(PlaywrightError):  # the page went to another address after all
                seen = self.page.evaluate(SCRIPT, True)
                if seen["shape"] == stands["shape"]:
                    return seen, []

    def _settles(self, expected: Expected, look: Look, until: float = 0) -> tuple[dict[str, Any], list[str]]:
        """The same measurement without its most expensive parts."""
        until, before, seen = until or time.monotonic() + PATIENCE, "", {}
        missing = ["nothing was drawn"]
        while time.monotonic() < until:
            try:
                seen = self.page.evaluate(SCRIPT, False)
            except PlaywrightError as error:  # the page is on its way to another address
                missing = [f"the page could not be looked at: {error.message.splitlines()[0]}"]
            else:
                missing = awaited(seen, expected, look)
                if not missing and seen["shape"] == before:
                    return seen, []
                missing, before = missing or ["it is never the same twice"], seen["shape"]
            self.page.wait_for_timeout(BREATH)
        said = f"; it says “{seen.get('main', '')[:300]}”"
        return seen, [f"after {PATIENCE:.0f} seconds: {', '.join(missing)}{said}"]

    def gives_a_password(self, email: str, password: str) -> None:
        """Sign in up to the second step."""
        self.page.goto(f"{self.address}/inloggen")
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.page.get_by_role("button", name="Inloggen", exact=True).click()
        self.page.wait_for_url("**/inloggen/code*")

    def is_content(self) -> None:
        """Put the pictures on one sheet; fail with everything that was wrong."""
        sheet.make(BUILD / f"{self.who}.jpeg", self.pictures, HEIGHT)
        self._context.close()
        assert not self.complaints, f"{len(self.complaints)} things are wrong:\n" + "\n".join(self.complaints)


def awaited(seen: dict[str, Any], expected: Expected, look: Look) -> list[str]:
    """What a look still has to wait for: everything drawn, at this width, in this scheme."""
    found = list(seen["waits"])
    title = [_without_figures(each) for each in seen["title"]]
    if title != ([expected.title] if expected.title else []):
        found.append(f"the title is {title}, not “{expected.title}”")
    words = expected.words.replace(f"{ACUTE} ", "") if look.width > PHONE else expected.words
    if words and seen["main"] != words:
        found.append(f"it does not say “{words}”")
    if seen["width"] != look.width:
        found.append(f"it is {seen['width']} wide")
    if expected.menu is not None and not seen["menuInView" if look.width > 1000 else "menuButton"]:
        found.append("there is no menu, and no button to open it")
    light = [int(each) for each in re.findall(r"\d+", seen["background"])[:3]]
    if not (min(light) > 200 if look.scheme == "light" else max(light) < 60):
        found.append(f"its background is {seen['background']}")
    return found


def objections(seen: dict[str, Any], expected: Expected, look: Look) -> list[str]:
    """What is wrong with a drawn page."""
    found = [f"it can be scrolled sideways: {each}" for each in seen["wide"]]
    found += [f"text runs out of the window: {each}" for each in seen["outside"]]
    found += [f"text is cut off: {each}" for each in seen["cut"]]
    found += [f"the legend of a chart covers what it explains: {each}" for each in seen["covered"]]
    found += [f"it says {each[0]!r} ({each[1]})" for each in foreign(seen["text"])]
    found += [f"{each} is no word of a school yet: show it with worded(…)" for each in marks(seen["text"])]
    if seen["exceptions"]:
        found.append("it shows an exception")
    if expected.title and not (seen["firstInView"] and [seen["first"]] == seen["title"]):
        found.append(f"its title is not what one sees first; the first heading is “{seen['first']}”")
    if expected.menu is not None and seen["marked"] != ([expected.menu] if expected.menu else []):
        found.append(f"in the menu is marked: {seen['marked']}, not “{expected.menu}”")
    return found


def foreign(text: str) -> list[tuple[str, str]]:
    """Words that no page of ours may show, each with its surroundings."""
    return [
        (found[0], " ".join(text[max(0, found.start() - 40) : found.end() + 40].split()))
        for found in FOREIGN.finditer(text)
    ]
