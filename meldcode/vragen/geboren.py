"""When a pupil was born, as far as that is known: a day, a month, only a year, or nothing.

A child who came from elsewhere may have no birth date on paper. The municipality registers zeros for what it does not
know (BRP: ``00-00-2017``), and a school writes what it heard. Nothing here makes a day of a year.
"""

import re
from dataclasses import dataclass
from datetime import date

from meldcode.vragen.dag import read_day
from meldcode.vragen.datum import MAANDEN, in_words, short
from meldcode.vragen.tekst import clean_line

ONBEKEND = "onbekend"
"""What is typed, put there by a press, and stored when nothing is known."""
_HOW = "Is alleen het jaar bekend? Schrijf dan dat jaar. Is niets bekend? Schrijf ‘onbekend’."
_LONGEST = 60  # characters: longer is no birth date
_DASHES = str.maketrans("‐‑–—−", "-----")
_LEAD = re.compile(r"(?:(?:geboortedatum|geboren|geb\.?|op|in)[: ]+)*")
_UNKNOWN = re.compile(r"(?:nog )?(?:onbekend|niet bekend)|weet (?:ik|wij|we) niet|n\.?b\.?|\?+")
_NOT_KNOWN = r"(?:00?|\?{1,2}|xx?|onbekend)"  # of a day or a month
_SEP = r" ?[-/. ] ?"
_ONLY_YEAR = re.compile(rf"(?:{_NOT_KNOWN}{_SEP}{_NOT_KNOWN}{_SEP})?(\d{{4}})|(\d{{4}})(?:{_SEP}00?{_SEP}00?|0000)")
_MONTH = re.compile(rf"(?:{_NOT_KNOWN}{_SEP})?(\d{{1,2}}){_SEP}(\d{{4}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})(?:{_SEP}00?)?|(\d{{4}})(\d\d)00")
_NAMED = re.compile(rf"(?:{_NOT_KNOWN}{_SEP})?([a-z]{{3,9}})(?:\.?{_SEP}|\.)(\d{{4}})")
_NOTHING = re.compile(rf"0{{8}}|{_NOT_KNOWN}{_SEP}{_NOT_KNOWN}{_SEP}(?:0{{1,4}}|\?{{1,4}}|x{{1,4}}|onbekend)")


@dataclass(frozen=True)
class Geboren:
    """The parts that are known: a day only with its month, a month only with its year."""

    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None

    @classmethod
    def on(cls, day: date) -> "Geboren":
        """Born on this day."""
        return cls(day.year, day.month, day.day)

    @property
    def day(self) -> date | None:
        """The birth date; None unless it is known to the day. Nothing counts an age from less."""
        return date(self.jaar, self.maand, self.dag) if self.jaar and self.maand and self.dag else None

    @property
    def earliest(self) -> date | None:
        """The first day on which the pupil can have been born; None when not even the year is known."""
        return date(self.jaar, self.maand or 1, self.dag or 1) if self.jaar else None

    @property
    def tekst(self) -> str:
        """The answer in words: ``wo 3 mei 2017``, ``geboren in 2017``, ``geboortedatum onbekend``."""
        return in_words(self.day) if self.day else self.zin

    @property
    def zin(self) -> str:
        """The same, to be read without the question: ``geboren op wo 3 mei 2017``."""
        if self.day:
            return f"geboren op {in_words(self.day)}"
        if self.jaar is None:
            return f"geboortedatum {ONBEKEND}"
        return f"geboren in {f'{MAANDEN[self.maand - 1]} ' if self.maand else ''}{self.jaar}"

    def may_be(self, other: "Geboren") -> bool:
        """Whether both can be the same child: they agree in the year, and in what else both know."""
        pairs = ((self.maand, other.maand), (self.dag, other.dag))
        is_same_year = self.jaar is not None and self.jaar == other.jaar
        return is_same_year and all(None in pair or pair[0] == pair[1] for pair in pairs)

    def __str__(self) -> str:
        """As it is stored: ``03-05-2017``, ``05-2017``, ``2017`` or ``onbekend``."""
        if self.day:
            return short(self.day)
        if self.jaar is None:
            return ONBEKEND
        return f"{self.maand:02d}-{self.jaar}" if self.maand else str(self.jaar)


def read_geboren(text: str, today: date | None = None) -> Geboren:
    """What was typed for a birth date: a date with its year, ``mei 2017``, ``05-2017``, ``2017`` or ``onbekend``.

    Seen from ``today`` a year of two digits is one before this year. Raises ``ValueError`` with a Dutch sentence for
    the screen when it is none of these, or is not said exactly.
    """
    if part := read_part(text):
        return part
    try:
        return Geboren.on(read_day(_written(text), today, whole=True))
    except ValueError as refused:
        raise ValueError(f"{refused} {_HOW}") from None


def read_part(text: str) -> Geboren | None:
    """What was typed for a birth date that is not known to the day; None for any other text."""
    written = _written(text)
    if _UNKNOWN.fullmatch(written) or _NOTHING.fullmatch(written):
        return Geboren()
    if match := _ONLY_YEAR.fullmatch(written):
        return _known(match[1] or match[2])
    if match := _MONTH.fullmatch(written):
        return _known(match[2], match[1])
    if match := _YEAR_FIRST.fullmatch(written):
        return _known(match[1] or match[3], match[2] or match[4])
    if match := _NAMED.fullmatch(written):
        months = _months(match[1])
        return _known(match[2], str(months[0])) if len(months) == 1 else None
    return None


def _written(text: str) -> str:
    """The text in the one spelling that is looked for, without what only says that it is about a birth."""
    if len(text) > _LONGEST:
        return ""
    return _LEAD.sub("", " ".join(clean_line(text).lower().translate(_DASHES).split()), count=1)


def _months(naam: str) -> list[int]:
    """The months that this may be short for."""
    naam = "maart" if naam == "mrt" else naam
    return [number for number, each in enumerate(MAANDEN, 1) if each.startswith(naam)]


def _known(jaar: str, maand: str = "") -> Geboren | None:
    number = int(maand or 0)
    if not 0 <= number <= 12 or not int(jaar):
        return None
    return Geboren(int(jaar), number or None)


def stored_geboren(waarde: str) -> Geboren | None:
    """A birth date as it is stored; None when it was not asked. Reads thousands of them for a search, so quickly."""
    parts = waarde.split("-")
    if waarde.isascii() and all(each.isdigit() for each in parts):
        return Geboren(*map(int, reversed(parts)))
    return Geboren() if waarde == ONBEKEND else None
