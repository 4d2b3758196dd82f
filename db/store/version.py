"""Which release of Meldroute this is."""

import tomllib
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@cache
def version() -> str:
    """The number of the release, as ``CHANGELOG.md`` and ``pyproject.toml`` have it."""
    return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])
