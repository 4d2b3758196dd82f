"""Dossiers of which the term is over are asked and confirmed together, by two people who each read the list."""

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers.einde import vernietigd
from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from db.upkeep import bewaren, verification
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Nazorg, VernietigingGevraagd
from tests.cast import DICK, FRED, NOOR, SCHOOL
from tests.meldcode.bewaren.closed import EIGEN, happened
from tests.pages.person import Person
from tests.pages.school import School
from ui.forms.state import FormState

NOT_READ = "Lees de lijst, en kruis dit dan aan."
COUNT = "Uit deze lijst gaan drie dossiers mee. Kijk de lijst na, en typ het aantal in cijfers."


@pytest.fixture
def due(school: School) -> list[Dossier]:
    """Three dossiers that need not be kept."""
    kept = [school.keeps(happened("geen vermoeden", "gezien klaar")) for _each in range(3)]
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN["weg"])
        bewaren.follow(connection, SCHOOL)
    return kept


def comes(school: School, user=NOOR, part: str = "") -> Person:  # type: ignore[no-untyped-def]
    person = school.comes(user)
    person.opens("bewaren.py")
    if part:
        pills = person.app.pills("bewaren/welke")
        pills.set_value(next(each for each in pills.options if each.startswith(part)))
        person.refreshes()
    return person


def fills_in(person: Person, number: str, *, reads: bool = True) -> None:
    (box,) = [each for each in person.app.checkbox if each.key.endswith("/gezien")]
    (field,) = [each for each in person.app.text_input if each.key.endswith("/aantal")]
    box.set_value(reads)
    field.set_value(number)


def asks(person: Person) -> None:
    person.app.toggle(FormState("lijst/vragen").toggle).set_value(True)
    person.refreshes()


def fasen(every: list[Dossier]) -> list[str]:
    with reading(SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.id, schema.dossier.c.fase)).all()
    found = {row.id: row.fase for row in rows}
    return [found[each.id] for each in every]


def test_one_asks_for_a_list_and_another_confirms_it_after_seven_days(school: School, due: list[Dossier]) -> None:
    noor = comes(school)
    asks(noor)
    assert noor.reads().count(f"Wat er weggaat: {due[0].versie} vastleggingen, van ma 9 november 2026.") == 3
    for number, reads, said in (("3", False, NOT_READ), ("4", True, COUNT), ("drie", True, COUNT)):
        fills_in(noor, number, reads=reads)
        noor.presses("Vraag de vernietiging (3 dossiers)")
        assert said in noor.reads() and not school.reads(due[0]).of(VernietigingGevraagd)
    fills_in(noor, "3")
    noor.presses("Vraag de vernietiging (3 dossiers)")
    assert "De vernietiging van 3 dossiers is gevraagd." in " ".join(noor.is_told())
    assert all(school.last(each, VernietigingGevraagd).by == NOOR.id for each in due)
    assert "Gevraagd in een lijst. Dit dossier hoeft niet te worden bewaard" in school.last(
        due[0], VernietigingGevraagd
    ).tekst("waarom")
    assert "Te bevestigen" not in str(comes(school, DICK).app.pills("bewaren/welke").options), "seven days to withdraw"
    school.days_pass(7)
    assert "Te bevestigen" not in str(comes(school).app.pills("bewaren/welke").options), "who asked cannot confirm"
    school.adds(due[2], Nazorg)
    dick = comes(school, DICK, "Te bevestigen 2")
    assert due[2].codenaam not in dick.reads(), "what came in since makes the request lapse"
    fills_in(dick, "3")
    dick.presses("Bevestig en vernietig (2 dossiers)")
    assert "Uit deze lijst gaan twee dossiers mee." in dick.reads() and fasen(due) == [Fase.GESLOTEN] * 3
    fills_in(dick, "2")
    dick.presses("Bevestig en vernietig (2 dossiers)")
    assert "Vernietigd: 2 dossiers." in " ".join(dick.is_told())
    assert fasen(due) == [Fase.VERNIETIGD, Fase.VERNIETIGD, Fase.GESLOTEN]
    with reading(SCHOOL) as connection:
        lines = [
            each for each in journal.lines(connection, SCHOOL) if each.action in (journal.LISTED, journal.DESTROYED)
        ]
        proof = vernietigd.certificate(connection, FRED, due[0].id)
    assert [each.action for each in reversed(lines)] == [journal.LISTED, journal.DESTROYED, journal.DESTROYED]
    assert len({each.object_id for each in lines}) == 1 and lines[-1].object_id and len(lines[-1].digest) == 64
    assert (
        proof and ("Manier van bevestigen", "Op een lijst van 2, die is gelezen; niet met de codenaam") in proof.rijen
    )
    assert verification.of_school(SCHOOL) == []
