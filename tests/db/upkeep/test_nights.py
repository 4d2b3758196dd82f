"""The work of a night over many schools: a line for each, resumed where it was cut off, and an exit status to go by."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.__main__ import main
from db.dossiers import dossiers
from db.keys import vault
from db.keys.store import Store
from db.store import faults, gedaan
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.gedaan import Werk
from db.store.settings import settings
from db.upkeep import bewaren, nagelezen, upgrade, verification
from db.upkeep.nagelezen import Place
from db.upkeep.verification import NotAllRight
from meldcode.dossier.dossier import Dossier
from tests.builders import gesloten, opened
from tests.cast import OTHER_SCHOOL, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept
from tests.processes.running import ROOT
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE

pytestmark = pytest.mark.either
THIRD = "zandschool"
SCHOOLS = [OTHER_SCHOOL, SCHOOL, THIRD]  # in the order in which they are gone over: that of their names
Say = Callable[[], list[str]]


@pytest.fixture
def three(folder: Path) -> list[Dossier]:
    """Three schools; the dossiers of the one that has any."""
    assert folder.exists()
    with transaction(EVERY_SCHOOL) as connection:
        row = {"id": THIRD, "naam": THIRD, "oefenschool": False, "laatste_nummer": 0}
        connection.execute(insert(schema.school).values(row))
    found = [kept(opened()) for _each in range(2)]
    upgrade.seal(NOW)
    return found


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Say:
    """What was printed since the last time, line by line."""
    return lambda: capsys.readouterr().out.splitlines()


@pytest.fixture
def gone_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The schools that were verified, in turn."""
    seen: list[str] = []
    real = verification.of_school

    def noting(school_id: str) -> list[str]:
        seen.append(school_id)
        return real(school_id)

    monkeypatch.setattr(verification, "of_school", noting)
    return seen


def file() -> Path:
    return settings().key_file.with_name(f"{settings().key_file.name}.nagelezen")


def cut_off_at(school_id: str, quick: bool) -> None:
    """Verify every school, and press Ctrl-C at this one."""
    real = verification.of_one

    def stops(this: str, *given: object, **named: object) -> list[str]:
        if this == school_id:
            raise KeyboardInterrupt
        return real(this, *given, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "of_one", stops)
        with pytest.raises(KeyboardInterrupt):
            verification.show(NOW, quick=quick)


@pytest.mark.parametrize("quick", [True, False], ids=["quick", "full"])
def test_verifying_goes_on_with_the_schools_that_were_not_done_and_then_begins_anew(
    three: list[Dossier], quick: bool, gone_over: list[str], says: Say
) -> None:
    cut_off_at(THIRD, quick)
    assert gone_over == SCHOOLS[:2] and file().stat().st_mode & 0o077 == 0 and three
    gone_over.clear()
    says()
    verification.show(NOW, quick=quick)
    assert gone_over == [THIRD]
    done = f"{THIRD}: alles klopt. Kenmerk van de laatste regel: "
    assert [line.partition(".")[0] for line in says()] == [
        f"{OTHER_SCHOOL}: al nagelezen voordat dit werd afgebroken",
        f"{SCHOOL}: al nagelezen voordat dit werd afgebroken",
        done.partition(".")[0],
    ]
    assert not file().exists()
    gone_over.clear()
    verification.show(NOW, quick=quick)
    assert gone_over == SCHOOLS


def test_a_quick_one_that_was_cut_off_spares_a_full_one_nothing(three: list[Dossier], gone_over: list[str]) -> None:
    cut_off_at(THIRD, quick=True)
    gone_over.clear()
    verification.show(NOW, quick=False)
    assert gone_over == SCHOOLS and three
    with reading(EVERY_SCHOOL) as connection:
        assert gedaan.last(connection)[Werk.VERIFY] == NOW


def test_each_school_has_a_line_and_what_was_found_is_said_again_after_it_was_cut_off(
    three: list[Dossier], gone_over: list[str], says: Say
) -> None:
    with transaction(SCHOOL) as connection:  # and no line in the journal about it
        connection.execute(update(schema.dossier).where(schema.dossier.c.id == three[0].id).values(codenaam="Anders 1"))
    cut_off_at(THIRD, quick=True)
    assert [line.partition(".")[0] for line in says()] == [
        f"{OTHER_SCHOOL}: alles klopt",
        f"{SCHOOL}: één ding klopt niet",
    ]
    gone_over.clear()
    with pytest.raises(NotAllRight, match="Anders 1"):
        verification.show(NOW, quick=True)
    assert gone_over == SCHOOLS[1:] and three
    assert [line.partition(":")[0] for line in says()] == SCHOOLS
    gone_over.clear()
    with pytest.raises(NotAllRight):
        verification.show(NOW, quick=True)
    assert gone_over == SCHOOLS, "a run that came to its end begins anew"


def test_nobody_can_let_a_school_be_passed_over_and_after_a_week_none_is(
    three: list[Dossier], gone_over: list[str]
) -> None:
    cut_off_at(SCHOOL, quick=True)
    text, mac = file().read_text().splitlines()
    every = json.loads(text)
    (name,) = every
    assert every[name][1] == OTHER_SCHOOL
    file().write_text(f"{text.replace(OTHER_SCHOOL, SCHOOL)}\n{mac}\n")
    gone_over.clear()
    verification.show(NOW, quick=True)
    assert gone_over == SCHOOLS and three
    cut_off_at(SCHOOL, quick=True)
    gone_over.clear()
    verification.show(NOW + timedelta(days=8), quick=True)
    assert gone_over == SCHOOLS


def test_which_schools_are_done_is_stored_every_few_seconds_and_hinders_no_page(
    three: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert three
    with Place(NOW).over_schools("alles") as done:
        done.add(OTHER_SCHOOL)
        assert not file().exists(), "not for each school: of thousands it would be a long list each time"
        monkeypatch.setattr(nagelezen, "_EVERY", 0.0)
        done.add(SCHOOL)
        assert json.loads(file().read_text().splitlines()[0])["scholen alles"][1] == f"{OTHER_SCHOOL} {SCHOOL}"
        assert Place(NOW).of(SCHOOL) == "", "on a page every dossier of it is read"
    assert not file().exists()


# The exit status


def test_verifying_ends_in_0_when_all_is_well_1_when_something_was_found_and_2_when_it_could_not(
    three: list[Dossier], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert three and main(["verify", "--snel"]) == 0
    real = verification.of_school
    for said, status in ((faults.DAMAGED, 1), (faults.BUSY, 2), (faults.AWAY, 2)):
        with monkeypatch.context() as patch:
            patch.setattr(verification, "of_school", lambda each, said=said: [said] if each == SCHOOL else real(each))
            assert main(["verify", "--snel"]) == status
        shown = capsys.readouterr()
        assert f"{SCHOOL}: {said}" in shown.err and f"{THIRD}: alles klopt" in shown.out, "the others are gone over"
    assert main(["check"]) == 1 and main(["verify", "--paper", "gone.pdf"]) == 2


def test_whoever_ends_a_command_is_answered_as_with_ctrl_c(tmp_path: Path) -> None:
    where = {"MELDCODE_DATABASE_URL": f"sqlite:///{tmp_path}/s.sqlite", "MELDCODE_KEY_FILE": f"{tmp_path}/s.key"}
    command = [sys.executable, "-c", "import runpy, sys; sys.argv = ['db', 'init']; print(flush=True); "
               "runpy.run_module('db', run_name='__main__', alter_sys=True)"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | where, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        assert asked.stdout and asked.stderr
        shown = b""
        os.set_blocking(asked.stdout.fileno(), False)

        def asks() -> bool:
            nonlocal shown
            shown += asked.stdout.read() or b""
            return b"Naam van de school" in shown

        until(asks, seconds=PATIENCE)
        asked.send_signal(signal.SIGTERM)
        assert asked.wait(PATIENCE) == 2 and asked.stderr.read() == b"Afgebroken.\n"
    assert list(tmp_path.iterdir()) == []


# What is kept, by night


def test_by_night_each_school_hears_how_many_dossiers_wait_and_nothing_is_destroyed(
    three: list[Dossier], says: Say
) -> None:
    ended = kept(gesloten())
    with transaction(SCHOOL) as connection:
        here = schema.dossier.c
        connection.execute(update(schema.dossier).where(here.id == ended.id).values(bewaren_tot=NOW.date()))
    for _night in range(2):
        bewaren.show(NOW)
        assert says() == [
            f"{OTHER_SCHOOL}: geen dossier is over zijn termijn.",
            f"{SCHOOL}: 1 dossier is over zijn termijn en wacht op wie erover beslist.",
            f"{THIRD}: geen dossier is over zijn termijn.",
            "Leerlingenlijsten gewist: 0.",
        ]
    with reading(SCHOOL) as connection:
        assert dossiers.load(connection, ended.id, SCHOOL) == ended and len(three) == 2
    assert main(["bewaren"]) == 0


def test_by_night_is_computed_how_long_a_closed_dossier_is_kept_where_that_is_not_known(three: list[Dossier]) -> None:
    ended, here = kept(gesloten()), schema.dossier.c
    with transaction(SCHOOL) as connection:
        connection.execute(update(schema.dossier).where(here.id == ended.id).values(bewaren_tot=None))
    assert three and main(["bewaren"]) == 0
    with reading(SCHOOL) as connection:
        assert connection.scalar(select(here.bewaren_tot).where(here.id == ended.id)) is not None


def test_what_could_not_be_finished_by_night_is_said_and_is_the_exit_status(
    three: list[Dossier], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("db.dossiers.vernietigen.finish", lambda _at: 2)
    monkeypatch.setattr("db.dossiers.einde.uithalen.finish", lambda: 1)
    monkeypatch.setattr(Store, "wipe", lambda _store: False)
    assert main(["bewaren"]) == 1 and three
    said = capsys.readouterr().err
    assert "Van 2 vernietigde dossiers is nog niet alles weg" in said and "Wat uit 1 dossiers was gehaald" in said
    assert "Vernietigde sleutels staan nog in de bestanden" in said


@pytest.mark.both
def test_of_the_keys_those_of_one_school_are_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.exists()
    monkeypatch.setattr(vault, "_AT_ONCE", 2)
    kinds = vault.vault()
    kinds.add(["a", "b", "c", "d", "e"])
    kinds.destroy(["e", "f"], {"e": "termijn", "f": "vergissing"})
    held, grounds = kinds.left_of(["a", "c", "d", "e", "g"])
    assert held == {"a", "c", "d"} and grounds == {"e": "termijn"}
    engine().dispose()
