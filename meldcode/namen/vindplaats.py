"""Where somebody is to be found, as it was typed, found back in other texts: to take it out of what is handed over.

Rather too much than too little: each part as it was typed, however it is spaced, hyphened or accented; numbers in every
grouping, with or without the country; postcodes; streets and other names by themselves.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from meldcode.namen.gewoon import BEGINT
from meldcode.namen.letters import APOSTROPHES, VOORVOEGSELS, bare
from meldcode.namen.nameless import LETTERS, is_ordinary_word

_APART = re.compile(r"[,;\n]|(?<=[^\d\W]{3})[.:](?=\s|$)|(?<=\d)\.(?=\s+[^\W\d_]|$)")
_WORD = re.compile(rf"[{LETTERS}]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_SHORT = 4  # signs: what is shorter is only found as it was written, for ordinary words are as short
_WHOLE_NUMBER = 9  # digits: a date has fewer
_NAME = 3  # signs: the least of a name that stands by itself
_DIGITS, _POSTCODE = re.compile(r"\+?\d(?:[\s()./-]{0,3}\d){5,}"), re.compile(r"(?<!\w)\d{4}\s?[A-Za-z]{2}(?!\w)")
_COUNTRY = re.compile(r"^(?:00)?310?(?=\d{9}$)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.IGNORECASE)
_STREETS = r"\w{2,40}(?:straat|laan|weg|plein|hof|kade|gracht|dijk|singel|steeg|pad|dreef|plantsoen|park)"
_STREET = re.compile(rf"{_STREETS}$")
_NUMBER = re.compile(r"\s{0,2}\d{1,4}\s?-?[a-z]?(?!\w)", re.IGNORECASE)
_HOUSE = r"(\d{1,4}\s?-?(?:[a-z](?![^\W\d_]))?)(?!\d)"
_HOME = re.compile(rf"({_STREETS})\s{{1,2}}{_HOUSE}", re.IGNORECASE)
_POSTCODE_NUMBER = re.compile(rf"(?<!\w)(\d{{4}}\s?[a-z]{{2}})[\s,]{{1,3}}{_HOUSE}", re.IGNORECASE)
# What stands before a place and is none.
_BEFORE = "adres bel bellen bereikbaar mail mobiel nummer opvang post school telefoon via werk woont"
_ABOUT = frozenset(_BEFORE.split())


class _Piece(NamedTuple):
    """What is looked for: words as one key, and the text itself if only that very text counts."""

    key: str
    as_written: str = ""


class Vindplaats:
    """One text that says where somebody is to be found (``typed``), to find in others."""

    def __init__(self, typed: str) -> None:
        parts = [each.strip() for each in _APART.split(typed)]
        found = [_whole(each) for each in parts]
        found += [_Piece(_joined(each)) for each in (*_POSTCODE.findall(typed), *_MAIL.findall(typed))]
        found += [piece for each in parts for piece in _names(each)]
        self._pieces = {each for each in found if len(each.key) > 1}
        self._numbers = [_number(each) for each in _DIGITS.findall(typed)]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where something of it stands in this text, as (start, end); places may overlap."""
        words = [(found.start(), found.end(), _key(found[0])) for found in _WORD.finditer(text)]
        for first, (start, _end, key) in enumerate(words):
            for piece in self._pieces:
                if key and piece.key.startswith(key[: len(piece.key)]):
                    end = _end_of(piece, words, first, text)
                    if end:
                        yield start, _with_number(text, end)
        for number in self._numbers:
            for found in number.finditer(text):
                yield found.span()


def plekken(typed: str) -> frozenset[str]:
    """What two texts share when they give the same place, as keys to compare and not to show.

    A telephone number, a mail address, a street with the number of the house, a postcode with that.
    """
    found = {number for each in _DIGITS.findall(typed) if len(number := _digits(each)) >= _WHOLE_NUMBER}
    found |= {each.lower() for each in _MAIL.findall(typed)}
    for home in _HOME.finditer(typed):
        number = _joined_number(home[2])
        found.add(f"{_key(home[1])} {number}")
        found |= {f"{_postcode(each)} {number}" for each in _POSTCODE.findall(typed)}
    found |= {f"{_postcode(home[1])} {_joined_number(home[2])}" for home in _POSTCODE_NUMBER.finditer(typed)}
    return frozenset(found)


def _postcode(written: str) -> str:
    return written.replace(" ", "").upper()


def _joined_number(written: str) -> str:
    return re.sub(r"[\s-]", "", written).lower()


def _end_of(piece: _Piece, words: list[tuple[int, int, str]], first: int, text: str) -> int:
    """Where the piece ends that begins at this word; 0: it does not begin there."""
    said, at = "", first
    while at < len(words) and len(said) < len(piece.key):
        said, at = said + words[at][2], at + 1
    start, end = words[first][0], words[at - 1][1]
    if said not in (piece.key, f"{piece.key}s"):
        return 0
    return end if not piece.as_written or text[start:end].startswith(piece.as_written) else 0


def _with_number(text: str, end: int) -> int:
    """With the number of a house behind it."""
    found = _NUMBER.match(text, end)
    return found.end() if found else end


def _whole(part: str) -> _Piece:
    key = _joined(part)
    return _Piece(key, part if len(key) < _SHORT or is_ordinary_word(key) or key in BEGINT else "")


def _names(part: str) -> Iterator[_Piece]:
    """The names in a part: words with a capital, and streets."""
    for number, found in enumerate(_WORD.finditer(part)):
        word, key = found[0], _key(found[0])
        is_name = word[:1].isupper() and not (key in BEGINT or (number == 0 and key in _ABOUT))
        if (is_name or _STREET.search(key)) and len(key) >= _NAME and key not in VOORVOEGSELS:
            yield _Piece(key, word if is_ordinary_word(key) else "")


def _digits(written: str) -> str:
    return _COUNTRY.sub("0", re.sub(r"\D", "", written))


def _number(written: str) -> re.Pattern[str]:
    rest = _digits(written).removeprefix("0")
    apart = r"[^\w\n]{0,3}".join(rest)
    return re.compile(rf"(?<!\d)(?:(?:\+|00)?31[^\w\n]{{0,3}}(?:\(?0\)?[^\w\n]{{0,3}})?|0[^\w\n]{{0,3}})?{apart}(?!\d)")


def _joined(text: str) -> str:
    return "".join(_key(each[0]) for each in _WORD.finditer(text))


def _key(word: str) -> str:
    return bare(APOSTROPHES.sub("", _UNSEEN.sub("", word)))
