"""Who sees which dossier: every page, for every role and every relation to a dossier, shows words only by the verdict.

Everywhere else it shows nothing: no words, no code name, and not that the dossier exists.
"""

import uuid

import pytest
from sqlalchemy import update

from db import schema
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    Afscherming,
    Consultatie,
    Inzage,
    Ontvangst,
    Opening,
    OpheffenAfscherming,
    Signaal,
    Uitnodiging,
)
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, opened, record, work
from tests.cast import BEA, BESS, DICK, FRED, LARS, MONDAY, NOOR, SARA, VERA
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.page.test_every_page_is_locked import ABOUT_A_DOSSIER, MAY_SEE
from tests.pages.person import PAGES, Person, run, session_of
from tests.pages.reading import read
from tests.pages.school import NOW, School, marked

BY_LETTER = {"N": NOOR, "D": DICK, "V": VERA, "L": LARS, "B": BEA, "F": FRED, "S": BESS, "X": SARA}
INVITABLE = ("V", "L")
SHUT_OUT = ("N", "D", "V", "L", "F")

# Per relation to a dossier: who reads words of it on some page, and who learns its code name on some page.
# Noor (ib-er), Dick (directie), Vera (vertrouwenspersoon), Lars (leerkracht), Bea (beheer), Fred (fg), Bess (bestuur).
READS = {"own": "NVL", "invited": "VL", "somebody else's": "N", "shut out": "", "another school's": ""}
KNOWS = {"own": "NDVLF", "invited": "VL", "somebody else's": "NDF", "shut out": "", "another school's": ""}


def standing(letter: str, school: School) -> dict[str, tuple[Dossier, str]]:
    """The dossiers of this test, each with the mark in it."""
    user = BY_LETTER[letter]
    opener = user if letter in "NVL" else NOOR
    made = {"own": opened(by=opener), "somebody else's": work(opened(by=VERA if letter == "L" else LARS), 1)}
    if letter in INVITABLE:
        made["invited"] = record(after_stap(1), Uitnodiging, wie=written(user), tot="01-12-2026")
    if letter in SHUT_OUT:
        dossier = record(after_stap(1, by=opener), Signaal)
        deputy = written(VERA) if letter in "ND" else ""
        made["shut out"] = record(dossier, Afscherming, afgeschermd=written(user), vervanger=deputy)
    kept = {}
    for number, (name, dossier) in enumerate(made.items()):
        word = f"Kanarie{'abcdef'[number]}vogel"
        kept[name] = school.keeps(marked(dossier, word)), word
    opening = fill(Opening, answers(Opening, naam="Kanariezvogel"))
    theirs = dossiers.open_dossier(opening, by=SARA, moment=Moment(MONDAY, NOW, uuid.uuid4().hex))
    if letter != "X":
        kept["another school's"] = theirs, "Kanariezvogel"
    if letter not in "NVLX":  # these opened it when they had another role
        with transaction(EVERY_SCHOOL) as connection:
            mine = schema.dossier.c.id == kept["own"][0].id
            connection.execute(update(schema.dossier).where(mine).values(opened_by=user.id))
    return kept


def asked_for_about(page: str, kept: dict[str, tuple[Dossier, str]]) -> list[Dossier | None]:
    """Pages that are not about one dossier (a test says which are) are requested once."""
    every = [dossier for dossier, _word in kept.values()]
    return [None, *(every if page in ABOUT_A_DOSSIER else every[:1])]


@pytest.mark.parametrize("letter", [letter for letter in BY_LETTER if letter != "X"])
def test_on_no_page_is_a_word_of_a_dossier_that_the_verdict_does_not_give(school: School, letter: str) -> None:
    """Requests each page by its file, lists and counts included, about each dossier and about none."""
    user, kept = BY_LETTER[letter], standing(letter, school)
    read_words, known = set(), set()
    for page in MAY_SEE:
        for about in asked_for_about(page, kept):
            text = read(run(PAGES / page, session_of(user), about.id if about else None))
            for name, (dossier, word) in kept.items():
                if word in text:
                    read_words.add(name)
                    assert letter in READS[name], f"{page} gives {user.naam} the words of a dossier: {name}"
                if dossier.codenaam in text.replace("\u2060", "") and name != "another school's":
                    known.add(name)
                    assert letter in KNOWS[name], f"{page} tells {user.naam} that there is a dossier: {name}"
    assert read_words == {name for name in kept if letter in READS[name]}, "what the verdict gives is to be read"
    assert known == {name for name in kept if letter in KNOWS[name]}


def test_the_stranger_sees_no_word_and_no_name_on_any_page(school: School) -> None:
    kept = {name: each for name, each in standing("N", school).items() if name != "another school's"}
    for page in MAY_SEE:
        for about in asked_for_about(page, kept):
            text = read(run(PAGES / page, session_of(SARA), about.id if about else None))
            assert not [name for name, (_dossier, word) in kept.items() if word in text], page


def test_the_verdicts_are_about_the_same_things() -> None:
    assert set(READS) == set(KNOWS) and all(set(READS[each]) <= set(KNOWS[each]) for each in READS)


# Acting on it


def test_noor_lets_lars_read_along_and_takes_it_back(school: School, noor: Person) -> None:
    dossier = school.keeps(marked(after_stap(1), "Kanarievogel"))
    noor.opens("toegang.py", dossier)
    noor.records(Uitnodiging, answers(Uitnodiging, tot="20-11-2026"))
    lars = Person(LARS)
    assert dossier.codenaam in lars.reads()
    lars.opens("dossier.py", dossier)
    assert "Kanarievogel" in lars.reads() and "Corrigeren" not in lars.reads()
    noor.opens("toegang.py", dossier)
    assert "Lars Brouwer" in noor.reads()
    noor.presses("Meelezen beëindigen")
    lars.refreshes()
    assert "Kanarievogel" not in lars.reads()
    assert dossier.codenaam not in Person(LARS).reads()


def test_who_reads_along_hands_in_a_signal_and_is_offered_nothing_else(school: School) -> None:
    dossier = school.keeps(record(after_stap(1), Uitnodiging))
    lars = Person(LARS)
    lars.opens("stap_1_signalen.py", dossier)
    lars.records(Signaal, answers(Signaal))
    assert school.reads(dossier).records[-1].by == LARS.id
    assert not any(lars.has_in_menu(page) for page in ("stap_2_overleg.py", "toegang.py", "leerlingbespreking.py"))


def test_an_invitation_that_is_over_is_over_at_the_next_click(school: School) -> None:
    dossier = school.keeps(marked(record(after_stap(1), Uitnodiging, tot="09-11-2026"), "Kanarievogel"))
    lars = Person(LARS)
    lars.opens("dossier.py", dossier)
    assert "Kanarievogel" in lars.reads()
    school.days_pass(1)
    lars.refreshes()
    assert "Kanarievogel" not in lars.reads() and "Kies eerst een dossier" in lars.reads()


def test_somebody_is_shut_out_while_the_page_is_open(school: School, noor: Person) -> None:
    dossier = school.keeps(marked(after_stap(1), "Kanarievogel"))
    noor.opens("dossier.py", dossier)
    school.adds(dossier, Afscherming, by=DICK, afgeschermd=written(NOOR), vervanger=written(VERA))
    noor.refreshes()
    assert "Kanarievogel" not in noor.reads() and dossier.codenaam not in noor.reads()


def test_the_substitute_of_the_ib_er_walks_this_route_and_no_other(school: School) -> None:
    hers = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA)))
    other = school.keeps(marked(after_stap(1), "Kanarievogel"))
    own = school.keeps(marked(work(opened(by=VERA), 1), "Kanarievogel"))
    vera = Person(VERA)
    assert hers.codenaam in vera.reads() and other.codenaam not in vera.reads()
    vera.opens("stap_2_overleg.py", hers)
    vera.chooses(Consultatie)
    vera.records(Consultatie, answers(Consultatie))
    assert school.reads(hers).records[-1].isa(Consultatie)
    for dossier in (other, own):
        vera.opens("stap_2_overleg.py", dossier)
        assert "Kies eerst een dossier" in vera.reads() and "Kanarievogel" not in vera.reads()
    assert not any(vera.has_in_menu(page) for page in ("register.py", "beheer.py", "directie.py"))


def test_the_substitute_of_the_directie_confirms_what_the_directie_does_not_see(school: School, dick: Person) -> None:
    dossier = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA)))
    dick.opens("directie.py")
    assert dossier.codenaam not in dick.reads() and "Er zijn geen open dossiers" in dick.reads()
    vera = Person(VERA)
    vera.opens("directie.py")
    vera.presses("Gezien")
    assert school.reads(dossier).records[-1].isa(Ontvangst)
    assert not vera.has_in_menu("register.py"), "that is of the school, not of this dossier"


def test_who_no_longer_stands_in_has_nothing_of_it_any_more(school: School) -> None:
    dossier = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA)))
    vera = Person(VERA)
    vera.opens("stap_2_overleg.py", dossier)
    school.adds(dossier, OpheffenAfscherming, by=VERA, wie=written(NOOR))
    vera.refreshes()
    assert dossier.codenaam not in vera.reads() and not vera.has_in_menu("stap_2_overleg.py")


def test_at_the_opening_lars_shuts_out_the_ib_er_before_anything_is_saved(school: School) -> None:
    lars = Person(LARS)
    lars.opens("nieuw.py")
    shut = {"over": "collega", "afgeschermd": written(NOOR), "vervanger": written(VERA), "naam": "Sem de Wit"}
    lars.answers(SignaalBegin, {**BEGIN, **shut})
    lars.presses("Vastleggen")
    assert "Sem de Wit" in lars.reads()
    assert "Sem de Wit" not in Person(NOOR).reads() and "Sem de Wit" in Person(VERA).reads()


def test_at_the_opening_nobody_shuts_out_themselves_and_is_told_why(school: School, noor: Person) -> None:
    before = school.recorded()
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening, collega="ja", afgeschermd=written(NOOR), vervanger=written(VERA)))
    noor.presses("Vastleggen")
    assert "Open dit dossier niet zelf" in noor.reads() and school.recorded() == before


@pytest.mark.parametrize("made", [opened, lambda: after_stap(1)], ids=["before any message", "after one"])
def test_dick_reads_with_a_reason_today_and_noor_sees_that_and_why(school: School, dick: Person, made) -> None:
    dossier = school.keeps(marked(made(), "Kanarievogel"))
    dick.opens("inzage.py")
    choice = next(each for each in dick.app.selectbox if each.key == "inzage/dossier")
    choice.set_value(dossier.id)
    dick.refreshes()
    assert "Kanarievogel" not in dick.reads()
    dick.dossier = dossier
    dick.answers(Inzage, answers(Inzage))
    dick.presses("Vastleggen")
    assert "Kanarievogel" in dick.reads()
    start = Person(NOOR).reads()
    assert "Ingezien door de directie" in start and "Zij" not in start and "klacht" in start
    school.days_pass(1)
    dick.refreshes()
    assert "Kanarievogel" not in dick.reads()


def test_the_directie_shuts_out_an_ib_er_without_reading_a_word(school: School, dick: Person) -> None:
    dossier = school.keeps(marked(opened(), "Kanarievogel"))
    dick.opens("inzage.py")
    next(each for each in dick.app.selectbox if each.key == "inzage/dossier").set_value(dossier.id)
    dick.refreshes()
    next(each for each in dick.app.toggle if each.label == "De intern begeleider is hierbij betrokken").set_value(True)
    dick.refreshes()
    dick.dossier = dossier
    dick.answers(Afscherming, answers(Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA)))
    dick.presses(
        "Vastleggen", f"{dick.key(Afscherming, 'vastleggen')}/{dick.app.session_state[dick.key(Afscherming, 'submit')]}"
    )
    assert "Kanarievogel" not in dick.reads()
    assert dossier.codenaam not in Person(NOOR).reads() and dossier.codenaam in Person(VERA).reads()
