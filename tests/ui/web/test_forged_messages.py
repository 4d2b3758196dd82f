"""An attack in Streamlit's own protocol: every role forges messages of pages, with the right names and types.

Nobody receives a word that only others may read, nothing is written that is not the sender's own, and the program goes
on for others. A few messages here; `make torture` sends twenty thousand. The seed repeats a failed run.
"""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.accounts.passwords import PasswordHash
from db.schema.metadata import metadata
from db.store.engine import engine, engine_for
from db.store.settings import settings, working_at
from meldcode.rollen import Role
from tests.attack import rows
from tests.attack.attack import ROLES, Attack, every_address
from tests.attack.planted import CANARIES, plant
from tests.db import postgresql
from tests.processes import running
from tests.ui import provider
from tests.ui.conftest import MovesIn, Server, open_school

FORGED = int(os.environ.get("MELDROUTE_FORGED", "154"))  # each page once per role
SEED = int(os.environ.get("MELDROUTE_SEED", "20261128"))
# The pages with most to press and answer. A long attack learns from every page of every role.
RICH = {Role.IB_ER: ("stap-4", "toegang", "opvolging"), Role.DIRECTIE: ("inzage",), Role.BEHEERDER: ("beheer",)}


def attacked(server: Server, hashed: PasswordHash) -> None:
    """Plant, learn, attack in every role; then somebody honest comes by."""
    with working_at(server.place):
        planted = plant(server.linde, hashed)
    attack = Attack(server, planted, random.Random(SEED))  # noqa: S311
    for role in ROLES:
        attack.learns(role, *(every_address() if FORGED > 1000 else RICH.get(role, ())))
    assert len(attack.catalogue.widgets) > 20 and attack.catalogue.fragments
    found = {role: attack.by(role, FORGED // len(ROLES)) for role in ROLES}
    assert not any(found.values()), f"seed {SEED}: {found}"
    assert attack.answers["FINISHED_SUCCESSFULLY"] > FORGED / 3, f"too tame: {attack.answers}"
    assert [each.word for each in CANARIES.values() if each.word in server.log.read_text()] == []
    assert server.ask("/_stcore/health")[0].status == 200
    assert CANARIES["of the ib-er"].word.encode() in attack.learns(Role.IB_ER, "dossier"), "what is allowed is heard"


@pytest.fixture
def put_back_afterwards(server: Server) -> Iterator[None]:
    """Put the school back as it was for the other tests of this process."""
    place = server.place.key_file.parent
    before = {file: place / f"{file.name}.before" for file in place.glob("*.sqlite")}
    for file, copy in before.items():
        _copy(file, copy)
    yield
    with working_at(server.place):
        engine().dispose()
    for file, copy in before.items():
        _copy(copy, file)
        copy.unlink()


def _copy(one: Path, other: Path) -> None:
    with closing(sqlite3.connect(one)) as was, closing(sqlite3.connect(other, timeout=30)) as becomes:
        was.backup(becomes)


@pytest.mark.usefixtures("put_back_afterwards")
def test_no_forged_message_tells_or_writes_what_is_anothers(server: Server, hashed: PasswordHash) -> None:
    attacked(server, hashed)


@pytest.mark.sweep
def test_nor_on_postgresql(tmp_path: Path, hashed: PasswordHash, monkeypatch: pytest.MonkeyPatch) -> None:
    with postgresql.running() as database:
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")
        monkeypatch.setenv("MELDCODE_DATABASE_URL", database.url(postgresql.APP, postgresql.OWNER))
        linde = open_school(hashed)
        engine().dispose()
        monkeypatch.setenv("MELDCODE_DATABASE_URL", database.url(postgresql.APP))
        program = running.Server(os.environ, tmp_path)
        program.start()
        try:
            attacked(Server(program.port, linde, settings(), program.log), hashed)
        finally:
            program.stop()
            engine().dispose()
            engine_for(f"sqlite:///{settings().key_store}").dispose()


@pytest.mark.sweep
def test_nor_with_single_sign_on(tmp_path: Path, moves_in: MovesIn, hashed: PasswordHash) -> None:
    linde = moves_in()
    with provider.running() as there:
        program = running.Server(os.environ, tmp_path)
        told = {"SOORT": "anders", "ISSUER": there.issuer, "CLIENT_ID": provider.CLIENT, "ADRES": program.address}
        told |= {"CLIENT_SECRET": provider.SECRET, "VERPLICHT": "ja"}
        program.environment |= {f"MELDCODE_OIDC_{name}": value for name, value in told.items()}
        program.start()
        try:
            attacked(Server(program.port, linde, settings(), program.log), hashed)
        finally:
            program.stop()


def test_every_table_has_a_verdict_on_whose_its_rows_are() -> None:
    judged = [*rows.OF_SOMEBODY, *rows.OF_A_DOSSIER, *rows.GO_WITH_IT, *rows.NOT_THIS_WAY, *rows.COUNTS]
    assert sorted(judged) == sorted(metadata.tables), "write in tests/attack/rows.py whose the rows of a new table are"
