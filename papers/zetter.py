"""The process that sets one paper, and ends: what stood on it is then in no memory (ADR 85).

``papers.papier`` starts it by path, so it imports nothing of ours. The paper arrives on standard input and goes to
standard output; nothing of it is written to disk, and what the compiler says is dropped, because it may quote it.
"""

import json
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

STANDARDS: Final[tuple[Literal["a-2a", "ua-1"], ...]] = ("a-2a", "ua-1")
REFUSED: Final = 3
"""With this status it ends when the paper cannot be made as the standards demand."""
_HERE = Path(__file__).resolve().parent


def zet(vorm: str, gegevens: str, op: str) -> bytes:
    """The PDF of these ``gegevens`` (JSON) in the template ``vorm``, dated ``op`` (ISO 8601, with its zone).

    Raises ``typst.TypstError``, which may quote the paper.
    """
    return typst.compile(
        str(_HERE / f"{vorm}.typ"),
        root=str(_HERE),
        font_paths=_fonts(),
        sys_inputs={"gegevens": gegevens},
        pdf_standards=list(STANDARDS),
        timestamp=datetime.fromisoformat(op),
    )


@cache
def _fonts() -> typst.Fonts:
    """Those of this folder: a paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


if __name__ == "__main__":
    about, _line, data = sys.stdin.buffer.read().partition(b"\n")
    vorm, op = json.loads(about)
    try:
        made = zet(vorm, data.decode(), op)
    except typst.TypstError:
        sys.exit(REFUSED)
    sys.stdout.buffer.write(made)
