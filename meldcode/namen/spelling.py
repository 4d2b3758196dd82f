"""A name in its parts, and whether two parts are the same name in another spelling.

The same child is *Mohammed*, *Mohamed* and *Muhammad*, *Sofie* and *Sophie*, *Janssen* and *Jansen* in the papers of
one school: heard, typed over, or taken from another alphabet. What is compared is how it sounds to somebody who writes
Dutch. The rules are Meldroute's own, and made to show a name too many rather than one too few.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from meldcode.namen.volgorde import telefoonboek

_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_])")  # J.W. without a space between
_HEARD = """
sch:sg ph:f th:t dt:t kh:g gh:g ch:g sh:s sj:s dj:j tj:t ck:k qu:k q:k x:ks z:s ce:se ci:si cy:si c:k v:f w:f
ou:u oe:u au:u ei:y ie:i ij:y j:i y:i
"""
_SOUNDS = [each.split(":") for each in _HEARD.split()]  # in this order
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]")
_SHORTEST, _CONSONANTS, _LONGER = 5, 4, 4  # letters


class Past(IntEnum):
    """How well one part of a name fits another; the better, the higher."""

    NIET = 0
    VOORLETTER = 1
    BIJNA = 2
    ZELFDE = 3


@dataclass(frozen=True)
class Naam:
    """The words of a name, bare (``letters.bare``), without what stands between: first names and surname.

    ``tussen`` are the prefixes. A single word that is no prefix is a first name.
    """

    voor: tuple[str, ...] = ()
    tussen: tuple[str, ...] = ()
    achter: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """All of its words, in no order."""
        return sorted((*self.voor, *self.tussen, *self.achter))

    @property
    def surname(self) -> str:
        """The surname with its prefixes as one word, as some write it: ``elamrani``."""
        return "".join((*self.tussen, *self.achter))

    def with_surname_of(self, other: "Naam") -> "Naam":
        """These first names with the surname of another name."""
        return replace(self, tussen=other.tussen, achter=other.achter)


def read(naam: str) -> Naam:
    """The parts of a name as it was typed, in the order of first name and surname or, with a comma, the other one."""
    achter, voor, tussen, _typed = telefoonboek(" ".join(_apart(each) for each in _INITIALS.sub(r"\1. ", naam).split()))
    found = Naam(tuple(voor.split()), tuple(tussen.split()), tuple(achter.split()))
    is_one = not found.voor and not found.tussen and len(found.achter) == 1
    return Naam(voor=found.achter) if is_one else found


def _apart(word: str) -> str:
    """Initials that were typed as one word (JW), apart; a word in capitals is one only when it has no vowel."""
    is_initials = 1 < len(word) < 4 and word.isalpha() and word.isupper() and not re.search("[AEIOUY]", word)
    return ". ".join(word) + "." if is_initials else word


def first_names(one: Naam, other: Naam) -> Past:
    """How the first names fit: by the first of them, by initials, or by any of them as somebody is called."""
    mine, theirs = one.voor, other.voor
    if not mine or not theirs:
        return Past.NIET
    if mine[0] == theirs[0] and len(mine[0]) > 1 or "".join(mine) == "".join(theirs):
        return Past.ZELFDE if len(mine[0]) > 1 else Past.VOORLETTER
    if any(all(len(each) == 1 for each in names) for names in (mine, theirs)):
        return Past.VOORLETTER if mine[0][0] == theirs[0][0] else Past.NIET
    called = set(mine) & set(theirs) - set("abcdefghijklmnopqrstuvwxyz")
    is_alike = alike(mine[0], theirs[0]) or alike("".join(mine), "".join(theirs))
    return Past.BIJNA if called or is_alike else Past.NIET


def surnames(one: Naam, other: Naam) -> Past:
    """How the surnames fit: all words of the shorter one must be in the longer, as with a double surname."""
    few, many = sorted((one.achter, other.achter), key=len)
    if not few:
        return Past.NIET
    if set(few) <= set(many) or one.surname == other.surname:
        return Past.ZELFDE
    is_alike = all(any(alike(each, of) for of in many) for each in few) or alike(one.surname, other.surname)
    return Past.BIJNA if is_alike else Past.NIET


def sound(word: str) -> str:
    """How a bare word sounds, as letters: the same for ``mohammed`` and ``mohamed``, and for ``sofie`` and ``sophie``.

    Nothing of it is kept: a cache would hold the names of children (ADR 24).
    """
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _TWICE.sub(r"\1", word)


def alike(one: str, other: str) -> bool:
    """Whether two bare words may be the same name in another spelling."""
    if one == other or min(len(one), len(other)) < 2 or abs(len(one) - len(other)) > _LONGER:
        return one == other
    mine, theirs = sound(one), sound(other)
    if mine == theirs:
        return True
    bones = _VOWELS.sub("", mine)
    if len(bones) >= _CONSONANTS and _TWICE.sub(r"\1", bones) == _TWICE.sub(r"\1", _VOWELS.sub("", theirs)):
        return True
    return _one_slip(mine, theirs) or _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Whether they differ by one letter: another one, one more, or two that changed places. Short words do not.

    A vowel more at the end is no slip: it makes another name (Daniel and Danielle, Simon and Simone).
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(long) < _SHORTEST:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :] and not (at == len(short) and long[-1] in "aeiou")
    if len(short) < _SHORTEST:
        return False
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swapped or short[at + 1 :] == long[at + 1 :]
