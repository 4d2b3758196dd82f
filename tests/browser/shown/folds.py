"""Opening everything on a page that can be unfolded."""

from tests.browser.person import Person

# All that are closed at once: what opens may draw the page anew, with others in other places.
_UNFOLD = """() => {
  const closed = [...document.querySelectorAll('[data-testid="stMain"] details:not([open]) > summary')];
  const seen = closed.filter((each) => each.checkVisibility());
  seen.forEach((each) => each.click());
  return seen.length;
}"""
_MOST = 10  # times that something unfolds in what was unfolded


def unfolds_everything(person: Person) -> None:
    """Open each fold there is, and those that are in them."""
    for _each in range(_MOST):
        if not person.page.evaluate(_UNFOLD):
            return
        person.wait()
    raise AssertionError("there is no end to what can be opened")
