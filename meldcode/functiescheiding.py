"""Which roles one person may have together at a school, and why others may not meet (functiescheiding)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from meldcode.rollen import Role


@dataclass(frozen=True)
class Regel:
    """These two roles do not go together, for this reason. ``tenzij_enige``: unless nobody else is beheerder there."""

    rollen: frozenset[Role]
    reden: str
    tenzij_enige: bool = False


_TOEZICHT = "De functionaris gegevensbescherming houdt toezicht op wat de andere rollen doen."
"""AVG, article 38(6): the other tasks of the data protection officer may not lead to a conflict of interests."""
_BEHEER = "Wie accounts beheert, leest geen dossiers en geen berichten."
_READS_DOSSIERS = (Role.IB_ER, Role.AANDACHTSFUNCTIONARIS, Role.DIRECTIE, Role.VERTROUWENSPERSOON)

REGELS: tuple[Regel, ...] = (
    *(Regel(frozenset({Role.FG, other}), _TOEZICHT) for other in Role if other is not Role.FG),
    *(Regel(frozenset({Role.BEHEERDER, other}), _BEHEER, tenzij_enige=True) for other in _READS_DOSSIERS),
)
"""Every pair that does not go together; any other does."""


def _broken(rollen: Collection[Role]) -> Iterator[tuple[Regel, Role, Role]]:
    for one, other in combinations([each for each in Role if each in rollen], 2):
        yield from ((regel, one, other) for regel in REGELS if regel.rollen == {one, other})


def objection(rollen: Collection[Role], *, other_beheerder: str = "") -> str | None:
    """Why one person may not have these roles together, as a Dutch sentence; None when they may.

    ``other_beheerder``: the name of somebody else who is beheerder at this school; empty when there is nobody else.
    """
    for regel, one, other in _broken(rollen):
        if regel.tenzij_enige and not other_beheerder:
            continue
        instead = f" Laat {other_beheerder} het beheer doen." if regel.tenzij_enige else ""
        return f"{one.label} en {other.midden} gaan niet samen. {regel.reden}{instead}"
    return None


def is_exception(rollen: Collection[Role]) -> bool:
    """Whether these roles go together only because nobody else is beheerder: that is to be seen in the register."""
    return any(regel.tenzij_enige for regel, _one, _other in _broken(rollen))
