"""The list of pupils on the screen: brought from a file, columns chosen, what is wrong named; and a pupil chosen."""

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers
from db.school import leerlingen
from db.store.engine import reading, transaction
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.rollen import User
from meldcode.vastleggingen import Opening
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.cast import LARS, MIRJAM, MONDAY, NOOR, SCHOOL
from tests.inputs.tables.workbooks import xlsx
from tests.pages.person import Kind, Person
from tests.pages.school import NOW, School

SEM, LOT = Leerling("Sem Kanarie de Wit", "14-03-2018", "6"), Leerling("Lot Vink", "2017")
FILE = """Achternaam;Tussenvoegsel;Roepnaam;BSN;Geboortedatum;Groep
Wit;de;Sem Kanarie;999999990;14-03-2018;6
Vink;;Lot;999999989;2017;
Jansen;;Kim;999999978;;4
"""
LABEL = "Of kies uit de leerlingenlijst van ma 9 november 2026"


def brings(person: Person, content: str | bytes) -> None:
    brought = content.encode() if isinstance(content, str) else content
    person.app.file_uploader[0].set_value([("leerlingen", brought, "application/octet-stream")])
    person.refreshes()


def there_is_a_list(*pupils: Leerling) -> None:
    with transaction(SCHOOL) as connection:
        leerlingen.bring(connection, NOOR, pupils, MONDAY, NOW)


def kept(user: User = NOOR) -> list[Leerling]:
    with reading(SCHOOL) as connection:
        found = leerlingen.current(connection, user, MONDAY)
    return list(found.leerlingen) if found else []


def chooses(person: Person, pupil: Leerling) -> None:
    box = next(each for each in person.app.selectbox if each.label == LABEL)
    box.set_value(box.options.index(pupil.tekst))
    person.refreshes()
    assert next(each for each in person.app.selectbox if each.label == LABEL).value is None, "it stands in the fields"


def test_a_list_is_brought_looked_at_mended_and_kept_and_the_rest_of_the_file_is_not(
    school: School, noor: Person
) -> None:
    noor.opens("leerlingen.py")
    assert "Er is nu geen lijst." in noor.reads()
    brings(noor, FILE)
    said = noor.reads()
    assert "Sem Kanarie de Wit, groep 6, 14-03-2018" in said
    assert "Regel 4 (Kim Jansen): de geboortedatum ontbreekt." in said
    noor.app.selectbox[2].set_value(-1)
    noor.refreshes()
    assert "Sem Kanarie, groep 6, 14-03-2018" in noor.reads(), "without the column of surnames"
    noor.app.selectbox[2].set_value(0)
    noor.refreshes()
    noor.presses("2 leerlingen bewaren")
    assert noor.is_told() == ["De leerlingenlijst is bewaard, met 2 leerlingen."]
    assert "Niet overgenomen: 1 regel." in noor.reads() and "gewist op di 9 november 2027" in noor.reads()
    assert kept() == [LOT, SEM] and "999999990" not in noor.reads()
    assert "Kanarie" not in repr(noor.app._session_state._state), "the tab holds no pupil"


def test_a_list_of_excel_is_brought_as_it_is(school: School, noor: Person) -> None:
    noor.opens("leerlingen.py")
    brings(noor, xlsx([line.split(";") for line in FILE.splitlines()]))
    assert "Regel 4 (Kim Jansen): de geboortedatum ontbreekt." in noor.reads()
    noor.presses("2 leerlingen bewaren")
    assert kept() == [LOT, SEM]


@pytest.mark.sweep
def test_what_cannot_be_read_is_said_at_the_file_and_the_list_of_now_stays(school: School, noor: Person) -> None:
    there_is_a_list(SEM)
    noor.opens("leerlingen.py")
    brings(noor, "%PDF-1.7")
    assert any("Dit is een pdf." in each for each in noor.is_told())
    brings(noor, "a;b\n1;2\n")
    assert "Er is geen leerling om te bewaren." in noor.reads() and kept() == [SEM]
    noor.presses("Lijst nu wissen")
    assert noor.is_told() == ["De leerlingenlijst is gewist."] and not kept()


def test_a_pupil_that_is_chosen_stands_in_the_fields_can_be_changed_and_leaves_no_trace_of_the_list(
    school: School, noor: Person
) -> None:
    there_is_a_list(SEM, LOT)
    noor.opens("nieuw.py")
    assert not [each for each in noor.app.selectbox if each.label == LABEL], "nobody is asked for yet"
    noor.answers(Opening, {"medewerker": "nee", "collega": "nee"})
    chooses(noor, LOT)
    chooses(noor, SEM)
    concept = school.concept(NOOR, None, Opening)
    assert [concept[each] for each in ("naam", "geboren", "groep")] == list(SEM)
    noor.answers(Opening, {"groep": "7"})
    noor.presses("Vastleggen")
    with reading(SCHOOL) as connection:
        (dossier_id,) = connection.scalars(select(schema.dossier.c.id))
        dossier = dossiers.load(connection, dossier_id, SCHOOL)
        (list_id,) = connection.scalars(select(schema.leerlingenlijst.c.id))
    assert dossier and [dossier.leerling(each) for each in ("naam", "groep")] == [SEM.naam, "7"]
    assert list_id not in repr(dossier) and kept() == [LOT, SEM]


def offered(person: Person, kind: Kind) -> bool:
    person.opens("nieuw.py")
    person.answers(kind, {"medewerker": "nee", "collega": "nee"})
    return any(LABEL[:25] in each.label for each in person.app.selectbox)


def test_who_hands_in_a_signaal_types_and_a_year_later_so_does_the_ib_er(school: School, noor: Person) -> None:
    there_is_a_list(SEM)
    assert not offered(Person(LARS), SignaalBegin)
    assert offered(noor, Opening)
    school.days_pass(365)
    mirjam = school.comes(MIRJAM)
    assert not offered(mirjam, Opening)
    mirjam.opens("leerlingen.py")
    assert "Er is nu geen lijst." in mirjam.reads()
