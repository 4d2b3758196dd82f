"""Reading a day as people write one: ``gisteren``, ``25-11``, ``ma 23 november``, ``over 2 weken``."""

import calendar
import re
from datetime import date, timedelta

from meldcode.vragen.datum import DAGEN, MAANDEN, in_words, short

_LONGEST = 60  # characters: longer is no day
_FROM_TODAY = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_COUNT, _UNIT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})", "(dag|dagen|week|weken)"
_IN, _AGO = re.compile(rf"over {_COUNT} {_UNIT}"), re.compile(rf"{_COUNT} {_UNIT} geleden")
_PAST, _COMING = ("afgelopen",), ("komende", "aankomende", "aanstaande")
_WEEKDAY = rf"({'|'.join(f'{each}|{each[:2]}' for each in DAGEN)})\.?"
_ONLY_A_WEEKDAY = re.compile(rf"(?:({'|'.join((*_PAST, *_COMING, 'vorige', 'volgende'))}) )?{_WEEKDAY}")
_AND_A_WEEKDAY = re.compile(rf"{_WEEKDAY} (?=\d)")
_SEP, _YEAR = "[-/. ]", r"(\d{4}|'?\d{2})"
_BY_NUMBER = re.compile(rf"(\d{{1,2}}) ?{_SEP} ?(\d{{1,2}})(?: ?{_SEP} ?{_YEAR})?")
_BY_NAME = re.compile(rf"(\d{{1,2}})(?:e|ste|de)?{_SEP}{{0,2}}([a-z]{{3,9}})(?:\.?{_SEP}{{0,2}}{_YEAR})?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WHOLE = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026."
_HOW = "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."


def read_day(text: str, today: date | None, *, ahead: bool = False) -> date:
    """The day that was written, seen from ``today``. ``ahead``: it is expected from today on, otherwise up to today.

    That decides which year is meant when none is written (the nearest that fits), and which day by the name of a
    weekday. Without ``today`` only a date with its year is read. Raises ``ValueError`` with a Dutch sentence for the
    screen when it is no day, or could be more than one.
    """
    written = _tidy(text)
    if not written:
        raise ValueError(_HOW if today else _WHOLE)
    found = _relative(written, today, ahead) if today else None
    return found or _date(written, today, ahead)


def settled(text: str, today: date, *, ahead: bool = False) -> str:
    """The text to keep: a word that means another day tomorrow becomes its date, any other text stays as it is."""
    try:
        found = _relative(_tidy(text), today, ahead)
    except ValueError:  # more than one day may be meant
        return text
    return short(found) if found else text


def _tidy(text: str) -> str:
    """The text in the one spelling that is looked for; empty for what can be no day."""
    if len(text) > _LONGEST or not text.strip().isprintable():
        return ""
    return " ".join(text.lower().replace(",", " ").split()).removeprefix("op ").removesuffix(".")


def _relative(written: str, today: date, ahead: bool) -> date | None:
    """The day that is written as seen from today; None for any other text."""
    if written in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[written])
    for pattern, sign in ((_IN, 1), (_AGO, -1)):
        if match := pattern.fullmatch(written):
            number = _NUMBERS.get(match[1]) or int(match[1])
            return today + sign * timedelta(days=number * (7 if match[2].startswith("w") else 1))
    match = _ONLY_A_WEEKDAY.fullmatch(written)
    return _by_weekday(match[1], _number(match[2]), today, ahead) if match else None


def _number(weekday: str) -> int:
    return next(number for number, naam in enumerate(DAGEN) if naam.startswith(weekday))


def _by_weekday(which: str | None, weekday: int, today: date, ahead: bool) -> date:
    """The last day past, or the next ahead, that has this weekday."""
    if which in ("vorige", "volgende"):
        raise ValueError(f"‘{which.capitalize()} {DAGEN[weekday]}’ kan op twee manieren. Schrijf de datum.")
    if which is None and weekday == today.weekday():
        raise ValueError(f"Het is nu {DAGEN[weekday]}. Schrijf ‘vandaag’, of de datum.")
    is_ahead = which in _COMING or (which is None and ahead)
    days = (weekday - today.weekday()) % 7 or 7 if is_ahead else -((today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=days)


def _date(written: str, today: date | None, ahead: bool) -> date:
    beside = _AND_A_WEEKDAY.match(written)
    day, month, year = _parts(written[beside.end() :] if beside else written, today)
    if not 1 <= month <= 12:
        raise ValueError(_no_month(day, month))
    if year is None:
        year = _nearest(day, month, today, ahead)
    if year == 0:
        raise ValueError("Deze datum kan niet kloppen. Kijk het jaartal na.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(_no_day(day, date(year, month, last)))
    found = date(year, month, day)
    if beside and found.weekday() != _number(beside[1]):
        said, other = DAGEN[_number(beside[1])], DAGEN[found.weekday()]
        raise ValueError(f"{in_words(found)[3:]} is een {other}, geen {said}. Kijk de dag na.")
    return found


def _parts(written: str, today: date | None) -> tuple[int, int, int | None]:
    """Day, month and year as numbers; None for a year that is not written."""
    if match := _YEAR_FIRST.fullmatch(written):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _BY_NUMBER.fullmatch(written):
        return int(match[1]), int(match[2]), _full(match[3])
    if (match := _BY_NAME.fullmatch(written)) and (month := _month(match[2])):
        return int(match[1]), month, _full(match[3])
    if today and re.fullmatch(r"\d{1,2}", written):
        raise ValueError("Schrijf ook de maand, bijvoorbeeld 25-11.")
    raise ValueError(_HOW if today else _WHOLE)


def _month(naam: str) -> int | None:
    naam = "maart" if naam == "mrt" else naam
    found = [number for number, each in enumerate(MAANDEN, 1) if each.startswith(naam)]
    return found[0] if len(found) == 1 else None


def _full(year: str | None) -> int | None:
    """The year in four digits: two digits are in this century, as for all who are at school."""
    if year is None:
        return None
    return int(year) if len(year) == 4 else 2000 + int(year.lstrip("'"))


def _nearest(day: int, month: int, today: date | None, ahead: bool) -> int:
    if today is None:
        raise ValueError(f"Schrijf ook het jaar. {_WHOLE}")
    this, now = (month, day), (today.month, today.day)
    if ahead:
        return today.year + (this < now)
    return today.year - (this > now)


def _no_month(day: int, month: int) -> str:
    """Why there is no such month; with the day that may be meant when day and month are the wrong way round."""
    turned = f" Bedoelt u {month}-{day}?" if 1 <= day <= 12 and 1 <= month <= 31 else ""
    return f"Maand {month} bestaat niet.{turned} Schrijf eerst de dag, dan de maand."


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
