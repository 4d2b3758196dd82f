"""What the sweep rests on: a page that changes width or scheme looks as one that was loaded so."""

from pathlib import Path

from PIL import Image, ImageChops

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.visitor import EVERY_LOOK, Expected

OVERVIEW = Expected("Overzicht", menu="Overzicht")
NOBODY_SEES = 8  # of 255: what rounding does to the edge of a line


def difference(one: Path, other: Path) -> int:
    """How far apart two pictures are where they differ most."""
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size
        apart = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).convert("L")
    return max(shade for shade, pixels in enumerate(apart.histogram()) if pixels)


def test_a_page_that_changes_width_or_scheme_looks_as_one_that_was_loaded_so(
    chromium: Chromium, ordinary: Place
) -> None:
    switching = ordinary.visitor(chromium, Role.DIRECTIE, "wisselt")
    switching.visits("/directie", OVERVIEW)
    loading = ordinary.visitor(chromium, Role.DIRECTIE, "laadt")
    for look in EVERY_LOOK:
        loading.visits("/directie", OVERVIEW, [look])
    pairs = zip(switching.pictures, loading.pictures, strict=True)
    apart = {one.stem: found for one, other in pairs if (found := difference(one, other)) > NOBODY_SEES}
    assert apart == {} and len(switching.pictures) == 4
    switching.is_content()
    loading.is_content()
