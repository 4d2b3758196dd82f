"""The sealed form of a record is known to one module only (``db/access/records.py``)."""

import ast
from pathlib import Path

from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[2]
OWNER = "db/access/records.py"
# The names of its parts, and the functions that open or make it.
KNOWN_THERE = {"read_content", "_Content"}
PLACE = {"db/keys/opened.py": "whether it opens at all, with which key: it looks at no word of it"}


def objections(source: str) -> list[str]:
    """Where this module reads the form of a record itself, or composes the place that a record is sealed for."""
    found = []
    for node in nodes_of(source):
        match node:
            case ast.Subscript(slice=ast.Constant(value="antwoorden")):
                found.append(f"line {node.lineno}: reads the answers out of the text")
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name) if name in KNOWN_THERE:
                found.append(f"{name} is of {OWNER}")
            case ast.Call(
                func=ast.Name(id="place") | ast.Attribute(attr="place"),
                args=[ast.Constant(value="vastlegging"), *_],
            ):
                found.append(f"line {node.lineno}: seals or opens a record")
    return found


def test_no_other_module_knows_the_form_of_a_sealed_record() -> None:
    files = [file for package in ("db", "ui", "papers", "pages") for file in (ROOT / package).rglob("*.py")]
    named = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    found = [
        f"{name}: {each}"
        for name, source in named.items()
        if name not in {OWNER, *PLACE}
        for each in objections(source)
    ]
    assert not found, "\n".join([f"ask {OWNER}: answers_in, seal_record, content_of", *found])
    assert len(named) > 150 and objections(named[OWNER])
    assert all(objections(named[name]) for name in PLACE), "take out what need not stand there any more"


@over(
    "bad",
    [
        "answers = {naam: tekst for naam, _vraag, tekst, _waarde in json.loads(content)['antwoorden']}",
        "from db.access.records import read_content",
        "content = records.read_content(text)",
        "vault.unseal(key, place('vastlegging', dossier_id, row_id), sealed)",
    ],
)
def test_one_that_does_is_seen(bad: str) -> None:
    assert objections(bad)
