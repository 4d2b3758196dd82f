"""Dates and times: the form in which a day is written with numbers, and writing days and times in Dutch.

``meldcode.vragen.dag`` reads what people write in a field.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from meldcode.vragen.tekst import clean, hyphened

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_SCHOOL_TIME = ZoneInfo("Europe/Amsterdam")
_STORED = re.compile(r"(\d{2})-(\d{2})-(\d{4})", re.ASCII)
_LONGEST = 60  # characters: longer is no day or time
_APART = re.compile(r"[\s,()]+")
_BEFORE = re.compile(r"\A(?:(?:op|dd|d\.d\.?|de) )+(?=\S)")
WEEKDAY = rf"({'|'.join(f'{each}|{each[:3]}|{each[:2]}' for each in DAGEN)})\.?"
"""A day of the week in a regular expression: its name, or the first two or three letters of it."""
_FROM_WEEKDAY = re.compile(rf"\A{WEEKDAY} (?:de )?(?=\d)")
_TO_WEEKDAY = re.compile(rf"(?<=\d) {WEEKDAY}\Z")
_SEP, _YEAR = r"[-/.\\ ]", r"(\d{4}|'?\d{2})"
_BY_NUMBER = re.compile(rf"(\d{{1,2}}) ?{_SEP} ?(\d{{1,2}})(?: ?{_SEP} ?{_YEAR})?")
_BY_NAME = re.compile(rf"(\d{{1,2}})(?:e|ste|de)?{_SEP}{{0,3}}([a-z]{{3,9}})(?:\.?{_SEP}{{0,3}}{_YEAR})?")
_YEAR_FIRST = re.compile(rf"(\d{{4}}) ?{_SEP} ?(\d{{1,2}}) ?{_SEP} ?(\d{{1,2}})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_DIGITS_YEAR_FIRST = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WITH_A_TIME = re.compile(
    r"(.*?[\da-z])(?:t| om | )(\d{1,2}[:.u]\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(z|[+-]\d{2}:?\d{2})?(?: ?uur| ?u)?"
)


class Geschreven(NamedTuple):
    """A day as it was written with numbers, of which nothing was checked. What was not written is None.

    ``year`` has as many digits as ``digits`` says. ``weekday`` is counted from Monday, 0. ``is_apart``: something
    stands between day, month and year. ``time``: what was written behind it, which is no part of a day.
    """

    day: int
    month: int
    year: int | None = None
    digits: int = 0
    weekday: int | None = None
    is_apart: bool = True
    time: str = ""


def at_school(moment: datetime) -> datetime:
    """This moment in Dutch time, summer time included. A moment without a time zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_SCHOOL_TIME)


def after_day(day: date) -> datetime:
    """The first moment (naive UTC) after this day at school."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, _SCHOOL_TIME)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def one_spelling(text: str) -> str:
    """The text in the one spelling in which days and times are looked for; empty for what can be neither."""
    text = clean(text).strip()
    if len(text) > _LONGEST or not text.replace("\n", " ").replace("\t", " ").isprintable():
        return ""
    text = re.sub("[‘’‛`´]", "'", hyphened(text).lower())
    return _BEFORE.sub("", _APART.sub(" ", text).strip()).removesuffix(".")


def written_day(written: str) -> Geschreven | None:
    """The day in a text in one spelling; None when it has none, or says it in another way than with numbers."""
    found = _with_a_weekday(written)
    if found or not (match := _WITH_A_TIME.fullmatch(written)):
        return found
    found = _with_a_weekday(match[1])
    if found and match[3] and found.digits == 4:
        found = _here(found, f"{match[2]}{match[3]}".upper())
    return found._replace(time=match[2]) if found else None


def _with_a_weekday(written: str) -> Geschreven | None:
    """The day, with the day of the week that is written before or after it, if any."""
    found = _without_a_weekday(written)
    for pattern in (_FROM_WEEKDAY, _TO_WEEKDAY):
        if found is None and (match := pattern.search(written)):
            found = _without_a_weekday(f"{written[: match.start()]}{written[match.end() :]}")
            found = found._replace(weekday=weekday_number(match[1])) if found else None
    return found


def _without_a_weekday(written: str) -> Geschreven | None:
    if match := _YEAR_FIRST.fullmatch(written):
        return Geschreven(int(match[3]), int(match[2]), int(match[1]), 4)
    if match := _BY_NUMBER.fullmatch(written):
        return _numbered(match[1], int(match[2]), match[3])
    if (match := _BY_NAME.fullmatch(written)) and (month := _month(match[2])):
        return _numbered(match[1], month, match[3])
    if (match := _DIGITS_YEAR_FIRST.fullmatch(written)) and _is_a_year(match[1]) and not _is_a_year(written[4:]):
        return Geschreven(int(match[3]), int(match[2]), int(match[1]), 4, is_apart=False)
    if match := _DIGITS.fullmatch(written):
        return _numbered(match[1], int(match[2]), match[3])._replace(is_apart=False)
    return None


def _numbered(day: str, month: int, year: str | None) -> Geschreven:
    digits = (year or "").lstrip("'")
    return Geschreven(int(day), month, int(digits) if digits else None, len(digits))


def _is_a_year(digits: str) -> bool:
    return digits[:2] in ("19", "20", "21")


def _month(naam: str) -> int | None:
    naam = "maart" if naam == "mrt" else naam
    found = [number for number, each in enumerate(MAANDEN, 1) if each.startswith(naam)]
    return found[0] if len(found) == 1 else None


def weekday_number(weekday: str) -> int:
    """The number of a day of the week from Monday, 0, by its name or the first two or three letters of it."""
    return next(number for number, naam in enumerate(DAGEN) if naam.startswith(weekday))


def _here(found: Geschreven, time_and_zone: str) -> Geschreven:
    """The day in Dutch time, of a moment that was written with its time zone; the day as written if it is no moment."""
    try:
        moment = at_school(datetime.fromisoformat(f"{found.year:04}-{found.month:02}-{found.day:02}T{time_and_zone}"))
    except (ValueError, OverflowError):
        return found
    return found._replace(day=moment.day, month=moment.month, year=moment.year)


def read_date(text: str) -> date | None:
    """The date in a stored answer, a file or an address: as ``dag.read_day`` reads it, if nothing in it can be doubted.

    None when it is not a date, or is not written with separators and a year of four digits.
    """
    if match := _STORED.fullmatch(text):  # the fast way: of each record its day is read
        return _real(int(match[3]), int(match[2]), int(match[1]))
    if text.isalpha():  # also fast: of a record without a day it is "None"
        return None
    found = written_day(one_spelling(text))
    if found is None or found.year is None or found.digits != 4 or not found.is_apart or found.time:
        return None
    day = _real(found.year, found.month, found.day)
    return day if day and found.weekday in (None, day.weekday()) else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February 1 March, when that year has no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(day: date) -> str:
    """``do 12 november 2026``, with the weekday, so that a mistake is noticed."""
    return f"{DAGEN[day.weekday()][:2]} {day.day} {MAANDEN[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """``do 12 november``, for where the year is obvious."""
    return f"{DAGEN[day.weekday()][:2]} {day.day} {MAANDEN[day.month - 1]}"


def written_out(day: date) -> str:
    """``vrijdag 27 november``, for the day it is."""
    return f"{DAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]}"


def hour_in_words(at: time) -> str:
    """``09:15 uur``; with ``’s nachts`` behind the small hours, which may be meant for the afternoon."""
    return f"{at:%H:%M} uur{', ’s nachts' if at.hour < 6 else ''}"


def greeting(at: time) -> str:
    """What one says to each other at this time: ``Goedemorgen``, ``Goedemiddag``, ``Goedenavond``."""
    return "Goedemorgen" if at.hour < 12 else "Goedemiddag" if at.hour < 18 else "Goedenavond"


def short(day: date) -> str:
    """``12-11-2026``, as it is typed and stored."""
    return f"{day:%d-%m-%Y}"


def away(day: date, today: date) -> str:
    """How far this day is from today: ``16 dagen te laat``, ``vandaag``, ``over 3 dagen``."""
    days = (day - today).days
    if days in (0, 1):
        return ("vandaag", "morgen")[days]
    number = f"{abs(days)} {'dag' if days == -1 else 'dagen'}"
    return f"{number} te laat" if days < 0 else f"over {number}"


def ago(day: date, today: date) -> str:
    """When a past day was: ``vandaag``, ``gisteren``, ``di 3 november``; with the year if it is another than now."""
    days = (today - day).days
    if days in (0, 1):
        return ("vandaag", "gisteren")[days]
    return day_and_month(day) if day.year == today.year else in_words(day)
