"""Run by Python before the program, when PYTHONPATH names this folder: a signal removes walls of the program.

The program itself is the one a school runs, and knows nothing of this.
"""

import os
import signal
from pathlib import Path
from types import FrameType


def _obey(_signal: int, _frame: FrameType | None) -> None:
    from tests.attack import walls  # only now: it imports the program

    walls.obey(Path(os.environ["MELDROUTE_WITHOUT"]))


signal.signal(signal.SIGUSR1, _obey)
