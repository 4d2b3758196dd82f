"""Colour profiles for tests, written from the tables in the standards and not by the program's own hand."""

from collections.abc import Sequence
from struct import pack

# Red, green and blue of each space as X, Y, Z under D50, as published with the space.
_LIGHTS = {
    "Display P3": ((0.51512, 0.24119, -0.00105), (0.29198, 0.69224, 0.04188), (0.15710, 0.06657, 0.78407)),
    "Adobe RGB": ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    "ProPhoto": ((0.79767, 0.28804, 0.0), (0.13519, 0.71187, 0.0), (0.03135, 0.00009, 0.82521)),
    "sRGB": ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)),
}
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
# Cyan, magenta, yellow and black, each on or off, as L*, a*, b*: a press that was made up.
_INKS = {
    "": (100, 0, 0), "Y": (90, -5, 80), "M": (50, 65, 0), "MY": (50, 60, 40),
    "C": (55, -35, -45), "CY": (50, -55, 25), "CM": (30, 15, -35), "CMY": (25, 5, 0),
}  # fmt: skip
_BLACK = (20, 0, 0)


def display(space: str, *, unreadable: bool = False) -> bytes:
    """The profile of a screen or a camera: ``Display P3``, ``Adobe RGB``, ``ProPhoto`` or ``sRGB``."""
    gamma = {"Adobe RGB": 563 / 256, "ProPhoto": 1.8}.get(space)
    curve = _gamma(gamma) if gamma else pack(">4s4xH2x5l", b"para", 3, *(round(each * 65536) for each in _SRGB_CURVE))
    tags = dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, _LIGHTS[space]), strict=True))
    made = _profile(b"mntr", b"RGB ", b"XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))
    return made[:140] + bytes(len(made) - 140) if unreadable else made


def grey(gamma: float) -> bytes:
    """The profile of a scanner that sees no colours."""
    return _profile(b"scnr", b"GRAY", b"XYZ ", {b"kTRC": _gamma(gamma)})


def press() -> bytes:
    """The profile of a printing press with four inks, on paper that is not quite white.

    It has two tables: what each ink on each other was measured to look like (A2B1), and the same as its maker would
    rather see it, a fifth lighter (A2B0).
    """
    on = [f"{'C' * c}{'M' * m}{'Y' * y}" for c in (0, 1) for m in (0, 1) for y in (0, 1)]
    seen = [_BLACK if black else _INKS[each] for each in on for black in (0, 1)]
    rather = [(20 + L * 0.8, a, b) for L, a, b in seen]
    paper = {b"wtpt": _xyz((0.84, 0.87, 0.70))}
    return _profile(b"prtr", b"CMYK", b"Lab ", paper | {b"A2B0": _table(rather), b"A2B1": _table(seen)})


def _table(seen: Sequence[tuple[float, float, float]]) -> bytes:
    lut = pack(">4s4x3Bx", b"mft2", 4, 3, 2) + pack(">9l", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536) + pack(">2H", 2, 2)
    table = b"".join(pack(">3H", round(L * 652.8), round((a + 128) * 256), round((b + 128) * 256)) for L, a, b in seen)
    straight = pack(">2H", 0, 0xFFFF)
    return lut + straight * 4 + table + straight * 3


def _gamma(gamma: float) -> bytes:
    return pack(">4s4xLHxx", b"curv", 1, round(gamma * 256))


def _xyz(light: tuple[float, float, float]) -> bytes:
    return pack(">4s4x3l", b"XYZ ", *(round(each * 65536) for each in light))


def _profile(kind: bytes, space: bytes, through: bytes, tags: dict[bytes, bytes]) -> bytes:
    tags = {b"wtpt": _xyz((0.9642, 1.0, 0.8249)), **tags}
    table, body, at = b"", b"", 132 + 12 * len(tags)
    for name, tag in tags.items():
        table += pack(">4sLL", name, at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = pack(">L4xL4s4s4s12x4s", at + len(body), 0x02400000, kind, space, through, b"acsp")
    light = pack(">3l", 63190, 65536, 54061)
    return head.ljust(68, b"\0") + light + bytes(48) + pack(">L", len(tags)) + table + body
