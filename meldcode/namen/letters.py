"""The letters of a name as they are compared: without case, accents, and the ways in which one sign is typed."""

import re
import unicodedata

APOSTROPHES = re.compile("[’‘`´ʼʻ]")
# Letters that Unicode does not decompose.
_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ə": "e"}
)
_VOORVOEGSELS = """
van de den der het t te ten ter op in aan bij onder over uit voor s la le les du des di da do dos das del della el al
von zu zum zur af av y e
"""
VOORVOEGSELS = frozenset(_VOORVOEGSELS.split())
"""Prefixes of a surname, which are not a name by themselves; without their leading apostrophe."""


def bare(text: str) -> str:
    """The text in lower case and without accents: ``Çelik`` and ``celik`` are the same, and so are ``Ĳ`` and ``ij``."""
    if text.isascii():  # most names are: nothing to decompose
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).translate(_ALIKE)
