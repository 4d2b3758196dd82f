"""Beheer: the days in a calendar file stand in three groups; what was not taken is named; and what moved is said."""

from datetime import date

from db.school import kalender
from db.store.engine import reading
from meldcode.termijnen.vrij import Vrij
from tests.builders import opened
from tests.cast import SCHOOL
from tests.inputs.calendars.case import Ics, table
from tests.pages.person import Person
from tests.pages.school import School

WEDNESDAY = date(2026, 11, 11)
DAYS = (
    Ics()
    .whole("Studiedag", "20261111")
    .whole("Kerstviering", "20261217")
    .whole("Onderbouw vrij", "20261204")
    .whole("Suikerfeest", "20270310")
    .whole("Groep 1 t/m 3 vrij", "20261130")
    .whole("Studiedag", "20201111")
    .whole("Vrije dag", "20270118", "", "STATUS:CANCELLED")
    .event("DTSTART:20270203T193000", "DTEND:20270203T210000", "SUMMARY:Ouderavond")
)


def entered() -> list[Vrij]:
    with reading(SCHOOL) as connection:
        return list(kalender.kalender(connection, SCHOOL).vrij)


def brings(person: Person, content: bytes, name: str = "agenda.ics") -> None:
    person.app.file_uploader(key="vrij/bestand").set_value([(name, content, "text/plain")])
    person.refreshes()


def boxes(person: Person) -> dict[str, bool]:
    return {each.label: each.value for each in person.app.checkbox if str(each.key).startswith("vrij/kies/")}


def ticks(person: Person, label: str) -> None:
    next(each for each in person.app.checkbox if each.label.startswith(label)).set_value(True)


def test_the_days_stand_in_three_groups_in_order_and_only_what_is_surely_free_is_ticked(beheer: Person) -> None:
    brings(beheer, DAYS.bytes())
    assert list(boxes(beheer).items()) == [
        ("Studiedag, wo 11 november 2026", True),
        ("Groep 1 t/m 3 vrij, ma 30 november 2026", False),
        ("Onderbouw vrij, vr 4 december 2026", False),
        ("Suikerfeest, wo 10 maart 2027", False),
        ("Kerstviering, do 17 december 2026", False),
    ]
    said = beheer.reads()
    assert said.index("Zeker vrij") < said.index("Misschien vrij") < said.index("Zeker niet vrij")


def test_what_was_not_taken_is_named_with_the_reason(beheer: Person) -> None:
    brings(beheer, DAYS.bytes())
    said = beheer.reads()
    for line in (
        "Ouderavond, wo 3 februari 2027: Dit is maar een deel van de dag. Is de school de hele dag dicht,",
        "Vrije dag, ma 18 januari 2027: Dit is in de agenda afgezegd.",
        "Studiedag, wo 11 november 2020: Dit valt niet in dit schooljaar en niet in het volgende.",
    ):
        assert line in said


def test_after_the_press_the_page_stays_there_and_says_which_due_days_moved(school: School, beheer: Person) -> None:
    school.keeps(opened(groep="6"))
    brings(beheer, DAYS.bytes())
    beheer.presses("Deze dagen zijn vrij")
    assert entered() == [Vrij(WEDNESDAY, WEDNESDAY, "Studiedag")]
    assert beheer.is_told() == [
        "Ingevoerd: 1. 1 termijn is verschoven. Uiterlijk ma 16 november 2026 werd uiterlijk di 17 november 2026."
    ]
    assert "Studiedag, wo 11 november 2026" not in boxes(beheer) and len(boxes(beheer)) == 4
    assert "Studiedag, wo 11 november 2026: Deze dagen staan al bij de vrije dagen." in beheer.reads()
    beheer.refreshes()
    assert beheer.is_told() == [], "said once"


def test_days_of_a_part_of_the_groups_are_entered_for_those_and_nobody_reads_what_moved(
    school: School, beheer: Person
) -> None:
    school.keeps(opened(groep="2"))
    brings(beheer, Ics().whole("Groep 1 t/m 3 vrij", "20261111").bytes())
    ticks(beheer, "Groep 1 t/m 3 vrij")
    beheer.presses("Deze dagen zijn vrij")
    assert entered() == [Vrij(WEDNESDAY, WEDNESDAY, "Groep 1 t/m 3 vrij", ("1", "2", "3"))]
    assert beheer.is_told() == ["Ingevoerd: 1."]
    assert "Ook termijnen van leerlingen in deze groepen zijn opnieuw geteld." in beheer.reads()


def test_of_a_part_that_names_no_groups_it_is_asked_which(beheer: Person) -> None:
    brings(beheer, Ics().whole("Onderbouw vrij", "20261111").bytes())
    ticks(beheer, "Onderbouw vrij")
    beheer.presses("Deze dagen zijn vrij")
    assert any("Schrijf bij ‘Onderbouw vrij’ welke groepen vrij zijn." in each for each in beheer.is_refused())
    assert entered() == [] and boxes(beheer)["Onderbouw vrij, wo 11 november 2026"], "what was ticked is still ticked"
    beheer.app.text_input(key="vrij/alleen/bestand/Onderbouw vrij").set_value("1 en 2")
    beheer.presses("Deze dagen zijn vrij")
    assert entered() == [Vrij(WEDNESDAY, WEDNESDAY, "Onderbouw vrij", ("1", "2"))]


def test_without_any_day_chosen_nothing_happens_and_it_says_so(beheer: Person) -> None:
    brings(beheer, Ics().whole("Suikerfeest", "20270310").bytes())
    beheer.presses("Deze dagen zijn vrij")
    assert any("Kies er ten minste één." in each for each in beheer.is_refused()) and entered() == []


def test_if_the_order_of_dates_is_open_it_is_asked_with_what_either_would_mean(beheer: Person) -> None:
    brings(beheer, table("Naam,Datum", "Studiedag,03/04/2027").encode(), "agenda.csv")
    assert boxes(beheer) == {}
    asked = next(each for each in beheer.app.radio if each.label == "Hoe staan de datums in dit bestand?")
    assert [each.replace("\\", "") for each in asked.options] == [
        "Eerst de dag, dan de maand: Studiedag, za 3 april 2027",
        "Eerst de maand, dan de dag: Studiedag, do 4 maart 2027",
    ]
    asked.set_value("maand-dag")
    beheer.refreshes()
    assert boxes(beheer) == {"Studiedag, do 4 maart 2027": True}


def test_a_calendar_without_a_day_to_choose_says_where_to_see_why(beheer: Person) -> None:
    brings(beheer, Ics().whole("Studiedag", "20201111").bytes())
    assert "In dit bestand staat geen dag die u kunt kiezen. Hieronder staat waarom." in beheer.reads()
    assert boxes(beheer) == {} and beheer.is_told() == []


def test_what_is_no_calendar_is_refused_at_the_field(beheer: Person) -> None:
    brings(beheer, b"%PDF-1.7\n", "rooster.pdf")
    assert beheer.is_told() == ["Dit is een pdf. Vraag de agenda als .ics of .csv, of typ de dagen in."]


def test_days_that_are_typed_can_be_for_some_groups(beheer: Person) -> None:
    for naam, value in {"naam": "kleuters vrij", "van": "11-11-2026", "groepen": "groep 1 en 2"}.items():
        beheer.app.text_input(key=f"vrij/{naam}").set_value(value)
    beheer.presses("Invoeren")
    assert entered() == [Vrij(WEDNESDAY, WEDNESDAY, "kleuters vrij", ("1", "2"))]
    assert "kleuters vrij, wo 11 november 2026, alleen groep 1 en 2" in beheer.reads()
    beheer.presses("Weghalen")
    assert entered() == []


def test_of_a_long_calendar_the_first_are_shown_with_how_many_there_are(beheer: Person) -> None:
    made = Ics()
    for number in range(130):
        made.whole(f"Suikerfeest {number}", f"2027{1 + number // 28:02}{1 + number % 28:02}")
    brings(beheer, made.bytes())
    assert len(boxes(beheer)) == 100 and "De eerste 100 van 130." in beheer.reads()
    beheer.presses("Misschien vrij: toon alle 130")
    assert len(boxes(beheer)) == 130
