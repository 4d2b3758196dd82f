"""For which groups free days hold: reading what a school types, and whether the group of a pupil is among them.

A school names its groups in its own words. A group counts as free only when that is certain: the term of a pupil about
whom it is not certain does not wait for it.
"""

import re

from meldcode.eigen.woorden import worded
from meldcode.vragen.tekst import clean

_UNTIL = re.compile(r"\b(\d)\s*(?:t/m|tot en met|tm|[-–—])\s*(?:groep(?:en)?\s*)?(\d)\b", re.IGNORECASE)
_WORD = re.compile(r"^(?:(?:groep(?:en)?|gr|klas(?:sen)?|leerjaar)\b\.?)?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;&+\n]|\ben\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d)([a-z]?)")
_ALL_NUMBERS = re.compile(r"\d[a-z]?(?:\s*/\s*\d?[a-z]?)*")
LONGEST = 60
"""Maximum characters in the name of one group."""


def groepen_in(text: str) -> tuple[str, ...]:
    """The groups in what was typed: ``1 t/m 3, 6b en Plusklas`` is 1, 2, 3, 6b and Plusklas. In the order typed.

    Raises ``ValueError`` with a Dutch sentence when the name of a group is too long to be one.
    """
    spread = _UNTIL.sub(_each_between, clean(text))
    found = [_bare(each) for each in _BETWEEN.split(spread)]
    named = tuple(dict.fromkeys(each for each in found if each))
    if any(len(each) > LONGEST or not each.isprintable() for each in named):
        raise ValueError(worded(f"Zet een komma tussen de [groepen]. Elke naam heeft ten hoogste {LONGEST} tekens."))
    return named


def _each_between(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return ",".join(str(number) for number in range(first, last + 1)) if first <= last else found[0]


def _bare(text: str) -> str:
    """The group without the word for it: ``6`` for ``groep 6``."""
    tidy = " ".join(text.split())
    return _WORD.sub("", tidy, count=1) or tidy


def valt_onder(groep: str, groepen: tuple[str, ...]) -> bool:
    """Whether a pupil of this group surely has the days off that hold for ``groepen``.

    ``6b`` is part of ``6``, and ``3/4`` of ``3`` and ``4`` together; of ``3`` alone that is not certain.
    """
    mine, free = _bare(groep).casefold(), {_bare(each).casefold() for each in groepen}
    if not mine:
        return False
    if mine in free:
        return True
    parts = _NUMBERED.findall(mine) if _ALL_NUMBERS.fullmatch(mine) else []
    return bool(parts) and all(number in free or f"{number}{letter}" in free for number, letter in parts)


def in_words(groepen: tuple[str, ...]) -> str:
    """The groups in Dutch: ``1, 2 en 3``."""
    return groepen[0] if len(groepen) == 1 else f"{', '.join(groepen[:-1])} en {groepen[-1]}" if groepen else ""
