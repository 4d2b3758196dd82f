"""How far somebody is in a case, computed from its dossier: nothing about it is kept, so nothing can disagree."""

from dataclasses import dataclass

from meldcode.dossier.dossier import Dossier
from meldcode.oefenen.casus import Casus, Opdracht


@dataclass(frozen=True)
class Uitslag:
    """How one exercise stands: what is lacking, by the rules, and what was done otherwise than asked."""

    opdracht: Opdracht
    mist: tuple[str, ...]
    anders: tuple[str, ...]

    @property
    def klaar(self) -> bool:
        """Whether it is done as asked."""
        return not self.mist and not self.anders


def uitslagen(casus: Casus, dossier: Dossier) -> tuple[Uitslag, ...]:
    """Every exercise of the case, in order. Needs the whole dossier."""
    return tuple(_uitslag(each, dossier, casus.sinds) for each in casus.opdrachten)


def _uitslag(opdracht: Opdracht, dossier: Dossier, sinds: int) -> Uitslag:
    lacking = dict.fromkeys(found for each in opdracht.klaar if (found := each.mist(dossier, sinds)))
    said = [each for each in opdracht.anders if lacking or each.blijft]
    otherwise = tuple(each.zegt for each in said if not each.als.mist(dossier, sinds))
    return Uitslag(opdracht, tuple(lacking), otherwise)


def gedaan(stand: tuple[Uitslag, ...]) -> int:
    """How many exercises are done, counted up to the first that is not: a case is walked in order."""
    return next((number for number, each in enumerate(stand) if not each.klaar), len(stand))
