"""A fixed path for the files of every test of a process: with one database URL, SQLAlchemy compiles statements once."""

from pathlib import Path

import pytest

from db.keys import vault
from db.store.engine import engine, engine_for
from db.store.settings import settings


def leads_to(place: Path, folders: pytest.TempPathFactory) -> Path:
    """A folder with the same name for every test of this process; from now on it refers to ``place``."""
    address = folders.getbasetemp() / "data"
    address.unlink(missing_ok=True)
    address.symlink_to(place)
    vault._vault.cache_clear()  # as in a program that starts with this data
    return address


def leave() -> None:
    """Close all connections of this test, because the next test uses the same path."""
    engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()
