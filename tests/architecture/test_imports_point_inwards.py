"""Imports point inwards: pages → ui → db, papers → meldcode → nothing of ours. The README has the same table."""

import ast
import sys
from functools import cache
from pathlib import Path

from tests.architecture.parsed import nodes_of

ROOT = Path(__file__).parents[2]
STDLIB = frozenset(sys.stdlib_module_names)

# Where a file stands → what of ours it may import, besides its own package.
MAY_IMPORT = {
    "app": {"ui"},
    "meldroute": {"meldcode"},  # it runs the rest as programs
    "pages": {"ui", "meldcode"},
    "ui": {"db", "papers", "meldcode"},
    "papers": {"meldcode"},
    "db": {"meldcode"},
    "db/commands": {"db", "papers", "meldcode"},  # the commands hand a paper to what takes everything along
    "meldcode": set(),
}
OURS = {each for each in MAY_IMPORT if "/" not in each} | {"tests", "benchmarks"}

# Places that may use only these libraries, besides the standard library.
LIBRARIES = {
    "app": {"streamlit"},
    "meldroute": set(),
    "papers": {"PIL", "docx", "fontTools", "typst", "xlsxwriter"},
    "meldcode": {"holidays"},
}

# Libraries that may be used only in these places.
ONLY_IN = {
    "streamlit": {"app", "pages", "ui"},
    "sqlalchemy": {"db", "db/commands"},
    "typst": {"papers"},
    "prometheus_client": {"ui"},
    "docx": {"papers"},
    "xlsxwriter": {"papers"},
}

ADVICE = {
    "meldroute": "it starts programs: do the work in ui/ or db/",
    "app": "put what is needed into ui/, and import it from there",
    "pages": "a page asks ui/ for everything that is stored: add a function there",
    "ui": "move what is shared to ui/, db/ or meldcode/; pages are scripts, nobody imports them",
    "papers": "a paper gets what stands in it handed in; it asks nobody",
    "db/commands": "a command asks the rooms of db/, and prints what came of it",
    "db": "what db/ needs of the screen is handed in as an argument; what is a rule belongs in meldcode/",
    "meldcode": "the domain stays pure: let the caller fetch it and hand it in as an argument",
}


def place_of(file: Path) -> str:
    """The place a file belongs to: its package; app.py and the commands of db/ are places of their own."""
    name = file.relative_to(ROOT).as_posix().removesuffix(".py")
    return name if name in MAY_IMPORT else name.partition("/")[0]


def sources() -> list[Path]:
    return sorted(
        p for place in MAY_IMPORT for p in (ROOT / f"{place}.py", *(ROOT / place).rglob("*.py")) if p.is_file()
    )


@cache
def imported(source: str) -> list[tuple[int, str]]:
    """Every absolute import, inside functions too: (line, dotted name)."""
    found = []
    for node in nodes_of(source):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append((node.lineno, node.module or ""))
    return found


def allowed(place: str, top: str) -> bool:
    if top in OURS:
        return top == place or top in MAY_IMPORT[place]
    if place in LIBRARIES and top not in STDLIB | LIBRARIES[place]:
        return False
    return place in ONLY_IN.get(top, {place})


def advice(place: str, top: str) -> str:
    return f"only {', '.join(sorted(ONLY_IN[top]))} may" if top in ONLY_IN else ADVICE[place]


def objections(place: str, source: str) -> list[str]:
    return [
        f"line {line}: {place} may not import {name}; {advice(place, name.partition('.')[0])}"
        for line, name in imported(source)
        if not allowed(place, name.partition(".")[0])
    ]


def test_every_import_points_inwards() -> None:
    found = [
        f"{file.relative_to(ROOT)}, {objection}"
        for file in sources()
        for objection in objections(place_of(file), file.read_text())
    ]
    assert not found, "\n" + "\n".join(found)


def test_the_sweep_swept_every_place() -> None:
    swept = {place_of(file) for file in sources() if imported(file.read_text())}
    assert swept == set(MAY_IMPORT), f"no imports found at all in: {sorted(set(MAY_IMPORT) - swept)}"


def test_an_import_that_points_outwards_is_seen() -> None:
    for place, bad in {
        "app": "from db.store import engine",
        "pages": "import db.store.engine",
        "ui": "from pages import main",
        "papers": "from db.cijfers import figures",
        "db": "def late():\n    from ui.page import access",
        "meldcode": "from db.store.settings import settings",
    }.items():
        assert len(objections(place, bad)) == 1, (place, bad)


def test_a_library_out_of_place_is_seen() -> None:
    for place, bad in [
        ("meldcode", "import pandas as pd"),
        ("meldcode", "from streamlit import session_state"),
        ("db", "import streamlit as st"),
        ("ui", "import typst"),
        ("papers", "import streamlit as st"),
        ("ui", "from sqlalchemy import select"),
        ("papers", "import pandas"),
        ("pages", "import sqlalchemy.orm"),
        ("app", "import sqlalchemy"),
        ("app", "from starlette.routing import Route"),
    ]:
        assert len(objections(place, bad)) == 1, (place, bad)


def test_what_the_table_allows_is_let_through() -> None:
    for place, good in [
        ("app", "import streamlit as st\nfrom ui import server"),
        ("pages", "import streamlit as st\nfrom meldcode.rollen import Permission\nfrom ui import access"),
        ("ui", "import plotly.graph_objects as go\nfrom db import dossiers\nfrom ui import words"),
        ("db", "from sqlalchemy import select\nfrom meldcode import vraag"),
        ("papers", "import xlsxwriter\nfrom meldcode.vragen.datum import short"),
        ("papers", "from pathlib import Path\nimport typst\nfrom meldcode import datum"),
        ("meldcode", "from datetime import date\nimport holidays\nfrom meldcode.vragen.vraag import vraag"),
    ]:
        assert objections(place, good) == [], (place, good)
