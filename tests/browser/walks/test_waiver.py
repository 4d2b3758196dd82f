"""The talk with the parents in stap 3 is waived, with a reason and its justification."""

import pytest

from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_halfway
from tests.builders import after_stap, not_safe


@pytest.mark.sweep
def test_the_talk_is_waived_with_a_reason_and_the_directie_reads_only_that(person: Person, school: School) -> None:
    """R24, R26: no talk when it is unsafe, a reason with a justification, and no reason in the message."""
    begins_halfway(person, school, 3, not_safe(after_stap(2)))
    person.sees("Stap 3. Gesprek met de ouder")
    person.chooses("Afzien van het gesprek")
    person.sees("Kunnen de ouders nu veilig worden geïnformeerd? Antwoord: Nee.")
    person.answers({"Waarop baseert u dat?": "te kort"})
    person.presses("Vastleggen")
    person.sees("Dit is te kort (7 tekens)")
    person.records("Afzien van het gesprek", answers.AFZIEN)
    person.sees("Er is afgezien van het gesprek, met reden.")
    person.closes_the_stap()
    person.sees("Stap 4. Wegen")
