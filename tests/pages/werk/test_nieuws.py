"""News: at the top of the start page and in the title of the tab, until the dossier was opened."""

from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afspraak,
    Effectmeting,
    Ontvangst,
    Overdracht,
    Signaal,
)
from tests.answers.typed import written
from tests.builders import after_stap, gesloten, in_opvolging, last_message, opened, record, work
from tests.cast import DICK, LARS, MIRJAM, NOOR, SARA, VERA
from tests.pages.person import Person
from tests.pages.school import School

SAW = "Drie dagen achtereen geen jas.\nEn geen lunch bij zich."


def handed_in(school: School, naam: str = "Iris Bloemendaal") -> Dossier:
    """A dossier that Lars opened with a signaal, and that nobody else has touched."""
    return school.keeps(record(opened(by=LARS, naam=naam), Signaal, by=LARS, waarneming=SAW))


def hers(school: School) -> Dossier:
    """A dossier that Noor holds and has seen completely."""
    return school.keeps(work(opened(), 1))


def news(person: Person) -> list[str]:
    """The dossiers that are new on the page where one lands, by the names of their buttons."""
    person.opens("start.py")
    return [each.label for each in person.app.button if str(each.key).startswith(("nieuw/", "dringend/"))]


# A signal


def test_a_signal_of_a_leerkracht_stands_on_top_with_who_when_and_its_first_line(school: School) -> None:
    dossier = handed_in(school)
    noor = school.comes(NOOR)
    assert news(noor) == [f"Oppakken: {dossier.codenaam}"]
    text = noor.reads()
    assert "Nieuw: Lars Brouwer, vandaag 11:00" in text
    assert f"{dossier.codenaam} – Iris Bloemendaal, groep 6" in text
    assert "Signaal: “Drie dagen achtereen geen jas.”" in text and "geen lunch" not in text and "En nog" not in text
    assert text.index("Nieuw: ") < text.index("Deze week")


def test_it_is_new_until_an_ib_er_opens_it_and_then_to_nobody(school: School) -> None:
    dossier = handed_in(school)
    noor, mirjam = school.comes(NOOR), school.comes(MIRJAM)
    assert len(news(noor)) == len(news(mirjam)) == 1
    noor.presses(f"Oppakken: {dossier.codenaam}")
    assert noor.title == "Stap 1. Signalen in kaart brengen" and "geen lunch" in noor.reads()
    assert noor.is_told() == [f"Opgepakt: {dossier.codenaam}."]
    assert news(noor) == news(mirjam) == []


def test_in_a_case_that_is_held_a_signal_is_new_to_its_holder_also_when_a_colleague_opened_it(school: School) -> None:
    dossier = school.adds(hers(school), Signaal, by=MIRJAM)
    noor, mirjam = school.comes(NOOR), school.comes(MIRJAM)
    assert news(noor) == [f"Oppakken: {dossier.codenaam}"] and news(mirjam) == []
    mirjam.opens("dossier.py", dossier)
    assert len(news(noor)) == 1
    noor.presses(f"Oppakken: {dossier.codenaam}")
    assert news(noor) == []


def test_what_one_records_oneself_is_not_new(school: School) -> None:
    hers(school)
    assert news(school.comes(NOOR)) == [] and news(school.comes(MIRJAM)) == []


def test_what_came_in_between_stays_new_when_one_records_without_having_seen_it(school: School) -> None:
    dossier = school.adds(hers(school), Signaal, by=MIRJAM)
    school.adds(dossier, Signaal, by=NOOR)
    assert len(news(school.comes(NOOR))) == 1


def test_a_new_signal_on_a_closed_dossier_is_new(school: School) -> None:
    dossier = school.keeps(gesloten())
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    assert news(noor) == []
    school.adds(dossier, Signaal, by=MIRJAM)
    assert news(noor) == [f"Oppakken: {dossier.codenaam}"]


def test_of_more_than_two_it_is_said_how_many_and_a_press_shows_them(school: School) -> None:
    for number in range(10):
        handed_in(school, f"Leerling {number}")
    noor = school.comes(NOOR)
    assert len(news(noor)) == 2 and "De eerste 2 van 10." in noor.reads()
    assert "Tien nieuwe signalen" in noor.reads()
    noor.presses("Nieuw: toon alle 10")
    assert len(news(noor)) == 10


# An answer, a tick


def test_an_answer_of_the_directie_is_new_to_who_holds_the_case(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    school.adds(dossier, Ontvangst, by=DICK, kennisgeving=last_message(dossier))
    noor = school.comes(NOOR)
    assert len(news(noor)) == 1 and "Nieuw: Dick Hofstra" in noor.reads()
    assert "Ontvangst door de directie: “Gezien”" in noor.reads()


def test_a_tick_of_a_colleague_is_new(school: School) -> None:
    dossier = school.keeps(record(work(opened(), 1), Afspraak))
    school.adds(dossier, Afgehandeld, by=LARS, afspraak=str(dossier.versie))
    noor = school.comes(NOOR)
    assert len(news(noor)) == 1 and "Afspraak afgehandeld: “Gedaan”" in noor.reads()


def test_who_takes_a_case_over_has_what_was_not_opened_yet(school: School) -> None:
    dossier = school.adds(hers(school), Overdracht, van=written(NOOR), naar=written(MIRJAM))
    school.adds(dossier, Signaal, by=NOOR)
    assert len(news(school.comes(MIRJAM))) == 1 and news(school.comes(NOOR)) == []


# Whose


def test_who_is_shut_out_of_another_school_or_walks_no_route_has_nothing_new(school: School) -> None:
    dossier = record(opened(by=LARS), Signaal, by=LARS, waarneming=SAW)
    shut = school.keeps(record(dossier, Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA)))
    shut = school.adds(shut, Signaal, by=LARS, waarneming=SAW)
    for user in (NOOR, LARS, DICK, SARA):
        person = school.comes(user)
        assert news(person) == [] and "geen jas" not in person.reads(), user.naam
    assert news(school.comes(VERA)) == [f"Oppakken: {shut.codenaam}"], "she stands in for Noor"


# Urgent news reaches the directie too, without content


def test_acute_danger_is_new_to_the_directie_by_code_name_until_it_is_read(school: School) -> None:
    dossier = school.adds(hers(school), AcuutGevaar, reden="Vader staat aan het hek en dreigt.")
    dick = school.comes(DICK)
    assert news(dick) == [f"Gelezen: {dossier.codenaam}"]
    assert "acuut gevaar" in dick.reads() and "hek" not in dick.reads() and "Sem" not in dick.reads()
    dick.presses(f"Gelezen: {dossier.codenaam}")
    assert news(dick) == []
    school.adds(dossier, AcuutGevaar, reden="Opnieuw: vader staat aan het hek.")
    assert len(news(dick)) == 1


def test_signals_that_return_are_new_to_the_directie_and_an_ordinary_signal_is_not(school: School) -> None:
    hers(school)
    dossier = school.keeps(in_opvolging("5a"))
    dick = school.comes(DICK)
    assert news(dick) == []
    school.adds(dossier, Effectmeting, signalen="opnieuw")
    assert news(dick) == [f"Gelezen: {dossier.codenaam}"] and "de signalen zijn terug" in dick.reads()


# A second ib-er


def whose(person: Person) -> Any:
    (choice,) = [each for each in person.app.pills if each.key == "start/wie"]
    return choice


def wants_everybodys(person: Person) -> None:
    whose(person).set_value("iedereen")
    person.refreshes()


def test_what_is_late_or_due_today_with_a_colleague_is_seen_by_the_other_ib_er(school: School) -> None:
    dossier = school.adds(school.keeps(in_opvolging("5a")), Effectmeting, signalen="opnieuw")
    mirjam = school.comes(MIRJAM)
    text = mirjam.reads()
    assert "Er wacht vandaag niets op u, wel 2 bij collega’s." in text
    assert "Van iedereen 2" in whose(mirjam).options and "Opnieuw wegen" not in text
    wants_everybodys(mirjam)
    text = mirjam.reads()
    assert "Vandaag 2" in text and "Opnieuw wegen: de signalen zijn terug" in text
    assert "– Noor van Dalen vandaag" in text
    school.days_pass(1)
    mirjam = school.comes(MIRJAM)
    wants_everybodys(mirjam)
    assert "1 dag te laat" in mirjam.reads()
    row = next(each for each in mirjam.app.button if str(each.key).startswith(f"anders/{dossier.id}/wegen"))
    mirjam.presses(row.label, row.key)
    assert mirjam.title == "Afspraken en termijnen" and dossier.codenaam in mirjam.reads()
    noor = school.comes(NOOR)
    assert "bij collega’s" not in noor.reads(), "to her they are her own"


def test_what_a_colleague_does_in_a_dossier_one_is_shut_out_of_is_not_seen(school: School) -> None:
    dossier = record(work(opened(), 1), Afscherming, by=DICK, afgeschermd=written(MIRJAM), vervanger=written(VERA))
    school.adds(school.keeps(dossier), AcuutGevaar)
    assert "bij collega’s" not in school.comes(MIRJAM).reads()


# Nobody looked


def test_the_directie_reads_where_nobody_looked_for_two_school_days(school: School) -> None:
    late, new, quiet = hers(school), handed_in(school), hers(school)
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "Niemand keek" not in dick.reads()
    school.days_pass(2)
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "Niemand keek 2 schooldagen of langer in 1 dossier" in dick.reads()
    assert f"{new.codenaam}: 2 schooldagen" in dick.reads() and late.codenaam + ":" not in dick.reads()
    school.days_pass(28)
    noor = school.comes(NOOR)
    noor.opens("dossier.py", quiet)
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "in 2 dossiers" in dick.reads() and quiet.codenaam + ": " not in dick.reads()
    assert f"{late.codenaam}: 22 schooldagen" in dick.reads()
