"""Every demand of the route, R1 to R38, is named by a test that asserts something about it."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.parsed import tree_of

HERE = Path(__file__)
DEMANDS = {f"R{number}" for number in range(1, 39)}
MOST = 3
NAMED = re.compile(r"(?<![A-Za-z0-9])R(\d{1,2})(?![0-9])")
IN_NAME = re.compile(r"(?:^|_)r(\d{1,2})(?=_|$)")


def demands_of(test: ast.FunctionDef) -> set[str]:
    """The demands that a test names, in its docstring or in its name (``test_r24_…``)."""
    return {f"R{number}" for number in NAMED.findall(ast.get_docstring(test) or "") + IN_NAME.findall(test.name)}


def proves_something(test: ast.FunctionDef) -> bool:
    """Whether it asserts, expects a refusal, or calls a function that does."""
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and ast.unparse(node.func) in PROVING)
        for node in ast.walk(test)
    )


PROVING = {"pytest.raises", "check"}


def declared_in(source: str) -> list[ast.FunctionDef]:
    tree = tree_of(source)
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


@cache
def all_tests() -> list[tuple[str, ast.FunctionDef]]:
    files = sorted(file for file in HERE.parent.rglob("test_*.py") if file != HERE)
    return [(file.name, test) for file in files for test in declared_in(file.read_text())]


def test_every_demand_of_the_route_is_named_by_a_test() -> None:
    named = set().union(*(demands_of(test) for _, test in all_tests() if proves_something(test)))
    missing = sorted(DEMANDS - named, key=lambda demand: int(demand[1:]))
    assert not missing, f"write a test in tests/meldcode with these in its docstring: {', '.join(missing)}"
    assert named <= DEMANDS, f"the route has no {sorted(named - DEMANDS)}"


def test_no_test_names_more_than_it_can_prove() -> None:
    greedy = [f"{file}: {test.name}" for file, test in all_tests() if len(demands_of(test)) > MOST]
    assert not greedy, f"divide these; a test names at most {MOST} demands: {greedy}"


def test_no_test_names_a_demand_and_proves_nothing() -> None:
    empty = [f"{file}: {test.name}" for file, test in all_tests() if demands_of(test) and not proves_something(test)]
    assert not empty, f"let these assert something: {empty}"


def test_the_sweep_swept_the_tests() -> None:
    assert len(all_tests()) > 150


def test_a_name_that_only_looks_like_a_demand_is_none() -> None:
    (test,) = declared_in('def test_x():\n    """R24, R245, VR7 and (R8)."""\n    assert True')
    assert demands_of(test) == {"R24", "R8"}
    (test,) = declared_in("def test_r24_waiver():\n    pass")
    assert demands_of(test) == {"R24"} and not proves_something(test)
