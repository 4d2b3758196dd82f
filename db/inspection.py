"""What somebody wants to attach, looked into: only what it is counts, not what it is called."""

import io
import logging
from threading import Lock

import pypdf
from PIL import ExifTags, Image

from db.faults import Said
from meldcode.bestand import MOST_BYTES, Bestandssoort, in_mb

MOST_PIXELS = 50_000_000
# A progressive JPEG may draw the same picture over and over: each time costs as much as the whole.
_MOST_SCANS = 100

_BEGINS = {
    b"\xff\xd8\xff": Bestandssoort.JPG,
    b"\x89PNG\r\n\x1a\n": Bestandssoort.PNG,
    b"%PDF-": Bestandssoort.PDF,
}
_FORMAT = {Bestandssoort.JPG: "JPEG", Bestandssoort.PNG: "PNG"}
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_HARMLESS = {"transparency"}  # all else that a photo says about itself stays behind

# A decoded photo takes some hundreds of megabytes: one at a time.
_ONE_AT_A_TIME = Lock()
# Its own limit is higher than ours, and warns where we refuse.
Image.MAX_IMAGE_PIXELS = None
# What it says about a damaged PDF may quote from it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


class Onbruikbaar(Said):
    """This file cannot be attached. The text is a Dutch sentence for whoever chose it, and quotes nothing of it."""


def harmless(content: bytes) -> tuple[Bestandssoort, bytes]:
    """What kind of file this is, and what to keep of it: a photo is written anew, a PDF stays as it is.

    Raises ``Onbruikbaar``.
    """
    if not content:
        raise Onbruikbaar("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > MOST_BYTES:
        raise Onbruikbaar(
            f"Dit bestand is te groot ({in_mb(len(content))}): een bijlage mag ten hoogste {in_mb(MOST_BYTES)} zijn. "
            "Maak de foto kleiner, of verdeel het document."
        )
    soort = next((each for begin, each in _BEGINS.items() if content.startswith(begin)), None)
    if soort is None:
        raise Onbruikbaar(
            "Dit soort bestand kan er niet bij. Het kan wel: een foto (JPG of PNG) of een document (PDF). "
            "Is het een foto van een iPhone (HEIC)? Sla hem dan eerst op als JPG. Een brief in Word slaat u op als PDF."
        )
    if soort is Bestandssoort.PDF:
        _refuse_unreadable_pdf(content)
        return soort, content
    with _ONE_AT_A_TIME:
        return soort, _written_anew(content, soort)


def _refuse_unreadable_pdf(content: bytes) -> None:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        # A PDF that may only not be printed opens without a password.
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if is_locked else len(reader.pages)
    except Exception:  # whatever a reader makes of a hostile file, it is not one that opens
        raise Onbruikbaar("Deze PDF is beschadigd en gaat niet open. Sla hem opnieuw op en kies hem weer.") from None
    if is_locked:
        raise Onbruikbaar("Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en kies hem dan weer.")
    if pages == 0:
        raise Onbruikbaar("Deze PDF heeft geen bladzijden. Sla hem opnieuw op en kies hem dan weer.")


def _written_anew(content: bytes, soort: Bestandssoort) -> bytes:
    """Only the pixels of the (first) picture, the right way up: no place, no device, no text, nothing behind it."""
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMAT[soort]]) as opened:
            pixels = opened.width * opened.height
            if pixels <= MOST_PIXELS:
                _refuse_endless(opened, content)
                opened.load()
                return _only_pixels(opened, soort)
    except Exception:  # whatever a decoder makes of a hostile file, it is not one that opens
        raise Onbruikbaar(
            "Deze foto is beschadigd en gaat niet open. Kies hem opnieuw, of bewaar eerst een nieuwe kopie."
        ) from None
    raise Onbruikbaar(
        f"Deze foto is te groot ({pixels // 1_000_000} megapixel): ten hoogste {MOST_PIXELS // 1_000_000}. "
        "Maak hem kleiner en kies hem dan weer."
    )


def _refuse_endless(opened: Image.Image, content: bytes) -> None:
    if opened.info.get("progressive") and content.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("a progressive JPEG with too many scans")


def _only_pixels(opened: Image.Image, soort: Bestandssoort) -> bytes:
    turn = _UPRIGHT.get(_orientation(opened))
    image = opened.transpose(turn) if turn is not None else opened.copy()
    image.info = {name: value for name, value in opened.info.items() if name in _HARMLESS}
    written = io.BytesIO()
    if soort is Bestandssoort.JPG:
        (image if image.mode in ("L", "RGB") else image.convert("RGB")).save(written, "JPEG", quality=92)
    else:
        image.save(written, "PNG")
    return written.getvalue()


def _orientation(opened: Image.Image) -> int:
    """How the camera was held; nonsense in what it wrote does not make the photo useless."""
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return 1
