"""The files that a release left behind, as an administrator has them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from db.store.engine import engine

Unpacked = Callable[[Path], Path]


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unpacked]:
    """A function that unpacks the files of a release; it returns their folder."""

    def unpack(release: Path) -> Path:
        with ZipFile(release) as kept:
            kept.extractall(tmp_path)
        for each in tmp_path.iterdir():
            os.chmod(each, 0o600)
        monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/meldroute.sqlite")
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/meldroute.key")
        return tmp_path

    yield unpack
    engine().dispose()
