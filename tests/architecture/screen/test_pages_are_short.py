"""A page is a short script that begins with its own gate, because it can be requested without pages/main.py."""

import ast
from pathlib import Path

from tests.architecture.parsed import nodes_of, tree_of
from tests.over import over

ROOT = Path(__file__).parents[3]
ENTRY = "main.py"  # asks who is there, and shows the menu; it has no dossier to guard
MOST_LINES = 60
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def pages() -> list[Path]:
    return sorted((ROOT / "pages").rglob("*.py"))


def is_gate(statement: ast.stmt) -> bool:
    """``access.…(…)`` or ``user = access.…(…)``."""
    call = statement.value if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign) else None
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="access"))):
            return True
    return False


def opens_with_a_gate(tree: ast.Module) -> bool:
    body = tree.body[ast.get_docstring(tree) is not None :]
    return any(body) and is_gate(next((s for s in body if not isinstance(s, ast.Import | ast.ImportFrom)), body[0]))


def objections(name: str, source: str) -> list[str]:
    tree = tree_of(source)
    found = [
        f"line {node.lineno}: a page defines nothing; move this to ui/ (screen) or meldcode/ (rule)"
        for node in nodes_of(source)
        if isinstance(node, DEFINITIONS)
    ]
    if (lines := len(source.splitlines())) > MOST_LINES:
        found.append(f"{lines} lines, {MOST_LINES} at most: move what is shown to ui/")
    if name != ENTRY and not opens_with_a_gate(tree):
        found.append("the first statement after the imports must be the gate: user = access.require(…)")
    return found


def test_every_page_is_a_short_script_behind_its_own_gate() -> None:
    found = [f"pages/{page.name}: {o}" for page in pages() for o in objections(page.name, page.read_text())]
    assert not found, "\n" + "\n".join(found)


def test_the_sweep_swept_the_pages() -> None:
    names = {page.name for page in pages()}
    missing = {ENTRY, "start.py", "dossier.py", "leerlingbespreking.py", "directie.py", "beheer.py"} - names
    assert not missing, f"these pages are not there: {sorted(missing)}"
    assert len([name for name in names if name.startswith("stap_")]) == 5, sorted(names)


GATE = "from ui.page import access\nuser = access.require('x')\n"


@over(
    "bad",
    [
        GATE + "def helper(): ...",
        GATE + "class Helper: ...",
        GATE + "names = sorted([], key=lambda n: n)",
        GATE + "x = 1\n" * MOST_LINES,
        "",
        "import streamlit as st",
        "import streamlit as st\nst.title('Dossier')\n" + GATE,
        "from ui.page import access\nif True:\n    access.require('x')",
        "from ui.forms import form\nuser = form.heading('x')",
    ],
)
def test_a_page_that_breaks_the_rule_is_seen(bad: str) -> None:
    assert len(objections("page.py", bad)) == 1


def test_a_page_that_keeps_the_rule_is_let_through() -> None:
    assert objections("page.py", '"""What it shows."""\n' + GATE) == []
    assert objections("page.py", "from ui.page import access\naccess.require('x')\n") == []
    assert objections(ENTRY, "import streamlit as st\nst.navigation([]).run()\n") == []
