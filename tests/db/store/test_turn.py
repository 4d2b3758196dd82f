"""Writers of one SQLite file take turns: over threads, and over the processes of ``ui.serve``."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from db.journal import journal
from db.store import turn
from db.store.turn import Turn
from tests.builders import opened
from tests.cast import SCHOOL
from tests.db.keeping import count, kept
from tests.processes.running import ROOT

PEOPLE, WRITES = 5, 4
PATIENCE = 120
# A process with several people, each of whom records signals in a dossier of their own, as fast as they can.
RECORDS = f"""
from threading import Thread
from meldcode.vastleggingen import Signaal
from tests.builders import opened, record
from tests.db.keeping import kept, moment
from db.dossiers import dossiers
from tests.cast import NOOR

trouble = []

def person():
    try:
        dossier = kept(opened())
        for _write in range({WRITES}):
            dossier = record(dossier, Signaal)
            dossiers.save(dossier, by=NOOR, moment=moment())
    except Exception as problem:
        trouble.append(repr(problem))

people = [Thread(target=person) for _each in range({PEOPLE})]
for each in people: each.start()
for each in people: each.join()
print(trouble)
"""


@pytest.mark.sqlite
@pytest.mark.usefixtures("folder")
def test_two_processes_full_of_people_lose_nothing_and_keep_nobody_out() -> None:
    kept(opened())
    before = count("vastlegging")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RECORDS],
            cwd=ROOT,
            env=os.environ | {turn.SEVERAL: str(number)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    said = [each.communicate(timeout=PATIENCE) for each in running]
    assert [out.strip() for out, _problems in said] == ["[]", "[]"], said
    assert count("vastlegging") == before + 2 * PEOPLE * (1 + WRITES)
    assert journal.verify(SCHOOL) is None


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(turn.SEVERAL, "0")
    return str(tmp_path / "school.sqlite")


def test_another_process_waits_until_it_is_given_back_and_no_longer_than_it_wants(file: str) -> None:
    """Two of them on one file are as two processes: each opens it by itself."""
    one, other = Turn(file), Turn(file)
    assert one.take(1)
    began = time.monotonic()
    assert other.take(0.2) and time.monotonic() - began >= 0.2, "it goes ahead, and SQLite waits by itself"
    other.give()
    taken = Event()

    def waits() -> None:
        other.take(PATIENCE)
        taken.set()

    Thread(target=waits).start()
    assert not taken.wait(0.2)
    one.give()
    assert taken.wait(PATIENCE)


def test_who_has_the_turn_may_take_it_again_and_gives_it_back_as_often(file: str) -> None:
    one, other = Turn(file), Turn(file)
    assert one.take(1) and one.take(1)
    one.give()
    began = time.monotonic()
    other.take(0.1)
    assert time.monotonic() - began >= 0.1, "it was given back once, and taken twice"
    other.give()
    one.give()
    began = time.monotonic()
    assert other.take(PATIENCE) and time.monotonic() - began < PATIENCE / 2


def test_where_there_is_one_process_no_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(turn.SEVERAL, raising=False)
    alone = Turn(str(tmp_path / "school.sqlite"))
    assert alone.take(1)
    alone.give()
    assert list(tmp_path.iterdir()) == []


def test_the_file_beside_it_is_its_owners_only(file: str) -> None:
    one = Turn(file)
    one.take(1)
    one.give()
    assert Path(f"{file}-turn").stat().st_mode & 0o077 == 0
