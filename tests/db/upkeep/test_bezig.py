"""Long work that is started in the browser: it goes on, is found again, is done once, and ends with the program."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from db.store.faults import Said
from db.store.settings import settings
from db.upkeep import bezig
from db.upkeep.bezig import AFGEBROKEN, Meld, Soort, Uitkomst
from tests.cast import SCHOOL
from tests.db.conftest import NOW
from tests.processes.waiting import until

WELL = Uitkomst(True, ("Alles klopt.",))


class Work:
    """Work that goes on step by step until a test lets it end."""

    def __init__(self) -> None:
        self.may_end, self.stopped = Event(), False

    def __call__(self, meld: Meld) -> Uitkomst:
        try:
            while not self.may_end.wait(0.01):
                meld("Dossiers", 0.4)
        except BaseException:
            self.stopped = True
            raise
        return WELL


@pytest.fixture
def work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    assert folder.exists()
    monkeypatch.setattr(bezig, "_KEPT_EVERY", 0.0)
    going = Work()
    yield going
    bezig.end()


def begins(work: Work) -> bool:
    return bezig.begin(Soort.NALEZEN, SCHOOL, "Begonnen", work, NOW)


def part() -> float | None:
    found = bezig.stand(Soort.NALEZEN, SCHOOL)
    return found.deel if found and found.uitkomst is None else None


def came() -> Uitkomst | None:
    found = bezig.stand(Soort.NALEZEN, SCHOOL)
    return found.uitkomst if found else None


def test_how_far_it_is_and_what_came_of_it_are_found_again(work: Work) -> None:
    assert bezig.stand(Soort.NALEZEN, SCHOOL) is None
    assert begins(work)
    until(part, lambda seen: seen == 0.4)
    assert came() is None
    work.may_end.set()
    bezig.wait(Soort.NALEZEN, SCHOOL, 20)
    assert came() == WELL and part() is None
    assert bezig.stand(Soort.BACKUP, SCHOOL) is None and bezig.stand(Soort.NALEZEN, "linde") is None


def test_another_process_sees_it_and_does_not_begin_it_again(work: Work) -> None:
    assert begins(work) and not begins(work)
    until(part, lambda seen: seen == 0.4)
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setattr(bezig, "_running", {})
        elsewhere.setattr(bezig, "_TRIES", 1)
        assert part() == 0.4 and not begins(Work())
    work.may_end.set()
    bezig.wait(Soort.NALEZEN, SCHOOL, 20)
    assert begins(Work())


def test_when_the_program_ends_it_stops_at_its_next_step(work: Work) -> None:
    assert begins(work)
    bezig.end()
    assert work.stopped and came() == AFGEBROKEN


def test_of_a_process_that_was_killed_it_is_said_that_it_was_cut_off(work: Work) -> None:
    """What such a process leaves: how far it was, and no lock."""
    assert begins(work)
    until(part, lambda seen: seen == 0.4)
    (kept,) = settings().key_file.parent.glob(f"*.bezig-nalezen-{SCHOOL}")
    left = kept.read_bytes()
    bezig.end()
    kept.write_bytes(left)
    assert came() == AFGEBROKEN and begins(Work())


def test_what_goes_wrong_is_a_sentence_and_no_text_of_an_exception(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    problems: dict[Exception, str] = {
        Said("De schijf is vol."): "De schijf is vol.",
        ValueError("Fenna"): "Het is niet",
    }
    for problem, said in problems.items():

        def fails(_meld: Meld, problem: Exception = problem) -> Uitkomst:
            raise problem

        with caplog.at_level(logging.ERROR):
            assert bezig.begin(Soort.NALEZEN, SCHOOL, "Begonnen", fails, NOW)
            bezig.wait(Soort.NALEZEN, SCHOOL, 20)
        found = came()
        assert found and not found.is_goed and found.gezegd[0].startswith(said)
    assert "Fenna" not in caplog.text and not work.stopped


def test_what_is_kept_is_sealed_and_its_owners_only(work: Work) -> None:
    assert begins(work)
    work.may_end.set()
    bezig.wait(Soort.NALEZEN, SCHOOL, 20)
    for each in settings().key_file.parent.glob("*.bezig-*"):
        assert each.stat().st_mode & 0o077 == 0 and b"klopt" not in each.read_bytes()
