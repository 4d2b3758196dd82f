"""The beginning that the walks share."""

from collections.abc import Callable

from meldcode.dossier import Dossier
from tests.browser import answers
from tests.browser.person import Person
from tests.builders import opened

Keeps = Callable[[Dossier], Dossier]


def begins_halfway(person: Person, stap: int, dossier: Dossier) -> None:
    """Noor signs in on the page of this stap, for a dossier that is there already."""
    person.sign_in("noor", to=f"/stap-{stap}?dossier={dossier.id}")


def begins_with_a_child(person: Person, keeps: Keeps, naam: str) -> None:
    """Noor signs in on the first page of a dossier that was just opened for this child."""
    begins_halfway(person, 1, keeps(opened(naam=naam)))


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
