"""Days and ages told about, not exactly: a day or an age may say who a text is about.

``times`` and ``ages`` find them in a text as people write them, and say what stands in their place.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from meldcode.vragen.datum import MAANDEN
from meldcode.vragen.geboren import Geboren

_BANDS = (("jonger dan 4 jaar", 4), ("van 4 tot en met 6 jaar", 7), ("van 7 tot en met 9 jaar", 10))
_OLDER, _OLDEST, _ADULT = "van 10 tot en met 12 jaar", "ouder dan 12 jaar", "volwassen"
_WORDS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_COUNTED = _WORDS.split()
_FULL = "|".join(MAANDEN)
_SHORT = "|".join((*sorted({each[:3] for each in MAANDEN} - {"mei", "maa"}), "mrt", "sept"))
_MONTH = rf"(?:{_FULL})\b|(?:{_SHORT})\b\.?"
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)\.?,?"
_YEAR = r"(?:(?:19|20)\d\d|['’‘]\d\d)"
_DAY = re.compile(
    rf"""(?<![\w/.-])(?:op\s+)?(?:{_WEEKDAY}\s+)?(?:de\s+)?(?:
        (?P<iso>\d{{4}})[-/.](?P<iso_m>\d\d?)[-/.](?P<iso_d>\d\d?)
      | (?P<d>\d\d?)(?:e|ste|de)?\s+(?P<named>{_MONTH})(?:\s+(?P<named_y>{_YEAR}))?
      | (?P<n_d>\d\d?)\s?[-/.\s]\s?(?P<n_m>\d\d?)\s?[-/.\s]\s?(?P<n_y>\d{{4}}|['’‘]?\d\d)
    )(?![\w/-])""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(rf"(?<!\w)(?P<m>{_MONTH})\s+(?P<y>{_YEAR})(?!\w)", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"(?<![\w/.-])(?P<m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<y>(?:19|20)\d\d)(?![\w/-])")
_ONLY_YEAR = re.compile(rf"(?<![\w-])(?:in\s+)?(?P<y>{_YEAR})(?![\w-])", re.IGNORECASE)
_NUMBER = rf"\d{{1,2}}|{'|'.join(_COUNTED)}"
_AGE = re.compile(
    rf"""(?<![\w.,-])(?:
        (?P<joined>{_NUMBER})\s?-?\s?jarige?(?:r|n)?
      | (?:(?<=is\ )|(?<=was\ )|(?<=van\ )|(?<=wordt\ )|(?<=werd\ )|(?<=leeftijd\ )|(?<=\())
        (?P<told>{_NUMBER})\s?(?:jaar|jr\.?)(?:\s+oud)?(?!\s+(?:geleden|lang))
      | (?P<old>{_NUMBER})\s?(?:jaar|jr\.?)\s+oud
      | (?<=\()(?P<alone>\d{{1,2}})(?=\))
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)


class Ongeveer(NamedTuple):
    """A place in a text, and what to say there instead."""

    start: int
    end: int
    woorden: str


def age_band(born: Geboren | None, on: date) -> str:
    """The age in a band of three years on this day; empty unless the birth date is known to the day."""
    day = born.day if born else None
    if day is None:
        return ""
    return band_of(on.year - day.year - ((day.month, day.day) > (on.month, on.day)))


def band_of(age: int) -> str:
    """The band of this age in years."""
    older = _OLDER if age < 13 else _OLDEST if age < 18 else _ADULT
    return next((band for band, until in _BANDS if age < until), older)


def ago_about(day: date, on: date) -> str:
    """About how long ago this day was: the day itself could tell who it is about."""
    days = (on - day).days
    if days < 2:
        return "binnenkort" if days < 0 else "vandaag" if days < 1 else "gisteren"
    if days < 14:
        return "de afgelopen week" if days < 7 else "vorige week"
    if days < 60:
        return f"ongeveer {days // 7} weken geleden"
    return f"ongeveer {days // 30} maanden geleden" if days < 365 else "langer dan een jaar geleden"


def times(text: str, on: date, today: date) -> Iterator[Ongeveer]:
    """The days, months of a year and years in this text, written at about ``on``, as they are told ``today``."""
    for found in _DAY.finditer(text):
        yield Ongeveer(*found.span(), _about_day(found, on, today))
    for found in (*_MONTH_OF_YEAR.finditer(text), *_MONTH_NUMBER.finditer(text)):
        first = date(_year(found["y"]), _month(found["m"]), 1)
        is_near = abs((today - first).days) < 365
        yield Ongeveer(*found.span(), MAANDEN[first.month - 1] if is_near else ago_about(first, today))
    for found in _ONLY_YEAR.finditer(text):
        ago = today.year - _year(found["y"])
        said = {0: "dit jaar", 1: "vorig jaar", -1: "volgend jaar"}.get(ago)
        yield Ongeveer(*found.span(), said or ("enkele jaren geleden" if ago > 0 else "later"))


def ages(text: str) -> Iterator[Ongeveer]:
    """What is said to be an age in this text. *3 jaar* alone may be how long something lasted: that is none."""
    for found in _AGE.finditer(text):
        said = next(filter(None, found.groups())).lower()
        band = band_of(int(said) if said.isdigit() else _COUNTED.index(said))
        yield Ongeveer(*found.span(), f"({band})" if found["joined"] else band)


def _about_day(found: re.Match[str], on: date, today: date) -> str:
    day, month = found["iso_d"] or found["d"] or found["n_d"], found["iso_m"] or found["named"] or found["n_m"]
    year = found["iso"] or found["named_y"] or found["n_y"]
    years = [_year(year)] if year else [on.year - 1, on.year, on.year + 1]
    days = [each for one in years if (each := _exists(one, _month(month), int(day)))]
    return ago_about(min(days, key=lambda each: abs(on - each)), today) if days else "[…]"


def _exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return (
        3 if written[:3].lower() == "mrt" else next(n for n, m in enumerate(MAANDEN, 1) if m[:3] == written[:3].lower())
    )


def _year(written: str) -> int:
    digits = written.strip("'’‘")
    return int(digits) + (2000 if len(digits) == 2 else 0)
