"""The tests named in docs/dreigingsmodel.md and docs/normen.md exist, and every row there has a verdict."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.parsed import nodes_of

ROOT = Path(__file__).parents[2]
THREATS, NORMS = "docs/dreigingsmodel.md", "docs/normen.md"
VERDICTS = {"voldaan", "deels", "niet voldaan", "n.v.t."}
# The number of requirements in each part of ASVS 5.0.0, and which are level 3; all others need an answer from us.
# Source: OWASP_Application_Security_Verification_Standard_5.0.0_en.csv, repository OWASP/ASVS, folder 5.0/docs_en.
PARTS = {
    "1.1": 2, "1.2": 10, "1.3": 12, "1.4": 3, "1.5": 3, "2.1": 3, "2.2": 3, "2.3": 5, "2.4": 2, "3.1": 1, "3.2": 3,
    "3.3": 5, "3.4": 8, "3.5": 8, "3.6": 1, "3.7": 5, "4.1": 5, "4.2": 5, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 6,
    "5.3": 3, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 8, "6.4": 6, "6.5": 8, "6.6": 4, "6.7": 2, "6.8": 4, "7.1": 3,
    "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2, "8.1": 4, "8.2": 4, "8.3": 3, "8.4": 2, "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 3, "10.3": 5, "10.4": 16, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 4, "11.2": 5, "11.3": 5,
    "11.4": 4, "11.5": 2, "11.6": 2, "11.7": 2, "12.1": 5, "12.2": 2, "12.3": 5, "13.1": 4, "13.2": 6, "13.3": 4,
    "13.4": 7, "14.1": 2, "14.2": 8, "14.3": 3, "15.1": 5, "15.2": 5, "15.3": 7, "15.4": 4, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 4, "17.1": 2, "17.2": 8, "17.3": 2,
}  # fmt: skip
_LEVEL_3 = """
    1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3 3.7.4 3.7.5
    4.1.4 4.1.5 4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6 6.5.7
    6.5.8 6.6.4 6.7.1 6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3 10.3.5 10.4.12 10.4.13 10.4.14
    10.4.15 10.4.16 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 11.6.2 11.7.1 11.7.2 12.1.4 12.1.5 12.3.5
    13.1.2 13.1.3 13.1.4 13.2.6 13.3.3 13.3.4 13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4
    15.2.5 15.4.1 15.4.2 15.4.3 15.4.4 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8
"""
LEVEL_3 = set(_LEVEL_3.split())
NAMED = re.compile(r"`([a-z_]+(?:/[a-z_]+)*/test_[a-z_]+\.py)::(test_\w+)`")
DOCUMENT = re.compile(r"`(docs/(?:[a-z-]+/)*[a-z-]+\.md)`")


def rows(document: str) -> list[list[str]]:
    """The rows of every table, without headings and separators."""
    lines = [line.strip() for line in document.splitlines()]
    rules = {number for number, line in enumerate(lines) if line.startswith("|-")}
    inside = [
        line
        for number, line in enumerate(lines)
        if line.startswith("|") and number not in rules and number + 1 not in rules
    ]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in inside]


@cache
def functions_in(file: Path) -> set[str]:
    if not file.is_file():
        return set()
    return {node.name for node in nodes_of(file.read_text()) if isinstance(node, ast.FunctionDef)}


def missing(document: str) -> list[str]:
    """Tests and documents that are named but do not exist."""
    found = []
    for file, name in NAMED.findall(document):
        found += [] if name in functions_in(ROOT / "tests" / file) else [f"tests/{file}::{name}"]
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
        if len(row) not in (4, 5) or not (NAMED.fullmatch(row[-1]) or row[-1] == "*geen toets*")
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


def answered(document: str) -> set[str]:
    """Every number of the ASVS with a row; a row of a chapter or part counts for everything in it."""
    heads = [each.strip() for row in rows(document.partition("## Normenkader")[0]) for each in row[0].split(",")]
    every = {f"{part}.{number}" for part, count in PARTS.items() for number in range(1, count + 1)}
    assert set(heads) <= every | set(PARTS) | {part.partition(".")[0] for part in PARTS}, "no such number in 5.0.0"
    return {number for number in every for head in heads if number == head or number.startswith(f"{head}.")}


def test_every_requirement_of_level_1_and_2_is_answered() -> None:
    every = {f"{part}.{number}" for part, count in PARTS.items() for number in range(1, count + 1)}
    assert len(every) == 345 and every > LEVEL_3
    left = every - LEVEL_3 - answered((ROOT / NORMS).read_text())
    assert not left, f"write a verdict in {NORMS} for {sorted(left)}"


def test_what_is_wrong_in_such_a_document_is_seen() -> None:
    head = "| nummer | eis | oordeel | reden |\n|---|---|---|---|\n"
    assert len(objections_to_norms(f"{head}| 1 | x | ja | y |\n| 2 | x | voldaan | y |\n| 3 | x |  | y |")) == 3
    assert objections_to_norms(f"{head}| 1 | x | deels | y |") == []
    assert len(objections_to_threats(f"{head}| a | b | c |  |")) == 1
    assert missing("`ui/web/test_guard.py::test_nobody_wrote` `gate/test_nowhere.py::test_x` `docs/niets.md`") == [
        "tests/ui/web/test_guard.py::test_nobody_wrote",
        "tests/gate/test_nowhere.py::test_x",
        "docs/niets.md",
    ]
