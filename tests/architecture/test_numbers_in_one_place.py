"""Telephone numbers are written in meldcode/nummers.py and nowhere else, so that changing one takes one edit."""

import ast
import re
from functools import cache
from pathlib import Path

from meldcode.nummers import NUMMERS
from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[2]
PACKAGES = ("meldcode", "db", "ui", "papers", "pages")
WRITTEN_IN = "meldcode/nummers.py"
# 112, and 0800 and 0900 numbers as they are dialled; not inside a longer number, a word or a CSS selector.
NUMBER = re.compile(r"(?<![\w:.#-])(?:112|0[89]00[- ]?\d{4,8})(?![\w.:]?\w)")


@cache
def shown() -> dict[str, str]:
    """Everything that may reach a screen or paper: the strings in Python files, and other files whole."""
    files = [ROOT / "app.py", *(file for package in PACKAGES for file in (ROOT / package).rglob("*"))]
    found = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for file in files
        if file.suffix in (".py", ".js", ".html", ".css", ".svg")
    }
    return {path: strings(text) if path.endswith(".py") else text for path, text in found.items()}


def strings(source: str) -> str:
    nodes = nodes_of(source)
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_no_number_is_typed_again() -> None:
    found = {path: NUMBER.findall(text) for path, text in shown().items() if path != WRITTEN_IN}
    again = {path: numbers for path, numbers in found.items() if numbers}
    assert not again, f"import it from {WRITTEN_IN}: {again}"


def test_the_sweep_swept_and_knows_each_number() -> None:
    assert len(shown()) > 250 and NUMBER.findall(shown()[WRITTEN_IN]) != []
    assert [each.nummer for each in NUMMERS if not NUMBER.fullmatch(each.nummer)] == []


def test_the_papers_of_the_project_name_only_these_numbers() -> None:
    known = {each.nummer for each in NUMMERS}
    files = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    other = {file.name: set(NUMBER.findall(file.read_text(encoding="utf-8"))) - known for file in files}
    assert not any(other.values()), f"it changed in {WRITTEN_IN}: {other}"


@over(
    ("text", "count"),
    [
        ("Bel 112.", 1),
        ("Veilig Thuis (0800-2000) of 112", 2),
        ("0900 1113111", 1),
        ("Bel 08002000!", 1),
        ("tel_112 n112 #112233 1.112 112px", 0),
    ],
)
def test_a_number_is_seen(text: str, count: int) -> None:
    assert len(NUMBER.findall(text)) == count
