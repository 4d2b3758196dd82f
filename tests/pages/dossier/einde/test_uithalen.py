"""Noor proposes that something goes out of a dossier, Dick confirms it, and nobody reads it any more."""

from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal, Uithalen, UithalenAntwoord
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import opened, record
from tests.cast import DICK, LARS, MIRJAM
from tests.pages.person import Person
from tests.pages.school import School

CANARY = "De overbuurman van Pim sloeg hem met een kleerhanger."


def with_a_signal() -> Dossier:
    return record(record(opened(), Signaal), Signaal, waarneming=CANARY)


def proposed(**changes: Any) -> Dossier:
    return record(with_a_signal(), Uithalen, nummer="3", **changes)


def chooses(person: Person, label: str) -> None:
    """Choose a record in the list above the form."""
    box = next(each for each in person.app.selectbox if each.label == "Welke vastlegging?")
    box.select(next(each for each in box.options if each.startswith(label)))
    person.refreshes()


def test_noor_proposes_it_and_dick_confirms_it(school: School, noor: Person) -> None:
    dossier = school.keeps(with_a_signal())
    noor.opens("uithalen.py", dossier)
    chooses(noor, "Nummer 3: Signaal van")
    assert CANARY in noor.reads() and "ook niet in een oude back-up" in " ".join(noor.is_told())
    noor.answers(Uithalen, answers(Uithalen), part="3")
    noor.presses("Vastleggen")
    assert "Het gaat er pas uit als een tweede het bevestigt." in " ".join(noor.is_told())
    assert "Dit wacht op de directie." in noor.reads()
    dick = Person(DICK)
    dick.opens("directie.py")
    assert "er is voorgesteld om hier iets uit te halen" in dick.reads()
    dick.presses("Bekijken")
    dick.page, dick.dossier = "uithalen.py", dossier
    assert "Signaal van" in dick.reads() and CANARY not in dick.reads() and "Sem" not in dick.reads()
    dick.answers(UithalenAntwoord, {"eruit": "ja"}, part="4")
    dick.presses("Vastleggen")
    assert school.reads(dossier).records[2].is_leeg
    noor.opens("dossier.py", dossier)
    assert CANARY not in noor.reads() and "Uit dit dossier gehaald" in noor.reads()
    noor.opens("uithalen.py", dossier)
    assert "Signaal van ma 9 november 2026 (nummer 3)" in noor.reads()


def test_noor_does_not_confirm_what_she_proposed_and_can_withdraw_it(school: School, noor: Person) -> None:
    dossier = school.keeps(proposed())
    noor.opens("uithalen.py", dossier)
    assert "U kunt het intrekken" in noor.reads() and "Ja, haal het eruit" not in noor.reads()
    next(each for each in noor.app.toggle if each.label == "Intrekken").set_value(True)
    noor.refreshes()
    noor.answers(UithalenAntwoord, {"waarom_niet": "Het ging toch over Sem."}, part="4")
    noor.presses("Vastleggen")
    assert school.reads(dossier).of(UithalenAntwoord) and CANARY in str(school.reads(dossier))


def test_the_colleague_who_was_asked_confirms_it_and_another_cannot(school: School) -> None:
    dossier = school.keeps(proposed(tweede=written(MIRJAM)))
    mirjam, dick = Person(MIRJAM), Person(DICK)
    dick.opens("directie.py")
    assert "iets uit te halen" not in dick.reads(), "it does not wait for him"
    mirjam.opens("uithalen.py", dossier)
    mirjam.answers(UithalenAntwoord, {"eruit": "ja"}, part="4")
    mirjam.presses("Vastleggen")
    assert school.reads(dossier).records[2].is_leeg
    lars = Person(LARS)
    lars.opens("start.py")
    assert not lars.has_in_menu("uithalen.py")
