"""docs/protocol.md equals what the declarations generate today (``make docs``)."""

import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

from meldcode.bronnen import BASISMODEL
from meldcode.protocol.privacy import Instellingen, privacy
from meldcode.protocol.protocol import protocol
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE
from meldcode.vragen.vastlegging import vragen

ROOT = Path(__file__).parents[2]
PROTOCOL = ROOT / "docs" / "protocol.md"


def test_the_protocol_in_docs_is_the_one_declared() -> None:
    written = PROTOCOL.read_text(encoding="utf-8") if PROTOCOL.exists() else ""
    changed = list(unified_diff(written.splitlines(), protocol().splitlines(), "docs/protocol.md", "declared", n=0))
    assert written == protocol(), "the declarations changed; run: make docs\n" + "\n".join(changed[:40])


def test_the_privacy_annex_in_docs_is_the_one_declared() -> None:
    written = (ROOT / "docs" / "privacy" / "bijlage.md").read_text(encoding="utf-8")
    assert written == "\n".join(privacy("een school", Instellingen())) + "\n", "run: make docs"


def test_make_docs_prints_the_protocol_and_nothing_else() -> None:
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "meldcode.protocol"], cwd=ROOT, capture_output=True, check=True
    )
    assert printed.stdout.decode() == protocol() and printed.stderr == b""


def test_the_protocol_names_every_stap_vastlegging_vraag_and_choice() -> None:
    """R7: nothing may be asked that the protocol does not show."""
    text = protocol()
    said = [BASISMODEL, *(stap.titel for stap in STAPPEN), *(kind.titel for kind in ALLE)]
    said += [each.tekst for kind in ALLE for each in vragen(kind)]
    said += [keuze.label for kind in ALLE for each in vragen(kind) for keuze in each.keuzen]
    missing = [each for each in said if each not in text]
    assert len(said) > 250 and not missing, f"meldcode/protocol/protocol.py leaves out: {missing}"


def test_each_table_row_has_the_cells_of_its_head() -> None:
    lines = protocol().splitlines()
    heads = [number for number, line in enumerate(lines) if set(line) <= set("| -") and "---" in line]
    assert len(heads) == 9, "a table was added or lost in meldcode/protocol/protocol.py"
    for head in heads:
        row = head
        while row < len(lines) and lines[row].startswith("|"):
            assert lines[row].count("|") == lines[head].count("|"), f"a | in a cell breaks the table: {lines[row]}"
            row += 1
