"""A colleague as an answer: an account of this school, with the name and role of the day it was chosen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meldcode.rollen import Role

_WRITTEN = re.compile(r"([0-9a-z]{1,32}) ([a-z_]{1,20}) ([^\n]{1,120})")


@dataclass(frozen=True)
class Persoon:
    """A colleague: the id of the account, with the role and the name they had when they were chosen."""

    id: str
    role: Role
    naam: str

    def __str__(self) -> str:
        """The form in which it is stored; ``read_persoon`` parses it."""
        return f"{self.id} {self.role} {self.naam}"

    @property
    def tekst(self) -> str:
        """The colleague in words: ``Vera Osei, vertrouwenspersoon``."""
        return f"{self.naam}, {self.role.midden}"


def once_each(people: Iterable[Persoon]) -> list[Persoon]:
    """Each colleague once, in the first of the roles in which they are named here."""
    found = dict[str, Persoon]()
    for each in people:
        found.setdefault(each.id, each)
    return list(found.values())


def read_persoon(text: object) -> Persoon | None:
    """The colleague written in this text as ``str(persoon)`` does; None when the text is anything else."""
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None or found[2] not in list(Role):
        return None
    return Persoon(found[1], Role(found[2]), found[3])
