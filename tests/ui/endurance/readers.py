"""Tabs that read pages for as long as asked, and now and then close, come back or are opened anew."""

import random
from collections.abc import Callable, Sequence
from threading import Event, Thread

from tests.processes.waiting import until
from tests.ui.conftest import Server
from tests.ui.tab import Tab

Asked = tuple[str, str]
"""The address of a page, and what comes after its question mark."""
_STAYS = 25  # pages that a tab reads before it closes


class Readers:
    """People who read: each with a tab at a time, and a cookie and pages of their own."""

    def __init__(self, server: Server, people: Sequence[tuple[str, Sequence[Asked]]]) -> None:
        self.reruns, self.trouble = 0, list[BaseException]()
        self._server, self._end = server, Event()
        self._threads = [
            Thread(target=self._reads, args=(number, *each), daemon=True) for number, each in enumerate(people)
        ]

    def read(self, reruns: int, meanwhile: Callable[[], object], seconds: float) -> None:
        """Let them read so many pages together, within so many seconds."""
        for each in self._threads:
            each.start()

        def is_enough() -> bool:
            meanwhile()
            assert not self.trouble, self.trouble
            return self.reruns >= reruns

        try:
            until(is_enough, seconds=seconds)
        finally:
            self._end.set()
            for each in self._threads:
                each.join()

    def _reads(self, number: int, cookie: str, pages: Sequence[Asked]) -> None:
        chance, before = random.Random(number), None  # noqa: S311 - to be repeated, not to be secret
        try:
            while not self._end.is_set():
                with Tab(self._server, cookie, back=before) as tab:
                    for _page in range(_STAYS):
                        if self._end.is_set():
                            break
                        tab.opens(*chance.choice(pages))
                        self.reruns += 1
                before = chance.choice([tab, None])  # its line broke, or it was closed
        except BaseException as trouble:
            self.trouble.append(trouble)
