"""What the threat model and the norms say of tests is so: each one named exists, and every row has a verdict."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREATS, NORMS = "docs/dreigingsmodel.md", "docs/normen.md"
VERDICTS = {"voldaan", "deels", "niet voldaan", "n.v.t.", "na te gaan"}
NAMED = re.compile(r"`([a-z_]+/test_[a-z_]+\.py)::(test_\w+)`")
DOCUMENT = re.compile(r"`(docs/[a-z-]+\.md)`")


def rows(document: str) -> list[list[str]]:
    """The rows of every table, without heads and rules."""
    lines = [line.strip() for line in document.splitlines()]
    rules = {number for number, line in enumerate(lines) if line.startswith("|-")}
    inside = [
        line
        for number, line in enumerate(lines)
        if line.startswith("|") and number not in rules and number + 1 not in rules
    ]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in inside]


def missing(document: str) -> list[str]:
    """Tests and documents that are named and are not there."""
    found = []
    for file, name in NAMED.findall(document):
        path = ROOT / "tests" / file
        names = (
            {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}
            if path.is_file()
            else set()
        )
        found += [] if name in names else [f"tests/{file}::{name}"]
    return found + [name for name in DOCUMENT.findall(document) if not (ROOT / name).is_file()]


def objections_to_norms(document: str) -> list[str]:
    found = []
    for row in rows(document):
        if len(row) != 4 or not all(row):
            found.append(f"{row}: four cells, none empty")
        elif row[2] not in VERDICTS:
            found.append(f"{row[0]}: {row[2]!r} is no verdict")
        elif row[2] == "voldaan" and not (NAMED.search(row[3]) or DOCUMENT.search(row[3])):
            found.append(f"{row[0]}: met, by what? Name a test or a document")
    return found


def objections_to_threats(document: str) -> list[str]:
    return [
        f"{row}: name its test, or say *geen toets*"
        for row in rows(document)
        if len(row) != 4 or not (NAMED.fullmatch(row[3]) or row[3] == "*geen toets*")
    ]


@pytest.mark.parametrize("name", [THREATS, NORMS])
def test_every_test_and_document_that_is_named_exists(name: str) -> None:
    document = (ROOT / name).read_text()
    assert len(NAMED.findall(document)) > 30
    assert document.count("::test_") == len(NAMED.findall(document)), "write a test as `folder/test_file.py::test_name`"
    assert missing(document) == []


def test_every_measure_against_a_threat_names_its_test() -> None:
    assert objections_to_threats((ROOT / THREATS).read_text()) == []


def test_every_norm_has_a_verdict_and_what_is_met_says_by_what() -> None:
    document = (ROOT / NORMS).read_text()
    assert len(rows(document)) > 90 and objections_to_norms(document) == []


def test_what_is_wrong_in_such_a_document_is_seen() -> None:
    head = "| nummer | eis | oordeel | reden |\n|---|---|---|---|\n"
    assert len(objections_to_norms(f"{head}| 1 | x | ja | y |\n| 2 | x | voldaan | y |\n| 3 | x |  | y |")) == 3
    assert objections_to_norms(f"{head}| 1 | x | deels | y |") == []
    assert len(objections_to_threats(f"{head}| a | b | c |  |")) == 1
    assert missing("`gate/test_gate.py::test_nobody_wrote` `gate/test_nowhere.py::test_x` `docs/niets.md`") == [
        "tests/gate/test_gate.py::test_nobody_wrote",
        "tests/gate/test_nowhere.py::test_x",
        "docs/niets.md",
    ]
