"""Files leave the program only through the guard (``ui/web/guard.py``): permission, recently confirmed, journalled.

Every route that hands something out declares what it demands; here is what it must demand, written by hand.
"""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from starlette.routing import Route

from db.journal import journal
from meldcode.rollen import Permission
from tests.architecture.parsed import nodes_of, tree_of
from tests.over import over
from ui.bespreking import scherm
from ui.cijfers.uitvoer import BESTANDEN
from ui.web import gate
from ui.web.guard import Demands, HandsOut, NotAsked

ROOT = Path(__file__).parents[3]
GUARD = "ui/web/guard.py"

# Streamlit itself serves the content of these, for minutes, to anybody who is signed in: /media/….
MEDIA = {"download_button", "image", "audio", "video", "pdf", "logo"}
ANSWERS = {"Response", "FileResponse", "StreamingResponse"}
CHART = {"dataframe", "data_editor", "plotly_chart"}  # their own download buttons are off: client.disableDataExport
# What the guard does; a module with a route does not do it again by hand.
STEPS = {"user_for", "is_recent", "run_sync", "session_of", "noted", "noted_once", "PlainTextResponse"}

# Modules that answer requests themselves and hand nothing out, each with the reason why that is so.
WITHOUT = {
    "ui/signing_in/sign_in.py": "our own script, style and icon",
    "ui/web/meanwhile.py": "it tells what is being done, and then passes on what the guard answered",
    "ui/web/packed.py": "the bundles of Streamlit, which are the same for everybody",
}
# Routes that pass no guard: before there is a session there is nobody to ask about.
BEFORE = {*gate.BEFORE, *gate.OWN_FILES, gate.SIGN_OUT}
UNGUARDED = {
    gate.SESSION: "how long the page stays open, and the sentence of an alarm, which everybody gets",
    gate.HEALTH: "one word, the same for everybody: whether database and key store answer",
    gate.ROLE: "it hands nothing out: it takes another of the roles that this person has",
}

NO = "left out"


class Verdict(NamedTuple):
    """What a route must demand: which permission, whether a recent confirmation, and the name of its journal line."""

    permission: object
    recent: object
    line: str


ON_SCREEN = Verdict(Permission.LEERLINGBESPREKING, NO, NO)  # polled every second for an hour; no file leaves
VERDICTS = {
    # One attachment, for those who may read its record; one line in the register per session.
    "/bijlage/{dossier_id}/{bijlage_id}": Verdict(NO, NO, NO),
    "/leerlingbespreking/scherm": ON_SCREEN,
    "/leerlingbespreking/scherm.js": ON_SCREEN,
    "/leerlingbespreking/scherm.css": ON_SCREEN,
    "/leerlingbespreking/scherm/nu": ON_SCREEN,
    "/leerlingbespreking/scherm/stuur": ON_SCREEN,
    "/leerlingbespreking/actielijst": Verdict(Permission.LEERLINGBESPREKING, True, journal.LIST_TAKEN),
    "/overdragen/lijst.pdf": Verdict(Permission.HAND_OVER, True, journal.HANDOVER_TAKEN),
    "/cijfers/{bestand}": Verdict("of each file", True, journal.EXPORTED),
    # Nothing is handed out: what a closing page sends is saved among the own concepten of whoever typed it.
    "/getypt": Verdict(NO, NO, NO),
    # Whoever asks is the only person on it, and the cases are invented. In a real school there is none.
    "/oefenen/bewijs.pdf": Verdict(Permission.OEFENEN, NO, NO),
    # How the school works; parents may read it too, and nobody is named in it.
    "/meldcode.pdf": Verdict(Permission.MELDCODE, NO, journal.MELDCODE_TAKEN),
    # What the school has set, for its register of processing: of nobody.
    "/privacy.pdf": Verdict(Permission.PRIVACY, NO, journal.PRIVACY_TAKEN),
    # Pictures of the practice school, the same for everybody.
    "/handleiding/{naam}.jpeg": Verdict(Permission.START, NO, NO),
    "/papier/{dossier_id}/dossier.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/belkaart.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/leidraad.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/inzage.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/brief.docx": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/melding.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/losblad.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/nota.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    "/papier/{dossier_id}/besprekingsblad.pdf": Verdict(Permission.PAPERS, True, journal.PAPER_MADE),
    # What the directie reads on its own page: messages, and never the dossier.
    "/directie/{dossier_id}/nota.pdf": Verdict(Permission.OVERVIEW, True, journal.PAPER_MADE),
    "/verklaring/{dossier_id}.pdf": Verdict(Permission.DESTROYED, True, journal.PAPER_MADE),
    # What Veilig Thuis asks, the same for everybody: in acute danger nobody looks for a password first.
    "/belkaart.pdf": Verdict(Permission.ALARM, NO, NO),
    # The address itself is the secret: a calendar program can present nothing else.
    "/agenda/{token}.ics": Verdict(NO, NO, journal.CALENDAR_READ),
}
OF_EACH_FILE = {
    "overzicht": Permission.OVERVIEW,
    "jaarverslag": Permission.JAARVERSLAG,
    "bestuur": Permission.FIGURES,
}


@cache
def sources() -> dict[str, str]:
    files = [file for package in ("pages", "ui") for file in (ROOT / package).rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}


@cache
def called(source: str) -> set[str]:
    """The names of everything called: of a method, the last part."""
    found = set()
    for node in nodes_of(source):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="st"), attr=name):
                found.add(name)  # passed on without being called
    return found


def objections(source: str) -> list[str]:
    """What a module that hands out a file fails to do, in words."""
    names = called(source)
    found = [f"{name}: serve it from a route, as ui/cijfers/uitvoer.py does" for name in sorted(names & MEDIA)]
    if names & ANSWERS and "hands_out" not in names:
        found.append("declare what it demands: ui.web.guard.hands_out above the function")
    if "hands_out" in names:
        found += [f"{name}: that is a step of the guard ({GUARD})" for name in sorted(names & STEPS)]
    return found


def routes_of(module: str) -> list[Route]:
    return list(getattr(import_module(module), "ROUTES", ()))


@cache
def routes() -> dict[str, Route]:
    """Every route that a module of ours declares, by path."""
    modules = [name.removesuffix(".py").replace("/", ".") for name, source in sources().items() if "ROUTES" in source]
    return {each.path: each for module in modules for each in routes_of(module)}


def declared() -> dict[str, Demands]:
    """What each guarded route declares, by path."""
    every = {path: route.endpoint for path, route in routes().items()}
    return {path: endpoint.demands for path, endpoint in every.items() if isinstance(endpoint, HandsOut)}


def demanded(demands: Demands) -> Verdict:
    """What a route demands, in the form of a verdict."""

    def said(what: object) -> object:
        return NO if isinstance(what, NotAsked) else what

    permission = said(demands.permission)
    by_file = permission != NO and not isinstance(permission, Permission)
    return Verdict("of each file" if by_file else permission, said(demands.recent), str(said(demands.line)))


def test_whatever_hands_out_a_file_does_so_by_the_guard() -> None:
    found = [
        f"{name}: {objection}"
        for name, source in sources().items()
        if name not in WITHOUT and name != GUARD
        for objection in objections(source)
    ]
    assert not found, "\n" + "\n".join(found)


def test_every_route_declares_what_it_demands() -> None:
    guarded = set(declared())
    bare = set(routes()) - guarded - BEFORE - set(UNGUARDED)
    assert not bare, f"put ui.web.guard.hands_out above what answers these, with what they demand: {sorted(bare)}"
    assert guarded == set(VERDICTS), "say here by hand what a new route must demand"


def test_every_route_demands_what_it_must() -> None:
    assert {path: demanded(demands) for path, demands in declared().items()} == VERDICTS


def test_each_file_with_figures_is_for_its_own_readers() -> None:
    assert {what: each.permission for what, each in BESTANDEN.items()} == OF_EACH_FILE


def test_what_a_route_leaves_out_has_a_reason() -> None:
    left_out = [
        each for demands in declared().values() for each in vars(demands).values() if isinstance(each, NotAsked)
    ]
    assert len(left_out) > 10 and all(len(each.why.split()) > 5 for each in left_out)


def test_the_exceptions_are_there_and_are_exceptions() -> None:
    assert all(objections(sources()[name]) for name in WITHOUT), "take out what need not stand there any more"
    assert set(UNGUARDED) <= set(routes()) - set(declared())


def test_the_attachment_is_written_down() -> None:
    assert called(sources()["ui/page/bijlage.py"]) >= {"viewed", "refused"}


def test_the_sweep_swept_every_route_of_the_program() -> None:
    whole = tree_of((ROOT / "app.py").read_text())
    names = {
        node.value.value.id
        for node in ast.walk(whole)
        if isinstance(node, ast.Starred) and isinstance(node.value, ast.Attribute) and node.value.attr == "ROUTES"
        if isinstance(node.value.value, ast.Name)
    }
    imported = {
        each.name: f"{node.module}.{each.name}"
        for node in whole.body
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }
    of_the_program = {each.path for name in names for each in routes_of(imported[name])}
    assert of_the_program == set(routes()) and len(of_the_program) > 25
    assert scherm.ADDRESS in of_the_program


@over(
    ("bad", "count"),
    [
        ("st.download_button('Alles', content)", 1),
        ("if again.confirmed(user, 'x', 'y'):\n    journal.noted(user, 'z', now)\n    st.download_button('A', b)", 1),
        ("left.download_button('Alles', content)", 1),
        ("give = st.download_button", 1),
        ("def answer(request):\n    return Response(content)", 1),
        ("def answer(request):\n    return responses.FileResponse(place)", 1),
        ("def answer(request):\n    journal.noted(user, 'z', now)\n    return Response(content)", 1),
        ("def answer(request):\n    sessions.is_recent(session, now)\n    return Response(content)", 1),
        ("@hands_out(DEMANDS)\ndef answer(asked):\n    return Response(sessions.user_for(asked.session, now))", 1),
    ],
)
def test_a_new_way_out_is_seen(bad: str, count: int) -> None:
    assert len(objections(bad)) == count
