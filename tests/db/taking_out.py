"""Helpers for taking something out of a stored dossier, and for what of it still opens."""

from typing import Any

from sqlalchemy import Row, select

from db import schema
from db.dossiers import dossiers
from db.keys import vault
from db.keys.vault import VaultError, place
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Uithalen, UithalenAntwoord
from tests.builders import record
from tests.cast import DICK
from tests.db.keeping import moment, recorded

CANARY = "De overbuurman van Pim sloeg hem met een kleerhanger."


def proposed(dossier: Dossier, nummer: int, **changes: Any) -> Dossier:
    """The dossier after Noor proposed to take this record out."""
    return recorded(dossier, Uithalen, nummer=str(nummer), **changes)


def taken_out(dossier: Dossier, nummer: int, **changes: Any) -> Dossier:
    """The dossier after Dick confirmed that as well."""
    return confirmed(proposed(dossier, nummer, **changes))


def confirmed(dossier: Dossier) -> Dossier:
    """The dossier after Dick confirmed the last proposal."""
    after = record(dossier, UithalenAntwoord, voorstel=str(dossier.versie))
    dossiers.save(after, by=DICK, moment=moment())
    return after


def rows(dossier: Dossier, name: str = "vastlegging") -> list[Row[Any]]:
    """The stored records of this dossier in order, or its files."""
    table = schema.metadata.tables[name]
    query = select(table).where(table.c.dossier_id == dossier.id)
    with reading(EVERY_SCHOOL) as connection:
        return list(connection.execute(query.order_by(table.c.nummer if name == "vastlegging" else table.c.id)))


def closed(dossier: Dossier, name: str = "vastlegging") -> list[int]:
    """Which rows, counted from 1, do not open with the key of today."""
    key = vault.vault().key(dossier.id)
    return [at for at, row in enumerate(rows(dossier, name), 1) if not _opens(key, name, row)]


def _opens(key: bytes, name: str, row: Row[Any]) -> bool:
    try:
        vault.unseal(key, place(name, row.dossier_id, row.id), row.content)
    except VaultError:
        return False
    return True
