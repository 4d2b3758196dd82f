"""Reading a day or a time as people write or paste one: ``gisteren``, ``25-11``, ``ma 23 november``, ``9.15 uur``.

Nothing is guessed at: what can mean two days or two times is refused with a sentence that says so.
"""

import calendar
import re
from datetime import date, time, timedelta

from meldcode.vragen.datum import (
    DAGEN,
    MAANDEN,
    WEEKDAY,
    Geschreven,
    in_words,
    one_spelling,
    short,
    weekday_number,
    written_day,
)

_PARTS_OF_DAY = ("ochtend", "morgen", "middag", "avond")
_FROM_TODAY = (
    {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "heden": 0, "morgen": 1, "overmorgen": 2}
    | {f"gister{part}": -1 for part in _PARTS_OF_DAY}
    | {f"van{part}": 0 for part in _PARTS_OF_DAY}
    | {f"morgen{part}": 1 for part in ("ochtend", "middag", "avond")}
)
_NIGHTS = ("vannacht", "gisternacht")
_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_COUNT, _UNIT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})", "(dag|dagen|week|weken)"
_IN, _AGO = re.compile(rf"over {_COUNT} {_UNIT}"), re.compile(rf"{_COUNT} {_UNIT} geleden")
_PAST, _COMING = ("afgelopen",), ("komende", "aankomende", "aanstaande")
_ONLY_A_WEEKDAY = re.compile(rf"(?:({'|'.join((*_PAST, *_COMING, 'vorige', 'volgende'))}) )?{WEEKDAY}")
_WEEKS = {"vorige": -1, "deze": 0, "volgende": 1}
_WEEK = rf"({'|'.join(_WEEKS)}) week"
_IN_A_WEEK = re.compile(rf"{_WEEK} {WEEKDAY}|{WEEKDAY} {_WEEK}")
_PAST_AFTER, _COMING_AFTER = re.compile(r" (?:jl|j\.l)\.?\Z"), re.compile(r" a\.?s\.?\Z")
_ONLY_A_NUMBER = re.compile(r"\d{1,2}(?:e|ste|de)?")
_WHOLE = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026."
_HOW = "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."
_CLOCK = re.compile(r"(\d{1,2}) ?[:.uh ] ?(\d{2})(?: ?uur| ?u)?|(\d{1,2})(\d{2})(?: ?uur| ?u)?")
_WHOLE_HOUR = re.compile(r"(\d{1,2}) ?(?:uur|u|h)(?: ?(\d{2}))?")
_HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_SPOKEN = re.compile(
    rf"(?:(kwart|vijf|tien|5|10) (over|voor|vóór) )?(half )?({'|'.join(_HOURS)}|één|[1-9]|1[012])(?: uur)?"
)
_MINUTES = {"kwart": 15, "vijf": 5, "5": 5, "tien": 10, "10": 10}
# The hours of a part of the day; ``’s middags`` and ``’s avonds`` overlap, for people differ.
_PARTS = {
    "ochtends": range(4, 12), "morgens": range(4, 12), "middags": range(12, 19), "avonds": range(17, 24),
    "nachts": (*range(6), 22, 23),
}  # fmt: skip
_PART = re.compile(rf" ?'?s ?({'|'.join(_PARTS)}) ?")
_NO_TIME = "Deze tijd kunnen wij niet lezen. Schrijf bijvoorbeeld 09:15."


def read_day(text: str, today: date | None, *, ahead: bool = False, whole: bool = False) -> date:
    """The day that was written, seen from ``today``. ``ahead``: it is expected from today on, otherwise up to today.

    That decides which year is meant when none is written (the nearest that fits), and which day by the name of a
    weekday. ``whole``, or without ``today``: only a date with its year is read; ``whole`` is for a day of years ago,
    of which two digits are a year before this one. Raises ``ValueError`` with a Dutch sentence for the screen when it
    is no day, or could be more than one.
    """
    seen_from = None if whole else today
    written = one_spelling(text)
    if not written:
        raise ValueError(_HOW if seen_from else _WHOLE)
    if seen_from and (found := _relative(written, seen_from, ahead)):
        return found
    parts = _written(written)
    if parts is None:
        raise ValueError(_why_not(written, seen_from))
    if whole and today and parts.digits == 2 and 2000 + (parts.year or 0) >= today.year:
        raise ValueError("Schrijf het jaartal met vier cijfers, bijvoorbeeld 2018.")
    is_ahead = (ahead or _COMING_AFTER.search(written)) and not _PAST_AFTER.search(written)
    return _day(parts, seen_from, ahead=bool(is_ahead))


def settled(text: str, today: date, *, ahead: bool = False) -> str:
    """The text to keep: a word that means another day tomorrow becomes its date, any other text stays as it is."""
    try:
        found = _relative(one_spelling(text), today, ahead)
    except ValueError:  # more than one day may be meant
        return text
    return short(found) if found else text


def time_behind(text: str) -> str:
    """The time that is written behind a day, and is no part of it: ``9:15``; empty without one."""
    found = written_day(one_spelling(text))
    return found.time if found else ""


def _relative(written: str, today: date, ahead: bool) -> date | None:
    """The day that is written as seen from today; None for any other text."""
    if written in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[written])
    if written in _NIGHTS:
        raise ValueError(f"‘{written.capitalize()}’ kan op twee dagen zijn. Schrijf de datum.")
    for pattern, sign in ((_IN, 1), (_AGO, -1)):
        if match := pattern.fullmatch(written):
            number = _NUMBERS.get(match[1]) or int(match[1])
            return today + sign * timedelta(days=number * (7 if match[2].startswith("w") else 1))
    if match := _IN_A_WEEK.fullmatch(written):
        week, weekday = match[1] or match[4], weekday_number(match[2] or match[3])
        return today + timedelta(days=weekday - today.weekday(), weeks=_WEEKS[week])
    match = _ONLY_A_WEEKDAY.fullmatch(_in_front(written))
    return _by_weekday(match[1], weekday_number(match[2]), today, ahead) if match else None


def _in_front(written: str) -> str:
    """``maandag jl.`` as ``afgelopen maandag``, and ``maandag a.s.`` as ``aanstaande maandag``."""
    for pattern, word in ((_PAST_AFTER, "afgelopen"), (_COMING_AFTER, "aanstaande")):
        if match := pattern.search(written):
            return f"{word} {written[: match.start()]}"
    return written


def _by_weekday(which: str | None, weekday: int, today: date, ahead: bool) -> date:
    """The last day past, or the next ahead, that has this weekday."""
    if which in ("vorige", "volgende"):
        raise ValueError(f"‘{which.capitalize()} {DAGEN[weekday]}’ kan op twee manieren. Schrijf de datum.")
    if which is None and weekday == today.weekday():
        raise ValueError(f"Het is nu {DAGEN[weekday]}. Schrijf ‘vandaag’, of de datum.")
    is_ahead = which in _COMING or (which is None and ahead)
    days = (weekday - today.weekday()) % 7 or 7 if is_ahead else -((today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=days)


def _written(written: str) -> Geschreven | None:
    """The day as it is written with numbers. A date with ``jl.`` or ``a.s.`` behind it is that date."""
    return written_day(_COMING_AFTER.sub("", _PAST_AFTER.sub("", written)))


def _day(found: Geschreven, today: date | None, *, ahead: bool) -> date:
    if not 1 <= found.month <= 12:
        raise ValueError(_no_month(found))
    year = _nearest(found, today, ahead) if found.year is None else found.year
    if found.digits == 2:  # in this century, as all who are at school
        year += 2000
    if year == 0:
        raise ValueError("Deze datum kan niet kloppen. Kijk het jaartal na.")
    last = calendar.monthrange(year, found.month)[1]
    if not 1 <= found.day <= last:
        raise ValueError(_no_day(found.day, date(year, found.month, last)))
    day = date(year, found.month, found.day)
    if found.weekday is not None and found.weekday != day.weekday():
        said, other = DAGEN[found.weekday], DAGEN[day.weekday()]
        raise ValueError(f"{in_words(day)[3:]} is een {other}, geen {said}. Kijk de dag na.")
    return day


def _why_not(written: str, today: date | None) -> str:
    if today is None:
        return _WHOLE
    words = re.sub(rf"\A{WEEKDAY} (?:de )?", "", written)
    return "Schrijf ook de maand, bijvoorbeeld 25-11." if _ONLY_A_NUMBER.fullmatch(words) else _HOW


def _nearest(found: Geschreven, today: date | None, ahead: bool) -> int:
    """The year that is meant when none is written: the nearest on this side of today.

    It is the nearest on the other side when only there the day falls on the weekday that is written. Such a day cannot
    be the answer, and whoever reads it says so.
    """
    if today is None:
        raise ValueError(f"Schrijf ook het jaar. {_WHOLE}")
    this, now = (found.month, found.day), (today.month, today.day)
    past, coming = today.year - (this > now), today.year + (this < now)
    here, there = (coming, past) if ahead else (past, coming)
    is_there = found.weekday is not None and not _is_on_its_weekday(found, here) and _is_on_its_weekday(found, there)
    return there if is_there else here


def _is_on_its_weekday(found: Geschreven, year: int) -> bool:
    try:
        return found.weekday == date(year, found.month, found.day).weekday()
    except ValueError:  # 29 February
        return False


def _no_month(found: Geschreven) -> str:
    """Why there is no such month; with the day that may be meant when day and month are the wrong way round."""
    turned = f" Bedoelt u {found.month}-{found.day}?" if 1 <= found.day <= 12 and 1 <= found.month <= 31 else ""
    return f"Maand {found.month} bestaat niet.{turned} Schrijf eerst de dag, dan de maand."


def _no_day(day: int, last: date) -> str:
    month = MAANDEN[last.month - 1]
    if not 1 <= day <= 31:
        return f"Dag {day} bestaat niet. Kijk de datum na."
    return f"{day} {month} {last.year} bestaat niet. Bedoelt u {DAGEN[last.weekday()]} {last.day} {month}?"


def quick_days(today: date, *, ahead: bool) -> tuple[tuple[str, date], ...]:
    """The days that are chosen by one press, with the words on the button: the usual ones, past or ahead."""
    if ahead:
        return tuple(
            (f"over {weeks} {'week' if weeks == 1 else 'weken'}", today + timedelta(weeks=weeks)) for weeks in (1, 2, 6)
        )
    return ("Vandaag", today), ("Gisteren", today - timedelta(days=1))


def read_time(text: str) -> time:
    """The time that was written: ``9:15 uur``, ``0915``, ``9u``, ``half tien ’s avonds``.

    A time in words is on a clock of twelve hours, so the part of the day must be with it. Raises ``ValueError`` with a
    Dutch sentence for the screen when it is no time, or could be two.
    """
    written = one_spelling(text).removeprefix("om ")
    part = _PART.search(written)
    bare = _PART.sub(" ", written).strip().removeprefix("om ")
    if match := _CLOCK.fullmatch(bare) or _WHOLE_HOUR.fullmatch(bare):
        hour, minute = (int(each) for each in [*filter(None, match.groups()), "0"][:2])
        if hour > 23 or minute > 59:
            raise ValueError("Een dag loopt van 0:00 tot en met 23:59. Kijk de tijd na.")
        return _in_part(part[1], hour, minute) if part else time(hour, minute)
    match = _SPOKEN.fullmatch(bare)
    if not match or bare.isdigit():
        raise ValueError(_NO_TIME)
    hour, minute = _spoken(match)
    if part:
        return _in_part(part[1], hour, minute)
    early, late = (f"{each}:{minute:02}" for each in (hour % 12, hour % 12 + 12))
    raise ValueError(f"‘{text.strip()}’ is {early} of {late}. Schrijf welke van de twee.")


def _spoken(match: re.Match[str]) -> tuple[int, int]:
    """Hour and minute, on a clock of twelve hours, of a time in words."""
    hour = _HOURS.index(match[4].replace("é", "e")) + 1 if match[4].isalpha() else int(match[4])
    beside = _MINUTES[match[1]] * (1 if match[2] == "over" else -1) if match[1] else 0
    return divmod((hour * 60 - 30 * bool(match[3]) + beside) % 720, 60)


def _in_part(part: str, hour: int, minute: int) -> time:
    """The time in this part of the day; of an hour up to twelve it decides which half of the day it is."""
    halves = (hour,) if hour > 12 else (hour % 12, hour % 12 + 12)
    found = [each for each in halves if each in _PARTS[part]]
    if len(found) != 1:
        raise ValueError(f"Deze tijd is niet ’s {part}. Kijk de tijd na.")
    return time(found[0], minute)
