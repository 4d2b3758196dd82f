"""Days are read the way people in the Netherlands write them, and never guessed at."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from meldcode.vragen.dag import quick_days, read_day, settled
from meldcode.vragen.datum import DAGEN, MAANDEN
from tests.over import over

MONDAY = date(2026, 11, 9)
TODAYS = (MONDAY, date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2026, 11, 29))


def ways_with_a_year(day: date) -> Iterator[str]:
    """Every way in which people write a whole date."""
    number, month, dag = day.day, MAANDEN[day.month - 1], DAGEN[day.weekday()]
    for sep in ("-", "/", ".", " ", " - "):
        for year in (f"{day.year}", f"{day.year % 100:02}", f"'{day.year % 100:02}"):
            yield f"{number}{sep}{day.month}{sep}{year}"
            yield f"{number:02}{sep}{day.month:02}{sep}{year}"
    for naam in {month, month[:3], month[:3] + ".", month.capitalize(), "mrt" if day.month == 3 else month, month[:4]}:
        yield from (f"{number} {naam} {day.year}", f"{number}e {naam} {day.year}", f"{dag} {number} {naam} {day.year}")
        yield f"{dag[:2]} {number} {naam} '{day.year % 100:02}"
    yield from (f"  {dag[:2]}. {number}-{day.month}-{day.year}  ", f"{dag}, {number} {month} {day.year}.")
    yield from (f"{day:%Y-%m-%d}", f"op {number} {month} {day.year}", f"{number}-{month[:3]}-{day.year}")


def ways_without_a_year(day: date) -> Iterator[str]:
    number, month = day.day, MAANDEN[day.month - 1]
    yield from (f"{number}-{day.month}", f"{number}/{day.month}", f"{number}.{day.month}", f"{number} {day.month}")
    yield from (f"{number} {month}", f"{number} {month[:3]}", f"{number}{month[:3]}", f"{number:02}-{day.month:02}.")
    yield from (f"{DAGEN[day.weekday()][:2]} {number} {month}", f"{DAGEN[day.weekday()]} {number}-{day.month}")


def wrong(day: date, ways: Iterator[str], today: date | None, *, ahead: bool) -> list[tuple[str, object]]:
    found = []
    for typed in ways:
        try:
            read: object = read_day(typed, today, ahead=ahead)
        except ValueError as refused:
            read = refused
        if read != day:
            found.append((typed, read))
    return found


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("today", [*TODAYS, None])
def test_a_whole_date_is_that_date_whatever_way_it_is_written(today: date | None, ahead: bool) -> None:
    found = []
    for days in range(0, 1500, 7):
        each = date(2025, 6, 1) + timedelta(days)
        found += wrong(each, ways_with_a_year(each), today, ahead=ahead)
    assert found == []


@pytest.mark.parametrize("today", TODAYS)
def test_without_a_year_it_is_the_last_such_day_of_what_happened_and_the_next_of_what_is_ahead(today: date) -> None:
    """Every day of the year on both sides; 29 February is tried apart."""
    found = []
    for days in range(365):
        for ahead in (False, True):
            each = today + timedelta(days if ahead else -days)
            if (each.day, each.month) not in ((29, 2), (today.day, today.month)):
                found += wrong(each, ways_without_a_year(each), today, ahead=ahead)
    assert found == []
    assert wrong(today, ways_without_a_year(today), today, ahead=False) == []
    assert wrong(today, ways_without_a_year(today), today, ahead=True) == []


@over(
    ("typed", "day"),
    [
        ("vandaag", date(2026, 11, 9)), ("Gisteren", date(2026, 11, 8)), (" eergisteren ", date(2026, 11, 7)),
        ("morgen", date(2026, 11, 10)), ("overmorgen", date(2026, 11, 11)), ("over 1 week", date(2026, 11, 16)),
        ("over 2 weken", date(2026, 11, 23)), ("over een week", date(2026, 11, 16)),
        ("over 3 dagen", date(2026, 11, 12)),
        ("een week geleden", date(2026, 11, 2)), ("2 dagen geleden", date(2026, 11, 7)),
    ],
)  # fmt: skip
def test_a_day_may_be_counted_from_today(typed: str, day: date) -> None:
    assert read_day(typed, MONDAY) == read_day(typed, MONDAY, ahead=True) == day


@over(
    ("typed", "past", "ahead"),
    [
        ("vrijdag", date(2026, 11, 6), date(2026, 11, 13)), ("vr", date(2026, 11, 6), date(2026, 11, 13)),
        ("Di.", date(2026, 11, 3), date(2026, 11, 10)), ("zondag", date(2026, 11, 8), date(2026, 11, 15)),
        ("afgelopen vrijdag", date(2026, 11, 6), date(2026, 11, 6)),
        ("op zondag", date(2026, 11, 8), date(2026, 11, 15)),
        ("komende vrijdag", date(2026, 11, 13), date(2026, 11, 13)),
    ],
)  # fmt: skip
def test_a_weekday_is_the_last_one_past_or_the_next_one_ahead(typed: str, past: date, ahead: date) -> None:
    assert read_day(typed, MONDAY) == past
    assert read_day(typed, MONDAY, ahead=True) == ahead


@over(
    ("typed", "sentence"),
    [
        ("maandag", "Het is nu maandag. Schrijf ‘vandaag’, of de datum."),
        ("volgende vrijdag", "‘Volgende vrijdag’ kan op twee manieren. Schrijf de datum."),
        ("vorige week", "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."),
        ("31-2", "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?"),
        ("31 april 2026", "31 april 2026 bestaat niet. Bedoelt u donderdag 30 april?"),
        ("29-02-2027", "29 februari 2027 bestaat niet. Bedoelt u zondag 28 februari?"),
        ("11-25", "Maand 25 bestaat niet. Bedoelt u 25-11? Schrijf eerst de dag, dan de maand."),
        ("12-13-2026", "Maand 13 bestaat niet. Bedoelt u 13-12? Schrijf eerst de dag, dan de maand."),
        ("40-40", "Maand 40 bestaat niet. Schrijf eerst de dag, dan de maand."),
        ("00-01-2026", "Dag 0 bestaat niet. Kijk de datum na."),
        ("45 mei", "Dag 45 bestaat niet. Kijk de datum na."),
        ("25", "Schrijf ook de maand, bijvoorbeeld 25-11."),
        ("wo 6 november 2026", "6 november 2026 is een vrijdag, geen woensdag. Kijk de dag na."),
        ("12-11-0000", "Deze datum kan niet kloppen. Kijk het jaartal na."),
    ],
)  # fmt: skip
def test_what_cannot_be_or_could_be_two_days_is_refused_and_said_why(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_day(typed, MONDAY)


@over(
    "typed",
    [
        "", " ", "25 ju", "12 ma 2026", "12 october 2026", "12-11-2026 25", "-12-11-2026", "12-11-20261",
        "12-11-126",
        "12\x0111.2026x", "<b>12-11-2026</b>", "1" * 100_000, "1-" * 50_000, "over weken", "over 2 jaar",
        "gisteren of zo",
        "٣-٤-2026x", "ma di", "vandaag 25-11",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed_at(typed: str) -> None:
    for today in (MONDAY, None):
        with pytest.raises(ValueError, match="Deze dag|Schrijf"):
            read_day(typed, today)


@over("typed", ["vandaag", "maandag", "over 2 weken", "25-11", "25 november", "25"])
def test_a_day_of_years_ago_is_written_with_its_year(typed: str) -> None:
    with pytest.raises(ValueError, match="dag-maand-jaar"):
        read_day(typed, None)


@over(
    ("typed", "kept"),
    [
        ("gisteren", "08-11-2026"), ("Vrijdag", "06-11-2026"), ("over een week", "16-11-2026"), ("25-11", "25-11"),
        ("ma 2 november", "ma 2 november"), ("maandag", "maandag"), ("volgende di", "volgende di"), ("gist", "gist"),
    ],
)  # fmt: skip
def test_of_what_is_being_typed_only_a_word_that_is_another_day_tomorrow_is_replaced(typed: str, kept: str) -> None:
    assert settled(typed, MONDAY) == kept


def test_one_press_chooses_today_or_yesterday_or_some_weeks_ahead() -> None:
    assert quick_days(MONDAY, ahead=False) == (("Vandaag", MONDAY), ("Gisteren", date(2026, 11, 8)))
    assert quick_days(MONDAY, ahead=True) == (
        ("over 1 week", date(2026, 11, 16)),
        ("over 2 weken", date(2026, 11, 23)),
        ("over 6 weken", date(2026, 12, 21)),
    )
