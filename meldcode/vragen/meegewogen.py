"""Answers that refer to records of the dossier by number: which ones, and in a weging how each counts.

One record may count in several ways: a talk can show both risk and protection. Each way has a line of explanation, so
that every factor in a weging refers to the record it follows from.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from meldcode.vragen.tekst import clean_line, visible

MOST = 300
"""The most characters in one line, which names a factor and is not a report."""
_WRITTEN = re.compile(r"([1-9][0-9]{0,5}) ([a-z]{1,20}) ?(.*)", re.DOTALL)
_NUMBERED = re.compile(r"([1-9][0-9]{0,5}) ([^\n]{1,200})")


class Hoe(StrEnum):
    """A way in which a record counts, or that it is left out."""

    RISICO = "risico"
    BESCHERMING = "bescherming"
    ONBEKEND = "onbekend"
    BUITEN = "buiten"

    @property
    def label(self) -> str:
        """This way as the screen calls it."""
        return _LABELS[self]

    @property
    def vraag(self) -> str:
        """What the line about a record that counts in this way must answer."""
        return _ASKS[self]

    @property
    def needs_line(self) -> bool:
        """Whether a line of explanation is required."""
        return self is not Hoe.ONBEKEND


_LABELS = {
    Hoe.RISICO: "Risico",
    Hoe.BESCHERMING: "Bescherming",
    Hoe.ONBEKEND: "Onbekend",
    Hoe.BUITEN: "Weglaten",
}
_ASKS = {
    Hoe.RISICO: "Welk risico blijkt hieruit?",
    Hoe.BESCHERMING: "Welke bescherming blijkt hieruit?",
    Hoe.ONBEKEND: "Wat blijft onbekend?",
    Hoe.BUITEN: "Waarom weegt dit niet mee?",
}


@dataclass(frozen=True)
class Deel:
    """One way in which one record counts: the number of the record, the way, and the line that explains why."""

    nummer: int
    hoe: Hoe
    tekst: str = ""

    def __str__(self) -> str:
        """The form in which it is stored; ``read_delen`` parses it."""
        return f"{self.nummer} {self.hoe} {self.tekst}".rstrip()


@dataclass(frozen=True)
class Meegewogen:
    """The whole answer: everything that was weighed or left out, in the order of the records."""

    delen: tuple[Deel, ...]

    @property
    def tekst(self) -> str:
        """The answer in Dutch: for each way the records that count so, each with its line."""
        parts = []
        for hoe in Hoe:
            lines = [f"– nummer {each.nummer}{': ' if each.tekst else ''}{each.tekst}" for each in self.per(hoe)]
            parts += [f"{'Buiten beschouwing' if hoe is Hoe.BUITEN else hoe.label}:", *lines] if lines else []
        return "\n".join(parts)

    def per(self, hoe: Hoe) -> tuple[Deel, ...]:
        """The records that count in this way."""
        return tuple(each for each in self.delen if each.hoe is hoe)


def read_delen(raw: object) -> tuple[Deel, ...]:
    """The parts in a stored answer (a list of texts, each as ``str(deel)``). What cannot be read is left out."""
    found = [_WRITTEN.fullmatch(each) for each in raw if isinstance(each, str)] if isinstance(raw, list) else []
    known = {hoe.value: hoe for hoe in Hoe}
    return tuple(Deel(int(each[1]), known[each[2]], each[3]) for each in found if each and each[2] in known)


def read_meegewogen(raw: object) -> Meegewogen:
    """The answer in a stored value, each line as it is kept (``clean_line``).

    Raises ``ValueError`` with a Dutch sentence when it is not acceptable.
    """
    delen = tuple(replace(each, tekst=clean_line(each.tekst).strip()) for each in read_delen(raw))
    if not delen or len(delen) != len(raw if isinstance(raw, list) else []):
        raise ValueError("Kies bij elke vastlegging hoe die meeweegt, of laat die buiten beschouwing.")
    problem = next((found for each in delen if (found := _problem(each, delen))), None)
    if problem:
        raise ValueError(problem)
    return Meegewogen(tuple(sorted(delen, key=lambda each: (each.nummer, list(Hoe).index(each.hoe)))))


def _problem(deel: Deel, delen: Iterable[Deel]) -> str | None:
    where = f"Bij nummer {deel.nummer}"
    same = [each.hoe for each in delen if each.nummer == deel.nummer]
    if len(set(same)) < len(same):
        return f"{where} staat twee keer hetzelfde."
    if deel.hoe is Hoe.BUITEN and len(same) > 1:
        return f"{where}: laat het buiten beschouwing, of weeg het mee. Allebei kan niet."
    if len(deel.tekst) > MOST:
        return f"{where} is de regel te lang ({len(deel.tekst)} tekens): er passen er {MOST}."
    if deel.hoe.needs_line and len(visible(deel.tekst)) < 3:
        return f"{where} is nog niet geantwoord op: {deel.hoe.vraag.lower()}"
    return None


@dataclass(frozen=True, order=True)
class Genummerd:
    """A record of the dossier: its number, and what it is in words."""

    nummer: int
    label: str

    @property
    def value(self) -> str:
        """The form in which it is stored; ``read_genummerd`` parses it."""
        return f"{self.nummer} {self.label}"


@dataclass(frozen=True, order=True)
class Stuk(Genummerd):
    """Something that was recorded, in words: ``3. Zorggesprek (ma 9 november)``."""


G = TypeVar("G", bound=Genummerd)


def read_genummerd(text: object, sort: type[G]) -> G | None:
    """The record written in this text as ``value`` is; None when the text is anything else."""
    found = _NUMBERED.fullmatch(text) if isinstance(text, str) else None
    return sort(int(found[1]), found[2]) if found else None


def numbers(raw: object) -> frozenset[int]:
    """The numbers of the records in a stored answer, whatever they were called then; empty when it names none."""
    found = (read_genummerd(each, Genummerd) for each in (raw if isinstance(raw, list) else [raw]))
    return frozenset(each.nummer for each in found if each)
