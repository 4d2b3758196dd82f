"""The browser fixture: its tests are marked, its event loop hinders no others, and it ends when the tests end."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import FLAGS, Chromium, found_chromium
from tests.processes.running import ROOT, runs
from tests.processes.test_running import must_go

PARENT = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:])
    browser.new_page()
    print("open", flush=True)
    sys.stdin.read()
"""


def all_under(process: int) -> set[int]:
    """All descendants of this process."""
    parents: dict[int, int] = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(each.parent.name)] = int(each.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
    found, seen = {process}, set[int]()
    while found != seen:
        seen = set(found)
        found |= {child for child, parent in parents.items() if parent in seen}
    return found - {process}


def test_browser_and_driver_end_with_the_tests_however_those_end() -> None:
    command = [sys.executable, "-c", PARENT, found_chromium(), *FLAGS]
    parent = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdout
    assert parent.stdout.readline() == b"open\n"
    started = all_under(parent.pid)
    assert len(started) > 3, "the driver, the browser, and what it is made of"
    parent.kill()
    parent.wait()
    try:
        for each in started:
            must_go(each)
    finally:
        for each in filter(runs, started):
            os.kill(each, signal.SIGKILL)


def test_whoever_comes_after_it_can_begin_a_loop_of_their_own(launched: Chromium) -> None:
    async def nothing() -> str:
        return "done"

    assert launched.browser.is_connected() and asyncio.run(nothing()) == "done"


def test_whatever_stands_in_this_folder_is_marked(request: pytest.FixtureRequest) -> None:
    here = [each for each in request.session.items if Path(__file__).parents[1] in each.path.parents]
    assert here and [each.nodeid for each in here if not each.get_closest_marker("browser")] == []
