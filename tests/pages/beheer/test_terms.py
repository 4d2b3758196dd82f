"""The tab Termijnen in beheer: a school sets its own number of days."""

from meldcode.vastleggingen import Opening
from tests.answers import answers
from tests.builders import opened
from tests.pages.person import Person
from tests.pages.school import School


def sets(person: Person, naam: str, days: int) -> None:
    person.app.number_input(key=f"termijn/{naam}").set_value(days)
    person.presses("Termijnen bewaren")


def test_a_term_counts_for_the_next_date_and_what_waits_keeps_its_own(
    school: School, beheer: Person, noor: Person
) -> None:
    old = school.keeps(opened())
    sets(beheer, "stap_1", 3)
    assert beheer.is_told() == ["De termijnen zijn bewaard."]
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening, naam="Roos Prins"))
    noor.presses("Vastleggen")
    noor.opens("start.py")
    dates = [each.help for each in noor.app.button if (each.help or "").startswith("Uiterlijk")]
    assert dates == [
        "Uiterlijk do 12 november 2026: 3 schooldagen na ma 9 november",
        "Uiterlijk ma 16 november 2026: 5 schooldagen na ma 9 november",
    ]
    assert old.codenaam in noor.reads()


def test_the_number_that_was_set_is_shown_again(school: School, beheer: Person) -> None:
    sets(beheer, "stap_2", 7)
    assert beheer.again().app.number_input(key="termijn/stap_2").value == 7
    assert beheer.again().app.number_input(key="termijn/stap_1").value == 5, "the others keep their default"


def test_every_term_names_its_source(beheer: Person) -> None:
    terms = [str(each.label) for each in beheer.app.number_input if str(each.key).startswith("termijn/")]
    said = beheer.why()
    assert len(terms) > 5 and all(each.rpartition(", in ")[0] in said for each in terms)
    assert "Veilig Thuis laat meestal weten wat het met een melding doet: Werkwijze van Veilig Thuis" in said
    assert "tekst van 1-7-2026; gelezen op 28-11-2026; https://wetten.overheid.nl/BWBR0035362/2026-07-01" in said
    assert "Bron:" not in beheer.reads(), "a source stands nowhere else on the screen"
