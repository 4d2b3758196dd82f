"""The page In orde?: at most five things at once, the gravest first, and whose work it is to mend them."""

import pytest

from db.upkeep import controle, in_orde
from db.upkeep.controle import Bevinding, Ernst
from tests.pages.person import Person
from tests.pages.school import School

GRAVE = Bevinding("Ernstig", False, "Er dreigt iets.", ernst=Ernst.NU, doe="Doe dit eerst.")
LATER = [
    Bevinding(f"Later {nth}", False, "Ooit.", ernst=Ernst.LATER, doe="Doe dat.", waar="beheer.py") for nth in range(6)
]


def opened(person: Person) -> list[str]:
    person.opens("in_orde.py")
    return [each.value for each in person.app.header if each.value != "Alles nagaan"]


def test_at_most_five_are_shown_and_how_many_come_after(
    school: School, bea: Person, dick: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert school
    monkeypatch.setattr(controle, "of_settings", lambda: [*LATER, GRAVE])
    monkeypatch.setattr(in_orde, "of_school", lambda _school, _now: [])
    assert opened(bea) == ["Ernstig", "Later 0", "Later 1", "Later 2", "Later 3"]
    assert "Daarna zijn er nog 2 dingen." in bea.reads() and "De beheerder kan dit doen" not in bea.reads()
    assert opened(dick) == opened(bea) and "De beheerder kan dit doen" in dick.reads()


def test_when_all_is_in_order_the_page_says_so(school: School, dick: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    assert school
    for module, name in ((controle, "of_settings"), (in_orde, "of_school")):
        monkeypatch.setattr(module, name, lambda *_given: [])
    assert opened(dick) == [] and "Alles wat hier wordt nagegaan, is in orde." in dick.reads()
