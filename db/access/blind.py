"""Two pairs of eyes, held where it cannot be forgotten: which rows a query leaves out for whom.

What one weigher answered (``Afwegingen``) is returned to nobody else until the other one's is there as well, in the
same round: no second weigher was asked in between. Said in plain columns, so that nothing has to be opened to know
it, and nothing has to be kept in step.
"""

from sqlalchemy import ColumnElement, and_, exists, or_

from db import schema
from meldcode.vastleggingen import Afwegingen, TweedeWeger

_R = schema.vastlegging
_OTHER, _ROUND = _R.alias("answered"), _R.alias("asked")


def shown_to(asker: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether this vastlegging is for the eyes of this account."""
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
