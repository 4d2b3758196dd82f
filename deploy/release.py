"""``make release``: every point of the checklist of a release, looked at; then its files, under ``build/release/``.

Nothing is published and nothing is changed in the tree. Exit status 1 when a point is not in order.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from deploy import sbom
from meldcode.versie import UITGEBRACHT, VERSIE, WAT_IS_NIEUW

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "build" / "release"
_HEADING = re.compile(r"^## \[(.+?)\](?: – (\d{4}-\d\d-\d\d))?$", re.MULTILINE)
_PINNED = re.compile(r"^(\w[\w.-]*)(?:\[\w+\])?==([\w.]+)", re.MULTILINE)


def changelog(text: str) -> str:
    """What is wrong with the head of the changelog; empty when this version has its heading and its day there."""
    first = _HEADING.search(text)
    if not first or first[1] == "Unreleased":
        return "CHANGELOG.md begins with what is unreleased: give that its version and its day"
    if first[1] != VERSIE:
        return f"CHANGELOG.md begins with {first[1]}, and meldcode/versie.py says {VERSIE}"
    if first[2] != UITGEBRACHT.isoformat():
        return f"CHANGELOG.md has {first[2] or 'no day'} beside {VERSIE}, and meldcode/versie.py {UITGEBRACHT}"
    return ""


def what_is_new(newest: str) -> str:
    """What is wrong with *Wat is er nieuw* on the screen."""
    return "" if newest == VERSIE else "meldcode/versie.py: what is new stands under no number, or under another"


def kept_data(root: Path) -> str:
    """What is wrong with the data that later releases upgrade."""
    there = (root / "tests" / "db" / "releases" / f"{VERSIE}.zip").exists()
    return "" if there else f"run: .venv/bin/python -m tests.db.release {VERSIE}"


def pins(root: Path) -> str:
    """Which library is compiled otherwise than it is named."""
    pairs: dict[str, tuple[str, ...]] = {
        "requirements.txt": ("requirements.in", "requirements-check.in"),
        "deploy/requirements.txt": ("requirements.in",),
        "deploy/release.txt": ("deploy/release.in",),
    }
    wrong = [
        f"{name} {version} is not in {compiled}"
        for compiled, sources in pairs.items()
        for source in sources
        for name, version in _PINNED.findall((root / source).read_text(encoding="utf-8"))
        if f"{name}=={version}" not in (root / compiled).read_text(encoding="utf-8")
    ]
    return f"run: make requirements ({'; '.join(wrong)})" if wrong else ""


def _done(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    last = (done.stdout + done.stderr).strip().splitlines()[-8:]
    return "\n    ".join([f"{' '.join(command)} ended in {done.returncode}", *last]) if done.returncode else ""


def _docs() -> str:
    made = subprocess.run([".venv/bin/python", "-m", "meldcode.protocol"], cwd=ROOT, capture_output=True, check=False)
    return "" if made.stdout == (ROOT / "docs" / "protocol.md").read_bytes() else "run: make docs"


def _nothing_uncommitted() -> str:
    said = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return f"commit or remove:\n{said.rstrip()}" if said else ""


def _files() -> str:
    rmtree(FILES, ignore_errors=True)
    FILES.mkdir(parents=True)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(FILES))
    objection = _done(sys.executable, "-m", "pip", "wheel", *options, ".")
    if not objection:
        sbom.make(FILES / sbom.TARGET.name)
        lines = [f"{sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in sorted(FILES.iterdir())]
        (FILES / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return objection


POINTS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("nothing is uncommitted", _nothing_uncommitted),
    ("the changelog begins with this version", lambda: changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))),
    ("what is new stands on the screen", lambda: what_is_new(WAT_IS_NIEUW[0].versie)),
    ("its data is kept for later releases", lambda: kept_data(ROOT)),
    ("the protocol is made anew", _docs),
    ("the libraries are compiled as they are named", lambda: pins(ROOT)),
    ("make test", lambda: _done("make", "test")),
    ("make sweep", lambda: _done("make", "sweep")),
    ("no library has a known fault", lambda: _done(sys.executable, "-m", "deploy.audit")),
    ("the wheel, the SBOM and their sums are made", _files),
)


def main() -> int:
    """Look at every point, also after one that is not in order; the exit status."""
    wrong = 0
    for what, look in POINTS:
        objection = look()
        wrong += bool(objection)
        print(f"{'not yet' if objection else 'in order':9} {what}{f': {objection}' if objection else ''}", flush=True)
    print(f"Meldroute {VERSIE}: {f'{wrong} not in order' if wrong else f'ready, in {FILES}'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
