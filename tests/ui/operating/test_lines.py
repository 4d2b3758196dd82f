"""Lines of the log as JSON: one form, whichever part of the program writes; without what anybody typed."""

import json
import logging
import os
import subprocess
import sys

import pytest

from tests.processes.running import ROOT
from tests.ui.conftest import PATIENCE
from ui.operating import lines

TYPED = "Sam van groep 5"
NEEDED = {"time", "level", "logger", "where"}

# What is done in a process that writes JSON, and by hand what its lines say: logger, text, and of an error its types.
SPEAKS = f"""
import logging, sys, threading, warnings
from ui.operating import lines
lines.begin()
lines.begin()
typed = {TYPED!r}
ours, other = logging.getLogger("meldroute.error"), logging.getLogger("streamlit.runtime")
own_handler = logging.StreamHandler(sys.stdout)
own_handler.setFormatter(logging.Formatter("in another form: %(message)s"))
other.addHandler(own_handler)
other.setLevel(logging.INFO)
ours.error("Foutcode %s", "A1B2C3")
other.info("Session %s", typed)
other.info(f"Session {{typed}}")
other.info("Session with " + typed)
other.info("Ready")
other.error(ValueError(typed))
logging.getLogger("db.upkeep.bezig").error("Long work failed: %s", "OSError")
try:
    raise ValueError(typed)
except ValueError:
    other.exception("Uncaught")
warnings.warn(typed)
print(typed)
sys.stderr.write(typed + "\\n")
lines.say("Meldroute start, maar let op.")
def fails():
    raise LookupError(typed)
thread = threading.Thread(target=fails)
thread.start()
thread.join()
class Late:
    def __del__(self):
        raise OSError(typed)
Late()
logging.getLogger("not asked for").info("Quiet")
"""
SAID = [
    ("meldroute.error", "Foutcode A1B2C3", ""),
    ("streamlit.runtime", "Session %s", ""),
    ("streamlit.runtime", "", ""),
    ("streamlit.runtime", "", ""),
    ("streamlit.runtime", "Ready", ""),
    ("streamlit.runtime", "", ""),
    ("db.upkeep.bezig", "Long work failed: OSError", ""),
    ("streamlit.runtime", "Uncaught", "ValueError"),
    ("py.warnings", "", ""),
    ("meldroute.server", "Written to stdout past the log: 15 characters", ""),
    ("meldroute.server", "Written to stderr past the log: 16 characters", ""),
    ("meldroute.server", "Meldroute start, maar let op.", ""),
    ("meldroute.server", "Nothing caught this: LookupError", "LookupError"),
    ("meldroute.server", "Nothing caught this: OSError", "OSError"),
]
ENDS = {
    "raise RuntimeError('Sam van groep 5')": ("Nothing caught this: RuntimeError", 1),
    "lines.refuse('Meldroute start niet.')": ("Meldroute start niet.", 1),
    "raise KeyboardInterrupt": ("", 130),
}


def run(code: str, setting: str = lines.JSON) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {lines.SETTING: setting}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)


def test_every_line_has_one_form_and_nothing_of_what_was_typed() -> None:
    done = run(SPEAKS)
    assert done.returncode == 0 and done.stdout == "" and TYPED not in done.stderr, done
    found = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(each["logger"], each.get("text", ""), each.get("error", "").split("\n")[-1]) for each in found] == SAID
    for each in found:
        assert set(each) >= NEEDED and set(each) <= set(lines.FIELDS) and all(isinstance(v, str) for v in each.values())


def test_how_a_process_ends_is_a_line_as_well() -> None:
    for code, (text, status) in ENDS.items():
        done = run(f"from ui.operating import lines\nlines.begin()\n{code}")
        said = [json.loads(line).get("text") for line in done.stderr.splitlines()]
        assert said == ([text] if text else []) and TYPED not in done.stderr, code
        assert abs(done.returncode) == status or status == 130, code


def test_unless_it_is_asked_for_lines_are_as_each_part_writes_them() -> None:
    done = run(
        "from ui.operating import lines\nlines.begin()\nlines.say('Let op.')\nprint('Here')\nlines.refuse('Weg.')", ""
    )
    assert (done.stdout, done.stderr, done.returncode) == ("Here\n", "Let op.\nWeg.\n", 1)


def test_another_form_than_that_is_refused_in_words() -> None:
    done = run("from ui.operating import lines\nlines.begin()", "xml")
    assert done.returncode == 1 and done.stderr == "MELDCODE_LOG is 'xml', maar kan alleen 'json' zijn, of leeg.\n"


def test_a_text_is_kept_only_if_it_is_a_constant_where_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    other = logging.getLogger("some.library")
    put_together = f"Sam{' van groep'}"
    try:
        lines.keep_messages_out()
        with caplog.at_level(logging.INFO):
            other.info("As it %s", "stands")
            other.info(put_together)
    finally:
        logging.setLogRecordFactory(before)
    assert [lines.Form().format(each).count("As it") for each in caplog.records] == [1, 0]
    assert not any(
        "Sam" in lines.Form().format(each) or "stands" in lines.Form().format(each) for each in caplog.records
    )
