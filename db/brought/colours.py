"""The colours of a photo as they are meant, in sRGB: what every screen shows. Part of the readers of photos.

A photo is stored without its profile (ADR 9), so its numbers must mean the same without it. The intent is relative
colorimetric without compensation: a colour that sRGB has stays exactly what it was, and that is what matters of an
injury. Perceptual would shift all colours of a print, as the maker of its profile thought best (ADR 51).
"""

import io
from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageChops, ImageCms, ImageStat

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_SRGB = ImageCms.createProfile("sRGB")  # in memory: no file can be opened later
_SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
_NO_DIFFERENCE = 1  # of 255: rounding

# All colours from 0 to 255 in steps of 51, and all greys.
_PROBES = {
    "RGB ": Image.frombytes("RGB", (36, 6), bytes(n for r in range(0, 256, 51) for g in range(0, 256, 51)
                            for b in range(0, 256, 51) for n in (r, g, b))),
    "GRAY": Image.frombytes("L", (256, 1), bytes(range(256))),
}  # fmt: skip


class Coloured(NamedTuple):
    """The picture in sRGB, and whether its colours are certain: not so if what they mean is not to be read."""

    image: Image.Image
    are_sure: bool


def in_srgb(image: Image.Image, profile: bytes | None, *, is_unknown: bool = False) -> Coloured:
    """The picture with its colours in sRGB, by this profile; without one they are in sRGB already.

    ``is_unknown``: the photo says that its colours are others, and not which. A profile that cannot be read does not
    make a photo unusable: the colours stay as they are. The image that was given is used up.
    """
    if profile is None:
        return Coloured(_shown(image), not is_unknown and image.mode != "CMYK")
    try:
        return Coloured(_shown(_converted(image, profile)), not is_unknown)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return Coloured(_shown(image), are_sure=False)


def _shown(image: Image.Image) -> Image.Image:
    """A picture of a kind that can be written as a JPG or a PNG."""
    return image.convert("RGB") if image.mode in ("CMYK", "YCbCr", "LAB", "HSV") else image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = meant.profile.xcolor_space
    if image.mode == "1" or _is_srgb(meant, space):
        return image
    if image.mode == "P":
        return _palette(image, meant)
    if "transparency" in image.info and image.mode in ("L", "RGB"):
        image = image.convert(f"{image.mode}A")  # the colour that is transparent would be another one afterwards
    if space == "GRAY" and image.mode != "CMYK":
        return _greys(image, meant)
    if image.mode in ("L", "LA", "I;16", "I"):
        alpha = image.getchannel("A") if image.mode == "LA" else None
        coloured = _by(meant, _of_eight_bits(image).convert("RGB")).convert("L")
        return Image.merge("LA", (coloured, alpha)) if alpha else coloured
    return _by(meant, image)


def _is_srgb(meant: ImageCms.ImageCmsProfile, space: str) -> bool:
    probe = _PROBES.get(space)
    if probe is None:
        return False
    difference = ImageChops.difference(_by(meant, probe.copy()), probe.convert("RGB"))
    return max(most for _, most in ImageStat.Stat(difference).extrema) <= _NO_DIFFERENCE


def _by(meant: ImageCms.ImageCmsProfile, image: Image.Image) -> Image.Image:
    if _SPACES.get(image.mode) != meant.profile.xcolor_space:
        raise ValueError("the profile is of another kind than the picture")
    into = image.mode if image.mode in ("RGB", "RGBA") else "RGB"
    transform = ImageCms.buildTransform(meant, _SRGB, image.mode, into, _INTENT)
    if into == image.mode:
        ImageCms.applyTransform(image, transform, inPlace=True)
        return image
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:
        raise ValueError("nothing came of it")
    return converted


def _palette(image: Image.Image, meant: ImageCms.ImageCmsProfile) -> Image.Image:
    colours = bytes(image.getpalette("RGB") or b"")
    known = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    image.putpalette(_by(meant, known).tobytes())
    return image


def _greys(image: Image.Image, meant: ImageCms.ImageCmsProfile) -> Image.Image:
    table = list(_by(meant, _PROBES["GRAY"].copy()).convert("L").tobytes())
    if image.mode == "LA":
        grey, alpha = image.split()
        return Image.merge("LA", (grey.point(table), alpha))
    if image.mode in ("RGB", "RGBA"):
        raise ValueError("a picture in colours with a profile of greys")
    return _of_eight_bits(image).point(table)


def _of_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode == "LA":
        return image.getchannel("L")
    lighter: Callable[[float], float] = lambda value: value * (1 / 257)  # noqa: E731  # the form that Pillow reads
    return image.point(lighter).convert("L") if image.mode in ("I;16", "I") else image
