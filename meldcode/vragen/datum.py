"""Dates and times: reading them as they are typed in the Netherlands, and writing them in Dutch."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_SCHOOL_TIME = ZoneInfo("Europe/Amsterdam")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.u ](\d{2})")


def at_school(moment: datetime) -> datetime:
    """This moment in Dutch time, summer time included. A moment without a time zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_SCHOOL_TIME)


def read_date(text: str) -> date | None:
    """The date that was typed: ``12-11-2026``, ``12/11/2026``, ``12 november 2026``. None when it is not a date."""
    text = text.strip().lower()
    if match := _NUMBERS.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.fullmatch(text):
        month_typed = "maart" if match[2] == "mrt" else match[2]
        months = [number for number, naam in enumerate(MAANDEN, 1) if naam.startswith(month_typed)]
        if len(month_typed) < 3 or len(months) != 1:
            return None
        day, month, year = int(match[1]), months[0], int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time that was typed: ``9:15``, ``09.15``, ``9u15``. None when it is not a time."""
    match = _TIME.fullmatch(text.strip().lower())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def in_words(day: date) -> str:
    """``do 12 november 2026``, with the weekday, so that a mistake is noticed."""
    return f"{DAGEN[day.weekday()][:2]} {day.day} {MAANDEN[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """``do 12 november``, for where the year is obvious."""
    return f"{DAGEN[day.weekday()][:2]} {day.day} {MAANDEN[day.month - 1]}"


def written_out(day: date) -> str:
    """``vrijdag 27 november``, for the day it is."""
    return f"{DAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]}"


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
