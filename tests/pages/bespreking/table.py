"""Helpers: what the ib-er does on the page of the leerlingbespreking, preparing it and holding it."""

from dataclasses import replace
from typing import Any

from db.dossiers import besprekingen
from meldcode.bespreking.scherm import picture
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.answers.typed import written
from tests.builders import close, opened, record, work
from tests.cast import LARS, NOOR
from tests.pages.person import Person
from tests.pages.school import School, marked

PAGE = "leerlingbespreking.py"
CANARY = "Kanarievogel in het fietsenhok"


def case(school: School) -> Dossier:
    opening = record(opened(gezag="Kerkstraat 1, bij oma"), Signaal, waarneming="Sem zat een uur bij het hek.")
    return school.keeps(_with_a_group(marked(close(work(opening, 1), 1), CANARY)))


def _with_a_group(dossier: Dossier) -> Dossier:
    """The dossier with a group and nothing else in that answer: it is named at the table."""
    first, *rest = dossier.records
    said = (each._replace(tekst="6", waarde="6") if each.naam == "groep" else each for each in first.antwoorden)
    return replace(dossier, records=(first._replace(antwoorden=tuple(said)), *rest))


def widget(person: Person, kind: str, ending: str) -> Any:
    found = [each for each in getattr(person.app, kind) if str(each.key).endswith(ending)]
    assert found, f"no {kind} …{ending} among {[each.key for each in getattr(person.app, kind)]}"
    return found[0]


def sets(person: Person, kind: str, ending: str, value: object) -> None:
    widget(person, kind, ending).set_value(value)
    person.refreshes()


def prepares(person: Person, *dossiers: Dossier, question: str = "Wie zag Sem nog meer?") -> None:
    person.opens(PAGE)
    person.presses("Bespreking voorbereiden")
    widget(person, "multiselect", "/collegas").set_value([NOOR.id, LARS.id])
    sets(person, "multiselect", "/dossiers", [each.id for each in dossiers])
    for each in dossiers:
        sets(person, "pills", "/punt", each.id)
        sets(person, "text_area", f"/{each.id}/vraag", question)


def chooses(person: Person, dossier: Dossier, naam: str, way: str = "tonen") -> None:
    number = next(each.nummer for each in dossier.records if each.isa(Signaal))
    sets(person, "button_group", f"/{dossier.id}/{number}/{naam}", way)


def shows_nothing(person: Person, dossier: Dossier) -> None:
    """What was chosen beforehand is taken off."""
    for each in dossier.of(Signaal):
        sets(person, "button_group", f"/{dossier.id}/{each.nummer}/waarneming", "niet")


def turns_to(person: Person, dossier: Dossier | None) -> None:
    chosen = next(each for each in person.app.radio if "/tafel/" in str(each.key))
    chosen.set_value(dossier.id if dossier else "agenda")
    person.refreshes()


def screen(school: School) -> dict[str, object]:
    zitting = besprekingen.mine(NOOR)
    assert zitting
    return picture(zitting.stand, zitting.bespreking, zitting.dossiers, zitting.mensen, school.now)


def agrees(
    person: Person, wat: str = "Bellen met de opvang", wie: str = written(LARS), uiterlijk: str = "10-11-2026"
) -> None:
    widget(person, "text_input", "/wat").set_value(wat)
    widget(person, "selectbox", "/wie").set_value(wie or None)
    widget(person, "text_input", "/uiterlijk").set_value(uiterlijk)
    person.presses("Opnemen")


def agreed(school: School) -> list[dict[str, str]]:
    found: list[dict[str, str]] = screen(school)["afgesproken"]  # type: ignore[assignment]
    return found
