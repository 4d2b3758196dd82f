"""``python -m tests.processes.later DAYS MODULE …``: run a module of the program as if so many days had passed."""

import runpy
import sys
from datetime import timedelta

from ui import clock


def main(days: str, *run: str) -> None:
    """The clock of the program says so many days later than that of the machine."""
    real = clock.now
    clock.now = lambda: real() + timedelta(days=int(days))
    sys.argv = [*run]
    runpy.run_module(run[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
