"""An empty key store of either kind, and vaults that work on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.keys import store
from db.keys.store import Store
from db.keys.vault import Vault

MASTER = bytes(range(32))
Place = Callable[[str], Store]


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """A function that makes a place for keys: a ``file`` or a ``database``."""
    made: list[Store] = []

    def make(kind: str) -> Store:
        if kind == "file":
            url = f"sqlite:///{tmp_path}/{len(made)}.sqlite"
        else:
            url = request.getfixturevalue("server").for_keys()
        made.append(store.at(url))
        return made[-1]

    yield make
    for each in made:
        each.engine.dispose()
        if not each.is_file:
            request.getfixturevalue("server").drop(database_of(each))


def database_of(store: Store) -> str:
    """The name of its database on the server of the tests."""
    return store.name.rpartition("/")[2]


@pytest.fixture(params=["file", "database"])
def at(place: Place, request: pytest.FixtureRequest) -> Store:
    """An empty place for keys, of each kind in turn."""
    return place(request.param)


@pytest.fixture
def vault_at(at: Store) -> Vault:
    """A vault on it."""
    return Vault(MASTER, at)
