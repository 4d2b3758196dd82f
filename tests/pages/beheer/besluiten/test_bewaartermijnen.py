"""The beheerder enters what the board decided about keeping: with its day, bound, for what is closed as well."""

from typing import Any

from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from db.upkeep import verification
from meldcode.eigen.bewaarbesluit import besluit
from meldcode.eigen.velden import known
from meldcode.protocol.protocol import meldcode
from tests.cast import BEA, SCHOOL
from tests.meldcode.bewaren.closed import happened
from tests.pages.person import Person
from tests.pages.school import School


def field(person: Person, name: str) -> Any:
    every = (*person.app.radio, *person.app.text_input, *person.app.number_input)
    return next(each for each in every if each.key == f"bewaren/{name}")


def kept() -> str:
    with reading(SCHOOL) as connection:
        return str(besluit(schools.eigen(connection, SCHOOL)) or "")


def test_until_the_board_decides_the_first_of_each_holds_and_both_texts_are_shown(beheer: Person) -> None:
    said = beheer.reads()
    assert (
        "Het bestuur heeft nog niets besloten. Nu geldt telkens het eerste (vast te stellen door het bestuur)." in said
    )
    assert field(beheer, "geen_indicatie").value == "meteen" and field(beheer, "geen_vermoeden").value == "twee_jaar"
    for text in (
        "ten hoogste twee jaar na vertrek",
        "vijf jaar goed voor een leerlingdossier",
        "Alleen een bewaarstop",
    ):
        assert text in str([each.options for each in beheer.app.radio]), text
    assert "Handelingsprotocol Utrecht" in said and kept() == ""


def test_what_the_school_wrote_about_it_before_is_kept_and_shown_but_holds_no_longer(beheer: Person) -> None:
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, known({"bewaren": "Drie jaar: zo besloot het bestuur."}))
    said = beheer.again().reads()
    assert "Die geldt niet meer" in said and "Er stond: ‘Drie jaar: zo besloot het bestuur.’" in said
    assert "Drie jaar" not in " ".join(meldcode("De school", {}))
    field(beheer, "dag").set_value("2 november")
    beheer.presses("Bewaartermijnen vastleggen")
    assert "Drie jaar" in beheer.again().reads() and kept(), "also after the board decided"


def test_what_it_decided_is_entered_with_its_day_bound_and_holds_for_what_is_closed(
    school: School, beheer: Person
) -> None:
    school.keeps(happened("geen vermoeden", "gezien klaar"))
    field(beheer, "geen_indicatie").set_value("verzegeld")
    field(beheer, "hulp").set_value("eigen_termijn")
    beheer.refreshes()
    field(beheer, "hulp/jaren").set_value(7)
    beheer.presses("Bewaartermijnen vastleggen")
    assert "Vul de dag van het besluit in." in " ".join(beheer.is_told()) and kept() == ""
    field(beheer, "dag").set_value("2 november")
    beheer.presses("Bewaartermijnen vastleggen")
    assert beheer.is_told() == ["Het besluit over bewaren ligt vast. Opnieuw berekend voor één gesloten dossier."]
    assert kept() == (
        "2026-11-02 2026-11-09 bea elders:twee_jaar:2 geen_indicatie:verzegeld:1 geen_vermoeden:twee_jaar:2 "
        "hulp:eigen_termijn:7 melding:twee_jaar:2"
    )
    assert verification.quickly(SCHOOL) == []
    assert "Nu geldt het besluit van ma 2 november 2026. Bea Willems voerde dat in op ma 9 november 2026." in (
        beheer.again().reads()
    )
    with reading(SCHOOL) as connection:
        lines = [each for each in journal.lines(connection, SCHOOL) if each.action == journal.MANAGED]
    assert [(each.actor, each.object_id) for each in lines] == [(BEA.id, "bewaartermijnen")]
    assert "vast te stellen door het bestuur" in " ".join(meldcode("De school", {})), "of no school in particular"
