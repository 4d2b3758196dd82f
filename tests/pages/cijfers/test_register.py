"""The page Register: who viewed what, when and why; for the directie and the functionaris gegevensbescherming."""

import pandas as pd
import pytest

from db import schema
from db.dossiers import register
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Afscherming, Inzage
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, opened, record
from tests.cast import BEA, BESS, CAST, DICK, FRED, LARS, NOOR, SARA, VERA
from tests.pages.person import PAGES, Person, run, session_of
from tests.pages.school import NOW, School, marked

WORD = "Kanarievogel"
REASON = "De ouders dienden een klacht in over het verloop."


def table(person: Person) -> pd.DataFrame:
    return person.app.dataframe[0].value


def chooses(person: Person, key: str, value: str) -> None:
    next(each for each in person.app.selectbox if each.key == key).set_value(value)
    person.refreshes()


def at_register(user: User) -> Person:
    person = Person(user)
    person.opens("register.py")
    return person


def looks_into(dossier: Dossier) -> None:
    dick = Person(DICK)
    dick.opens("inzage.py")
    chooses(dick, "inzage/dossier", dossier.id)
    dick.dossier = dossier
    dick.answers(Inzage, answers(Inzage))
    dick.presses("Vastleggen")


@pytest.mark.parametrize("user", [DICK, FRED])
def test_it_says_who_viewed_what_and_nothing_of_what_they_saw(school: School, user: User) -> None:
    dossier = school.keeps(marked(after_stap(1), WORD))
    Person(NOOR).opens("dossier.py", dossier)
    person = at_register(user)
    assert list(table(person).iloc[0])[1:] == [user.naam, "register gelezen", ""], "the newest first"
    assert list(table(person).iloc[1])[1:] == [NOOR.naam, "bekeken", dossier.codenaam]
    assert WORD not in person.reads()


def test_looking_into_a_dossier_is_in_it_with_the_number_of_the_reason(school: School) -> None:
    dossier = school.keeps(marked(after_stap(1), WORD))
    looks_into(dossier)
    number = school.last(dossier, Inzage).nummer
    with reading(EVERY_SCHOOL) as connection:
        lines = journal.lines(connection, dossier.school_id)
    looked = next(each for each in lines if each.action == "ingezien")
    assert (looked.actor, looked.dossier_id, looked.object_id) == (DICK.id, dossier.id, str(number))


def test_why_is_read_by_whoever_gave_the_reason(school: School) -> None:
    looks_into(school.keeps(after_stap(1)))
    assert REASON in at_register(DICK).reads()
    reads = at_register(FRED).reads()
    assert "ingezien" in reads and "klacht" not in reads


def test_reading_the_register_is_a_line_in_it(school: School) -> None:
    dossier = school.keeps(opened())
    fred = at_register(FRED)
    chooses(fred, "register/dossier", dossier.id)
    fred.refreshes()
    rows = table(at_register(DICK))
    reading = rows[rows["Wat"] == "register gelezen"]
    assert list(reading["Wie"]) == [DICK.naam, FRED.naam, FRED.naam]
    assert list(reading["Dossier"]) == ["", dossier.codenaam, ""]


def refusals(school_id: str) -> list[tuple[str, str, str]]:
    """The refusals, oldest first: the person, what kind, and of which dossier."""
    with reading(EVERY_SCHOOL) as connection:
        lines = journal.lines(connection, school_id)
    kinds = (journal.PAGE_REFUSED, journal.DOSSIER_REFUSED)
    return [(each.actor, each.action, each.dossier_id) for each in reversed(lines) if each.action in kinds]


def test_a_page_that_is_refused_is_a_line_once_and_not_at_every_redrawing(school: School) -> None:
    app = run(PAGES / "beheer.py", session_of(NOOR))
    app.run().run()
    assert refusals(NOOR.school_id) == [(NOOR.id, "pagina geweigerd", "")]
    run(PAGES / "register.py", session_of(NOOR))
    assert refusals(NOOR.school_id)[1:] == [(NOOR.id, "pagina geweigerd", "")]


@pytest.mark.parametrize("place", ["address", "tab"])
def test_a_dossier_that_is_refused_is_a_line_that_directie_and_fg_find_at_that_dossier(
    school: School, place: str
) -> None:
    dossier = school.keeps(marked(opened(), WORD))
    lars = Person(LARS)
    if place == "address":
        lars.app.query_params["dossier"] = dossier.id
    else:
        lars.app.session_state["dossier"] = dossier.id
    lars.opens("dossier.py")
    lars.refreshes()
    assert WORD not in lars.reads()
    assert refusals(LARS.school_id) == [(LARS.id, "dossier geweigerd", dossier.id)]
    fred = at_register(FRED)
    chooses(fred, "register/dossier", dossier.id)
    assert [LARS.naam, "dossier geweigerd", dossier.codenaam] in table(fred)[["Wie", "Wat", "Dossier"]].values.tolist()


def test_a_stap_of_a_dossier_one_may_not_walk_is_refused_with_a_line(school: School) -> None:
    theirs = record(after_stap(1), Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA))
    school.keeps(theirs)  # so that Vera may open the page of stap 2
    own = school.keeps(opened(by=VERA))
    Person(VERA).opens("stap_2_overleg.py", own)
    assert refusals(VERA.school_id) == [(VERA.id, "dossier geweigerd", own.id)]


def test_what_another_school_has_is_refused_in_a_line_that_does_not_name_it(school: School) -> None:
    theirs = school.keeps(opened())
    for dossier_id in (theirs.id, "0" * 32, "Sem de Wit"):
        run(PAGES / "dossier.py", session_of(SARA), dossier_id)
    assert refusals(SARA.school_id) == [(SARA.id, "dossier geweigerd", "")] * 3
    assert refusals(NOOR.school_id) == []
    assert not school.holds_in_a_file("Sem de Wit"), "what was asked for is not written down"


def test_a_dossier_that_was_destroyed_is_not_there_and_not_refused(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("dossier.py", dossier)
    with transaction(EVERY_SCHOOL) as connection:
        mine = schema.dossier.c.id == dossier.id
        connection.execute(schema.dossier.update().where(mine).values(fase="vernietigd"))
    noor.refreshes()
    assert "Kies eerst een dossier" in noor.reads() and refusals(NOOR.school_id) == []


def test_no_refusal_is_written_of_who_may(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    for page in ("dossier.py", "stap_1_signalen.py", "toegang.py", "start.py"):
        noor.opens(page, dossier)
    assert refusals(NOOR.school_id) == []


def test_it_can_be_read_per_person_and_per_dossier(school: School) -> None:
    one, other = school.keeps(opened()), school.keeps(opened(by=LARS))
    fred = at_register(FRED)
    chooses(fred, "register/wie", LARS.id)
    assert set(table(fred)["Wie"]) == {LARS.naam} and set(table(fred)["Dossier"]) == {other.codenaam}
    chooses(fred, "register/wie", "")
    chooses(fred, "register/dossier", one.id)
    assert {*table(fred)["Dossier"]} == {one.codenaam}
    chooses(fred, "register/wie", VERA.id)
    assert "Hier staat niets." in fred.reads()


def test_it_is_read_page_by_page(school: School) -> None:
    dossier = school.keeps(opened())
    for _ in range(130):
        journal.noted(NOOR, journal.VIEWED, NOW, dossier.id)
    fred = at_register(FRED)
    chooses(fred, "register/dossier", dossier.id)
    sizes = [len(table(fred))]
    while "Oudere regels" in fred.buttons():
        fred.presses("Oudere regels")
        fred.refreshes()
        sizes.append(len(table(fred)))
    assert sizes[:2] == [50, 50] and 130 < sum(sizes) < 140 and len(sizes) == 3
    fred.presses("Nieuwere regels")
    assert len(table(fred)) == 50


def test_who_is_shut_out_of_a_dossier_does_not_find_it_in_the_register_either(school: School) -> None:
    dossier = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA)))
    assert dossier.codenaam in at_register(FRED).reads()
    dick = at_register(DICK)
    assert dossier.codenaam not in dick.reads()
    with reading(EVERY_SCHOOL) as connection:
        assert not register.lines(connection, DICK, dossier_id=dossier.id)


@pytest.mark.parametrize("user", [user for user in CAST if user not in (DICK, FRED)])
def test_nobody_else_reads_it(school: School, user: User) -> None:
    school.keeps(opened())
    assert not Person(user).has_in_menu("register.py")
    with reading(EVERY_SCHOOL) as connection:
        assert register.lines(connection, user) == []


def test_another_school_has_a_register_of_its_own(school: School) -> None:
    dossier = school.keeps(opened())
    theirs = User("dirk", SARA.school_id, "Dirk", DICK.role)
    with reading(EVERY_SCHOOL) as connection:
        assert register.lines(connection, DICK) and not register.lines(connection, theirs)
        assert dossier.id not in register.code_names(connection, theirs)
        assert set(register.people(connection, theirs)) == {SARA.id}


@pytest.mark.parametrize("user", [FRED, BESS, BEA])
def test_who_sees_no_dossier_is_told_kindly_what_there_is(school: School, user: User) -> None:
    dossier = school.keeps(marked(opened(), WORD))
    text = Person(user).reads()
    assert WORD not in text and dossier.codenaam not in text
    assert {FRED: "toezicht", BESS: "bestuur", BEA: "Dossiers ziet u niet"}[user] in text
