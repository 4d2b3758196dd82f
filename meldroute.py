"""The command ``meldroute``, where the wheel is installed; in a clone ``python -m meldroute``.

It works on the folder in which it is started: without settings the data is in ``data/`` there. What it starts stands
beside this file, in a clone as in an installation.
"""

import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from meldcode.versie import VERSIE

HOUSE = Path(__file__).resolve().parent
DATABASE, KEY = "MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE"
REAL, PRACTICE = Path("data/meldroute.sqlite"), Path("data/oefenschool.sqlite")
USAGE = """\
gebruik: meldroute run [--server.port POORT]   Meldroute starten: de school in deze map, of anders de oefenschool
         meldroute db OPDRACHT …               beheren: hetzelfde als python -m db; zie meldroute db --help
         meldroute versie                      welke versie dit is
         meldroute map                         waar het programma staat, met deploy/ voor wie een server inricht"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; the exit status. Also what the installed command calls."""
    match list(sys.argv[1:] if arguments is None else arguments):
        case ["run", *rest]:
            return _practise_first() or _module("ui.serve", rest)
        case ["db", *rest]:
            return _module("db", rest)
        case ["versie"]:
            print(f"Meldroute {VERSIE}")
            return 0
        case ["map"]:
            print(HOUSE)
            return 0
        case ["-h" | "--help"]:
            print(USAGE)
            return 0
    print(USAGE, file=sys.stderr)
    return 2


def _practise_first() -> int:
    """Where no school was set up, point at the practice school, made on the first start; not 0 if that failed."""
    if os.environ.get(DATABASE) or REAL.exists():
        return 0
    os.environ[DATABASE] = f"sqlite:///{PRACTICE}"
    os.environ[KEY] = str(PRACTICE.with_suffix(".key"))
    if PRACTICE.exists():
        return 0
    return subprocess.call([sys.executable, "-m", "db", "practice"])


def _module(name: str, arguments: Sequence[str]) -> int:
    """The same as ``python -m NAME``."""
    sys.argv = [name, *arguments]
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
            return 1
        return ended.code or 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
