"""Whether a PDF opens. Runs in the process of ``db.brought.child``."""

import importlib
import io
import logging
from typing import Any

import pypdf

MOST_FILES = 3  # the pipes it has: it opens no file and no connection
# Brought in now what it would import when it needs it: then no file can be opened any more.
importlib.import_module("pypdf.filters")
# What it says about a damaged PDF may quote from it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """How many ``pages`` it has, or that it is ``locked``. Whatever it raises: it does not open."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    # A PDF that may only not be printed opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}, b""
    return {"pages": len(reader.pages)}, b""
