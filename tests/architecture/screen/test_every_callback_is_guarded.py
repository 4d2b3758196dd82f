"""Every callback of a widget is guarded (``ui/web/callbacks.py``): Streamlit runs it before the page and its gate."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.parsed import tree_of
from tests.over import over

ROOT = Path(__file__).parents[3]
FILES = [*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
CALLED = {"on_click", "on_change", "on_select", "on_submit", "on_dismiss"}
MADE_BY = {"Guarded", "when_changed"}
# Allowed unguarded: these change only what this tab itself holds; saving is left to the page, behind its gate.
WHOEVER = {("startup", "try_again")}


def handed_over(function: ast.AST) -> Iterator[ast.expr]:
    """The callbacks given to widgets, as an argument or in a table of arguments."""
    for node in ast.walk(function):
        if isinstance(node, ast.keyword) and node.arg in CALLED:
            yield node.value
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value in CALLED)


def is_guarded(value: ast.expr, function: ast.AST) -> bool:
    """Whether this callback is made by the guard: right here, earlier in this function, or by whoever passed it in."""
    if isinstance(value, ast.Call):
        called = value.func
        return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in MADE_BY
    if isinstance(value, ast.Constant):
        return value.value == "rerun"  # calls nothing: the page runs, and asks who is there
    if not isinstance(value, ast.Name):
        return False
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and node.arg == value.id:
            return node.annotation is not None and ast.unparse(node.annotation) == "Guarded"
        if (
            isinstance(node, ast.arg)
            and node.annotation
            and ast.unparse(node.annotation).startswith("Mapping[str, Guarded]")
        ):
            return True
        if isinstance(node, ast.Assign) and [ast.unparse(each) for each in node.targets] == [value.id]:
            return is_guarded(node.value, function)
    return False


def unguarded(source: str, module: str) -> list[str]:
    whole = tree_of(source)
    functions = [node for node in ast.walk(whole) if isinstance(node, ast.FunctionDef)]
    in_none = ast.Module([node for node in whole.body if not isinstance(node, ast.FunctionDef)], [])
    found = {
        (value.lineno, ast.unparse(value))
        for function in (*functions, in_none)
        for value in handed_over(function)
        if not is_guarded(value, function) and (module, ast.unparse(value)) not in WHOEVER
    }
    return [f"{module}, line {line}: {said}" for line, said in sorted(found)]


@over("file", FILES)
def test_a_widget_calls_nothing_that_does_not_ask_who_is_there(file: Path) -> None:
    assert unguarded(file.read_text(encoding="utf-8"), file.stem) == []


@pytest.mark.parametrize(
    "call",
    [
        "def draw(user):\n    st.button('x', on_click=partial(_do, user))",
        "def draw(user):\n    st.button('x', on_click=_do, args=(user,))",
        "def draw(user):\n    st.selectbox('x', on_change=lambda: _do(user))",
        "def draw(user, changed: Callable[[], None]):\n    common = {'on_change': changed}",
        "def draw(user):\n    do = partial(_do, user)\n    st.button('x', on_click=do)",
    ],
)
def test_one_that_does_not_is_seen(call: str) -> None:
    assert unguarded(call, "made_up")


@pytest.mark.parametrize(
    "call",
    [
        "def draw(user):\n    st.button('x', on_click=Guarded(user, _do, user))",
        "def draw(form):\n    asking.draw(on_change=concept.when_changed(form))",
        "def draw(user, changed: Guarded):\n    common = {'on_change': changed}",
        "def draw(user):\n    do = Guarded(user, _do)\n    st.button('x', on_click=do)",
        "def draw(user):\n    st.expander('x', on_change='rerun')",
    ],
)
def test_one_that_does_is_let_be(call: str) -> None:
    assert unguarded(call, "made_up") == []
