"""Other kinds of file that people choose where rows are asked, by what they begin with."""

_OTHERS = {
    b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "oud_office", b"{\\rtf": "tekstverwerker",
    b"<!doctype": "webpagina", b"<html": "webpagina", b"\xff\xd8\xff": "foto", b"\x89PNG": "foto",
}  # fmt: skip
_IN_A_WORKBOOK = b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def other_kind(brought: bytes) -> str:
    """A word for the kind of this file, when it is one that has no rows in it; empty for any other."""
    return "" if is_workbook(brought) else _kind(brought)


def is_workbook(brought: bytes) -> bool:
    """Whether this looks like a workbook of Excel (.xlsx) or LibreOffice (.ods)."""
    return _kind(brought) == "zip" and any(sign in brought for sign in _IN_A_WORKBOOK)


def _kind(brought: bytes) -> str:
    begins = brought[:200].lstrip().lower()
    return next((kind for begin, kind in _OTHERS.items() if begins.startswith(begin.lower())), "")
