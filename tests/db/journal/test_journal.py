"""The journal: what was recorded cannot be changed, and tampering is noticed, down to the line."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, IntegrityError

from db import schema
from db.dossiers import dossiers, verplichting_rows
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, destroyed, opened, record, te_vernietigen
from tests.cast import DICK, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import as_said_by, by_force, kept, kept_one_by_one, meddled, moment, recorded


def school_at_work() -> Dossier:
    """Two dossiers, one of which somebody looked at."""
    kept_one_by_one(opened())
    stored = kept_one_by_one(after_stap(1))
    with transaction(EVERY_SCHOOL) as connection:
        journal.append(connection, SCHOOL, Entry(NOOR.id, journal.VIEWED, NOW, stored.id))
    return stored


def lines() -> list[tuple[int, str]]:
    table = schema.journal
    with reading(EVERY_SCHOOL) as connection:
        return [(row.seq, row.action) for row in connection.execute(select(table).order_by(table.c.seq))]


@pytest.mark.usefixtures("folder")
def test_every_vastlegging_and_every_view_is_one_line_and_all_agrees() -> None:
    stored = school_at_work()
    expected = ["vastgelegd"] * (1 + len(stored.records)) + ["bekeken"]
    assert [action for _seq, action in lines()] == expected
    assert [seq for seq, _action in lines()] == list(range(1, len(expected) + 1))
    assert journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_the_database_itself_refuses_to_change_what_was_recorded() -> None:
    school_at_work()
    for statement in (
        "UPDATE vastlegging SET content = x'00'",
        "DELETE FROM vastlegging",
        "UPDATE journal SET actor = 'iemand anders'",
        "DELETE FROM journal",
    ):
        refused = pytest.raises(DatabaseError, match=r"append-only|never edited|goes only with its dossier")
        with refused, transaction(EVERY_SCHOOL) as connection:
            connection.exec_driver_sql(as_said_by(connection.dialect.name, statement))
        assert journal.verify(SCHOOL) is None, statement


@pytest.mark.sqlite
@pytest.mark.usefixtures("folder")
def test_replacing_a_line_is_changing_it() -> None:
    school_at_work()
    with pytest.raises(IntegrityError), transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO journal SELECT * FROM journal")
    assert journal.verify(SCHOOL) is None


MEDDLED: list[tuple[list[str], int | None, str]] = [
    (["UPDATE journal SET actor = 'x' WHERE seq = 3"], 3, "veranderd"),
    (["UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2"], 2, "veranderd"),
    (["DELETE FROM journal WHERE seq = 3"], 3, "ontbreekt"),
    (["DELETE FROM journal WHERE seq > 4"], 5, "afgebroken"),
    (["DELETE FROM journal"], 1, "afgebroken"),
    (
        [
            "UPDATE journal SET seq = 99 WHERE seq = 2",
            "UPDATE journal SET seq = 2 WHERE seq = 3",
            "UPDATE journal SET seq = 3 WHERE seq = 99",
        ],
        2,
        "verwisseld",
    ),
    (["UPDATE vastlegging SET recorded_by = 'lars' WHERE nummer = 2"], 3, "na het vastleggen veranderd"),
    (["UPDATE vastlegging SET content = x'0102' WHERE nummer = 3"], 4, "na het vastleggen veranderd"),
    (
        ["UPDATE vastlegging SET recorded_at = '2020-01-01 00:00:00.000000' WHERE nummer = 2"],
        3,
        "na het vastleggen veranderd",
    ),
    (
        ["UPDATE dossier SET fase = 'vernietigd'", "DELETE FROM vastlegging WHERE nummer > 1"],
        3,
        "ontbreekt in het dossier",
    ),
    (["DELETE FROM vastlegging WHERE nummer = 2"], 3, "ontbreekt in het dossier"),
    (
        [
            "INSERT INTO vastlegging SELECT 'ingevoegd', dossier_id, 77, soort, recorded_on, recorded_at, "
            "recorded_by, 'k', content FROM vastlegging WHERE nummer = 2"
        ],
        None,
        "nooit is vastgelegd",
    ),
]


@pytest.mark.usefixtures("folder")
def test_the_first_line_that_was_meddled_with_is_named() -> None:
    school_at_work()
    missed = []
    for statements, regel, words in MEDDLED:
        with meddled(*statements):
            finding = journal.verify(SCHOOL)
        if finding is None or (finding.regel, words in finding.tekst) != (regel, True):
            missed.append((statements, finding))
        assert journal.verify(SCHOOL) is None, "it was not put back as it was"
    assert missed == []


@pytest.mark.usefixtures("folder")
def test_a_chain_written_anew_without_the_key_is_seen() -> None:
    school_at_work()
    by_force("UPDATE journal SET mac = substr(mac, 2) || substr(mac, 1, 1)")
    finding = journal.verify(SCHOOL)
    assert finding is not None and finding.regel == 1


@pytest.mark.sqlite
def test_a_whole_older_database_put_back_is_seen(folder: Path) -> None:
    """The head of the chain is stored apart, in the key store: an old copy of the database lacks later lines."""
    stored = school_at_work()
    engine().dispose()
    old = (folder / "meldroute.sqlite").read_bytes()
    recorded(stored, Signaal)
    engine().dispose()
    for left in folder.glob("meldroute.sqlite-*"):
        left.unlink()
    (folder / "meldroute.sqlite").write_bytes(old)
    finding = journal.verify(SCHOOL)
    assert finding is not None and "afgebroken" in finding.tekst


@pytest.mark.usefixtures("folder")
def test_the_journal_agrees_after_a_destruction_and_says_who_did_it() -> None:
    """R21: the chain stays whole, because it holds nothing of a dossier that is destroyed."""
    stored = kept(te_vernietigen())
    after = destroyed(stored)
    dossiers.save(after, by=DICK, moment=moment())
    assert lines()[-1][1] == "vernietigd"
    assert journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_what_fails_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = school_at_work()
    before = lines()

    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(verplichting_rows, "settle", breaks)
    with pytest.raises(RuntimeError):
        dossiers.save(record(stored, Signaal), by=NOOR, moment=moment())
    assert lines() == before and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_each_school_has_a_chain_of_its_own() -> None:
    school_at_work()
    with transaction(EVERY_SCHOOL) as connection:
        journal.append(connection, SARA.school_id, Entry(SARA.id, journal.VIEWED, NOW))
    assert journal.head(SARA.school_id).startswith("1-")
    assert journal.verify(SARA.school_id) is None and journal.verify(SCHOOL) is None


def test_no_line_holds_a_word_of_what_was_recorded(folder: Path) -> None:
    stored = kept(opened(naam="Kanarie Geelveer"))
    recorded(stored, Signaal, waarneming="Kanarie Geelveer huilde.")
    table = schema.journal
    with reading(EVERY_SCHOOL) as connection:
        everything = repr(connection.execute(select(table)).all())
    assert "Kanarie" not in everything and "huilde" not in everything and folder.exists()
