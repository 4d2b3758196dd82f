"""Photos as people bring them, in the colours of their device, with the right colours in sRGB.

These were worked out apart, with the numbers published for each space (``icc``).
"""

import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pillow_heif
from PIL import Image

from tests.inputs import icc
from tests.inputs.case import Case

pillow_heif.register_heif_opener()

# Colours, as sRGB has them

BRUISE, YELLOW, SKIN, RED, GREY = (112, 66, 110), (168, 160, 90), (205, 160, 135), (200, 60, 60), (128, 128, 128)
ALL = (BRUISE, YELLOW, SKIN, RED, GREY)
IN_P3 = ((106, 68, 108), (167, 160, 99), (198, 162, 139), (185, 71, 66), (128, 128, 128))
IN_ADOBE = ((101, 68, 108), (164, 159, 94), (192, 159, 135), (173, 62, 62), (127, 127, 127))
IN_PROPHOTO = ((81, 57, 87), (140, 142, 84), (168, 148, 121), (137, 70, 50), (109, 109, 109))
INKS = ((0,) * 4, (0, 255, 0, 0), (0, 0, 255, 0), (0, 255, 255, 0), (255, 255, 0, 0), (0, 0, 0, 255), (0, 0, 0, 128))
PRINTED = ((255,) * 3, (212, 53, 122), (248, 227, 52), (214, 60, 55), (68, 64, 126), (48,) * 3, (144,) * 3)
P3, ADOBE, SRGB = icc.display("Display P3"), icc.display("Adobe RGB"), icc.display("sRGB")
UNSURE = "De kleuren kunnen anders zijn dan op het toestel. Vergelijk ze, en schrijf op wat u daar aan kleur ziet."
PRIMARIES_P3 = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
GAMMA_1 = [(b"gAMA", (100_000).to_bytes(4, "big"))]
CHROMA_P3 = (b"cHRM", b"".join(each.to_bytes(4, "big") for each in PRIMARIES_P3))
PLAIN = (b"gAMA", (45_455).to_bytes(4, "big"))

# How they are made

SIDE = 48  # of a patch


def patches(mode: str, colours: Sequence[Any]) -> Image.Image:
    image = Image.new(mode, (SIDE * len(colours), SIDE))
    for number, colour in enumerate(colours):
        image.paste(Image.new(mode, (SIDE, SIDE), colour), (SIDE * number, 0))
    return image


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    into = io.BytesIO()
    faithful: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 98, "subsampling": 0},
        "AVIF": {"quality": 100, "subsampling": "4:4:4"},
    }
    image.save(into, kind, **faithful.get(kind, {}) | options)
    return into.getvalue()


def photo(kind: str, mode: str, colours: Sequence[Any], **options: Any) -> Callable[[], bytes]:
    return lambda: written(patches(mode, colours), kind, **options)


def exif(orientation: int = 0, *, index: str | None = None) -> bytes:
    """What a camera writes: how it was held; with an ``index``, that the colours are not sRGB, and which they are."""
    said = Image.Exif()
    if orientation:
        said[0x0112] = orientation
    if index is not None:
        said.get_ifd(0x8769)[0xA001] = 0xFFFF
        said.get_ifd(0x8769)[0xA005] = {1: index}
    return said.tobytes()


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def with_chunks(png: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """This PNG with these chunks behind its header."""
    return png[:33] + b"".join(chunk(name, data) for name, data in chunks) + png[33:]


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def turned_by_its_container(kind: str) -> bytes:
    """A picture that stands on its side, of which the container says how to turn it."""
    upright = patches("RGB", [RED, GREY, SKIN])
    return written(upright.transpose(Image.Transpose.ROTATE_90), kind, quality=95, exif=exif(6))


def named(content: bytes, primaries: int, curve: int) -> bytes:
    """This HEIC or AVIF with other numbers for its colours."""
    at = content.index(b"colrnclx") + 8
    return content[:at] + primaries.to_bytes(2, "big") + curve.to_bytes(2, "big") + content[at + 4 :]


def two_photos() -> bytes:
    """An MPO, as cameras write it: the photo, and another behind it."""
    into = io.BytesIO()
    other = Image.new("RGB", (30, 30), "blue")
    patches("RGB", [RED, GREY]).save(into, "MPO", save_all=True, append_images=[other], quality=98)
    return into.getvalue()


def heic_of_two() -> bytes:
    """A HEIC of two pictures, of which the second is the one that counts."""
    container = pillow_heif.HeifFile()
    container.add_from_pillow(Image.new("RGB", (64, 64), "blue"))
    container.add_from_pillow(patches("RGB", [RED, GREY]))
    into = io.BytesIO()
    container.save(into, quality=95, chroma=444, primary_index=1)
    return into.getvalue()


PHOTOS = [
    Case("jpg, no profile", photo("JPEG", "RGB", ALL), "jpg", colours=ALL),
    Case("jpg, sRGB", photo("JPEG", "RGB", ALL, icc_profile=SRGB), "jpg", colours=ALL),
    Case("jpg of an iPhone, Display P3", photo("JPEG", "RGB", IN_P3, icc_profile=P3), "jpg", colours=ALL),
    Case(
        "red that only Display P3 has", photo("JPEG", "RGB", [(234, 51, 35)], icc_profile=P3), "jpg",
        colours=[(255, 0, 0)],
    ),
    Case("jpg, Adobe RGB", photo("JPEG", "RGB", IN_ADOBE, icc_profile=ADOBE), "jpg", colours=ALL),
    Case("jpg of a camera that says R03", photo("JPEG", "RGB", IN_ADOBE, exif=exif(index="R03")), "jpg", colours=ALL),
    Case(
        "R03 beside a profile: the profile counts",
        photo("JPEG", "RGB", IN_P3, exif=exif(index="R03"), icc_profile=P3), "jpg", colours=ALL,
    ),
    Case("jpg of an iPhone that lost its profile", photo("JPEG", "RGB", ALL, exif=exif(index="R98")), "jpg", (UNSURE,),
         ALL),
    Case("jpg, ProPhoto", photo("JPEG", "RGB", IN_PROPHOTO, icc_profile=icc.display("ProPhoto")), "jpg", colours=ALL),
    Case("jpg for a press", photo("JPEG", "CMYK", INKS, icc_profile=icc.press()), "jpg", colours=PRINTED),
    Case("jpg with inks and no profile", photo("JPEG", "CMYK", [(0, 0, 0, 0)]), "jpg", (UNSURE,), [(255, 255, 255)]),
    Case(
        "inks with the profile of a screen", photo("JPEG", "CMYK", [(0, 0, 0, 0)], icc_profile=P3), "jpg", (UNSURE,),
        [(255, 255, 255)],
    ),
    Case(
        "grey, of a scanner with gamma 1.8", photo("JPEG", "L", (32, 64, 128, 200), icc_profile=icc.grey(1.8)), "jpg",
        colours=((43,), (81,), (146,), (210,)),
    ),
    Case("grey with the profile of a screen", photo("JPEG", "L", (32, 200), icc_profile=P3), "jpg",
         colours=((32,), (200,))),
    Case(
        "in colours, with the profile of greys", photo("JPEG", "RGB", ALL, icc_profile=icc.grey(1.8)), "jpg", (UNSURE,),
        ALL,
    ),
    Case("a profile that is no profile", photo("JPEG", "RGB", ALL, icc_profile=b"niets"), "jpg", (UNSURE,), ALL),
    Case(
        "a profile that breaks off",
        photo("JPEG", "RGB", ALL, icc_profile=icc.display("Display P3", unreadable=True)), "jpg", (UNSURE,), ALL,
    ),
    Case("turned, Display P3", lambda: written(patches("RGB", IN_P3).transpose(Image.Transpose.ROTATE_90), "JPEG",
         icc_profile=P3, exif=exif(6)), "jpg", colours=ALL, size=(SIDE * 5, SIDE)),
    Case("MPO: the first of two", two_photos, "jpg", colours=[RED, GREY], size=(SIDE * 2, SIDE)),
    Case("progressive", photo("JPEG", "RGB", IN_P3, progressive=True, icc_profile=P3), "jpg", colours=ALL),
    Case("png of a screen", photo("PNG", "RGB", ALL), "png", colours=ALL),
    Case("screenshot of a Mac, iCCP", photo("PNG", "RGBA", IN_P3, icc_profile=P3), "png", colours=ALL),
    Case("screenshot, sRGB and gAMA", lambda: with_chunks(photo("PNG", "RGB", ALL)(), (b"sRGB", b"\0"), PLAIN), "png",
         colours=ALL),
    Case("screenshot, gAMA alone", lambda: with_chunks(photo("PNG", "RGB", ALL)(), PLAIN), "png", colours=ALL),
    Case("png, gAMA and cHRM", lambda: with_chunks(photo("PNG", "RGB", IN_P3)(), PLAIN, CHROMA_P3), "png", colours=ALL),
    Case("png, straight light", lambda: with_chunks(photo("PNG", "RGB", [(128,) * 3, (32,) * 3])(), *GAMMA_1), "png",
         colours=[(188,) * 3, (99,) * 3]),
    Case("png, gAMA of nothing", lambda: with_chunks(photo("PNG", "RGB", ALL)(), (b"gAMA", bytes(4))), "png", (UNSURE,),
         ALL),
    Case("png, cICP of P3", lambda: with_chunks(photo("PNG", "RGB", IN_P3)(), (b"cICP", b"\x0c\x0d\0\x01")), "png",
         colours=ALL),
    Case("png, cICP of HDR", lambda: with_chunks(photo("PNG", "RGB", ALL)(), (b"cICP", b"\x09\x10\0\x01")), "png",
         (UNSURE,), ALL),
    Case("png with a palette, P3", lambda: written(patches("RGB", IN_P3).quantize(8), "PNG", icc_profile=P3), "png",
         colours=ALL),
    Case("png of greys with a profile", photo("PNG", "L", (32, 128), icc_profile=icc.grey(1.8)), "png",
         colours=((43,), (146,))),
    Case("png of greys, one seen through", photo("PNG", "LA", ((32, 255), (128, 255)), icc_profile=icc.grey(1.8)),
         "png", colours=((43, 255), (146, 255))),
    Case("png of 16 bits", lambda: written(Image.new("I;16", (SIDE, SIDE), 40_000), "PNG"), "png", colours=[(40_000,)]),
    Case("png of 16 bits with a profile",
         lambda: written(Image.new("I;16", (SIDE, SIDE), 128 * 257), "PNG", icc_profile=icc.grey(1.8)), "png",
         colours=[(146,)]),
    Case("heic", photo("HEIF", "RGB", ALL, quality=95, chroma=444), "jpg", colours=ALL),
    Case("heic of an iPhone, P3", photo("HEIF", "RGB", IN_P3, quality=95, chroma=444, icc_profile=P3), "jpg",
         colours=ALL),
    Case("heic, P3 by number", lambda: named(photo("HEIF", "RGB", IN_P3, quality=95, chroma=444)(), 12, 13), "jpg",
         colours=ALL),
    Case("heic, HDR", lambda: named(photo("HEIF", "RGB", ALL, quality=95, chroma=444)(), 9, 16), "jpg", (UNSURE,)),
    Case("heic, turned by its container", lambda: turned_by_its_container("HEIF"), "jpg", colours=[RED, GREY, SKIN],
         size=(SIDE * 3, SIDE)),
    Case("heic of two, of which the second counts", heic_of_two, "jpg", colours=[RED, GREY], size=(SIDE * 2, SIDE)),
    Case("heic, seen through", photo("HEIF", "RGBA", [(*RED, 255), (*RED, 0)], quality=95, chroma=444), "jpg",
         colours=[RED, (255, 255, 255)]),
    Case("avif", photo("AVIF", "RGB", ALL), "jpg", colours=ALL),
    Case("avif, P3", photo("AVIF", "RGB", IN_P3, icc_profile=P3), "jpg", colours=ALL),
    Case("avif, P3 by number", lambda: named(photo("AVIF", "RGB", IN_P3)(), 12, 13), "jpg", colours=ALL),
    Case("avif, turned by its container", lambda: turned_by_its_container("AVIF"), "jpg", colours=[RED, GREY, SKIN],
         size=(SIDE * 3, SIDE)),
]  # fmt: skip
