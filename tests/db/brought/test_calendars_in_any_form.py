"""The same days, in whatever encoding, time zone and form they are written, are the same free days."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from db.brought import agenda
from meldcode.vragen.datum import DAGEN, MAANDEN
from tests.inputs.calendars.case import Ics, table
from tests.inputs.calendars.ics import WINDOWS, WINDOWS_ZONE

FIRST, LAST = date(2026, 8, 1), date(2028, 7, 31)
AT_SCHOOL, DAY = ZoneInfo("Europe/Amsterdam"), timedelta(days=1)
Days = list[tuple[str, date, date]]
NAMES = st.sampled_from(
    ["Studiedag", "Kerstvakantie", "Vrije dag, België", "Reünie; vrij", "Margeweek – lesvrij", "Pasen"]
)
PERIODS = st.builds(
    lambda naam, first, length: (naam, first, first + timedelta(days=length)),
    NAMES,
    st.dates(FIRST, LAST - timedelta(days=31)),
    st.integers(0, 30),
)
CALENDARS = st.lists(PERIODS, min_size=1, max_size=8, unique_by=lambda period: period[1])
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def escaped(naam: str) -> str:
    return naam.replace(",", r"\,").replace(";", r"\;")


def dates(made: Ics, naam: str, first: date, last: date) -> None:
    made.whole(naam, f"{first:%Y%m%d}", f"{last + DAY:%Y%m%d}")


def midnights(made: Ics, naam: str, first: date, last: date) -> None:
    made.event(f"DTSTART:{first:%Y%m%d}T000000", f"DTEND:{last + DAY:%Y%m%d}T000000", f"SUMMARY:{naam}")


def in_a_zone(zone: str) -> Callable[[Ics, str, date, date], None]:
    def write(made: Ics, naam: str, first: date, last: date) -> None:
        begin, end = f"DTSTART;TZID={zone}:{first:%Y%m%d}T000000", f"DTEND;TZID={zone}:{last + DAY:%Y%m%d}T000000"
        made.event(begin, end, f"SUMMARY:{naam}", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")

    return write


def in_utc(made: Ics, naam: str, first: date, last: date) -> None:
    begin, end = (datetime.combine(day, time(), AT_SCHOOL).astimezone(UTC) for day in (first, last + DAY))
    made.event(f"DTSTART:{begin:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}", f"SUMMARY:{naam}")


def a_minute_less(made: Ics, naam: str, first: date, last: date) -> None:
    made.event(f"DTSTART:{first:%Y%m%d}T000000", f"DTEND:{last:%Y%m%d}T235900", f"SUMMARY:{naam}")


def day_by_day(made: Ics, naam: str, first: date, last: date) -> None:
    made.whole(naam, f"{first:%Y%m%d}", "", f"RRULE:FREQ=DAILY;COUNT={(last - first).days + 1}")


def in_days(made: Ics, naam: str, first: date, last: date) -> None:
    made.whole(naam, f"{first:%Y%m%d}", "", f"DURATION:P{(last - first).days + 1}D")


FORMS = {
    "dates": dates, "midnights": midnights, "in_utc": in_utc, "a_minute_less": a_minute_less, "in_days": in_days,
    "day_by_day": day_by_day, "amsterdam": in_a_zone("Europe/Amsterdam"), "windows": in_a_zone(WINDOWS),
    "brussels": in_a_zone("Europe/Brussels"), "nobody_knows": in_a_zone("Custom/School"),
}  # fmt: skip
WRITTEN: dict[str, Callable[[date], str]] = {
    "12-11-2026": lambda day: f"{day.day}-{day.month}-{day.year}",
    "2026-11-12": str,
    "12.11.26": lambda day: f"{day:%d.%m.%y}",
    "12 november 2026": lambda day: f"{day.day} {MAANDEN[day.month - 1]} {day.year}",
    "do 12 nov. 2026": lambda day: f"{DAGEN[day.weekday()][:2]} {day.day} {MAANDEN[day.month - 1][:3]}. {day.year}",
    "donderdag 12 november 2026": lambda day: f"{DAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]} {day.year}",
}


def found_in(content: bytes) -> Days:
    found, _ = agenda.read(agenda.asked(FIRST, LAST, content))
    (reading,) = found["readings"].values()
    assert reading["left"] == []
    return sorted(
        (naam, date.fromisoformat(van), date.fromisoformat(tot)) for naam, van, tot, _hours in reading["days"]
    )


@given(
    days=CALENDARS,
    form=st.sampled_from(sorted(FORMS)),
    encoding=st.sampled_from(ENCODINGS),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    folded=st.booleans(),
)
def test_an_ics_says_the_same_days_in_every_encoding_zone_and_form(
    days: Days, form: str, encoding: str, end: str, folded: bool
) -> None:
    made = Ics(WINDOWS_ZONE if form == "windows" else (), end=end)
    for naam, first, last in days:
        FORMS[form](made, escaped(naam), first, last)
    text = made.text()
    if folded:
        text = end.join(end.join(pieces(line, end)) for line in text.split(end))
    assert found_in(text.encode(encoding)) == sorted(days)


def pieces(line: str, end: str) -> list[str]:
    """The line in folds of twelve."""
    return [line[:12], *(f" {line[at : at + 12]}" for at in range(12, len(line), 12))]


@given(days=CALENDARS, at=st.integers(1, 11))
def test_a_fold_inside_a_letter_is_no_other_letter(days: Days, at: int) -> None:
    made = Ics()
    for naam, first, last in days:
        dates(made, escaped(naam), first, last)
    lines = made.bytes().split(b"\r\n")
    folded = b"\r\n".join(b"\r\n ".join(each[n : n + at] for n in range(0, max(len(each), 1), at)) for each in lines)
    assert found_in(folded) == sorted(days)


@given(
    days=CALENDARS,
    delimiter=st.sampled_from(";\t,"),
    encoding=st.sampled_from(ENCODINGS),
    written=st.sampled_from(sorted(WRITTEN)),
    in_one=st.booleans(),
    heading=st.booleans(),
)
@example(
    days=[("Reünie; vrij", date(2026, 8, 1), date(2026, 8, 3))],
    **{"delimiter": ",", "encoding": "utf-8", "written": "2026-11-12", "in_one": False, "heading": False},
)
def test_a_table_says_the_same_days_with_every_delimiter_and_way_of_writing(
    days: Days, delimiter: str, encoding: str, written: str, in_one: bool, heading: bool
) -> None:
    write = WRITTEN[written]
    lines = [delimiter.join(("Vakantie", "Wanneer") if in_one else ("Vakantie", "Begin", "Eind"))] if heading else []
    for naam, first, last in days:
        cells = [f"{write(first)} t/m {write(last)}"] if in_one else [write(first), write(last)]
        lines.append(delimiter.join((f'"{naam}"', *cells)))
    assert found_in(table(*lines).encode(encoding)) == sorted(days)
