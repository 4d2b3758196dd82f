"""What is kept of a photo: its picture, upright, in sRGB, not too large, and written anew.

Nothing else of the file comes along: no place, device, text, profile or anything appended. Part of the readers of
photos.
"""

import io
from typing import Any, NamedTuple

from PIL import ExifTags, Image, ImageFile, JpegImagePlugin

from db.brought.child import Found
from db.brought.colours import in_srgb
from meldcode.vragen.bestand import MOST_PIXELS, Bestandssoort

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned, by the number with which a camera says how it was held. Source: TIFF 6.0, Orientation."""
SMALL = 4_000_000
"""Pixels up to which a PNG is written as small as possible; a larger one as fast as possible."""
_BY = (1, 2, 4, 8)  # by which libjpeg makes a picture smaller while it decodes, in that much less memory
_WHITE = (255, 255, 255)

# Pillow's own limit is other than ours, and only warns.
Image.MAX_IMAGE_PIXELS = None


def decode(image: ImageFile.ImageFile) -> None:
    """Decode this picture; a JPG that is too large at a half, a quarter or an eighth of its width and height."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        by = next((each for each in _BY if image.width * image.height <= MOST_PIXELS * each * each), _BY[-1])
        image.draft("", (max(1, image.width // by), max(1, image.height // by)))
    image.load()


class Meant(NamedTuple):
    """What colours a photo says to have: the ICC profile, if any, and whether it says so in a way we cannot read."""

    profile: bytes | None = None
    is_unknown: bool = False


def kept(opened: Image.Image, soort: Bestandssoort, pixels: int, meant: Meant) -> Found:
    """What is kept of this picture that was decoded, and what to say of it. The image that was given is used up.

    The answer has the ``pixels`` it was brought with, the ``kept`` pixels, and the ``colours`` if these are unsure.
    """
    turn = UPRIGHT.get(_orientation(opened))
    image = _smaller(opened) if opened.width * opened.height > MOST_PIXELS else opened
    image, are_sure = in_srgb(image, meant.profile, is_unknown=meant.is_unknown)
    if turn is not None:
        turned = image.transpose(turn)
        image.close()  # a large picture is held once
        image = turned
    found: dict[str, Any] = {"pixels": pixels, "kept": image.width * image.height}
    return found if are_sure else found | {"colours": "unsure"}, _written(image, soort)


def _smaller(image: Image.Image) -> Image.Image:
    """The picture at half its size, or a third and so on, until it is small enough."""
    by = next(each for each in range(2, 100) if (image.width // each) * (image.height // each) <= MOST_PIXELS)
    plain = image.convert("RGBA" if "transparency" in image.info else "RGB") if image.mode in ("P", "1") else image
    if plain.mode in ("L", "LA", "RGB", "RGBA"):
        return plain.reduce(by)  # at once, where resize() takes half as much memory again
    return plain.resize((max(1, image.width // by), max(1, image.height // by)), Image.Resampling.BOX)


def _written(image: Image.Image, soort: Bestandssoort) -> bytes:
    """The picture as a file of this kind; only what is transparent of a PNG comes along of its metadata."""
    is_jpg = soort is Bestandssoort.JPG
    image.info = {} if is_jpg or image.mode in ("LA", "RGBA") else _see_through(image)
    written = io.BytesIO()
    if is_jpg:
        _opaque(image).save(written, "JPEG", quality=92)
    else:
        image.save(written, "PNG", compress_level=6 if image.width * image.height <= SMALL else 1)
    return written.getvalue()


def _see_through(image: Image.Image) -> dict[str | tuple[int, int], Any]:
    return {name: value for name, value in image.info.items() if name == "transparency"}


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB"):
        return image
    if image.mode not in ("LA", "RGBA"):
        return image.convert("RGB")
    behind = Image.new("RGB", image.size, _WHITE)
    behind.paste(image, mask=image.getchannel("A"))
    return behind


def _orientation(opened: Image.Image) -> int:
    """How the camera was held; nonsense in that field does not make the photo unusable."""
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return 1
