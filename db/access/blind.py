"""Which records a query leaves out, so that two people can weigh a case without seeing each other's answers.

The answers of one (``Afwegingen``) are returned to nobody else until the other has answered in the same round; asking
for a second weigher (``TweedeWeger``) begins a new round. The condition uses plain columns only, so nothing has to be
unsealed and no extra state can get out of step (ADR 11).
"""

from sqlalchemy import ColumnElement, and_, exists, or_

from db import schema
from meldcode.vastleggingen import Afwegingen, TweedeWeger

_R = schema.vastlegging
_OTHER, _ROUND = _R.alias("answered"), _R.alias("asked")


def shown_to(asker: ColumnElement[str]) -> ColumnElement[bool]:
    """The SQL condition on ``vastlegging`` under which the account ``asker`` may see a row of it."""
    between = or_(
        and_(_ROUND.c.nummer > _R.c.nummer, _ROUND.c.nummer < _OTHER.c.nummer),
        and_(_ROUND.c.nummer < _R.c.nummer, _ROUND.c.nummer > _OTHER.c.nummer),
    )
    asked_anew = (
        exists()
        .where(_ROUND.c.dossier_id == _R.c.dossier_id, _ROUND.c.soort == TweedeWeger.__name__, between)
        .correlate(_R, _OTHER)
    )
    both = (
        exists()
        .where(
            _OTHER.c.dossier_id == _R.c.dossier_id,
            _OTHER.c.soort == Afwegingen.__name__,
            _OTHER.c.recorded_by != _R.c.recorded_by,
            ~asked_anew,
        )
        .correlate(_R)
    )
    return or_(_R.c.soort != Afwegingen.__name__, _R.c.recorded_by == asker, both)
