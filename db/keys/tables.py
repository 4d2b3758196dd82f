"""The tables of the key store, and the statements that run at every press or opening."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

TABLES = MetaData()
dossier_key = Table(
    "dossier_key", TABLES, Column("owner_id", String(32), primary_key=True), Column("wrapped", LargeBinary)
)
anchor = Table(
    "anchor",
    TABLES,
    Column("school_id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("mac", String(64), nullable=False),
)

# On which ground the key of a dossier was destroyed: a back-up of before, when put back, does not know.
destroyed = Table(
    "destroyed", TABLES, Column("owner_id", String(32), primary_key=True), Column("grond", String(40), nullable=False)
)

# A key store that is being filled, or that was moved away, says so in one row; any other has no such table.
MARK = MetaData()
mark = Table("mark", MARK, Column("stand", String(8), nullable=False), Column("other", String, nullable=False))
COMING, GONE = "coming", "gone"

KEYS_OF = select(dossier_key).where(dossier_key.c.owner_id.in_(bindparam("owners", expanding=True)))
HELD = select(dossier_key.c.owner_id).where(dossier_key.c.owner_id.in_(bindparam("owners", expanding=True)))
GROUNDS_OF = select(destroyed).where(destroyed.c.owner_id.in_(bindparam("owners", expanding=True)))
KEY = select(dossier_key).where(dossier_key.c.owner_id == bindparam("owner"))
WITH_HEAD = (
    select(*dossier_key.c, anchor.c.seq, anchor.c.mac)
    .outerjoin(anchor, anchor.c.school_id == dossier_key.c.owner_id)
    .where(dossier_key.c.owner_id.in_([bindparam("dossier"), bindparam("school")]))
)
ANCHORED = select(anchor).where(anchor.c.school_id == bindparam("school"))
NEWER = update(anchor).where(anchor.c.school_id == bindparam("school"), anchor.c.seq < bindparam("below"))
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@cache
def unless_there(dialect: str, table: Table) -> Any:
    """The statement that inserts rows, and leaves alone those that are there."""
    return _INSERT[dialect](table).on_conflict_do_nothing()


def forget(connection: Connection, owners: Sequence[str], grounds: Mapping[str, str]) -> None:
    """Delete the keys of these owners, and where the journal of a school among them ended; keep ``grounds``."""
    connection.execute(delete(dossier_key).where(dossier_key.c.owner_id.in_(owners)))
    connection.execute(delete(anchor).where(anchor.c.school_id.in_(owners)))
    if grounds:
        rows = [{"owner_id": owner, "grond": grond} for owner, grond in grounds.items()]
        connection.execute(unless_there(connection.dialect.name, destroyed), rows)


@cache
def anew(dialect: str) -> Any:
    """The statement that stores the head of a journal, whatever is stored."""
    given = _INSERT[dialect](anchor).values(school_id=bindparam("school"), seq=bindparam("seq"), mac=bindparam("mac"))
    return given.on_conflict_do_update(
        index_elements=["school_id"], set_={"seq": given.excluded.seq, "mac": given.excluded.mac}
    )
