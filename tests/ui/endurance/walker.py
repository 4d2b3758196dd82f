"""Somebody at work in one tab: reads pages, types words and records them, and comes back when the connection broke."""

import random
import re
import time
from collections.abc import Callable
from enum import IntEnum
from threading import Event, Thread

from websockets.exceptions import WebSocketException

from meldcode.rollen import Role, User
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE, Server
from tests.ui.endurance.forms import Form
from tests.ui.tab import Tab
from ui.forms.recording import ALREADY

BACK = 3 * PATIENCE  # seconds in which a program that was killed is there again, on a busy machine
GONE = (WebSocketException, OSError, EOFError)
WORD = re.compile(r"w(\d\d)n\d{4}")
BROKEN = re.compile(r"Traceback|Foutcode|\w+Error\b|Exception\b|database is locked|disk is full|U bent niet ingelogd")
FULL = re.compile("te weinig ruimte op de schijf|De schijf geeft fouten")
AWAY = re.compile(
    r"De (database|sleutels van de dossiers|database met de sleutels \S+ \S+ \S+) (is|zijn) (niet bereikbaar|bezet)"
)
AGAIN = "Opnieuw proberen"


class Stands(IntEnum):
    """What is known of a word that was typed."""

    TYPED = 1
    IN_FIELD = 2
    """The page said that it could not be kept: it is in the field, and nowhere else."""
    KEPT = 3
    PRESSED = 4
    """Recording was asked for, and there was no answer."""
    RECORDED = 5


class WatchedTab(Tab):
    """A tab that shows each page to ``watch`` once it is drawn."""

    watch: Callable[[str], None] = staticmethod(lambda _shown: None)

    def sees(self) -> None:
        super().sees()
        self.watch(self.shown)


class Walker:
    """One person with one tab. ``trouble`` is what broke a promise; ``words`` how each of their words stands."""

    def __init__(
        self, number: int, user: User, cookie: str, pages: list[tuple[str, str]], forms: list[tuple[Form, str]]
    ) -> None:
        """``pages`` are read and ``forms`` filled in, each with the query of its address."""
        self.number, self.user, self.cookie, self.pages, self.forms = number, user, cookie, pages, forms
        self.chance = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
        self.words: dict[str, Stands] = {}
        self.trouble: list[BaseException] = []
        self.recorded: list[float] = []
        self.refused: list[float] = []
        self.reruns = self.returns = 0
        self._end = Event()
        self._thread: Thread | None = None

    def begins(self, server: Server, others: "list[Walker]") -> None:
        """Begin to work, in a thread of its own, until ``ends``."""
        self.server, self.others = server, others
        self._thread = Thread(target=self._works, daemon=True)
        self._thread.start()

    def ends(self) -> None:
        self._end.set()

    def is_gone(self) -> bool:
        """Wait until they have stopped, if they had begun; whether they have."""
        if self._thread is None:
            return True
        self._thread.join(BACK)
        return not self._thread.is_alive()

    def _works(self) -> None:
        self.tab = self._opened(None)
        is_cut_off = False
        try:
            while is_cut_off or not self._end.is_set():
                try:
                    if is_cut_off:
                        self._comes_back()
                    else:
                        self.chance.choices([self.reads, self.types, self.records], [3, 1, 2])[0]()
                    is_cut_off = False
                except TimeoutError as silence:
                    raise AssertionError(f"{self.user.naam} waited {PATIENCE} seconds for a page") from silence
                except GONE:
                    is_cut_off = True
        except BaseException as trouble:
            self.trouble.append(trouble)
        finally:
            self.tab.__exit__(None, None, None)

    def reads(self) -> None:
        page, query = self.chance.choice(self.pages)
        self._opens(page, query)

    def _opens(self, page: str, query: str) -> None:
        self.tab.opens(page, query)
        self._waits_until_it_is_there()

    def _waits_until_it_is_there(self) -> None:
        """While the database is away the page says so, and nothing else."""
        if AWAY.search(self.tab.shown):
            self.refused.append(time.monotonic())
            until(self._is_there_again, seconds=BACK)

    def _is_there_again(self) -> bool:
        if self.tab.has(AGAIN):
            self.tab.presses(AGAIN)
        else:
            self.tab.asks()
        return not AWAY.search(self.tab.shown)

    def types(self) -> Form | None:
        """Open a form, and type one more word in it; the form that is open, or None for who only reads."""
        if not self.forms:
            self.reads()
            return None
        form, query = self.chance.choice(self.forms)
        self._opens(form.page, query)
        if form.task and not self.tab.has(next(iter(form.answers))):  # otherwise it was open in this tab already
            self.tab.chooses(form.task)
        for label, answer in form.answers.items():
            if not answer:
                answer = next(each for each in self.tab.offered if each.startswith(self.user.naam))
            if self.tab.has(label) and self.tab.holds(label) != answer:
                self.tab.types(label, answer)
        if AWAY.search(self.tab.shown):  # with it goes the form; a browser keeps what is typed meanwhile
            self._waits_until_it_is_there()
            return None
        word = f"w{self.number:02d}n{len(self.words):04d}"
        self.words[word] = Stands.TYPED
        self.tab.types(form.text, f"{self.tab.holds(form.text) or 'Gezien is'} {word}")
        if AWAY.search(self.tab.shown):
            self._waits_until_it_is_there()
            return None
        self._stand([word], Stands.IN_FIELD if FULL.search(self.tab.shown) else Stands.KEPT)
        if self.words[word] is Stands.IN_FIELD:
            self._presses(form)
        return form

    def records(self) -> None:
        form = self.types()
        if form and not self.has_recorded(form):
            self._presses(form)

    def has_recorded(self, form: Form) -> bool:
        """Whether the page says so: of this press, or of one that was stored before the program ended."""
        return form.done in self.tab.shown or ALREADY in self.tab.shown

    def _presses(self, form: Form) -> None:
        """Press until it is recorded; each time the text is still in its field."""
        words = self._in(form)
        assert words, f"the text is not in the field any more: {sorted(self.tab._named.values())}"
        deadline = time.monotonic() + BACK
        while time.monotonic() < deadline:
            self._stand(words, Stands.PRESSED)
            self.tab.presses("Vastleggen")
            if self.has_recorded(form):
                self._stand(words, Stands.RECORDED)
                self.recorded.append(time.monotonic())
                return
            said = self.tab.shown
            if AWAY.search(said):  # it was stored or not: whoever pressed looks again
                self._waits_until_it_is_there()
                if not (set(words) & set(self._in(form)) and self.tab.has("Vastleggen")):
                    return
                continue
            assert FULL.search(said) or "Intussen is er iets vastgelegd" in said, f"it was not recorded: {_seen(said)}"
            self.refused.append(time.monotonic())
            if not self.tab.has("Vastleggen"):
                until(self._tries_again, seconds=BACK)
            assert set(words) <= set(self._in(form)), f"not in the field any more: {words} {_seen(said)}"
        raise AssertionError(f"not recorded within {BACK} seconds: {words}")

    def _tries_again(self) -> bool:
        self.tab.presses(AGAIN)
        return self.tab.has("Vastleggen")

    def _in(self, form: Form) -> list[str]:
        return [each[0] for each in re.finditer(WORD, self.tab.holds(form.text))] if self.tab.has(form.text) else []

    def _stand(self, words: list[str], at: Stands) -> None:
        self.words |= dict.fromkeys(words, at)

    def _comes_back(self) -> None:
        """Connect again as the same tab, and send what it holds, as a browser does. Whoever had pressed looks again."""
        self.returns += 1
        pressed = [word for word, at in self.words.items() if at is Stands.PRESSED]
        self.tab = until(self._returned, seconds=BACK)
        self._waits_until_it_is_there()
        for form, _query in self.forms:
            if set(pressed) & set(self._in(form)) and self.tab.has("Vastleggen"):
                self._presses(form)

    def _returned(self) -> WatchedTab | None:
        before = self.tab
        try:
            tab = self._opened(before)
            tab.page, tab.query, tab.answered = before.page, before.query, before.answered
            tab.asks()
        except TimeoutError as silence:
            raise AssertionError(f"{self.user.naam} came back, and waited {PATIENCE} seconds for a page") from silence
        except GONE:
            return None
        return tab

    def _opened(self, before: Tab | None) -> WatchedTab:
        tab = WatchedTab(self.server, self.cookie, back=before)
        tab.watch = self._watches  # type: ignore[method-assign]
        tab.__enter__()
        return tab

    def _watches(self, shown: str) -> None:
        self.reruns += 1
        broken = BROKEN.search(shown)
        assert not broken, f"{self.user.naam} reads {_seen(shown[max(0, broken.start() - 300) :])}"
        strange = {each[0] for each in re.finditer(WORD, shown) if int(each[1]) != self.number}
        wrong = {each for each in strange if not self._may_read(each)}
        assert not wrong, f"{self.user.naam} reads the words of others: {wrong}"

    def _may_read(self, word: str) -> bool:
        """An ib-er reads what a colleague recorded, and nobody what a colleague is still typing."""
        by = next(each for each in self.others if each.number == int(word[1:3]))
        return self.user.role is Role.IB_ER and by.words[word] >= Stands.PRESSED


def _seen(shown: str) -> str:
    """What a person reads of it, more or less."""
    whole = re.sub(r"[^\x20-\x7e\u00c0-\u017f]+", " ", shown)
    return whole[max(0, whole.find("mr-antwoord")) :][:1500]
