"""A reader: reduces a JPG or PNG to its picture, re-encoded. Runs in the process of ``db.brought.child``."""

import importlib
import io

from PIL import ExifTags, Image, ImageFile, JpegImagePlugin, PngImagePlugin

from db.brought import profiles, whole
from db.brought.child import Found
from db.brought.picture import Meant, decode, kept
from meldcode.vragen.bestand import MB, Bestandssoort, Gebracht

MOST_FILES = 3  # its pipes: it opens no file and no connection
# A progressive JPEG may contain many scans of one picture, each as expensive as the whole.
_MOST_SCANS = 100
# It is decoded whole before it is made smaller: 3 bytes for each pixel, 6 without subsampling.
_MOST_PIXELS_IN_SCANS = 100_000_000
_ADOBE_RGB = "R03"  # Source: DCF 2.0 (CIPA DC-009), the interoperability index of its optional colour space
_UNCALIBRATED = 0xFFFF
_OF_SRGB = 1 / 2.2  # stands in gAMA beside pictures in sRGB. Source: PNG, third edition, 11.3.2.5
_ROUNDED = 0.001

# Import now what Pillow would import on demand: later no file can be opened.
Image.preinit()
importlib.import_module("PIL.TiffImagePlugin")
# Profiles of scanners are larger than the megabyte that Pillow unpacks.
PngImagePlugin.MAX_TEXT_CHUNK = 4 * MB


def read(content: bytes) -> Found:
    """The (first) picture, as ``picture.kept`` writes it.

    Says how many ``pixels`` it has and how many it may have at ``most``, and returns no picture, when there are too
    many; that a part is ``missing`` when the file ends too soon. Any exception means that it does not open.
    """
    try:
        opened = _opened(content)
        pixels, most = opened.width * opened.height, _most(opened, content)
        if pixels > most:
            return {"pixels": pixels, "most": most}, b""
        image = _decoded(opened, content)
    except Exception:
        if whole.is_cut_off(content):
            return {"missing": True}, b""
        raise
    if _is_png(image):
        return kept(image, Bestandssoort.PNG, pixels, _of_png(image, content))
    return kept(image, Bestandssoort.JPG, pixels, _of_jpg(image))


def _opened(content: bytes) -> ImageFile.ImageFile:
    # The first picture of several (MPO, moving PNG), and never another format that a file may be as well.
    kind = JpegImagePlugin.JpegImageFile if content.startswith(b"\xff\xd8") else PngImagePlugin.PngImageFile
    return kind(io.BytesIO(content))


def _is_png(image: Image.Image) -> bool:
    return image.format == PngImagePlugin.PngImageFile.format


def _most(opened: Image.Image, content: bytes) -> int:
    """How many pixels it may have, as it is written."""
    if not opened.info.get("progressive"):
        return (Gebracht.PNG if _is_png(opened) else Gebracht.JPG).most_pixels
    if content.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("a progressive JPEG with too many scans")
    return _MOST_PIXELS_IN_SCANS


def _decoded(opened: ImageFile.ImageFile, content: bytes) -> ImageFile.ImageFile:
    """The picture, made smaller while it is decoded if it is too large. Raises an exception when a part is missing."""
    try:
        decode(opened)
    except (OSError, SyntaxError):
        opened = _mended(content)
    return opened


def _mended(content: bytes) -> ImageFile.ImageFile:
    """The picture of a file that ends after the picture, and before its own end."""
    if not whole.is_cut_off(content):
        raise ValueError("it is damaged in another way")
    mended = (whole.closed_png if _is_png(_opened(content)) else whole.closed_jpg)(content)
    if mended is None:
        raise ValueError("a part of the picture is missing")
    opened = _opened(mended)
    decode(opened)
    return opened


def _of_jpg(image: Image.Image) -> Meant:
    """The colours that this JPG says to have: by its profile, or by the words of the camera."""
    if "icc_profile" in image.info:
        profile = image.info["icc_profile"]
        return Meant(profile, is_unknown=profile is None)  # None: parts of it are missing
    try:
        exif = image.getexif()
        said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
        index = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
    except Exception:  # nonsense in what the camera wrote
        return Meant()
    if said != _UNCALIBRATED or image.mode != "RGB":
        return Meant()
    if str(index).strip("\0 ") == _ADOBE_RGB:
        return Meant(profiles.matrix_profile(profiles.ADOBE_RGB, profiles.ADOBE_CURVE))
    return Meant(is_unknown=True)  # as an iPhone writes beside a profile, which some program then left out


def _of_png(image: Image.Image, content: bytes) -> Meant:
    """The colours that this PNG says to have, by the first of its chunks that counts (PNG, third edition, 4.3)."""
    named = next((data for name, data in whole.chunks(content) if name == b"cICP"), b"")
    if len(named) == 4:
        profile = profiles.Named(named[0], named[1]).profile
        return Meant(profile, is_unknown=profile is None)
    info = image.info
    if "icc_profile" in info:
        return Meant(info["icc_profile"], is_unknown=info["icc_profile"] is None)
    if "srgb" in info or not {"gamma", "chromaticity"} & set(info):
        return Meant()
    gamma = info.get("gamma", _OF_SRGB)
    is_plain = abs(gamma - _OF_SRGB) < _ROUNDED
    try:
        curve = profiles.SRGB_CURVE if is_plain else (1 / gamma,)
        return Meant(profiles.matrix_profile(info.get("chromaticity", profiles.SRGB), curve))
    except (ArithmeticError, ValueError):
        return Meant(is_unknown=True)
