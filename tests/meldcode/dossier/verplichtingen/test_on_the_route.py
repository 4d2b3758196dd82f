"""Verplichtingen on the way to the besluit: stap under way, directie, acute danger. Dates counted by hand."""

from datetime import date
from typing import Any

import pytest

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import (
    AcuutGevaar,
    AntwoordAanDirectie,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    UitkomstStap2,
)
from meldcode.vragen.vastlegging import Vastlegging
from tests.builders import (
    after_stap,
    close,
    decided,
    in_opvolging,
    last_message,
    opened,
    record,
    see,
    te_vernietigen,
    work,
)
from tests.cast import FRIDAY, MONDAY, NEXT_MONDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY
from tests.meldcode.dossier.verplichtingen.owed import DIRECTIE, IB_ER, keys, waiting

# The stap under way


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (MONDAY, date(2026, 11, 16)),
        (FRIDAY, date(2026, 11, 20)),
        (SATURDAY, date(2026, 11, 20)),
        (date(2026, 4, 23), date(2026, 5, 1)),  # Koningsdag, Monday 27 April, does not count
        (date(2026, 12, 24), date(2027, 1, 4)),  # nor do Christmas Day and New Year's Day, both Fridays
    ],
)
def test_stap_1_takes_five_school_days(on: date, due: date) -> None:
    assert waiting(opened(on=on)) == [("stap", 1, IB_ER, due)]


def test_stap_2_takes_ten_school_days_over_christmas() -> None:
    dossier = after_stap(1, on=date(2026, 12, 23))
    assert waiting(dossier, "stap") == [("stap", 2, IB_ER, date(2027, 1, 8))]


@pytest.mark.parametrize(
    ("nummer", "due"),
    [
        (2, date(2026, 11, 23)),
        (3, date(2026, 11, 16)),
        (4, date(2026, 11, 16)),
        (5, date(2026, 11, 16)),
    ],
)
def test_a_later_stap_counts_from_the_day_the_last_one_was_closed(nummer: int, due: date) -> None:
    assert waiting(after_stap(nummer - 1), "stap") == [("stap", nummer, IB_ER, due)]


def test_the_days_that_the_school_set_count() -> None:
    assert waiting(opened(), stap_1=2) == [("stap", 1, IB_ER, WEDNESDAY)]


def test_what_is_due_today_is_not_late_and_tomorrow_it_is() -> None:
    due = verplichtingen(opened(), {})[0].due_on
    assert not is_overdue(due, NEXT_MONDAY) and is_overdue(due, date(2026, 11, 17))


# The directie


def test_a_message_waits_two_school_days_for_the_directie() -> None:
    """R3."""
    assert waiting(after_stap(1), "ontvangst") == [("ontvangst", 1, DIRECTIE, WEDNESDAY)]
    assert waiting(see(after_stap(1)), "ontvangst") == []


def test_a_question_back_waits_two_school_days_for_the_ib_er_and_its_answer_for_the_directie() -> None:
    number = last_message(after_stap(1))
    asked = record(after_stap(1), Ontvangst, on=FRIDAY, kennisgeving=number, reactie="vraag")
    assert waiting(asked, "antwoord") == [("antwoord", 1, IB_ER, date(2026, 11, 17))]
    assert waiting(asked, "ontvangst") == []
    answered = record(asked, AntwoordAanDirectie, on=NEXT_MONDAY, kennisgeving=number)
    assert waiting(answered, "antwoord") == []
    assert waiting(answered, "ontvangst") == [("ontvangst", 1, DIRECTIE, date(2026, 11, 18))]


def test_a_destruction_waits_for_the_directie_and_the_route_waits_for_nobody() -> None:
    """R21, R22."""
    assert waiting(te_vernietigen()) == [
        ("ontvangst", 1, DIRECTIE, WEDNESDAY),
        ("vernietigen", 2, DIRECTIE, WEDNESDAY),
    ]


def test_a_destruction_that_is_off_is_an_ordinary_message() -> None:
    """R21."""
    assert waiting(record(te_vernietigen(), Signaal), "vernietigen") == []


# Acute danger


def test_acute_danger_is_due_the_same_day_even_on_saturday() -> None:
    """R35."""
    danger = record(opened(), AcuutGevaar, on=SATURDAY, datum="14-11-2026")
    assert waiting(danger, "stap") == [("stap", 5, IB_ER, SATURDAY)]


def test_stappen_passed_over_are_due_in_five_school_days() -> None:
    danger = record(after_stap(1), AcuutGevaar, on=FRIDAY)
    assert waiting(danger, "overgeslagen") == [
        ("overgeslagen", 2, IB_ER, date(2026, 11, 20)),
        ("overgeslagen", 3, IB_ER, date(2026, 11, 20)),
        ("overgeslagen", 4, IB_ER, date(2026, 11, 20)),
    ]


def test_a_second_acute_danger_gives_no_more_time_for_what_was_passed_over() -> None:
    once = record(after_stap(1), AcuutGevaar, on=MONDAY)
    twice = record(once, AcuutGevaar, on=FRIDAY)
    assert waiting(twice, "overgeslagen") == waiting(once, "overgeslagen")
    assert [key for key in keys(twice) if key.startswith("over-")] == ["over-2-6", "over-3-6", "over-4-6"]


def test_a_stap_that_was_filled_in_no_longer_waits() -> None:
    danger = close(work(record(opened(), AcuutGevaar), 1), 1)
    assert [each[1] for each in waiting(danger, "overgeslagen")] == [2, 3, 4]


# A second trigger before the first is decided upon


def came_back(on: date):
    """A dossier in stap 5 again: the signals came back while help was under way."""
    return record(in_opvolging("5a"), Effectmeting, on=on, signalen="opnieuw")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: record(came_back(MONDAY), AcuutGevaar, on=FRIDAY), id="back, then danger"),
        pytest.param(lambda: record(came_back(MONDAY), Effectmeting, on=FRIDAY, signalen="opnieuw"), id="back twice"),
        pytest.param(lambda: record(record(opened(), AcuutGevaar), AcuutGevaar, on=FRIDAY), id="danger twice"),
        pytest.param(
            lambda: record(record(in_opvolging("5a"), Signaal, on=MONDAY), AcuutGevaar, on=FRIDAY),
            id="signal, then danger",
        ),
        pytest.param(
            lambda: record(record(came_back(MONDAY), AcuutGevaar, on=THURSDAY), AcuutGevaar, on=FRIDAY), id="thrice"
        ),
    ],
)
def test_a_second_trigger_gives_no_more_time(make) -> None:
    """R34, R35."""
    assert waiting(make(), "stap") == [("stap", 5, IB_ER, MONDAY)]


def test_a_second_trigger_keeps_the_name_of_the_first() -> None:
    once = came_back(MONDAY)
    assert [key for key in keys(once) if key in keys(record(once, AcuutGevaar, on=FRIDAY))] == keys(once)


@pytest.mark.parametrize("kind", [Besluit, Melding])
def test_after_the_first_was_decided_upon_the_second_counts_from_its_own_day(kind) -> None:
    """R34."""
    danger = record(record(decided("5a"), AcuutGevaar, on=MONDAY), kind, on=TUESDAY, **MELDEN[kind])
    assert waiting(danger, "stap") == [("stap", 5, IB_ER, MONDAY)]
    assert waiting(record(danger, AcuutGevaar, on=FRIDAY), "stap") == [("stap", 5, IB_ER, FRIDAY)]


MELDEN: dict[type[Vastlegging], dict[str, Any]] = {Besluit: {"melden": "ja"}, Melding: {}}


def test_acute_danger_shortens_the_time_of_an_ordinary_stap_5() -> None:
    """R35."""
    assert waiting(after_stap(4), "stap") == [("stap", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(after_stap(4), AcuutGevaar, on=WEDNESDAY), "stap") == [("stap", 5, IB_ER, WEDNESDAY)]


def test_acute_danger_after_an_undecided_besluit_of_opvolging_is_due_that_day() -> None:
    changed = record(in_opvolging("5a"), Besluit, on=MONDAY)
    assert waiting(changed, "stap") == [("stap", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(changed, AcuutGevaar, on=WEDNESDAY), "stap") == [("stap", 5, IB_ER, WEDNESDAY)]


def test_what_was_settled_in_an_earlier_stap_5_does_not_count_for_this_one() -> None:
    settled = record(record(came_back(MONDAY), Besluit, melden="ja"), Melding)
    settled = record(record(settled, Hulp), OudersGeinformeerd, waarover="beide")
    again = record(close(settled, 5), Signaal, on=FRIDAY)
    assert waiting(again, "stap") == [("stap", 5, IB_ER, FRIDAY)]


def test_a_third_round_counts_from_the_signal_that_began_it() -> None:
    again = close(work(record(te_vernietigen(), Signaal), 1), 1)
    again = record(work(again, 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie")
    again = record(close(again, 2), Signaal, on=FRIDAY)
    assert waiting(again, "stap") == [("stap", 1, IB_ER, date(2026, 11, 20))]
