"""Settings of a school that hold a secret, sealed under its key: nobody reads them beside the database."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from db import schema
from db.journal import seals
from db.keys.vault import VaultError, place, seal, unseal, vault
from db.store.once import SCHOOL

_G = schema.geheim
_THERE = select(_G.c.naam).where(_G.c.school_id == SCHOOL, _G.c.naam == bindparam("which"))
_KEPT = select(_G.c.content).where(_G.c.school_id == SCHOOL, _G.c.naam == bindparam("which"))
_GONE = delete(_G).where(_G.c.school_id == SCHOOL, _G.c.naam == bindparam("which"))
_NEW = insert(_G)


def is_kept(connection: Connection, school_id: str, naam: str) -> bool:
    """Whether this school keeps settings of this name; they are not opened."""
    return connection.scalar(_THERE, {"school": school_id, "which": naam}) is not None


def kept(connection: Connection, school_id: str, naam: str) -> dict[str, str]:
    """The settings of this name; none when there are none. Raises ``VaultError`` when they do not open."""
    sealed = connection.scalar(_KEPT, {"school": school_id, "which": naam})
    if sealed is None:
        return {}
    try:
        found = unseal(vault().key(school_id), place(_G.name, school_id, naam), sealed)
        return msgspec.json.decode(found, type=dict[str, str])
    except (VaultError, msgspec.DecodeError):
        raise VaultError("De instellingen zijn beschadigd en niet te openen. Vul ze opnieuw in.") from None


def keep(connection: Connection, school_id: str, naam: str, values: Mapping[str, str]) -> None:
    """Keep these settings under this name, in place of those of before; without any, there are none from now on."""
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(_GONE, {"school": school_id, "which": naam})
    if values:
        vault().add([school_id])  # a school from before journals may have none
        sealed = seal(vault().key(school_id), place(_G.name, school_id, naam), msgspec.json.encode(dict(values)))
        connection.execute(_NEW, {"school_id": school_id, "naam": naam, "content": sealed})
