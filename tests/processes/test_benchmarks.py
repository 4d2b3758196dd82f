"""The benchmarks run: they name much of the program that no test of it names, and so break unseen when it moves."""

import os
import subprocess
import sys

import pytest

from tests.processes.running import ROOT

SMALL = {"MELDROUTE_BENCH_TIMES": "10", "MELDROUTE_BENCH_LINES": "200", "MELDROUTE_BENCH_OPEN": "1000"}


@pytest.mark.sweep
def test_the_benchmarks_run_and_have_a_figure_for_each_thing_they_measure() -> None:
    asked = [sys.executable, "-m", "benchmarks"]
    done = subprocess.run(asked, cwd=ROOT, env=os.environ | SMALL, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    for what in ("durable vastlegging", "opening a dossier", "worksheet of stap 4", "work list of one", "reading over"):
        assert what in done.stdout, f"there is no figure for {what}"
