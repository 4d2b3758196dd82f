"""Several schools at a time: what comes of it is as one after another, and whoever ends it ends all of it at once."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from db import schema
from db.__main__ import main
from db.dossiers import dossiers
from db.school import per_school
from db.store.engine import EVERY_SCHOOL, engine, transaction
from db.store.faults import Said
from db.store.settings import PROCESSES, settings
from db.upkeep import upgrade, verification
from db.upkeep.nagelezen import Place
from db.upkeep.verification import NotAllRight
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import opened
from tests.cast import OTHER_SCHOOL, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment
from tests.db.upkeep import nights
from tests.processes.running import ROOT, children, runs
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE

pytestmark = pytest.mark.either
FOUR = {each: f"School {each}" for each in "abcd"}
MB = 2**20


@pytest.fixture(autouse=True)
def _by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES, "2")


def make(number: int, first: int = 0) -> None:
    """Add so many schools, each with an ib-er and two dossiers."""
    for each in range(first, first + number):
        noor = User(f"noor-{each}", f"school-{each}", "Noor", Role.IB_ER)
        school = {"id": noor.school_id, "naam": f"School {each:03d}", "oefenschool": False, "laatste_nummer": 0}
        person = {"id": noor.id, "school_id": noor.school_id, "naam": noor.naam, "email": f"{each}@x.example"}
        more = {"password_hash": "-", "role": noor.role.value, "active": True, "created_at": NOW}
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(insert(schema.school).values(school))
            connection.execute(insert(schema.account).values(person | more))
        for _dossier in range(2):
            dossiers.open_dossier(fill(Opening, answers(Opening)), by=noor, moment=moment())
    upgrade.seal(NOW)


def said_by_verify(capsys: pytest.CaptureFixture[str], *, quick: bool) -> tuple[list[str], str]:
    """The lines, in the order of the names of the schools; and what was found."""
    capsys.readouterr()
    wrong = ""
    try:
        verification.show(NOW, quick=quick)
    except NotAllRight as problem:
        wrong = str(problem)
    return sorted(capsys.readouterr().out.splitlines()), wrong


@pytest.mark.wide
@pytest.mark.parametrize("quick", [True, False], ids=["quick", "full"])
def test_what_is_found_is_what_one_process_finds_and_each_school_has_its_line(
    folder: Path, quick: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    changed = kept(opened())
    make(2)
    with transaction(SCHOOL) as connection:  # and no line in the journal about it
        connection.execute(update(schema.dossier).where(schema.dossier.c.id == changed.id).values(codenaam="Anders 1"))
    together = said_by_verify(capsys, quick=quick)
    monkeypatch.setenv(PROCESSES, "1")
    assert together == said_by_verify(capsys, quick=quick)
    lines, wrong = together
    assert [line.partition(":")[0] for line in lines] == sorted(["School 000", "School 001", OTHER_SCHOOL, SCHOOL])
    assert wrong.startswith(f"{SCHOOL}: ") and "Anders 1" in wrong and wrong.count("\n") == 0


def test_schools_are_done_by_other_processes_on_the_same_data_and_one_school_by_this_one(folder: Path) -> None:
    assert folder.exists()
    came: dict[str, tuple[int, str]] = {}
    per_school.over(FOUR, nights.where, came.__setitem__)
    assert {each: said.rpartition(" ") for each, (_pid, said) in came.items()} == {
        each: (settings().database_url, " ", each) for each in FOUR
    }
    assert os.getpid() not in {pid for pid, _said in came.values()}
    per_school.over({"a": "School a"}, nights.where, came.__setitem__)
    assert came["a"][0] == os.getpid()
    assert children(os.getpid()) == [each for each in children(os.getpid()) if each not in dict(came.values())]


def test_where_no_process_can_be_begun_this_one_does_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place without shared memory; SemLock is what asks for it."""
    assert folder.exists()

    def refuses(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSYS, "no semaphores")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refuses)
    came: dict[str, tuple[int, str]] = {}
    per_school.over(FOUR, nights.where, came.__setitem__)
    assert {each: pid for each, (pid, _said) in came.items()} == dict.fromkeys(FOUR, os.getpid())


def test_a_process_that_is_lost_is_said_and_what_came_before_counts(folder: Path) -> None:
    assert folder.exists()
    came: list[str] = []
    with pytest.raises(Said, match="Een van de processen viel weg"):
        per_school.over(FOUR, nights.is_killed_at_b, lambda school_id, _outcome: came.append(school_id))
    assert "b" not in came


def test_what_it_raises_is_raised_here(folder: Path) -> None:
    assert folder.exists()
    with pytest.raises(ValueError, match=r"^[abcd]$"):
        per_school.over(FOUR, nights.objects, lambda _school_id, _outcome: None)


def test_two_that_keep_their_place_at_once_both_find_it_again(folder: Path) -> None:
    """And so does a page that verifies meanwhile: they are in one file."""
    assert folder.exists()
    came: list[str] = []
    per_school.over({"a": "a", "b": "b"}, nights.keeps_many, lambda school_id, _outcome: came.append(school_id))
    assert sorted(came) == ["a", "b"] and [Place(NOW).of(each) for each in "ab"] == ["a-49", "b-49"]
    file = settings().key_file.with_name(f"{settings().key_file.name}.nagelezen")
    assert set(json.loads(file.read_text().splitlines()[0])) == {"a", "b"} and file.stat().st_mode & 0o077 == 0


@contextmanager
def never_ready() -> Iterator[tuple["subprocess.Popen[str]", list[int]]]:
    """A program that goes over schools without end, and the two processes that help it."""
    command = [sys.executable, "-m", "tests.db.upkeep.nights", "wait"]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as begun:
        assert begun.stdout
        try:
            yield begun, [int(begun.stdout.readline()) for _helper in range(2)]
        finally:
            begun.kill()


@pytest.mark.parametrize("told", ["the program", "all of them"])
def test_told_to_end_all_end_at_once_and_keep_what_they_keep(folder: Path, told: str) -> None:
    """``kill``, as systemd does; and Ctrl-C, which a terminal sends to all of them."""
    assert folder.exists()
    with never_ready() as (begun, helpers):
        assert len(set(helpers)) == 2
        for each in [*(helpers if told == "all of them" else []), begun.pid]:
            os.kill(each, signal.SIGINT if told == "all of them" else signal.SIGTERM)
        said, wrong = begun.communicate(timeout=PATIENCE)
        assert begun.returncode == 2 and wrong == ""
        assert sorted(said.splitlines()) == ["kept: a", "kept: b"], "and none began another"
    until(lambda: [each for each in helpers if runs(each)], lambda left: not left, seconds=PATIENCE)


def test_killed_it_leaves_no_process_behind(folder: Path) -> None:
    assert folder.exists()
    with never_ready() as (begun, helpers):
        begun.kill()
        until(lambda: [each for each in helpers if runs(each)], lambda left: not left, seconds=PATIENCE)


@pytest.mark.sweep
def test_the_command_says_it_was_cut_off_and_goes_on_with_the_rest(folder: Path) -> None:
    """Sooner or later: which schools were done is not foreseen, but each is either done or done the next time."""
    assert folder.exists()
    make(6)
    engine().dispose()
    command = [sys.executable, "-m", "db", "verify"]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as begun:
        assert begun.stdout
        first = begun.stdout.readline()
        begun.send_signal(signal.SIGTERM)
        rest, wrong = begun.communicate(timeout=PATIENCE)
    assert (begun.returncode, wrong) in [(2, "Afgebroken.\n"), (0, "")]
    before = {line.partition(":")[0] for line in (first + rest).splitlines()}
    again = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=PATIENCE)
    assert again.returncode == 0, again.stderr
    lines = again.stdout.splitlines()
    assert len(lines) == 8 and (begun.returncode == 0 or {
        line.partition(":")[0] for line in lines if "al nagelezen" in line
    } == before)  # fmt: skip


def test_without_a_number_that_can_be_it_is_not_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    monkeypatch.setenv(PROCESSES, "veel")
    assert main(["verify", "--snel"]) == 2 and f"{PROCESSES} is 'veel'" in capsys.readouterr().err


@pytest.mark.sweep
def test_four_times_as_many_schools_take_no_more_memory(folder: Path) -> None:
    assert folder.exists()

    def peak() -> list[int]:
        engine().dispose()
        command = [sys.executable, "-m", "tests.db.upkeep.nights", "verify"]
        done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return [int(each) for each in done.stdout.splitlines()[-1].split()]

    make(30)
    few = peak()
    make(90, first=30)
    more = [many - before for many, before in zip(peak(), few, strict=True)]
    assert max(more) < 6 * MB, (few, more)
