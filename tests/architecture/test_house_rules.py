"""House rules over the whole source: what may not occur anywhere, each with what to do instead."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[2]
PACKAGES = ("pages", "ui", "papers", "meldcode", "db")
CLOCK = "ui/clock.py"
PARTS = "ui/page/fragment.py"
UPLOADS = "ui/web/uploads.py"
READERS = "db/brought/"
TAKES_APART = re.compile(
    r"\b(import|from) (pypdf|PIL|openpyxl|zipfile|tarfile)\b"
    r"|\bfrom_ical\(|\bcsv\.(Dict)?[rR]eader\(|\bread_(csv|excel)\("
)
COMMAND_LINE = "db/__main__.py"  # reads the clock once, for db may not import ui
MOST_LINES = 300

FORBIDDEN = {
    r"unsafe_allow_(html|javascript)": "use Streamlit's own elements; markup would carry what was typed",
    r"\b(st|streamlit)\.(components|iframe)\b": "no frames: they run outside the security headers",
    r"\bcache_data\b": "it served one user's data to another; cache_resource is for the engine alone",
    r"\bdate(time)?\.(today|now)\(|\butcnow\b": f"only {CLOCK} reads the clock; receive the day",
}
# Arrows and typographic marks are text; pictures, dingbats and their selectors are not.
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b1b-\u2b55\ufe0f\u20e3]")


@cache
def sources() -> dict[str, str]:
    packaged = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    files = [ROOT / "app.py", ROOT / "meldroute.py", *packaged]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files if file.is_file()}


def forbidden_words(name: str, source: str) -> list[str]:
    return [
        f"line {number}: {found[0]!r}; {instead}"
        for number, line in enumerate(source.splitlines(), 1)
        for pattern, instead in FORBIDDEN.items()
        if (found := re.search(pattern, line)) and not (name in (CLOCK, COMMAND_LINE) and "clock" in instead)
    ]


def emoji(name: str, source: str) -> list[str]:
    """Escapes (``\\N{…}``) count as well, so strings are also checked in the form in which they are shown."""
    strings = [n.value for n in nodes_of(source) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    found = sorted(set(EMOJI.findall(source + "".join(strings))))
    return [f"emoji {ascii(found)}; a status is a word"] if found else []


def empty_names(name: str, source: str) -> list[str]:
    vague = name.rpartition("/")[2] in {"utils.py", "constants.py"}
    return ["this name says nothing; put each thing beside what uses it"] * vague


def long_files(name: str, source: str) -> list[str]:
    lines = len(source.splitlines())
    too_long = lines > MOST_LINES and name.startswith(("meldcode/", "db/", "ui/", "papers/"))
    return [f"{lines} lines, {MOST_LINES} at most: divide it by what it is about"] * too_long


def role_questions(name: str, source: str) -> list[str]:
    if not name.startswith(("pages/", "ui/")):
        return []
    asked = [
        part.lineno
        for node in nodes_of(source)
        for part in compared(node)
        if ast.unparse(part).split(".")[-1] == "role" or ast.unparse(part).startswith("Role.")
    ]
    return [f"line {line}: ask for a Permission, see meldcode/rollen.py" for line in sorted(set(asked))]


def fragments(name: str, source: str) -> list[str]:
    """Fragments and dialogs: Streamlit redraws them without running the script of the page, and so without its gate."""
    if name == PARTS:
        return []
    return [
        f"{each}: use {PARTS}, which passes the gate each time it is drawn"
        for node in nodes_of(source)
        for each in from_streamlit(node)
        if each in ("fragment", "dialog")
    ]


def uploaders(name: str, source: str) -> list[str]:
    """Upload widgets. The server accepts only files for the uploaders that one module of ours draws."""
    if name == UPLOADS:
        return []
    return [
        f"{each}: use {UPLOADS}, which lets through what a page asks for"
        for node in nodes_of(source)
        for each in from_streamlit(node)
        if each in ("file_uploader", "camera_input", "audio_input", "chat_input")
    ]


READS_OUR_OWN = {
    "papers/foto.py": "photos that a reader wrote anew, and that were sealed since",
    "papers/brief.py": "the letter that was made just now",
}


def readers(name: str, source: str) -> list[str]:
    """Parsers of files that people bring. Inside the server, one small hostile file would keep everybody waiting."""
    if name.startswith(READERS) or name in READS_OUR_OWN:
        return []
    return [
        f"line {number}: {found[0]!r}; a reader in {READERS} does this in a process apart"
        for number, line in enumerate(source.splitlines(), 1)
        if (found := TAKES_APART.search(line))
    ]


def from_streamlit(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [node.attr] if ast.unparse(node.value) in ("st", "streamlit") else []
    is_ours = isinstance(node, ast.ImportFrom) and str(node.module).startswith("streamlit")
    return [each.name for each in node.names] if is_ours else []  # type: ignore[attr-defined]


def compared(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    return [node.subject] if isinstance(node, ast.Match) else []


RULES = [forbidden_words, emoji, empty_names, long_files, role_questions, fragments, uploaders, readers]


@over("rule", RULES)
def test_the_source_keeps_to(rule) -> None:
    found = [f"{name}: {objection}" for name, source in sources().items() for objection in rule(name, source)]
    assert not found, "\n" + "\n".join(found)


def test_the_sweep_swept_every_package() -> None:
    places = {name.partition("/")[0] for name in sources()}
    assert places == {"app.py", "meldroute.py", *PACKAGES}, sorted(places)
    assert CLOCK in sources(), f"{CLOCK} is the one place that reads the clock"
    assert "st.file_uploader" in sources()[UPLOADS], f"{UPLOADS} is the one place that asks for a file"
    for taken_apart in ("pypdf", "PIL", "from_ical", "csv.reader"):
        assert any(taken_apart in text for name, text in sources().items() if name.startswith(READERS)), taken_apart
    assert "@st.fragment" in sources()[PARTS], f"{PARTS} is the one place that makes a fragment"


@over(
    ("rule", "name", "bad"),
    [
        (forbidden_words, "ui/a.py", "st.markdown('x', unsafe_allow_html=True)"),
        (forbidden_words, "ui/a.py", "st.html('x', unsafe_allow_javascript=True)"),
        (forbidden_words, "ui/a.py", "import streamlit.components.v1 as components"),
        (forbidden_words, "ui/a.py", "st.iframe('https://example.org')"),
        (forbidden_words, "ui/a.py", "@st.cache_data"),
        (forbidden_words, "db/practice/school.py", "today = date.today()"),
        (forbidden_words, "db/practice.py", "now = datetime.now(UTC)"),
        (forbidden_words, "ui/a.py", "now = datetime.utcnow()"),
        (forbidden_words, CLOCK, "@st.cache_data"),
        (emoji, "ui/a.py", "title = '\U0001f6a9 Signaal'"),
        (emoji, "ui/a.py", r"title = '\N{WARNING SIGN} Termijn'"),
        (emoji, "pages/a.py", "x = 1  # \u2705 done"),
        (empty_names, "ui/utils.py", ""),
        (empty_names, "meldcode/constants.py", ""),
        (long_files, "db/a.py", "x = 1\n" * (MOST_LINES + 1)),
        (role_questions, "pages/a.py", "if user.role == 'directie': pass"),
        (role_questions, "ui/a.py", "shown = role != Role.DIRECTIE"),
        (role_questions, "ui/a.py", "if user.role in {Role.IB_ER}: pass"),
        (role_questions, "ui/a.py", "match user.role:\n    case _: pass"),
        (fragments, "ui/a.py", "@st.fragment\ndef draw() -> None: ..."),
        (fragments, "pages/a.py", "st.fragment(run_every=1)(draw)"),
        (fragments, "ui/a.py", "from streamlit import fragment as part"),
        (uploaders, "ui/a.py", "st.file_uploader('Foto')"),
        (uploaders, "pages/a.py", "st.camera_input('Foto')"),
        (uploaders, "ui/a.py", "from streamlit import chat_input"),
        (readers, "ui/a.py", "from PIL import Image"),
        (readers, "db/a.py", "    import pypdf"),
        (readers, "ui/a.py", "found = Calendar.from_ical(text)"),
        (readers, "ui/a.py", "rows = csv.DictReader(lines)"),
        (readers, "papers/a.py", "import openpyxl"),
        (fragments, "ui/a.py", "@st.dialog('Zeker?')\ndef ask() -> None: ..."),
    ],
)
def test_what_breaks_a_rule_is_seen(rule, name: str, bad: str) -> None:
    assert len(rule(name, bad)) == 1


@pytest.mark.parametrize(
    ("name", "good"),
    [
        (CLOCK, "now = datetime.now(UTC)"),
        ("ui/a.py", "today = clock.today()\narrow = '1 \u2192 2 \u2026 \u20ac \u00e9'"),
        (PARTS, "@st.fragment\ndef drawn() -> None: ..."),
        ("meldcode/a.py", "ib = role == Role.IB_ER\n" * MOST_LINES),
    ],
)
def test_what_keeps_the_rules_is_let_through(name: str, good: str) -> None:
    assert [objection for rule in RULES for objection in rule(name, good)] == []
