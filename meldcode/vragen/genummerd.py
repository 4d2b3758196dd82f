"""Records as answers: each by its number in the dossier, with the words of the day on which it was chosen."""

import re
from dataclasses import dataclass
from typing import TypeVar

_WRITTEN = re.compile(r"([1-9][0-9]{0,5}) ([^\n]{1,200})")


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
    """Something that was recorded, in words: ``Zorggesprek, ma 9 november (nummer 3)``."""


G = TypeVar("G", bound=Genummerd)


def read_genummerd(text: object, sort: type[G]) -> G | None:
    """The record written in this text as ``value`` is; None when the text is anything else."""
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    return sort(int(found[1]), found[2]) if found else None


def numbers(raw: object) -> frozenset[int]:
    """The numbers of the records in a stored answer, whatever they were called then; empty when it names none."""
    found = (read_genummerd(each, Genummerd) for each in (raw if isinstance(raw, list) else [raw]))
    return frozenset(each.nummer for each in found if each)
