"""Helpers: dossiers into which somebody is invited or from which they are shut out, and what each person sees."""

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Uitnodiging
from tests.answers.typed import written
from tests.builders import in_opvolging, record
from tests.cast import LARS, MONDAY


def kinds_seen(dossier: Dossier, user: User, on=MONDAY) -> set[str]:
    return {each.soort for each in dossier.visible_to(user, on).records}


def invited(dossier: Dossier | None = None, who: User = LARS, tot: str = "10-11-2026") -> Dossier:
    return record(dossier or in_opvolging("beide"), Uitnodiging, wie=written(who), tot=tot)
