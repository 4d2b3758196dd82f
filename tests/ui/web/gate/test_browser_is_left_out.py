"""Every page asks the browser to translate, check and suggest nothing: what is on it is about a child."""

import re
from html.parser import HTMLParser

import pytest

from tests.processes.running import ROOT
from tests.ui.conftest import Server

ASKS = {"lang": "nl", "translate": "no", "spellcheck": "false", "writingsuggestions": "false"}
PAGES = ("/", "/stap-2", "/een/diep/pad", "/leerlingbespreking/scherm")
BEFORE = ("/inloggen", "/inloggen/link")


class Head(HTMLParser):
    """What a page says of itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.google: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag == "html":
            self.root = said
        if tag == "meta" and said.get("name") == "google":
            self.google.append(said.get("content"))


@pytest.mark.parametrize("path", [*PAGES, *BEFORE])
def test_a_page_asks_to_be_left_alone(server: Server, path: str) -> None:
    _, page = server.ask(path, cookie=server.sign_in() if path in PAGES else "")
    head = Head(page)
    assert head.root == ASKS and head.google == ["notranslate"]


def test_no_page_of_ours_was_forgotten() -> None:
    """Whoever writes a page anew writes ``<html``; these are the places where that is done."""
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "ui").rglob("*.html"), *(ROOT / "ui").rglob("*.js")]
    begun = {
        (file.relative_to(ROOT).as_posix(), found)
        for file in files
        for found in re.findall(r"<html[^>\"]*", file.read_text(encoding="utf-8"))
    }
    assert begun == {
        ("ui/static/inloggen.html", "<html $root"),
        ("ui/static/scherm.html", "<html lang="),
        ("ui/signing_in/single_sign_on.py", "<html {browser.ROOT}"),
        ("ui/web/streamlit_page.py", "<html lang="),  # Streamlit's own, which becomes ours
        ("ui/web/streamlit_page.py", "<html {browser.ROOT}"),
    }
