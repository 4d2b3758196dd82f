"""What one record asks of the two databases, counted (ADR 57); and that the stand it binds is that of all rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.engine import Engine

from db import schema
from db.dossiers import dossiers
from db.journal import journal, seals, standing
from db.keys import vault
from db.store.engine import transaction
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afspraak, Signaal, Uitnodiging
from tests.answers.typed import Kind, written
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cast import LARS, NOOR, SCHOOL
from tests.db.conftest import Empty
from tests.db.keeping import by_force, kept, kept_one_by_one, moment

# What a signaal asks that changes nothing of what waits: by hand, in order. A line more here costs every press.
SIGNAAL = [
    "the keys of the dossier and the school, and the head of the journal",
    "where the journal ends, and the last stand of the dossier",
    "all that is bound about the dossier",
    "UPDATE dossier: the press, and the dossier as it is now",
    "INSERT INTO vastlegging",
    "what waits",
    "the terms and the free days",
    "INSERT INTO journal",
    "whether the school filled in a mail server, by its key; with one in the environment not asked",
    "UPDATE gezien",
    "UPDATE dossier: who has seen it",
    "UPDATE anchor: the head of the journal",
]


@contextmanager
def sent() -> Iterator[list[str]]:
    """Within this block, every statement that is sent through SQLAlchemy, without those that begin a transaction."""
    found: list[str] = []

    def sends(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "SELECT pg_advisory", "SELECT set_config")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", sends)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", sends)


def saved(dossier: Dossier) -> list[str]:
    with sent() as found:
        dossiers.save(dossier, by=NOOR, moment=moment())
    return found


def test_a_record_asks_each_thing_once(empty: Empty) -> None:
    dossier = record(kept(opened()), Signaal)
    dossiers.save(dossier, by=NOOR, moment=moment())
    found = saved(record(dossier, Signaal))
    assert len(found) == len(SIGNAAL), "\n".join(found)
    assert sum("dossier_key" in each for each in found) == 1, "the keys"
    assert sum("UNION ALL" in each and "verloop_fase" in each for each in found) == 1, "where it stands"


def test_what_waits_or_who_reads_along_is_read_again_once_it_was_written(empty: Empty) -> None:
    dossier = kept(after_stap(1))
    cases: list[tuple[Kind, dict[str, Any]]] = [(Afspraak, {}), (Uitnodiging, {"wie": written(LARS)})]
    for kind, more in cases:
        dossier = record(dossier, kind, **more)
        found = saved(dossier)
        assert sum("UNION ALL" in each and "verloop_fase" in each for each in found) == 2, kind.__name__
        assert journal.verify(SCHOOL) is None, kind.__name__


def test_the_stand_that_a_record_binds_is_that_of_all_rows(empty: Empty, monkeypatch: pytest.MonkeyPatch) -> None:
    """Along the whole route: also where it was made of the row of the dossier and what was read before."""
    real, short, whole = seals.stand_of, 0, 0

    def stand_of(connection: Any, dossier_id: str, school_id: str, ring: Any, *, own: Any = None) -> str:
        nonlocal short, whole
        found = real(connection, dossier_id, school_id, ring, own=own)
        assert found == standing.stands(connection, school_id, standing.DOSSIER, [dossier_id])[dossier_id]
        short, whole = short + bool(own), whole + (not own)
        return found

    monkeypatch.setattr(seals, "stand_of", stand_of)
    kept_one_by_one(in_opvolging("beide"))
    assert short > 3 and whole > 3, "both ways were walked"
    assert journal.verify(SCHOOL) is None


def test_what_was_changed_outside_is_found_at_the_next_record_and_does_not_spoil_those_after(
    empty: Empty,
) -> None:
    dossier = kept(record(opened(), Signaal))
    by_force("UPDATE verplichting SET stap = stap + 1")
    dossier = record(dossier, Signaal)
    dossiers.save(dossier, by=NOOR, moment=moment())
    finding = journal.verify(SCHOOL)
    assert finding and "te doen staat" in finding.tekst
    dossiers.save(record(dossier, Signaal), by=NOOR, moment=moment())
    assert journal.verify(SCHOOL) == finding


def test_something_written_earlier_in_the_same_transaction_is_in_the_stand(empty: Empty) -> None:
    dossier = record(kept(opened()), Signaal)
    with transaction(SCHOOL) as connection:
        ring = vault.vault().ring(dossier.id, SCHOOL)
        seals.touch(connection, SCHOOL, seals.DOSSIER, [dossier.id], ring)
        connection.execute(update(schema.verplichting).values(stap=schema.verplichting.c.stap + 1))
        seals.touch(connection, SCHOOL, seals.DOSSIER, [dossier.id], ring)
        own = connection.execute(select(*standing.OWN).where(schema.dossier.c.id == dossier.id)).one()
        stand = seals.stand_of(connection, dossier.id, SCHOOL, ring, own=own)
        assert stand == standing.stands(connection, SCHOOL, standing.DOSSIER, [dossier.id])[dossier.id]
