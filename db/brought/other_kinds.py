"""Other kinds of file that people choose where a text with rows is asked, by what they begin with."""

_OTHERS = {
    b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "oud_excel", b"{\\rtf": "tekstverwerker",
    b"<!doctype": "webpagina", b"<html": "webpagina", b"\xff\xd8\xff": "foto", b"\x89PNG": "foto",
}  # fmt: skip


def other_kind(brought: bytes) -> str:
    """A word for the kind of this file, when it is one that has no rows of text; empty for any other."""
    begins = brought[:200].lstrip().lower()
    kind = next((kind for begin, kind in _OTHERS.items() if begins.startswith(begin.lower())), "")
    return "excel" if kind == "zip" and b"xl/" in brought else kind
