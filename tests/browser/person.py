"""A person at the keyboard: what they see by its name, never by its markup."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

PASSWORD = "oefenschool-2026"
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


class Person:
    """Signs in, opens pages, answers vragen and reads what stands there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.trouble: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("request", lambda request: self._note_request(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.trouble.append(text)

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.trouble.append(f"a request left the machine: {url}")

    def must_have_met_no_trouble(self) -> None:
        """No script error, nothing refused by the policy, no request to another host."""
        assert self.trouble == []

    def sign_in(self, who: str, to: str = "") -> None:
        """Sign in, and be brought to the page that was asked for; without one, to the start page."""
        self.page.goto(f"{self.address}/inloggen" + (f"?naar={quote(to)}" if to else ""))
        self.page.get_by_label("E-mailadres").fill(f"{who}@oefenschool.example")
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("button", name="Inloggen", exact=True).click()
        self.wait()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Uitloggen").click()
        self.page.wait_for_url("**/inloggen")

    def wait(self) -> None:
        """Until the page has been drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_function(
            """() => new Promise(done => setTimeout(() => done(document.querySelector(
            '[data-testid="stApp"]')?.getAttribute('data-test-script-state') === 'notRunning'), 250))"""
        )

    def goes_to(self, menu_item: str) -> None:
        self.page.get_by_role("link", name=menu_item).first.click()
        self.wait()

    def opens(self, stap: int, dossier_id: str) -> None:
        """Open the page of this stap for a dossier, as a bookmark does."""
        self.page.goto(f"{self.address}/stap-{stap}?dossier={dossier_id}")
        self.wait()

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.wait()

    def answers(self, answers: Mapping[str, str]) -> None:
        """Answer vragen by their wording: typed, or chosen by the words of the choice."""
        for vraag, answer in answers.items():
            field = self.main.get_by_label(re.compile("^" + re.escape(vraag)))
            expect(field.first).to_be_visible()
            typed = field.and_(self.page.locator("input[type=text], textarea"))
            if typed.count():
                typed.first.fill(answer)
                typed.first.blur()
            else:
                self.wait()
                self._choose(field.first, answer)
                self.wait()
        self.wait()

    def _choose(self, group: Locator, answer: str) -> None:
        group.get_by_text(answer, exact=True).first.click()

    def chooses(self, what: str) -> None:
        """Choose what to record, where there is a choice."""
        choice = self.main.get_by_role("radiogroup", name="Wat legt u vast?")
        if choice.count():
            wanted = choice.get_by_role("radio", name=what, exact=True)
            while not wanted.is_checked():
                choice.get_by_text(what, exact=True).click()
                self.wait()

    def confirms(self, message: str) -> None:
        """The directie has seen this message."""
        row = self.main.get_by_test_id("stHorizontalBlock").filter(has_text=message).last
        row.get_by_role("button", name="Gezien").first.click()
        self.wait()

    def records(self, what: str, answers: Mapping[str, str]) -> None:
        """Choose what to record, answer, and press Vastleggen."""
        self.chooses(what)
        self.answers(answers)
        self.presses("Vastleggen")
        self.sees(f"Vastgelegd: {what}")

    def weighs_everything(self, how: str) -> None:
        """Say of every record on the worksheet that it counts in this way."""
        groups = self.main.get_by_role("toolbar", name="Hoe weegt nummer")
        expect(groups.first).to_be_visible(timeout=PATIENCE)
        for each in range(groups.count()):
            groups.nth(each).get_by_text(how, exact=True).click()
            self.wait()

    def closes_the_stap(self) -> None:
        self.presses("Afronden en de directie informeren")

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    def sees(self, text: str) -> None:
        expect(self.main.get_by_text(text).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)
