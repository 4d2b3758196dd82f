"""The page about who is around the pupil, and what a form asks once somebody is there."""

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.vastleggingen import Betrokkene, Gezag, VeiligInformeren, Zorggesprek
from tests.answers import answers
from tests.builders import after_stap, record
from tests.cast import NOOR
from tests.pages.person import Person
from tests.pages.school import School

PAGE = "om_de_leerling.py"


@pytest.fixture
def noor(school: School) -> Person:
    return school.comes(NOOR)


def adds(person: Person, **changes: str) -> None:
    person.presses("Iemand toevoegen")
    person.answers(Betrokkene, answers(Betrokkene, **changes))
    person.presses("Vastleggen")


def both() -> Dossier:
    """In stap 2, with Anna and Bas, who both have gezag."""
    dossier = record(record(after_stap(1), Betrokkene), Betrokkene, naam="Bas Bos", woont="nee")
    return record(dossier, Gezag, voor=[each.keuze.value for each in mensen(dossier.standing)])


def test_two_parents_are_entered_once_and_their_gezag_in_one_press(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(1))
    noor.opens(PAGE, dossier)
    assert "Zolang telt de route ‘de ouders’ samen." in noor.reads()
    adds(noor)
    adds(noor, naam="Bas Bos", woont="nee", geheim="ja", bereiken="Kanarielaan 7")
    assert "Gezag: nog niet bekend." in noor.reads() and "Kanarielaan" not in noor.reads()
    noor.presses("Gezag vastleggen")
    noor.presses("Geldt voor beiden")
    noor.answers(Gezag, answers(Gezag))
    noor.presses("Vastleggen")
    assert noor.reads().count("Gezag: ja, als ouder") == 2
    kept = school.reads(dossier)
    assert [each.naam for each in kept.met_gezag] == ["Anna Bos (ouder)", "Bas Bos (ouder)"]


def test_where_somebody_is_stands_on_their_own_card_after_a_press_and_nowhere_else(
    school: School, noor: Person
) -> None:
    dossier = school.keeps(record(both(), Betrokkene, naam="Chris", geheim="ja", bereiken="Kanarielaan 7"))
    noor.opens(PAGE, dossier)
    assert "Kanarielaan" not in noor.reads() and "Zeg het alleen aan de telefoon." in noor.reads()
    where = next(str(each.key) for each in reversed(noor.app.button) if "/waar/" in str(each.key))
    noor.app.button(where).click()
    noor.refreshes()
    assert "Kanarielaan 7" in noor.reads()
    noor.opens("dossier.py", dossier)
    noor.unfolds()
    assert "Chris" in noor.reads() and "Kanarielaan" not in noor.reads()


def test_an_answer_about_the_parents_says_about_whom_and_both_is_one_press(school: School, noor: Person) -> None:
    dossier = school.keeps(both())
    noor.opens("stap_2_overleg.py", dossier)
    given = answers(VeiligInformeren)
    noor.answers(VeiligInformeren, given)
    noor.presses("Vastleggen")
    assert "Kies over wie het gaat. Is het voor beiden gelijk? Kies ze dan samen." in noor.reads()
    noor.presses("Geldt voor beiden")
    noor.presses("Vastleggen")
    said = school.reads(dossier).last(VeiligInformeren)
    assert said and said.tekst("voor") == "Anna Bos (ouder); Bas Bos (ouder)"


def test_once_it_differs_each_has_a_task_that_begins_with_the_name(school: School, noor: Person) -> None:
    dossier = both()
    anna, bas = (each.keuze.value for each in mensen(dossier.standing))
    dossier = record(record(dossier, VeiligInformeren, voor=[anna]), VeiligInformeren, voor=[bas], veilig="nee")
    noor.opens("stap_2_overleg.py", school.keeps(dossier))
    tasks = noor.tasks()
    assert "Gesprek met de ouders om de zorg te delen: Anna Bos (ouder)" in tasks
    assert not any("zorg te delen: Bas" in each for each in tasks)
    noor.chooses(Zorggesprek)
    assert noor.typed(Zorggesprek, "voor") == [anna]
    assert "Antwoord over Bas Bos (ouder): Nee." in noor.reads()
