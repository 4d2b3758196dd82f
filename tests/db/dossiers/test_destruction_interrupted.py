"""Destruction that is interrupted, or happens beside other writes: nothing readable is left and nothing comes back."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import concepten, dossiers, vernietigen
from db.dossiers.concepten import NIEUW
from db.keys import vault
from db.store import engine
from db.store.engine import EVERY_SCHOOL, engine_for, reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.vastleggingen import Signaal
from tests.builders import destroyed, opened, record, te_vernietigen
from tests.cast import DICK, NOOR
from tests.db.conftest import NOW
from tests.db.keeping import count, found, kept, moment


def confirmed(stored: Dossier) -> Dossier:
    return destroyed(stored)


def finished() -> list[bool]:
    table = schema.vernietiging
    with reading(EVERY_SCHOOL) as connection:
        return [row.finished_at is not None for row in connection.execute(select(table))]


@pytest.mark.usefixtures("folder")
def test_who_had_it_open_can_record_nothing_in_it_any_more() -> None:
    """R21: a signaal by somebody who loaded the dossier before does not bring it back."""
    stored = kept(te_vernietigen())
    late = record(stored, Signaal)
    dossiers.save(confirmed(stored), by=DICK, moment=moment())
    for number in (0, 1):  # the second counts on the receipt of the directie, and is refused all the same
        with pytest.raises(Geweigerd, match="vernietigd"):
            dossiers.save(record(late, Signaal) if number else late, by=NOOR, moment=moment())
    assert count("vastlegging") == count("verplichting") == 0 and found(stored) is None


@pytest.mark.usefixtures("folder")
def test_confirming_twice_destroys_once() -> None:
    stored = kept(te_vernietigen())
    for _press in range(2):
        dossiers.save(confirmed(stored), by=DICK, moment=moment("one press"))
    assert count("vernietiging") == 1 and finished() == [True]


@pytest.mark.usefixtures("folder")
def test_a_signaal_that_was_first_keeps_it_from_being_destroyed() -> None:
    stored = kept(te_vernietigen())
    dossiers.save(record(stored, Signaal), by=NOOR, moment=moment())
    with pytest.raises(dossiers.Intussen):
        dossiers.save(confirmed(stored), by=DICK, moment=moment())
    assert found(stored) is not None and vault.vault().key(stored.id)


@pytest.mark.usefixtures("folder")
@pytest.mark.sqlite
def test_it_is_not_called_finished_while_a_reader_keeps_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes at once; the log is emptied and the certificate completed as soon as that is possible."""
    monkeypatch.setattr(engine, "_CHECKPOINT_MS", 50)
    stored = kept(te_vernietigen())
    with reading(EVERY_SCHOOL) as reader:
        reader.execute(select(schema.vastlegging)).all()
        dossiers.save(confirmed(stored), by=DICK, moment=moment())
        assert finished() == [False]
        assert vault.vault().keys([stored.id]) == {}
        assert vernietigen.finish(NOW) == 1
    assert vernietigen.finish(NOW) == 0 and finished() == [True]


def test_a_process_that_dies_before_the_key_is_gone_leaves_it_to_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept(te_vernietigen())

    def dies(*_anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "destroy", dies)
        with pytest.raises(KeyboardInterrupt):
            dossiers.save(confirmed(stored), by=DICK, moment=moment())
    assert found(stored) is None and finished() == [False] and vault.vault().key(stored.id)
    assert vernietigen.finish(NOW + timedelta(days=1)) == 0
    assert vault.vault().keys([stored.id]) == {} and finished() == [True] and folder.exists()


@pytest.mark.usefixtures("folder")
def test_a_destruction_that_fails_destroys_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(te_vernietigen())
    before = count("verplichting")

    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("db.journal.chain.after_commit", breaks)
    with pytest.raises(RuntimeError):
        dossiers.save(confirmed(stored), by=DICK, moment=moment())
    assert found(stored) == stored and count("verplichting") == before and count("vernietiging") == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_nothing_is_kept_of_what_is_still_being_typed_in_it() -> None:
    stored = kept(te_vernietigen())
    dossiers.save(confirmed(stored), by=DICK, moment=moment())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "te laat"}, NOW)
    assert count("concept") == 0 and concepten.find(NOOR, stored.id, "Signaal") is None


@pytest.mark.either
def test_what_was_typed_before_it_was_opened_goes_with_its_own_key(folder: Path) -> None:
    """Otherwise an old back-up would still hold the name of a child whose dossier was destroyed."""
    concepten.keep(NOOR, NIEUW, "Opening", {"naam": "Sem"}, NOW)
    store = engine_for(f"sqlite:///{folder}/meldroute.key.dossiers.sqlite")
    with store.connect() as connection:
        query = "SELECT wrapped FROM dossier_key WHERE owner_id = ?"
        wrapped = connection.exec_driver_sql(query, (NOOR.id,)).scalar_one()
    concepten.drop(NOOR, NIEUW, "Opening")
    assert wrapped not in b"".join(file.read_bytes() for file in folder.iterdir())
    concepten.keep(NOOR, NIEUW, "Opening", {"naam": "Bo"}, NOW)
    again = concepten.find(NOOR, NIEUW, "Opening")
    assert again is not None and again.raw == {"naam": "Bo"}


@pytest.mark.usefixtures("folder")
def test_two_tabs_that_keep_one_concept_at_once_leave_one() -> None:
    stored = kept(opened())
    trouble: list[Exception] = []

    def typing(tab: str) -> None:
        try:
            for stroke in range(15):
                concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": f"{tab} {stroke}"}, NOW)
        except Exception as problem:  # any error fails the test below
            trouble.append(problem)

    tabs = [Thread(target=typing, args=(tab,)) for tab in ("links", "rechts")]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    kept_last = concepten.find(NOOR, stored.id, "Signaal")
    assert trouble == [] and count("concept") == 1
    assert kept_last is not None and str(kept_last.raw["waarneming"]).endswith("14")


@pytest.mark.usefixtures("folder")
@pytest.mark.sqlite
def test_a_connection_that_emptied_the_log_is_as_good_as_before() -> None:
    """A checkpoint changes settings of its connection for a moment; the pool must get the connection back as it was."""
    assert engine.empty_log(engine.engine())
    for _connection in range(3):
        with reading(EVERY_SCHOOL) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None and driver.isolation_level is None
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000
