"""All records of a dossier in order: a few in full, many a line each, of which a press shows all."""

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.answers import answers
from tests.builders import opened, record
from tests.cast import NOOR
from tests.pages.person import Person
from tests.pages.school import School
from ui.forms.state import FormState, correction, name_of

END = "Daarna liep hij alleen naar huis."
LONG = f"Hij stond een uur bij het hek. {'Niemand kwam hem halen. ' * 9}{END}"


def signals(number: int) -> Dossier:
    """A dossier with so many signals, each with the same end of a long text; the place says which it is."""
    dossier = opened()
    for each in range(number):
        dossier = record(dossier, Signaal, waarneming=LONG, plaats=f"plek {each}")
    return dossier


def lines(noor: Person) -> list[str]:
    """The records that are a line to press."""
    return [str(each.key) for each in noor.app.button if "/volgorde/" in str(each.key)]


def types_a_correction(noor: Person) -> str:
    """Noor unfolds record 3 and types another place in its correction; returns the key of that field."""
    form = FormState(name_of(noor.dossier.id, "Signaal", correction(3)))
    noor.app.button(key=lines(noor)[2]).click()
    noor.refreshes()
    noor.app.toggle(key=form.toggle).set_value(True)
    noor.refreshes()
    place = form.answer("plaats")
    noor.app.text_input(key=place).set_value("op het plein")
    return place


def test_a_few_records_are_read_without_a_press(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens("dossier.py", school.keeps(signals(4)))
    assert not lines(noor) and noor.reads().count(END) == 4


def test_many_records_are_a_line_each_with_the_day_the_first_words_and_who(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens("dossier.py", school.keeps(signals(5)))
    assert len(lines(noor)) == 6 and END not in noor.reads()
    row = next(each.label for each in noor.app.button if str(each.key) == lines(noor)[-1])
    assert "Signaal: Hij stond een uur bij het hek." in row and "Noor van Dalen" in row


def test_a_press_on_a_line_unfolds_its_record_and_another_folds_it(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens("dossier.py", school.keeps(signals(5)))
    for shown in (1, 0):
        noor.app.button(key=lines(noor)[3]).click()
        noor.refreshes()
        assert noor.reads().count(END) == shown
        assert [each for each in range(5) if f"plek {each}" in noor.reads()] == [2] * shown
        assert ("Corrigeren" in [each.label for each in noor.app.toggle]) == bool(shown)


def test_everything_is_shown_in_full_at_a_press_to_read_or_to_print(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens("dossier.py", school.keeps(signals(5)))
    noor.presses("Toon alles voluit")
    assert not lines(noor) and noor.reads().count(END) == 5
    noor.presses("Toon elk op één regel")
    assert END not in noor.reads()


def test_a_correction_that_is_being_typed_is_not_folded_away(school: School) -> None:
    dossier = school.keeps(signals(5))
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    place = types_a_correction(noor)
    noor.refreshes()
    noor.app.button(key=lines(noor)[2]).click()
    noor.refreshes()
    assert noor.app.text_input(key=place).value == "op het plein"


def test_a_line_says_that_it_was_corrected_and_which_one_corrects(school: School) -> None:
    dossier = school.keeps(signals(5))
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    types_a_correction(noor)
    noor.presses("Vastleggen")
    noor.opens("dossier.py", dossier)
    marked = [each.label for each in noor.app.button if "/volgorde/" in str(each.key)]
    assert [number for number, each in enumerate(marked, 1) if "gecorrigeerd" in each] == [3]
    assert [number for number, each in enumerate(marked, 1) if "correctie" in each] == [7]


@pytest.mark.parametrize("way", ["Bekijken", "Corrigeren"])
def test_one_press_leads_to_what_was_recorded_among_many(school: School, way: str) -> None:
    dossier = school.keeps(signals(6))
    noor = school.comes(NOOR)
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, {**answers(Signaal), "waarneming": LONG, "plaats": "in de gang"})
    noor.presses(way)
    assert len(lines(noor)) == 8 and "in de gang" in noor.reads() and "plek" not in noor.reads()
    assert bool([each for each in noor.app.text_area if "/correctie/" in str(each.key)]) == (way == "Corrigeren")
