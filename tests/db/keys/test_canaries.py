"""Canaries are to be read in no file, log or message, in any encoding; on PostgreSQL not in its own files either."""

import base64
import json
import logging
import tempfile
import traceback
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DatabaseError

from db import schema
from db.backup import backup
from db.dossiers import dossiers
from db.journal import journal
from db.keys import vault
from db.store import engine
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.answers import answers
from tests.builders import destroyed
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import found, moment
from tests.db.keys.canaries import CANARIES, everything_in, planted, sightings
from tests.db.postgresql import Server
from tests.over import over

# Encoded by other code than that of the search: each must be found.
SEEN = {
    "as it is": lambda text: f"De naam is {text}.".encode(),
    "UTF-16": lambda text: f"De naam is {text}.".encode("utf-16"),
    "UTF-32": lambda text: f"De naam is {text}.".encode("utf-32"),
    "hexadecimal": lambda text: base64.b16encode(f"Naam: {text}.".encode()),
    "base64": lambda text: base64.b64encode(f"De naam is {text}.".encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(f"Naam is {text}.".encode()),
    "backwards": lambda text: "".join(reversed(f"De naam is {text}.")).encode(),
    "capitals": lambda text: f"De naam is {text}.".upper().encode(),
    "JSON": lambda text: json.dumps({"naam": text}).encode(),
}


@over("spelling", SEEN)
def test_the_search_finds_what_is_there_to_be_read(spelling: str) -> None:
    for canary in CANARIES:
        assert f"a file: {canary!r}, {spelling}" in sightings({"a file": SEEN[spelling](canary)})


def told_what_went_wrong() -> str:
    """Everything that is said, tracebacks included, when something with a canary in it is refused."""
    said = []
    for tries in (
        lambda: fill(Signaal, answers(Signaal, plaats=f"{CANARIES[0]}\x07", datum=CANARIES[5])),
        lambda: _breaks_a_rule(CANARIES[0]),
        lambda: vault.unseal(bytes(32), CANARIES[0], b"\x01" + CANARIES[1].encode()),
    ):
        with pytest.raises((Onvolledig, DatabaseError, vault.VaultError)) as problem:
            tries()
        said.append("".join(traceback.format_exception(problem.value, limit=0)))
        logging.getLogger("meldroute").error("refused", exc_info=problem.value)
    return "".join(said)


def _breaks_a_rule(value: str) -> None:
    with engine.transaction(SCHOOL) as connection:
        connection.execute(insert(schema.termijn).values(school_id=value, naam=value, dagen=1))


def sealed_in(dossier: Dossier) -> bytes:
    """What is stored of its first record."""
    with engine.reading(SCHOOL) as connection:
        row = schema.vastlegging.c
        return connection.scalars(select(row.content).where(row.dossier_id == dossier.id)).first() or b"-"


class InPostgresql:
    """Its own files: those of the database of a test, what it wrote ahead (WAL) since this was made, and its log."""

    LOOKS = "before", "once the rows are gone", "afterwards", "with everything closed"
    """When they are looked at: there is much to read."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.server: Server = request.getfixturevalue("server")
        self.place = Path(self.server.host)
        self.oid = self._asked("SELECT oid FROM pg_database WHERE datname = %s", engine.engine().url.database)
        self.since = self._wal()

    def _wal(self) -> str:
        return self._asked("SELECT pg_walfile_name(pg_current_wal_insert_lsn())")

    def _asked(self, question: LiteralString, *about: object) -> str:
        with psycopg.connect(host=self.server.host, user="postgres", dbname="postgres") as connection:
            return str((connection.execute(question, about).fetchone() or [""])[0])

    def files(self) -> dict[str, bytes]:
        """All of it, with what it had in memory written to it."""
        self.server.execute("CHECKPOINT")
        written = [each for each in (self.place / "pg_wal").iterdir() if self.since <= each.name <= self._wal()]
        assert written, "nothing was written ahead"
        files = {each.name: each.read_bytes() for each in (*written, self.place / "log")}
        return files | everything_in(self.place / "base" / self.oid)


@pytest.mark.wide
def test_no_canary_is_to_be_read_anywhere_before_during_and_after_destruction(
    folder: Path,
    kind: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "PIL")  # reads what is brought in a process that has no log
    caplog.set_level(logging.DEBUG, "sqlalchemy")  # logs every statement and every row
    engine.engine_for.cache_clear()  # an engine reads the log level only once
    vault._vault.cache_clear()
    looked: list[str] = []
    beside = InPostgresql(request) if kind == "postgresql" else None

    def look(when: str) -> None:
        if looked.count(when) >= 3:
            return
        assert sightings(everything_in(tmp_path)) == [], when
        if beside and when in beside.LOOKS:
            assert sightings(beside.files()) == [], when
        looked.append(when)

    stays, goes = planted()
    assert {name.rpartition("sqlite")[2] for name in everything_in(folder)} >= {"-wal", "-shm"}
    sealed = sealed_in(goes)
    if beside:
        assert any(sealed in content for content in beside.files().values()), "this is not where it writes"
    look("before")
    backup.backup(tmp_path / "kept", NOW, lambda _part: look("while a back-up is made"))
    look("with a back-up")
    real = vault.Vault.destroy

    def destroy(self: vault.Vault, owners: list[str], grounds: dict[str, str]) -> bool:
        look("once the rows are gone")
        done = real(self, owners, grounds)
        look("once the key is gone")
        return done

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "destroy", destroy)
        after = destroyed(goes)
        dossiers.save(after, by=DICK, moment=moment())
    look("afterwards")
    said = told_what_went_wrong()
    backup.backup(tmp_path / "kept later", NOW, lambda _part: None)
    look("with a back-up made afterwards")
    assert found(stays) == stays and found(goes) is None and journal.verify(SCHOOL) is None
    engine.engine().dispose()
    look("with everything closed")
    assert {"while a back-up is made", "once the rows are gone", "once the key is gone"} <= set(looked)
    output = capfd.readouterr()
    logged = caplog.text
    assert "INSERT INTO vastlegging" in logged and "refused" in logged, "nothing was logged"
    rest = {"messages": said, "the log": logged, "output": output.out, "errors": output.err}
    assert sightings({name: text.encode() for name, text in rest.items()}) == []
