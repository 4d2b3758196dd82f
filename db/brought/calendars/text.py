"""From the bytes of a calendar to text: in whatever encoding it was exported, also where a fold splits a letter."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 400  # bytes, to recognise UTF-16 that does not announce itself
_FOLD = re.compile(rb"\n[ \t]")


def lines_of(content: bytes) -> bytes:
    """The same in UTF-8 or Windows-1252, without a byte order mark, and with ``\\n`` at the end of each line."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            content = _in_utf8(content[len(mark) :], name)
            break
    else:
        wide = _wide(content[:_LOOKED_AT])
        content = _in_utf8(content, wide) if wide else content
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def unfolded(lines: bytes) -> bytes:
    """The lines of an .ics in one piece each. Before decoding, because a fold may split a letter (RFC 5545, 3.1)."""
    return _FOLD.sub(b"", lines)


def decoded(lines: bytes) -> str:
    """The text: UTF-8, and Windows-1252 in the lines that are no UTF-8."""
    try:
        return lines.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line, lines.split(b"\n")))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _in_utf8(content: bytes, name: str) -> bytes:
    return content if name == "utf-8" else content.decode(name, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def _wide(begin: bytes) -> str:
    """The kind of UTF-16 that this is without saying so: every other byte is zero. Empty when it is none."""
    half = len(begin) // 2
    if half < 4:
        return ""
    zeros = begin[0 : 2 * half : 2].count(0), begin[1 : 2 * half : 2].count(0)
    if zeros[1] > 0.7 * half > 0.2 * half > zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.7 * half > 0.2 * half > zeros[1] else ""
