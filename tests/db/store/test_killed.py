"""The process is killed while people record: everything acknowledged is stored, and nothing is stored in part."""

import os
import random
import time

import pytest

from db.store.engine import EVERY_SCHOOL, engine, reading
from tests.cast import SCHOOL
from tests.db.keeping import whole
from tests.db.writer import Writer

KILLS = int(os.environ.get("MELDROUTE_KILLS", "3"))
MOST_LATER = 0.02  # seconds: longer than storing one vastlegging takes


def killed_while_writing(after: int, later: float) -> dict[str, int]:
    """Start a writer, kill it ``later`` seconds after so many acknowledged records; return the records per dossier."""
    writer = Writer()
    writer.hear(after)
    time.sleep(later)  # otherwise it would always be killed just after storing one
    writer.kill()
    return writer.acknowledged


@pytest.mark.usefixtures("folder")
def test_no_acknowledged_record_is_lost_and_none_is_there_by_half() -> None:
    engine().dispose()
    chance = random.Random(20261124)  # noqa: S311 - moments to kill at, not secrets
    acknowledged: dict[str, int] = {}
    for _kill in range(KILLS):
        acknowledged |= killed_while_writing(after=chance.randint(1, 60), later=chance.uniform(0, MOST_LATER))
    assert len(acknowledged) >= KILLS
    stored = whole(SCHOOL)
    for dossier_id, number in acknowledged.items():
        dossier = stored[dossier_id]
        assert dossier is not None and len(dossier.records) >= number
    if engine().dialect.name == "sqlite":
        with reading(EVERY_SCHOOL) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
