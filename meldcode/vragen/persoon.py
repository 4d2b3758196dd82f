"""People as answers: a colleague, somebody around the pupil, and where somebody is to be found.

Each is stored with the words of the day on which it was chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meldcode.rollen import Role
from meldcode.vragen.meegewogen import Genummerd, numbers, read_genummerd

_WRITTEN = re.compile(r"([0-9a-z]{1,32}) ([a-z_]{1,20}) ([^\n]{1,120})")
ELDERS = "Dit staat alleen bij ‘Om de leerling heen’."


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


@dataclass(frozen=True, order=True)
class Betrokken(Genummerd):
    """Somebody around the pupil: the number of the record about them, and who it is in words: ``Anna Bos (ouder)``."""


def read_betrokken(text: object) -> Betrokken | None:
    """The person written in this text as ``value`` is; None when the text is anything else."""
    return read_genummerd(text, Betrokken)


def about_whom(raw: object) -> frozenset[int]:
    """The numbers of the people in a stored answer, whatever they were called then; empty when it names none."""
    return numbers(raw)


@dataclass(frozen=True)
class Beschut:
    """Where somebody is to be found, as it was typed.

    It is shown nowhere by itself: in words it is a reference, so a screen, paper or list that shows every answer shows
    that. Only ``meldcode.gezag.bereik`` hands out what was typed.
    """

    woorden: str

    def __str__(self) -> str:
        """The form in which it is stored."""
        return self.woorden

    @property
    def tekst(self) -> str:
        """What is shown in its place."""
        return ELDERS
