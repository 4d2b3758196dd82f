"""The manual as Hulp shows it: every page has its chapter, every chapter its place, and every link leads somewhere."""

import re
from pathlib import Path

from meldcode.rollen import Role
from tests.over import over
from ui.hulp.hoofdstukken import BIJ, BIJ_DOORGEVEN, FOLDER, INDEX, VAN_DE_ROL, Alinea, Kop, alle, beelden
from ui.hulp.zoeken import zoek
from ui.page.screens import SCREENS
from ui.text import own_markdown

DOCS = FOLDER.parent
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]+)[^)]*\)")


def test_every_page_has_a_chapter_about_it() -> None:
    pages = {screen.file for screen in SCREENS} - {"hulp.py"}
    assert pages - set(BIJ) == set(), "write in BIJ (ui/hulp/hoofdstukken.py) which chapter is about this page"
    assert set(BIJ) - pages == set() and set(BIJ_DOORGEVEN) <= pages, "take out what is no page any more"
    assert {*BIJ.values(), *BIJ_DOORGEVEN.values()} <= set(alle()), "a chapter that is not there"


def test_every_role_has_a_chapter_of_its_own() -> None:
    assert set(VAN_DE_ROL) == set(Role)
    assert {alle()[naam].groep for naam in VAN_DE_ROL.values()} == {"Per rol"}


def test_every_file_of_the_manual_is_a_chapter_and_its_title_is_that_of_the_index() -> None:
    files = {each.stem for each in FOLDER.rglob("*.md")} - {INDEX.stem}
    assert files == set(alle()), "name it in docs/handleiding/README.md, once"
    assert len(files) == len(list(FOLDER.rglob("*.md"))) - 1 > 40
    named = re.findall(r"^- \[([^\]]+)\]\(\w+/([\w-]+)\.md\)$", INDEX.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(each.titel, naam) for naam, each in alle().items()] == named


def test_every_chapter_says_something_and_leads_on() -> None:
    for naam, each in alle().items():
        assert any(isinstance(part, Alinea) for part in each.delen), naam
        assert each.lees_ook and set(each.lees_ook) <= set(alle()) - {naam}, naam
        assert not any(isinstance(part, Kop) and part.tekst == "Lees ook" for part in each.delen), naam


def test_every_link_in_the_documents_leads_to_something() -> None:
    found = 0
    for document in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]:
        for link in LINK.findall(document.read_text(encoding="utf-8")):
            found += 1
            assert (document.parent / link).exists(), f"{document.relative_to(DOCS.parent)}: {link}"
    assert found > 250


def test_a_chapter_is_shown_without_links_and_with_lines_that_run_on() -> None:
    texts = [part.tekst for each in alle().values() for part in each.delen if isinstance(part, Alinea)]
    assert len(texts) > 100 and not any("](" in each for each in texts)
    prose = [each for each in texts if not each.startswith(("```", "|"))]
    ends = [line for each in prose for line in each.splitlines()[1:] if not re.match(r" *(- |\d+\. )", line)]
    assert ends == [], "a line of ours that does not end a sentence would end one on the screen"


def test_every_picture_is_there() -> None:
    assert len(beelden()) > 30
    assert {naam for naam in beelden() if not Path(FOLDER, "beeld", f"{naam}.jpeg").is_file()} == set()


@over(
    ("typed", "first"),
    [
        ("bewaar", "bewaren"),
        ("WACHTWOORD vergeten", "inloggen"),
        ("tweede weger", "samen-wegen"),
        ("belkaart", "bellen"),
        ("geinformeerd", "stappen"),
        ("acuut", "acuut-gevaar"),
        ("back-up", "back-up"),
        ("jaarverslag", "jaarverslag"),
        ("broer", "broers-en-zussen"),
    ],
)
def test_a_search_finds_first_what_is_about_it(typed: str, first: str) -> None:
    found = zoek(typed)
    assert found[0].hoofdstuk.naam == first and found[0].regel


def test_every_word_must_be_there_and_nothing_typed_finds_nothing() -> None:
    assert zoek("wachtwoord belkaart lichaamskaart") == [] == zoek(" - ") == zoek("xyzzy")
    assert {each.hoofdstuk.naam for each in zoek("tweede stap")} < {each.hoofdstuk.naam for each in zoek("stap")}


@over(
    ("text", "shown"),
    [
        ("Kies **Verder**: dan gaat het.", "Kies **Verder**: dan gaat het."),
        ("`a:b[c]` en `$x`", "`a:b[c]` en `$x`"),
        (":red[rood]", ":color[\\:]red[rood]"),
        ("een :smile: van $1", "een :color[\\:]smile: van :color[\\$]1"),
    ],
)
def test_what_only_streamlit_reads_stays_text(text: str, shown: str) -> None:
    assert own_markdown(text) == shown
