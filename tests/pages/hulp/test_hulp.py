"""The page Hulp: one's own role first, the chapter about the page one comes from, and searching."""

from db.school import schools
from db.store.engine import transaction
from meldcode.eigen.woorden import Eigen
from tests.cast import SCHOOL
from tests.pages.person import Person
from tests.pages.school import School
from ui.page.screens import SCREENS


def headings(person: Person) -> list[str]:
    return [each.value for each in person.app.header]


def link_to_help(person: Person) -> str:
    """The query of the link at the top of this page."""
    hulp = next(each.address for each in SCREENS if each.file == "hulp.py")
    found = [each.proto for each in person.app.get("page_link") if each.proto.page == hulp]
    return str(found[0].query_string) if found else ""


def test_it_begins_with_ones_own_role_and_finds_what_is_typed(school: School, noor: Person, dick: Person) -> None:
    assert school
    for person, role in ((noor, "Intern begeleider en aandachtsfunctionaris"), (dick, "Directie")):
        person.opens("hulp.py")
        assert headings(person) == [role, "Alle onderwerpen"]
    noor.app.text_input(key="hulp/zoek").set_value("tweede weger")
    noor.refreshes()
    assert headings(noor) == [] and "Vraag een tweede weger" in noor.reads()
    noor.app.text_input(key="hulp/zoek").set_value("xyzzy")
    noor.refreshes()
    assert "Niets gevonden." in noor.reads()


def test_it_speaks_the_words_of_the_school_and_is_found_by_either(school: School, noor: Person) -> None:
    with transaction(SCHOOL) as connection:
        words = {"ib_er": "de zorgcoördinator", "ib_er/meer": "zorgcoördinatoren", "groep": "de *unit*"}
        schools.set_eigen(connection, SCHOOL, Eigen(words))
    for typed in ("zorgcoordinator", "begeleider"):
        noor.opens("hulp.py")
        noor.app.text_input(key="hulp/zoek").set_value(typed)
        noor.refreshes()
        assert "e zorgcoördinator" in noor.reads() and "intern begeleider" not in noor.reads().lower()
    noor.app.query_params["over"] = "leerlingenlijst"
    noor.refreshes()
    assert "groep" in noor.reads() and "unit" not in noor.reads()


def test_the_address_names_a_chapter_and_turning_to_another_ends_a_search(school: School, noor: Person) -> None:
    assert school
    noor.opens("hulp.py")
    noor.app.text_input(key="hulp/zoek").set_value("belkaart")
    noor.app.query_params["over"] = "stap-4"
    noor.refreshes()
    assert headings(noor) == ["Stap 4: wegen"] and noor.app.text_input(key="hulp/zoek").value == ""
    noor.app.query_params["over"] = "../../../etc/passwd"
    noor.refreshes()
    assert headings(noor) == ["Intern begeleider en aandachtsfunctionaris", "Alle onderwerpen"]


def test_a_page_leads_to_the_chapter_about_it(school: School, noor: Person, lars: Person, dick: Person) -> None:
    assert school
    led = []
    for person, page in ((noor, "nieuw.py"), (lars, "nieuw.py"), (dick, "start.py"), (noor, "start.py")):
        person.opens(page)
        led.append(link_to_help(person))
    assert led == ["over=nieuw-dossier", "over=signaal-doorgeven", "over=overzicht", "over=start"]
