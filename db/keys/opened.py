"""Checks for ``db verify``: whether the opening of each dossier, and the list of pupils, open with their own keys."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from db import schema
from db.keys import vault
from db.keys.vault import place
from db.store.engine import reading
from db.store.once import SCHOOL
from meldcode.route.fasen import Fase

_D, _R, _L = schema.dossier, schema.vastlegging, schema.leerlingenlijst
_AT_ONCE = 500
_LIST = select(_L.c.id, _L.c.content).where(_L.c.school_id == SCHOOL)


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


def pupils(connection: Connection, school_id: str) -> str | None:
    """A Dutch sentence if the list of pupils does not open with its key; None if it does, or there is none."""
    for row in connection.execute(_LIST, {"school": school_id}):
        key = vault.vault().readable([row.id]).get(row.id, b"")
        if _opens(key, place(_L.name, school_id, row.id), row.content):
            continue
        with reading(school_id) as again:  # its key goes last, when another list takes its place meanwhile
            if row.id in again.scalars(_LIST, {"school": school_id}).all():
                return "De leerlingenlijst gaat met haar eigen sleutel niet open. Breng een nieuwe."
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
