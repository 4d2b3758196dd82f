"""People at work at the same time, in two tabs each, while pages reload, connections break and the server is killed.

No word of theirs is lost, and none ends up in another dossier than the one named above the field.
``make torture`` lets ten people work like this for ten minutes.
"""

import os
import random
import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from db.accounts import accounts
from db.dossiers import concepten, dossiers
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Signaal
from tests.browser import answers
from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import opened
from tests.processes.running import Server
from ui import clock

pytestmark = pytest.mark.sweep

PEOPLE = int(os.environ.get("MELDROUTE_AT_WORK", "4"))
TURNS = int(os.environ.get("MELDROUTE_TURNS", "25"))
SEED = int(os.environ.get("MELDROUTE_SEED", "20261128"))
SEEN = {"Hoe weet u dit?": "Ik heb het zelf gezien of gehoord"}  # then it asks what was seen
AT_ONCE = 4_000  # milliseconds: whoever does not find something in that time does something else
STANDS = """names => {
  const main = document.querySelector('[data-testid="stMain"]');
  const field = main?.querySelector('textarea[aria-label^="Wat is er gezien of gehoord"]');
  const above = names.filter(name => main?.querySelector(".mr-code")?.innerText.trim() === name);
  return { above, typed: field?.value ?? "", open: Boolean(field && !field.disabled) };
}"""
STEPS = """many => {
  const to = navigation.currentEntry.index + many;
  const there = navigation.entries()[to]?.url; // the first address is of whoever used this laptop before
  if (there && !there.endsWith(".svg")) history.go(many);
}"""


@dataclass(frozen=True)
class Word:
    """A word that somebody typed, and the code name in the heading above it."""

    text: str
    by: User
    codenaam: str


@dataclass
class Worker:
    user: User
    tabs: list[Person]
    cases: list[Dossier]


@dataclass
class Day:
    """What happens, turn by turn, and everything that was typed."""

    school: School
    server: Server
    workers: list[Worker]
    chance: random.Random
    typed: list[Word] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    signals: int = 0

    @property
    def names(self) -> list[str]:
        return [case.codenaam for worker in self.workers for case in worker.cases]

    def turn(self) -> None:
        """Somebody does something in one of their tabs; what is impossible at that moment is skipped."""
        worker = self.chance.choice(self.workers)
        tab = self.chance.choice(worker.tabs)
        does = self.chance.choices(
            [self.types, self.goes, self.back, self.reloads, self.is_cut_off, self.records, self.kill],
            [40, 20, 12, 8, 6, 12, 2],
        )[0]
        self.happened.append(f"{worker.user.naam} {worker.tabs.index(tab)}: {does.__name__}")
        try:
            self.opens_the_form(tab)
            does(worker, tab)
        except Error as gone:
            self.happened[-1] += f", given up: {str(gone).splitlines()[0]}"

    def stands(self, tab: Person) -> Any:
        return tab.page.evaluate(STANDS, self.names)

    def opens_the_form(self, tab: Person) -> None:
        """Press the task again, as somebody does whose page was loaded anew."""
        task = tab.main.get_by_role("button", name=re.compile(f"^Invullen {Signaal.titel}"))
        if task.count():
            task.first.click(timeout=AT_ONCE)
            how = tab.main.get_by_role("radio", name=SEEN["Hoe weet u dit?"], exact=True)
            how.wait_for(state="attached", timeout=AT_ONCE)
            if not how.is_checked():
                tab.main.get_by_text(SEEN["Hoe weet u dit?"], exact=True).first.click(timeout=AT_ONCE)
            tab.wait()

    def types(self, worker: Worker, tab: Person) -> None:
        """Type one more word at the end. It counts once it is in the field, under the same name as before typing."""
        before = self.stands(tab)
        if not before["open"] or len(before["above"]) != 1:
            return
        word = f"gezien-{len(self.typed) + 1:04d}"
        place = tab.main.locator('textarea[aria-label^="Wat is er gezien of gehoord"]')
        place.focus(timeout=AT_ONCE)
        place.press("Control+End", timeout=AT_ONCE)
        tab.page.keyboard.type(f" {word}")
        after = self.stands(tab)
        if word in after["typed"] and after["above"] == before["above"]:
            self.typed.append(Word(word, worker.user, after["above"][0]))
            self.happened[-1] += f", {word} at {after['above'][0]}"

    def goes(self, worker: Worker, tab: Person) -> None:
        tab.opens_stap(1, self.chance.choice(worker.cases).id)
        tab.chooses(Signaal.titel)

    def back(self, _worker: Worker, tab: Person) -> None:
        """Go one or two pages back or forward; somebody in a hurry does not wait for it."""
        tab.page.evaluate(STEPS, self.chance.choice([-2, -1, -1, 1]))
        if self.chance.random() < 0.7:
            tab.wait()

    def reloads(self, _worker: Worker, tab: Person) -> None:
        tab.reloads()

    def is_cut_off(self, worker: Worker, tab: Person) -> None:
        """Break the connection for a moment; whoever can still type, does."""
        tab.page.context.set_offline(True)
        try:
            with suppress(Error):
                self.types(worker, tab)
        finally:
            tab.page.context.set_offline(False)

    def kill(self, _worker: Worker, _tab: Person) -> None:
        self.server.kill()
        self.server.start()

    def records(self, worker: Worker, tab: Person) -> None:
        """Answer what is open, and record: it goes into the dossier in the heading, or the page says why not."""
        self.goes(worker, tab)
        tab.answers({vraag: what for vraag, what in answers.SIGNAAL.items() if not vraag.startswith("Wat is er")})
        self.types(worker, tab)
        if not self.stands(tab)["open"]:
            return
        before = self.recorded()
        tab.presses("Vastleggen")
        done = self.recorded() > before
        self.happened[-1] += ", recorded" if done else ", not recorded"
        if done and worker.user.role is Role.LEERKRACHT:
            self.signals += 1
            self.is_seen(self.stands(tab)["above"])

    def is_seen(self, above: list[str]) -> None:
        """The next page an ib-er opens counts it; the start page names the dossier."""
        ib_er = next(each for each in self.workers if each.user.role is Role.IB_ER)
        tab = ib_er.tabs[0]
        tab.opens("/account")
        expect(tab.page).to_have_title(re.compile(r"^\(\d+\) "))
        tab.opens("/")
        expect(tab.main.get_by_role("button", name=f"Oppakken: {above[0]}")).to_be_visible()

    def is_elsewhere(self) -> dict[Word, set[str]]:
        """Words that are in no dossier, or not only in the one named above them; and where they are."""
        with self.school.at_work():
            texts = [each for worker in self.workers for each in _texts(worker)]
        found = {word: {codenaam for codenaam, text in texts if word.text in text.split()} for word in self.typed}
        return {word: places for word, places in found.items() if places != {word.codenaam}}

    def recorded(self) -> int:
        return int(self.school.execute("SELECT count(*) FROM vastlegging")[0][0])


def _texts(worker: Worker) -> Iterator[tuple[str, str]]:
    """Everything recorded in their dossiers or stored of what they were typing, each with its code name."""
    waiting = concepten.waiting(worker.user)
    with reading(EVERY_SCHOOL) as connection:
        for case in worker.cases:
            stored = dossiers.load(connection, case.id, case.school_id)
            assert stored, "a dossier is gone"
            yield from ((case.codenaam, str(each.waarde("waarneming"))) for each in stored.of(Signaal))
            typed = (each.raw.get("waarneming") for each in waiting if each.dossier_id == case.id)
            yield from ((case.codenaam, str(each)) for each in typed)


def _somebody(school: School, number: int) -> User:
    """Add an account: the first two are ib-ers, the others leerkrachten."""
    role = Role.IB_ER if number < 2 else Role.LEERKRACHT
    email, naam = f"iemand{number}-{uuid.uuid4().hex[:6]}", f"Iemand {number}"
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        accounts.create_account(
            connection,
            school_id=school.who("noor").school_id,
            naam=naam,
            email=f"{email}@oefenschool.example",
            role=role,
            password="een-goed-lang-wachtwoord",
            now=clock.now(),
        )
    return school.who(email)


@pytest.fixture
def day(sits_down: SitsDown, school: School, server: Server) -> Day:
    workers = []
    for number in range(PEOPLE):
        user = _somebody(school, number)
        cases = [school.has(opened(naam=f"Leerling {number}{letter}"), user) for letter in "ab"]
        first = sits_down()
        first.has_signed_in(school.session_of_account(user))
        second = Person(first.page.context.new_page(), first.address)
        workers.append(Worker(user, [first, second], cases))
        for tab in workers[-1].tabs:
            # When the browser asks whether to leave with unsent text, they stay, and try later.
            tab.page.on("dialog", lambda asked: asked.dismiss())
            tab.opens_stap(1, cases[0].id)
            with suppress(Error):
                tab.chooses(Signaal.titel)
                tab.answers(SEEN)
    return Day(school, server, workers, random.Random(SEED))  # noqa: S311


def test_no_word_is_lost_none_goes_astray_and_every_signal_is_seen(day: Day) -> None:
    for _turn in range(TURNS):
        day.turn()
    everywhere = [tab for worker in day.workers for tab in worker.tabs]
    for tab in everywhere:
        tab.wait()
    print("\n".join(day.happened), f"{len(day.typed)} words, {day.signals} signals", sep="\n")
    try:
        everywhere[0].waits_until(day.is_elsewhere, lambda words: not words)
    finally:
        for tab in everywhere:
            tab.trouble.clear()  # a browser reports a connection that breaks
    assert len(day.typed) > TURNS / 10 and day.signals, "too little was done to say anything"
