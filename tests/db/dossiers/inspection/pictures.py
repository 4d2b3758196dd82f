"""Inspecting a file as the program does, and pictures made to deceive it."""

import io
import zipfile
import zlib
from typing import NamedTuple

from PIL import Image

from db.dossiers import inspection
from meldcode.vragen.bestand import Bestandssoort
from tests import files

JPG, PNG, PDF = Bestandssoort.JPG, Bestandssoort.PNG, Bestandssoort.PDF


class Inspected(NamedTuple):
    soort: Bestandssoort
    content: bytes
    told: tuple[str, ...]


def inspected(content: bytes) -> Inspected:
    told = list[str]()
    soort, kept = inspection.harmless(content, whose="noor", tell=told.extend)
    return Inspected(soort, kept, tuple(told))


def harmless(content: bytes) -> tuple[Bestandssoort, bytes]:
    return inspected(content)[:2]


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def with_behind_it(content: bytes) -> bytes:
    """A file that is also a zip, with a page of HTML in it."""
    tail = io.BytesIO()
    with zipfile.ZipFile(tail, "w") as archive:
        archive.writestr("pagina.html", f"<script>{files.CANARY}</script>")
    return content + tail.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A small file that claims to be a huge picture."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b"")]
    made = b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big") for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + made
