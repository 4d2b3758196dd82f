"""Taking a pupil's name and birth date out of a text: for the screen of the team, and for prints by code name.

A name is found in the ways people write it: in upper or lower case, with or without accents (composed or not), with '
or ’, in parts, with the surname first, with initials, as a possessive and as a diminutive. Only whole words are
replaced. A name that is also an ordinary word stays where it is written as one, in lower case and alone: replacing
*groot* in a sentence about a big problem would reveal that the pupil is called so.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from meldcode.namen.letters import APOSTROPHES, VOORVOEGSELS, bare
from meldcode.vragen.datum import MAANDEN
from meldcode.vragen.geboren import Geboren

BIRTH_DATE = "(geboortedatum)"
LETTERS = (
    r"\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    r"\u00ad\u200b-\u200d\u2060"
)
"""What a word is made of, for a set in a pattern: letters, combining marks (Hebrew and Arabic too), invisible signs."""
_WORD = re.compile(rf"[{LETTERS}]+(?:['’‘`´ʼ][{LETTERS}]+)*")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_NAMES_AND_WORDS = """
arend bakker beek beer berg berger best bij blauw blij bloem boer bok bol bos bot broer brouwer brug bruin dag dal dam
das dekker dijk dik duif fijn fleur goed graaf grijs groen groot haan haas hazel hert heuvel hof huis iris jager
jasmijn jong kamp keizer kerk kind kip kist klein kok koning kort kraan kroon kuiper lang leeuw lente linde maan man
meer meester mei mol molen mooi mulder mus oud pauw poort post pot prins recht regen ridder rood roos schaap schilder
schrijver sneeuw snel snijder spin steen ster sterk stil stoker storm tijger timmerman tuin valk veld vink vis visser
vlinder vogel vos vrolijk vrouw water wijs wind winter wit wolf zand zee zoet zomer zon zus zwaan zwart
"""
_ORDINARY = frozenset(_NAMES_AND_WORDS.split())
_BETWEEN, _COMMA = re.compile(r"\.?(\s+['’‘]?|\s*-\s*)?"), re.compile(r"\s*,\s+")
_SEP = r"\s?[-/.\s]\s?"
_WEEKDAY = r"(?:(?:ma|di|wo|do|vr|za|zo)(?:\w*dag)?\s+)?"
_SAID = rf"(?:geboren|geb\.|geboortedatum|geboortejaar)(?:\s+(?:is|op|in))*\s*:?\s*{_WEEKDAY}"
_SHORT = {"maart": "mrt"}  # other months: the first three letters
_POSSESSIVE = ("", "s", "'s")
_DIMINUTIVE = ("je", "tje", "etje", "pje", "kje", "ie", "y", "ke", "eke")


def without(text: str, name: str, born: Geboren | None, instead: str, others: Sequence[str] = ()) -> str:
    """The text with ``instead`` in place of this name and each part of it, and ``BIRTH_DATE`` for the birth date.

    ``others`` are other names of the same pupil, with or without the surname: they are replaced as well. Of a birth
    date that is known in part each day that it may be is replaced, and each that is said to be one.
    """
    text = _Name(name, others).taken_out(_without_whole(text, name, instead), instead)
    for each in others:
        if len(each) == 1 or len(_words(each)) > 1:
            text = _without_whole(text, each, instead)
    return _without_dates(text, born or Geboren())


def without_half_a_name(text: str, name: str, born: Geboren | None, others: Sequence[str] = ()) -> str:
    """A text that somebody is typing, without a last word that may be the beginning of this name or birth date.

    ``without`` replaces whole names, and half a name says as much. With a space or a point behind it a word is whole.
    """
    last = next(reversed(_words(text)), None)
    if last is None or last.end < len(text):
        return text
    whole = _Name(name, others).written | ({str(born.jaar)} if born and born.jaar else set())
    is_half = last.key not in whole and any(each.startswith(last.key) for each in whole)
    return text[: last.start] if is_half else text


def places(text: str, name: str, others: Sequence[str] = ()) -> Iterator[tuple[int, int]]:
    """Where this name or a part of it occurs in the text, as (start, end); ``others`` as in ``without``."""
    yield from finder(name, others)(text)


def finder(name: str, others: Sequence[str] = ()) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What finds this name in many texts, as ``places`` does in one."""
    known, wholes = _Name(name, others), [_whole(each) for each in (name, *others) if _words(each)]

    def places_in(text: str) -> Iterator[tuple[int, int]]:
        yield from known.places(text)
        for whole in wholes:
            yield from (found.span() for found in whole.finditer(text))

    return places_in


def is_ordinary_word(key: str) -> bool:
    """Whether this bare word (``letters.bare``) is an ordinary word as well as a name."""
    return key in _ORDINARY


def _without_whole(text: str, name: str, instead: str) -> str:
    """The text without the name exactly as it was entered, whatever characters are in it."""
    if not _words(name):
        return text
    return _whole(name).sub(lambda _found: instead, text)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _key(word: str) -> str:
    """What is compared instead of a word: all spellings of one word have the same key."""
    return bare(APOSTROPHES.sub("'", _UNSEEN.sub("", word)))


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    key: str
    text: str

    @property
    def is_ordinary(self) -> bool:
        """Whether it is written as an ordinary word, which a name may also be."""
        return self.key in _ORDINARY and self.text.islower()


def _words(text: str) -> list[_Word]:
    return [_Word(found.start(), found.end(), _key(found[0]), found[0]) for found in _WORD.finditer(text)]


class _Name:
    """A name and the other names of the same pupil, as the keys of their parts."""

    def __init__(self, name: str, others: Sequence[str] = ()) -> None:
        keys = [each.key for each in _words(name)]
        self._before = [each for each in keys if each in VOORVOEGSELS]
        self._first, self._initials, parts = set[str](), set[str](), set[str]()
        for each in (name, *others):
            own = _own(each)
            parts |= {part for part in own if len(part) > 1}
            if len(own) > 1 and "-" in each:
                parts.add("".join(own[:2]))  # Anne-Marie, also written Annemarie
            self._initials |= {_initial(part) for part in own}
            self._first |= set(own[:1])
        self._written = {written: part for part in sorted(parts) for written in forms(part)}
        self._written |= {each: each for each in parts}
        after = [_initial(each) for each in keys][1:] if len(_own(name)) > 1 else []
        self._letters = [[_initial(each), *after] for each in sorted(self._first) if after]

    @property
    def written(self) -> set[str]:
        """The keys of every form in which a part of the name may be written."""
        return set(self._written)

    def taken_out(self, text: str, instead: str) -> str:
        """The text with ``instead`` wherever the name occurs."""
        pieces, at = [], 0
        for start, end in self.places(text):
            pieces += [text[at:start], instead]
            at = end
        return "".join([*pieces, text[at:]])

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the name occurs, as (start, end), in order; adjacent parts are one occurrence."""
        words, number = _words(text), 0
        while number < len(words):
            last = self._initials_end(words, number, text) or self._end(words, number, text)
            if last > number:
                yield _start_of(words[number], text), _end_of(words[last - 1], text)
            number = max(last, number + 1)

    def _end(self, words: list[_Word], first: int, text: str) -> int:
        """The index of the word after the name that begins at ``first``; ``first`` when none begins there."""
        last = first
        begins = words[first].key not in self._before or self._is_initial(words[first], text)
        if not (begins or self._is_surname(words[first:])):
            return first
        while last < len(words) and self._goes_along(words, last, first, text):
            last += 1
        while last > first and words[last - 1].key not in self._written:
            last -= 1
        found = {each.key: each for each in words[first:last] if each.key in self._written}
        is_name = len(found) > 1 or not all(each.is_ordinary for each in found.values())
        return last if found and is_name else first

    def _goes_along(self, words: list[_Word], number: int, first: int, text: str) -> bool:
        """Whether this word continues the name that began at ``first``."""
        word = words[number]
        if not (word.key in self._written or word.key in self._before or self._is_initial(word, text)):
            return False
        between = text[words[number - 1].end : word.start] if number > first else ""
        if _COMMA.fullmatch(between):  # the surname first
            before = {self._written.get(each.key) for each in words[first:number]}
            return self._written.get(word.key) in self._first and not self._first & before
        return bool(_BETWEEN.fullmatch(between))

    def _is_initial(self, word: _Word, text: str) -> bool:
        return word.key in self._initials and (word.text.isupper() or text[word.end : word.end + 1] == ".")

    def _is_surname(self, words: list[_Word]) -> bool:
        """Whether these words are all prefixes and then the surname: *van* alone is an ordinary word."""
        count = len(self._before)
        after = self._written.get(words[count].key) if len(words) > count else None
        return [each.key for each in words[:count]] == self._before and after not in (None, *self._first)

    def _initials_end(self, words: list[_Word], first: int, text: str) -> int:
        """As ``_end``, for a name of initials only, such as N.v.d.B. or NvdB; 0 when there is none."""
        return max((_letters_end(each, words, first, text) for each in self._letters), default=0)


def _own(name: str) -> list[str]:
    """The parts of a name that are names by themselves; all of them, when none is."""
    keys = [each.key for each in _words(name)]
    return [each for each in keys if each not in VOORVOEGSELS] or keys


def _letters_end(letters: list[str], words: list[_Word], first: int, text: str) -> int:
    word, last = words[first], first + len(letters)
    if word.key == "".join(letters) and word.text[0].isupper() and word.text[-1].isupper():
        return first + 1
    row = words[first:last]
    if [each.key for each in row] != letters or not row[0].text.isupper():
        return 0
    after = [text[one.end : other.start].replace(" ", "") for one, other in zip(row, row[1:], strict=False)]
    return last if {*after, text[row[-1].end : row[-1].end + 1]} == {"."} else 0


def _initial(part: str) -> str:
    return part[:2] if part.startswith("ij") else part[0]


def _start_of(word: _Word, text: str) -> int:
    """Where this first word of a name begins, including the apostrophe of ’s and ’t."""
    is_short = word.key in ("s", "t") and text[word.end : word.end + 1] != "."  # not an initial
    return word.start - 1 if is_short and text[: word.start].endswith(("'", "’", "‘")) else word.start


def _end_of(word: _Word, text: str) -> int:
    """Where this last word of a name ends, including the dot of an initial, or the apostrophe in Lars’ or Thijs'."""
    point = len(word.key) == 1 and text[word.end : word.end + 1] == "."
    apostrophe = word.key[-1:] in "sxz" and re.match(r"['’](?=\s)", text[word.end : word.end + 2])
    return word.end + 1 if point or apostrophe else word.end


def forms(part: str) -> set[str]:
    """How a part of a name may be written, possessives and diminutives included: Tommie, Annaatje."""
    small = {stem + ending for stem in (part, part + part[-1]) for ending in _DIMINUTIVE}
    return {each + ending for each in {part, *small} for ending in _POSSESSIVE}


def _without_dates(text: str, born: Geboren) -> str:
    """The text without each day that the birth date may be, and without what is said to be one if no day is known."""
    if born.jaar:
        text = _alone(*_days(born)).sub(BIRTH_DATE, text)
    if born.dag:
        return text
    said = "|".join((*_days(Geboren()), *_months(Geboren()), r"\d{4}", r"['’]\d\d"))
    text = _alone(f"(?P<said>{_SAID})(?:{said})").sub(rf"\g<said>{BIRTH_DATE}", text)
    return _alone(*_months(born)).sub(BIRTH_DATE, text) if born.maand else text


def _alone(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?:{'|'.join(ways)})(?!\d)", re.IGNORECASE)


def _days(born: Geboren) -> Iterator[str]:
    """Patterns for the days that this birth date may be, as people write them."""
    day, month = _number(born.dag), _number(born.maand)
    yield rf"{day}{_SEP}{month}{_SEP}{_year(born)}"
    yield rf"{born.jaar or '[12][0-9]{3}'}[-/.]{month}[-/.]{day}"
    yield rf"{day}\s{_named(born)}"


def _months(born: Geboren) -> Iterator[str]:
    """Patterns for the months in which it may be, with their year."""
    yield f"{_number(born.maand)}{_SEP}{_year(born)}"
    yield _named(born)


def _number(part: int | None) -> str:
    return f"0?{part}" if part else r"[0-3]?\d"


def _named(born: Geboren) -> str:
    """A pattern for the month by its name, and the year."""
    names = [MAANDEN[born.maand - 1]] if born.maand else MAANDEN
    written = "|".join(f"{each}|{_SHORT.get(each, each[:3])}" for each in names)
    return rf"(?:{written})\.?\s{_year(born)}"


def _year(born: Geboren) -> str:
    return rf"(?:{born.jaar}|['’]?{born.jaar % 100:02d})" if born.jaar else r"(?:\d{4}|['’]?\d\d)"
