"""Files as people attach them, generated for tests: photos with all the metadata of a camera, and a letter."""

import io
import re
from typing import Any

import pillow_heif
import pypdf
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

CANARY = "Kanarie Geelveer"


def drawing(width: int = 640, height: int = 480) -> Image.Image:
    """A picture of a red house on green in the upper left, which shows which side is up."""
    image = Image.new("RGB", (width, height), "#bcd9c2")
    pen = ImageDraw.Draw(image)
    pen.rectangle((width // 10, height // 3, width // 2, height * 3 // 4), fill="#b3402f")
    roof = [(width // 20, height // 3), (width * 3 // 10, height // 12), (width * 11 // 20, height // 3)]
    pen.polygon(roof, fill="#5a2c22")
    return image


def jpg(image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or drawing()).save(written, "JPEG", **options)
    return written.getvalue()


def png(image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or drawing()).save(written, "PNG", **options)
    return written.getvalue()


def heic(image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = f"{CANARY} op het plein"
    made = pillow_heif.from_pillow(image or drawing(160, 120))
    made.save(written, **{"quality": 90, "exif": exif.tobytes(), "xmp": _xmp()} | options)
    return written.getvalue()


def avif(image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or drawing(160, 120)).save(written, "AVIF", **{"xmp": _xmp(), "speed": 10} | options)
    return written.getvalue()


def from_a_phone(orientation: int = 1) -> bytes:
    """A photo with location, device and description in its metadata, and with a thumbnail."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = f"{CANARY} op het plein"
    exif[0x010F] = "Toestel van Kanarie"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 5.0, 25.4), "E", (5.0, 7.0, 12.8)
    small = jpg(drawing(160, 120))
    plain = exif.tobytes()
    photo = jpg(exif=plain, comment=CANARY.encode(), xmp=_xmp(), icc_profile=b"ICC " + CANARY.encode())
    # A thumbnail (JFXX): a JPEG of its own in a segment before the picture.
    segment = b"JFXX\0\x10" + small
    return photo[:2] + b"\xff\xe0" + (len(segment) + 2).to_bytes(2, "big") + segment + photo[2:]


def _xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><title>{CANARY}</title></x:xmpmeta>'.encode()


def png_with_words() -> bytes:
    words = PngInfo()
    words.add_text("Comment", CANARY)
    words.add_itxt("Title", CANARY)
    words.add_text("Raw", CANARY, zip=True)
    exif = Image.Exif()
    exif[0x010E] = CANARY
    return png(pnginfo=words, exif=exif)


def pdf(*, password: str = "", words: str = "", pages: int = 1) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if words:
        writer.add_metadata({"/Title": words})
    if password:
        writer.encrypt(password, algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def encrypted() -> bytes:
    """A PDF that anybody may read and only its owner may change."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("", "alleen voor de eigenaar", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def encrypted_and_begins(first: bytes) -> bytes:
    """With a check of the owner's password that seems a text in letters of two bytes, as one in a hundred does."""
    changed, times = re.subn(rb"(?<=/O <)\w{4}", first, encrypted())
    assert times == 1
    return changed
