"""A calendar of 5 MB is read in little work, and a rule without end costs only itself."""

import cProfile
import time
from collections.abc import Callable
from datetime import date

import pytest

from db.brought import agenda, own_process
from db.brought.calendars import patience
from tests.adding_up import adding_up
from tests.inputs.calendars.agenda import cases
from tests.inputs.calendars.case import Ics
from tests.inputs.calendars.large import days_only, google, rows
from tests.over import over
from tests.processes import read_here
from ui.beheer import agenda_bestand
from ui.beheer.agenda_bestand import MAX_BYTES, jaren

TODAY = date(2026, 11, 9)
ENOUGH = 5_000_000  # bytes
CALLS_A_BYTE = 1.5  # of functions: what a fast machine does in a second for 5 MB. Time tells of the machine
A_SECOND, FOR_SO_MANY = 1.0, 5.0  # or so many times as long as adding up, where that takes longer


@pytest.mark.parametrize("make", [google, *(pytest.param(each, marks=pytest.mark.sweep) for each in (days_only, rows))])
def test_five_megabytes_are_read_in_the_work_of_a_second(make: Callable[[], bytes]) -> None:
    content = make()
    assert ENOUGH <= len(content) <= MAX_BYTES
    counted = cProfile.Profile()
    found, _ = counted.runcall(agenda.read, agenda.asked(*jaren(TODAY), content))
    reading = next(iter(found["readings"].values()))
    assert len(reading["days"]) + sum(number for *_, number in reading["left"]) > 10_000
    assert sum(each.callcount for each in counted.getstats()) < CALLS_A_BYTE * len(content)


def test_a_rule_without_end_is_named_and_the_rest_of_the_file_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_in_a_child", read_here.APART)
    endless = [each for each in cases() if each.name.startswith("regel-zonder-eind")]
    together = Ics()
    for each in endless:
        rule = next(line for line in each.content.decode().splitlines() if line.startswith("RRULE"))
        together.event("DTSTART;VALUE=DATE:20261214", rule, "SUMMARY:Zonder eind")
    together.whole("Studiedag", "20270118")
    begun = time.monotonic()
    found = agenda_bestand.read(together.bytes(), TODAY, whose="bea")[""]
    assert time.monotonic() - begun < own_process.SECONDS
    assert [each.vrij.naam for each in found.dagen] == ["Studiedag"]
    assert [(each.naam, each.reden.name, each.aantal) for each in found.over] == [
        ("Zonder eind", "HERHAALT_TE_VAAK", len(endless))
    ]


def test_many_rules_without_end_cost_no_more_than_all_may_cost_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_in_a_child", read_here.APART)
    made = Ics()
    for number in range(200):
        rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"
        made.event("DTSTART;VALUE=DATE:20261214", rule, f"SUMMARY:Zonder eind {number}")
    begun = time.monotonic()
    found = agenda_bestand.read(made.bytes(), TODAY, whose="bea")[""]
    assert time.monotonic() - begun < own_process.SECONDS and patience.FOR_ALL < own_process.SECONDS
    assert len(found.over) == 200 and {each.reden.name for each in found.over} == {"HERHAALT_TE_VAAK"}


@over(
    "content",
    [
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 100_000 + b"END:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;" + b'TZID="x";' * 100_000 + b":20261214\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VTIMEZONE\n" * 100_000 + b"BEGIN:VEVENT\nDTSTART:20261214\nEND:VEVENT\n",
        b"naam;datum\n" + b"x;" * 500_000,
        b"naam;datum\nx;" + b"1-" * 500_000,
        b"naam;datum\nx;" + b"14 en " * 200_000,
        b'"' * 1_000_000,
        b"14 " * 400_000,
        b"\xff\xfe" + b"1\x00" * 500_000,
    ],
)
def test_whatever_is_repeated_takes_no_more_than_its_length(content: bytes) -> None:
    begun = time.process_time()
    try:
        agenda.read(agenda.asked(*jaren(TODAY), content))
    except Exception:  # what it says is of no importance: the process that reads it answers for any
        found = False
    else:
        found = True
    took = time.process_time() - begun
    assert took <= A_SECOND or took <= FOR_SO_MANY * adding_up(), (took, found)
