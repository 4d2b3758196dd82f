"""Dossiers by the end of their term: the list of ib-er and directie, and the line on their start pages."""

from db.school import schools
from db.store.engine import transaction
from db.upkeep import bewaren
from tests.cast import DICK, LARS, NOOR, SCHOOL
from tests.meldcode.bewaren.closed import EIGEN, happened
from tests.pages.school import School


def test_what_reached_its_term_is_said_on_the_start_page_and_stands_in_the_list(school: School) -> None:
    over = school.keeps(happened("geen vermoeden", "gezien klaar"))
    later = school.keeps(happened("elders", "gezien klaar"))
    held = school.keeps(happened("hulp", "gezien klaar stop"))
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN["weg"])
        assert bewaren.follow(connection, SCHOOL) == 3
    said = "Van één dossier is de bewaartermijn om. Er verdwijnt niets vanzelf."
    for user, home in ((NOOR, "start.py"), (DICK, "directie.py")):
        person = school.comes(user)
        person.opens(home)
        assert said in person.reads()
        person.opens("bewaren.py")
        reads = person.reads()
        assert "Termijn om 1" in str([each.options for each in person.app.pills]) and over.codenaam in reads
        assert later.codenaam not in reads and ("Sem de Wit" in reads) is (user is NOOR)
        for part, codenaam in (("LATER", later.codenaam), ("WACHT", held.codenaam)):
            pills = person.app.pills("bewaren/welke")
            pills.set_value(next(each for each in pills.options if _is(each, part)))
            person.refreshes()
            assert codenaam in person.reads() and over.codenaam not in person.reads()
    assert said not in school.comes(LARS).reads() and not school.comes(LARS).has_in_menu("bewaren.py")


def _is(option: str, part: str) -> bool:
    return option.startswith({"LATER": "Later", "WACHT": "Wacht op iets"}[part])
