"""Scholen in beheer: the board's beheerder makes a school, with a link that is shown once; nobody else sees the tab."""

import pytest

from db.accounts import accounts, bestuur, one_time_codes, sessions
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role, User
from tests.cast import SCHOOL
from tests.pages.beheer.accounts import PASSWORD
from tests.pages.person import Person
from tests.pages.school import School

NEW = {"school": "De Eik", "naam": "Joke Smit", "email": "joke@eik.example"}
MADE = "De Eik is gemaakt. Met de link hieronder kiest Joke Smit een wachtwoord. Daarna leidt Inrichten door de rest."


@pytest.fixture
def maker(school: School, bea: Person) -> Person:
    """Bea at Beheer, whom the server's administrator let make schools."""
    assert school
    bestuur.appoint(f"bea@{SCHOOL}.example", makes_schools=True)
    bea.opens("beheer.py")
    return bea


def makes(person: Person, **changes: str) -> None:
    for field, text in (NEW | changes).items():
        person.app.text_input(key=f"scholen/{field}").set_value(text)
    person.presses("School maken")


def tabs(person: Person) -> list[str]:
    return [each.label for each in person.app.tabs]


def named() -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return list(schools.all_schools(connection).values())


def test_a_school_is_made_and_the_link_of_its_beheerder_is_shown_once(school: School, maker: Person) -> None:
    assert tabs(maker)[-1] == "Scholen" and "Buurschool" in maker.reads()
    makes(maker)
    assert maker.is_told() == [MADE] and named() == ["Buurschool", "De Eik", "Oefenschool"]
    (shown,) = maker.app.code
    code = str(shown.value).partition("/inloggen/link#")[2]
    assert "Nog niemand heeft er ingelogd. De eerste beheerder is Joke Smit." in maker.reads()
    assert [maker.app.text_input(key=f"scholen/{field}").value for field in NEW] == ["", "", ""]
    maker.refreshes()
    assert not maker.app.code and code not in maker.reads()
    assert one_time_codes.choose_password(code, PASSWORD, school.now).is_half, "the second step comes next"
    maker.refreshes()
    assert "Nog niemand" not in maker.reads() and "Nieuwe link" not in maker.buttons()


def test_the_link_that_was_lost_is_made_anew(school: School, maker: Person) -> None:
    makes(maker)
    lost = str(maker.app.code[0].value).partition("#")[2]
    maker.presses("Nieuwe link")
    code = str(maker.app.code[0].value).partition("#")[2]
    assert code != lost and "Joke Smit" in maker.is_told()[0]
    assert one_time_codes.choose_password(code, PASSWORD, school.now).is_half


TAKEN = "Er is al een school die OEFENSCHOOL heet. Kies een naam die haar onderscheidt."


def test_of_many_schools_a_page_is_shown_first_who_waits(school: School, maker: Person) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        for number in range(40):
            schools.create_school(connection, f"School {number:02}", oefenschool=False)
    makes(maker, school="Zonnehof")
    assert school and "Zonnehof" in maker.reads() and "School 20" in maker.reads() and "School 30" not in maker.reads()
    maker.presses("Scholen: toon alle 43")
    maker.presses("Volgende 18")
    assert "School 30" in maker.reads()


BAD = [
    ({"school": "OEFENSCHOOL"}, f"Naam van de school – {TAKEN}"),
    ({"school": " "}, "Naam van de school – Geef de school een naam van ten hoogste 120 gewone tekens."),
    ({"naam": ""}, "Naam van de eerste beheerder – Vul een naam in."),
    ({"email": "joke"}, "E-mailadres van de eerste beheerder – Vul een geldig e-mailadres in, zoals naam@school.nl."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), BAD, ids=[each for change, _ in BAD for each in change])
def test_a_name_given_twice_or_a_bad_field_is_told_and_nothing_typed_is_lost(
    maker: Person, changes: dict[str, str], sentence: str
) -> None:
    makes(maker, **changes)
    assert maker.is_refused() == [sentence] and named() == ["Buurschool", "Oefenschool"]
    assert {field: maker.app.text_input(key=f"scholen/{field}").value for field in NEW} == NEW | changes


def test_another_beheerder_has_no_such_tab(bea: Person) -> None:
    bea.opens("beheer.py")
    assert tabs(bea)[-1] == "Logboek" and "School maken" not in bea.buttons() and "Buurschool" not in bea.reads()


def test_from_a_page_that_is_still_open_nothing_is_made_once_it_was_taken_back(maker: Person) -> None:
    bestuur.appoint(f"bea@{SCHOOL}.example", makes_schools=False)
    makes(maker)
    assert maker.is_told() == [bestuur.MAY_NOT] and named() == ["Buurschool", "Oefenschool"]
    assert "School maken" not in maker.buttons()


def test_after_five_minutes_who_it_is_is_asked_first_and_what_was_typed_stays(school: School, maker: Person) -> None:
    for field, text in NEW.items():
        maker.app.text_input(key=f"scholen/{field}").set_value(text)
    school.now += sessions.RECENT
    maker.presses("School maken")
    assert "Bevestig eerst dat u het bent. Er is nog niets gemaakt." in maker.is_told()[0]
    assert named() == ["Buurschool", "Oefenschool"] and maker.app.session_state["scholen/school"] == "De Eik"


def test_the_new_beheerder_begins_with_setting_up_and_reads_that_the_board_made_it(
    school: School, maker: Person
) -> None:
    makes(maker)
    with transaction(EVERY_SCHOOL) as connection:
        new = next(each for each, naam in schools.all_schools(connection).items() if naam == "De Eik")
        (first,) = accounts.list_accounts(connection, new)
        session = sessions.token_hash(sessions.begin(connection, first.id, school.now))
    joke = Person(User(first.id, new, first.naam, Role.BEHEERDER), session)
    joke.opens("start.py")
    assert "Inrichten" in joke.reads() and "Buurschool" not in joke.reads() and joke.has_in_menu("inrichten.py")
    joke.opens("beheer.py")
    assert tabs(joke)[-1] == "Logboek", "who makes a school does not pass that on"
    table = joke.app.dataframe[-1].value
    said = set(zip(table["Wie"], table["Wat"], strict=True))
    assert {("bestuur", journal.SCHOOL_MADE), ("bestuur", one_time_codes.MADE)} <= said
    assert journal.verify(new) is None
