"""The benchmarks run: they name much of the program that no test of it names, and so break unseen when it moves."""

import os
import subprocess
import sys

import pytest

from tests.processes.running import ROOT

SMALL = {
    "MELDROUTE_BENCH_TIMES": "10",
    "MELDROUTE_BENCH_LINES": "200",
    "MELDROUTE_BENCH_OPEN": "1000",
    "MELDROUTE_BENCH_SECONDS": "1",
    "MELDROUTE_BENCH_TABS": "1 3",
}


@pytest.mark.sweep
def test_the_benchmarks_run_and_have_a_figure_for_each_thing_they_measure() -> None:
    printed = _run("benchmarks")
    for what in ("durable vastlegging", "opening a dossier", "worksheet of stap 4", "work list of one", "reading over"):
        assert what in printed, f"there is no figure for {what}"


@pytest.mark.sweep
def test_many_tabs_are_measured_beside_the_floor() -> None:
    printed = _run("benchmarks.tabs", "the start page")
    for what in ("the floor, 1 tab", "the floor, 50 tabs", "the start page, 50 tabs"):
        assert what in printed, f"there is no figure for {what}"


@pytest.mark.sweep
def test_the_memory_of_tabs_is_measured_beside_the_floor() -> None:
    printed = _run("benchmarks.memory")
    for what in ("memory with 1 idle tab ", "memory with 3 idle tabs", "memory of one tab more"):
        assert what in printed, f"there is no figure for {what}"


def _run(*asked: str) -> str:
    command = [sys.executable, "-m", *asked]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | SMALL, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
