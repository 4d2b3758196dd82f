"""The page about a pupil who leaves: what must be done, done there or led to from there; and telling another school."""

import re

import pytest

from db.school import schools
from db.store.engine import transaction
from meldcode.eigen import bestuursvorm
from meldcode.eigen.woorden import GEWOON
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Betrokkene, Vertrek, VertrekVerteld, WarmeOverdracht
from tests.answers import answers
from tests.builders import after_stap, gesloten, record
from tests.cast import LARS, NOOR, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School
from ui.forms.state import correction

PAGE, LEAVES, WARM = "vertrek.py", "De leerling gaat van school", "Warme overdracht"
NEVER = "Dit dossier gaat nooit mee naar een andere school: niet in OSO, niet in het overstapdossier, niet als kopie."

KNOWS = "Anna Bos (ouder) weet van de uitschrijving en is niet tegen."


def staat(person: Person, punt: str) -> str:
    """Whether this is done, as the list says it."""
    found = re.search(rf"<b>{re.escape(punt)}</b><span>([^<]*)</span>", person.reads())
    return found[1] if found else ""


@pytest.fixture
def noor(school: School) -> Person:
    return school.comes(NOOR)


def leaves(person: Person, **changes: object) -> None:
    person.presses(LEAVES)
    person.answers(Vertrek, answers(Vertrek, **changes))
    person.presses("Vastleggen")


def test_a_pupil_leaves_and_the_page_says_what_must_still_be_done(school: School, noor: Person) -> None:
    dossier = school.keeps(record(after_stap(1), Betrokkene))
    noor.opens(PAGE, dossier)
    assert NEVER in noor.reads() and "Voordat het dossier kan rusten" not in noor.reads()
    leaves(noor)
    said = noor.reads()
    assert "Naar De Waterval. Laatste schooldag: ma 9 november 2026. Aangekondigd." in said
    assert staat(noor, KNOWS) == "Klaar"
    assert staat(noor, "Over de warme overdracht is beslist.") == "Nog niet"
    assert "vanaf ma 9 november 2026. Er verdwijnt niets vanzelf." in said
    assert not school.reads(dossier).of(WarmeOverdracht)


def test_the_talk_with_the_other_school_begins_with_the_school_that_was_said(school: School, noor: Person) -> None:
    dossier = school.keeps(record(after_stap(1), Vertrek))
    noor.opens(PAGE, dossier)
    noor.presses(WARM)
    assert "niet in OSO" in noor.reads() and "Toestemming is de regel." in noor.reads()
    noor.answers(WarmeOverdracht, {"grond": "veilig_thuis"})
    assert noor.typed(WarmeOverdracht, "school") == "De Waterval"
    noor.answers(WarmeOverdracht, answers(WarmeOverdracht, grond="veilig_thuis"))
    noor.presses("Vastleggen")
    told = school.last(dossier, WarmeOverdracht)
    assert told.waarde("punten") is None and told.waarde("verteld") == "Dat Sem rust nodig heeft."
    assert staat(noor, "Over de warme overdracht is beslist.") == "Klaar"


def test_a_sudden_move_is_offered_as_a_signal_and_to_tell_veilig_thuis(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(1))
    noor.opens(PAGE, dossier)
    assert "Veilig Thuis over het vertrek" not in noor.buttons()
    leaves(noor, hoe="plotseling")
    noor.presses("Veilig Thuis over het vertrek")
    noor.answers(VertrekVerteld, answers(VertrekVerteld))
    noor.presses("Vastleggen")
    assert school.last(dossier, VertrekVerteld).waarde("gebeld") == "ja"
    noor.presses("Signaal vastleggen")
    assert noor.title == "Signaal"


def test_that_the_other_parent_knows_by_now_is_a_correction_on_the_same_page(school: School, noor: Person) -> None:
    left = record(record(after_stap(1), Betrokkene), Vertrek, ieder="nee", weten_niet=["6 Anna Bos (ouder)"])
    dossier = school.keeps(left)
    noor.opens(PAGE, dossier)
    assert staat(noor, KNOWS) == "Nog niet"
    noor.presses("Vertrek wijzigen")
    noor.answers(Vertrek, {"ieder": "ja"}, correction(left.of(Vertrek)[-1].nummer))
    noor.presses("Vastleggen")
    assert staat(noor, KNOWS) == "Klaar"
    assert len(school.reads(dossier).of(Vertrek)) == 1


def test_in_a_closed_dossier_it_is_recorded_and_opens_nothing(school: School, noor: Person) -> None:
    dossier = school.keeps(gesloten())
    noor.opens(PAGE, dossier)
    leaves(noor)
    assert school.reads(dossier).fase is Fase.GESLOTEN and school.reads(dossier).of(Vertrek)


def test_of_a_board_under_public_law_the_archiefwet_is_named(school: School, noor: Person) -> None:
    dossier = school.keeps(record(after_stap(1), Vertrek))
    noor.opens(PAGE, dossier)
    assert "Archiefwet" not in noor.reads()
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, bestuursvorm.said(GEWOON, publiek=True))
    noor.opens(PAGE, dossier)
    assert "Dan geldt ook de Archiefwet" in noor.reads()


def test_who_only_reads_along_has_no_such_page(school: School) -> None:
    school.keeps(record(after_stap(1), Vertrek))
    assert not school.comes(LARS).has_in_menu(PAGE)
