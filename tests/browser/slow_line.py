"""A connection to the server that stalls while the test wants it to."""

from tests.browser.person import Person


class SlowLine:
    """The connection of somebody's page (line.js): it holds back what is sent, and delivers it later, all at once."""

    def __init__(self, person: Person) -> None:
        self._person, self._page = person, person.page

    def holds(self) -> None:
        self._page.evaluate("line.held = []")

    def waits_for_something(self) -> None:
        """Wait until the page has sent something that is held back."""
        self._person.waits_until(lambda: self._page.evaluate("line.held.length"), bool)

    def brings_what_it_held(self) -> None:
        self._page.evaluate("line.brings()")
