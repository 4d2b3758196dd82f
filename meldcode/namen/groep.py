"""How the group of a pupil is said, whatever was typed for it: ``groep 6``, ``Plusklas``, ``onderbouw de Vlinders``."""

import re

from meldcode.eigen.woorden import WOORDEN, split, worded

GROEP_ONBEKEND = "onbekend"
"""Shown in lists instead of the group while that has not been asked."""

_USUAL = split(next(each.een for each in WOORDEN if each.naam == "groep"))[1]
_NUMBERS = "een|één|twee|drie|vier|vijf|zes|zeven|acht"
# What is no name by itself and needs the word before it: 6, 1/2a, b, OB, zes, onbekend, n.v.t.
_BARE = re.compile(rf"\d.*|[A-Za-z]|[A-Z]{{2,3}}\d*|(?i:{_NUMBERS}|{GROEP_ONBEKEND}|n\.?v\.?t\.?|geen)|\W+")
_ORDINAL = re.compile(r"\d+(?:e|de|ste) [a-z].*", re.IGNORECASE)  # 3e leerjaar


def in_groep(groep: str) -> str:
    """The group of a pupil with the word that the school has for it, unless it has a name of its own.

    That word is never said twice: *6*, *Groep 6* and *gr. 6* are all ``groep 6``. A name stays as it was typed.
    """
    woord, typed = worded("[groep]"), " ".join(groep.split())
    bare = _after_its_word(typed, woord)
    return f"{woord} {bare}" if bare != typed or _needs_its_word(bare, woord) else typed


def _after_its_word(typed: str, woord: str) -> str:
    """What was typed after the word for a group, the usual one or that of the school; all of it when that is absent."""
    named = rf"(?:{_either(woord)})(?:\s*[:.-]\s*|\s+|(?=\d))|gr(?:\.\s*|\s+|(?=\d))(?=\d)"
    return re.sub(rf"^(?:{named})(?=\S)", "", typed, flags=re.IGNORECASE)


def _needs_its_word(bare: str, woord: str) -> bool:
    if re.search(rf"\b(?:{_either(woord)})\b", bare, re.IGNORECASE) or _ORDINAL.fullmatch(bare):
        return False
    return _BARE.fullmatch(bare) is not None


def _either(woord: str) -> str:
    return f"{re.escape(_USUAL)}|{re.escape(woord)}"
