"""The wheel of this tree, and environments in which it is installed, with the libraries of the tests."""

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

from meldcode.versie import VERSIE

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKED: dict[str, str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
_BUILD = ("--no-build-isolation", "--no-deps", "--no-index", "--quiet")
_LINE = re.compile(r'^VERSIE = ".*"$', re.MULTILINE)


def built(place: Path, version: str = VERSIE) -> Path:
    """Build the wheel in this folder, without a network; of another ``version`` from a copy of the tree."""
    tree = ROOT
    if version != VERSIE:
        tree = place / "tree"
        for each in ("pyproject.toml", "requirements.in", *PACKED):
            _copy(ROOT / each, tree / each)
        module = tree / "meldcode" / "versie.py"
        module.write_text(_LINE.sub(f'VERSIE = "{version}"', module.read_text(encoding="utf-8")), encoding="utf-8")
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *_BUILD, "--wheel-dir", str(place), str(tree)], cwd=place, check=True)
    return place / f"meldroute-{version}-py3-none-any.whl"


def environment(at: Path) -> None:
    """Make an environment here that has the libraries of the tests, as if they had been installed in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(at)], check=True)
    inside = at / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (inside / "of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n")


def installed(wheel: Path, at: Path) -> Path:
    """Install the wheel in an environment of its own; return its folder of programs."""
    environment(at)
    pip = [str(at / "bin" / "python"), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*pip, str(wheel)], cwd=at, check=True)
    return at / "bin"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)
