"""Whether staff may attach a photo of an injury: the board decides, and until it has decided they may not.

No text in the law asks it of schools or forbids it. The decision is stored with the school's own words, so that the
gate reads it at every request. A decision that cannot be read counts as none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meldcode.eigen.woorden import Eigen, served

NAAM = "letselfotos"
_WRITTEN = re.compile(r"(ja|nee) (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d) ([0-9a-z]{1,32})")


@dataclass(frozen=True)
class Bestuursbesluit:
    """What the board decided (``mag``) on which day (``van``); entered on the day ``op`` by the account ``door``."""

    mag: bool
    van: date
    op: date
    door: str

    def __str__(self) -> str:
        """The form in which it is stored; ``read_besluit`` parses it."""
        return f"{'ja' if self.mag else 'nee'} {self.van} {self.op} {self.door}"


def read_besluit(text: str) -> Bestuursbesluit | None:
    """The decision written in this text as ``str(besluit)`` does; None when the text is anything else."""
    found = _WRITTEN.fullmatch(text)
    try:
        return found and Bestuursbesluit(
            found[1] == "ja", date.fromisoformat(found[2]), date.fromisoformat(found[3]), found[4]
        )
    except ValueError:  # a day that does not exist
        return None


def besluit(eigen: Eigen | None = None) -> Bestuursbesluit | None:
    """What the board of this school decided, by default of the school that is served; None: nothing yet."""
    return read_besluit((eigen or served()).of(NAAM, ""))


def toegestaan() -> bool:
    """Whether staff of the school that is served now may attach a photo of an injury."""
    taken = besluit()
    return taken is not None and taken.mag


def decided(eigen: Eigen, taken: Bestuursbesluit) -> Eigen:
    """What the school says in its own way, with this decision in place of an earlier one."""
    return Eigen({**eigen.gekozen, NAAM: str(taken)})


def kept(gekozen: Mapping[str, object]) -> dict[str, str]:
    """Of what is stored of a school, the decision alone, as far as it can be read."""
    text = gekozen.get(NAAM)
    return {NAAM: text} if isinstance(text, str) and read_besluit(text) else {}
