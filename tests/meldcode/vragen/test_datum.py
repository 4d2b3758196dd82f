"""Dates and times: read the way people here type them, and written out so that a slip is noticed."""

from datetime import UTC, date, datetime, time

import pytest

from meldcode.vragen.datum import ago, at_school, away, greeting, in_words, read_date, short, written_out
from tests.over import over


@over(
    "typed",
    [
        "12-11-2026", "12/11/2026", "12.11.2026", "12 11 2026", "  12-11-2026  ",
        "12 november 2026", "12 November 2026", "12 nov 2026", "12 nov. 2026", "12  nov  2026",
    ],
)  # fmt: skip
def test_the_twelfth_of_november_may_be_written_as(typed: str) -> None:
    assert read_date(typed) == date(2026, 11, 12)


@over(
    ("typed", "month"),
    [
        ("januari", 1), ("feb", 2), ("maart", 3), ("mrt", 3), ("mrt.", 3), ("apr", 4), ("mei", 5), ("juni", 6),
        ("jun", 6), ("juli", 7), ("jul", 7), ("aug", 8), ("sept", 9), ("sep", 9), ("okt", 10), ("dec", 12),
    ],
)  # fmt: skip
def test_months_may_be_shortened_the_dutch_way(typed: str, month: int) -> None:
    assert read_date(f"1 {typed} 2026") == date(2026, month, 1)


@over(
    "typed",
    [
        "", " ", "vrijdag", "gisteren", "31-02-2026", "29-02-2027", "00-01-2026", "12-13-2026", "32-01-2026",
        "12-11-26", "12-11-0000", "12 ju 2026", "12 ma 2026", "12 october 2026", "12-11-2026 10:00",
        "-12-11-2026", "12-11-20261", "12\x0011-2026", "<b>12-11-2026</b>", "1" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    assert read_date(typed) is None


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read_date("29-02-2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 12), "do 12 november 2026"),
        (date(2026, 11, 9), "ma 9 november 2026"),
        (date(2027, 3, 7), "zo 7 maart 2027"),
    ],
)
def test_a_date_in_words_names_its_weekday(day: date, words: str) -> None:
    assert in_words(day) == words


def test_a_short_date_is_written_as_it_is_typed() -> None:
    assert short(date(2026, 3, 7)) == "07-03-2026" and read_date("07-03-2026") == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 9), "vandaag"),
        (date(2026, 11, 10), "morgen"),
        (date(2026, 11, 12), "over 3 dagen"),
        (date(2026, 11, 8), "1 dag te laat"),
        (date(2026, 10, 24), "16 dagen te laat"),
    ],
)
def test_how_far_a_day_is_off_is_said_in_days(day: date, said: str) -> None:
    assert away(day, date(2026, 11, 9)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 9), "vandaag"),
        (date(2026, 11, 8), "gisteren"),
        (date(2026, 11, 3), "di 3 november"),
        (date(2025, 11, 3), "ma 3 november 2025"),
    ],
)
def test_when_a_day_was_is_said_with_the_year_only_when_it_is_another(day: date, said: str) -> None:
    assert ago(day, date(2026, 11, 9)) == said


def test_the_clock_at_school_knows_summer_time_and_shows_what_the_database_keeps() -> None:
    summer, winter = datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 12, 1, 22, 30, tzinfo=UTC)
    assert f"{at_school(summer):%d-%m %H:%M}" == "02-07 00:30"
    assert f"{at_school(winter):%d-%m %H:%M}" == "01-12 23:30"
    assert at_school(winter.replace(tzinfo=None)) == at_school(winter), "without a time zone it is UTC"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (17, "Goedemiddag"), (18, "Goedenavond")],
)
def test_the_greeting_goes_by_the_hour(hour: int, said: str) -> None:
    assert greeting(time(hour, 59)) == said


def test_a_day_is_written_out_with_its_weekday() -> None:
    assert written_out(date(2026, 11, 27)) == "vrijdag 27 november"
