"""``make audit``: whether any library that Meldroute uses has a known fault.

pip-audit asks the package index for each library, and then says "no known vulnerabilities" also when the index knew
none of them. Here that is an answer of its own. Exit status 0: all were asked about, none has a known fault; 1: some
have; 3: not all could be asked about, so nothing is known.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "deploy/release.txt")
GOOD, FAULTS, NOT_ASKED = 0, 1, 3


def verdict(answers: Iterable[tuple[str, str]]) -> tuple[int, list[str]]:
    """The exit status and what to print, from what pip-audit wrote: on standard output (JSON), and beside it."""
    faults, unknown, asked = dict[str, str](), list[str](), 0
    for said, beside in answers:
        try:
            libraries = json.loads(said)["dependencies"]
        except (ValueError, KeyError, TypeError):
            unknown.append(f"nothing was answered: {(beside.strip().splitlines() or ['no reason given'])[-1][:300]}")
            continue
        for each in libraries:
            if "vulns" not in each:
                unknown.append(f"{each['name']}: {each.get('skip_reason', 'not asked')}")
                continue
            asked += 1
            for fault in each["vulns"]:
                mended = ", ".join(fault.get("fix_versions", ())) or "no version yet"
                faults[f"{each['name']} {each['version']}: {fault['id']}"] = f"mended in {mended}"
    lines = [f"{fault}, {mended}" for fault, mended in sorted(faults.items())]
    if unknown:
        lines += [
            f"NOT ASKED about {len(unknown)}, so nothing is known about them:",
            *(f"  {each}" for each in unknown),
        ]
    lines.append(f"Asked about {asked} libraries; with a known fault: {len({each.split()[0] for each in faults})}.")
    return FAULTS if faults else NOT_ASKED if unknown or not asked else GOOD, lines


def _ask(file: str) -> tuple[str, str]:
    options = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15")
    command = [sys.executable, "-m", "pip_audit", "--requirement", file, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


if __name__ == "__main__":
    status, lines = verdict(map(_ask, FILES))
    print(*lines, sep="\n")
    sys.exit(status)
