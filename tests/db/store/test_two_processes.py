"""Several app processes on one database, as behind a proxy: one journal chain, no lost line, no code name twice."""

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers
from db.journal import journal
from db.store.engine import engine, reading
from tests.cast import SCHOOL
from tests.db.writer import PEOPLE, Writer

EACH = 15


@pytest.mark.usefixtures("folder")
def test_what_three_processes_record_at_once_is_all_there_in_one_chain() -> None:
    engine().dispose()
    writers = [Writer() for _process in range(3)]
    for writer in writers:
        writer.hear(EACH, people=PEOPLE)
    acknowledged: dict[str, int] = {}
    for writer in writers:
        writer.stop()
        acknowledged |= writer.acknowledged
    with reading(SCHOOL) as connection:
        found = {each: dossiers.load(connection, each, SCHOOL) for each in acknowledged}
        names = connection.scalars(select(schema.dossier.c.codenaam)).all()
    assert all(dossier and len(dossier.records) >= acknowledged[each] for each, dossier in found.items())
    assert len(set(names)) == len(names) == 3 * PEOPLE
    assert journal.verify(SCHOOL) is None
