"""What is read in a calendar of a school, whatever program wrote it (tests/inputs/agenda), and what is left out."""

from collections import Counter
from datetime import date, datetime, time

import pytest

from db.school.kalender import KalenderError
from meldcode.vragen.datum import read_date
from tests.inputs.calendars import agenda
from tests.inputs.tables.workbooks import xlsx
from tests.over import over
from tests.processes import read_here
from ui.beheer import agenda_bestand
from ui.beheer.agenda_bestand import Lezing

TODAY = date(2026, 11, 9)
CASES = {each.name: each for each in agenda.cases()}
SLOW = {"regel-zonder-eind-7.ics"}  # only the process that reads one file can end that: test_calendars_in_time.py


def read(content: bytes) -> dict[str, Lezing]:
    with read_here.read_here():
        return dict(agenda_bestand.read(content, TODAY, whose="bea"))


def in_short(reading: Lezing) -> list[str]:
    found = []
    for each in reading.dagen:
        first, last = (f"{day.day}-{day.month}-{day.year}" for day in (each.vrij.van, each.vrij.tot))
        hours = f" ({each.uren})" if each.uren else ""
        found.append(f"{first if first == last else f'{first}/{last}'} {each.vrij.naam}{hours}")
    return found


def not_taken(reading: Lezing) -> Counter[str]:
    return Counter(f"{each.reden.name} {each.naam}" for each in reading.over for _time in range(each.aantal))


@over("name", [each for each in CASES if each not in SLOW and not CASES[each].refused])
def test_a_calendar_says_what_was_written_down_by_hand(name: str) -> None:
    case, readings = CASES[name], read(CASES[name].content)
    first = next(iter(readings.values()))
    assert in_short(first) == list(case.days)
    assert not_taken(first) == Counter(case.left)
    turned = readings.get("maand-dag") if len(readings) > 1 else None
    assert (in_short(turned) if turned else None) == (list(case.turned) if case.turned is not None else None)


@over("name", [each for each in CASES if CASES[each].refused])
def test_what_is_no_calendar_is_refused_with_a_sentence_that_says_what_to_do(name: str) -> None:
    with pytest.raises(KalenderError) as refused:
        read(CASES[name].content)
    assert str(refused.value) == CASES[name].refused


def test_a_workbook_says_what_its_cells_show() -> None:
    """Days as days, whatever they look like on the screen; a day in words; hours; a period over two cells."""
    made = xlsx(
        [
            ["Vakantierooster 2026-2027"],
            ["Naam", "Van", "Tot en met", "Begintijd", "Eindtijd"],
            ["Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)],
            ["Studiedag", datetime(2026, 12, 14)],  # noqa: DTZ001 (a day at school)
            ["Vrije dag", "ma 18 januari 2027"],
            ["Studiemiddag", date(2027, 2, 3), None, time(12, 0), time(15, 0)],
            ["Vergadering", ""],
        ]
    )
    (reading,) = read(made).values()
    assert in_short(reading) == [
        "17-10-2026/25-10-2026 Herfstvakantie",
        "14-12-2026 Studiedag",
        "18-1-2027 Vrije dag",
    ]
    assert not_taken(reading) == Counter(["TIJD Studiemiddag", "GEEN_DAG Vergadering"])


def test_the_files_are_as_they_were_written_down() -> None:
    """Those too large to keep are made only here."""
    kept = {file.name: file.read_bytes() for file in agenda.FOLDER.iterdir()}
    assert kept == {each.name: each.content for each in CASES.values() if len(each.content) < agenda.LARGE}, (
        "python -m tests.inputs.calendars.agenda"
    )
    assert len(CASES) >= 120 and len(kept) >= 120


def test_every_case_has_a_right_value() -> None:
    assert all(each.days or each.left or each.refused for each in CASES.values())
    assert all(read_date(day.partition(" ")[0].partition("/")[0]) for each in CASES.values() for day in each.days)


TOLD = {
    "AFGEBROKEN": "Het bestand houdt hier op. Exporteer de agenda opnieuw.",
    "GEEN_DAG": "Er staat geen dag bij die bestaat. Typ de dag zelf in.",
    "GEEN_JAAR": "Het jaar ontbreekt. Zet het erbij, of typ de dag zelf in.",
    "VERKEERDE_WEEKDAG": "De naam van de dag past niet bij de datum. Kijk de dag na, en typ hem in.",
    "EINDE_EERST": "Het einde ligt voor het begin. Kijk de dagen na, en typ ze in.",
    "TE_LANG": "Dit duurt langer dan 100 dagen. Is dat waar, typ de dagen dan in delen in.",
    "HERHAALT_TE_VAAK": "Dit herhaalt zich te vaak om uit te rekenen. Typ de dagen zelf in.",
    "TIJD": "Dit is maar een deel van de dag. Is de school de hele dag dicht, typ de dag dan in.",
    "AFGEZEGD": "Dit is in de agenda afgezegd. Gaat het toch door, typ de dag dan in.",
    "GEWIJZIGD": "Hiervan staat een nieuwere versie in de agenda. Die is gelezen, u hoeft niets te doen.",
    "TAAK": "Dit is een taak of een notitie. Is het een vrije dag, typ hem dan in.",
    "STAAT_ER_AL": "Deze dagen staan al bij de vrije dagen. U hoeft niets te doen.",
    "ANDER_JAAR": "Dit valt niet in dit schooljaar en niet in het volgende. Is het nu nodig, typ de dag dan in.",
}
"""Why something is not taken, and what to do: read by hand."""


def test_whatever_is_not_taken_is_told_with_what_to_do() -> None:
    assert {each.name: str(each) for each in agenda_bestand.Reden} == TOLD
    in_cases = {left.partition(" ")[0] for each in CASES.values() for left in each.left}
    assert TOLD.keys() - in_cases == {"STAAT_ER_AL"}, "a reason of which there is no calendar"
