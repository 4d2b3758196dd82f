"""`make torture` lengthens every test that can run longer than it does in `make test`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("tests/**/*.py")}
SET, RUN = re.compile(r"\b(MELDROUTE_\w+)=\d"), re.compile(r"\btests/\S+\.py")
READ = re.compile(r'environ\.get\("(MELDROUTE_\w+)"')
TORTURE = (ROOT / "Makefile").read_text("utf-8").partition("\ntorture:")[2].partition("\n\n")[0]
NO_LENGTH = {"MELDROUTE_SEED"}  # repeats a failed run
# The number of examples of property tests, read by tests/examples.py for all that set none themselves.
EXAMPLES = {name for name, text in FILES.items() if "@given(" in text and "max_examples=" not in text}


def test_every_variable_that_makes_a_campaign_longer_is_set_and_no_other() -> None:
    read = {variable for text in FILES.values() for variable in READ.findall(text)}
    assert len(read) > 5 and set(SET.findall(TORTURE)) == read - NO_LENGTH


def test_every_file_that_such_a_variable_makes_longer_is_run() -> None:
    read = {name for name, text in FILES.items() if set(READ.findall(text)) - NO_LENGTH} - {"tests/examples.py"}
    assert len(read) > 5 and len(EXAMPLES) > 5 and set(RUN.findall(TORTURE)) == read | EXAMPLES
