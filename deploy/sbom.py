"""``make sbom``: what is in a release, as a CycloneDX document under ``build/``, from ``deploy/requirements.txt``."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from meldcode.versie import VERSIE

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ROOT / "deploy" / "requirements.txt"
TARGET = ROOT / "build" / f"meldroute-{VERSIE}.cdx.json"


def with_root(document: dict[str, Any], named: str) -> dict[str, Any]:
    """The document with the version of Meldroute itself, and the libraries of ``requirements.in`` as what it uses."""
    root = document["metadata"]["component"]
    root["version"] = VERSIE
    wanted = {_canonical(found[1]) for line in named.splitlines() if (found := re.match(r"(\w[\w.-]*)", line))}
    uses = [each["bom-ref"] for each in document["components"] if _canonical(each["name"]) in wanted]
    others = [each for each in document.get("dependencies", ()) if each["ref"] != root["bom-ref"]]
    document["dependencies"] = [*others, {"ref": root["bom-ref"], "dependsOn": sorted(uses)}]
    return document


def make(target: Path = TARGET) -> Path:
    """Write the document. Raises ``subprocess.CalledProcessError`` when cyclonedx-py cannot."""
    options = ("--of", "JSON", "--output-reproducible", "--pyproject", "pyproject.toml", "--mc-type", "application")
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", *options, str(LIBRARIES)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    document = with_root(json.loads(done.stdout), (ROOT / "requirements.in").read_text(encoding="utf-8"))
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return target


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    print(make())
