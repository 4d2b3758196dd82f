"""The words a school may replace by its own, with the usual ones; and declared texts in the words of a school.

A text names such a word between brackets, the way it usually reads: ``[de intern begeleider]``, ``[Leerkracht]``,
``[welke groep]``. ``worded`` puts the words there of the school that is served now, with the article and the capital
that belong there. Who reads a declared text never sees a bracket: the declaration words it itself (``says``, ADR 32).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from meldcode.nummers import VEILIG_THUIS


@dataclass(frozen=True)
class Woord:
    """A word as it is usually said: one with its article, and more of them. ``over``: whom or what it means."""

    naam: str
    een: str
    meer: str
    over: str

    @property
    def naam_van_meer(self) -> str:
        """Under which name its plural is kept."""
        return f"{self.naam}/meer"


WOORDEN: tuple[Woord, ...] = (
    Woord("ib_er", "de intern begeleider", "intern begeleiders", "Wie de stappen van de route zet"),
    Woord(
        "vertrouwenspersoon", "de vertrouwenspersoon", "vertrouwenspersonen",
        "Met wie in stap 1 wordt overlegd, naast wie de stappen zet",
    ),
    Woord("leerkracht", "de leerkracht", "leerkrachten", "Wie voor de klas staat"),
    Woord("groep", "de groep", "groepen", "Waar een leerling in zit"),
    Woord(
        "ondersteuningsteam", "het ondersteuningsteam", "ondersteuningsteams",
        "Waar anderen van buiten de school meedenken",
    ),
)  # fmt: skip

T = TypeVar("T")
NUMMER, NAAM = "veilig_thuis/nummer", "veilig_thuis/naam"
_ARTICLE = re.compile("(de|het) (.+)", re.IGNORECASE)
_HET = {"de": "het", "welke": "welk", "deze": "dit", "die": "dat", "elke": "elk"}
_MARK = re.compile(rf"\[(?:({'|'.join(_HET)}|het) )?([^\[\]]+)\]", re.IGNORECASE)


def split(een: str) -> tuple[str, str]:
    """``de leerkracht`` as its article and the bare word; no article when it has none."""
    found = _ARTICLE.fullmatch(een)
    return (found[1].lower(), found[2]) if found else ("", een)


@dataclass(frozen=True)
class Eigen:
    """What one school says in its own way: by name, only what differs from the usual."""

    gekozen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, naam: str, gewoon: str) -> str:
        """What this school says here; else what is usual."""
        return self.gekozen.get(naam) or gewoon

    def worded(self, text: str) -> str:
        """The text with this school's words where it has marks. Brackets around anything else stay."""
        return text if "[" not in text else _MARK.sub(self._in_place_of, text)

    def instead(self, text: str) -> str:
        """The same for a text without marks, that is also read where there is no school: the manual."""
        return _PLAIN.sub(lambda found: self.worded(f"[{found[0]}]"), text) if self.gekozen else text

    def _in_place_of(self, found: re.Match[str]) -> str:
        before, usual = found[1] or "", found[2]
        if usual == VEILIG_THUIS.nummer:
            return self.of(NUMMER, usual)
        if usual.lower() not in _USUAL:
            return found[0]
        woord, is_meer = _USUAL[usual.lower()]
        article, bare = split(self.of(woord.naam, woord.een))
        if is_meer:
            article, bare = "de", self.of(woord.naam_van_meer, woord.meer)
        said = f"{_agreeing(before.lower(), article)} {bare}" if before else bare
        return said[0].upper() + said[1:] if found[0][1].isupper() else said


_USUAL = {split(each.een)[1]: (each, False) for each in WOORDEN} | {each.meer: (each, True) for each in WOORDEN}
# Whole words, with what stands before them and goes along; not one that is quoted, or a part of another one.
_PLAIN = re.compile(
    rf"(?<![\w‘-])(?:(?:{'|'.join((*_HET, *_HET.values()))}) )?(?:{'|'.join(_USUAL)}|{VEILIG_THUIS.nummer})(?![\w-])",
    re.IGNORECASE,
)


def _agreeing(before: str, article: str) -> str:
    """The word before it, as it goes with a word that has this article."""
    as_de = next((each for each, het in _HET.items() if het == before), before)
    return _HET[as_de] if article == "het" else as_de


def is_mark(text: str) -> bool:
    """Whether this text is a mark as a whole: something a school may word itself."""
    found = _MARK.fullmatch(text)
    return found is not None and (found[2].lower() in _USUAL or found[2] == VEILIG_THUIS.nummer)


def marks(text: str) -> Iterator[str]:
    """The marks in a text."""
    return (found[0] for found in _MARK.finditer(text) if is_mark(found[0]))


GEWOON = Eigen()
"""A school that says everything the usual way."""
_SERVED: ContextVar[Eigen] = ContextVar("the school that is served", default=GEWOON)


def serve(eigen: Eigen) -> None:
    """From now on, in this thread or task, word texts for this school: the gate says so for every request."""
    _SERVED.set(eigen)


def served() -> Eigen:
    """What the school that is served now says in its own way."""
    return _SERVED.get()


@contextmanager
def spoken(eigen: Eigen) -> Iterator[None]:
    """Within this block, word texts for this school."""
    token = _SERVED.set(eigen)
    try:
        yield
    finally:
        _SERVED.reset(token)


def worded(text: str) -> str:
    """A text of ours in the words of the school that is served now. Never what somebody typed."""
    return text if "[" not in text else _SERVED.get().worded(text)


def says(*names: str) -> Callable[[type[T]], type[T]]:
    """Declare above a dataclass which of its fields hold texts of ours: whoever reads one gets it worded."""

    def marked(kind: type[T]) -> type[T]:
        for name in names:
            setattr(kind, name, _Tekst(name))
        return kind

    return marked


class _Tekst:
    """A field with a text as it was declared, worded whenever it is read."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, of: object, owner: type | None = None) -> str:
        return worded(of.__dict__[self._name])

    def __set__(self, of: object, text: str) -> None:
        of.__dict__[self._name] = text


class Klassetekst:
    """The same for a text that a class says of itself."""

    def __init__(self, text: str | Callable[[], str]) -> None:
        """``text``: or what makes it, where it depends on what the board of the school decided."""
        self._text = text

    def __get__(self, of: object, owner: type | None = None) -> str:
        return worded(self._text if isinstance(self._text, str) else self._text())
