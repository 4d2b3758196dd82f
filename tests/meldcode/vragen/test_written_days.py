"""One reader of days and one of times: each way to write one has one verdict, written by hand (``tests/inputs``)."""

from collections import Counter
from datetime import date, time

import pytest

from meldcode.vragen.dag import read_day, read_time, time_behind
from meldcode.vragen.datum import hour_in_words, read_date
from tests.inputs.dagen import BORN, NO_DAY, THE_12TH, TODAY, Dag, dagen, tijden
from tests.over import over


def verdict(read: object) -> object:
    try:
        return read()  # type: ignore[operator]
    except ValueError as refused:
        return str(refused)


@over("case", dagen())
def test_a_day_is_read_as_it_is_written(case: Dag) -> None:
    assert verdict(lambda: read_day(case.typed, TODAY)) == case.past
    assert verdict(lambda: read_day(case.typed, TODAY, ahead=True)) == (case.ahead or case.past)


@over(("typed", "day"), BORN)
def test_a_birth_date_is_never_read_as_a_day_of_this_year(typed: str, day: date | str) -> None:
    assert verdict(lambda: read_day(typed, TODAY, whole=True)) == day


@over(("typed", "at"), tijden())
def test_a_time_is_read_as_it_is_written(typed: str, at: time | str) -> None:
    assert verdict(lambda: read_time(typed)) == at


def test_there_are_more_than_a_hundred_ways_to_write_a_day_and_none_is_there_twice() -> None:
    assert len(list(dagen())) > 130 and len(list(tijden())) > 60
    for typed in ([case.typed for case in dagen()], [typed for typed, _ in tijden()]):
        assert [each for each, times in Counter(typed).items() if times > 1] == []


@over("case", dagen())
def test_what_is_no_day_in_a_field_is_no_day_in_a_file_or_an_address(case: Dag) -> None:
    """Nothing is read there that could be doubted: separators, and a year in four digits."""
    assert read_date(case.typed) in (None, case.past)


@pytest.mark.parametrize("typed", ["12-11-26", "121126", "12112026", "12 november", "vandaag", "2026-11-12T09:15"])
def test_a_day_in_a_file_or_an_address_is_written_whole(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["12-11-2026", "2026-11-12", "12\u201311\u20132026", "do 12 november 2026", "12 nov. 2026"]
)
def test_a_whole_day_is_read_everywhere(typed: str) -> None:
    assert read_date(typed) == THE_12TH


@over(
    ("typed", "time"),
    [
        ("12-11-2026 10:00", "10:00"), ("2026-11-12T09:15", "09:15"), ("12 november om 9.15 uur", "9.15"),
        ("12-11-2026", ""), ("gisteren", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_time_behind_a_day_is_named_so_that_it_is_not_lost_unseen(typed: str, time: str) -> None:
    assert time_behind(typed) == time


def test_a_time_in_the_small_hours_is_said_to_be_at_night() -> None:
    assert hour_in_words(time(3, 15)) == "03:15 uur, ’s nachts"
    assert hour_in_words(time(15, 15)) == "15:15 uur"


def test_every_refusal_is_a_sentence_that_says_what_to_do() -> None:
    refused = {case.past for case in dagen() if isinstance(case.past, str)}
    refused |= {at for _, at in tijden() if isinstance(at, str)} | {day for _, day in BORN if isinstance(day, str)}
    assert len(refused) > 15
    for sentence in refused:
        assert sentence.endswith((".", "?")) and any(word in sentence for word in ("Schrijf", "Kijk", "Bedoelt")), (
            sentence
        )
    assert NO_DAY in refused
