"""CSV and Excel files: text stays text, numbers stay numbers, and no cell is a formula or a link."""

import csv
import io
import zipfile
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from papers.tabellen import Blad, csv_of, neutral, xlsx_of
from tests.over import over

HOSTILE = [
    "=1+1",
    "=HYPERLINK('https://elders.example')",
    "+31 6 12345678",
    "-5 graden",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\n=1+1",
    "\0=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A1",
    "=cmd|' /C calc'!A0",
]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def a_table(*cells: str | int | date) -> Blad:
    return Blad("Een tabel", ("Wat", "Hoeveel"), tuple((each, 1) for each in cells))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - made a line earlier


def texts(content: bytes) -> list[str]:
    """The strings of an Excel file, as it shares them."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
    return ["".join(part.text or "" for part in each.iter(f"{_MAIN}t")) for each in shared.iter(f"{_MAIN}si")]


@over("text", HOSTILE)
def test_what_a_spreadsheet_would_calculate_is_text_in_csv(text: str) -> None:
    found = rows(csv_of(["Kop"], [a_table(text)]))[-1]
    assert found[0].startswith("'"), found


@over("text", HOSTILE)
def test_nothing_is_a_formula_or_a_link_in_excel(text: str) -> None:
    content = xlsx_of([text.strip("\0")], [a_table(text.strip("\0"))])
    found = sheet(content)
    assert not list(found.iter(f"{_MAIN}f")) and not list(found.iter(f"{_MAIN}hyperlink"))
    assert {each.get("t") for each in found.iter(f"{_MAIN}c")} <= {"s", None, "n"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_at_all_begins_as_a_formula_in_csv(text: str) -> None:
    shown = neutral(text)
    assert not shown.lstrip(" \t\r\n\0").startswith(("=", "+", "-", "@")) and shown.endswith(text)


def test_ordinary_words_numbers_and_days_are_left_as_they_are() -> None:
    content = csv_of(["Overzicht"], [a_table("Beuk 3", "Ça va; ‘ja’", date(2026, 11, 9), 1234)])
    assert content.startswith(b"\xef\xbb\xbf"), "or Excel takes it for another alphabet"
    assert [each[0] for each in rows(content)[4:]] == ["Beuk 3", "Ça va; ‘ja’", "09-11-2026", "1234"]
    excel = xlsx_of(["Overzicht"], [a_table("Beuk 3", date(2026, 11, 9), -7)])
    assert {"Beuk 3", "09-11-2026", "Een tabel", "Overzicht"} <= set(texts(excel))
    assert "-7" in [each.findtext(f"{_MAIN}v") for each in sheet(excel).iter(f"{_MAIN}c")]


def test_sheets_with_long_and_forbidden_titles_can_be_written() -> None:
    long = Blad("Overgeslagen of afgeweken, dit schooljaar: [wat]/?*\\", ("Wat",), (("x",),))
    content = xlsx_of([], [long, long])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")  # noqa: S314
        found = [str(each.get("name")) for each in names]
    assert len(set(found)) == 2 and all(len(name) <= 31 for name in found)
