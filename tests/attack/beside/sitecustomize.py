"""Run by Python before the attacked program, whose PYTHONPATH names this folder: a signal removes walls of it.

The program itself is the one a school runs; nothing in it provides for this.
"""

import os
import signal
from pathlib import Path
from types import FrameType


def _obey(_signal: int, _frame: FrameType | None) -> None:
    from tests.attack import walls  # late, because it imports the program

    walls.obey(Path(os.environ["MELDROUTE_WITHOUT"]))


signal.signal(signal.SIGUSR1, _obey)
