"""Searching the manual: every word that is typed must begin a word of the chapter, whatever its accents.

The words of the school find it as well as the usual ones.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ui.hulp.hoofdstukken import Alinea, Hoofdstuk, Kop, alle, gezegd

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[*`|]+|^#+ |^- |^\d+\. ", re.MULTILINE)
_TITLE, _HEAD = 20, 5
"""How much more a word weighs in the title of a chapter, and in a heading, than in its text."""


@dataclass(frozen=True)
class Gevonden:
    """A chapter that was found, and the line of it that has most of the words."""

    hoofdstuk: Hoofdstuk
    regel: str


def zoek(typed: str) -> list[Gevonden]:
    """The chapters that have every word, the best first; none when nothing was typed."""
    wanted = words(typed)
    if not wanted:
        return []
    both = zip(gezegd().values(), alle().values(), strict=True)
    scored = [(found[0], each, found[1]) for each, usual in both if (found := _score(each, usual, wanted))]
    return [Gevonden(each, regel) for _score_, each, regel in sorted(scored, key=lambda row: -row[0])]


def words(text: str) -> list[str]:
    """The words of a text, in small letters and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def _score(hoofdstuk: Hoofdstuk, usual: Hoofdstuk, wanted: Sequence[str]) -> tuple[int, str] | None:
    """How well a chapter answers, with its best line; None if a word is not in it."""
    both = zip(_lines(hoofdstuk), _lines(usual), strict=True)
    rows = [(weight, line, _hits(found | also, wanted)) for (weight, line, found), (_weight, _line, also) in both]
    if not all(any(each in hits for _weight, _line, hits in rows) for each in wanted):
        return None
    text = [(line, hits) for weight, line, hits in rows if weight == 1] or [("", frozenset[str]())]
    best = max(text, key=lambda row: len(row[1]))
    return sum(weight * len(hits) for weight, _line, hits in rows), best[0] if best[1] else text[0][0]


def _hits(found: frozenset[str], wanted: Sequence[str]) -> frozenset[str]:
    return frozenset(each for each in wanted if any(word.startswith(each) for word in found))


@lru_cache(maxsize=1_000)
def _lines(hoofdstuk: Hoofdstuk) -> tuple[tuple[int, str, frozenset[str]], ...]:
    """Each line of a chapter with what it weighs and its words."""
    rows = [(_TITLE, hoofdstuk.titel)]
    for part in hoofdstuk.delen:
        if isinstance(part, Kop):
            rows.append((_HEAD, part.tekst))
        elif isinstance(part, Alinea):
            rows += [(1, _plain(each)) for each in re.split(r"\n(?=- |\d+\. |\| )", part.tekst)]
    return tuple((weight, line, frozenset(words(line))) for weight, line in rows)


def _plain(markdown: str) -> str:
    return " ".join(_MARKS.sub(" ", markdown).split())
