"""The tab Woorden en afspraken: a school fills in its own words once, and every page uses them from then on."""

import re
from typing import Any

import pytest

from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from db.upkeep import verification
from meldcode.dossier.vorige_weging import recorded, typed, veranderingen
from meldcode.eigen.woorden import WOORDEN, Eigen, spoken
from meldcode.nummers import VEILIG_THUIS
from meldcode.vastleggingen import AdviesVeiligThuis, Inbreng, Overleg, Weging
from meldcode.vastleggingen.acuut import AcuutBegin
from tests.answers import answers
from tests.architecture.test_own_words import BARE
from tests.builders import after_stap, opened, record
from tests.cast import BEA, FRED, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School

REFUSED = "Er is niets gewijzigd: hieronder staat wat er nog nodig is."
NUMMER = "030 000 00 00"
ANDERS = {
    "ib_er": "de kwaliteitscoördinator",
    "ib_er/meer": "kwaliteitscoördinatoren",
    "vertrouwenspersoon": "de aandachtsfunctionaris",
    "vertrouwenspersoon/meer": "aandachtsfunctionarissen",
    "leerkracht": "de mentor",
    "leerkracht/meer": "mentoren",
    "groep": "het leerjaar",
    "groep/meer": "leerjaren",
    "ondersteuningsteam": "de zorggroep",
    "ondersteuningsteam/meer": "zorggroepen",
    "veilig_thuis/naam": "Veilig Thuis Hier",
    "veilig_thuis/nummer": NUMMER,
    "veilig_thuis/site": "https://veiligthuis-hier.example",
    "eindverantwoordelijk": "de directeur, namens het bestuur",
}


@pytest.fixture
def beheer(bea: Person) -> Person:
    bea.opens("beheer.py")
    return bea


def fields(person: Person) -> dict[str, Any]:
    """The fields of the form by name; their keys also hold how often the form was saved."""
    found = [each for each in (*person.app.text_input, *person.app.text_area) if str(each.key).startswith("eigen/")]
    return {str(each.key).split("/", 2)[2]: each for each in found}


def fills_in(person: Person, typed: dict[str, str]) -> None:
    for naam, text in typed.items():
        fields(person)[naam].set_value(text)
    person.presses("Woorden en afspraken bewaren")


def kept() -> dict[str, str]:
    with reading(SCHOOL) as connection:
        return dict(schools.eigen(connection, SCHOOL).gekozen)


def says(eigen: dict[str, str]) -> None:
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, Eigen(eigen))


def test_what_is_filled_in_is_kept_bound_and_in_the_journal(school: School, beheer: Person) -> None:
    fills_in(beheer, ANDERS)
    assert beheer.is_told() == ["Bewaard. Vanaf nu staat het overal zo."]
    assert kept() == ANDERS and verification.quickly(SCHOOL) == []
    with reading(SCHOOL) as connection:
        about = [each for each in journal.lines(connection, SCHOOL) if each.action == journal.MANAGED]
    assert len(about) == 1
    assert fields(beheer)["ib_er"].value == fields(beheer.again())["ib_er"].value == "de kwaliteitscoördinator"
    with spoken(Eigen(ANDERS)):  # what the browser sends back is in the words that were drawn
        fills_in(beheer, dict.fromkeys(ANDERS, ""))
    assert kept() == {}, "an empty field is what is usual"
    assert fields(beheer)["groep"].value == "de groep"


def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_kept(school: School, beheer: Person) -> None:
    fills_in(beheer, ANDERS | {"ib_er": "kwaliteitscoördinator", "veilig_thuis/nummer": "bel ons"})
    assert REFUSED in beheer.is_told() and kept() == {}
    said = beheer.is_refused()
    assert len(said) == 2 and said[0].startswith("Hoe zegt u ‘de intern begeleider’? – Begin met ‘de’ of ‘het’")
    assert said[1].startswith("Welk nummer belt u? – Dit nummer kan niet worden gebeld.")
    assert fields(beheer)["veilig_thuis/nummer"].value == "bel ons", "what was typed stays"


def test_the_school_is_called_as_it_says_from_then_on(school: School, beheer: Person, noor: Person) -> None:
    fills_in(beheer, {"naam_van_de_school": "  "})
    assert beheer.is_refused() == ["Hoe heet uw school? – Geef de school een naam van ten hoogste 120 gewone tekens."]
    fills_in(beheer, {"naam_van_de_school": " De  Zilverlinde "})
    assert beheer.is_told() == ["Bewaard. Vanaf nu staat het overal zo."] and verification.quickly(SCHOOL) == []
    assert fields(beheer)["naam_van_de_school"].value == "De Zilverlinde" and kept() == {}
    noor.opens("start.py")
    assert "De Zilverlinde" in noor.reads()


def test_every_page_says_it_as_the_school_does(
    school: School, noor: Person, lars: Person, dick: Person, bea: Person
) -> None:
    new, further = school.keeps(opened()), school.keeps(after_stap(1))
    says(ANDERS)
    pages = {
        noor: ("start.py", "nieuw.py", "stap_1_signalen.py", "toegang.py", "account.py"),
        lars: ("start.py",),
        dick: ("inzage.py", "acuut.py"),
        Person(FRED): ("register.py",),
    }
    said = ""
    for person, some in pages.items():
        for page in some:
            person.opens(page, new if page in ("stap_1_signalen.py", "toegang.py") else None)
            said += person.reads()
    noor.opens("stap_2_overleg.py", further)
    for kind in (Inbreng, AdviesVeiligThuis):
        noor.chooses(kind)
        said += noor.reads()
    said = re.sub(r"(Noor|Lars) \((ib-er|groep 6)\)", "", said)  # as somebody typed it in an earlier record
    wrong = {found[1]: said[max(0, found.start() - 60) : found.end() + 20] for found in BARE.finditer(said) if found[1]}
    assert wrong == {}
    words = ("aandachtsfunctionaris", "mentor", "leerjaar", "Zorggroep", NUMMER)
    assert [each for each in words if each not in said] == [] and said.count("waliteitscoördinator") > 6
    assert "https://veiligthuis-hier.example" in said and "Veilig Thuis, landelijk" in said
    assert VEILIG_THUIS.nummer in said, "the national number can always be called"


def test_what_is_recorded_is_in_todays_words_and_stays_so(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    says(ANDERS)
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Overleg, answers(Overleg, met="ib_er"))
    says({})
    noor.opens("dossier.py", dossier)
    assert "De kwaliteitscoördinator (zorgcoördinator)" in noor.reads()
    assert school.last(dossier, Overleg).waarde("met") == "ib_er"


def test_whoever_has_somebody_on_the_telephone_records_which_number_was_called(school: School, lars: Person) -> None:
    says(ANDERS)
    lars.opens("acuut.py")
    assert any(NUMMER in each for each in lars.field(AcuutBegin, "gebeld").options)


def test_new_words_are_no_change_since_the_weging() -> None:
    weging = record(after_stap(3), Weging).standing[-1]
    raw = {each.naam: each.waarde for each in weging.antwoorden if each.naam in answers(Weging)}
    with spoken(Eigen(ANDERS)):
        assert veranderingen(recorded(weging), typed(raw)) == ()


def test_a_press_on_a_page_from_before_the_new_words_still_counts(school: School, noor: Person) -> None:
    """The words change while somebody is at work: their session and page go on."""
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.chooses(Overleg)
    noor.answers(Overleg, answers(Overleg, met="ib_er"))
    says(ANDERS)
    noor.presses("Vastleggen")
    assert school.last(dossier, Overleg).waarde("met") == "ib_er"


def test_the_form_asks_for_every_word_and_for_nobody_else_to_fill_it_in(beheer: Person) -> None:
    assert {naam for each in WOORDEN for naam in (each.naam, each.naam_van_meer)} <= set(fields(beheer))
    assert beheer.user == BEA
