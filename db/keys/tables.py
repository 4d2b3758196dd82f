"""The tables of the key store, and the statements that run at every press or opening."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

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

KEYS_OF = select(dossier_key).where(dossier_key.c.owner_id.in_(bindparam("owners", expanding=True)))
HELD = select(dossier_key.c.owner_id).where(dossier_key.c.owner_id.in_(bindparam("owners", expanding=True)))
GROUNDS_OF = select(destroyed).where(destroyed.c.owner_id.in_(bindparam("owners", expanding=True)))
KEY = select(dossier_key.c.wrapped).where(dossier_key.c.owner_id == bindparam("owner"))
WITH_HEAD = (
    select(*dossier_key.c, anchor.c.seq, anchor.c.mac)
    .outerjoin(anchor, anchor.c.school_id == dossier_key.c.owner_id)
    .where(dossier_key.c.owner_id.in_([bindparam("dossier"), bindparam("school")]))
)
ANCHORED = select(anchor).where(anchor.c.school_id == bindparam("school"))
NEWER = update(anchor).where(anchor.c.school_id == bindparam("school"), anchor.c.seq < bindparam("below"))
GIVEN = insert(anchor).values(school_id=bindparam("school"), seq=bindparam("seq"), mac=bindparam("mac"))
ANEW = GIVEN.on_conflict_do_update(
    index_elements=["school_id"], set_={"seq": GIVEN.excluded.seq, "mac": GIVEN.excluded.mac}
)
