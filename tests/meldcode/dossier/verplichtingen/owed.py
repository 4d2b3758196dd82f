"""Helpers: what waits in a dossier, in which stap, for whom and until when."""

from datetime import date

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role
from meldcode.vastleggingen import Effectmeting
from tests.builders import in_opvolging, record
from tests.cast import TUESDAY

IB_ER, DIRECTIE = Role.IB_ER, Role.DIRECTIE


def waiting(dossier, soort: str | None = None, **ingesteld: int) -> list[tuple[str, int, Role, date]]:
    found = verplichtingen(dossier, ingesteld)
    return [(each.soort, each.stap, each.owner, each.due_on) for each in found if soort in (None, each.soort)]


def owed(dossier, **ingesteld: int) -> list[tuple[str, int, Role, date]]:
    """What waits for the ib-er."""
    return [each for each in waiting(dossier, None, **ingesteld) if each[2] is IB_ER]


def keys(dossier) -> list[str]:
    return [each.sleutel for each in verplichtingen(dossier, {})]


def effect_seen(on: date = TUESDAY):
    """A dossier in opvolging in which nothing waits for the ib-er any more: the help worked."""
    return record(in_opvolging("5a"), Effectmeting, on=on, signalen="gestopt", resultaat="ja")
