"""What a tab remembers of a form: every key that forms use in the session state is named here and nowhere else.

``FormState`` is about one form, ``FileState``, ``WeighingState`` and ``PlekkenState`` about one vraag in it. They read
the session state or a copy of it (``ui.elements.tab``), and always write to the session state itself.
"""

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, TypeVar, overload

import streamlit as st

from db.dossiers.concepten import Known
from meldcode.vragen.vraag import Raw
from ui.elements.tab import Held

T = TypeVar("T")


def name_of(dossier_id: str, kind: str, part: str = "") -> str:
    """The name of a form in this tab: never without the dossier, or child A's text shows in child B's form.

    ``part`` distinguishes two forms of one kind.
    """
    return f"{dossier_id}/{kind}/{part}" if part else f"{dossier_id}/{kind}"


def correction(nummer: int) -> str:
    """The ``part`` in the name of a form that corrects this record."""
    return f"correctie/{nummer}"


class Remembered(Generic[T]):
    """A descriptor for one thing to remember, under the key "form/its own name"; ``otherwise`` while it is not set."""

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
        """The key of something that belongs to this; it is deleted when the form is emptied."""
        return f"{self.name}/{what}"


class FormState(_State):
    """What a tab remembers of one form, by the name of the form."""

    # The answers as last stored in the tab; None: the form was recorded, or never drawn.
    kept = Remembered[dict[str, Raw] | None](None)
    # The version of the concept that this tab knows; None while the form is not drawn.
    known = Remembered[Known | None](None)
    # The name under which this tab saves a second text; empty: it saves the concept itself.
    aside = Remembered("")
    # Whether this server has drawn it completely, so that whatever differs now was typed.
    whole = Remembered(False)
    # The answers that the browser sent after a restart of the server; None: there were none.
    brought = Remembered[dict[str, Raw] | None](None)
    # Whether it began with a concept from elsewhere, after this tab had recorded with this form before.
    typed_elsewhere = Remembered(False)
    # Whether there are other texts of this form, and whether that still has to be said.
    has_others = Remembered(False)
    to_tell_of_others = Remembered(False)
    # The time at which it was last saved; why it could not be saved; whether that was tried in this run.
    saved = Remembered[str | None](None)
    unsaved = Remembered[str | None](None)
    just_tried = Remembered(False)
    # The unique name of the press that was refused; what the page showed outside fragments (``sheet.rest``).
    tried = Remembered("")
    rest = Remembered[tuple[object, ...]](())
    # Whether this tab has recorded with it, so that the browser may still hold that text.
    emptied = Remembered(False)
    # The names of the vragen whose answer a press put into its field, until the field was drawn with it.
    put = Remembered[frozenset[str]](frozenset())
    # The answers that a new one begins with, because of what it was opened for.
    begin = Remembered[Mapping[str, Raw]](MappingProxyType({}))
    # Whether it is open, where a form is folded away until somebody opens it.
    open = Remembered(False)
    submit = Remembered("")
    # The number of the part of a long form that is open (``ui.forms.onderdelen``); None: it was not drawn yet.
    onderdeel = Remembered[int | None](None)
    # The unique name of the press that opened it, and the slot of the field that it led to, if any.
    turned = Remembered("")
    turned_to = Remembered("")

    def begins_with(self, answers: Mapping[str, Raw]) -> None:
        """Let it begin with these answers, unless something was answered in it already."""
        self.begin = answers
        if not {**(self.kept or {})}.keys() - answers.keys():
            self.kept = None

    @property
    def is_drawn(self) -> bool:
        """Whether it is open in this tab."""
        return self.kept is not None

    @property
    def submit_key(self) -> str:
        """A key for what is being filled in now, made once: pressing twice records once (``dossiers.Moment``)."""
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
        """The key of the button to record. It contains the submit key, so that a second click finds no button."""
        return self.within(f"vastleggen/{self.submit_key}")

    @property
    def next_button(self) -> str:
        """The key of the button to the next part of a long form."""
        return self.within("verder")

    def part_button(self, number: int) -> str:
        """The key of the button that opens a part of a long form."""
        return self.within(f"naar/{number}")

    def change_button(self, naam: str) -> str:
        """The key of the button that leads from the answer to this vraag back to its field."""
        return self.within(f"wijzigen/{naam}")

    @property
    def only_button(self) -> str:
        """The key of the button of a form without vragen."""
        return self.within(self.submit_key)

    @property
    def save_button(self) -> str:
        """The key of the button to try saving again."""
        return self.within("bewaren")

    @property
    def close_button(self) -> str:
        """The key of the button that closes a stap."""
        return self.within("afronden")

    @property
    def toggle(self) -> str:
        """The key of the button that opens a form that is folded away."""
        return self.within(FormState.open.name)

    def answer(self, naam: str) -> str:
        """The key of the widget of this vraag."""
        return self.within(naam)

    def typed(self, naam: str) -> str:
        """The present text in a field of this form."""
        return str(self.here.get(self.answer(naam)) or "")

    def offered(self, naam: str, number: int | str) -> str:
        """The key of a button that offers an answer to this vraag."""
        return self.within(f"{naam}/kies/{number}")

    def of_other(self, soort: str, button: str) -> str:
        """The key of a button about another text of this form, saved under the name ``soort``."""
        return self.within(f"anders/{soort}/{button}")

    def of_kept(self) -> Held:
        """A state with only ``kept`` in it: the answers the form was drawn with, without what was typed since."""
        return {self.within(FormState.kept.name): self.kept}

    def file(self, naam: str) -> "FileState":
        """The state of this vraag, whose answer is a file."""
        return FileState(self.answer(naam), self.here)

    def weighing(self, naam: str) -> "WeighingState":
        """The state of this vraag, in which each record is weighed."""
        return WeighingState(self.answer(naam), self.here)

    def plekken(self, naam: str) -> "PlekkenState":
        """The state of this vraag, whose answer is a body map."""
        return PlekkenState(self.answer(naam), self.here)

    def also(self, dossier_id: str) -> str:
        """The key of the box to record it in that dossier as well."""
        return self.within(f"ook/{dossier_id}")

    def empty(self) -> None:
        """Forget everything about this form, after it was recorded."""
        for key in [key for key in st.session_state if str(key).startswith(self.within(""))]:
            del st.session_state[key]
        self.emptied = True


class FileState(_State):
    """What a tab remembers of a vraag for a file. The answer itself, the stored file, has the name of the vraag."""

    refused = Remembered("")
    # A unique name for this refusal, or this file, until it was drawn once.
    just_refused = Remembered("")
    just_taken = Remembered("")
    # The sentences about the file that was taken in.
    told = Remembered[tuple[str, ...]](())
    count = Remembered(0)

    @property
    def taken(self) -> str:
        """The file that was taken in, as the text of a ``Bestand``; empty: none."""
        return str(self.here.get(self.name) or "")

    @taken.setter
    def taken(self, value: str) -> None:
        st.session_state[self.name] = value

    @property
    def widget(self) -> str:
        """The key of the uploader: another one after each file, so that Streamlit drops the last file and its name."""
        return self.within(f"upload/{self.count}")


class WeighingState(_State):
    """What a tab remembers of a vraag in which records are weighed."""

    # The numbers of the records that are shown; None while it was not drawn.
    nummers = Remembered[tuple[int, ...] | None](None)

    def how(self, nummer: int) -> str:
        """The key of the widget for how this record weighs."""
        return self.within(str(nummer))

    def line(self, nummer: int, hoe: str) -> str:
        """The key of the field for the reason, which is another one for each way of weighing."""
        return self.within(f"{nummer}/{hoe}")


class PlekkenState(_State):
    """What a tab remembers of a vraag that is answered with a body map."""

    # The numbers of the cards that are shown, in order; empty until one was added or taken away.
    numbers = Remembered[tuple[int, ...]](())

    def field(self, nr: int, naam: str) -> str:
        """The key of the widget on the card with this number that asks for this."""
        return self.within(f"{nr}/{naam}")

    @property
    def add_button(self) -> str:
        """The key of the button that adds a card."""
        return self.within("erbij")


def try_again() -> None:
    """Let every form of this tab whose text could not be saved try again at its next drawing."""
    for key in [key for key in st.session_state if str(key).endswith(f"/{FormState.just_tried.name}")]:
        del st.session_state[key]
