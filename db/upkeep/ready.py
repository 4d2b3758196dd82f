"""Whether this installation can serve: the database and the key store each answer. Reads a row; writes nothing."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.accounts import accounts
from db.keys.vault import vault
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Said

_ANY = select(schema.school.c.id).limit(1)


def is_ready() -> bool:
    """Whether both answer now; False as well while there is no school yet. It may hang as long as a database does."""
    if not accounts.database_exists():
        return False
    try:
        with reading(EVERY_SCHOOL) as connection:
            found = connection.execute(_ANY).first()
        vault().anchored("")
    except (SQLAlchemyError, OSError, Said):
        return False
    return found is not None
