"""Every press that does something is answered through ``ui.elements.answer``, which brings the answer into view.

Every module with a button has a verdict here: what its presses do. A new module fails until somebody wrote one.
"""

import ast
import re
from pathlib import Path

from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[3]
BUTTONS = {"button", "form_submit_button"}
ANSWERS = re.compile(
    r"\banswer\.(good|bad|refuse|confirm|objected)\(|\bfields\.refuse\(|\brecording\.(record|open_new)\(|\bloopt\.begin\("
)

# What the presses of each module lead to. "answered": the module acts and says so. "recorded": it hands what was filled
# in to its page, which records it. "turns": the press only shows another page, or another part of a list.
PRESSES = {
    "account": "answered",
    "andere_school": "answered",
    "reauthenticate": "answered",
    "aanwezig": "answered",
    "alarm": "answered",
    "answer": "turns",
    "two_texts": "turns",
    "houden": "answered",
    "in_orde": "answered",
    "nalezen": "answered",
    "back_up": "answered",
    **dict.fromkeys(("mailserver", "route", "uit_een_lijst"), "answered"),
    "sluiten": "answered",
    "chronologie": "turns",
    "concept": "answered at the field",
    "concepten": "turns",
    "dag": "answered at the field",
    "eerder": "answered at the field",
    "acuut": "turns",
    "directie": "recorded",
    "dossierlijst": "turns",
    "taken": "turns",
    "feed": "answered",
    "geboren": "answered at the field",
    "gezin": "answered",
    "form": "answered",
    "gesloten": "turns",
    "eigen": "answered at the field",
    "letselfotos": "answered",
    "bewaartermijnen": "answered",
    "bestuursvorm": "answered",
    "scholen": "answered",
    "lijkt_op": "answered",
    "mail": "answered",
    "melding": "turns",
    "mensen": "answered at the field",
    "om_de_leerling": "turns",
    "inzage_geven": "recorded",
    "inzage_lezen": "turns",
    "instellingen": "answered",
    "nieuws": "answered",
    "oefenen": "answered",
    "onderdelen": "turns",
    "opvolging": "turns",
    "overdragen": "answered",
    "samen_vernietigen": "answered",
    "ontvangen": "answered",
    "vertrek": "turns",
    "overzicht": "turns",
    "plekken": "answered at the field",
    "accounts": "answered",
    "rollen": "answered",
    "rijen": "turns",
    "startup": "answered at the field",
    "stappen": "recorded",
    "toegang": "recorded",
    "tweede_stap": "answered",
    "verlies": "answered",
    "voorbereiding": "answered",
    "verzoeken": "turns",
    "vrijgeven": "answered",
    "vrije_dagen": "answered",
    "leerlingen": "answered",
    "dagen_kiezen": "answered",
}
# Messages that are no answer to a press. Answers are drawn by ui/elements/answer.py alone.
SAYS_WITHOUT_A_PRESS = {
    "access": "who may not come here",
    "opening": "that it belongs elsewhere, as long as that is answered",
    "startup": "that the page could not be drawn",
}


def calls(source: str) -> list[ast.Call]:
    return [node for node in nodes_of(source) if isinstance(node, ast.Call)]


def of_streamlit(source: str, names: set[str]) -> list[str]:
    return [
        each.func.attr
        for each in calls(source)
        if isinstance(each.func, ast.Attribute)
        and each.func.attr in names
        and isinstance(each.func.value, ast.Name)
        and each.func.value.id == "st"
    ]


def modules() -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "ui").rglob("*.py")}


def with_a_button() -> set[str]:
    return {name for name, source in modules().items() if any(calls_a_button(each) for each in calls(source))}


def calls_a_button(call: ast.Call) -> bool:
    """Whether this is a call of a button: ``st.button(…)``, or that of a container."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in BUTTONS


def test_every_module_with_a_button_has_a_word_about_its_presses() -> None:
    assert with_a_button() == set(PRESSES), "write in PRESSES above what a press there comes to"
    assert len(PRESSES) > 15


@over("name", [name for name, what in PRESSES.items() if what == "answered"])
def test_a_module_that_does_something_says_what_came_of_it(name: str) -> None:
    assert ANSWERS.search(modules()[name])


def test_nothing_is_confirmed_or_refused_in_another_way() -> None:
    others = {
        name
        for name, source in modules().items()
        if name != "answer" and of_streamlit(source, {"error", "success", "exception"})
    }
    assert others == set(SAYS_WITHOUT_A_PRESS), "say it with ui.elements.answer, so that it is seen"


def test_every_page_begins_with_what_was_to_be_said() -> None:
    main = (ROOT / "pages" / "main.py").read_text(encoding="utf-8")
    assert main.index("answer.show()") < main.index("page.run()")


def test_every_page_that_records_does_it_where_it_is_answered() -> None:
    pages = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "pages").glob("*.py")}
    recording = {name for name, source in pages.items() if ANSWERS.search(source)}
    assert len(recording) >= 12
    saves = re.compile(r"\b(?:dossiers\.(save|save_all|open_dossier)|in_each\.record)\(")
    saving = {name for name, source in modules().items() if saves.search(source)}
    others = {"overdragen", "ontvangen", "lijkt_op", "dubbel", "samen_vernietigen"}
    assert saving == {"recording"} | others, "record with recording.record, which says what came of it"
