"""The list of dossiers: each is reached by list, filter or three letters of a name; searching leaves a line."""

from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.vastleggingen import Afscherming, Afspraak, Opening, Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, gesloten, opened, record
from tests.cast import DICK, LARS, MIRJAM, NOOR, VERA
from tests.pages.person import Person
from tests.pages.school import School

PAGE = "dossiers.py"


def at_the_list(school: School, who=NOOR) -> Person:  # type: ignore[no-untyped-def]
    person = school.comes(who)
    person.opens(PAGE)
    return person


def rows(person: Person) -> list[str]:
    """The rows, each as a screen reader says it."""
    return [each.label for each in person.app.button if str(each.key).count("/") == 1 and "dossiers/" in str(each.key)]


def looks_for(person: Person, typed: str) -> None:
    person.app.text_input("dossiers/zoek").set_value(typed)
    person.refreshes()


def chooses(person: Person, welke: str) -> None:
    person.app.pills("dossiers/welke").set_value(welke)
    person.refreshes()


def searches() -> list[tuple[str, str]]:
    table = schema.journal
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.actor, table.c.dossier_id).where(table.c.action == "gezocht").order_by(table.c.seq)
        return [tuple(row) for row in connection.execute(query)]


# The list


def test_a_child_of_whom_only_the_year_of_birth_is_known_is_found_by_year_and_by_day(school: School) -> None:
    kept = school.keeps(opened(naam="Iris Bloem", geboren="2017", groep="Groep 6"))
    school.keeps(opened(naam="Sem de Wit", geboren="onbekend"))
    noor = at_the_list(school)
    for typed in ("2017", "3-5-2017", "iris 2017"):
        looks_for(noor, typed)
        assert [each.split("**")[1] for each in rows(noor)] == [kept.codenaam], typed
    assert "Iris Bloem, groep 6" in rows(noor)[0]
    looks_for(noor, "3-5-2018")
    assert rows(noor) == []


def test_forty_one_dossiers_are_all_there_page_by_page_and_it_says_which_of_how_many(school: School) -> None:
    kept = {school.keeps(opened()).codenaam for _ in range(41)}
    noor = at_the_list(school)
    first = rows(noor)
    assert len(first) == 25 and "1–25 van 41" in noor.reads()
    noor.presses("Volgende 16")
    second = rows(noor)
    assert len(second) == 16 and "26–41 van 41" in noor.reads()
    assert {each.split("**")[1] for each in (*first, *second)} == kept
    noor.presses("Vorige 25")
    assert rows(noor) == first


def test_a_row_says_who_where_what_comes_next_whose_and_by_when(school: School) -> None:
    school.keeps(after_stap(1))
    school.days_pass(30)
    text = "\n".join(rows(at_the_list(school)))
    for said in ("Sem de Wit, groep 6", "●●○○○ Stap 2", "Bericht bevestigen (stap 1) – Directie", "dagen te laat"):
        assert said in text


def test_every_row_has_a_name_of_its_own(school: School) -> None:
    for _ in range(30):
        school.keeps(opened())
    names = rows(at_the_list(school))
    assert len(set(names)) == len(names) == 25


def test_filters_count_and_each_leads_to_its_own(school: School) -> None:
    shut = school.keeps(gesloten())
    mine = school.keeps(after_stap(1))
    for nobody in range(2):
        school.keeps(opened(by=LARS, naam=f"Nog niemand {nobody}"))
    noor = at_the_list(school)
    assert len(rows(noor)) == 3 and shut.codenaam not in noor.reads()
    chooses(noor, "gesloten")
    assert [shut.codenaam in each for each in rows(noor)] == [True] and "Gesloten sinds" in noor.reads()
    mirjam = at_the_list(school, MIRJAM)
    chooses(mirjam, "mijn")
    assert len(rows(mirjam)) == 2 and mine.codenaam not in "".join(rows(mirjam))
    school.days_pass(60)
    noor = at_the_list(school)
    chooses(noor, "te_laat")
    assert len(rows(noor)) == 4, "the closed one as well: nobody looked whether it goes well"


def test_a_press_on_a_row_opens_that_dossier(school: School) -> None:
    school.keeps(opened(naam="Iris Bloemendaal"))
    other = school.keeps(after_stap(2, by=NOOR))
    noor = at_the_list(school)
    row = next(each for each in rows(noor) if other.codenaam in each)
    noor.presses(row)
    assert noor.title == "Stap 3. Gesprek met de ouder" and other.codenaam in noor.reads()


# Looking for one


def test_three_letters_a_code_name_or_a_day_of_birth_find_it_also_when_it_is_closed(school: School) -> None:
    iris = school.keeps(opened(naam="Íris Bloemendaal", roepnamen="Lotje, Pluis", geboren="03-05-2017"))
    shut = school.keeps(gesloten())
    noor = at_the_list(school)
    for typed, found in (
        ("iri", iris),
        ("bloem ir", iris),
        ("pluis", iris),
        ("3-5-2017", iris),
        ("3 mei 2017", iris),
        ("iris 03-05-2017", iris),
        (iris.codenaam.upper(), iris),
        ("sem", shut),
    ):
        looks_for(noor, typed)
        assert [found.codenaam in each for each in rows(noor)] == [True], typed
    for typed in ("iris 4-5-2017", "iria", "   ", "1-1-2001"):
        looks_for(noor, typed)
        assert len(rows(noor)) == (1 if typed == "   " else 0), "nothing typed: the open ones"


def test_a_name_as_it_was_corrected_is_found_and_the_old_one_is_not(school: School) -> None:
    dossier = school.keeps(opened(naam="Irsi Bloemendaal"))
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    next(each for each in noor.app.toggle if "1" in str(each.key)).set_value(True)
    noor.refreshes()
    noor.answers(Opening, answers(Opening, naam="Iris Bloemendaal"), "correctie-1")
    noor = at_the_list(school)
    looks_for(noor, "irsi")
    assert len(rows(noor)) == 1


def test_looking_is_a_line_in_the_register_once_a_question_and_says_nothing_of_the_child(school: School) -> None:
    iris = school.keeps(opened(naam="Iris Bloemendaal"))
    school.keeps(opened(naam="Irina Vlier"))
    noor = at_the_list(school)
    assert searches() == []
    looks_for(noor, "ir")
    noor.refreshes()
    looks_for(noor, "iris")
    looks_for(noor, "niemand")
    assert searches() == [("noor", ""), ("noor", iris.id), ("noor", "")]
    for word in ("Iris", "iris", "niemand", "Bloemendaal"):
        assert not school.holds_in_a_file(word)
    dick = school.comes(DICK)
    dick.opens("register.py")
    assert "gezocht" in dick.reads() and "iris" not in dick.reads().lower().replace(iris.codenaam.lower(), "")


def test_a_tab_that_is_back_on_the_line_does_not_look_twice(school: School) -> None:
    """typen.js sends the search text once more, with a trailing blank and without."""
    iris = school.keeps(opened(naam="Iris Bloemendaal"))
    noor = at_the_list(school)
    for typed in ("bloemend", "bloemend ", "bloemend"):
        looks_for(noor, typed)
        assert [iris.codenaam in each for each in rows(noor)] == [True]
    assert searches() == [("noor", iris.id)]


def test_a_tab_that_finds_a_new_server_looks_again_only_when_somebody_asks(school: School) -> None:
    iris = school.keeps(opened(naam="Iris Bloemendaal"))
    school.keeps(opened(naam="Sem de Wit"))
    noor = at_the_list(school)
    looks_for(noor, "bloemend")
    noor.finds_a_new_server()
    looks_for(noor, "bloemend ")
    assert searches() == [("noor", iris.id)] and len(rows(noor)) == 2
    assert "De verbinding was even weg. Er is niet opnieuw gezocht." in noor.reads()
    noor.presses("Opnieuw zoeken")
    assert [iris.codenaam in each for each in rows(noor)] == [True] and "even weg" not in noor.reads()
    assert searches() == [("noor", iris.id)] * 2


def test_after_a_new_server_another_question_is_answered_at_once(school: School) -> None:
    iris = school.keeps(opened(naam="Iris Bloemendaal"))
    noor = at_the_list(school)
    looks_for(noor, "bloemend")
    noor.finds_a_new_server()
    looks_for(noor, "bloem")
    looks_for(noor, "bloemend")
    assert [iris.codenaam in each for each in rows(noor)] == [True] and searches() == [("noor", iris.id)] * 3


def test_nothing_of_a_search_is_kept_once_the_page_was_left(school: School) -> None:
    school.keeps(opened(naam="Iris Bloemendaal"))
    noor = at_the_list(school)
    looks_for(noor, "bloemend")
    assert rows(noor)
    noor.opens("account.py")
    kept = repr(noor.app.session_state)
    assert "dossiers/bladzij" in kept and "bloemend" not in kept.lower()


# Whose


def test_what_one_is_shut_out_of_is_not_found_by_any_word_of_it(school: School) -> None:
    dossier = record(after_stap(1), Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA))
    hidden = school.keeps(dossier)
    noor = at_the_list(school)
    for typed in ("", "sem", hidden.codenaam, "14-03-2018"):
        looks_for(noor, typed)
        assert rows(noor) == [] and hidden.codenaam not in noor.reads().replace(typed or "-", "")
    assert "alle 0 dossiers" in noor.reads()
    vera = at_the_list(school, VERA)
    looks_for(vera, "sem")
    assert [hidden.codenaam in each for each in rows(vera)] == [True]


def test_a_leerkracht_finds_his_own_and_reads_nothing_of_the_route(school: School) -> None:
    school.keeps(opened(by=NOOR, naam="Iris Bloemendaal"))
    his = school.keeps(record(opened(by=LARS, naam="Irina Vlier"), Signaal, by=LARS))
    lars = at_the_list(school, LARS)
    looks_for(lars, "ir")
    assert [his.codenaam in each for each in rows(lars)] == [True]
    assert "Bloemendaal" not in lars.reads() and "Stap" not in "".join(rows(lars))
    assert not [each for each in lars.app.pills if each.key == "dossiers/welke"]


def test_who_owes_one_thing_in_a_dossier_finds_it_by_its_code_name_and_not_by_the_name_of_the_pupil(
    school: School,
) -> None:
    owing = school.keeps(record(opened(), Afspraak, uiterlijk="12-11-2026"))
    lars = at_the_list(school, LARS)
    assert "Sem" not in "".join(rows(lars)) and "U hebt hier een afspraak" in "".join(rows(lars))
    looks_for(lars, "sem")
    assert rows(lars) == []
    looks_for(lars, owing.codenaam)
    assert len(rows(lars)) == 1


# A pupil who has a dossier already


def test_a_pupil_who_has_a_dossier_is_recognised_at_the_opening_also_when_it_was_closed(school: School) -> None:
    shut = school.keeps(gesloten())
    noor = school.comes(NOOR)
    noor.opens("nieuw.py")
    noor.answers(Opening, {"medewerker": "nee", "collega": "nee", "naam": "sem de wit"})
    assert f"lijkt misschien op {shut.codenaam} (gesloten): dezelfde naam" in noor.is_told()[0]
    assert searches() == [("noor", shut.id)]
    row = next(each for each in noor.app.button if shut.codenaam in each.label)
    noor.presses(row.label)
    assert noor.title == "Stap 1. Signalen in kaart brengen" and shut.codenaam in noor.reads()


def test_a_leerkracht_is_not_told_at_the_opening_that_a_pupil_has_a_dossier(school: School) -> None:
    hers = school.keeps(opened())
    lars = school.comes(LARS)
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {"over": "geen", "naam": "Sem de Wit"})
    assert hers.codenaam not in lars.reads() and lars.is_told() == [] and searches() == []
