"""A reader: whether a PDF opens, and how many pages it has. Runs in the process of ``db.brought.child``."""

import importlib
import io
import logging
from typing import Any

import pypdf

MOST_FILES = 3  # its pipes: it opens no file and no connection
# Import now what pypdf would import on demand: later no file can be opened.
importlib.import_module("pypdf.filters")
# Messages about a damaged PDF may quote it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """How many ``pages`` it has, or that it is ``locked`` by a password. Any exception means that it does not open."""
    try:
        return _read(content)
    except Exception:
        begins = content.find(b"%PDF-")
        if begins <= 0:
            raise
        return _read(content[begins:])  # its table may count from where it begins


def _read(content: bytes) -> tuple[dict[str, Any], bytes]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    # A PDF that merely forbids printing opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}, b""
    return {"pages": len(reader.pages)}, b""
