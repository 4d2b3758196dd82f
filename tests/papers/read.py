"""Reading a paper back, as its tests do: what stands on it, and what somebody who has it read aloud hears, in order."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, DictionaryObject, IndirectObject

from papers.papier import Merk

BY_NOOR = Merk("Noor Bakker", datetime(2026, 11, 9, 13, 51, 0, 345_678))  # noqa: DTZ001  # naive UTC, as in the database
_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCKS = {"H1", "H2", "H3", "P", "TH", "TD", "Lbl", "LBody", "Figure", "Caption"}
Tags = dict[tuple[int, int], str]


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    return len(PdfReader(BytesIO(pdf)).pages)


def text_of(pdf: bytes) -> str:
    """All that can be read on its pages, the foot included, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def aloud(pdf: bytes) -> list[tuple[str, str]]:
    """What is read aloud, in the order of the tags: each block as its tag and its text.

    What stands at the head and foot of every page is no content, and is not read.
    """
    reader = PdfReader(BytesIO(pdf))
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    said = {(at, mcid): text for at, page in enumerate(reader.pages) for mcid, text in _marked(reader, page)}
    root: Any = reader.root_object["/StructTreeRoot"]
    found = [["", ""]]
    for kind, text in _walk(root, None, numbers, said):
        if kind:
            found.append([kind, ""])
        found[-1][1] += text
    return [(kind, " ".join(text.split())) for kind, text in found if text.strip()]


def heard(pdf: bytes) -> list[str]:
    """The blocks that are read aloud, without their tags."""
    return [text for _kind, text in aloud(pdf)]


def _walk(node: Any, page: int | None, numbers: Mapping[int, int], said: Tags) -> Iterator[tuple[str, str]]:
    """The tags (without text) and the texts (without tag) below this one, in order."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, int):
        yield "", said.get((page, int(node)), "")
        return
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _walk(each, page, numbers, said)
        return
    if isinstance(node.raw_get("/Pg") if "/Pg" in node else None, IndirectObject):
        page = numbers[node.raw_get("/Pg").idnum]
    if node.get("/Type") == "/MCR":
        yield "", said.get((page, int(node["/MCID"])), "")
        return
    kind = str(node.get("/S", "")).lstrip("/")
    if kind in _BLOCKS:
        yield kind, str(node.get("/Alt", ""))
    if "/K" in node:
        yield from _walk(node["/K"], page, numbers, said)


def _marked(reader: PdfReader, page: DictionaryObject) -> Iterator[tuple[int, str]]:
    """The texts of one page by the number of their mark; what a mark says to read instead counts."""
    maps: dict[str, dict[str, str]] = {}
    resources: Any = page["/Resources"]
    fonts = resources.get("/Font", {})
    open_marks: list[tuple[int | None, str | None]] = []
    said: dict[int, str] = {}
    now: dict[str, str] = {}
    height = 0.0
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        text = ""
        if operator in (b"BDC", b"BMC"):
            about = operands[1] if operator == b"BDC" and isinstance(operands[1], DictionaryObject) else {}
            mcid = about.get("/MCID", open_marks[-1][0] if open_marks else None)
            open_marks.append((mcid, about.get("/ActualText")))
            text = str(about.get("/ActualText", ""))
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            name = str(operands[0])
            now = maps.setdefault(name, {}) or _map_of(fonts[name])
            maps[name] = now
        elif operator in (b"Tj", b"TJ") and not any(instead is not None for _mcid, instead in open_marks):
            pieces = operands[0] if operator == b"TJ" else [operands[0]]
            codes = "".join(_hex(each) for each in pieces if not isinstance(each, int | float))
            text = "".join(now.get(codes[at : at + 4], "") for at in range(0, len(codes), 4))
        elif operator == b"cm":
            text = "" if float(operands[5]) == height else " "  # another line
            height = float(operands[5])
        mcid = open_marks[-1][0] if open_marks else None
        if text and mcid is not None:
            said[int(mcid)] = said.get(int(mcid), "") + text
    yield from said.items()


def _hex(piece: Any) -> str:
    raw = bytes(piece) if isinstance(piece, ByteStringObject) else piece.original_bytes
    return raw.hex()


def _map_of(font: DictionaryObject) -> dict[str, str]:
    """Which text each code (four hexadecimal digits) of this font stands for."""
    stream: Any = font["/ToUnicode"]
    table = stream.get_data().decode("latin-1")
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in _PAIR.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[f"{code:04x}"] = chr(int(text, 16) + step)
    return found
