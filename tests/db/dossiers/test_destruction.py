"""A destroyed dossier leaves no record, no concept, no key, and no trace of its words in any file."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.dossiers import besprekingen, concepten, dossiers, vernietigen
from db.keys import vault
from db.keys.vault import VaultError
from db.store.engine import engine, engine_for, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Ontvangst
from tests.builders import after_stap, destroyed, record, te_vernietigen
from tests.cast import DICK, MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import count, found, kept, moment

CANARY = "Kanarie Geelveer"


def waiting_for_the_directie() -> Dossier:
    """A dossier without indication that waits to be destroyed, with a canary in it and a concept."""
    stored = kept(te_vernietigen())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": CANARY}, NOW)
    return stored


def seen(dossier: Dossier) -> None:
    after = destroyed(dossier)
    dossiers.save(after, by=DICK, moment=moment())


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.mark.apart
@pytest.mark.usefixtures("folder")
def test_nothing_of_it_is_left_but_that_it_was_there() -> None:
    """R21: with who asked, who confirmed, and how many records there were."""
    stored = waiting_for_the_directie()
    seen(stored)
    assert found(stored) is None
    assert [count(table) for table in ("vastlegging", "verplichting", "concept", "vernietiging")] == [0, 0, 0, 1]
    with pytest.raises(VaultError, match="niet te lezen"):
        vault.vault().key(stored.id)


@pytest.mark.sqlite
def test_its_sealed_bytes_and_its_key_are_in_no_file_any_more(folder: Path) -> None:
    stored = waiting_for_the_directie()
    with engine().connect() as connection:
        sealed = [row[0] for row in connection.exec_driver_sql("SELECT content FROM vastlegging")]
    with engine_for(f"sqlite:///{folder}/meldroute.key.dossiers.sqlite").connect() as connection:
        query = "SELECT wrapped FROM dossier_key WHERE owner_id = ?"
        wrapped = connection.exec_driver_sql(query, (stored.id,)).scalar_one()
    assert sealed[0] in bytes_of(folder) and wrapped in bytes_of(folder)
    seen(stored)
    left = bytes_of(folder)
    assert not any(content in left for content in sealed) and wrapped not in left


@pytest.mark.usefixtures("folder")
def test_other_dossiers_are_untouched() -> None:
    other = kept(after_stap(2))
    seen(waiting_for_the_directie())
    assert found(other) == other


@pytest.mark.sqlite
def test_a_copy_of_the_database_from_before_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = waiting_for_the_directie()
    engine().dispose()
    copy = folder / "copy.sqlite"
    shutil.copy(folder / "meldroute.sqlite", copy)
    seen(stored)
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{copy}")
    with pytest.raises(VaultError):
        found(stored)
    engine().dispose()


@pytest.mark.apart
@pytest.mark.usefixtures("folder")
def test_a_destruction_that_was_cut_off_is_finished_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = waiting_for_the_directie()
    with monkeypatch.context() as patch:
        patch.setattr(vernietigen, "finish", lambda _at: 1)
        seen(stored)
    assert vault.vault().key(stored.id)
    assert vernietigen.finish(NOW) == 0
    with pytest.raises(VaultError):
        vault.vault().key(stored.id)


@pytest.mark.usefixtures("folder")
def test_the_receipt_of_an_earlier_message_destroys_nothing() -> None:
    """Only confirming the message that announces it destroys; confirming that of stap 1, late, does not."""
    stored = kept(te_vernietigen())
    first = str(stored.records[[each.soort for each in stored.records].index("Afronding")].nummer)
    dossiers.save(record(stored, Ontvangst, kennisgeving=first), by=DICK, moment=moment())
    assert found(stored) is not None


@pytest.mark.usefixtures("folder")
def test_mail_about_it_is_not_sent_any_more_and_the_screen_of_the_team_shows_it_no_longer() -> None:
    stored, other = kept(te_vernietigen()), kept(after_stap(2))
    besprekingen.prepare(NOOR, MONDAY, NOW)
    with transaction(SCHOOL) as connection:
        row = schema.vastlegging.c
        for dossier in (stored, other):
            record_id = connection.scalar(select(row.id).where(row.dossier_id == dossier.id, row.nummer == 2))
            mail = {"id": dossier.id, "school_id": SCHOOL, "account_id": DICK.id, "soort": "nieuws", "late": 0}
            mail |= {"sleutel": record_id, "number": 1, "created_at": NOW, "attempts": 0, "next_at": NOW}
            connection.execute(insert(schema.mail).values(mail))
        connection.execute(update(schema.bespreking).values(dossier_id=stored.id, kaart=3))
    seen(stored)
    with reading(SCHOOL) as connection:
        assert connection.scalars(select(schema.mail.c.id)).all() == [other.id]
        shown = connection.execute(select(schema.bespreking.c.dossier_id, schema.bespreking.c.kaart)).one()
    assert tuple(shown) == ("", None)
