"""Colour profiles made here: for photos that name their colours by numbers instead of carrying a profile.

Part of the readers of photos. Pillow can make a profile of sRGB only.
"""

from struct import pack
from typing import NamedTuple

Primaries = tuple[float, float, float, float, float, float, float, float]
"""The chromaticities x, y of white, red, green and blue, in the order of the chunk cHRM of a PNG."""
Curve = tuple[float, ...]
"""The parameters of a ``para`` curve, g or g a b c d. Source: ICC.1:2022, 10.18."""
_Vector = tuple[float, float, float]

_D65 = (0.3127, 0.3290)
SRGB: Primaries = (*_D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060)
ADOBE_RGB: Primaries = (*_D65, 0.640, 0.330, 0.210, 0.710, 0.150, 0.060)
SRGB_CURVE: Curve = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
ADOBE_CURVE: Curve = (563 / 256,)  # Source: Adobe RGB (1998) Color Image Encoding, 4.3.1.2

# Source: ITU-T H.273, table 2.
_NAMED_PRIMARIES: dict[int, Primaries] = {
    1: SRGB,
    5: (*_D65, 0.640, 0.330, 0.290, 0.600, 0.150, 0.060),
    6: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
# Source: ITU-T H.273, table 3. Television (1, 6, 14, 15) is shown with the curve of sRGB, as browsers do.
_NAMED_CURVES: dict[int, Curve] = {
    **dict.fromkeys((1, 2, 6, 13, 14, 15), SRGB_CURVE),
    4: (2.2,),
    5: (2.8,),
    8: (1.0,),
}
_UNSAID = 2
# Bradford: how white looks after the light has changed. Source: ICC.1:2022, annex E.
_TO_CONES = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_D50: _Vector = (0.9642, 1.0, 0.8249)


class Named(NamedTuple):
    """Colours named by the numbers of ITU-T H.273 (``nclx`` in HEIC and AVIF, ``cICP`` in PNG)."""

    primaries: int
    curve: int

    @property
    def profile(self) -> bytes | None:
        """The profile they name; None for one that a screen cannot show as it is meant (HDR) or that is unknown."""
        primaries = SRGB if self.primaries == _UNSAID else _NAMED_PRIMARIES.get(self.primaries)
        curve = _NAMED_CURVES.get(self.curve)
        return None if primaries is None or curve is None else matrix_profile(primaries, curve)


def matrix_profile(primaries: Primaries, curve: Curve) -> bytes:
    """An ICC profile of version 4 for a screen with these primaries and this curve.

    Raises ``ArithmeticError`` when no light has these primaries.
    """
    white, *lights = (_xyz(x, y) for x, y in zip(primaries[::2], primaries[1::2], strict=True))
    amounts = _times(_inverse(_columns(lights)), white)
    adapted = [_adapted(_scaled(light, much), white) for light, much in zip(lights, amounts, strict=True)]
    tags = dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz_tag, adapted), strict=True))
    tags |= {b"wtpt": _xyz_tag(_D50), b"desc": pack(">4s4xLL2sHLL", b"mluc", 1, 12, b"enUS", 2, 28, 0) + b"\0p"}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve_tag(curve))
    return _written(tags)


def _written(tags: dict[bytes, bytes]) -> bytes:
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        table += pack(">4sLL", name, at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    size = at + len(body)
    head = pack(">L4xL4s4s4s12x4s28x3l", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp", *map(_fixed, _D50))
    return head.ljust(128, b"\0") + pack(">L", len(tags)) + table + body


def _fixed(number: float) -> int:
    return round(number * 65536)


def _xyz_tag(light: _Vector) -> bytes:
    return pack(">4s4x3l", b"XYZ ", *map(_fixed, light))


def _curve_tag(curve: Curve) -> bytes:
    return pack(f">4s4xH2x{len(curve)}l", b"para", 0 if len(curve) == 1 else 3, *map(_fixed, curve))


def _xyz(x: float, y: float) -> _Vector:
    return x / y, 1.0, (1 - x - y) / y


def _adapted(light: _Vector, white: _Vector) -> _Vector:
    """This light as it looks under D50, when its ``white`` is seen as white."""
    seen, from_white, to_white = (_times(_TO_CONES, each) for each in (light, white, _D50))
    a, b, c = (one * to / by for one, to, by in zip(seen, to_white, from_white, strict=True))
    return _times(_inverse(_TO_CONES), (a, b, c))


def _scaled(light: _Vector, much: float) -> _Vector:
    return light[0] * much, light[1] * much, light[2] * much


def _columns(lights: list[_Vector]) -> tuple[_Vector, _Vector, _Vector]:
    red, green, blue = lights
    return (red[0], green[0], blue[0]), (red[1], green[1], blue[1]), (red[2], green[2], blue[2])


def _times(matrix: tuple[_Vector, _Vector, _Vector], light: _Vector) -> _Vector:
    a, b, c = (sum(one * other for one, other in zip(row, light, strict=True)) for row in matrix)
    return a, b, c


def _inverse(matrix: tuple[_Vector, _Vector, _Vector]) -> tuple[_Vector, _Vector, _Vector]:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole),
        ((f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole),
        ((d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole),
    )
