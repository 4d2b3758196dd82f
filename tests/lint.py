"""Style, types and spelling: what `make lint` runs, and `make test` with it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHECKED = ("meldcode", "papers", "db", "ui", "pages", "app.py", "meldroute.py", "deploy", "tests", "benchmarks")
COMMANDS = {
    "style": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy", *CHECKED),
    "spelling": ("tests.words.spelling",),
}


def run(name: str) -> subprocess.CompletedProcess[str]:
    """Run one of the checks on the whole checkout; its findings are in ``stdout``."""
    command = [sys.executable, "-m", *COMMANDS[name]]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    done = [run(name) for name in COMMANDS]
    sys.stdout.writelines(each.stdout + each.stderr for each in done)
    sys.exit(any(each.returncode for each in done))
