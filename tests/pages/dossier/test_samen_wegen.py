"""Weighing together on two screens: each answers alone, and both see where they differ once both have answered."""

from meldcode.vastleggingen import (
    Afwegingen,
    IntrekkenUitnodiging,
    TweedeWeger,
    TweedeWegerVervalt,
    Uitnodiging,
    Vergelijking,
    Weging,
)
from tests.answers import answers
from tests.builders import after_stap, asked, both_fixed, fitting, record
from tests.cast import LARS, VERA
from tests.pages.person import Person
from tests.pages.school import School

PAGE, STAP_4 = "samen_wegen.py", "stap_4_wegen.py"
HERS, HIS = "Noor ziet een bange jongen en een moeder die hulp wil.", "Lars zag hem gisteren nog lachen op het plein."


def test_from_asking_to_comparing_neither_reads_the_other_before_both_are_fixed(school: School, noor: Person) -> None:
    dossier = school.keeps(record(after_stap(3), Uitnodiging))
    noor.opens(PAGE, dossier)
    noor.records(TweedeWeger, answers(TweedeWeger))
    assert noor.is_told()[0].startswith("De collega is gevraagd.")
    noor.records(Afwegingen, answers(Afwegingen, toelichting=HERS))
    assert "U wacht nu op de ander." in noor.reads()

    lars = Person(LARS)
    lars.opens("dossier.py", dossier)
    assert HERS not in lars.reads() and any("U bent gevraagd" in each for each in lars.is_told())
    lars.opens(PAGE, dossier)
    assert HERS not in lars.reads() and "Wegkruipen" not in lars.reads() and "kroop weg" in lars.reads()
    lars.records(Afwegingen, answers(Afwegingen, onveilig="twijfel", toelichting=HIS))
    assert "De intern begeleider legt per verschil één regel vast." in lars.reads()

    noor.refreshes()
    assert noor.is_asked(Vergelijking, "onveilig") and not noor.is_asked(Vergelijking, "hulp")
    assert "Afweging 3" not in noor.reads(), "where they agree, nothing is shown"
    noor.records(Vergelijking, answers(Vergelijking))
    assert "Lars zag de blauwe plek, en Noor niet." in noor.reads()
    assert [each.soort for each in school.reads(dossier).records[-3:]] == ["Afwegingen", "Afwegingen", "Vergelijking"]


def test_while_one_waits_the_dossier_shows_nothing_of_the_other(school: School, noor: Person) -> None:
    dossier = school.keeps(asked())
    school.adds(dossier, Afwegingen, by=LARS, toelichting=HIS)
    for page in (PAGE, STAP_4, "dossier.py"):
        noor.opens(page, dossier)
        assert HIS not in noor.reads(), page
    noor.opens(PAGE, dossier)
    noor.records(Afwegingen, answers(Afwegingen))
    noor.opens("dossier.py", dossier)
    assert HIS in noor.reads()


def test_the_weging_waits_and_says_for_what(school: School, noor: Person) -> None:
    dossier = school.keeps(both_fixed())
    noor.opens(STAP_4, dossier)
    noor.records(Weging, fitting(dossier, Weging))
    assert any("Bespreek eerst waar de twee wegingen verschillen" in each for each in noor.is_refused())
    assert not school.reads(dossier).of(Weging)


def test_the_ib_er_goes_on_without_a_second_weigher(school: School, noor: Person) -> None:
    dossier = school.keeps(record(asked(), Afwegingen))
    noor.opens(PAGE, dossier)
    noor.app.toggle(f"{dossier.id}/samen/vervalt").set_value(True).run()
    noor.records(TweedeWegerVervalt, answers(TweedeWegerVervalt))
    assert noor.is_asked(TweedeWeger, "wie")


def test_who_is_not_invited_sees_no_page_about_this_dossier(school: School) -> None:
    dossier = school.keeps(asked())
    vera = Person(VERA)
    vera.opens(PAGE, dossier)
    assert "Kies eerst een dossier" in vera.reads() and dossier.codenaam not in vera.reads()


def test_it_waits_on_the_start_page_of_who_was_asked_until_they_have_answered(school: School) -> None:
    dossier = school.keeps(asked())
    lars = Person(LARS)
    assert "Meewegen: de vijf afwegingen beantwoorden (stap 4)" in lars.reads()
    assert "Uiterlijk do 12 november" in lars.reads()
    key = f"wacht/{dossier.id}/meewegen-{school.reads(dossier).versie}"
    lars.presses(next(each.label for each in lars.app.button if each.key == key), key)
    assert lars.title == "Samen wegen"
    lars.dossier = dossier
    lars.records(Afwegingen, answers(Afwegingen))
    assert "Meewegen" not in Person(LARS).reads()


def test_it_goes_from_the_start_page_when_it_is_withdrawn(school: School) -> None:
    dossier = school.keeps(asked())
    assert "Meewegen" in Person(LARS).reads()
    school.adds(dossier, TweedeWegerVervalt)
    assert "Meewegen" not in Person(LARS).reads()


def test_who_does_not_read_along_any_more_finds_nothing_of_the_child_on_the_start_page(school: School) -> None:
    dossier = school.keeps(asked())
    school.adds(dossier, IntrekkenUitnodiging)
    text = Person(LARS).reads()
    assert "Meewegen" not in text and dossier.codenaam not in text and "Sem" not in text
