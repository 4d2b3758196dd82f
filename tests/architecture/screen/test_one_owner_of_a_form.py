"""The session keys of a form are made in one place (``ui/forms/state.py``): no other module writes one by hand."""

import ast
from pathlib import Path

from meldcode.vastleggingen import ALLE
from meldcode.vragen.vastlegging import vragen
from tests.architecture.parsed import nodes_of
from tests.over import over
from ui.forms import offered
from ui.forms.state import FileState, FormState, Remembered, WeighingState

ROOT = Path(__file__).parents[3]
OWNERS = {"ui/forms/state.py", "ui/forms/offered.py"}
STATES = (FormState, FileState, WeighingState)
REMEMBERED = {name for each in STATES for name, what in vars(each).items() if isinstance(what, Remembered)}
BUTTONS = {"vastleggen", "bewaren", "afronden", "anders", "upload"}
OFFERED = {"since", "soort"}
SUFFIXES = REMEMBERED | BUTTONS | OFFERED
INSTEAD = "ask ui.forms.state: FormState(name), or ui.forms.offered: Offer(dossier, where)"


def is_name_of_form(value: ast.expr) -> bool:
    """Whether this expression is the name of a form: from ``form.key`` or ``name_of``, or kept in a ``Form``."""
    match value:
        case ast.Attribute(value=ast.Name(id="form" | "state"), attr="name"):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="form"), attr="key") | ast.Name(id="name_of")):
            return True
    return False


def written_by_hand(source: str) -> list[str]:
    """The keys of a form that this module puts together itself."""
    found = []
    for node in nodes_of(source):
        if not isinstance(node, ast.JoinedStr):
            continue
        for before, after in zip(node.values, node.values[1:], strict=False):
            if not isinstance(before, ast.FormattedValue) or not isinstance(after, ast.Constant):
                continue
            text = str(after.value)
            suffix = text.removeprefix("/").split("/")[0]
            if text.startswith("/") and (suffix in SUFFIXES or is_name_of_form(before.value)):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def test_no_other_module_writes_a_key_of_a_form() -> None:
    files = [file for package in ("ui", "pages") for file in (ROOT / package).rglob("*.py")]
    named = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    found = [
        f"{name}, {each}" for name, source in named.items() if name not in OWNERS for each in written_by_hand(source)
    ]
    assert not found, "\n".join([INSTEAD, *found])
    assert len(named) > 90 and set(named) >= OWNERS, "the sweep swept the packages"


def test_the_sweep_looks_for_all_that_is_remembered() -> None:
    assert {"kept", "known", "aside", "whole", "saved", "unsaved", "tried", "rest", "submit", "open"} <= REMEMBERED
    assert len(REMEMBERED) > 15
    beside = {each.removeprefix("/") for each in (offered._SINCE, offered._FIELD)}
    assert beside == OFFERED


def test_no_vraag_is_called_as_something_that_is_remembered() -> None:
    """Answers are stored under the name of the vraag, beside what the form remembers: one would overwrite the other."""
    named = {each.naam for kind in ALLE for each in vragen(kind)}
    remembered = {name for name, what in vars(FormState).items() if isinstance(what, Remembered)}
    assert not named & (remembered | BUTTONS), "give the vraag, or what is remembered, another name"
    assert len(named) > 100


@over(
    "bad",
    [
        "saved = st.session_state.get(f'{name}/saved')",
        "st.session_state[f'{form.name}/kept'] = raw",
        "st.toggle('Open', key=f'{name}/open')",
        "st.button('Vastleggen', key=f'{name}/vastleggen/{submit_key}')",
        "typed = st.session_state.get(f'{form.key(None, Opening)}/naam')",
        "key = f'{form.name}/{about.naam}'.replace('x', 'y'); other = f'{form.name}/bezwaar'",
        "st.session_state[f'{dossier.id}/since'] = dossier.versie",
    ],
)
def test_one_that_is_written_by_hand_is_seen(bad: str) -> None:
    assert written_by_hand(bad)


@over("good", ["key=f'{dossier.id}/afschermen'", "FormState(name).saved", "f'{what}/{number}'", "f'account/{field}'"])
def test_what_is_no_key_of_a_form_is_let_be(good: str) -> None:
    assert not written_by_hand(good)
