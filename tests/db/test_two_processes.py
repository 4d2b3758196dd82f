"""Several processes of the app at one database, as behind one proxy: one chain, no line lost, no name given twice."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db import dossiers, journal, schema
from db.engine import engine, reading
from tests.cast import SCHOOL

ROOT = Path(__file__).parents[2]
EACH = 25


@pytest.mark.usefixtures("folder")
def test_what_three_processes_record_at_once_is_all_there_in_one_chain() -> None:
    engine().dispose()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.db.writer"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _process in range(3)
    ]
    acknowledged: dict[str, int] = {}
    for process in started:
        assert process.stdout is not None
        for _line in range(EACH):
            dossier_id, number = process.stdout.readline().split()
            acknowledged[dossier_id] = int(number)
    errors = [process.communicate()[1] for process in started]
    assert errors == ["", "", ""]
    with reading(SCHOOL) as connection:
        found = {each: dossiers.load(connection, each, SCHOOL) for each in acknowledged}
        names = connection.scalars(select(schema.dossier.c.codenaam)).all()
    assert all(dossier and len(dossier.records) >= acknowledged[each] for each, dossier in found.items())
    assert len(set(names)) == len(names) >= 9
    assert journal.verify(SCHOOL) is None
