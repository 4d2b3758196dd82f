"""The process is killed while people are recording: what was acknowledged is there, and nothing is there by half."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db import dossiers, journal, schema
from db.engine import EVERY_SCHOOL, engine, reading
from db.schools import termijnen
from meldcode.verplichtingen import verplichtingen
from tests.cast import SCHOOL

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("MELDROUTE_KILLS", "6"))


def killed_while_writing(after: int) -> dict[str, int]:
    """Start a writer, kill it somewhere after so many acknowledged records; give how far each dossier had come."""
    command = [sys.executable, "-m", "tests.db.writer"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged: dict[str, int] = {}
    for _line in range(after):
        dossier_id, count = process.stdout.readline().split()
        acknowledged[dossier_id] = int(count)
    process.send_signal(signal.SIGKILL)
    for line in process.stdout:
        if line.endswith("\n"):
            dossier_id, count = line.split()
            acknowledged[dossier_id] = int(count)
    process.wait()
    return acknowledged


@pytest.mark.usefixtures("folder")
def test_no_acknowledged_record_is_lost_and_none_is_there_by_half() -> None:
    engine().dispose()
    chance = random.Random(20261124)  # noqa: S311 - moments to kill at, not secrets
    acknowledged: dict[str, int] = {}
    for _kill in range(KILLS):
        acknowledged |= killed_while_writing(after=chance.randint(1, 60))
    assert len(acknowledged) >= KILLS
    with reading(EVERY_SCHOOL) as connection:
        for dossier_id, count in acknowledged.items():
            dossier = dossiers.load(connection, dossier_id, SCHOOL)
            assert dossier is not None and len(dossier.records) >= count
        table = schema.verplichting
        for row in connection.execute(select(schema.dossier)):
            dossier = dossiers.load(connection, row.id, SCHOOL)
            assert dossier is not None and (row.versie, row.fase) == (len(dossier.records), dossier.fase)
            query = select(table.c.sleutel).where(table.c.dossier_id == row.id, table.c.done_on.is_(None))
            derived = {each.sleutel for each in verplichtingen(dossier, termijnen(connection, SCHOOL))}
            assert set(connection.scalars(query)) == derived
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert journal.verify(SCHOOL) is None
