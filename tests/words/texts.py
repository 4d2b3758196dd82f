"""Every Dutch text that reaches a screen, a paper or a mail, read from the sources.

A text is a string in a module of ``WHERE``, with ``…`` for what is filled in when it is shown; markup, marks and
escapes are taken out. Left out is what nobody reads: docstrings, errors for programmers (in English, beginning with a
small letter), lines of the log, and strings that are names or keys. ``test_texts.py`` holds every declared text against
what is found here.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture.parsed import nodes_of

ROOT = Path(__file__).parents[2]
WHERE = ("meldcode", "ui", "pages", "papers", "db")
# What people of the practice school wrote; what was released; what a beheerder of the server types; parts of names.
LEFT = (
    "db/practice/", "db/migrations/", "db/__main__.py", "db/commands.py", "db/command_line.py",
    "meldcode/namen/nameless.py", "meldcode/namen/letters.py", "meldcode/namen/spelling.py",
)  # fmt: skip
FILLED_IN = "…"
_TAG = re.compile(r"<[^<>]*>")
_PLACE = re.compile(r"\{[^{}]*\}")
# Addresses, files, commands, settings, icons.
_NO_TEXT = re.compile(
    r"https?://\S+|[\w./-]*\w\.(?:py|md|js|css|svg|html|pdf|csv|xlsx|ics|sqlite|toml|old|example|nl)\b|`[^`]*`"
    r"|(?:\.venv/bin/)?python -m \w+(?: \w+)?|(?<!\w)[A-Z]+_[A-Z_]+|…[A-Z_]{3,}|:material/\w+:|\$\w+"
)
_SQL = re.compile(
    r"(?:SELECT|LOCK|INSERT|UPDATE|DELETE|SET|PRAGMA|VACUUM|BEGIN|ROLLBACK|SAVEPOINT|RELEASE|REPEATABLE)\b|.* AS TEXT\b"
)
_IN_QUOTES = re.compile(r'"([^"\\\n]*)"(\s*:)?|`([^`\n]*)`')
_FILLED_IN_JS = re.compile(r"\$\{[^{}]*\}")
# Called with strings that only a programmer reads.
_LOGS = {"_log", "logging", "re"}
_FOR_US = {"NotAsked", "ContextVar", "is_beside", "savepoint"}
# In small letters as well, and no text: what a provider is asked for, names of styles.
_NAMES = {
    "openid email profile",
    "openid email",
    "notice done",
    "use strict",
    *("Normal", "Heading 1", "Heading 2", "Heading", "Calibri"),
    "Origin",
    "while handling or because of:",
}


@dataclass(frozen=True)
class Text:
    """A text as it stands in the sources: where, and what it says."""

    path: str
    line: int
    said: str

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}"


@cache
def texts() -> tuple[Text, ...]:
    """All of them, in the order of their files."""
    files = sorted(file for package in WHERE for file in (ROOT / package).rglob("*.py"))
    named = {file.relative_to(ROOT).as_posix(): file for file in files}
    found = [
        Text(path, line, said)
        for path, file in named.items()
        if not path.startswith(LEFT)
        for line, said in read(file.read_text(encoding="utf-8"))
        if not (path.startswith("db/") and said[0].islower())  # there, people are addressed in whole sentences
    ]
    for file in sorted((ROOT / "ui/static").glob("*.*")):
        if file.suffix in _IN_THE_BROWSER:
            path, source = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
            found += [Text(path, line, said) for line, said in _IN_THE_BROWSER[file.suffix](source)]
    for file in sorted((ROOT / "docs/handleiding").rglob("*.md")):
        path, source = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        found += [Text(path, line, said) for line, said in read_md(source)]
    return tuple(found)


def read(source: str) -> Iterator[tuple[int, str]]:
    """Every text of a module, with the line on which it begins."""
    skipped = {id(each) for node in nodes_of(source) for part in _unread(node) for each in ast.walk(part)}
    for node in nodes_of(source):
        if id(node) in skipped:
            continue
        match node:
            case ast.JoinedStr(values=parts):
                skipped |= {id(each) for each in parts if isinstance(each, ast.Constant)}
                said = "".join(str(p.value) if isinstance(p, ast.Constant) else FILLED_IN for p in parts)
            case ast.Constant(value=str(said)):
                pass
            case _:
                continue
        if is_text(said := plain(said)):
            yield node.lineno, said


def _unread(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of this node of which no string is read by anybody."""
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Raise(exc=ast.Call(args=[first, *_])) if _begins_small(first):
            yield first
        case ast.Call(func=ast.Attribute(attr="__init__"), args=[first, *_]) if _begins_small(first):
            yield first
        case ast.Call(func=ast.Name(id=name)) if name in _FOR_US:
            yield node
        case ast.Call(
            func=ast.Name(id="Demands" | "of_a_dossier") | ast.Attribute(attr="of_a_dossier"), args=[what, *_]
        ):
            yield what
        case ast.Assert(msg=ast.AST() as said):
            yield said
        case ast.Call(func=ast.Attribute(value=ast.Name(id=on))) if on in _LOGS:
            yield node
        case ast.FunctionDef(returns=ast.AST() as annotation):
            yield annotation
        case ast.FormattedValue(format_spec=ast.AST() as spec):
            yield spec
        case ast.Subscript(slice=key):
            yield key


def _begins_small(node: ast.expr) -> bool:
    match node:
        case ast.IfExp(body=either) | ast.JoinedStr(values=[either, *_]):
            return _begins_small(either)
    return isinstance(node, ast.Constant) and str(node.value)[:1].islower()


def plain(said: str) -> str:
    """The text as people read it: without markup, marks, and names of files and places."""
    said = _NO_TEXT.sub(FILLED_IN, _PLACE.sub(FILLED_IN, _TAG.sub(" ", said)))
    return " ".join(said.replace("[", "").replace("]", "").replace("*", "").split())


def is_text(said: str) -> bool:
    """Whether it is something people read: it has a space between words, or begins with a capital."""
    is_other = said in _NAMES or _SQL.match(said)
    return (
        not is_other and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}|(?:^|\s)[A-ZÀ-Ý][a-zà-ÿ]+(?![\w/=-])", said) is not None
    )


def read_html(source: str) -> Iterator[tuple[int, str]]:
    """Every text of a page, with its line; scripts and styles have none."""
    page = _Page()
    page.feed(source)
    yield from page.found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_data(self, data: str) -> None:
        said = plain(data)
        if self.cdata_elem is None and is_text(said):
            self.found.append((self.getpos()[0], said))


def read_js(source: str) -> Iterator[tuple[int, str]]:
    """Every text of a script, with its line. What stands before a colon is a key: Streamlit's own word, in English."""
    for number, line in enumerate(source.splitlines(), 1):
        for found in _IN_QUOTES.finditer(line.partition(" // ")[0]):
            said = plain(found[1] or _FILLED_IN_JS.sub(FILLED_IN, found[3] or ""))
            if not found[2] and is_text(said):
                yield number, said


def read_md(source: str) -> Iterator[tuple[int, str]]:
    """Every paragraph, item and cell of a chapter of the manual, with its line; a block of commands has none."""
    lines = _FENCE.sub(lambda block: "\n" * block[0].count("\n"), source).splitlines()
    begun, block = 1, list[str]()
    for number, line in enumerate([*lines, ""], 1):
        bare = _MARK.sub("", line.strip())
        if not line.strip() or bare != line.strip():
            yield from ((begun, said) for each in " ".join(block).split("|") if is_text(said := plain(each)))
            block = []
        if bare:
            begun, block = begun if block else number, [*block, _LINK.sub(r"\1", bare)]


_FENCE = re.compile(r"```.*?```", re.DOTALL)
_MARK = re.compile(r"^(?:- |\d+\. |#+ |\|)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_IN_THE_BROWSER = {".html": read_html, ".js": read_js}
