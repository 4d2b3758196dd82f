"""Divorced parents, one at a secret place: from the first signal to the melding, and what the father gets to read."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.browser import answers
from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there, opens_a_dossier
from tests.browser.walks.test_papers import downloads
from tests.browser.walks.test_who_reads_along import picks
from tests.papers.einde.test_inzage import every_stream
from tests.papers.read import heard

PLACE = "Kanarielaan 7, Urk"
CANARIES = ("kanarielaan", "kanarie laan", "urk")
FATHER = "Bas Kromhout (ouder)"
SAID = "Zij had geen jas bij zich. Moeder zei dat zij nu op de Kanarielaan in Urk zijn. Zij at goed."


def people(noor: Person) -> None:
    """Who is around the pupil, and that both parents have gezag."""
    noor.goes_to("Om de leerling heen")
    for naam, geheim, waar, woont in (
        ("Anna Bos", "Ja", PLACE, "Ja"),
        ("Bas Kromhout", "Nee", "06 00 00 00 02", "Nee"),
    ):
        noor.presses("Iemand toevoegen")
        noor.answers(
            {
                "Wat is deze persoon van de leerling?": "Ouder",
                "Hoe heet deze persoon?": naam,
                "Woont deze persoon bij de leerling?": woont,
                "Moet geheim blijven waar deze persoon woont": geheim,
                "Waar en hoe bereikt u deze persoon veilig?": waar,
            }
        )
        noor.presses("Vastleggen")
        noor.sees("Vastgelegd: Iemand om de leerling heen")
    noor.presses("Gezag vastleggen")
    for_both(noor)
    noor.answers(
        {
            "Heeft deze persoon het gezag?": "Ja, als ouder",
            "Waardoor?": "Het staat in het gezagsregister",
            "Welk papier is gezien?": "Een uittreksel uit het gezagsregister",
            "Door wie, en wanneer?": "Noor, vandaag",
        }
    )
    noor.presses("Vastleggen")


def for_both(noor: Person) -> None:
    with noor.is_answered():
        noor.main.get_by_role("button", name=re.compile("^Geldt voor beiden")).click()


def records_for_both(noor: Person, what: str, said: dict[str, str]) -> None:
    noor.chooses(what)
    for_both(noor)
    noor.answers(said)
    noor.presses("Vastleggen")
    noor.sees(f"Vastgelegd: {what}")


def to_the_melding(noor: Person) -> None:
    noor.records("Overleg", answers.OVERLEG_IB)
    noor.records("Overleg", answers.OVERLEG_VP)
    noor.closes_the_stap()
    noor.records("Collegiale consultatie", answers.CONSULTATIE)
    noor.records("Leerlingbespreking in het team", answers.BESPREKING)
    records_for_both(noor, "Kunnen de ouders nu veilig worden geïnformeerd?", answers.VEILIG)
    records_for_both(noor, "Gesprek met de ouders: de zorg delen", answers.ZORGGESPREK)
    noor.records("Uitkomst van stap 2", answers.VERDER)
    noor.closes_the_stap()
    records_for_both(noor, "Formeel gesprek met de ouder", answers.FORMEEL)
    noor.closes_the_stap()
    noor.chooses("Weging")
    noor.weighs_everything("Onbekend", count=3)
    noor.records("Weging", answers.WEGING)
    noor.closes_the_stap()
    noor.records("Besluit", answers.BESLUIT_MELDEN)
    noor.records("5b. Melding", answers.MELDING)
    records_for_both(noor, "Ouders informeren over het besluit", answers.OUDERS_MELDING)
    noor.closes_the_stap()


def reads_all(noor: Person) -> None:
    """For the father everything is read, and given as it stands by itself."""
    noor.answers({"Voor wie is het?": FATHER})
    noor.answers({"Hoe heet deze persoon in de teksten?": "Vader of papa"})
    noor.presses("Lees de volgende")
    press = noor.main.get_by_role("button", name=re.compile("^Gelezen"))
    while press.count():
        with noor.is_answered():
            press.first.click()
    noor.sees(re.compile("^Alles is gelezen"))


def inside(file: Path) -> str:
    """All that can be read in what he takes home, its name included."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            return " ".join(
                [file.name, *(archive.read(each).decode("utf-8", "replace") for each in archive.namelist())]
            )
    return f"{file.name} {every_stream(file.read_bytes())}"


@pytest.mark.sweep
def test_where_the_mother_is_stands_in_nothing_that_the_father_gets(
    sits_down: SitsDown, school: School, tmp_path: Path
) -> None:
    noor = sits_down()
    is_there(noor, school, "/")
    opens_a_dossier(noor, "Wilg Rietgors")
    people(noor)
    noor.goes_to("De route")
    noor.records("Signaal", {**answers.SIGNAAL, "Wat is er gezien of gehoord?": SAID})
    to_the_melding(noor)
    dossier_id = re.search(r"dossier=([0-9a-f]{32})", noor.page.url)
    assert dossier_id

    again = sits_down()
    again.sign_in("noor", f"/inzage-geven?dossier={dossier_id[1]}")
    reads_all(again)
    package = downloads(again, "Pakket voor inzage (PDF)", tmp_path)
    again.presses("Vastleggen wie het krijgt")
    again.answers(
        {
            "Hoe krijgt deze persoon inzage?": "Als ouder of verzorger met gezag",
            "Hoe hebt u nagegaan wie dit is?": "Een identiteitsbewijs gezien, zonder kopie",
            "Heeft een collega het pakket nagelezen?": "Ja",
            "Hoe is het gegeven?": "Op school, met een gesprek erbij",
            "Op welke dag?": answers.ago(0),
        }
    )
    picks(again, "Welke collega?", "Vera Osei")
    again.presses("Vastleggen")
    again.sees("Het staat vast wie het pakket kreeg.")
    again.goes_to("Papieren")
    guide = downloads(again, "Gespreksleidraad (PDF)", tmp_path)
    letter = downloads(again, "Brief (Word)", tmp_path)
    paper = heard(package.read_bytes())
    assert paper[0] == "Inzage in een dossier" and FATHER in paper and package.name == "inzage.pdf"
    assert "Zij had geen jas bij zich. [weggelaten" in " ".join(paper), "what he may read, he reads"
    got = {file.name: inside(file).casefold() for file in (package, guide, letter)}
    assert [(name, each) for name, text in got.items() for each in CANARIES if re.search(rf"\b{each}\b", text)] == []
