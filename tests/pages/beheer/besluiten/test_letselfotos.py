"""The beheerder enters what the board decided about photos of an injury: stored, bound, in the journal, on paper."""

from typing import Any

from db.journal import journal
from db.school import schools
from db.store.engine import reading
from db.upkeep import verification
from meldcode.eigen.letselfotos import besluit
from meldcode.eigen.woorden import GEWOON, spoken
from meldcode.protocol.protocol import meldcode
from meldcode.rollen import Permission
from tests.cast import BEA, CAST, SCHOOL
from tests.letsel import says
from tests.over import over
from tests.pages.person import Person
from tests.pages.school import School


def field(person: Person, name: str) -> Any:
    return next(each for each in (*person.app.radio, *person.app.text_input) if each.key == f"letselfotos/{name}")


def enters(person: Person, mag: str, dag: str) -> None:
    field(person, "mag").set_value(mag)
    field(person, "dag").set_value(dag)
    person.presses("Besluit bewaren")


def kept() -> str:
    with reading(SCHOOL) as connection:
        return str(besluit(schools.eigen(connection, SCHOOL)) or "")


def test_a_new_school_takes_none_until_the_board_decides(school: School, beheer: Person) -> None:
    assert "Nu mag het niet. Het bestuur heeft nog niets besloten." in beheer.reads()
    assert field(beheer, "mag").value == "Nee" and kept() == ""


def test_what_the_board_decided_is_entered_with_its_day_and_bound(school: School, beheer: Person) -> None:
    enters(beheer, "Ja", "2 november")
    assert beheer.is_told() == ["Bewaard. Vanaf nu mag een foto van letsel wel."]
    assert kept() == "ja 2026-11-02 2026-11-09 bea" and verification.quickly(SCHOOL) == []
    said = beheer.again().reads()
    assert "Nu mag het wel: besluit van het bestuur van ma 2 november 2026." in said
    assert "Bea Willems voerde dat in op ma 9 november 2026." in said
    enters(beheer, "Nee", "9-11")
    assert kept() == "nee 2026-11-09 2026-11-09 bea"
    with reading(SCHOOL) as connection:
        lines = [each for each in journal.lines(connection, SCHOOL) if each.action == journal.MANAGED]
    assert [(each.actor, each.object_id) for each in reversed(lines)] == [
        (BEA.id, "foto's van letsel: wel"),
        (BEA.id, "foto's van letsel: niet"),
    ]


@over(
    ("dag", "said"),
    [
        ("", "Vul de dag van het besluit in."),
        ("16-11-2026", "Deze dag is nog niet geweest."),
        ("gauw", "Deze dag kunnen wij niet lezen."),
        ("31-2-2026", "31 februari 2026 bestaat niet."),
    ],
)
def test_without_the_day_of_the_decision_nothing_changes(school: School, beheer: Person, dag: str, said: str) -> None:
    enters(beheer, "Ja", dag)
    assert kept() == "" and [each for each in beheer.is_refused() if said in each], beheer.is_refused()
    assert field(beheer, "mag").value == "Ja" and field(beheer, "dag").value == dag, "what was typed stays"


def test_after_a_refusal_the_day_can_still_be_filled_in(school: School, beheer: Person) -> None:
    enters(beheer, "Ja", "")
    field(beheer, "dag").set_value("9-11")
    beheer.presses("Besluit bewaren")
    assert kept() == "ja 2026-11-09 2026-11-09 bea"


def test_the_words_of_the_school_and_the_decision_are_kept_apart(school: School, beheer: Person) -> None:
    enters(beheer, "Ja", "2-11-2026")
    beheer.presses("Woorden en afspraken bewaren")
    assert kept().startswith("ja")


def test_only_the_beheerder_enters_it() -> None:
    assert [each.naam for each in CAST if each.may(Permission.MANAGE)] == [BEA.naam]


def test_the_meldcode_on_paper_says_it_with_its_rules() -> None:
    def said(eigen: Any) -> str:
        with spoken(eigen):
            return "\n".join(meldcode("De Waterlelie", {}))

    assert "## Foto’s van letsel" in said(GEWOON)
    nothing, off, on = map(said, (GEWOON, says(mag=False), says(mag=True)))
    for each in (nothing, off):
        assert "Op uw school voegt niemand een foto van letsel bij een dossier." in each and "lichaamskaart" in each
    assert "Het bestuur heeft nog niets besloten." in nothing
    assert "Besluit van het bestuur van ma 2 november 2026." in off and "Besluit van het bestuur" in on
    assert "mag een medewerker een foto van letsel bij een dossier voegen" in on
    assert "Een tweede volwassene is erbij." in on and "Een tweede volwassene" not in off
