"""The rooms (ADR 28): in each package imports go one way, folders and files stay small, and no import is hidden."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.architecture.parsed import nodes_of, tree_of
from tests.architecture.test_house_rules import MOST_LINES
from tests.over import over

ROOT = Path(__file__).parents[2]
MOST_FILES = 15  # at a level, besides its `__init__.py`

# Lowest first: a folder may import from itself and from those before it. ``*``: every folder that is not named.
ORDER = {
    "meldcode": "versie bronnen nummers eigen begrippen rollen functiescheiding lichaam vragen namen termijnen"
    " vastleggingen gezag verzoeken route bewaren dossier cijfers bespreking papieren oefenen protocol",
    "papers": "voortgang tabellen papier *",
    "db": "schema store keys journal brought access cijfers school accounts bewaren werk dossiers upkeep backup"
    " practice migrations command_line commands __main__",
    "ui": "clock text operating web elements hulp signing_in page forms werk oefenen dossier papieren stap cijfers"
    " bespreking beheer account inrichten startup one_of_several serve",
}
# The same inside one folder, where the order of its modules is the design.
INSIDE = {
    "meldcode/dossier": "toegang afspraken zicht dossier wegen openstaand advies samen_wegen afwijkingen bericht"
    " einde verplichtingen regels vastleggen vorige_weging nieuws tijdlijn familie",
}
# Imports allowed inside a function, each with its reason.
LATE = {
    ("ui/web/patience.py", "resource"): "there is none on Windows; asked for only where it is",
    ("db/store/turn.py", "fcntl"): "there is none on Windows; asked for only where it is",
    ("db/store/files.py", "fcntl"): "there is none on Windows; asked for only where it is",
    ("db/upkeep/bezig.py", "fcntl"): "there is none on Windows; asked for only where it is",
}

Graph = dict[str, set[str]]


@cache
def sources() -> dict[str, str]:
    """Every module of the packages, by path; without migrations, which only Alembic reads."""
    files = [file for package in ORDER for file in (ROOT / package).rglob("*.py") if file.parent.name != "versions"]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


@cache
def files_of_tests() -> dict[str, str]:
    files = (ROOT / "tests").rglob("*.py")
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(source: str, modules: frozenset[str]) -> set[str]:
    """The modules of ours that this source imports, at any depth."""
    found = set()
    for node in nodes_of(source):
        match node:
            case ast.Import(names=names):
                found |= {each.name for each in names}
            case ast.ImportFrom(module=str(whole), names=names, level=0):
                found |= {f"{whole}.{each.name}" if f"{whole}.{each.name}" in modules else whole for each in names}
    return found & modules


@cache
def graph() -> Graph:
    modules = frozenset(map(module_of, sources()))
    return {module_of(path): imports_of(source, modules) - {module_of(path)} for path, source in sources().items()}


def circles(graph: Graph) -> list[list[str]]:
    """The members of each import circle, once (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found = []

    def visit(module: str) -> None:
        index[module] = lowest[module] = len(index)
        stack.append(module)
        for other in sorted(graph.get(module, ())):
            if other not in index:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], index[other])
        if lowest[module] == index[module]:
            members = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(members) > 1:
                found.append(sorted(members))

    for module in sorted(graph):
        if module not in index:
            visit(module)
    return found


def rank(module: str, within: str, order: str) -> int | None:
    """The place of this module's room in the order of ``within``; -1 if it has none, None if it is not in there."""
    rest = module.removeprefix(within.replace("/", ".") + ".")
    if rest == module:
        return None
    names = order.split()
    room = rest.partition(".")[0]
    known = room if room in names else "*"
    return names.index(known) if known in names else -1


def wrong_way(graph: Graph, within: str, order: str) -> list[str]:
    found = []
    for module, others in sorted(graph.items()):
        for other in sorted(others):
            here, there = rank(module, within, order), rank(other, within, order)
            if here is not None and there is not None and there > here:
                found.append(f"{module} imports {other}")
    return found


def late(path: str, source: str) -> list[str]:
    """Imports that a reader of the first lines misses: inside a function, or only for type checking."""
    found = []
    for node in nodes_of(source):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                for each in ast.walk(node):
                    if isinstance(each, ast.Import | ast.ImportFrom) and (path, name_of(each)) not in LATE:
                        found.append(f"line {each.lineno}: an import inside a function")
            case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
                found.append(f"line {node.lineno}: TYPE_CHECKING")
    return sorted(set(found))


def name_of(node: ast.Import | ast.ImportFrom) -> str:
    return (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name


def levels(paths: Iterable[str]) -> Iterator[tuple[str, int]]:
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        files = [path for path in paths if path.rpartition("/")[0] == folder]
        yield folder, len([path for path in files if not path.endswith("/__init__.py")])


def test_nothing_is_imported_in_a_circle() -> None:
    assert circles(graph()) == [], "move what both need to a module below both, or hand it in as an argument"


def test_every_folder_imports_from_those_before_it() -> None:
    found = [each for package, order in (ORDER | INSIDE).items() for each in wrong_way(graph(), package, order)]
    assert found == [], "a folder imports from those before it in ORDER: move the function down, or the caller up"


def test_every_room_has_its_place_in_the_order() -> None:
    for package, order in ORDER.items():
        rooms = {path.split("/")[1].removesuffix(".py") for path in sources() if path.startswith(f"{package}/")}
        named = set(order.split())
        assert named - {"*"} <= rooms and ("*" in named or rooms - {"__init__"} == named), (
            f"say in ORDER from which folders {package}/… may import"
        )


def test_the_readme_names_the_rooms_in_their_order() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for package, order in ORDER.items():
        rooms = ["a file for each paper" if room == "*" else room for room in order.split() if room != "__main__"]
        assert f"| `{package}/` | {', '.join(rooms)} |" in readme, f"name the rooms of {package}/ in README.md"


def test_a_level_has_no_more_files_than_one_takes_in() -> None:
    found = {folder: count for folder, count in levels([*sources(), *files_of_tests()]) if count > MOST_FILES}
    assert found == {}, f"at most {MOST_FILES}: put those that belong together in a folder of their own"


def test_a_file_of_tests_is_as_short_as_any_other() -> None:
    found = {path for path, text in files_of_tests().items() if len(text.splitlines()) > MOST_LINES}
    assert found == set(), f"{MOST_LINES} lines at most: divide it by what it promises"


def test_every_folder_says_what_its_files_have_in_common() -> None:
    silent = [
        folder
        for folder, _ in levels(sources())
        if not ast.get_docstring(tree_of(sources().get(f"{folder}/__init__.py", "")))
    ]
    assert silent == [], "write one sentence in its __init__.py"


def test_no_import_is_late_or_for_types_alone() -> None:
    found = [f"{path}, {each}" for path, source in sources().items() for each in late(path, source)]
    assert found == [], "import at the top; where that is a circle, move what both need below both, or see LATE"


def test_what_may_be_late_is_late() -> None:
    """So that an exception is removed once it is no longer needed."""
    inside = {
        (path, name_of(each))
        for path, source in sources().items()
        for node in nodes_of(source)
        if isinstance(node, ast.FunctionDef)
        for each in ast.walk(node)
        if isinstance(each, ast.Import | ast.ImportFrom)
    }
    assert set(LATE) <= inside


def test_the_sweep_swept_every_package() -> None:
    assert {path.partition("/")[0] for path in sources()} == set(ORDER) and len(sources()) > 200
    assert sum(map(len, graph().values())) > 1000, "the imports of ours were not found"
    assert len(files_of_tests()) > 250 and "tests/conftest.py" in files_of_tests()


@over(
    ("source", "count"),
    [
        ("def f():\n    from meldcode import rollen\n", 1),
        ("async def f():\n    import json\n", 1),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from db import x\n", 1),
        ("import typing\nif typing.TYPE_CHECKING:\n    from db import x\n", 1),
        ("from meldcode import rollen\ndef f(): ...\n", 0),
    ],
)
def test_a_late_import_is_seen(source: str, count: int) -> None:
    assert len(late("ui/a.py", source)) == count


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d2"}, "d2": set()}) == [["b", "c"]]


def test_an_import_the_wrong_way_is_seen() -> None:
    order = "low high"
    assert wrong_way({"ui.low.a": {"ui.high.b"}}, "ui", order) == ["ui.low.a imports ui.high.b"]
    assert wrong_way({"ui.high.b": {"ui.low.a", "ui.high.c", "db.store.engine"}}, "ui", order) == []
    assert wrong_way({"ui.low.a": {"ui.other"}}, "ui", "low *") == ["ui.low.a imports ui.other"]
    assert wrong_way({"ui.other": {"ui.low.a", "ui.another"}}, "ui", "low *") == []
