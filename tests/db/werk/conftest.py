"""Fixtures of the tests about mail: a real mail server on loopback over TLS, and mail switched on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.mailserver import Mailbox, running
from tests.db.werk.mail.post import switched_on


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Mail is on, and its server runs."""
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        yield mailbox
