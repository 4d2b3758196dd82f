"""The roles of accounts: the one in ``account`` and those besides it, as conditions and as lists."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from db import schema
from db.store.once import SCHOOL, among
from meldcode.rollen import Role

_A, _N = schema.account, schema.nevenrol
_BESIDES = select(_N.c.account_id, _N.c.role).join(_A, _A.c.id == _N.c.account_id).where(_A.c.school_id == SCHOOL)
_ORDER = list(Role)


def has(*roles: Role) -> ColumnElement[bool]:
    """Whether an account has one of these roles; for statements that select from ``account``."""
    besides = exists().where(_N.c.account_id == _A.c.id, among(_N.c.role, roles)).correlate(_A)
    return or_(among(_A.c.role, roles), besides)


def has_this(role: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether an account has the role in this column; for statements that select from ``account``."""
    return or_(_A.c.role == role, exists().where(_N.c.account_id == _A.c.id, _N.c.role == role).correlate_except(_N))


HAS_MORE = exists().where(_N.c.account_id == _A.c.id).correlate(_A)
"""Whether an account has more roles than one; for statements that select from ``account``."""


def besides(connection: Connection, school_id: str) -> dict[str, list[Role]]:
    """The roles that people of this school have besides the one in ``account``, by account id; often none."""
    found: dict[str, list[Role]] = {}
    for account_id, role in connection.execute(_BESIDES, {"school": school_id}):
        found.setdefault(account_id, []).append(Role(role))
    return found


def in_order(first: str, others: Sequence[Role] = ()) -> tuple[Role, ...]:
    """All roles of somebody, in the order of ``Role``."""
    return tuple(sorted({Role(first), *others}, key=_ORDER.index))
