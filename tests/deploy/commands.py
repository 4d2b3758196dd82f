"""The commands in the documents, as whoever reads them copies them: in fences of ``sh`` and in indented lines."""

import re
from pathlib import Path

from tests.deploy.wheel import ROOT

WALKED = ROOT / "docs" / "beheer" / "een-school.md"
"""Its commands are run one after another by ``test_een_school.py``."""
DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(each for place in ("beheer", "handleiding", "privacy") for each in (ROOT / "docs" / place).rglob("*.md")),
    *sorted((ROOT / "deploy").rglob("*.md")),
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(
    r"^    ((?:\.venv/bin/|make\b|export |curl |meldroute |podman |python|MELDCODE_\w+='|\*/5 ).*)$",
    re.MULTILINE,
)
_SETTING = re.compile(r"MELDCODE_\w+=\S*")
_COMMENT = re.compile(r"\s+# .*$")


def commands(document: Path) -> list[str]:
    """Every command in this document, in order, without the remark behind it."""
    text = document.read_text(encoding="utf-8")
    found: list[tuple[int, str]] = []
    for fence in _FENCE.finditer(text):
        if fence[1] == "sh":
            found += [(fence.start(), line.strip()) for line in fence[2].splitlines() if line.strip()]
    plain = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)
    found += [(line.start(), line[1]) for line in _LINE.finditer(plain)]
    lines = [_COMMENT.sub("", line) for _, line in found]
    return [line for line in lines if not _SETTING.fullmatch(line)]
