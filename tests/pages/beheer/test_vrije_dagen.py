"""The tab Vrije dagen in beheer: typed, read from a calendar file, or suggested by region."""

from datetime import date
from pathlib import Path

import pytest

from db.school import kalender
from db.store.engine import reading
from meldcode.termijnen import vakanties
from meldcode.termijnen.vakanties import Regio
from meldcode.termijnen.vrij import Vrij
from tests.builders import opened
from tests.cast import NOOR, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import CHRISTMAS, free


def entered() -> list[Vrij]:
    with reading(SCHOOL) as connection:
        return list(kalender.kalender(connection, SCHOOL).vrij)


def types(person: Person, **values: str) -> None:
    for naam, value in values.items():
        person.app.text_input(key=f"vrij/{naam}").set_value(value)
    person.presses("Invoeren")


def test_a_study_day_is_typed_and_what_waits_is_counted_anew(school: School, beheer: Person) -> None:
    dossier = school.keeps(opened())
    types(beheer, naam="studiedag", van="11-11-2026", tot="")
    assert beheer.is_told() == [
        "Ingevoerd: 1. 1 termijn is verschoven. Uiterlijk ma 16 november 2026 werd uiterlijk di 17 november 2026."
    ]
    assert entered() == [Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")]
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    assert "5 schooldagen na ma 9 november; wo 11 november (studiedag) telt niet" in noor.reads()


def test_days_without_a_year_are_the_next_ones_and_the_last_follows_the_first(beheer: Person) -> None:
    types(beheer, naam="kerst", van="19 dec", tot="3 jan")
    assert entered() == [Vrij(date(2026, 12, 19), date(2027, 1, 3), "kerst")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"naam": "kerst", "van": "19-12-2026", "tot": "3-1-2026"}, "eindigt vóór de eerste dag"),
        ({"naam": "kerst", "van": "19-12", "tot": "ooit"}, "kunnen wij niet lezen"),
        ({"naam": "kerst", "van": "kerstavond", "tot": ""}, "kunnen wij niet lezen"),
        ({"naam": "kerst", "van": "18-12-2026 12:00", "tot": ""}, "alleen de dag, zonder tijd"),
        ({"naam": "", "van": "19-12-2026", "tot": ""}, "een naam"),
    ],
)
def test_days_that_cannot_be_right_are_not_entered(beheer: Person, values: dict[str, str], said: str) -> None:
    types(beheer, **values)
    assert any(said in each for each in beheer.is_told()) and entered() == []


def test_a_published_calendar_is_read_and_the_school_chooses(beheer: Person) -> None:
    ics = (Path(__file__).parents[1] / "jaaragenda.ics").read_bytes()
    beheer.app.file_uploader(key="vrij/bestand").set_value([("jaaragenda.ics", ics, "text/calendar")])
    beheer.refreshes()
    ticked = {each.label: each.value for each in beheer.app.checkbox if str(each.key).startswith("vrij/kies/")}
    assert {label for label, value in ticked.items() if value} == {
        "Kerstvakantie, za 19 december 2026 tot en met zo 3 januari 2027",
        "Studiedag team, wo 3 februari 2027",
    }
    assert len(ticked) == 42 and ticked["Gym, ma 7 september 2026"] is False
    assert "Ouderavond groep 3, do 4 februari 2027: Dit is maar een deel van de dag." in beheer.reads()
    beheer.presses("Deze dagen zijn vrij")
    assert entered() == [
        Vrij(date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie"),
        Vrij(date(2027, 2, 3), date(2027, 2, 3), "Studiedag team"),
    ]


def test_a_region_is_a_suggestion_that_says_it_must_be_checked_and_enters_nothing_by_itself(beheer: Person) -> None:
    next(each for each in beheer.app.radio if each.label == "Regio").set_value(Regio.NOORD)
    beheer.refreshes()
    assert "Dit is een voorstel, geen rooster." in beheer.reads()
    assert vakanties.VAST_OF_ADVIES in beheer.reads() and "naar de Rijksoverheid verwijst" in beheer.why()
    assert entered() == []
    beheer.presses("Deze dagen zijn vrij")
    assert {each.naam for each in entered()} == {
        "Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie",
    }  # fmt: skip


def test_what_was_entered_is_taken_out_again(school: School, beheer: Person) -> None:
    free(CHRISTMAS)
    beheer.opens("beheer.py")
    beheer.presses("Weghalen")
    assert entered() == []
