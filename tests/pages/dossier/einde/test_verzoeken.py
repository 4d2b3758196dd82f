"""The page about requests: recording one, what it says of each, deciding, and what others see of it."""

from dataclasses import replace

import pytest

from meldcode.vastleggingen import GehoordOverWissen, Verzoek, VerzoekBesluit
from tests.answers import answers
from tests.builders import record, te_vernietigen
from tests.cast import DICK, MONDAY, NOOR
from tests.meldcode.verzoeken.asked import asks, of, told
from tests.pages.person import Person
from tests.pages.school import School

PAGE = "verzoeken.py"


@pytest.fixture
def noor(school: School) -> Person:
    return school.comes(NOOR)


def test_a_request_is_recorded_and_the_second_of_the_same_person_begins_with_who_they_are(
    school: School, noor: Person
) -> None:
    dossier = school.keeps(told("A+ B+", "A gezag inzage"))
    anna = of(dossier, "A")
    noor.opens(PAGE, dossier)
    assert "Besluit liefst uiterlijk op vr 4 december 2026." in noor.reads()
    assert "Verzoek om inzage en een kopie" in noor.reads() and "Anna Bos (ouder)" in noor.reads()
    noor.presses("Vraagt ook iets anders")
    assert noor.typed(Verzoek, "voor") == anna and noor.typed(Verzoek, "identiteit") == "bekend"
    noor.answers(Verzoek, {"wat": "correctie", "waarover": "De datum van het gesprek klopt niet."})
    noor.answers(
        Verzoek, {"stukken": [next(each for each in noor.field(Verzoek, "stukken").options if "Signaal" in each)]}
    )
    noor.presses("Vastleggen")
    kept = school.reads(dossier).records[-1]
    assert kept.isa(Verzoek) and kept.waarde("voor") == anna and kept.tekst("stukken").startswith("2. Signaal (")
    assert "Verzoek om correctie" in noor.reads()


def test_erasing_is_granted_only_after_the_other_was_heard(school: School, noor: Person) -> None:
    dossier = school.keeps(told("A+ B+", "A gezag wissen"))
    part = str(dossier.records[-1].nummer)
    noor.opens(PAGE, dossier)
    assert "Hoor eerst Bas Bos (ouder) over wissen." in noor.reads()
    noor.presses("Besluiten")
    given = answers(VerzoekBesluit, uitkomst="ja")
    noor.answers(VerzoekBesluit, given, part)
    noor.presses("Vastleggen")
    assert any("Hoor eerst Bas Bos" in each for each in noor.is_refused())
    noor.presses("Terug naar alle verzoeken")
    noor.presses("Horen vastleggen")
    noor.answers(GehoordOverWissen, answers(GehoordOverWissen, voor=of(dossier, "B")), part)
    noor.presses("Vastleggen")
    noor.presses("Besluiten")
    noor.presses("Vastleggen")
    assert school.reads(dossier).last(VerzoekBesluit), noor.is_refused()
    assert "Laat het dossier nu vernietigen." in noor.reads()


def test_only_grounds_that_fit_are_offered(school: School, noor: Person) -> None:
    dossier = school.keeps(told("A0 B+", "A zonder informatie"))
    part = str(dossier.records[-1].nummer)
    noor.opens(PAGE, dossier)
    noor.presses("Besluiten")
    noor.answers(VerzoekBesluit, {"uitkomst": "nee"}, part)
    assert len(noor.field(VerzoekBesluit, "gronden", part).options) == 2


def test_a_decision_that_was_begun_is_gone_on_with_in_its_own_form(school: School, noor: Person) -> None:
    dossier = school.keeps(told("A+ B+", "A gezag inzage"))
    part = str(dossier.records[-1].nummer)
    noor.opens(PAGE, dossier)
    noor.presses("Besluiten")
    noor.answers(VerzoekBesluit, {"uitkomst": "ja", "wel": "Een kopie, woensdag op school."}, part)
    noor = noor.again()
    noor.opens("dossier.py", dossier)
    noor.presses("Verder")
    assert noor.typed(VerzoekBesluit, "wel", part) == "Een kopie, woensdag op school."


def test_what_is_disputed_says_so_where_it_is_read(school: School, noor: Person) -> None:
    dossier = school.keeps(told("A+ B+", "A gezag beperking stukken=2"))
    noor.opens("dossier.py", dossier)
    assert "Signaal (betwist)" in noor.reads()


def test_the_directie_reads_how_many_requests_wait_and_destroys_nothing_meanwhile(school: School) -> None:
    waits = school.keeps(asks(te_vernietigen(), "- ander inzage"))
    school.keeps(record(told("A+ B+", "A gezag inzage"), Verzoek, on=MONDAY))
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "3 verzoeken, geen te laat." in dick.reads()
    dick.opens("vernietigen.py", waits)
    assert "Er loopt een verzoek om inzage en een kopie" in dick.reads()
    assert "Bevestig en vernietig" not in dick.buttons()
    assert "Chris Vos" not in dick.reads() and "Anna" not in dick.reads()


def test_what_was_recorded_as_a_kind_that_no_longer_exists_is_still_read(school: School, noor: Person) -> None:
    """A question of a parent without gezag was once a kind of its own."""
    dossier = told("A+ B+", "A gezag inzage")
    before = dossier.records[1]._replace(nummer=8, soort="Informatieverzoek", titel="Vraag van een ouder zonder gezag")
    dossier = school.keeps(replace(dossier, records=(*dossier.records, before)))
    noor.opens("dossier.py", dossier)
    assert "Vraag van een ouder zonder gezag" in noor.reads()
    noor.opens(PAGE, dossier)
    noor.presses("Verzoek vastleggen")
    noor.answers(Verzoek, {"hoedanigheid": "ander", "naam": "Chris Vos"})
    assert noor.is_asked(Verzoek, "naam")
