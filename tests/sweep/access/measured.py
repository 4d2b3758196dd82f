"""What axe-core does not look at and a person needs: measured on the page as it is rendered, judged here."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_name("measured.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Measures:
    """One page in one window. ``begins``: pixels from the top to the first field or primary action; None: none.

    ``grey``: which part of all characters is pale without a colour of its own; ``screens``: how high, in windows.
    """

    begins: int | None
    grey: float
    screens: float
    complaints: tuple[str, ...]


def measure(page: Page) -> Measures:
    """Measure this page as it stands."""
    seen = page.evaluate(_SCRIPT)
    wrong = [
        *seen["doubles"],
        *(f"a finger misses it: {each}" for each in seen["small"]),
        *(f"it can hardly be seen: {each}" for each in seen["faint"]),
    ]
    return Measures(seen["begins"], seen["grey"], seen["screens"], tuple(wrong))


def objections(page: Page) -> list[str]:
    """Names of buttons that are no names, targets too small for a finger on a telephone, edges below 3 : 1."""
    return list(measure(page).complaints)
