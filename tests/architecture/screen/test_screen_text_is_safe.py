"""Text is shown on the screen as it was typed: through ``veilig(…)`` where Streamlit reads Markdown, else as it is."""

import ast
import inspect
import re
from pathlib import Path

import streamlit as st

from tests.architecture.parsed import nodes_of, tree_of
from tests.over import over
from ui.text import hoorbaar, one_line

ROOT = Path(__file__).parents[3]

# The first argument of these is read as Markdown (of ``html``: as markup).
TEXT = {"tabs", "markdown", "write", "html", "caption", "title", "header", "subheader", "metric", "spinner", "badge"}
MESSAGES = {"error", "info", "warning", "success", "toast"}
PRESSED = {"button", "form_submit_button", "download_button", "link_button", "page_link", "popover", "expander"}
CHOICES = {"radio", "pills", "segmented_control"}  # whose options are read as Markdown too
PLAIN_CHOICES = {"selectbox", "multiselect"}  # whose options are not: the marks that ``veilig`` adds would show
LABELS = {"checkbox", "toggle", "text_input", "text_area", "number_input", "file_uploader"} | CHOICES | PLAIN_CHOICES
SPEAKING = TEXT | MESSAGES | PRESSED | LABELS
FIRST = {"body", "label"}  # the first argument, when given by name
BESIDES = {"help", "delta", "captions", "text"}  # and these, wherever they are given
QUIET = {"log", "logger", "logging"}  # these have an error() and a warning() too, and draw nothing
# These read no Markdown, or nothing of ours uses them; tables are drawn in one place, which makes each cell safe.
PLAIN = {"text", "code", "dataframe", "plotly_chart", "set_page_config", "Page", "table", "progress"}
OPTIONS = ("Markdown: write format_func=lambda each: veilig(…)", "shown as they are here: no veilig(…)")
SAFE = {"veilig", "in_columns", "own_html", "own_markdown", "link"}


def sources() -> dict[str, str]:
    files = [file for package in ("pages", "ui") for file in (ROOT / package).rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}


def is_safe(text: ast.expr) -> bool:
    match text:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in SAFE
        case ast.List(elts=each):
            return all(map(is_safe, each))
        case ast.Starred(value=each):
            return is_safe(each)
        case ast.IfExp(body=yes, orelse=no):
            return is_safe(yes) and is_safe(no)
    return False


def spoken(call: ast.Call, name: str) -> list[ast.expr]:
    """The arguments that reach the screen: write() shows all of them, the others the first."""
    by_name = [keyword.value for keyword in call.keywords if keyword.arg in FIRST | BESIDES]
    first = [] if name == "page_link" else call.args if name == "write" else call.args[:1]
    return [*first, *by_name]


def named(call: ast.Call, tree: ast.AST) -> dict[str, ast.expr]:
    """The arguments given by name, ``**common`` included where that is written out in the same file."""
    given = {each.arg: each.value for each in call.keywords if each.arg}
    spread = {each.value.id for each in call.keywords if not each.arg and isinstance(each.value, ast.Name)}
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as common) if name in spread:
                found = zip(common.keys, common.values, strict=True)
                given |= {str(key.value): value for key, value in found if isinstance(key, ast.Constant)}
    return given


def of_choices(call: ast.Call, name: str, given: dict[str, ast.expr]) -> bool:
    """Whether the options of a choice widget are shown as they are."""
    shown = given.get("format_func")
    if name in PLAIN_CHOICES:
        return shown is None or "veilig(" not in ast.unparse(shown)
    if shown is None:
        return is_safe(call.args[1])
    return isinstance(shown, ast.Lambda) and is_safe(shown.body)


def objections(source: str) -> list[str]:
    tree = tree_of(source)
    called = {id(node.func) for node in nodes_of(source) if isinstance(node, ast.Call)}
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=on), attr=name)) if on in QUIET:
                continue
            case ast.Call(func=ast.Attribute(attr=name)) if name in SPEAKING:
                given, texts = named(node, tree), spoken(node, name)
                if name in LABELS and ast.unparse(given.get("label_visibility", node)) == "'collapsed'":
                    label = texts.pop(0)
                    if not isinstance(label, ast.Constant) and (is_safe(label) or isinstance(label, ast.JoinedStr)):
                        found.append(
                            f"line {label.lineno}: {name}({ast.unparse(label)}) is only read aloud; write hoorbaar(…)"
                        )
                for text in texts:
                    if not is_safe(text):
                        found.append(f"line {text.lineno}: {name}({ast.unparse(text)}); write {name}(veilig(…))")
                if name in CHOICES | PLAIN_CHOICES and not of_choices(node, name, given):
                    found.append(f"line {node.lineno}: the options of {name}; {OPTIONS[name in PLAIN_CHOICES]}")
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


def test_every_element_that_says_something_is_looked_at() -> None:
    """Every element of Streamlit that is used falls under a rule above, or is listed as one that needs none."""
    words = {"body", "label", "text", "title", "tabs", "placeholder", "help", "alt", "caption", "page_title"}
    every = {name: it for name in dir(st) if callable(it := getattr(st, name))}
    speaks = {name for name, it in every.items() if words & set(inspect.signature(it).parameters)}
    used = {name for source in sources().values() for name in re.findall(r"\bst\.(\w+)\(", source)}
    assert len(speaks) > 50 and len(used & speaks) > 20
    assert (speaks & used) - SPEAKING - PLAIN == set(), "say of these what is read as Markdown in them"


def test_a_table_is_drawn_in_one_place_cell_by_cell() -> None:
    """``st.table`` reads Markdown in each of its cells."""
    where = [name for name, source in sources().items() if "st.table(" in source]
    assert where == ["ui/cijfers/getoond.py"]


def test_what_is_only_read_aloud_keeps_names_and_loses_signs() -> None:
    assert hoorbaar("Rol van Zoë d’Aragona-O'Neill, ib-er") == "Rol van Zoë d’Aragona-O'Neill ib-er"
    assert hoorbaar("www.x.example https://x.example a@x.example :smile: -> *de* _x_ -- `c`") == (
        "www x example https x example a x example smile de x c"
    )


def test_a_text_on_one_line_is_cut_between_two_words() -> None:
    assert one_line("  Een \n vogel\tzat  op een tak. ") == "Een vogel zat op een tak."
    assert one_line("Een vogel zat op een tak.", 12) == "Een vogel …"
    assert one_line("Een vogel zat op een tak.", 25) == "Een vogel zat op een tak."
    assert one_line("Zonnebloemenveld", 8) == "Zonneb …"


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
        "st.button('Ga door', help=name)",
        "st.toggle(name)",
        "st.page_link('start.py', label=name)",
        "st.tabs([name, 'Andere'])",
        "st.metric('Open', 3, delta=name)",
        "st.radio('Wie?', people)",
        "st.pills('Wie?', people, format_func=people.__getitem__)",
        "st.radio('Wie?', people, format_func=lambda each: each.naam)",
        "st.selectbox('Wie?', people, format_func=lambda each: veilig(each.naam))",
        "st.text_input(veilig(name), label_visibility='collapsed')",
        "st.text_input(f'Rol van {name}', label_visibility='collapsed')",
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
        "st.text_input(name, label_visibility='collapsed')",
        "st.text_input(hoorbaar(f'Rol van {name}'), label_visibility='collapsed')",
        "st.selectbox(name, people, label_visibility='collapsed')",
        "st.radio('Wie?', people, format_func=lambda each: veilig(each.naam))",
        "st.radio('Hoe?', ['Zo', 'Anders'])",
        "st.tabs(['Een', 'Twee'])",
    ],
)
def test_literal_and_veilig_text_is_let_through(good: str) -> None:
    assert objections(good) == []
