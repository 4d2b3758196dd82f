"""A person in a real browser, who finds everything by its visible name and never by its markup."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

from playwright.sync_api import ConsoleMessage, Download, Error, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as Waited

from ui.page.screens import SELDOM

Seen = TypeVar("Seen")
# Goes to another page without reloading the program, as the browser's own buttons do.
FOLLOW = """address => {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
PASSWORD = "oefenschool-2026"
START = re.compile("^Goede(morgen|middag|navond) ")
"""The heading of the start page."""
PATIENCE = 60_000  # milliseconds; costs nothing where all goes well, and other tests run beside this one
expect.set_options(timeout=PATIENCE)


class Person:
    """Signs in, opens pages, answers vragen and reads the screen."""

    def __init__(self, page: Page, address: str, elsewhere: tuple[str, ...] = ()) -> None:
        self.address, self.trouble = address, list[str]()
        self._places = (address, address.replace("http", "ws"), "data:", "blob:", *elsewhere)
        self._watched: list[Page] = []
        self.page = self._watch(page)

    def _watch(self, page: Page) -> Page:
        page.set_default_timeout(PATIENCE)
        page.on("console", self._note)
        page.on("request", self._note_request)
        self._watched.append(page)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.trouble.append(message.text)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(self._places):
            self.trouble.append(f"a request left the machine: {request.url}")

    def gets_up(self) -> None:
        """Leave the laptop to somebody else."""
        for page in self._watched:
            page.remove_listener("console", self._note)
            page.remove_listener("request", self._note_request)

    def must_have_met_no_trouble(self) -> None:
        """Fail on a script error, on anything the content policy refused, and on a request to another host."""
        assert self.trouble == []

    def sign_in(self, who: str, to: str = "") -> None:
        """Sign in, and arrive at the page that was asked for, or else at the start page."""
        self.page.goto(f"{self.address}/inloggen" + (f"?naar={quote(to)}" if to else ""))
        self.gives(f"{who}@oefenschool.example", PASSWORD)
        self.wait()

    def gives(self, email: str, password: str) -> None:
        """Fill in the sign-in page."""
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.page.get_by_role("button", name="Inloggen", exact=True).click()

    def has_signed_in(self, session: str) -> None:
        """Be signed in already, without going through the sign-in page."""
        self.page.context.add_cookies([{"name": "meldroute", "value": session, "url": self.address}])

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Uitloggen").click()
        self.page.wait_for_url("**/inloggen")

    def wait(self, since: int = 0) -> None:
        """Wait until the page has made more than this many requests, and everything has been drawn."""
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            left = max(0, deadline - time.monotonic()) * 1000
            try:
                stands = self.page.evaluate("how => window.line.isDrawn(how)", [since, left])
            except Error as gone:
                if "context was destroyed" not in str(gone) or not left:
                    raise
                continue  # another page is replacing this one
            assert stands is None, f"not drawn within {PATIENCE / 1000} seconds: {self.page.url}, {stands}"
            return

    @contextmanager
    def is_answered(self) -> Iterator[None]:
        """What is done inside makes the page ask for something; on leaving, all of it has been drawn."""
        since = self.page.evaluate("window.line.asked")
        yield
        self.wait(since)

    def opens(self, path: str) -> None:
        """Open a page by its address, as a bookmark does."""
        self.page.goto(f"{self.address}{path}")
        self.wait()

    def follows(self, path: str) -> None:
        """Go to this address from another page of Meldroute without reloading, as back and forward do."""
        with self.is_answered():
            self.page.evaluate(FOLLOW, path)

    def goes_through(self, paths: Iterable[str]) -> Iterator[str]:
        """Open each of these pages in turn; only for the first the program is loaded, which is most of the cost."""
        for number, path in enumerate(paths):
            if number:
                self.follows(path)
            else:
                self.opens(path)
            yield path

    def opens_stap(self, stap: int, dossier_id: str) -> None:
        self.opens(f"/stap-{stap}?dossier={dossier_id}")

    def opens_another_tab(self) -> None:
        self.page = self._watch(self.page.context.new_page())

    def reloads(self) -> None:
        self.page.reload()
        self.wait()

    def goes_to(self, menu_item: str) -> None:
        link = self.page.get_by_role("link", name=menu_item).first
        there = urlsplit(urljoin(self.page.url, link.get_attribute("href") or "/")).path
        if not link.is_visible():
            self.page.get_by_text(SELDOM).click()
        with self.is_answered():
            link.click()
            self.page.wait_for_url(lambda url: urlsplit(url).path == there)

    def presses(self, name: str) -> None:
        with self.is_answered():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def answers(self, answers: Mapping[str, str]) -> None:
        """Answer vragen, found by their wording: type, or choose by the words of the choice."""
        self.wait()
        for vraag, answer in answers.items():
            field = self.main.get_by_label(re.compile("^" + re.escape(vraag))).first
            self._turns_to(field)
            expect(field).to_be_visible()
            if field.evaluate("it => it.matches('input[type=text], textarea')"):
                self.types(field, answer)
            elif not self._is_chosen(field, answer):
                self._choose(field, answer)

    def _turns_to(self, field: Locator) -> None:
        """Go to the part of a long form in which this field stands."""
        parts = self.main.locator('[class*="st-key-mr-onderdeel-"]').get_by_role("button")
        for part in range(parts.count()):
            if field.count():
                return
            with self.is_answered():
                parts.nth(part).click()

    def comes_to_the_end(self) -> None:
        """A long form is recorded from the page on which all answers are checked; another one where it stands."""
        check = self.main.get_by_role("button", name=re.compile("^Controleer uw antwoorden tot slot"))
        if check.count():
            with self.is_answered():
                check.click()

    def types(self, field: Locator, text: str) -> None:
        """Type this in a field and leave it."""
        if field.input_value() != text:
            with self.is_answered():
                field.fill(text)
                field.blur()

    def _is_chosen(self, group: Locator, answer: str) -> bool:
        option = group.get_by_role("radio", name=answer, exact=True)
        return option.count() == 1 and option.is_checked()

    def _choose(self, group: Locator, answer: str) -> None:
        with self.is_answered():
            group.get_by_text(answer, exact=True).first.click()

    def chooses(self, what: str) -> None:
        """Choose what to record, of the tasks of a stap or in a field; its form may be open already."""
        self.wait()
        choice = self.main.get_by_role("radiogroup", name="Wat legt u vast?")
        if choice.count():
            wanted = choice.get_by_role("radio", name=what, exact=True)
            expect(wanted).to_be_visible()
            if not wanted.is_checked():
                self._choose(choice, what)
            expect(wanted).to_be_checked()
            return
        heading = self.main.get_by_role("heading", name=what, exact=True)
        is_the_weging = what == "Weging" and self.main.locator('[class*="st-key-mr-onderdeel-"]').count()
        if heading.count() or is_the_weging:  # its title is that of the stap
            return
        task = self.main.get_by_role("button", name=re.compile(rf"^Invullen {re.escape(what)}(:|$)"))
        for other in (
            self.main.get_by_role("button", name=re.compile("^Terug naar stap")),
            self.main.get_by_role("button", name=re.compile("^Toch ")),
        ):
            if not task.count() and other.count():
                with self.is_answered():
                    other.first.click()
        with self.is_answered():
            task.first.click()
        expect(heading).to_be_visible()

    def records(self, what: str, answers: Mapping[str, str]) -> None:
        """Choose what to record, answer, and press Vastleggen."""
        self.chooses(what)
        self.answers(answers)
        self.comes_to_the_end()
        self.presses("Vastleggen")
        self.sees(f"Vastgelegd: {what}")

    def weighs_everything(self, how: str, *, count: int) -> None:
        """Say of all evidence on the worksheet that it counts in this way: so many records are there."""
        groups = self.main.get_by_role("toolbar", name="Hoe weegt nummer")
        expect(groups).to_have_count(count)
        for each in range(count):
            self._choose(groups.nth(each), how)
        self.sees(f"Alle {count} gewogen.")

    def closes_the_stap(self) -> None:
        self.presses("Afronden en de directie informeren")

    def picks(self, field: Locator, option: str) -> None:
        """Choose from a list. In the middle of the window: it closes again when the page scrolls to its field."""
        field.evaluate("it => it.scrollIntoView({block: 'center'})")
        field.click()
        self.page.get_by_role("option", name=option).click()

    def takes_along(self, link: Locator) -> Download:
        """Press a link to a file, and wait until the browser has it.

        With the key: what is still being drawn above it may move it between the two halves of a click.
        """
        try:
            with self.page.expect_download() as coming:
                link.press("Enter")
        except Waited as waited:
            stands = link.evaluate("it => it.outerHTML + (it.nextElementSibling?.outerHTML ?? '')")
            raise AssertionError(f"no file came, of {stands}; the page says:\n{self.main.inner_text()}") from waited
        return coming.value

    def waits_until(self, look: Callable[[], Seen], holds: Callable[[Seen], object]) -> None:
        """Wait until something outside the browser holds, handling the browser's events meanwhile."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not holds(seen := look()):
            assert time.monotonic() < deadline, f"not within {PATIENCE / 1000} seconds; last seen: {seen!r}"
            self.page.wait_for_timeout(50)

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.main.get_by_text(text).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)
