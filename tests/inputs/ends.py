"""Photos whose file ends too soon, or is too large."""

import zlib

from tests import files
from tests.inputs.case import Case
from tests.inputs.photos import ALL, chunk, claims, photo

MISSING = (
    "Van deze foto ontbreekt een deel: hij is niet helemaal overgekomen. Stuur of kopieer hem opnieuw, en kies hem dan "
    "weer."
)
BROKEN = "Deze foto is beschadigd en gaat niet open. Kies hem opnieuw, of bewaar eerst een nieuwe kopie."


def cut(content: bytes, share: float) -> bytes:
    return content[: round(len(content) * share)]


ENDS = [
    Case("jpg without its last two bytes", lambda: files.jpg()[:-2], "jpg", size=(640, 480)),
    Case("jpg without its last byte", lambda: files.jpg()[:-1], "jpg", size=(640, 480)),
    Case("jpg without its end, filled up with zeros", lambda: files.jpg()[:-2] + bytes(4096), "jpg", size=(640, 480)),
    Case("progressive jpg without its end", lambda: files.jpg(progressive=True)[:-2], "jpg", size=(640, 480)),
    Case("half a jpg", lambda: cut(files.jpg(), 0.5), told=(MISSING,)),
    Case("nine tenths of a jpg", lambda: cut(files.jpg(quality=95), 0.9), told=(MISSING,)),
    Case("half a jpg, filled up with zeros", lambda: cut(files.jpg(), 0.5) + bytes(9000), told=(MISSING,)),
    Case("half a progressive jpg", lambda: cut(files.jpg(progressive=True), 0.5), told=(MISSING,)),
    Case("a progressive jpg without its last scan", lambda: _without_the_last_scan(), told=(MISSING,)),
    Case("the beginning of a jpg", lambda: files.from_a_phone()[:300], told=(MISSING,)),
    Case("png without its last chunk", lambda: files.png()[:-12], "png", size=(640, 480)),
    Case("png without its last twenty bytes", lambda: files.png()[:-20], "png", size=(640, 480)),
    Case("interlaced png without its end", lambda: _interlaced()[:-18], "png", size=(24, 16)),
    Case("half a png", lambda: cut(files.png(), 0.5), told=(MISSING,)),
    Case("half an interlaced png", lambda: cut(_interlaced(), 0.5), told=(MISSING,)),
    Case("half a heic", lambda: cut(photo("HEIF", "RGB", ALL)(), 0.5), told=(MISSING,)),
    Case("a heic without its last two bytes, which are of the picture", lambda: files.heic()[:-2], told=(MISSING,)),
    Case("half an avif", lambda: cut(photo("AVIF", "RGB", ALL)(), 0.5), told=(MISSING,)),
    Case("text that begins as a jpg", lambda: b"\xff\xd8\xff" + b"tekst" * 50, told=(BROKEN,)),
    Case("a heic of nothing", lambda: b"\0\0\0\x18ftypheic" + bytes(200), told=(BROKEN,)),
]


def _without_the_last_scan() -> bytes:
    whole = files.jpg(progressive=True)
    return whole[: whole.rindex(b"\xff\xda")]


def _interlaced() -> bytes:
    """A PNG in seven passes, which Pillow does not write: 24 by 16 greys, noise enough to be more than its head."""
    rows = b""
    for x, y, by_x, by_y in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
                             (0, 1, 1, 2)):  # fmt: skip
        for row in range(y, 16, by_y):
            rows += b"\0" + bytes((column * 37 + row * 91) % 251 for column in range(x, 24, by_x))
    head = (24).to_bytes(4, "big") + (16).to_bytes(4, "big") + b"\x08\0\0\0\x01"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


LARGE = [
    Case("a bomb of a png", lambda: claims(60_000, 60_000), told=(
        "Deze foto is te groot (3600 megapixel): zo opgeslagen ten hoogste 100. Maak hem kleiner of sla hem op als "
        "JPG, en kies hem dan weer.",
    )),
    Case("a png that is just too large", lambda: claims(10_000, 10_001), told=(
        "Deze foto is te groot (101 megapixel): zo opgeslagen ten hoogste 100. Maak hem kleiner of sla hem op als "
        "JPG, en kies hem dan weer.",
    )),
    Case("a photo of more than fifty MB", lambda: files.jpg() + bytes(50 * 1_048_576), told=(
        "Deze foto is te groot (50,01 MB): ten hoogste 50 MB. Maak hem kleiner en kies hem dan weer.",
    )),
    Case("a document of more than ten MB", lambda: files.pdf() + bytes(10 * 1_048_576), told=(
        "Deze PDF is te groot (10,01 MB): ten hoogste 10 MB. Verdeel hem in delen en kies hem dan weer.",
    )),
]  # fmt: skip
