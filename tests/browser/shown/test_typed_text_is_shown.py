"""Typed text is shown as it was typed on every page: it becomes no link, no picture and no other markup.

Every construction on every kind of element is tried in ``tests/sweep/typed/test_typed_text.py``.
"""

import pytest

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.shown.folds import unfolds_everything
from tests.browser.story import is_there
from tests.builders import decided
from tests.pages.school import marked

MARK = "www.x.example https://x.example a@x.example :smile: :material/home: -> *de* $x$"
BECAME = """() => [
  ...[...document.querySelectorAll("a[href]")].map((a) => a.href).filter((to) => to.includes("x.example")),
  ...[...document.querySelectorAll('[aria-label="home icon"], .katex')].map((e) => e.outerHTML),
  ...[...document.querySelectorAll('[data-testid="stMarkdownContainer"] :is(em, img)')].map((e) => e.outerHTML),
  ...[...document.querySelectorAll("[aria-label]")].map((e) => e.getAttribute("aria-label"))
    .filter((name) => /:color\\[|\\\\[*_:.@$-]|&#\\d+;/.test(name)),
  ...(document.body.innerText.match(/[😄→\\u200b-\\u200d\\u2060]|:color\\[|\\\\[*_:]/gu) ?? []),
]"""


def becomes_nothing(person: Person, page: str) -> None:
    unfolds_everything(person)
    assert person.page.evaluate(BECAME) == [], page


def test_in_a_list_the_name_of_a_pupil_is_read_to_the_letter(person: Person, school: School) -> None:
    """In a label, which reads Markdown; most of a dossier is shown in elements that do not."""
    is_there(person, school, f"/dossiers?dossier={school.keeps(marked(decided('beide'), MARK)).id}")
    becomes_nothing(person, "/dossiers")
    assert f"Sem de Wit {MARK}, groep 6" in person.page.inner_text("body")


@pytest.mark.sweep
@pytest.mark.parametrize("who", ["noor", "dick", "lars", "bea"])
def test_on_no_page_anything_comes_of_it_nor_of_the_names_of_people_and_school(
    person: Person, school: School, who: str
) -> None:
    dossier = school.keeps(marked(decided("beide"), MARK))
    school.execute("update account set naam = naam || ?", f" {MARK}")
    school.execute("update school set naam = naam || ?", f" {MARK}")
    pages = {
        "noor": ("/", "/dossiers", "/acuut", "/stap-1", "/stap-2", "/stap-3", "/stap-4", "/stap-5", "/samen-wegen",
                 "/opvolging", "/toegang", "/overdragen", "/leerlingbespreking", "/account"),
        "dick": ("/", "/directie", "/jaarverslag", "/inzage", "/register", "/acuut"),
        "lars": ("/", "/nieuw", "/dossiers"),
        "bea": ("/", "/beheer", "/account"),
    }[who]  # fmt: skip
    is_there(person, school, f"/?dossier={dossier.id}", who=who)
    for page in pages:
        person.follows(f"{page}?dossier={dossier.id}")
        becomes_nothing(person, page)
        assert page == "/" or "x.example" in person.page.inner_text("body"), page
