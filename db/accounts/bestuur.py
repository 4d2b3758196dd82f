"""Which schools' figures a bestuur account sees. Set on the command line, never from within a school."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from db import schema
from db.access import rollen
from db.accounts.accounts import normalised
from db.journal import seals
from db.school.schools import all_schools
from db.store.engine import EVERY_SCHOOL, transaction
from db.store.faults import Said
from db.store.once import ACCOUNT
from meldcode.rollen import Role

_A, _B = schema.account, schema.bestuur_school
_SCHOOLS = select(_B.c.school_id).where(_B.c.account_id == ACCOUNT).order_by(_B.c.school_id)


class BestuurError(Said):
    """The request cannot be granted. The text is a Dutch sentence for the administrator."""


def schools_of(connection: Connection, account_id: str) -> list[str]:
    """The ids of the schools whose figures this account may see; empty when none were assigned."""
    return list(connection.scalars(_SCHOOLS, {"account": account_id}))


def set_schools(connection: Connection, account_id: str, school_ids: Sequence[str]) -> None:
    """Let this account see the figures of exactly these schools."""
    seals.touch_account(connection, account_id)
    connection.execute(delete(_B).where(_B.c.account_id == account_id))
    connection.execute(insert(_B), [{"account_id": account_id, "school_id": each} for each in school_ids])


def give(email: str, names: Sequence[str]) -> list[str]:
    """Let the account with this address see the figures of the schools with these names, or of all if none are named.

    Returns the names of the schools. Raises ``BestuurError``, with nothing changed, when it is not a bestuur account or
    a name is not that of a school here.
    """
    with transaction(EVERY_SCHOOL) as connection:
        mine = _A.c.email == normalised(email), rollen.has(Role.BESTUUR), _A.c.active
        found = connection.scalars(select(_A.c.id).where(*mine).order_by(_A.c.id)).all()
        if not found:
            raise BestuurError("Dit is niet het e-mailadres van een account van het bestuur. Er is niets veranderd.")
        every = all_schools(connection)
        unknown = sorted(set(names) - set(every.values()))
        if unknown:
            raise BestuurError(f"Deze scholen staan hier niet: {', '.join(unknown)}. Er is niets veranderd.")
        given = {each: naam for each, naam in every.items() if naam in names or not names}
        for account_id in found:
            set_schools(connection, account_id, list(given))
        return list(given.values())
