"""`kill -9` while a list of dossiers is handed over: all of them are, or none, and pressing again does it once."""

import os
import random
from functools import partial

import pytest

from db.dossiers import dossiers
from db.dossiers.einde import in_each
from db.journal import journal
from db.store.engine import engine, reading
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Overdracht
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.builders import after_stap
from tests.cast import MIRJAM, NOOR, SCHOOL
from tests.db.dossiers.einde.killed import as_persoon, hand_over
from tests.db.keeping import kept, moment

KILLS = int(os.environ.get("MELDROUTE_KILLS", "3"))
NEVER, MOST = 10_000, 400


def given_to(dossier_id: str) -> list[str]:
    """To whom this dossier was handed over, in order."""
    with reading(SCHOOL) as connection:
        now = dossiers.load(connection, dossier_id, SCHOOL)
    return [each.tekst("naar") for each in now.of(Overdracht)] if now else []


def _of_all(over: Overdracht, _dossier: Dossier) -> Overdracht:
    return over


@pytest.mark.usefixtures("folder")
@pytest.mark.wide
def test_a_list_is_handed_over_whole_or_not_at_all_and_once() -> None:
    """Back and forth between two ib-ers: at each turn the process that does it is killed at another point."""
    points = list(range(1, MOST))
    if KILLS < MOST:
        points = sorted(random.Random(20261130).sample(range(1, 60), min(KILLS, 50)))  # noqa: S311 - no secrets
    ids, seen = [kept(after_stap(1)).id for _number in range(3)], set()
    giver, taker = NOOR, MIRJAM
    for turn, at in enumerate([*points, NEVER]):
        engine().dispose()
        key = f"killed at {at}"
        was_busy = hand_over(ids, giver, taker, key, at)
        turns = {len(given_to(each)) for each in ids}
        assert turns in ({turn}, {turn + 1}), f"{key}: some were handed over and some were not"
        is_done = turns == {turn + 1}
        seen.add((was_busy, is_done))
        assert journal.verify(SCHOOL) is None, key
        over = Overdracht(van=as_persoon(giver), naar=as_persoon(taker), reden=RedenOverdracht.VERDELING)
        done, refused = in_each.record(giver, ids, partial(_of_all, over), moment(key))
        assert (len(done), len(refused)) == ((0, 3) if is_done else (3, 0)), key
        assert {len(given_to(each)) for each in ids} == {turn + 1} and journal.verify(SCHOOL) is None, key
        giver, taker = taker, giver
        if not was_busy and at != NEVER:
            break  # it does not take so many statements
    assert {(True, False), (False, True)} <= seen, "some were killed before it was done, and one was not killed"
