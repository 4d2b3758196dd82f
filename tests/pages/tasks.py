"""A stap as somebody at the screen finds it: its tasks, the form of one of them, and what was recorded, a line each."""

import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from meldcode.vragen.vastlegging import Vastlegging
from tests.pages.reading import plain, sent
from ui.forms import onderdelen

Kind = type[Vastlegging]
_TASK = re.compile(r'mr-onzichtbaar">([^<:]*):</span><p class="mr-taak"><b>([^<]*)</b>')


class Tasks:
    """The part of ``Person`` that is about tasks, and about the parts of a long form."""

    @property
    def app(self) -> AppTest:
        """What stands in the tab."""
        raise NotImplementedError

    def buttons(self) -> list[str]:
        """What stands on the buttons."""
        raise NotImplementedError

    def _run(self) -> None:
        raise NotImplementedError

    def chooses(self, kind: Kind) -> None:
        """What to record, where there is a choice: of the tasks of a stap, or in a field."""
        choice = [each for each in self.app.pills if str(each.key).endswith("/soort")]
        if choice and choice[0].value != kind.__name__:
            choice[0].set_value(kind.__name__)
            self._run()
        if choice or self.has_open(kind):
            return
        for where in ("/terug", "/meer"):
            if not self._task_of(kind):
                self._presses_if_there(where)
        task = self._task_of(kind)
        assert task, f"{kind.titel} is not offered among {self.buttons()}"
        task.click()
        self._run()

    def tasks(self) -> dict[str, str]:
        """The tasks of the stap as the page lists them: each with its state."""
        for where in ("/terug", "/meer"):
            if not self._tasks():
                self._presses_if_there(where)
        return self._tasks()

    def _tasks(self) -> dict[str, str]:
        found = _TASK.findall("\n".join(text for type_of, text in sent(self.app) if type_of == "html"))
        return {unescape(eis): state for state, eis in found}

    def unfolds(self) -> None:
        """Unfold every record that stands on the page as a line."""
        self._presses_if_there("/voluit/knop")
        for key in [str(each.key) for each in self.app.button if "/lees/" in str(each.key)]:
            self.app.button(key).click()
            self._run()

    def has_open(self, kind: Kind) -> bool:
        """Whether the form of this kind is open."""
        return any(f"/{kind.__name__}/" in str(each.key) for each in self.app.button)

    def _comes_to(self, kind: Kind, part: str = "") -> None:
        if not part and not self.has_open(kind) and (self._task_of(kind) or self._is_elsewhere()):
            self.chooses(kind)

    def _is_elsewhere(self) -> bool:
        return any(str(each.key).endswith(("/terug", "/meer")) for each in self.app.button)

    def _task_of(self, kind: Kind) -> Any:
        found = (each for each in self.app.button if re.search(rf"/invullen/\w+/{kind.__name__}$", str(each.key)))
        return next(found, None)

    def _presses_if_there(self, where: str) -> None:
        found = [each for each in self.app.button if str(each.key).endswith(where)]
        if found:
            found[0].click()
            self._run()

    def turns_to(self, kind: Kind, vraag: str) -> None:
        """Open the part of a long form in which this vraag is asked; an empty one: the check of all answers.

        A form that stands there in one piece has no parts to open.
        """
        parts = [{each.naam for each in part.vragen} for part in onderdelen.of(kind)]
        number = next((n for n, names in enumerate(parts) if vraag in names), len(parts))
        for button in self.app.button:
            if str(button.key).endswith(f"/{kind.__name__}/naar/{number}") and "hier bent u" not in button.label:
                button.click()
                self._run()
                return

    def _checks_first(self) -> None:
        """A long form is recorded from the page on which all answers are checked."""
        ends = [each for each in self.app.button if plain(each.label).startswith(f"{onderdelen.CONTROLE} tot slot")]
        if ends:
            ends[0].click()
            self._run()
