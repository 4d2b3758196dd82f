"""The group of the pupil of dossiers, for counting terms by the days that this group has off.

The group stands in what is sealed. Who enters free days learns nothing of it: only due dates follow.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from db import schema
from db.access.records import answers_in
from db.keys import vault
from db.keys.vault import VaultError
from db.store.once import IDS

_R = schema.vastlegging
_OPENINGS = (
    select(_R.c.dossier_id, _R.c.id, _R.c.content)
    .where(_R.c.soort == "Opening", _R.c.dossier_id.in_(IDS))
    .order_by(_R.c.nummer)
)
_AT_ONCE = 500


def groepen(connection: Connection, dossier_ids: Sequence[str]) -> Mapping[str, str]:
    """The group of the pupil of each of these dossiers, as last corrected.

    Empty when it was not asked, or when the dossier does not open: it is then counted as for any group.
    """
    found = dict.fromkeys(dossier_ids, "")
    for at in range(0, len(dossier_ids), _AT_ONCE):
        some = list(dossier_ids[at : at + _AT_ONCE])
        keys = vault.vault().readable(some)
        for dossier_id, row_id, sealed in connection.execute(_OPENINGS, {"ids": some}).all():
            if dossier_id in keys:
                found[dossier_id] = _groep(keys[dossier_id], dossier_id, row_id, sealed)
    return found


def _groep(key: bytes, dossier_id: str, row_id: str, sealed: bytes) -> str:
    try:
        answers = answers_in(key, dossier_id, row_id, sealed)
    except (VaultError, ValueError):
        return ""
    return answers["groep"].tekst if "groep" in answers else ""
