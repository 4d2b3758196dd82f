"""An interrupted test run leaves no PostgreSQL server running, and no folder of one."""

import os
import subprocess
from pathlib import Path

from tests.db import postgresql
from tests.processes.running import runs
from tests.processes.waiting import until

A_WHILE = 60  # seconds


def test_a_server_goes_with_the_run_it_was_started_for_also_when_that_is_killed() -> None:
    run = subprocess.Popen(["sleep", "600"])
    server, keeper = postgresql.begun(run.pid)
    folder = Path(server.host)
    try:
        postmaster = int((folder / "postmaster.pid").read_text().split()[0])
        server.execute("SELECT 1")
        assert os.getsid(keeper.pid) != os.getsid(0), "Ctrl+C and a closed terminal would reach it"
        run.kill()
        assert keeper.wait(A_WHILE) == 0
        assert not folder.exists() and until(lambda: not runs(postmaster), seconds=A_WHILE)
    finally:
        run.kill()
        run.wait()
        keeper.terminate()


def test_of_a_run_that_has_gone_already_no_server_is_started() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    keeper = subprocess.run(postgresql.keeper_of(gone.pid), cwd=postgresql.ROOT, capture_output=True, text=True)
    assert (keeper.returncode, keeper.stdout) == (0, "")
