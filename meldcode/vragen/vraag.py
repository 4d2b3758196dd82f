"""A vraag: what is asked, declared once, in the words in which it is asked.

A vastlegging is a frozen dataclass; its annotated fields are its vragen. The annotation decides the widget: an
enumeration is a choice, a frozenset of one is several choices, ``date``, ``time`` and ``str`` are typed, a ``Bestand``
is uploaded, a ``Persoon`` is chosen from colleagues, ``Meegewogen`` refers to records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, get_args, get_origin

from meldcode.eigen.woorden import says, worded
from meldcode.rollen import Role
from meldcode.vragen.persoon import Persoon

MAX_TEXT = 100_000
MAX_LINE = 120

Raw = str | list[str] | None
RawAnswers = Mapping[str, Raw]


class Keuze(StrEnum):
    """A choice: the value is stored, the label is shown."""

    _label: str

    def __new__(cls, value: str, label: str) -> "Keuze":
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """The choice in words."""
        return worded(self._label)


@says("tekst", "help", "kop")
@dataclass(frozen=True)
class Vraag:
    """One question, as it is asked. ``when`` names the answer that makes it relevant: data, so it prints."""

    naam: str
    tekst: str
    help: str
    soort: type
    when: tuple[str, tuple[Keuze, ...]] | None
    optional: bool
    min_length: int
    max_length: int
    future: bool
    rollen: frozenset[Role]
    kop: str = ""
    feitelijk: bool = False
    nooit_gekozen: tuple[Keuze, ...] = ()
    noemt: bool = False
    aan_tafel: bool = False
    bron: bool = False
    verzwegen: bool = False
    ook_vertrokken: bool = False
    optional_when: tuple[str, tuple[Keuze, ...]] | None = None
    optional_because: str = ""

    @property
    def several(self) -> bool:
        """Whether several choices may be made."""
        return get_origin(self.soort) is frozenset

    @property
    def keuzen(self) -> tuple[Keuze, ...]:
        """The choices in display order; empty when the answer is typed."""
        choice = get_args(self.soort)[0] if self.several else self.soort
        return tuple(choice) if isinstance(choice, type) and issubclass(choice, Keuze) else ()

    @property
    def te_kiezen(self) -> tuple[Keuze, ...]:
        """The choices that are offered."""
        return tuple(each for each in self.keuzen if each not in self.nooit_gekozen)

    def takes(self, persoon: Persoon) -> bool:
        """Whether this colleague can be the answer."""
        return persoon.role in self.rollen

    @property
    def one_line(self) -> bool:
        """Whether the answer is one line of text."""
        return self.soort is str and self.max_length <= MAX_LINE


def vraag(
    tekst: str,
    *,
    help: str = "",
    when: tuple[str, Keuze | tuple[Keuze, ...]] | None = None,
    optional: bool = False,
    min_length: int = 1,
    max_length: int = MAX_TEXT,
    future: bool = False,
    rollen: frozenset[Role] = frozenset(),
    kop: str = "",
    feitelijk: bool = False,
    nooit_gekozen: tuple[Keuze, ...] = (),
    noemt: bool = False,
    aan_tafel: bool = False,
    bron: bool = False,
    verzwegen: bool = False,
    ook_vertrokken: bool = False,
    optional_when: tuple[str, tuple[Keuze, ...]] | None = None,
    optional_because: str = "",
) -> Any:
    """Declare a vraag. ``future``: a date from today on, else up to today; ``rollen``: only colleagues in these roles.

    ``optional_when`` names the answer to another vraag with which this one may be left open, ``optional_because`` why.

    ``kop`` is the heading of the section that begins here; ``feitelijk`` asks for what was seen
    (``meldcode.vragen.oordeel``); ``nooit_gekozen`` are answers that the program gives and nobody is offered.

    Whom the answer is for: ``noemt`` asks who it was, by name. ``aan_tafel`` allows the answer on the screen of the
    leerlingbespreking; without it nothing is shown there, so that forgetting hides. ``bron`` says where a record came
    from, and stands beside it where it is weighed. ``verzwegen`` is told to nobody who only reads along.
    ``ook_vertrokken``: the colleague who is chosen may be one who no longer works here.

    Raises ``ValueError`` when an answer that names somebody is allowed on the screen.
    """
    if noemt and aan_tafel:
        raise ValueError(f"an answer that names somebody is not for the screen: {tekst}")
    condition = when and (when[0], when[1] if isinstance(when[1], tuple) else (when[1],))
    about = {
        "tekst": tekst,
        "help": help,
        "when": condition,
        "optional": optional,
        "min_length": min_length,
        "max_length": max_length,
        "future": future,
        "rollen": rollen,
        "kop": kop,
        "feitelijk": feitelijk,
        "nooit_gekozen": nooit_gekozen,
        "noemt": noemt,
        "aan_tafel": aan_tafel,
        "bron": bron,
        "verzwegen": verzwegen,
        "ook_vertrokken": ook_vertrokken,
        "optional_when": optional_when,
        "optional_because": optional_because,
    }
    return field(default=None, kw_only=True, metadata=about)
