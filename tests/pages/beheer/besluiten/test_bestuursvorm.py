"""The beheerder says whether the board is under public law: stored, bound, in the journal, on paper."""

from db.journal import journal
from db.school import schools
from db.store.engine import reading
from db.upkeep import verification
from meldcode.eigen.bestuursvorm import is_publiekrechtelijk
from tests.cast import BEA, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School


def says(person: Person, answer: str) -> None:
    next(each for each in person.app.radio if each.key == "bestuursvorm/publiek").set_value(answer)
    person.presses("Bestuursvorm bewaren")


def is_publiek() -> bool:
    with reading(SCHOOL) as connection:
        return is_publiekrechtelijk(schools.eigen(connection, SCHOOL))


def test_a_school_is_taken_for_private_until_it_says_otherwise_and_back(school: School, beheer: Person) -> None:
    assert not is_publiek() and "Bijna elk schoolbestuur is een stichting" in beheer.reads()
    assert "Dan geldt ook de Archiefwet" not in beheer.reads()
    says(beheer, "Ja")
    assert "Bewaard. Het bestuur is publiekrechtelijk." in beheer.is_told()
    assert is_publiek() and verification.quickly(SCHOOL) == []
    assert "vernietigt volgens de selectielijst van het bestuur" in beheer.reads()
    beheer.presses("Woorden en afspraken bewaren")
    assert is_publiek(), "the words of the school are another form"
    says(beheer, "Nee")
    assert not is_publiek() and "Dan geldt ook de Archiefwet" not in beheer.reads()
    with reading(SCHOOL) as connection:
        lines = [each for each in journal.lines(connection, SCHOOL) if each.action == journal.MANAGED]
    said = [each.object_id for each in reversed(lines) if str(each.object_id).startswith("bestuur:")]
    assert said == ["bestuur: publiekrechtelijk", "bestuur: privaatrechtelijk"]
    assert {each.actor for each in lines} == {BEA.id}
