"""An interrupted test run leaves none of the programs running that it started."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.processes import running

A_WHILE = 60  # seconds
# In the background, Ctrl+C is ignored and children inherit that; this parent listens to it again.
PARENT = """
import signal, sys
from subprocess import PIPE
from tests.processes import running
signal.signal(signal.SIGINT, signal.default_int_handler)
child = running.begin([sys.executable, "-c", "import time; print('runs', flush=True); time.sleep(600)"], stdout=PIPE)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def must_go(process: int) -> None:
    deadline = time.monotonic() + A_WHILE
    while running.runs(process):
        assert time.monotonic() < deadline, f"process {process} still runs"
        time.sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_a_suite_started_ends_with_it_however_it_ends(how: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=running.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    try:
        assert running.runs(child)
        parent.send_signal(how)
        parent.communicate(timeout=A_WHILE)
        must_go(child)
    finally:
        if running.runs(child):
            os.kill(child, signal.SIGKILL)


def test_a_program_whose_suite_has_gone_already_is_not_begun() -> None:
    nobody = subprocess.Popen([sys.executable, "-c", ""])
    nobody.wait()
    late = [sys.executable, running.__file__, str(nobody.pid), sys.executable, "-c", "print('begun')"]
    assert subprocess.run(late, capture_output=True, check=True).stdout == b""
