"""A check for ``db verify``: whether the opening of each dossier can be unsealed, with the key of that dossier."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from db import schema
from db.keys import vault
from db.keys.vault import place
from db.store.engine import reading
from meldcode.route.fasen import Fase

_D, _R = schema.dossier, schema.vastlegging
_AT_ONCE = 500


def first_records(connection: Connection, school_id: str) -> str | None:
    """A Dutch sentence about the first dossier whose key is gone or whose opening does not open; None if all do."""
    alive = select(_D.c.id, _D.c.codenaam).where(_D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD)
    names = {row.id: row.codenaam for row in connection.execute(alive.order_by(_D.c.id))}
    for some in _chunks(list(names)):
        keys = vault.vault().readable(some)
        missing = [each for each in some if each not in keys]
        # Check again: when a dossier is destroyed meanwhile, its key is deleted last.
        if missing and (row := _still(school_id, missing)):
            return f"De sleutel van dossier {row} ontbreekt of opent niet."
        query = select(_R.c.id, _R.c.dossier_id, _R.c.content).where(_R.c.dossier_id.in_(some), _R.c.nummer == 1)
        for row_id, dossier_id, content in connection.execute(query):
            if dossier_id in keys and not _opens(keys[dossier_id], place("vastlegging", dossier_id, row_id), content):
                return f"Dossier {names[dossier_id]} gaat met zijn eigen sleutel niet open."
    return None


def _still(school_id: str, missing: Sequence[str]) -> str | None:
    query = select(_D.c.codenaam).where(_D.c.id.in_(missing), _D.c.fase != Fase.VERNIETIGD).order_by(_D.c.codenaam)
    with reading(school_id) as connection:
        return connection.execute(query.limit(1)).scalar()


def _opens(key: bytes, where: str, content: bytes) -> bool:
    try:
        vault.unseal(key, where, content)
    except vault.VaultError:
        return False
    return True


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
