"""The spelling of every text on screen, by hunspell with the Dutch words of Debian: part of ``python -m tests.lint``.

A word that hunspell does not know is right when it stands in ``words.txt``. Says where each fault stands, and ends in 1
when there is one, or when hunspell is not there to say.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.words.texts import texts

OURS = Path(__file__).with_name("words.txt")
COMMAND = ("hunspell", "-d", "nl_NL", "-i", "utf-8", "-l")
MISSING = "Spelling was not checked: hunspell with the Dutch dictionary is missing. Install it with: make hunspell"
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def words_of(said: str) -> list[str]:
    """The words of a text as hunspell is asked about them; two letters are too few to be sure of."""
    return [each.replace("’", "'") for each in _WORD.findall(said) if len(each) > 2]


def unknown(words: Iterable[str]) -> set[str]:
    """Those of these words that hunspell does not know. Raises ``OSError`` when it is missing or has no dictionary."""
    asked = sorted(set(words))
    done = subprocess.run(COMMAND, input="\n".join(asked), capture_output=True, encoding="utf-8", check=False)
    if done.returncode or done.stderr:
        raise OSError(done.stderr)
    return set(done.stdout.split())


def ours() -> set[str]:
    """The words of the field that are right as well."""
    return set(OURS.read_text(encoding="utf-8").split())


def faults() -> list[str]:
    """Each misspelt word, with where it stands. A word in ``OURS`` in small letters may begin a sentence."""
    said = [(each, words_of(each.said)) for each in texts()]
    known = ours()
    asked = unknown(word for _, words in said for word in words)
    wrong = {word for word in asked if not {word, word[0].lower() + word[1:]} & known}
    return [f"{each.where}: {word}" for each, words in said for word in words if word in wrong]


if __name__ == "__main__":
    try:
        found = faults()
    except OSError as problem:
        sys.exit(f"{MISSING}\n{problem}")
    if found:
        sys.exit("\n".join([*found, f"Mend it, or add the word to {OURS.name} if it is right."]))
