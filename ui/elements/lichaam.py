"""The drawing of a body map: a child in clothes, front and back, with a number where each place is.

It shows what the list in words says, and adds nothing to it. It holds our own shapes and numbers only, never a text
that somebody typed. It is a picture, because Streamlit takes SVG out of HTML; its colours are those of tokens.css.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from meldcode.lichaam.gebieden import Gebied, Kant
from meldcode.lichaam.plekken import Plek
from ui.text import own_html

Point = tuple[float, float]
_TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)")
_TOKENS = {each[1]: (each[2], each[3]) for each in _TOKEN.finditer(
    (Path(__file__).parents[1] / "static" / "tokens.css").read_text(encoding="utf-8")
)}  # fmt: skip
_WIDTH, _MIDDLE, _HIGH = 200, 100, 420  # of one figure
_RADIUS, _APART = 8.5, 15.0  # of a number, and between two in the same place

# The parts of which a figure is made, for the side at the left of the drawing; those in the middle are whole. The
# other side is its mirror image. An ellipse is written as its centre and radii, anything else as its corners.
_HEAD = (_MIDDLE, 56, 38, 44)
_SIDES: Mapping[str, tuple[Point, ...]] = {
    "schouder": ((86, 112), (66, 114), (52, 126), (54, 142), (74, 138), (78, 122)),
    "bovenarm": ((52, 128), (72, 138), (58, 186), (39, 180)),
    "elleboog": ((39, 180), (58, 186), (53, 204), (34, 198)),
    "onderarm": ((34, 198), (53, 204), (42, 248), (27, 244)),
    "hand": ((27, 244), (42, 248), (42, 264), (36, 276), (25, 274), (20, 260)),
    "bovenbeen": ((62, 236), (98, 246), (96, 308), (66, 308)),
    "knie": ((66, 308), (96, 308), (95, 332), (67, 332)),
    "onderbeen": ((67, 332), (95, 332), (92, 390), (72, 390)),
    "voet": ((72, 390), (92, 390), (95, 406), (86, 412), (62, 411), (62, 402)),
}
_MIDDLES: Mapping[str, tuple[Point, ...]] = {
    "hals": ((88, 92), (112, 92), (114, 112), (86, 112)),
    "borst": ((74, 118), (86, 112), (114, 112), (126, 118), (129, 166), (71, 166)),
    "buik": ((71, 166), (129, 166), (132, 208), (68, 208)),
    "heup": ((68, 208), (132, 208), (138, 236), (102, 247), (98, 247), (62, 236)),
}
# Where a place is, as centre and radii, at the left of the drawing or in the middle.
_PLACES: Mapping[str, tuple[float, float, float, float]] = {
    "kruin": (100, 20, 16, 7), "voorhoofd": (100, 38, 22, 8), "oog": (84, 53, 9, 7), "neus": (100, 61, 5, 8),
    "wang": (79, 71, 9, 9), "oor": (61, 58, 5, 10), "mond": (100, 78, 10, 5), "kin": (100, 94, 12, 5),
    "hals": (100, 108, 10, 5), "schouder": (65, 126, 11, 10), "borst": (100, 140, 20, 18), "zij": (78, 180, 7, 18),
    "buik": (100, 187, 15, 16), "onderbuik": (100, 223, 17, 11), "bovenarm": (54, 160, 9, 18),
    "elleboogholte": (46, 192, 9, 8), "onderarm": (38, 224, 8, 17), "handpalm": (31, 261, 8, 11),
    "bovenbeen": (80, 276, 13, 24), "knie": (81, 320, 13, 10), "scheen": (81, 362, 11, 23), "voet": (78, 402, 13, 7),
    "achterhoofd": (100, 46, 28, 24), "achter_oor": (66, 62, 5, 9), "nek": (100, 100, 11, 9),
    "schouderblad": (82, 138, 10, 14), "rug": (100, 166, 14, 14), "onderrug": (100, 197, 20, 11),
    "bil": (82, 228, 13, 12), "bovenarm_achter": (54, 160, 9, 18), "elleboog": (46, 192, 9, 8),
    "onderarm_achter": (38, 224, 8, 17), "handrug": (31, 261, 8, 11), "bovenbeen_achter": (80, 276, 13, 24),
    "knieholte": (81, 320, 13, 10), "kuit": (81, 362, 11, 23), "hiel": (78, 402, 13, 7),
}  # fmt: skip


def draw(plekken: Sequence[Plek]) -> None:
    """Draw the body with these places, counted from 1. What is not on the drawing is in the list beside it."""
    html = '<img class="mr-lichaam" src="{src}" alt="{alt}">'
    st.html(own_html(html, src=f"data:image/svg+xml,{quote(svg(plekken))}", alt=spoken(plekken)))


def spoken(plekken: Sequence[Plek]) -> str:
    """What the drawing shows, for somebody who does not see it."""
    shown = [f"{number}, {each.gebied.label}" for number, each in enumerate(plekken, 1) if each.gebied]
    about = "Tekening van een kind, voorkant en achterkant"
    return f"{about}. Aangewezen: {'; '.join(shown)}." if shown else f"{about}. Er is nog geen plek aangewezen."


def svg(plekken: Sequence[Plek]) -> str:
    """The drawing as a text of SVG."""
    placed = [(each.gebied, number) for number, each in enumerate(plekken, 1) if each.gebied]
    figures = (
        f'<g transform="translate({_WIDTH * n} 0)">{_figure(kant)}{_marks(kant, placed)}</g>'
        for n, kant in enumerate(Kant)
    )
    size = f'viewBox="0 0 {2 * _WIDTH} {_HIGH + 24}" width="{2 * _WIDTH}" height="{_HIGH + 24}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{_style()}</style>{"".join(figures)}</svg>'


def _style() -> str:
    def rules(scheme: int) -> str:
        ink, card, line, soft, red, on_red, red_soft = (
            _TOKENS[name][scheme] for name in ("ink", "card", "edge", "teal-soft", "red", "on-red", "red-soft")
        )
        return (
            f".l{{fill:{card};stroke:{line}}}.k{{fill:{soft};stroke:{line}}}.t{{fill:{ink}}}.n{{fill:{on_red}}}"
            f".p{{fill:{red_soft};stroke:{red}}}.m{{fill:{red};stroke:{card}}}.g{{fill:none;stroke:{line}}}"
        )

    shared = (
        "text{font:600 12px sans-serif;text-anchor:middle}.l,.k,.g{stroke-width:1.4;stroke-linejoin:round}"
        ".p{stroke-width:1.6;stroke-dasharray:3 2}.m{stroke-width:1.5}.n{font-size:11px}"
    )
    return f"{shared}{rules(0)}@media(prefers-color-scheme:dark){{{rules(1)}}}"


def _figure(kant: Kant) -> str:
    """The child: a shirt with short sleeves, trousers to the knee, shoes; a face at the front, hair at the back."""
    dressed = {"schouder", "bovenarm", "borst", "buik", "heup", "bovenbeen", "voet"}
    parts = [_polygon("k" if name in dressed else "l", corners) for name, corners in _MIDDLES.items()]
    for name, corners in _SIDES.items():
        parts += [_polygon("k" if name in dressed else "l", each) for each in (corners, _mirrored(corners))]
    head = [_ellipse("l", (61, 58, 6, 10)), _ellipse("l", (139, 58, 6, 10)), _ellipse("l", _HEAD)]
    face = '<path class="g" d="M84 51v3M116 51v3M100 56v9h-4M92 78h16"/>'
    hair = '<path class="g" d="M82 20q-12 26-8 58M100 14v68M118 20q12 26 8 58"/>'
    left, right = ("rechts", "links") if kant is Kant.VOOR else ("links", "rechts")
    words = (
        f'<text class="t" x="{_MIDDLE}" y="{_HIGH + 17}">{kant.capitalize()}</text>'
        f'<text class="t" x="26" y="102">{left}</text><text class="t" x="174" y="102">{right}</text>'
    )
    return "".join((*parts, *head, face if kant is Kant.VOOR else hair, words))


def _marks(kant: Kant, placed: Iterable[tuple[Gebied, int]]) -> str:
    """Each place of this side once, and on it the numbers of all that is there, beside each other."""
    here = sorted((each for each in placed if each[0].kant is kant), key=lambda each: each[0].naam)
    found = []
    for gebied, group in groupby(here, key=lambda each: each[0]):
        numbers = [number for _gebied, number in group]
        x, y, wide, high = place_of(gebied)
        found.append(_ellipse("p", (x, y, wide, high)))
        for at, number in enumerate(numbers):
            left = x + (at - (len(numbers) - 1) / 2) * _APART
            found.append(f'<circle class="m" cx="{left:g}" cy="{y:g}" r="{_RADIUS}"/>')
            found.append(f'<text class="n" x="{left:g}" y="{y + 4:g}">{number}</text>')
    return "".join(found)


def place_of(gebied: Gebied) -> tuple[float, float, float, float]:
    """The centre and radii of a place in the figure of its side, which shows the child as whoever stands before it."""
    naam, _, side = gebied.naam.rpartition("_")
    x, y, wide, high = _PLACES[naam if side in ("links", "rechts") else gebied.naam]
    at_the_left = "rechts" if gebied.kant is Kant.VOOR else "links"
    is_mirrored = side in ("links", "rechts") and side != at_the_left
    return 2 * _MIDDLE - x if is_mirrored else x, y, wide, high


def _mirrored(corners: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((2 * _MIDDLE - x, y) for x, y in corners)


def _polygon(name: str, corners: Iterable[Point]) -> str:
    return f'<polygon class="{name}" points="{" ".join(f"{x:g},{y:g}" for x, y in corners)}"/>'


def _ellipse(name: str, shape: tuple[float, float, float, float]) -> str:
    x, y, wide, high = shape
    return f'<ellipse class="{name}" cx="{x:g}" cy="{y:g}" rx="{wide:g}" ry="{high:g}"/>'
