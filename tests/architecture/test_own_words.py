"""A school's own words (ADR 32): texts mark every word a school may replace, and none is shown before it is worded."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from meldcode.eigen.woorden import WOORDEN, Eigen, marks, spoken
from meldcode.protocol.protocol import protocol
from meldcode.rollen import Permission, Role
from meldcode.route.stappen import STAPPEN
from meldcode.route.termijnen import TERMIJNEN
from meldcode.route.verplichting import Soort
from meldcode.termijnen.bewaren import BEWAREN
from meldcode.vastleggingen import FORMULIEREN
from meldcode.vragen.meegewogen import Hoe
from meldcode.vragen.vastlegging import vragen
from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[2]
PACKAGES = ("meldcode", "ui", "db", "papers", "pages")
# Exempt: the words themselves, what people of the practice school wrote, released migrations, and what is recognised
# in the calendars and lists of schools and in what people typed.
LEFT = (
    "meldcode/eigen/", "db/practice/", "db/migrations/", "meldcode/termijnen/groepen.py",
    "meldcode/termijnen/welke_vrij.py", "db/brought/calendars/", "db/brought/leerlingen.py",
    "meldcode/namen/gewoon.py",
    "ui/inrichten/collegas.py",
)  # fmt: skip
_FORMS = "|".join(re.escape(form) for each in WOORDEN for form in (each.meer, each.een.partition(" ")[2]))
BARE = re.compile(rf"\[[^\[\]]*\]|(?<![\w-])({_FORMS}|ib-ers?|ib’ers?)(?![\w-])", re.IGNORECASE)

ANDERS = Eigen(
    {each.naam: f"{'het' if each.een.startswith('de') else 'de'} anders-{each.naam}" for each in WOORDEN}
    | {each.naam_van_meer: f"anders-{each.naam}-meer" for each in WOORDEN}
)
"""Another word for each, and the other article."""


READ = {"titel", "label", "tekst", "uitleg", "help", "doel", "midden", "in_de_route", "kop", "gedaan"}
# Exempt: read when the program starts, with no word of a school in them.
ONCE = (
    "ui/forms/veld/weegstaat.py: hoe.label",
    "meldcode/vastleggingen/stap_5.py: bewaren.HET_DOSSIER.tekst",
    # Of a column.
    "db/access/toegang.py: exists().where(_T.c.account_id == _A.c.id, _T.c.soort == soort.value).label",
    "db/store/gedaan.py: schema.gedaan",
    "db/access/aanwezig.py: _REPLACED.label",
    "db/access/aanwezig.py: literal(0).label",
    "db/journal/chain.py: _J.c.seq.label",
    "db/school/kalender.py: _NEVER.label",
    "db/access/aanwezig.py: _W.c.id.label",
    "db/access/aanwezig.py: _W.c.role.label",
    "db/school/kalender.py: literal('').label",
    "db/accounts/sessions.py: setting.c.waarde.label",
    "db/accounts/sessions.py: or_(rollen.HAS_MORE, _HAS_OTHERS).label",
    "db/accounts/sessions.py: func.coalesce(login.c.role, account.c.role).label",
)


@cache
def sources() -> dict[str, str]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    named = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {name: source for name, source in named.items() if not name.startswith(LEFT)}


def texts(source: str) -> Iterator[tuple[ast.Constant, str]]:
    """Every text that is neither a docstring nor a name."""
    told = {id(node.value) for node in nodes_of(source) if isinstance(node, ast.Expr)}
    for node in nodes_of(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            is_name = node.value.isidentifier() and not node.value[0].isupper()
            if not is_name and not (node.value.isidentifier() and node.value.isupper()):
                yield node, node.value


def bare(source: str) -> list[str]:
    """Texts that say a word a school may replace without marking it."""
    return [
        f"line {node.lineno}: write [{found[1]}], between brackets, where the school's own word belongs"
        for node, text in texts(source)
        for found in BARE.finditer(text)
        if found[1]
    ]


def unworded(name: str, source: str) -> list[str]:
    """Texts whose marks would reach the screen: not passed to ``worded`` at the moment they are shown."""
    if not any(marks(source)):
        return []
    marked = {id(node): node for node, text in texts(source) if any(marks(text))}
    functions = [node for node in nodes_of(source) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        given = [each for call in ast.walk(function) if is_worded(call) for each in ast.walk(call)]
        names = {each.id for each in given if isinstance(each, ast.Name)}
        assigned = [
            each
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and {part.id for part in node.targets if isinstance(part, ast.Name)} & names
            for each in ast.walk(node.value)
        ]
        for each in (*given, *assigned):
            marked.pop(id(each), None)
    if name.startswith("meldcode/"):  # declarations are checked below
        inside = {id(each) for function in functions for each in ast.walk(function)}
        marked = {key: node for key, node in marked.items() if key in inside and not declares(node, functions)}
    return [f"line {node.lineno}: show it with worded(…)" for node in marked.values()]


def is_worded(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "worded"


def declares(node: ast.Constant, functions: list[ast.FunctionDef | ast.AsyncFunctionDef]) -> bool:
    """Whether this is a text in a declaration made by a function: ``vraag(…)``, ``Eis(…)``, ``replace(…)``."""
    calls = [
        call
        for function in functions
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    ]
    return any(
        call.func.id in ("vraag", "regel", "Eis", "replace") and node in ast.walk(call)  # type: ignore[attr-defined]
        for call in calls
    )


def too_early(source: str) -> list[str]:
    """Declared texts that a module reads at import, when it is not known yet which school is served."""
    later = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {id(each) for node in nodes_of(source) if isinstance(node, later) for each in ast.walk(node)}
    return [
        ast.unparse(node)
        for node in nodes_of(source)
        if isinstance(node, ast.Attribute) and node.attr in READ and id(node) not in inside
    ]


def declared() -> Iterator[str]:
    """Every text of every declaration, as it reads now."""
    for kind in FORMULIEREN:
        yield from (kind.titel, kind.uitleg, kind.gedaan)
        for each in vragen(kind):
            yield from (each.tekst, each.help, each.kop, *(keuze.label for keuze in each.keuzen))
        yield from (eis.tekst for eis in kind.eisen)
    for stap in STAPPEN:
        yield from (stap.titel, stap.in_de_route, stap.doel, *(eis.tekst for eis in stap.nodig))
    yield from (each.titel for each in (*Soort, *TERMIJNEN))
    yield from (each.label for each in (*Role, *Permission))
    yield from (each.midden for each in Role)
    yield from protocol().splitlines()


def test_no_text_says_a_word_that_a_school_may_replace() -> None:
    found = [f"{name}, {each}" for name, source in sources().items() for each in bare(source)]
    assert not found, "\n" + "\n".join(found)


def test_no_mark_is_shown_as_it_is() -> None:
    found = [f"{name}, {each}" for name, source in sources().items() for each in unworded(name, source)]
    assert not found, "\n" + "\n".join(found)


def test_every_declared_text_reads_in_the_words_of_the_school() -> None:
    usual = list(declared())
    with spoken(ANDERS):
        own = list(declared())
    assert len(own) > 500 and not any(each for text in (*usual, *own) for each in marks(text))
    said = [f"{text}: {found[0]}" for text in own for found in BARE.finditer(text) if found[1]]
    assert not said, "\n" + "\n".join(said)
    spoken_of = {each.naam for each in WOORDEN if any(f"anders-{each.naam}" in text.lower() for text in own)}
    assert spoken_of == {each.naam for each in WOORDEN}, "a word in which no text is worded is asked for nothing"


def test_no_text_is_read_before_a_school_is_served() -> None:
    found = {f"{name}: {each}" for name, source in sources().items() for each in too_early(source)}
    assert found == set(ONCE), "read it in a function, when it is shown"
    never = [*(stap.titel for stap in STAPPEN), *(hoe.label for hoe in Hoe), *(each.tekst for each in BEWAREN)]
    with spoken(ANDERS):
        now = [*(stap.titel for stap in STAPPEN), *(hoe.label for hoe in Hoe), *(each.tekst for each in BEWAREN)]
    assert now == never, "these are read once, for every school: no word of a school fits in them"


def test_the_sweep_swept() -> None:
    assert {name.partition("/")[0] for name in sources()} == set(PACKAGES)
    assert sum(len(list(marks(source))) for source in sources().values()) > 30


@over(
    ("source", "count"),
    [
        ("x = 'Vraag de intern begeleider.'", 1),
        ("x = f'{naam}, groep {groep}'", 1),
        ("x = 'Leerkracht'", 1),
        ("x = 'Bel uw ib-er'", 1),
        ("x = 'Vraag [de intern begeleider].'", 0),
        ("x = answers['groep']", 0),
        ("x = 'vertrouwensinspecteur, leerlinggroep'", 0),
        ('def f():\n    """The ib-er decides."""', 0),
    ],
)
def test_a_bare_word_is_seen(source: str, count: int) -> None:
    assert len(bare(source)) == count


@over(
    ("name", "source", "count"),
    [
        ("ui/a.py", "def f():\n    st.text('[Leerkracht]')", 1),
        ("ui/a.py", "def f():\n    st.text(worded('[Leerkracht]'))", 0),
        ("ui/a.py", "def f():\n    told = 'De [leerkracht]'\n    st.text(worded(told))", 0),
        ("ui/a.py", "TOLD = worded('De [leerkracht]')", 1),
        ("ui/a.py", "TOLD = '[de groep]'", 1),
        ("meldcode/a.py", "class A(Vastlegging):\n    titel = '[Groep]'", 0),
        ("meldcode/a.py", "def f():\n    return {'': 'Kies een [leerkracht].'}", 1),
        ("meldcode/a.py", "def f():\n    return vraag('Kies een [leerkracht].')", 0),
    ],
)
def test_a_mark_that_would_be_shown_is_seen(name: str, source: str, count: int) -> None:
    assert len(unworded(name, source)) == count
