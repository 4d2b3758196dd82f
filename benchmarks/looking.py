"""Searching one name among two thousand sealed ones, as the page Dossiers does."""

import os
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from sqlalchemy import insert, select

from benchmarks.school import NOW, school
from benchmarks.table import Row
from db import schema
from db.access.records import answers_in, content_of
from db.dossiers import dossierlijst
from db.keys import vault
from db.store.engine import reading, transaction
from meldcode.namen.zoeken import read_zoekvraag
from meldcode.rollen import User
from meldcode.vastleggingen import Opening
from meldcode.vragen.datum import short
from meldcode.vragen.vastgelegd import set_down
from meldcode.vragen.vastlegging import fill
from meldcode.vragen.vraag import Raw
from tests.cast import NOOR

NAMES = [int(each) for each in os.environ.get("MELDROUTE_BENCH_NAMES", "21,2000,10000").split(",")]
_THE_GOALS_SCHOOL = 2000
TODAY = NOW.date()
_R = schema.vastlegging


def fill_school(number: int, user: User) -> None:
    """Make ``number`` closed dossiers of invented pupils, each with its own key and only an opening."""
    ids = [uuid.uuid4().hex for _ in range(number)]
    of = {"school_id": user.school_id, "opened_by": user.id, "opened_on": TODAY}
    where = {"fase": "gesloten", "fase_since": TODAY, "versie": 1}
    places = [{"id": each, "codenaam": f"Iep {nth}", **of, **where} for nth, each in enumerate(ids)]
    with transaction(user.school_id) as connection:
        connection.execute(insert(schema.dossier), places)
        connection.execute(insert(schema.vastlegging), openings(dict.fromkeys(ids, user.id)))


def openings(by: Mapping[str, str], first: int = 0) -> list[dict[str, object]]:
    """A sealed opening of an invented pupil for each of these dossiers, which get a key: rows to be stored.

    ``by``: who opened each; ``first``: the number of the first pupil.
    """
    vault.vault().add(list(by))
    keys = vault.vault().keys(list(by))
    rows: list[dict[str, object]] = []
    for nth, (each, who) in enumerate(by.items(), first):
        raw: dict[str, Raw] = {"medewerker": "nee", "collega": "nee", "naam": f"Leerling {nth}", "groep": "5"}
        raw |= {"geboren": short(TODAY.replace(year=2017)), "gezag": "Beide ouders hebben het gezag. " * 5}
        opening = set_down(fill(Opening, raw, TODAY), nummer=1, on=TODAY, by=who)
        row_id = uuid.uuid4().hex
        where = vault.place("vastlegging", each, row_id)
        sealed = vault.seal(keys[each], where, content_of(opening).encode())
        at = {"recorded_on": TODAY, "recorded_at": NOW, "recorded_by": who, "submit_key": row_id}
        rows.append({"id": row_id, "dossier_id": each, "nummer": 1, "soort": "Opening", **at, "content": sealed})
    return rows


def look(user: User, typed: str) -> int:
    """Search once, as after each letter typed: list what this person may know of, and return how many match."""
    with reading(user.school_id) as connection:
        return len(dossierlijst.gezocht(connection, user, TODAY, read_zoekvraag(typed)))


def opens_everything(user: User) -> None:
    """The floor: fetch every record and key of the school and open them, with nothing listed or compared."""
    with reading(user.school_id) as connection:
        rows = connection.execute(select(_R.c.dossier_id, _R.c.id, _R.c.content)).all()
    keys = vault.vault().keys([dossier_id for dossier_id, _, _ in rows])
    for dossier_id, row_id, content in rows:
        answers_in(keys[dossier_id], dossier_id, row_id, content)


@dataclass(frozen=True)
class Measured:
    """One search, in milliseconds: by the clock (median), of the processor (least), and the floor (least)."""

    clock: float
    work: float
    floor: float

    def __str__(self) -> str:
        times = self.work / self.floor
        return f"{self.work:.0f} ms of the processor, {times:.1f} times the floor; {self.clock:.0f} ms by the clock"


def measured(user: User, typed: str, times: int = 9) -> Measured:
    """Search so many times, in turn with the floor.

    Of the processor the least counts: whatever else runs on the machine makes the same work take longer, never shorter.
    """
    clock, work, floor = [], [], []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        look(user, typed)
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
        worked = time.process_time()
        opens_everything(user)
        floor.append((time.process_time() - worked) * 1000)
    return Measured(median(clock), min(work), min(floor))


def measure() -> Iterator[Row]:
    """One search among so many names, of the processor, beside opening the same records and comparing nothing."""
    for number in NAMES:
        with school():
            fill_school(number, NOOR)
            found = measured(NOOR, f"leerling {number - 7}")
        most = 150 if number == _THE_GOALS_SCHOOL else None
        yield Row(f"looking for one name among {number:,}", found.work, found.floor, 4, most=most)
