"""The work list on the start page: what waits, since when and with whom, one click from where it is done."""

from meldcode.vastleggingen import AcuutGevaar, Afspraak, Effectmeting, Hulp, Terugkoppeling
from tests.answers import answers
from tests.builders import in_opvolging, opened, record
from tests.cast import NOOR
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import headings, opens_row
from ui.werk import werklijst


def work_rows(person: Person) -> list[str]:
    """The text of each row of the work list."""
    return [each.label for each in person.app.button if str(each.key).startswith("wacht/")]


def test_the_list_says_what_is_late_what_is_due_today_and_what_comes_this_week(school: School) -> None:
    school.keeps(record(opened(), AcuutGevaar))
    school.keeps(opened())
    school.days_pass(1)
    noor = school.comes(NOOR)
    assert headings(noor) == ["Te laat", "Deze week"]
    assert "1 dag te laat" in noor.reads() and "over 6 dagen" in noor.reads()
    assert "Uiterlijk ma 9 november 2026: dezelfde dag, ook in een weekend of vakantie" in noor.reads()
    assert "Uiterlijk ma 16 november 2026: 5 schooldagen na ma 9 november" in noor.reads()


def test_a_long_list_shows_the_first_says_so_and_shows_all_at_a_press(school: School) -> None:
    for _dossier in range(10):
        school.keeps(opened())
    school.days_pass(30)
    noor = school.comes(NOOR)
    assert len(work_rows(noor)) == 7 and "Te laat 7 van 10" in noor.reads()
    noor.presses("Toon alle 10")
    assert len(set(work_rows(noor))) == 10 and "Te laat 10" in noor.reads()
    noor.presses("Toon de eerste 7")
    assert len(work_rows(noor)) == 7


def test_however_much_is_late_something_of_what_comes_this_week_is_seen(school: School) -> None:
    for _dossier in range(9):
        school.keeps(opened())
    school.days_pass(8)
    school.keeps(opened(on=school.now.date()))
    text = school.comes(NOOR).reads()
    assert "Negen dingen zijn te laat." in text and "Te laat 6 van 9" in text and "Deze week 1" in text


def test_who_has_nothing_waiting_reads_so_and_sees_what_is_next(school: School) -> None:
    dossier = school.keeps(in_opvolging("5a"))
    school.adds(dossier, Effectmeting, resultaat="loopt", opnieuw_op="14-12-2026")
    noor = school.comes(NOOR)
    assert "Er wacht vandaag niets op u." in noor.reads() and headings(noor) == ["Hierna"]
    assert f"{dossier.codenaam}" in work_rows(noor)[0] and len(work_rows(noor)) == 1


def test_one_click_leads_to_where_it_is_done_with_what_it_takes_offered_first(school: School) -> None:
    school.keeps(record(in_opvolging("5a"), Effectmeting, resultaat="loopt", opnieuw_op="10-11-2026"))
    noor = school.comes(NOOR)
    opens_row(noor, "effect")
    assert noor.title == Effectmeting.titel and noor.has_open(Effectmeting)


def test_the_criterion_and_the_fallback_stand_beside_the_effect_check(school: School) -> None:
    """R33."""
    dossier = school.keeps(in_opvolging("5a"))
    noor = school.comes(NOOR)
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Effectmeting)
    agreed = answers(Hulp)
    for vraag in ("maatstaf", "terugval"):
        assert str(agreed[vraag]) in noor.reads()


def test_a_call_to_veilig_thuis_is_prepared_while_it_owes_an_answer_and_not_afterwards(school: School) -> None:
    """R6."""
    dossier = school.keeps(in_opvolging("5b"))
    noor = school.comes(NOOR)
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Terugkoppeling)
    assert "Hoort u niets? Bel Veilig Thuis: 0800-2000." in noor.reads() and "Kenmerk: " in noor.reads()
    noor.records(Terugkoppeling, answers(Terugkoppeling, stand="klaar"))
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Terugkoppeling)
    assert "Hoort u niets?" not in noor.reads()


def test_what_is_with_others_is_apart_and_says_with_whom(school: School) -> None:
    school.keeps(record(in_opvolging("5b"), Afspraak))
    noor = school.comes(NOOR)
    assert "Wacht op anderen: 7" in [each.label for each in noor.app.expander]
    assert "– Lars Brouwer over" not in noor.reads(), "what is folded is not looked up"
    noor.app.session_state[werklijst.OTHERS] = True
    noor.app.run()
    for who in ("– Lars Brouwer over", "– Directie over", "– Veilig Thuis over"):
        assert who in noor.reads()
