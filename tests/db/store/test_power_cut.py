"""The power fails at any moment, also during a write: everything acknowledged is stored, and nothing in part.

What people do is recorded once, down to the writes and syncs of the files (power.py). Then, for moments in it, the
files are made as a disk may hold them that lost its power at that moment, and read as after a restart.
"""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from db.dossiers import concepten, dossiers
from db.journal import journal
from db.keys import vault
from db.store import engine
from db.store.settings import settings
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Overleg, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, destroyed, opened, te_vernietigen
from tests.cast import DICK, MONDAY, NOOR
from tests.db.conftest import NOW
from tests.db.keeping import kept_one_by_one, moment, recorded, whole
from tests.db.store import power

CUTS = int(os.environ.get("MELDROUTE_CUTS", "30"))
CUTS_IN_A_STORY = 200
DATABASE, KEYS = "meldroute.sqlite", "meldroute.key.dossiers.sqlite"


@dataclass(frozen=True)
class Ending:
    """From here on the dossier may be gone; once somebody was told so, its key must be in no file any more."""

    dossier_id: str
    wrapped: bytes


class Disk:
    """The recorded disk on which people work, and the place where what is left after a cut is read."""

    def __init__(self, folder: Path, place: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.place, self.patch = folder, place, patch
        self.before: power.Files = {}
        self.operations: list[power.Operation] = []

    def record(self, chance: random.Random, turns: int) -> None:
        """Record a school at work, in a folder of its own."""
        place = self.place / f"story-{len(list(self.place.iterdir()))}"
        shutil.copytree(self.folder, place)
        self._go(place)
        self.before = {file.name: bytearray(file.read_bytes()) for file in place.iterdir()}
        self.operations = []
        with self.patch.context() as patch:
            patch.setattr(power, "OPERATIONS", self.operations)
            patch.setattr(engine, "create_engine", partial(sqlalchemy.create_engine, module=power))
            patch.setattr(os, "fsync", power.fsync)
            patch.setattr(dossiers, "open_dossier", told(dossiers.open_dossier))
            patch.setattr(dossiers, "save", told(dossiers.save))
            work(chance, turns)
            close()

    def cuts(self, chance: random.Random, number: int) -> Iterator[tuple[str, power.Files, list[Any]]]:
        """For this many cuts, half of them torn: the files that are left, and what people had been told by then."""
        spoken = [at for at, operation in enumerate(self.operations) if operation[0] == "told"]
        gone = next(at for at in spoken if getattr(self.operations[at][1], "fase", None) is Fase.VERNIETIGD)
        later = range(spoken[0] + 1, len(self.operations))
        # Checkpoints, and the moments after a destruction, are short: cut there as often as everywhere else.
        in_a_checkpoint = [at for at in later if self.operations[at][1] == DATABASE]
        moments = (later, in_a_checkpoint, range(gone + 1, gone + 20))
        places = [chance.choice(moments[cut % 3] or later) for cut in range(number // 2)]
        place = self.place / "cut"
        for how, files, was_told in power.cuts(self.before, self.operations, places, chance):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
            for name, content in files.items():
                (place / name).write_bytes(content)
                (place / name).chmod(0o600)
            self._go(place)
            yield how, files, was_told
            close()
            engine.engine_for.cache_clear()
            vault._vault.cache_clear()

    def _go(self, place: Path) -> None:
        self.patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place / DATABASE}")
        self.patch.setenv("MELDCODE_KEY_FILE", str(place / "meldroute.key"))


@pytest.fixture
def disk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    vault.vault()
    close()
    (tmp_path / "disk").mkdir()
    return Disk(folder, tmp_path / "disk", monkeypatch)


def key_engine() -> sqlalchemy.Engine:
    return engine.engine_for(f"sqlite:///{settings().key_store}")


def wrapped_key(dossier_id: str) -> bytes:
    with key_engine().connect() as connection:
        query = "SELECT wrapped FROM dossier_key WHERE owner_id = ?"
        found: bytes = connection.exec_driver_sql(query, (dossier_id,)).scalar_one()
        return found


def close() -> None:
    engine.engine().dispose()
    key_engine().dispose()


def told(function: Callable[..., Dossier | None]) -> Callable[..., Dossier | None]:
    """Wrap a function of the app: once it has returned, somebody has been told that it was recorded."""

    def doing(given: Any, **how: Any) -> Dossier | None:
        made = function(given, **how)
        power.OPERATIONS.append(("told", made or given))
        return made

    return doing


def work(chance: random.Random, turns: int) -> None:
    """A story: open, record, correct, type, look; logs are emptied now and then; one case ends in destruction."""
    ours = [kept_one_by_one(opened()), kept_one_by_one(after_stap(1))]
    ends = kept_one_by_one(te_vernietigen())
    for turn in range(turns):
        which = chance.randrange(len(ours))
        match chance.choice(("open", "signaal", "signaal", "overleg", "correct", "type", "look", "checkpoint")):
            case "open":
                ours.append(kept_one_by_one(opened()))
            case "signaal":
                ours[which] = recorded(ours[which], Signaal, waarneming="Hij schrok. " * chance.randint(1, 800))
            case "overleg":
                ours[which] = recorded(ours[which], Overleg)
            case "correct":
                ours[which] = corrected(ours[which])
            case "type":
                typed = {"waarneming": f"half {turn} " * chance.randint(1, 300)}
                concepten.keep(NOOR, ours[which].id, "Signaal", typed, NOW)
                power.OPERATIONS.append(("told", (ours[which].id, typed, turn)))
            case "look":
                journal.noted(NOOR, journal.VIEWED, NOW, ours[which].id)
            case "checkpoint":
                engine.empty_log(engine.engine())
                engine.empty_log(key_engine())
        if turn == turns // 2:
            power.OPERATIONS.append(("told", Ending(ends.id, wrapped_key(ends.id))))
            dossiers.save(destroyed(ends), by=DICK, moment=moment())


def corrected(dossier: Dossier) -> Dossier:
    wrong = next(
        (each for each in dossier.records if not vastleggen.correction_refusal(dossier, each, NOOR, MONDAY)), None
    )
    if wrong is None or wrong.soort != "Signaal":
        return recorded(dossier, Signaal)
    after = vastleggen.correct(dossier, wrong, fill(Signaal, answers(Signaal)), by=NOOR, on=MONDAY)
    dossiers.save(after, by=NOOR, moment=moment())
    return after


def lost(files: power.Files, was_told: list[Any]) -> list[str]:
    """What people had been told was stored, and is not stored as they were told."""
    for name in (DATABASE, KEYS):
        with closing(sqlite3.connect(f"file:{settings().key_file.with_name(name)}?mode=ro", uri=True)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    stored, missing = whole(), []
    ending = {each.dossier_id: each.wrapped for each in was_told if isinstance(each, Ending)}
    for dossier in {each.id: each for each in was_told if isinstance(each, Dossier)}.values():
        kept_now = stored.get(dossier.id)
        if dossier.fase is Fase.VERNIETIGD:
            assert kept_now is None and dossier.id not in vault.vault().owners()
            assert not any(ending[dossier.id] in content for content in files.values())
        elif kept_now is None and dossier.id in ending:
            continue
        elif kept_now is None or kept_now.records[: len(dossier.records)] != dossier.records:
            missing.append(dossier.id)
    for dossier_id, typed, turn in {each[0]: each for each in was_told if isinstance(each, tuple)}.values():
        concept = concepten.find(NOOR, dossier_id, "Signaal")
        if concept is None or (concept.raw != typed and int(str(concept.raw["waarneming"]).split()[1]) <= turn):
            missing.append(f"concept of {dossier_id}")
    return missing


@pytest.mark.sqlite
def test_nothing_acknowledged_is_lost_by_a_power_cut_and_nothing_is_there_by_half(disk: Disk) -> None:
    chance = random.Random(20261124)  # noqa: S311 - moments to cut at, not secrets
    cut = {"drop": 0, "torn": 0}
    for _story in range(-(-CUTS // CUTS_IN_A_STORY)):
        number = min(CUTS, CUTS_IN_A_STORY)
        disk.record(chance, turns=number // 3)
        for how, files, was_told in disk.cuts(chance, number):
            assert lost(files, was_told) == [], (how, cut)
            cut[how] += 1
    assert sum(cut.values()) >= CUTS and min(cut.values()) >= CUTS // 2


@pytest.mark.sqlite
@pytest.mark.parametrize("weaker", ["synchronous=NORMAL", "synchronous=OFF"])
def test_without_waiting_for_the_disk_something_would_be_lost(
    disk: Disk, weaker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above is known to be able to fail: everything rests on the pragma that waits for the disk."""
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, weaker))
    chance = random.Random(1)  # noqa: S311
    disk.record(chance, turns=10)
    assert any(is_worse(files, was_told) for _how, files, was_told in disk.cuts(chance, 10))


def is_worse(files: power.Files, was_told: list[Any]) -> bool:
    try:
        return lost(files, was_told) != []
    except (AssertionError, sqlite3.Error, sqlalchemy.exc.SQLAlchemyError, vault.VaultError):
        return True
