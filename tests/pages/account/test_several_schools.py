"""One person at two schools, on the pages: no byte of the one is on a page of the other, and adding one is a link."""

import pytest
from sqlalchemy import insert

from db import schema
from db.accounts import one_time_codes, passwords, sessions, via, werkplekken
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from tests.builders import after_stap, work
from tests.cast import NOOR, OTHER_SCHOOL, SARA, SCHOOL
from tests.pages.page.test_every_page_is_locked import MAY_SEE, REFUSED, shown
from tests.pages.person import PAGES, Person, run, session_of
from tests.pages.reading import sent
from tests.pages.school import School, marked
from tests.pages.werkplek import works

CANARY = "Kanarievogel"
THERE = OTHER_SCHOOL.title()


@pytest.fixture
def tied(school: School) -> School:
    """Noor is ib-er here, and signs in here to be ib-er and directie at the other school as well."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(insert(schema.inloggen_via).values(account_id=SARA.id, via_id=NOOR.id))
        for role in Role:
            schools.ask_second_factor(connection, OTHER_SCHOOL, role, False)
    works(SARA, Role.IB_ER, Role.DIRECTIE)
    return school


def at(place: str, school: School) -> str:
    """The session of Noor when she changed over to this place."""
    user = sessions.user_for(session_of(NOOR), school.now)
    assert user
    chosen = werkplekken.choose(session_of(NOOR), user, place, school.now)
    assert not chosen.refused
    return sessions.token_hash(chosen.token)


@pytest.mark.parametrize("role", [Role.IB_ER, Role.DIRECTIE])
def test_no_page_at_one_school_has_anything_of_the_other(tied: School, role: Role) -> None:
    """Every page, asked for directly with the id of a dossier of the other school, and as the start page."""
    theirs = [tied.keeps(marked(each, CANARY)) for each in (after_stap(2), work(after_stap(1), 2))]
    session = at(f"{SARA.id}/{role.value}", tied)
    opened = 0
    for page in MAY_SEE:
        said = shown(run(PAGES / page, session, theirs[0].id))
        text = str(said)
        assert CANARY not in text and not [each.codenaam for each in theirs if each.codenaam in text], page
        opened += said != REFUSED
    assert opened > 5
    tab = Person(SARA, session, asks_for=theirs[0].id)
    tab.opens("start.py" if role is Role.IB_ER else "directie.py")
    whole = str(sent(tab.app))
    assert CANARY not in whole and THERE in whole
    assert not [each.codenaam for each in theirs if each.codenaam in whole]


def test_the_line_above_a_page_names_the_school_and_offers_the_other(tied: School) -> None:
    works(NOOR, Role.IB_ER, now_as=Role.IB_ER)
    text = tied.comes(NOOR).reads()
    assert f"U werkt nu als <b>intern begeleider</b> op {SCHOOL.title()}" in text
    assert f'value="sara/ib_er">Intern begeleider, {THERE}<' in text
    assert f'value="sara/directie">Directie, {THERE}<' in text


def test_there_the_page_of_the_account_says_where_the_password_is_changed(tied: School) -> None:
    tab = Person(SARA, at(f"{SARA.id}/ib_er", tied))
    tab.opens("account.py")
    assert "Daar wijzigt u uw wachtwoord en uw tweede stap." in tab.reads()
    assert "Wachtwoord wijzigen" not in tab.buttons() and "Tweede stap instellen" not in tab.buttons()


# Adding a school


def link() -> str:
    with transaction(EVERY_SCHOOL) as connection:
        for role in Role:
            schools.ask_second_factor(connection, OTHER_SCHOOL, role, False)
        return one_time_codes.make(connection, SARA.id, OTHER_SCHOOL, "", NOW)


NOW = School.now


def adds(person: Person, typed: str) -> None:
    person.opens("account.py")
    if "Toevoegen" not in person.buttons():
        person.presses("Andere school toevoegen", key="account/andere-school-toevoegen")
    person.app.text_input(key="andere-school/link").set_value(typed)
    person.presses("Toevoegen")


def test_with_the_link_of_the_other_school_it_is_added(school: School, noor: Person) -> None:
    adds(noor, f"https://meldroute.wilg.example/inloggen/link#{link()}")
    assert noor.is_told() == [f"U kunt nu ook werken op {THERE}. Wisselen doet u boven aan de pagina."]
    with reading(EVERY_SCHOOL) as connection:
        assert via.head(connection, SARA.id) == NOOR.id
    session = sessions.user_for(session_of(NOOR), school.now)
    assert session and session.kiest


def test_a_link_that_will_not_do_is_refused_at_the_field(school: School, noor: Person) -> None:
    for typed in ("", "geen link", "https://meldroute.wilg.example/inloggen/link#x"):
        adds(noor, typed)
        assert noor.is_refused() == [f"De link van de andere school – {one_time_codes.GONE}"], typed


def test_it_asks_first_who_is_there(school: School, noor: Person) -> None:
    school.changes(NOOR, password_hash=passwords.hash_password("een-lang-wachtwoord"))
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(schema.login.update().values(verified_at=NOW.replace(hour=1)))
    noor.opens("account.py")
    noor.presses("Andere school toevoegen", key="account/andere-school-toevoegen")
    assert "Bevestigen" in noor.buttons() and "Toevoegen" not in noor.buttons()
