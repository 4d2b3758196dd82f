"""The team around one screen: code names and groups, and nothing else of any file."""

import pytest

from meldcode.vastleggingen import Leerlingbespreking
from tests.builders import after_stap, answers, opened, record, work
from tests.pages.person import Person
from tests.pages.school import School, marked

PAGE = "leerlingbespreking.py"
CANARY = "Kanarievogel in het fietsenhok"


@pytest.fixture
def team(school: School, noor: Person) -> Person:
    """Noor with the team, and two cases on the agenda."""
    first = school.keeps(marked(after_stap(1), CANARY))
    school.keeps(marked(after_stap(1), CANARY))
    noor.opens(PAGE)
    noor.dossier = first
    return noor


def agenda(person: Person) -> list[str]:
    return list(person.app.radio(key="agenda").options) if person.app.radio else []


def choose(person: Person) -> None:
    person.app.radio(key="agenda").set_value(person.dossier.id)
    person.refreshes()


def test_the_agenda_is_code_names_and_groups(team: Person) -> None:
    assert len(agenda(team)) == 2
    assert agenda(team)[0] == f"{team.dossier.codenaam}, groep 6"


def test_before_something_is_chosen_there_is_nothing_else(team: Person) -> None:
    text = team.reads()
    assert CANARY not in text and "Sem" not in text
    assert "Kies wat u nu bespreekt." in text and team.buttons() == []


def test_also_once_it_is_chosen_no_name_and_no_content_is_shown(team: Person) -> None:
    """Everybody in the room looks at this screen."""
    choose(team)
    assert team.is_asked(Leerlingbespreking, "gehouden")
    assert CANARY not in team.reads() and "Sem" not in team.reads()


def test_the_outcome_is_recorded_in_the_dossier_as_of_stap_2(school: School, team: Person) -> None:
    """R17."""
    choose(team)
    team.answers(Leerlingbespreking, answers(Leerlingbespreking, besluit="Lars belt woensdag met thuis."))
    team.presses("Vastleggen")
    assert team.is_told() == ["Vastgelegd: Leerlingbespreking in het team."]
    last = school.reads(team.dossier).records[-1]
    assert last.isa(Leerlingbespreking) and last.tekst("besluit") == "Lars belt woensdag met thuis."
    team.opens("stap_2_overleg.py", team.dossier)
    assert "Lars belt woensdag met thuis." in team.reads()
    assert "Leerlingbespreking in het team, of waarom niet vastgelegd" in team.reads()


def test_what_was_discussed_leaves_the_agenda(school: School, team: Person) -> None:
    choose(team)
    team.answers(Leerlingbespreking, answers(Leerlingbespreking))
    team.presses("Vastleggen")
    assert len(agenda(team)) == 1 and not any(line.startswith(team.dossier.codenaam) for line in agenda(team))


def test_a_reason_why_it_was_not_discussed_is_asked_and_recorded(school: School, team: Person) -> None:
    choose(team)
    team.answers(Leerlingbespreking, {"gehouden": "nee", "waarom_niet": "Het team komt pas over drie weken."})
    team.presses("Vastleggen")
    assert school.reads(team.dossier).records[-1].tekst("waarom_niet") == "Het team komt pas over drie weken."


def test_bad_input_is_refused_at_the_vraag_and_kept(school: School, team: Person) -> None:
    before = school.recorded()
    choose(team)
    team.answers(Leerlingbespreking, answers(Leerlingbespreking, besluit="bellen"))
    team.presses("Vastleggen")
    assert team.is_told_at(Leerlingbespreking, "besluit")[0].startswith("Dit is te kort (6 tekens)")
    assert team.typed(Leerlingbespreking, "besluit") == "bellen"
    assert school.recorded() == before


def test_only_stap_2_is_on_the_agenda(school: School, noor: Person) -> None:
    for each in (opened(), work(opened(), 1), after_stap(2), record(after_stap(1), Leerlingbespreking)):
        school.keeps(each)
    noor.opens(PAGE)
    assert agenda(noor) == []
    assert "Er staat niets op de agenda." in noor.reads()
