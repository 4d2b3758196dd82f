"""What a tab remembers of a form: every key it has in the session state, named here and nowhere else.

``FormState`` is of one form; ``FileState`` and ``WeighingState`` are of one vraag in it. Each reads what the tab holds
(``ui.elements.tab``): the session state itself, or a copy that was read in one go. Writing is always to the first.
"""

import uuid
from typing import Generic, TypeVar, overload

import streamlit as st

from db.dossiers.concepten import Known
from meldcode.vragen.vraag import Raw
from ui.elements.tab import Held

T = TypeVar("T")


def name_of(dossier_id: str, kind: str, part: str = "") -> str:
    """The name of a form in this tab: never without the dossier, or child A's text shows in child B's form.

    ``part`` tells apart two forms of one kind.
    """
    return f"{dossier_id}/{kind}/{part}" if part else f"{dossier_id}/{kind}"


def correction(nummer: int) -> str:
    """The part of the name that says that a form corrects this record."""
    return f"correctie/{nummer}"


class Remembered(Generic[T]):
    """One thing that is remembered, under its own name behind that of the form; ``otherwise`` when it is not there."""

    def __init__(self, otherwise: T) -> None:
        self._otherwise = otherwise

    def __set_name__(self, _owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, state: None, owner: type) -> "Remembered[T]": ...
    @overload
    def __get__(self, state: "_State", owner: type) -> T: ...
    def __get__(self, state: "_State | None", owner: type) -> "Remembered[T] | T":
        if state is None:
            return self
        found: T = state.here.get(state.within(self.name), self._otherwise)
        return found

    def __set__(self, state: "_State", value: T) -> None:
        st.session_state[state.within(self.name)] = value

    def __delete__(self, state: "_State") -> None:
        st.session_state.pop(state.within(self.name), None)


class _State:
    def __init__(self, name: str, here: Held = st.session_state) -> None:
        self.name, self.here = name, here

    def within(self, what: str) -> str:
        """The key of something that belongs to it, and goes when it is emptied."""
        return f"{self.name}/{what}"


class FormState(_State):
    """What a tab remembers of one form, by the name of the form."""

    # What was typed when it was last kept; None: it was recorded, or never drawn.
    kept = Remembered[dict[str, Raw] | None](None)
    # Which saved text of the concept this tab knows; None: of no form that is open.
    known = Remembered[Known | None](None)
    # The name under which this tab keeps its text beside the concept; empty: it keeps the concept itself.
    aside = Remembered("")
    # Whether it was drawn whole, and so holds all that the tab brought.
    whole = Remembered(False)
    # What the tab brought to a server that was started anew; None: nothing.
    brought = Remembered[dict[str, Raw] | None](None)
    # Whether it began with what was typed elsewhere, after this tab had recorded with it.
    typed_elsewhere = Remembered(False)
    # Whether other texts of it are kept, and whether that still has to be said.
    has_others = Remembered(False)
    to_tell_of_others = Remembered(False)
    # The hour at which it was saved; why it could not be; whether that was tried in this run.
    saved = Remembered[str | None](None)
    unsaved = Remembered[str | None](None)
    just_tried = Remembered(False)
    # The name of the press that was refused; what the page then showed outside the parts of the form.
    tried = Remembered("")
    rest = Remembered[tuple[object, ...]](())
    # Whether something was recorded with it in this tab, so that the browser may still hold it.
    emptied = Remembered(False)
    # Whether it stands open, where it is folded away until somebody wants it.
    open = Remembered(False)
    submit = Remembered("")

    @property
    def is_drawn(self) -> bool:
        """Whether it is open in this tab."""
        return self.kept is not None

    @property
    def submit_key(self) -> str:
        """The key of what is being filled in now: pressing twice records once."""
        return str(st.session_state.setdefault(self.within("submit"), uuid.uuid4().hex))

    @property
    def dossier_id(self) -> str:
        """The dossier it is about, as its name says."""
        return self.name.partition("/")[0]

    @property
    def concept(self) -> str:
        """The name under which the dossier keeps its concept."""
        return self.name.partition("/")[2]

    @property
    def record_button(self) -> str:
        """With the submit key in it: the second half of a double click is meant for a button that is gone by then."""
        return self.within(f"vastleggen/{self.submit_key}")

    @property
    def only_button(self) -> str:
        """Of a form without a vraag, which is one button."""
        return self.within(self.submit_key)

    @property
    def save_button(self) -> str:
        return self.within("bewaren")

    @property
    def close_button(self) -> str:
        """Of the form that closes a stap."""
        return self.within("afronden")

    @property
    def toggle(self) -> str:
        """What opens it, where it is folded away."""
        return self.within(FormState.open.name)

    def answer(self, naam: str) -> str:
        """The key of the widget of this vraag."""
        return self.within(naam)

    def typed(self, naam: str) -> str:
        """What stands in a field now, of one in which text is typed."""
        return str(self.here.get(self.answer(naam)) or "")

    def of_other(self, soort: str, button: str) -> str:
        """The key of a button about another text of this form, kept under this name."""
        return self.within(f"anders/{soort}/{button}")

    def of_kept(self) -> Held:
        """A tab that holds what was kept and nothing else: what the form was drawn with."""
        return {self.within(FormState.kept.name): self.kept}

    def file(self, naam: str) -> "FileState":
        """What is remembered of a vraag whose answer is a file."""
        return FileState(self.answer(naam), self.here)

    def weighing(self, naam: str) -> "WeighingState":
        """What is remembered of the vraag how each record weighs."""
        return WeighingState(self.answer(naam), self.here)

    def empty(self) -> None:
        """Forget what this tab knows of it, once it was recorded."""
        for key in [key for key in st.session_state if str(key).startswith(self.within(""))]:
            del st.session_state[key]
        self.emptied = True


class FileState(_State):
    """What a tab remembers of a file that is asked for; under the name of the vraag itself stands what was taken in."""

    refused = Remembered("")
    # A name that this refusal, or this file, has once: for the first time that it is drawn.
    just_refused = Remembered("")
    just_taken = Remembered("")
    count = Remembered(0)

    @property
    def taken(self) -> str:
        """The file that was taken in, as it is stored; empty: none."""
        return str(self.here.get(self.name) or "")

    @taken.setter
    def taken(self, value: str) -> None:
        st.session_state[self.name] = value

    @property
    def widget(self) -> str:
        """The key of the widget: another after each file, so that the last one is let go with its name."""
        return self.within(f"upload/{self.count}")


class WeighingState(_State):
    """What a tab remembers of the records that are weighed."""

    # The numbers of the records that were shown; None: it was not drawn yet.
    nummers = Remembered[tuple[int, ...] | None](None)

    def how(self, nummer: int) -> str:
        """The key of how this record weighs."""
        return self.within(str(nummer))

    def line(self, nummer: int, hoe: str) -> str:
        """The key of the line that says why."""
        return self.within(f"{nummer}/{hoe}")


def try_again() -> None:
    """Let every form of this tab save once more what it could not save, as soon as it is drawn."""
    for key in [key for key in st.session_state if str(key).endswith(f"/{FormState.just_tried.name}")]:
        del st.session_state[key]
