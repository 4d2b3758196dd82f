"""A reader: reduces a photo to its picture, re-encoded. Runs in the process of ``db.brought.child``."""

import importlib
import io
from typing import Any

from PIL import ExifTags, Image, JpegImagePlugin, PngImagePlugin

from meldcode.vragen.bestand import MOST_PIXELS

MOST_FILES = 3  # its pipes: it opens no file and no connection
# A progressive JPEG may contain many scans of one picture, each as expensive as the whole.
_MOST_SCANS = 100

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_HARMLESS = {"transparency"}  # all other metadata is dropped
_FORMATS = (JpegImagePlugin.JpegImageFile.format, PngImagePlugin.PngImageFile.format)

# Import now what Pillow would import on demand: later no file can be opened.
Image.preinit()
importlib.import_module("PIL.TiffImagePlugin")
# Pillow's own limit is higher than ours, and only warns.
Image.MAX_IMAGE_PIXELS = None


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The (first) picture, upright, re-encoded from its pixels: without place, device, text or anything appended.

    Says how many ``pixels`` it has, and returns no picture when there are too many. Any exception means that it does
    not open.
    """
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        pixels = opened.width * opened.height
        if pixels > MOST_PIXELS:
            return {"pixels": pixels}, b""
        if opened.info.get("progressive") and content.count(b"\xff\xda") > _MOST_SCANS:
            raise ValueError("a progressive JPEG with too many scans")
        opened.load()
        return {"pixels": pixels}, _only_pixels(opened)


def _only_pixels(opened: Image.Image) -> bytes:
    turn = UPRIGHT.get(_orientation(opened))
    image = opened.transpose(turn) if turn is not None else opened.copy()
    image.info = {name: value for name, value in opened.info.items() if name in _HARMLESS}
    written = io.BytesIO()
    if opened.format == JpegImagePlugin.JpegImageFile.format:
        (image if image.mode in ("L", "RGB") else image.convert("RGB")).save(written, "JPEG", quality=92)
    else:
        image.save(written, "PNG")
    return written.getvalue()


def _orientation(opened: Image.Image) -> int:
    """How the camera was held; nonsense in that field does not make the photo unusable."""
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return 1
