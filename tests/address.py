"""The data of every test of a process has one address: SQLAlchemy translates what is asked once, not for each test."""

from pathlib import Path

import pytest

from db.keys import vault
from db.store.engine import engine, engine_for
from db.store.settings import settings


def leads_to(place: Path, folders: pytest.TempPathFactory) -> Path:
    """The folder with the same name for every test of this process, which is ``place`` from now on."""
    address = folders.getbasetemp() / "data"
    address.unlink(missing_ok=True)
    address.symlink_to(place)
    vault._vault.cache_clear()  # as in a program that starts on this data
    return address


def leave() -> None:
    """Close what is open of the data of this test: what is opened from here on is that of another."""
    engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()
