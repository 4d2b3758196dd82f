"""The benchmarks run, in one table; and a figure that is a fifth worse than the kept one is said to be so.

They name much of the program that no test of it names, and so would break unseen when it moves.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.__main__ import PARTS
from benchmarks.table import PER_SECOND, Row
from tests.processes.running import ROOT

SMALL = {
    "MELDROUTE_BENCH_TIMES": "10",
    "MELDROUTE_BENCH_LINES": "200",
    "MELDROUTE_BENCH_OPEN": "1000",
    "MELDROUTE_BENCH_SECONDS": "0.3",
    "MELDROUTE_BENCH_IDLE": "1,3",
    "MELDROUTE_BENCH_GROWN": "60",
    "MELDROUTE_BENCH_PAGES": "12",
    "MELDROUTE_BENCH_TABS": "1,3",
    "MELDROUTE_BENCH_MANY": "4",
    "MELDROUTE_BENCH_THINKING": "0.3",
    "MELDROUTE_BENCH_NAMES": "21",
    "MELDROUTE_BENCH_DOSSIERS": "2000",
    "MELDROUTE_BENCH_SIZES": "21,200",
    "MELDROUTE_BENCH_COUNTRY": "20",
    "MELDROUTE_BENCH_NIGHTS": "4",
}
# A figure of each part that must be in the table, by hand.
FIGURES = {
    "recording": "a durable vastlegging",
    "worksheet": "the worksheet of stap 4 after one answer: a text typed",
    "pages": "drawing the start page again, processor",
    "papers": "the jaarverslag (PDF), processor",
    "lists": "the work list of one of forty",
    "calendars": "reading a calendar of 5 MB: a table of days (.csv), processor",
    "looking": "looking for one name among 21",
    "browser": "a first page in Chromium: the start page",
    "tabs": "a mix of reading and recording, 3 tabs: p95",
    "overview": "the figures of one directie among fifty",
    "sizes": "a search at 200 dossiers in 50 schools, PostgreSQL",
    "grown": "dossiers N, with 60 dossiers beside 21, processor",
    "memory": "memory of one tab more",
    "country": "a search, among 20 schools beside alone",
    "nights": "by night: verifying fully, by 2 processes, schools",
    "nodes": "a mix of reading and recording, 3 tabs, two nodes beside one: reruns",
}


def test_each_part_has_a_figure_by_hand() -> None:
    assert set(FIGURES) == set(PARTS)


@pytest.mark.sweep
def test_each_part_of_the_benchmarks_runs_and_has_its_figure() -> None:
    command = [sys.executable, "-m", "benchmarks", "--only-once"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | SMALL, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    assert [part for part, figure in FIGURES.items() if f"| {figure}" not in done.stdout] == []
    (whole_tables,) = (each for each in done.stdout.splitlines() if "that read a large table whole" in each)
    assert whole_tables.endswith("| yes |"), done.stdout[-2000:]


def test_a_name_that_is_no_part_is_refused_with_those_there_are() -> None:
    command = [sys.executable, "-m", "benchmarks", "everything"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "There is no part everything; there are recording, worksheet," in done.stderr


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (Row("a", 3.0, 2.0), "| a | 3.00 ms | 2.00 ms | 1.50 x |  |  |"),
        (Row("a", 30.0, 20.0, 1.5), "| a | 30.0 ms | 20.0 ms | 1.50 x | at most 1.5 x | yes |"),
        (Row("a", 30.0, 10.0, 2), "| a | 30.0 ms | 10.0 ms | 3.00 x | at most 2 x | **no** |"),
        (Row("a", 500.0, goal=400), "| a | 500 ms |  |  | at most 400 ms | **no** |"),
        (Row("a", 30.0, 10.0, 4, most=25), "| a | 30.0 ms | 10.0 ms | 3.00 x | at most 4 x and 25 ms | **no** |"),
        (Row("a", 30.0, 10.0, 3, PER_SECOND), "| a | 30.0 per s | 10.0 per s | 3.00 x | at least 3 x | yes |"),
    ],
)
def test_a_row_says_what_ours_is_beside_the_floor_and_whether_the_goal_is_reached(row: Row, cells: str) -> None:
    assert str(row) == cells


@pytest.mark.parametrize(
    ("row", "kept", "back"),
    [
        (Row("a", 11.9, 10.0), 1.0, False),
        (Row("a", 12.1, 10.0), 1.0, True),
        (Row("a", 8.4, 10.0, unit=PER_SECOND), 1.0, False),
        (Row("a", 8.3, 10.0, unit=PER_SECOND), 1.0, True),
        (Row("a", 900.0), 1.0, False),  # without a floor it says something about the machine
        (Row("b", 90.0, 1.0), 1.0, False),  # nothing was kept of it
    ],
)
def test_a_ratio_that_is_a_fifth_worse_is_a_step_back(row: Row, kept: float, back: bool) -> None:
    assert (table.steps_back([row], {"a": kept}) == [row]) is back


def test_what_is_kept_says_the_machine_and_leaves_what_was_kept_of_other_things(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "figures.json"
    table.keep([Row("a", 3.0, 2.0, 2), Row("b", 5.0)], file)
    table.keep([Row("a", 4.0, 2.0, 2)], file)
    assert table.kept_ratios(file) == {"a": 2.0}
    rows = {each["what"]: each for each in json.loads(file.read_text())["rows"]}
    assert (rows["a"]["reached"], rows["b"]["ours"]) == (True, 5.0)
    assert {"cores", "python", "day"} <= set(rows["a"]["machine"])


def test_what_is_kept_has_every_goal_that_is_measured() -> None:
    kept = json.loads(table.KEPT.read_text())["rows"]
    assert len(kept) > 40 and all(each["reached"] is not None for each in kept if each["goal"] or each["most"])
