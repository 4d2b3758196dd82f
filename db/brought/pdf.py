"""A reader: whether a PDF opens, how many pages it has, and what else it says. Runs in ``db.brought.child``."""

import importlib
import io
import logging
import unicodedata
from collections.abc import Callable
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, PdfObject

from db.brought.child import Found

MOST_FILES = 3  # its pipes: it opens no file and no connection
_LONGEST = 200  # letters of a title or a name
_MANY = 100  # names of attachments are counted up to here
_DEEP = 20
_SCRIPT = "/JavaScript"
# Import now what pypdf would import on demand: later no file can be opened.
for _each in ("pypdf.filters", "pypdf.xmp", "xml.dom.minidom", "xml.dom.expatbuilder", "xml.parsers.expat"):
    importlib.import_module(_each)
# Messages about a damaged PDF may quote it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

_Reader = pypdf.PdfReader


def read(content: bytes) -> Found:
    """How many ``pages`` it has, or that it is ``locked`` by a password. Any exception means that it does not open.

    And what is in it beside its pages, for whoever brings it: what it says ``about`` itself (title, subject, words,
    author, program and more), and whether it ``holds`` a script, attachments or a form that few programs open. What
    cannot be read of that is left out: the PDF is stored to the byte.
    """
    try:
        return _read(content)
    except Exception:
        begins = content.find(b"%PDF-")
        if begins <= 0:
            raise
        return _read(content[begins:])  # its table may count from where it begins


def _read(content: bytes) -> Found:
    reader = _Reader(io.BytesIO(content))
    # A PDF that merely forbids printing opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}, b""
    found: dict[str, Any] = {"pages": len(reader.pages)}
    about = {name: text for name, ways in _ABOUT.items() if (text := _first(reader, ways))}
    holds = {name: number for name, count in _HOLDS.items() if (number := _as_far_as_read(reader, count))}
    return found | ({"about": about} if about else {}) | ({"holds": holds} if holds else {}), b""


def _as_far_as_read(reader: _Reader, way: Callable[[_Reader], Any]) -> Any:
    try:
        return way(reader)
    except Exception:  # it is there for the pages
        return None


def _first(reader: _Reader, ways: tuple[Callable[[_Reader], Any], ...]) -> str:
    """What it says in these places, each once; a title may differ between them."""
    said = [_line(_as_far_as_read(reader, way)) for way in ways]
    return " / ".join(dict.fromkeys(each for each in said if each))


def _line(said: Any) -> str:
    """On one line, without signs that nobody sees, and not too long."""
    if isinstance(said, dict):
        said = list(said.values())
    if isinstance(said, list):
        said = ", ".join(map(str, said))
    if isinstance(said, (ByteStringObject, bytes)):
        said = bytes(said).decode("latin-1")
    text = unicodedata.normalize("NFC", str(said or "")[: _LONGEST * 4])
    seen = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(seen.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def _info(name: str) -> Callable[[_Reader], Any]:
    return lambda reader: reader.metadata.get(name) if reader.metadata else None


def _xmp(name: str) -> Callable[[_Reader], Any]:
    return lambda reader: getattr(reader.xmp_metadata, name, None)


def _others(reader: _Reader) -> list[str]:
    """What programs add of their own: a company, the file it was made of."""
    return [str(text) for name, text in (reader.metadata or {}).items() if name not in _KNOWN and text]


_KNOWN = {
    "/Title", "/Subject", "/Keywords", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped",
    "/SourceModified", "/PTEX.Fullbanner",
}  # fmt: skip
_ABOUT: dict[str, tuple[Callable[[_Reader], Any], ...]] = {
    "title": (_info("/Title"), _xmp("dc_title")),
    "subject": (_info("/Subject"), _xmp("dc_description")),
    "words": (_info("/Keywords"), _xmp("pdf_keywords")),
    "author": (_info("/Author"), _xmp("dc_creator")),
    "program": (_info("/Creator"), _xmp("xmp_creator_tool")),
    "more": (_others,),
}


def _root(reader: _Reader, *path: str) -> PdfObject | None:
    """What stands in the catalog under these names, one within the other."""
    here: PdfObject | None = reader.trailer["/Root"].get_object()
    for name in path:
        here = here.get(name) if isinstance(here, DictionaryObject) else None
        here = here.get_object() if here is not None else None
    return here


def _attachments(reader: _Reader) -> int:
    return _leaves(_root(reader, "/Names", "/EmbeddedFiles"), set(), 0)


def _leaves(node: PdfObject | None, seen: set[int], depth: int) -> int:
    """How many names stand in this name tree, of which a hostile file may have made a circle."""
    if not isinstance(node, DictionaryObject) or id(node) in seen or depth > _DEEP:
        return 0
    seen.add(id(node))
    names, kids = _list(node, "/Names"), _list(node, "/Kids")
    below = sum(_leaves(each.get_object(), seen, depth + 1) for each in kids[:_MANY])
    return min(_MANY, len(names) // 2 + below)


def _list(node: DictionaryObject, name: str) -> list[PdfObject]:
    found = node.get(name)
    found = found.get_object() if found is not None else None
    return list(found) if isinstance(found, ArrayObject) else []


def _scripts(reader: _Reader) -> int:
    """Whether something is run when it is opened: a script by name, or an action that is one."""
    if _root(reader, "/Names", _SCRIPT) is not None:
        return 1
    action = _root(reader, "/OpenAction")
    return int(isinstance(action, DictionaryObject) and action.get("/S") in (_SCRIPT, "/Launch"))


def _forms(reader: _Reader) -> int:
    return int(_root(reader, "/AcroForm", "/XFA") is not None)


_HOLDS: dict[str, Callable[[_Reader], int]] = {"scripts": _scripts, "attachments": _attachments, "forms": _forms}
