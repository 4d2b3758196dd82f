"""How walks begin: somebody is signed in, at a page, in a dossier, with a form open or filled in."""

import re

from playwright.sync_api import Locator, expect

from meldcode.dossier.dossier import Dossier
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import opened

TEXT = "Zij zei: ‘ik wil niet naar huis’ <b>vandaag</b> *niet*."


def is_there(person: Person, school: School, path: str, who: str = "noor") -> None:
    """Somebody, signed in, opens this page."""
    person.has_signed_in(school.session_of(who))
    person.opens(path)


def begins_halfway(person: Person, school: School, stap: int, dossier: Dossier) -> Dossier:
    """Noor is at the page of this stap, in a dossier that existed already."""
    kept = school.keeps(dossier)
    is_there(person, school, f"/stap-{stap}?dossier={kept.id}")
    return kept


def begins_to_record(
    person: Person, school: School, stap: int, dossier: Dossier, kind: type[Vastlegging], **answers: Raw
) -> Dossier:
    """Noor has filled in this form, and only has to press the button."""
    kept = school.keeps(dossier)
    school.is_typing(kept, kind, answers)
    is_there(person, school, f"/stap-{stap}?dossier={kept.id}")
    person.chooses(kind.titel)
    return kept


def begins_with_a_child(person: Person, school: School, naam: str) -> Dossier:
    """Noor is at the first page of a dossier that she has just opened for this child."""
    return begins_halfway(person, school, 1, opened(naam=naam))


def opens_a_dossier(person: Person, naam: str) -> None:
    person.goes_to("Nieuw dossier")
    person.answers(answers.leerling(naam))
    person.presses("Vastleggen")
    person.sees("Het dossier is geopend")


def through_stap_1(person: Person, naam: str) -> None:
    opens_a_dossier(person, naam)
    person.records("Signaal", answers.SIGNAAL)
    person.records("Overleg", answers.OVERLEG_IB)
    person.records("Overleg", answers.OVERLEG_VP)
    person.closes_the_stap()


def through_stap_2(person: Person) -> None:
    person.records("Collegiale consultatie", answers.CONSULTATIE)
    person.records("Leerlingbespreking in het team", answers.BESPREKING)
    person.records("Kunnen de ouders nu veilig worden geïnformeerd?", answers.VEILIG)
    person.records("Gesprek met de ouders: de zorg delen", answers.ZORGGESPREK)
    person.records("Uitkomst van stap 2", answers.VERDER)
    person.closes_the_stap()


def through_stap_3(person: Person) -> None:
    person.records("Formeel gesprek met de ouder", answers.FORMEEL)
    person.closes_the_stap()


def waarneming(person: Person) -> Locator:
    return person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))


def types_a_waarneming(person: Person, text: str) -> None:
    """Type like a person, letter by letter, and leave the cursor in the field."""
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    waarneming(person).press_sequentially(text, delay=5)


def is_kept(person: Person, school: School, dossier: Dossier, text: str) -> None:
    """Wait until the database has what Noor is typing."""
    person.waits_until(lambda: school.typed(dossier, "Signaal").get("waarneming"), lambda kept: kept == text)


def still_reads(person: Person, text: str) -> None:
    person.chooses("Signaal")
    expect(waarneming(person)).to_have_value(text)
