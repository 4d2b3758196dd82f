"""Faults of disk, database or keys at the command line: a sentence, exit status 2, and nothing changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.__main__ import main
from db.journal import journal
from db.store import engine
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.vastleggingen import Signaal
from tests import faults
from tests.builders import opened
from tests.cast import SCHOOL
from tests.db.keeping import found, kept, recorded

pytestmark = pytest.mark.sqlite
INIT = ["init", "--school", "De Wilgen"]


@pytest.fixture
def place(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school with a dossier, in files with the names that ``tests.faults`` expects."""
    kept(opened())
    faults.begin_anew()
    school = tmp_path / "school"
    school.mkdir()
    for name in ("sqlite", "key", "key.dossiers.sqlite"):
        (folder / f"meldroute.{name}").rename(school / f"school.{name}")
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{school}/school.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{school}/school.key")
    return school


def content(place: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(place / "school.sqlite")) as connection:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in schema.metadata.tables}  # noqa: S608


@pytest.mark.parametrize(
    ("cause", "command", "words"),
    [
        (faults.read_only, ["rotate-key"], "alleen te lezen en niet te schrijven"),
        (faults.locked, ["upgrade"], "bezet door een ander programma"),
        (faults.locked_for_reading, ["verify"], "bezet door een ander programma"),
        (faults.key_missing, ["verify"], "Het sleutelbestand"),
        (faults.key_wrong, ["verify"], "past niet bij deze gegevens"),
        (faults.key_wrong, ["backup", "kept"], "past niet bij deze gegevens"),
        (faults.truncated, ["verify"], "is beschadigd"),
        (faults.truncated, ["backup", "kept"], "is beschadigd"),
        (faults.page_damaged, ["backup", "kept"], "is beschadigd"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else getattr(each, "__name__", ""),
)
def test_it_is_said_and_works_afterwards(
    cause: faults.Cause,
    command: list[str],
    words: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(place.parent)
    before = content(place)
    with cause(place):
        assert main(command) == 2
        said = capsys.readouterr()
        assert words in said.err and "Traceback" not in said.err and said.out == ""
        assert not list((place.parent / "kept").glob("*"))
    assert content(place) == before and journal.verify(SCHOOL) is None
    assert main(command) == 0


def test_a_full_disk_makes_no_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/school.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")
    with faults.disk_full(tmp_path):
        assert main(INIT) == 2
        assert "te weinig ruimte op de schijf" in capsys.readouterr().err
    assert main(INIT) == 0
    faults.begin_anew()


def test_a_vastlegging_is_stored_also_when_its_line_cannot_be_kept_apart(
    place: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The head of the journal is stored after the dossier: if that fails, nobody may hear that nothing was recorded."""
    dossier = kept(opened())
    with closing(sqlite3.connect(place / "school.key.dossiers.sqlite", isolation_level=None)) as other:
        monkeypatch.setattr(engine, "_PRAGMAS", ("busy_timeout=50", *engine._PRAGMAS[:1]))
        faults.begin_anew()
        other.execute("BEGIN IMMEDIATE")
        recorded(dossier, Signaal)
        other.execute("ROLLBACK")
    stored = found(dossier)
    assert stored is not None and len(stored.of(Signaal)) == 1
    assert "Stored, but what had to follow failed: OperationalError" in caplog.text
    assert journal.verify(SCHOOL) is None
    recorded(stored, Signaal)
    with reading(EVERY_SCHOOL) as connection:
        last = connection.scalars(select(schema.journal.c.seq).order_by(schema.journal.c.seq.desc())).first()
    assert journal.head(SCHOOL).startswith(f"{last}-")


def test_another_file_under_the_same_name_is_opened_anew(place: Path) -> None:
    """A database put back by copy and rename while the app runs: later writes go to the new file."""
    faults.begin_anew()
    (place / "copy.sqlite").write_bytes((place / "school.sqlite").read_bytes())
    with reading(EVERY_SCHOOL) as connection:
        assert connection.scalar(select(schema.school.c.id)) is not None
    for ending in ("-wal", "-shm"):
        (place / f"school.sqlite{ending}").unlink()
    (place / "copy.sqlite").replace(place / "school.sqlite")
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(schema.school.update().values(naam="De Nieuwe"))
    engine.engine().dispose()
    with closing(sqlite3.connect(place / "school.sqlite")) as other:
        assert other.execute("SELECT DISTINCT naam FROM school").fetchall() == [("De Nieuwe",)]


def test_a_database_that_is_away_is_not_made_by_being_asked(place: Path) -> None:
    (place / "school.sqlite").rename(place / "away.sqlite")
    with pytest.raises(Exception, match="unable to open"), reading(EVERY_SCHOOL) as connection:
        connection.scalar(select(schema.school.c.id))
    assert not (place / "school.sqlite").exists()
    (place / "away.sqlite").rename(place / "school.sqlite")
    with reading(EVERY_SCHOOL) as connection:
        assert connection.scalar(select(schema.school.c.id)) is not None
