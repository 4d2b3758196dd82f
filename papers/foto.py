"""A photo for on a paper: not larger than paper shows, and as the text that a template takes in."""

import base64
import io
from collections.abc import Mapping
from typing import Final

from PIL import Image

from papers import voortgang

ENOUGH: Final = 1000
"""Pixels of the longest side: 225 to the inch where it stands on paper. A smaller photo is on it as it is; one of more
than twice as many is made smaller, and itself stays in the dossier."""
_QUALITY = 80
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
    '<image width="{wide}" height="{high}" href="data:image/jpeg;base64,{content}"/></svg>'
)
# A photo was written by ourselves when it was attached (``db.brought``), with a limit of its own.
Image.MAX_IMAGE_PIXELS = None


def on_paper(fotos: Mapping[str, bytes]) -> dict[str, str]:
    """These photos by the same id, each as ``as_svg`` makes it."""
    return {
        name: as_svg(content) for name, content in voortgang.counted(fotos.items(), "Foto {} wordt op maat gemaakt")
    }


def as_svg(content: bytes) -> str:
    """This JPG or PNG as an SVG around its picture. Data for a template is text, and an SVG may contain a picture.

    Raises ``OSError`` when it is no picture.
    """
    with Image.open(io.BytesIO(content)) as opened:
        wide, high = opened.size
        if opened.format == "JPEG" and max(wide, high) <= 2 * ENOUGH:
            return _svg(content, wide, high)
        # A JPG is decoded at a half, a quarter or an eighth, which costs least.
        opened.draft("RGB", (ENOUGH * wide // max(wide, high), ENOUGH * high // max(wide, high)))
        opened.thumbnail((2 * ENOUGH, 2 * ENOUGH), reducing_gap=2.0)
        written = io.BytesIO()
        _on_white(opened).save(written, "JPEG", quality=_QUALITY)
        return _svg(written.getvalue(), *opened.size)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as it is on paper: white where it is transparent."""
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.new("RGBA", clear.size, "white")
        image.alpha_composite(clear)
    return image.convert("RGB")


def _svg(content: bytes, wide: int, high: int) -> str:
    return _SVG.format(wide=wide, high=high, content=base64.b64encode(content).decode())
