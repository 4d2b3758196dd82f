"""The shared screen of a leerlingbespreking can be read from the back of the room."""

from typing import Literal

from playwright.sync_api import expect

from tests.browser.bespreking.screen import opens_screen, shows
from tests.browser.meeting import SECRET, Case
from tests.browser.person import Person

MEASURE = """() => {
  const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || box.closest("noscript")) continue;
    let under = box;
    while (under && (numbers(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) under = under.parentElement;
    const on = under ? numbers(getComputedStyle(under).backgroundColor) : [255, 255, 255];
    const [a, b] = [light(numbers(getComputedStyle(box).color)), light(on)].sort((x, y) => y - x);
    const size = parseFloat(getComputedStyle(box).fontSize), contrast = (a + 0.05) / (b + 0.05);
    found.push({ text: node.data, size, contrast });
  }
  return found;
}"""


LOOKS: list[tuple[Literal["light", "dark"], int, int]] = [
    ("light", 1920, 1080),
    ("light", 1280, 720),
    ("dark", 1280, 720),
    ("dark", 1920, 1080),
]


def test_all_that_is_shared_is_large_and_clear(wall: Person, case: Case) -> None:
    """In both schemes and at both sizes."""
    opens_screen(wall)
    measured = []

    def measure() -> None:
        for scheme, width, height in LOOKS:
            wall.page.emulate_media(color_scheme=scheme)
            wall.page.set_viewport_size({"width": width, "height": height})
            found = [each | {"look": (scheme, width)} for each in wall.page.evaluate(MEASURE)]
            assert found
            measured.extend(found)
            assert wall.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    measure()
    wall.page.get_by_role("button", name=case.label).click()
    shows(wall, "Wie zag dit ook?")
    measure()
    case.reveals(1)
    shows(wall, SECRET)
    measure()
    wall.page.keyboard.press("Escape")
    expect(wall.page.get_by_role("button", name="Toon weer")).to_be_visible()
    measure()
    assert min(each["size"] for each in measured) >= 24, [each for each in measured if each["size"] < 24]
    assert min(each["contrast"] for each in measured) >= 7, [each for each in measured if each["contrast"] < 7]
