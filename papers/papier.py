"""Setting a paper: what stands in it as data, in a template of Typst, as a tagged PDF that can be read aloud and kept.

Every paper is PDF/A-2a and PDF/UA-1: the compiler makes nothing that is not. A template (``.typ``, beside this file)
gets its texts as JSON and sets them as they are; what somebody typed is never markup.
"""

import json
import logging
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from meldcode.vragen.datum import at_school, in_words
from papers import voortgang

BOX: Final = "▯"
"""What stands for a sign that no font here has."""
_HERE = Path(__file__).parent
_ZETTER = _HERE / "zetter.py"
# None of ours; Windows starts no program without this one.
_ENVIRONMENT = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
_PATIENCE = 120  # seconds; the largest dossier takes one or two
_FONTS = _HERE / "fonts"
_NAMED = 20  # of the signs that it cannot show
_BREAKS = "\n\r\v\f\x85"  # Word's soft line break, and what others write for one

_log = logging.getLogger("meldroute.papers")


class NietGezet(Exception):
    """A paper could not be made as the standards demand. It says nothing of what is on the paper."""


@dataclass(frozen=True)
class Merk:
    """By whom a paper was made, and when (naive UTC): at the foot of every page, and in the file as its date."""

    door: str
    op: datetime

    @property
    def tekst(self) -> str:
        """The line at the foot."""
        then = at_school(self.op)
        return f"Gemaakt op {in_words(then.date())} om {then:%H:%M} door {self.door}"


def gezet(vorm: str, titel: str, gegevens: Mapping[str, object], merk: Merk, voet: str = "") -> bytes:
    """The PDF of these ``gegevens`` (plain data: texts, numbers, lists) in the template ``vorm``.

    ``titel`` is that of the file, ``voet`` stands at the foot of every page before its number; without one the title
    does. The same content at the same moment gives the same bytes. Raises ``NietGezet``.
    """
    signs = _Signs()
    own = {"titel": titel, "merk": merk.tekst, "voet": voet or titel}
    shown = signs.shown({**gegevens, **own})
    said = json.dumps({**shown, "ontbreekt": signs.missing()}, ensure_ascii=False)
    voortgang.tell("Het papier wordt opgemaakt")
    # It takes whole seconds.
    return _set_apart(vorm, said, merk.op.replace(tzinfo=UTC, microsecond=0).isoformat())


def _set_apart(vorm: str, gegevens: str, op: str) -> bytes:
    """What ``papers.zetter`` makes of it, in a process of its own."""
    about = json.dumps([vorm, op]).encode()
    try:
        done = subprocess.run(  # noqa: S603  # ourselves
            [sys.executable, "-I", "-B", str(_ZETTER)],
            input=b"%b\n%b" % (about, gegevens.encode()),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError as problem:
        # Neither this nor what it printed is told: it may quote the paper.
        _log.error("%s cannot be set: %s", vorm, type(problem).__name__)
        raise NietGezet from None
    return done.stdout


@cache
def signs_of_our_fonts() -> frozenset[int]:
    """The signs that can be shown, regular and bold alike."""
    found: dict[str, set[int]] = {"": set(), "-Bold": set()}
    for weight, signs in found.items():
        for family in ("MeldrouteSans", "DejaVuSans"):
            with TTFont(_FONTS / f"{family}{weight}.ttf", lazy=True) as font:
                signs |= set(font.getBestCmap())
    return frozenset(found[""] & found["-Bold"])


class _Signs:
    """Texts as they are set: accents composed, and ``BOX`` for each sign that the fonts do not have.

    Which signs these are stands once at the end of the paper, so that nobody takes a name for whole that is not.
    """

    def __init__(self) -> None:
        self._missing: dict[str, None] = {}

    def shown(self, value: object) -> Any:
        """The same data, with every text in it as it is set."""
        if isinstance(value, str):
            composed = unicodedata.normalize("NFC", value).replace("\r\n", "\n")
            return composed if composed.isascii() and composed.isprintable() else "".join(map(self._set, composed))
        if isinstance(value, Mapping):
            return {name: self.shown(each) for name, each in value.items()}
        return [self.shown(each) for each in value] if isinstance(value, list | tuple) else value

    def _set(self, sign: str) -> str:
        """What is set for one sign; nothing for what has no shape, such as a joiner or the style of an emoji."""
        kind = unicodedata.category(sign)
        if kind == "Cf" or 0xFE00 <= ord(sign) <= 0xFE0F:
            return ""
        if sign in _BREAKS or kind in ("Zl", "Zp"):
            return "\n"
        if kind == "Zs" or sign == "\t":
            return " "
        if ord(sign) in signs_of_our_fonts():
            return sign
        self._missing[sign] = None
        return BOX

    def missing(self) -> str:
        """A sentence that names the signs which could not be shown; empty when all could."""
        if not self._missing:
            return ""
        named = ", ".join(f"U+{ord(each):04X}" for each in list(self._missing)[:_NAMED])
        more = len(self._missing) - _NAMED
        also = f" en nog {more} andere" if more > 0 else ""
        return f"Tekens die dit papier niet kan tonen, staan er als {BOX}: {named}{also}."
