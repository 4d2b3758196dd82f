"""An assumption of the sweep: a page looks the same after navigating, resizing or switching scheme as when loaded."""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.visitor import EVERY_LOOK, Expected

OVERVIEW = Expected("Overzicht", menu="Overzicht")
NOBODY_SEES = 8  # of 255: rounding at the edge of a line


def difference(one: Path, other: Path) -> int:
    """The largest difference between two pictures, ignoring shifts of one pixel.

    A chart may round the place of its legend by the width it had before.
    """
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size
        pair = first.convert("RGB"), second.convert("RGB")
    return max(shade for each in (pair, pair[::-1]) for shade in _shades_beyond(*each))


def _shades_beyond(picture: Image.Image, other: Image.Image) -> list[int]:
    """Per pixel, how much lighter or darker it is than everything within one pixel of it in the other picture."""
    lighter = ImageChops.subtract(picture, other.filter(ImageFilter.MaxFilter(3)))
    darker = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), picture)
    found = ImageChops.lighter(lighter, darker).convert("L").histogram()
    return [shade for shade, pixels in enumerate(found) if pixels]


def test_a_pixel_beside_its_place_is_no_difference_and_two_are(tmp_path: Path) -> None:
    paths = [tmp_path / f"{moved}.png" for moved in range(3)]
    for moved, path in enumerate(paths):
        drawn = Image.new("RGB", (40, 20), "black")
        drawn.paste("white", (10 + moved, 5, 12 + moved, 15))
        drawn.save(path)
    assert difference(paths[0], paths[1]) == 0
    assert difference(paths[0], paths[2]) > NOBODY_SEES


def test_a_page_that_is_come_to_and_changes_width_or_scheme_looks_as_one_that_was_loaded_so(
    chromium: Chromium, ordinary: Place
) -> None:
    switching = ordinary.visitor(chromium, Role.DIRECTIE, "wisselt")
    switching.to_the_pixel = True
    switching.visits("/account", Expected("Mijn account", menu="Mijn account"))
    on_the_way = len(switching.pictures)
    switching.visits("/directie", OVERVIEW)
    loading = ordinary.visitor(chromium, Role.DIRECTIE, "laadt")
    loading.to_the_pixel = True
    for look in EVERY_LOOK:
        loading.visits("/directie", OVERVIEW, [look], loads=True)
    pairs = list(zip(switching.pictures[on_the_way:], loading.pictures, strict=True))
    apart = {one.stem: found for one, other in pairs if (found := difference(one, other)) > NOBODY_SEES}
    assert apart == {} and len(pairs) == len(EVERY_LOOK)
    switching.is_content()
    loading.is_content()
