"""Brothers and sisters: who may read both dossiers sees one family; for anybody else every page is as without a tie."""

import re
from typing import Any

import pytest

from db.dossiers import koppelen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import AdviesVeiligThuis, Afscherming, Betrokkene, Signaal, Uitnodiging, Zorggesprek
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, opened, record, work
from tests.cast import DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, VERA
from tests.pages.page.test_every_page_is_locked import ABOUT_A_DOSSIER, MAY_SEE
from tests.pages.person import Person
from tests.pages.school import NOW, School

TITEL = "Broers en zussen"
LOT: dict[str, Any] = {"naam": "Lot Vermeer", "geboren": "02-09-2014"}


def tied(school: School) -> tuple[Dossier, Dossier]:
    sem = school.keeps(record(after_stap(1), Signaal))
    lot = school.keeps(record(work(opened(**LOT), 1), Signaal))
    koppelen.koppel(NOOR, sem.id, lot.id, MONDAY, NOW)
    return sem, lot


def shut_out(dossier: Dossier, user: User, deputy: str = "") -> Dossier:
    return record(dossier, Afscherming, by=MIRJAM, afgeschermd=written(user), vervanger=deputy)


def tick(person: Person, label: str) -> None:
    next(each for each in person.app.checkbox if label in each.label).set_value(True)
    person.refreshes()


def test_noor_ties_a_sister_in_one_press_and_sees_one_family(school: School, noor: Person) -> None:
    sem, lot = school.keeps(after_stap(1)), school.keeps(record(opened(**LOT), Signaal))
    noor.opens("gezin.py", sem)
    assert "aan geen ander dossier gekoppeld" in noor.reads()
    next(each for each in noor.app.text_input if each.key.endswith("koppelen/zoek")).set_value("vermeer")
    noor.refreshes()
    next(each for each in noor.app.button if each.key.endswith(f"koppelen/{lot.id}")).click()
    noor.refreshes()
    assert f"{sem.codenaam} en {lot.codenaam} zijn gekoppeld." in noor.is_told()
    text = noor.reads()
    assert "Lot Vermeer" in text and "Wat er wacht voor het gezin" in text and "Eén tijdlijn" in text
    assert f"{lot.codenaam}: Signaal" in text and f"{sem.codenaam}: Overleg" in text
    mirjam = Person(MIRJAM)
    mirjam.opens("gezin.py", lot)
    assert "Sem de Wit" in mirjam.reads()
    noor.presses(f"{lot.codenaam} ontkoppelen")
    assert "Lot Vermeer" not in noor.reads().split("Broer of zus koppelen")[0]


def test_in_one_press_she_finds_who_has_the_same_mother_and_no_place_is_shown(school: School, noor: Person) -> None:
    anna: dict[str, Any] = {"naam": "Anna Bos", "geheim": "ja", "bereiken": "Hoflaan 7, 06-12345678"}
    sem = school.keeps(record(after_stap(1), Betrokkene, **anna))
    tim = school.keeps(record(opened(naam="Tim Smit", geboren="02-09-2014"), Betrokkene, **anna))
    noor.opens("gezin.py", sem)
    assert "Tim Smit" not in noor.reads()
    noor.presses("Zoek dezelfde ouders of hetzelfde adres")
    row = next(each for each in noor.app.button if each.key.endswith(f"thuis/{tim.id}"))
    assert "Tim Smit" in row.label and "hetzelfde adres, telefoonnummer of mailadres" in row.label
    assert "Hoflaan" not in noor.reads() + row.label and "12345678" not in noor.reads() + row.label
    row.click()
    noor.refreshes()
    assert f"{sem.codenaam} en {tim.codenaam} zijn gekoppeld." in noor.is_told()
    noor.presses("Zoek dezelfde ouders of hetzelfde adres")
    assert "Niets gevonden dat nog te koppelen is." in noor.reads()


def test_where_nobody_is_known_she_reads_where_to_put_the_parents(school: School, noor: Person) -> None:
    sem = school.keeps(after_stap(1))
    noor.opens("gezin.py", sem)
    assert "Staan de ouders bij ‘Om de leerling heen’?" in noor.reads()
    school.adds(sem, Betrokkene, naam="Anna Bos")
    noor.opens("gezin.py", sem)
    noor.presses("Zoek dezelfde ouders of hetzelfde adres")
    assert "Er is geen ander dossier met dezelfde ouders of hetzelfde adres." in noor.is_told()[0]


def test_who_reads_along_in_both_sees_them_together_and_ties_nothing(school: School) -> None:
    sem, lot = tied(school)
    school.adds(sem, Uitnodiging, wie=written(LARS))
    lars = Person(LARS)
    lars.opens("gezin.py", sem)
    assert lot.codenaam not in lars.reads()
    school.adds(lot, Uitnodiging, wie=written(LARS))
    lars = Person(LARS)
    lars.opens("gezin.py", sem)
    assert "Lot Vermeer" in lars.reads() and f"{lot.codenaam}: Signaal" in lars.reads()
    assert "ontkoppelen" not in lars.reads() and "Broer of zus koppelen" not in lars.reads()


# Not even that it exists

BY_THE_HOUR = ("register.py", "account.py")  # the one has a line for each look, which other tests read; the other hours
OTHERS = {"N": NOOR, "D": DICK, "V": VERA, "L": LARS, "F": FRED}


def pages_of(user: User, letter: str, dossier: Dossier) -> dict[str, str]:
    """What every page says to somebody who asks for this dossier, without what differs at each drawing."""
    person, found = Person(user), {}
    for page in (each for each, letters in MAY_SEE.items() if letter in letters and each not in BY_THE_HOUR):
        person.opens(page, dossier if page in ABOUT_A_DOSSIER else None)
        found[page] = re.sub(r"\b[0-9a-f]{12,32}\b", "-", person.reads())
    return found


@pytest.mark.sweep
def test_for_who_may_not_read_the_other_every_page_is_as_it_was_without_a_tie(school: School) -> None:
    """Every page, for every role: 0 bytes of the other, and not one byte more than before."""
    sem = school.keeps(record(record(after_stap(1), Uitnodiging, wie=written(LARS)), Signaal))
    lot = school.keeps(shut_out(work(opened(**LOT), 1), NOOR, written(VERA)))
    without = {letter: pages_of(user, letter, sem) for letter, user in OTHERS.items()}
    koppelen.koppel(MIRJAM, sem.id, lot.id, MONDAY, NOW)
    for letter, user in OTHERS.items():
        now = pages_of(user, letter, sem)
        assert [page for page in now if now[page] != without[letter][page]] == [], user.naam
    assert len(without["N"]) > 10 and lot.codenaam in pages_of(MIRJAM, "N", sem)["gezin.py"]


# One press, several dossiers


def test_an_advice_is_recorded_in_both_with_one_press(school: School, noor: Person) -> None:
    sem, lot = tied(school)
    noor.opens("stap_2_overleg.py", sem)
    noor.chooses(AdviesVeiligThuis)
    noor.answers(AdviesVeiligThuis, answers(AdviesVeiligThuis))
    tick(noor, lot.codenaam)
    noor.presses("Vastleggen")
    assert school.reads(sem).versie == sem.versie, "Lot is in stap 1: there it cannot be recorded, and so nowhere"
    assert any(each.startswith(f"In {lot.codenaam}: Stap 2 is nog niet aan de beurt") for each in noor.is_told())
    bo = school.keeps(after_stap(1))
    koppelen.koppel(NOOR, sem.id, bo.id, MONDAY, NOW)
    noor = Person(NOOR)
    noor.opens("stap_2_overleg.py", sem)
    noor.chooses(AdviesVeiligThuis)
    noor.answers(AdviesVeiligThuis, answers(AdviesVeiligThuis))
    tick(noor, bo.codenaam)
    noor.presses("Vastleggen")
    assert f"Ook vastgelegd in {bo.codenaam}." in noor.reads()
    for each in (sem, bo):
        last = school.reads(each).records[-1]
        assert last.isa(AdviesVeiligThuis) and last.nummer == each.versie + 1
        assert sem.codenaam not in str(last) and bo.codenaam not in str(last), "in neither stands that there is another"


def test_what_is_not_ticked_is_recorded_in_one(school: School, noor: Person) -> None:
    sem, lot = tied(school)
    noor.opens("stap_2_overleg.py", sem)
    noor.records(AdviesVeiligThuis, answers(AdviesVeiligThuis))
    assert school.reads(sem).versie == sem.versie + 1 and school.reads(lot).versie == lot.versie


def test_without_a_family_or_for_another_kind_nothing_is_asked(school: School, noor: Person) -> None:
    alone = school.keeps(after_stap(1))
    noor.opens("stap_2_overleg.py", alone)
    noor.chooses(AdviesVeiligThuis)
    assert not noor.app.checkbox
    assert AdviesVeiligThuis.voor_gezin and Zorggesprek.voor_gezin and not Signaal.voor_gezin
