"""Typed text stays text: in a real browser nothing that people type is rendered, on any kind of element.

What a reader sees, copies and finds is exactly what was typed, blanks included, without invisible characters.
"""

import json
import os
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chromium
from tests.browser.person import FOLLOW
from tests.over import over
from tests.processes import running
from tests.sweep.typed import constructions, elements
from ui.text import veilig

_NAMED = [*constructions.MARKDOWN, " ".join(constructions.directives()), " ".join(constructions.typography())]
TEXTS = [*_NAMED, "\n".join(_NAMED), *constructions.BLOCKS]
_NAMES = [*constructions.emoji(), *constructions.icons()]
_AT_ONCE = 100  # names in a text: rendering takes more than twice as long for twice as many
MANY = [" ".join(_NAMES[first : first + _AT_ONCE]) for first in range(0, len(_NAMES), _AT_ONCE)]
OF_MANY = ("markdown", "toggle", "table", "text")  # Markdown as a text, as a label, in a cell; and no Markdown
_MARKDOWN = '[data-testid="stMarkdownContainer"] > p'
# Where the text is, if not in a paragraph; and which elements belong to the widget itself.
WHERE = {
    "text": '[data-testid="stText"] > span',
    "code": "code",
    "html": "pre",
    "selectbox": "input[role=combobox]",
    "multiselect": "[data-tag] > span:first-child",
    "title": "[data-heading-text]",
    "header": "[data-heading-text]",
    "subheader": "[data-heading-text]",
    "columns": "p > strong, p > span",
    "table": "tbody p, thead th:last-child p",
    "caption": "[data-testid=stCaptionContainer] > p",
    "radio": "[data-testid=stRadioOption] p",
    "pills": "button p",
    "segmented": "button p",
    "tabs": "[role=tab]:first-child p",
    "link": "p > a",
    "note": "p > span:last-child",
}
# These show one text at a time, somewhere else on the page: the whole page is searched.
IN_FRONT = {
    "help": "[data-testid=stTooltipContent] p",
    "toast": "[data-testid=stToast] p",
    "dataframe": "[role=gridcell]",
}
LEADS = {"page-link": "https://elders.example"}  # besides places on this page
COPIED = ("markdown", "caption", "title", "info", "table", "text", "html")
_LOOK = Path(__file__).with_name("typed.js").read_text()
_SPOKEN = running.ROOT / "ui/static/woorden.js"


@dataclass(frozen=True)
class Shown:
    """A server with the pages of ``elements``, and the file with the texts they show."""

    address: str
    texts: Path

    def visit(self, page: Page, kind: str, texts: list[str]) -> list[dict[str, Any]]:
        """What the browser shows of each of these texts, on an element of this kind."""
        self.texts.write_text(json.dumps(texts))
        if page.url.startswith(self.address) and kind not in IN_FRONT:
            page.evaluate(FOLLOW, f"/?soort={kind}")  # without reloading the program, which would be most of the cost
        else:
            page.goto(f"{self.address}/?soort={kind}")
        if kind == "help":
            expect(page.locator(f".st-key-klaar-{kind}")).to_be_attached()  # else it moves away from under the mouse
            page.get_by_label("Help").hover()
        where = IN_FRONT.get(kind) or WHERE.get(kind, _MARKDOWN)
        found: list[dict[str, Any]] = page.evaluate(_LOOK, [where, 0 if kind in IN_FRONT else len(texts), kind])
        return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    place = tmp_path_factory.mktemp("typed")
    told = {"TYPED_TEXTS": str(place / "texts"), "PYTHONPATH": str(running.ROOT)}
    server = running.Server({**os.environ, **told}, place, "streamlit", "run", "tests/sweep/typed/elements.py")
    server.start()
    yield Shown(server.address, place / "texts")
    server.stop()


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    window = chromium.window(viewport={"width": 1366, "height": 768})
    yield window.new_page()
    window.close()


def as_typed(text: str, kind: str) -> str:
    """The text as it must be shown. Where it reads no Markdown, Streamlit strips invisible characters at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    match kind:
        case "text":
            return textwrap.dedent(text).strip()
        case "columns":
            return " ".join(lines.split())
        case "selectbox":
            return lines.replace("\n", "")
        case "code" | "multiselect":
            return text
    return lines


def objections(kind: str, text: str, found: dict[str, Any]) -> list[str]:
    """The differences from what was typed, in words."""
    right = as_typed(text, kind)
    wrong = [f"{text!r} is shown as {each!r}" for each in found["texts"] if each != right]
    wrong += [f"{text!r} is copied as {each!r}" for each in found["copied"] if kind in COPIED and each != right]
    wrong += [f"{text!r} became {each}" for each in found["became"] if kind != "code"]
    wrong += [f"{text!r} leads to {each}" for each in found["leads"] if each != LEADS.get(kind)]
    wrong += [f"{text!r} became a picture"] * found["pictures"]
    return wrong if found["texts"] else [f"{text!r} is not to be seen"]


@over("kind", [each for each in elements.KINDS if each not in IN_FRONT])
def test_on_every_kind_of_element_typed_text_is_text(shown: Shown, page: Page, kind: str) -> None:
    texts = TEXTS + (MANY if kind in OF_MANY else [])
    found = shown.visit(page, kind, texts)
    assert [each for text, one in zip(texts, found, strict=True) for each in objections(kind, text, one)] == []


@over("kind", IN_FRONT)
def test_in_what_stands_in_front_of_the_page_and_in_cells_typed_text_is_text(
    shown: Shown, page: Page, kind: str
) -> None:
    for text in ("\n".join(_NAMED), "# kop\n    vier blanco", "1. een"):
        (found,) = shown.visit(page, kind, [text])
        assert objections(kind, text, found) == []


CALLED = {
    "button": "button",
    "popover": "button",
    "radio": "radio",
    "pills": "radio",
    "segmented": "radio",
    "tabs": "tab",
    "checkbox": "checkbox",
    "toggle": "switch",
    "field": "textbox",
    "selectbox": "combobox",
}
"""The kinds of element whose label a screen reader says, with the ARIA role."""


@over("kind, role", CALLED.items())
def test_it_is_called_by_a_screen_reader_as_it_was_typed(shown: Shown, page: Page, kind: str, role: Any) -> None:
    text = "1. Zie www.x.example, https://x.example of a@x.example: :smile: -> *de* <b> \\ & \\*"
    shown.visit(page, kind, [text])
    if not page.evaluate("window.readsAloud"):  # once: all kinds are shown in the same document
        page.add_script_tag(path=_SPOKEN)
        page.evaluate("window.readsAloud = true")
    label = "Wat?" if kind == "selectbox" else text
    assert page.get_by_role(role, name=label, exact=True).count() == 1


def test_every_name_that_is_escaped_is_read_aloud_as_it_was_typed(page: Page) -> None:
    """Whatever was typed in it."""
    page.set_content("<main></main>")
    page.add_script_tag(path=_SPOKEN)
    texts = [*TEXTS, *MANY, "\\", "\\\\*", "&#10;", "&amp;#65;", ":color[\\:]", "1\\.", "a\\1."]
    script = "(names) => names.map((each) => { const one = document.createElement('b'); document.body.append(one); "
    script += "one.setAttribute('aria-label', each); return one; })"
    page.evaluate_handle(script, [veilig(each) for each in texts])
    page.wait_for_function("document.querySelectorAll('b').length")
    names = page.evaluate("[...document.querySelectorAll('b')].map((each) => each.getAttribute('aria-label'))")
    lines = [each.replace("\r\n", "\n").replace("\r", "\n") for each in texts]
    assert [one for one in zip(lines, names, strict=True) if one[0] != one[1]] == []
