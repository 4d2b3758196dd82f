"""Streamlit reads text as Markdown: what was typed or stored is shown through ``veilig(…)`` alone."""

import ast
from pathlib import Path

from tests.over import over

ROOT = Path(__file__).parents[2]

# Whatever the first argument of these says is read as Markdown (``html``: as markup).
TEXT = {"markdown", "write", "html", "caption", "title", "header", "subheader", "metric"}
MESSAGES = {"error", "info", "warning", "success", "toast"}
LABELS = {"expander", "button", "form_submit_button", "download_button", "link_button", "radio", "pills", "checkbox"}
LABELS |= {"text_input", "text_area", "number_input", "selectbox", "multiselect"}
SPEAKING = TEXT | MESSAGES | LABELS
FIRST = {"body", "label"}  # the first argument, when given by name
QUIET = {"log", "logger", "logging"}  # these have an error() and a warning() too, and draw nothing


def sources() -> dict[str, str]:
    files = [file for package in ("pages", "ui") for file in (ROOT / package).rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}


def is_safe(text: ast.expr) -> bool:
    match text:
        case (
            ast.Constant()
            | ast.Call(func=ast.Name(id="veilig" | "in_columns" | "own_html" | "link") | ast.Attribute(attr="veilig"))
        ):
            return True
        case ast.IfExp(body=yes, orelse=no):
            return is_safe(yes) and is_safe(no)
    return False


def spoken(call: ast.Call, name: str) -> list[ast.expr]:
    """The arguments that reach the screen: write() shows all of them, the others the first."""
    by_name = [keyword.value for keyword in call.keywords if keyword.arg in FIRST]
    return (call.args if name == "write" else call.args[:1]) + by_name


def objections(source: str) -> list[str]:
    tree = ast.parse(source)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=on), attr=name)) if on in QUIET:
                continue
            case ast.Call(func=ast.Attribute(attr=name)) if name in SPEAKING:
                for text in spoken(node, name):
                    if not is_safe(text):
                        found.append(f"line {text.lineno}: {name}({ast.unparse(text)}); write {name}(veilig(…))")
            case ast.Attribute(value=ast.Name(id="st"), attr=name) if name in SPEAKING and id(node) not in called:
                found.append(f"line {node.lineno}: st.{name} is handed on uncalled; call it where the text is")
            case ast.ImportFrom(module="streamlit", names=names) if SPEAKING & {alias.name for alias in names}:
                found.append(f"line {node.lineno}: write `import streamlit as st`, so that this rule sees the calls")
    return found


def test_all_text_on_the_screen_is_literal_or_veilig() -> None:
    found = [f"{name}, {objection}" for name, source in sources().items() for objection in objections(source)]
    assert not found, "\n" + "\n".join(found)


def test_the_sweep_swept_text() -> None:
    speaking = [name for name, source in sources().items() if any(f".{word}(" in source for word in SPEAKING)]
    assert len(sources()) > len(speaking) > 10, speaking


def test_veilig_is_defined_once() -> None:
    where = [name for name, source in sources().items() if "def veilig(" in source]
    assert len(where) == 1 and where[0].startswith("ui/"), where


@over(
    "bad",
    [
        "st.markdown(f'**{name}**')",
        "st.title(name)",
        "st.caption('Stap ' + stap.title)",
        "st.subheader(stap.title)",
        "st.error('Niet: {}'.format(name))",
        "st.metric(label=name, value=3)",
        "st.info(body=dossier.nummer)",
        "st.write('Dossier', dossier.nummer)",
        "left.button(stap.title, key='x')",
        "with st.expander(name): pass",
        "st.toast('Bewaard' if done else name)",
        "st.html(veilig_genoeg(name))",
        "show = st.warning",
        "from streamlit import success",
    ],
)
def test_text_that_was_not_made_safe_is_seen(bad: str) -> None:
    assert len(objections(bad)) == 1


@over(
    "good",
    [
        "st.title('Dossiers')",
        "st.markdown(veilig(name))",
        "st.button(in_columns(name, group))",
        "left.metric(words.veilig(name), 3)",
        "st.toast('Bewaard' if done else 'Niet bewaard')",
        "log.warning(message)",
        "name.title()",
        "form.heading(Weging, dossier)",
    ],
)
def test_literal_and_veilig_text_is_let_through(good: str) -> None:
    assert objections(good) == []
