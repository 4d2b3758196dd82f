"""The wheel, built once for all processes of a run."""

from pathlib import Path

import pytest

from tests.deploy.wheel import built, installed
from tests.processes.once import made_once
from tests.ui.conftest import _cheap_hashes, _read_here, _ready_made, hashed

__all__ = ["_cheap_hashes", "_read_here", "_ready_made", "hashed"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    (found,) = made_once(tmp_path_factory, "wheel", lambda place: None if built(place) else None).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which the wheel is installed."""
    return installed(wheel, tmp_path_factory.mktemp("installed") / "meldroute")
