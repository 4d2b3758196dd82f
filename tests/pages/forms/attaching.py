"""Helpers: choosing a file in the form of a Bijlage, and finding the files that a page shows."""

import re
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Bijlage
from tests import files
from tests.cast import NOOR
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School

NAME = "Sem de Wit voor de spiegel.jpg"
LETTER = files.pdf()


def chooses(person: Person, content: bytes, name: str = NAME, part: str = "") -> None:
    """Choose a file in the form of a Bijlage. The browser claims it is a picture, whatever it is.

    The form asks first what it shows; a drawing, unless something else was answered.
    """
    if not person.app.file_uploader:
        person.answers(Bijlage, {"wat": "foto"}, part)
    person.field(Bijlage, "bestand", part).set_value((name, content, "image/jpeg"))
    person.refreshes()


def at_a_bijlage(person: Person, dossier: Dossier) -> None:
    person.opens("stap_1_signalen.py", dossier)
    person.chooses(Bijlage)


def addresses(person: Person) -> list[str]:
    """The addresses of the files that this page shows, in order."""
    html = [text for kind, text in sent(person.app) if kind == "html"]
    return [found for text in html for found in re.findall(r'href="(/bijlage/[^"]+)"', text)]


def concept(school: School, dossier: Dossier) -> Any:
    return (school.concept(NOOR, dossier, Bijlage) or {}).get("bestand")
