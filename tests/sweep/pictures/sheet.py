"""Contact sheets: the pictures of one visitor on a single sheet, page by page, for a person to check in a minute."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS = 2
HIGHEST, GAP, HEAD, EDGE = 480, 10, 26, 24
SMALLER = {1366: 0.32, 1920: 0.23, 390: 0.5}
PAPER, INK, FOLD = "#8f9a99", "#0b1213", "#d6277d"


def make(file: Path, pictures: Sequence[Path], height: Mapping[int, int]) -> None:
    """Write the sheet: of each page its widths and schemes side by side, down to HIGHEST; a line marks the fold.

    And once more in the folder ``bladen``, so small that it can be kept: `make sweep` puts those in docs/schermen.
    """
    pages = [(name, [_small(each, height) for each in group]) for name, group in groupby(pictures, _page)]
    if not pages:
        return
    wide = max(sum(each.width + GAP for each in found) for _name, found in pages) + EDGE
    rows = [pages[first : first + COLUMNS] for first in range(0, len(pages), COLUMNS)]
    highs = [HEAD + EDGE + max(each.height for _name, found in row for each in found) for row in rows]
    whole = Image.new("RGB", (wide * min(COLUMNS, len(pages)), sum(highs)), PAPER)
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(18)
    top = 0
    for row, high in zip(rows, highs, strict=True):
        for column, (name, found) in enumerate(row):
            left = column * wide + EDGE // 2
            draw.text((left, top + 2), name, INK, font)
            for each in found:
                whole.paste(each, (left, top + HEAD))
                left += each.width + GAP
        top += high
    file.parent.mkdir(parents=True, exist_ok=True)
    whole.save(file, quality=70)
    shown = file.parent / "bladen" / file.name
    shown.parent.mkdir(exist_ok=True)
    whole.resize((whole.width * 5 // 9, whole.height * 5 // 9), Image.Resampling.LANCZOS).save(
        shown, quality=60, optimize=True
    )


def _page(picture: Path) -> str:
    return picture.stem.rsplit("-", 2)[0]


def _width(picture: Path) -> int:
    return int(picture.stem.rsplit("-", 2)[1])


def _small(picture: Path, height: Mapping[int, int]) -> Image.Image:
    width = _width(picture)
    with Image.open(picture) as whole:
        seen = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, int(HIGHEST / SMALLER[width]))))
    size = int(seen.width * SMALLER[width]), int(seen.height * SMALLER[width])
    small = seen.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.5)
    fold = int(height[width] * SMALLER[width])
    if fold < small.height - 2:
        ImageDraw.Draw(small).line((0, fold, small.width, fold), FOLD, 2)
    return small
