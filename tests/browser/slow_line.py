"""A connection that is slow at a moment the test chooses."""

from tests.browser.person import Person


class SlowLine:
    """The line of somebody's page (line.js) that holds what is sent to the server, and brings it later, all at once."""

    def __init__(self, person: Person) -> None:
        self._person, self._page = person, person.page

    def holds(self) -> None:
        self._page.evaluate("line.held = []")

    def waits_for_something(self) -> None:
        """Until the page sent something that is now held."""
        self._person.waits_until(lambda: self._page.evaluate("line.held.length"), bool)

    def brings_what_it_held(self) -> None:
        self._page.evaluate("line.brings()")
