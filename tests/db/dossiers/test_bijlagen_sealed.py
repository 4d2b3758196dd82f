"""Attachments are sealed, bound to the journal, and gone once the dossier is destroyed."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from db import schema
from db.backup.restore import restore
from db.dossiers import dossiers
from db.journal import journal
from db.keys import vault
from db.keys.vault import VaultError
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.vastleggingen import Bijlage, UitkomstStap2
from tests import files
from tests.answers import answers
from tests.builders import close, opened, record, work
from tests.cast import NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.dossiers.attachments import LETTER, TABLE, last_file, read, see
from tests.db.keeping import (
    as_said_by,
    attached,
    backed_up,
    by_force,
    count,
    found,
    kept,
    meddled,
    moment,
    recorded,
    taken_in,
)

pytestmark = pytest.mark.usefixtures("folder")


# A recorded file cannot be changed unnoticed


def test_the_journal_has_a_line_for_it_and_all_agrees() -> None:
    stored = attached(kept(opened()))
    table = schema.journal
    with reading(EVERY_SCHOOL) as connection:
        lines = connection.execute(select(table.c.action, table.c.object_id).order_by(table.c.seq)).all()
    assert [line.action for line in lines] == ["vastgelegd", "vastgelegd", "bijgevoegd"]
    assert lines[-1].object_id == last_file(stored).id and journal.verify(SCHOOL) is None


def test_the_database_itself_refuses_to_change_what_was_recorded() -> None:
    stored = attached(kept(opened()))
    for statement in (
        "UPDATE bijlage SET content = x'00'",
        "UPDATE bijlage SET vastlegging_id = NULL",
        "DELETE FROM bijlage",
    ):
        refused = pytest.raises(DatabaseError, match=r"never edited|goes only with its dossier")
        with refused, transaction(EVERY_SCHOOL) as connection:
            connection.exec_driver_sql(as_said_by(connection.dialect.name, statement))
        assert read(stored, last_file(stored)) and journal.verify(SCHOOL) is None, statement


CHANGED = "De bijlage van regel 3 is na het vastleggen veranderd."
MEDDLED = {
    "UPDATE bijlage SET content = x'0102'": CHANGED,
    "UPDATE bijlage SET size = size + 1": CHANGED,
    "UPDATE bijlage SET soort = 'pdf'": CHANGED,
    "UPDATE bijlage SET account_id = 'lars'": CHANGED,
    "UPDATE bijlage SET concept = 'Signaal'": CHANGED,
    "UPDATE bijlage SET vastlegging_id = NULL": CHANGED,
    "UPDATE bijlage SET saved_at = '2020-01-01 00:00:00.000000'": CHANGED,
    "UPDATE bijlage SET id = 'x'": "De bijlage van regel 3 ontbreekt in het dossier.",
    "DELETE FROM bijlage": "De bijlage van regel 3 ontbreekt in het dossier.",
    "INSERT INTO bijlage SELECT 'x', dossier_id, account_id, concept, vastlegging_id, soort, size, saved_at, "
    "content FROM bijlage": "staat iets dat nooit is vastgelegd.",
}


def test_what_was_meddled_with_is_named() -> None:
    attached(kept(opened()))
    missed = []
    for statement, words in MEDDLED.items():
        with meddled(statement):
            finding = journal.verify(SCHOOL)
        if finding is None or not finding.tekst.endswith(words):
            missed.append((statement, finding))
        assert journal.verify(SCHOOL) is None, "it was not put back as it was"
    assert missed == []


@pytest.mark.either
def test_any_single_flipped_byte_is_reported_and_never_shown() -> None:
    stored = attached(kept(opened()), LETTER)
    file = last_file(stored)
    with reading(EVERY_SCHOOL) as connection:
        sealed = connection.execute(select(TABLE.c.content)).scalar_one()
    by_force()
    for place in {*range(0, len(sealed), 37), 0, 1, 13, len(sealed) - 1}:
        broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(update(TABLE).values(content=broken))
        finding = journal.verify(SCHOOL)
        assert finding is not None and finding.regel == 3, place
        with pytest.raises(VaultError, match="beschadigd"):
            read(stored, file)


@pytest.mark.parametrize("where", ["in its dossier", "in another"])
@pytest.mark.either
def test_a_file_in_the_place_of_another_is_refused(where: str) -> None:
    mine = attached(kept(opened()))
    other = attached(mine if where == "in its dossier" else kept(opened()))
    mine_id, other_id = last_file(mine).id, last_file(other).id
    with reading(EVERY_SCHOOL) as connection:
        stolen = connection.execute(select(TABLE.c.content).where(TABLE.c.id == mine_id)).scalar_one()
    by_force()
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(TABLE).where(TABLE.c.id == other_id).values(content=stolen))
    with pytest.raises(VaultError, match="beschadigd"):
        read(other, last_file(other))


# Its content can be read nowhere


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.mark.either
def test_twenty_canaries_in_attachments_stand_in_no_file(folder: Path, tmp_path: Path) -> None:
    """Recorded or only chosen, as JPEG, PNG or PDF: not in the database, its logs, the key store or a back-up."""
    birds = [f"Kanarie-{number}-Geelveer" for number in range(20)]
    stored = kept(opened())
    for number, bird in enumerate(birds):
        letter = files.pdf(words=bird) + f"%{bird}".encode()
        if number % 2:
            stored = attached(stored, letter)
        else:
            taken_in(stored, letter, concept=f"Bijlage/correctie/{number}")
    attached(stored, files.from_a_phone())
    attached(kept(opened()), files.png_with_words())
    backed_up(tmp_path)
    everything = bytes_of(tmp_path)
    assert folder.is_relative_to(tmp_path) and len(everything) > 100_000
    for word in [*birds, files.CANARY, "%PDF-"]:
        for written in (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode())[:-4]):
            assert written not in everything, word
    assert b"\xff\xd8\xff\xe0\0\x10JFIF" not in everything and b"\0\0\0\rIHDR" not in everything


def with_attachments() -> Dossier:
    """A dossier about to be destroyed, with one recorded file and one that was only chosen."""
    stored = attached(kept(opened()))
    in_stap_2 = work(close(work(stored, 1), 1), 2, without=UitkomstStap2)
    whole = close(record(in_stap_2, UitkomstStap2, uitkomst="geen_indicatie"), 2)
    for end in range(len(stored.records) + 1, len(whole.records) + 1):
        dossiers.save(replace(whole, records=whole.records[:end]), by=NOOR, moment=moment())
    taken_in(whole)
    return whole


def pieces(sealed: bytes) -> list[bytes]:
    """Pieces of a file to search for: SQLite spreads a large one over its pages."""
    return [sealed[at : at + 64] for at in range(0, len(sealed) - 64, 64)]


@pytest.mark.sqlite
def test_destruction_takes_the_files_along_and_leaves_no_trace(folder: Path) -> None:
    stored = with_attachments()
    with reading(EVERY_SCHOOL) as connection:
        sealed = connection.scalars(select(TABLE.c.content)).all()
    before = bytes_of(folder)
    assert len(sealed) == 2 and all(any(piece in before for piece in pieces(each)) for each in sealed)
    see(stored)
    assert count("bijlage") == 0 and found(stored) is None
    left = bytes_of(folder)
    assert not any(piece in left for each in sealed for piece in pieces(each))
    assert journal.verify(SCHOOL) is None


def test_a_restored_back_up_has_the_files(tmp_path: Path, empty: Callable[[], Path]) -> None:
    stored = attached(kept(opened()), LETTER)
    backup = backed_up(tmp_path)
    empty()
    restore(backup, NOW)
    assert read(stored, last_file(stored)) == LETTER and journal.verify(SCHOOL) is None


@pytest.mark.either
def test_what_was_destroyed_since_the_back_up_is_destroyed_again_files_included(
    tmp_path: Path, empty: Callable[[], Path]
) -> None:
    stored, other = with_attachments(), attached(kept(opened()), LETTER)
    backup = backed_up(tmp_path)
    see(stored)
    empty()
    restore(backup, NOW)
    with reading(EVERY_SCHOOL) as connection:
        assert connection.scalars(select(TABLE.c.dossier_id)).all() == [other.id]
    assert found(stored) is None and journal.verify(SCHOOL) is None


@pytest.mark.either
def test_a_new_master_key_opens_the_files_as_well() -> None:
    stored = attached(kept(opened()), LETTER)
    vault.rotate_key()
    assert read(stored, last_file(stored)) == LETTER


@pytest.mark.either
def test_the_builder_names_a_file_that_is_not_there() -> None:
    """So that no test stores a Bijlage without its file by mistake."""
    with pytest.raises(Geweigerd):
        recorded(kept(opened()), Bijlage, **answers(Bijlage))
