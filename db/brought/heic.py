"""A reader: reduces a photo in a HEIC or AVIF to its picture, as a JPG. Runs in the process of ``db.brought.child``.

Apart from ``photo``, so that a JPG does not wait for these libraries, nor is within reach of their mistakes.
"""

import importlib
import io

from PIL import AvifImagePlugin, Image, ImageFile
from pillow_heif import options
from pillow_heif.as_plugin import HeifImageFile

from db.brought import profiles
from db.brought.child import Found
from db.brought.picture import Meant, kept
from meldcode.vragen.bestand import Bestandssoort, Gebracht, recognise

MOST_FILES = 3  # its pipes: it opens no file and no connection

# The picture itself, and nothing beside it: no small copies, depths or other pictures.
options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
# Each thread takes address space, of which there is a limit; more would decode no sooner on a server that is busy.
options.DECODE_THREADS = AvifImagePlugin.DEFAULT_MAX_THREADS = 2
# Import now what Pillow would import on demand: later no file can be opened.
Image.preinit()
importlib.import_module("PIL.TiffImagePlugin")


def read(content: bytes) -> Found:
    """The first picture, as ``picture.kept`` writes it.

    Says how many ``pixels`` it has and how many it may have at ``most``, and returns no picture, when there are too
    many; that a part is ``missing`` when the file ends too soon. Any exception means that it does not open.
    """
    if _is_cut_off(content):
        return {"missing": True}, b""  # these libraries would draw the rest in grey, and the picture stands at the end
    is_avif = recognise(content) is Gebracht.AVIF
    opened: ImageFile.ImageFile = (AvifImagePlugin.AvifImageFile if is_avif else HeifImageFile)(io.BytesIO(content))
    pixels, most = opened.width * opened.height, Gebracht.HEIC.most_pixels
    if pixels > most:
        return {"pixels": pixels, "most": most}, b""
    opened.load()
    return kept(opened, Bestandssoort.JPG, pixels, _meant(opened, content))


def _meant(image: Image.Image, content: bytes) -> Meant:
    """The colours that this photo says to have: by its profile, or by numbers."""
    if image.info.get("icc_profile"):
        return Meant(image.info["icc_profile"])
    named = _named(content)
    profile = named.profile if named else None
    return Meant(profile, is_unknown=named is not None and profile is None)


def _named(content: bytes) -> profiles.Named | None:
    """The numbers in its first box for colours (ISO 14496-12, 12.1.5); what is not known has a number as well."""
    at = content.find(b"colrnclx")
    if at < 0 or at + 12 > len(content):
        return None
    return profiles.Named(*(int.from_bytes(content[each : each + 2], "big") for each in (at + 8, at + 10)))


def _is_cut_off(content: bytes) -> bool:
    """Whether it ends before its last box does (ISO 14496-12, 4.2)."""
    at = 0
    while at + 8 <= len(content) and content[at + 4 : at + 8].isalnum():
        size = int.from_bytes(content[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size < 8:
            return False  # 0: up to the end of the file
        at += size
    return at > len(content)
