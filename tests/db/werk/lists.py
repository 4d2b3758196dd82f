"""What is on the work list of one person, and when it is due."""

from datetime import date

from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from db.werk import werklijst
from meldcode.rollen import User
from tests.cast import MONDAY

FAR = date(2027, 12, 31)


def listed(user: User, until: date = FAR) -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        return [(each.soort, each.person) for each in werklijst.mine(connection, user, MONDAY, until)]


def days(soort: str) -> list[date]:
    table = schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.due_on).where(table.c.soort == soort, table.c.done_on.is_(None))
        return list(connection.scalars(query.order_by(table.c.due_on)))
