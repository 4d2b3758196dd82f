"""A line that is slow at a moment that the test chooses."""

import re

from playwright.sync_api import WebSocketRoute

from tests.browser.person import Person


class SlowLine:
    """The line to the server, that can hold what is sent and bring it later, all at once."""

    def __init__(self, person: Person) -> None:
        self.holds = False
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        self._page = person.page
        person.page.route_web_socket(re.compile("/_stcore/stream"), self._connects)

    def _connects(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(lambda sent: self._held.append((server, sent)) if self.holds else server.send(sent))

    def waits_for_something(self) -> None:
        """Until the page sent something that is now held."""
        while not self._held:
            self._page.wait_for_timeout(20)

    def brings_what_it_held(self) -> None:
        self.holds = False
        while self._held:
            server, sent = self._held.pop(0)
            server.send(sent)
