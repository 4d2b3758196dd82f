"""The beginning that the walks share."""

from tests.browser import answers
from tests.browser.person import Person


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


def through_stap_2(person: Person, *, safe: bool = True, outcome: dict[str, str] = answers.VERDER) -> None:
    person.records("Collegiale consultatie", answers.CONSULTATIE)
    person.records("Leerlingbespreking in het team", answers.BESPREKING)
    person.records("Kunnen de ouders nu veilig worden geïnformeerd?", answers.VEILIG if safe else answers.NIET_VEILIG)
    if safe:
        person.records("Gesprek met de ouders: de zorg delen", answers.ZORGGESPREK)
    person.records("Uitkomst van stap 2", outcome)
    person.closes_the_stap()


def through_stap_3(person: Person) -> None:
    person.records("Formeel gesprek met de ouder", answers.FORMEEL)
    person.closes_the_stap()
