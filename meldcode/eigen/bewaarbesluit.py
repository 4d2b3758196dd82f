"""How the board's decision about keeping dossiers is stored with the school's own words; its meaning is elsewhere.

``meldcode.termijnen.bewaarbeleid`` says what can be chosen, and what holds as long as the board has not decided. Stored
here, so that the gate reads it at every request (as ``letselfotos``). A decision that cannot be read counts as none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from meldcode.eigen.woorden import Eigen, served

NAAM = "bewaarbesluit"
_VRIJ, _LANGST = "bewaren", 400
"""The field in which a school wrote how long it keeps a dossier, before the board chose per reason; no longer asked."""
_ONE = r"[a-z_]{1,30}:[a-z_]{1,30}:\d{1,2}"
_WRITTEN = re.compile(rf"(\d{{4}}-\d\d-\d\d) (\d{{4}}-\d\d-\d\d) ([0-9a-z]{{1,32}})((?: {_ONE}){{1,20}})")


@dataclass(frozen=True)
class Bewaarbesluit:
    """What the board decided on the day ``van``; entered on the day ``op`` by the account ``door``.

    ``gekozen``: by reason of closing, the name of what was chosen and a number of years.
    """

    van: date
    op: date
    door: str
    gekozen: Mapping[str, tuple[str, int]]

    def __str__(self) -> str:
        """The form in which it is stored; ``read_besluit`` parses it."""
        each = (f"{reden}:{keus}:{jaren}" for reden, (keus, jaren) in sorted(self.gekozen.items()))
        return f"{self.van} {self.op} {self.door} {' '.join(each)}"


def read_besluit(text: str) -> Bewaarbesluit | None:
    """The decision written in this text as ``str(besluit)`` does; None when the text is anything else."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        return None
    try:
        van, op = date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except ValueError:  # a day that does not exist
        return None
    parts = (each.split(":") for each in found[4].split())
    return Bewaarbesluit(van, op, found[3], MappingProxyType({reden: (keus, int(n)) for reden, keus, n in parts}))


def besluit(eigen: Eigen | None = None) -> Bewaarbesluit | None:
    """What the board of this school decided, by default of the school that is served; None: nothing yet."""
    return read_besluit((eigen or served()).of(NAAM, ""))


def decided(eigen: Eigen, taken: Bewaarbesluit) -> Eigen:
    """What the school says in its own way, with this decision in place of an earlier one."""
    return Eigen({**eigen.gekozen, NAAM: str(taken)})


def kept(gekozen: Mapping[str, object]) -> dict[str, str]:
    """Of what is stored of a school, the decision, as far as it can be read, and what the school wrote before."""
    text = gekozen.get(NAAM)
    found = {NAAM: text} if isinstance(text, str) and read_besluit(text) else {}
    before = gekozen.get(_VRIJ)
    return found | ({_VRIJ: before} if isinstance(before, str) and 0 < len(before) <= _LANGST else {})


def eerder(eigen: Eigen) -> str:
    """What the school wrote about it before the board chose per reason, for whoever decides; empty: nothing."""
    return eigen.of(_VRIJ, "")
