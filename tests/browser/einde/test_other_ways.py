"""The other ways to the end, by two people: its term is over, a parent had it erased, it was opened by mistake."""

import re
from pathlib import Path

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Betrokkene, Gezag, Nazorg
from tests.browser import answers
from tests.browser.conftest import SitsDown
from tests.browser.einde.two_people import asks, confirms, finds_it_gone, is_true
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there
from tests.builders import gesloten, opened, record
from tests.meldcode.verzoeken.asked import of

pytestmark = pytest.mark.sweep


def test_a_dossier_of_which_the_term_is_over(
    person: Person, sits_down: SitsDown, school: School, a_week_later: str, tmp_path: Path
) -> None:
    """Of the practice school: its pupil left more than two years ago."""
    is_there(person, school, "/bewaren")
    person.sees("De bewaartermijn van deze dossiers is om")
    row = person.main.get_by_role("button").filter(has_text="Jonas Vlierbes").first
    with person.is_answered():
        row.click()
    person.sees("Dit dossier wordt bewaard tot")
    dossier_id = person.page.url.rpartition("dossier=")[2]
    codenaam = school.execute("SELECT codenaam FROM dossier WHERE id = ?", dossier_id)[0][0]
    asks(person, dossier_id, "De bewaartermijn is voorbij", "De leerling is ruim twee jaar van school.")

    person.sees("Bevestigen kan vanaf")
    dick = sits_down(a_week_later)
    dick.sign_in("dick", f"/vernietigen?dossier={dossier_id}")
    pdf = confirms(dick, codenaam, "Jonas", tmp_path)
    noor, bea = sits_down(a_week_later), sits_down(a_week_later)
    noor.sign_in("noor", f"/dossier?dossier={dossier_id}")
    finds_it_gone(noor, school, "Jonas")
    bea.sign_in("bea", "/beheer")
    is_true(bea, pdf)


def closed_with_two_parents() -> Dossier:
    dossier = record(gesloten(), Nazorg, verder="nee")
    for naam in ("Anna Bos", "Bas Bos"):
        dossier = record(dossier, Betrokkene, naam=naam)
    return record(dossier, Gezag, voor=of(dossier, "AB"))


def chooses(person: Person, what: str) -> None:
    """One of the buttons of a request, which say last of what kind it is."""
    with person.is_answered():
        person.main.get_by_role("button", name=re.compile(f"^{what}")).first.click()


def test_a_parent_has_it_erased_once_the_other_was_heard(
    person: Person, sits_down: SitsDown, school: School, a_week_later: str, tmp_path: Path
) -> None:
    dossier = school.keeps(closed_with_two_parents())
    is_there(person, school, f"/verzoeken?dossier={dossier.id}")
    person.presses("Verzoek vastleggen")
    person.answers(
        {
            "Wanneer kwam het verzoek binnen?": answers.ago(0),
            "Wat vraagt deze persoon?": "Wissen",
            "Wat vraagt deze persoon precies?": "Ik wil dat school dit allemaal weggooit.",
            "Wat moet worden gewist?": "Het hele dossier",
            "Wie vraagt het?": "Een ouder of voogd met gezag",
            "Welke ouder of voogd?": "Anna Bos (ouder)",
            "Handelt iemand anders namens deze persoon?": "Nee",
            "Hoe is nagegaan wie deze persoon is?": "De school kent deze persoon",
        }
    )
    person.presses("Vastleggen")
    person.sees("Hoor eerst Bas Bos (ouder) over wissen.")
    chooses(person, "Horen vastleggen")
    person.answers(
        {
            "Wie is gehoord?": "Bas Bos (ouder)",
            "Wanneer?": answers.ago(0),
            "Wat vindt deze persoon?": "Is het eens met wissen",
            "Wat zei deze persoon": "Hij wil het ook niet meer bewaard zien.",
        }
    )
    person.presses("Vastleggen")
    chooses(person, "Besluiten")
    person.answers(
        {
            "Wanneer is dit besloten?": answers.ago(0),
            "Wat besluit de school?": "Ja, helemaal",
            "Wat doet, geeft of vertelt de school?": "Het hele dossier wordt vernietigd.",
            "Wie kreeg dit eerder van de school": "Niemand kreeg dit eerder.",
        }
    )
    person.presses("Vastleggen")
    person.sees("Laat het dossier nu vernietigen.")
    asks(person, dossier.id, "Een verzoek om te wissen is toegewezen", "Het besluit ligt vast, en ieder is gehoord.")

    dick = sits_down(a_week_later)
    dick.sign_in("dick", f"/vernietigen?dossier={dossier.id}")
    pdf = confirms(dick, dossier.codenaam, "Sem de Wit", tmp_path)
    noor, bea = sits_down(a_week_later), sits_down(a_week_later)
    noor.sign_in("noor", f"/dossier?dossier={dossier.id}")
    finds_it_gone(noor, school, "Sem de Wit")
    bea.sign_in("bea", "/beheer")
    is_true(bea, pdf)


def test_a_dossier_that_was_opened_by_mistake(
    person: Person, colleague: Person, sits_down: SitsDown, school: School, tmp_path: Path
) -> None:
    """It does not stay a day longer: the other may confirm it at once."""
    dossier = school.keeps(opened(naam="Kwintijn Zevenster"))
    is_there(person, school, f"/stap-1?dossier={dossier.id}")
    asks(person, dossier.id, "Bij vergissing geopend", "Het gaat over een andere leerling.")
    is_there(colleague, school, f"/vernietigen?dossier={dossier.id}", who="dick")
    pdf = confirms(colleague, dossier.codenaam, "Kwintijn", tmp_path)
    finds_it_gone(person, school, "Kwintijn")
    bea = sits_down()
    is_there(bea, school, "/beheer", who="bea")
    is_true(bea, pdf)
