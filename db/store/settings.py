"""Where the data is: two environment variables, each with a default under ``data/``."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sqlalchemy import make_url

DEFAULT_URL = "sqlite:///data/meldroute.sqlite"
DEFAULT_KEY_FILE = "data/meldroute.key"


@dataclass(frozen=True)
class Settings:
    """The two settings of an installation.

    ``key_file`` holds the master key; the keys of the dossiers are in a key store next to it, apart from the database
    and its back-ups.
    """

    database_url: str
    key_file: Path

    @cached_property
    def key_store(self) -> Path:
        """The SQLite file with the keys of the dossiers."""
        return self.key_file.with_name(self.key_file.name + ".dossiers.sqlite")

    @cached_property
    def folder(self) -> Path:
        """A folder on a disk of this machine that only Meldroute uses: that of the database, if it is a file."""
        parsed = make_url(self.database_url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database
        return Path(parsed.database or "").parent if is_file else self.key_file.parent


_elsewhere: ContextVar[Settings | None] = ContextVar("elsewhere", default=None)


def settings() -> Settings:
    """The settings in force. Reads the environment at each call: tests and the command line may change it."""
    elsewhere = _elsewhere.get()
    if elsewhere:
        return elsewhere
    return _settings(os.environ.get("MELDCODE_DATABASE_URL") or DEFAULT_URL, os.environ.get("MELDCODE_KEY_FILE"))


@lru_cache(maxsize=8)
def _settings(url: str, key_file: str | None) -> Settings:
    return Settings(url, Path(key_file or key_file_of(url)))


@contextmanager
def working_at(place: Settings) -> Iterator[None]:
    """Within this block ``db`` works on another database: a back-up being restored, a school being moved."""
    before = _elsewhere.set(place)
    try:
        yield
    finally:
        _elsewhere.reset(before)


def key_file_of(url: str) -> Path:
    """The key file next to a SQLite file, named after it, so that two databases never share a key by accident."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).with_suffix(".key")
    return Path(DEFAULT_KEY_FILE)
