"""What leaves the program as a file: for who has just shown who they are, and with a line in the register.

Every module of ``ui`` and ``pages`` that hands out a file does both, or stands below with the reason why it need not.
"""

import ast
from functools import cache
from pathlib import Path

from tests.over import over

ROOT = Path(__file__).parents[2]

# Of these Streamlit serves the content itself, for minutes, to whoever is signed in: /media/….
MEDIA = {"download_button", "image", "audio", "video", "pdf", "logo"}
ANSWERS = {"Response", "FileResponse", "StreamingResponse"}
ASKS = {"confirmed", "require_recent", "is_recent"}
WRITES = {"noted", "append", "managed", "viewed"}
CHART = {"dataframe", "data_editor", "plotly_chart"}  # their own buttons for a file are off: client.disableDataExport

# Modules that hand out a file without asking again. Each reason was weighed by hand; a new one is a decision.
WITHOUT = {
    "ui/page/bijlage.py": "one attachment of one record, to whoever reads that record; the register says so",
    "ui/signing_in/sign_in.py": "our own script, style and icon",
    "ui/bespreking/scherm.py": "our own page, script and looks of the shared screen, with nothing in them",
}


@cache
def sources() -> dict[str, str]:
    files = [file for package in ("pages", "ui") for file in (ROOT / package).rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}


@cache
def called(source: str) -> set[str]:
    """The names of what is called: the last part, of a method or function."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="st"), attr=name):
                found.add(name)  # handed on uncalled
    return found


def hands_out(source: str) -> bool:
    return bool(called(source) & (MEDIA | ANSWERS))


def objections(source: str) -> list[str]:
    """What is missing of a module that hands out a file."""
    names = called(source)
    if not hands_out(source):
        return []
    found = [
        f"{name}: serve it from a route of our own, as ui/cijfers/uitvoer.py does" for name in sorted(names & MEDIA)
    ]
    found += (
        []
        if names & ASKS
        else ["ask who it is once more: ui.signing_in.reauthenticate.confirmed, and sessions.is_recent in a route"]
    )
    return found + ([] if names & WRITES else ["write a line in the register: db.journal.journal.noted"])


def test_whatever_hands_out_a_file_asks_again_and_writes_it_down() -> None:
    found = [
        f"{name}: {objection}"
        for name, source in sources().items()
        if name not in WITHOUT
        for objection in objections(source)
    ]
    assert not found, "\n" + "\n".join(found)


def test_the_exceptions_are_there_and_are_exceptions() -> None:
    assert all(objections(sources()[name]) for name in WITHOUT), "take out what need not stand there any more"


def test_the_attachment_is_written_down() -> None:
    assert called(sources()["ui/page/bijlage.py"]) & WRITES


def test_the_sweep_swept_the_figures_and_the_lists() -> None:
    found = {name for name, source in sources().items() if hands_out(source)}
    assert found - set(WITHOUT) >= {"ui/cijfers/uitvoer.py", "ui/bespreking/toezegging.py", "ui/account/feed.py"}, found


@over(
    ("bad", "count"),
    [
        ("st.download_button('Alles', content)", 3),
        ("if again.confirmed(user, 'x', 'y'):\n    journal.noted(user, 'z', now)\n    st.download_button('A', b)", 1),
        ("left.download_button('Alles', content)", 3),
        ("give = st.download_button", 3),
        ("def answer(request):\n    return Response(content)", 2),
        ("def answer(request):\n    return responses.FileResponse(place)", 2),
        ("def answer(request):\n    journal.noted(user, 'z', now)\n    return Response(content)", 1),
        ("def answer(request):\n    sessions.is_recent(session, now)\n    return Response(content)", 1),
    ],
)
def test_a_new_way_out_is_seen(bad: str, count: int) -> None:
    assert len(objections(bad)) == count
