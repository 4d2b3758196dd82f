"""On every page that names a pupil the group is said as a school says it: *groep 6*, and plainly *Plusklas*."""

import re

import pytest

from tests.builders import close, opened, work
from tests.pages.person import Person
from tests.pages.school import School

# What was typed, how it is said after a name or a code name, and what is nowhere on a page.
TYPED = [
    ("Groep 6", "groep 6", "groep Groep"),
    ("Plusklas", "Plusklas", "groep Plusklas"),
    ("1/2a", "groep 1/2a", "[,·] 1/2a"),
]
PAGES = [
    "start.py",
    "dossiers.py",
    "acuut.py",
    "stap_2_overleg.py",
    "dossier.py",
    "opvolging.py",
    "leerlingbespreking.py",
]


@pytest.mark.parametrize(("typed", "said", "never"), TYPED)
@pytest.mark.parametrize("page", PAGES)
def test_a_group_is_said_naturally_on_every_page(
    school: School, noor: Person, page: str, typed: str, said: str, never: str
) -> None:
    noor.opens(page, school.keeps(close(work(opened(groep=typed), 1), 1)))
    if page == "leerlingbespreking.py":
        noor.presses("Bespreking voorbereiden")
    assert re.search(rf"[,·] {said}", noor.reads()) and not re.search(never, noor.reads())
