"""Going back to the version of before on PostgreSQL, as docs/beheer/bestuur.md says, wherever the keys stand."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.__main__ import main
from db.backup import key_store
from db.keys import store
from db.keys.vault import vault
from db.store.engine import engine
from db.store.settings import KEY_STORE, settings, working_at
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, opened
from tests.db.keeping import backed_up, found, kept, recorded
from tests.db.postgresql import KEYS, OWNER, Server
from tests.db.upkeep.leaves import is_well

BESTUUR = Path(__file__).parents[3] / "docs" / "beheer" / "bestuur.md"
SECOND, SECOND_KEYS = "meldroute_terug", "meldroute_sleutels_terug"


def documented() -> list[list[str]]:
    """The statements of that chapter: for the server, within the new database, and for a copy of the keys."""
    chapter = BESTUUR.read_text(encoding="utf-8").partition("## Bijwerken, en terug")[2].partition("\n## ")[0]
    made, copied = re.findall(r"```sql\n(.*?)```", chapter, re.DOTALL)
    parts = [*made.split(f"\\connect {SECOND}\n"), copied]
    assert len(parts) == 3, "the chapter no longer says how"
    return [[each.strip() for each in part.split(";") if each.strip()] for part in parts]


@pytest.mark.postgresql
def test_with_the_keys_in_a_file_it_brings_back_what_was_there_and_leaves_the_first_as_it_is(
    folder: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gets_a_copy(_name: str, _statements: list[str]) -> None:
        shutil.copytree(folder, tmp_path / "sleutels-terug")
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/sleutels-terug/meldroute.key")

    goes_back(server, tmp_path, monkeypatch, gets_a_copy)


@pytest.mark.only_apart
def test_with_the_keys_in_a_database_of_their_own_it_does_too(
    folder: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.exists()
    keys = make_url(settings().keys_elsewhere).database

    def gets_a_copy(name: str, statements: list[str]) -> None:
        for each in statements:
            server.execute(each.replace(SECOND_KEYS, name).replace(f"TEMPLATE {KEYS}", f"TEMPLATE {keys}"))
        monkeypatch.setenv(KEY_STORE, server.url(name, KEYS))

    goes_back(server, tmp_path, monkeypatch, gets_a_copy)


def goes_back(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gets_a_copy: Callable[[str, list[str]], None]
) -> None:
    stored = kept(after_stap(2))
    key_store.remember()
    file = backed_up(tmp_path)
    after, new = recorded(stored, Signaal), kept(opened())
    first = settings()
    second, second_keys = f"terug_{os.getpid()}", f"sleutels_terug_{os.getpid()}"
    for_server, within, for_keys = documented()
    stops()
    try:
        for statement in for_server:
            server.execute(statement.replace(SECOND, second))
        for statement in within:
            server.execute(statement, second)
        monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(second, OWNER))
        assert main(["restore", str(file)]) == 2, "with the keys of the first it is refused"
        stops()
        gets_a_copy(second_keys, for_keys)
        assert main(["restore", str(file)]) == 0
        stops()
        monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(second))
        assert found(stored) == stored and found(new) is None and is_well()
        assert found(recorded(stored, Signaal)) and vault().owners()
        with working_at(first):
            assert found(after) == after and found(new) == new and is_well(), "the first goes on as if nothing was done"
        stops()
    finally:
        for each in (second, second_keys):
            server.drop(each)


def stops() -> None:
    """Stop the program: nobody is connected to the databases that are copied."""
    engine().dispose()
    store.at(settings().key_store_url).engine.dispose()
