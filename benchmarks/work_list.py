"""The work list of one person among a hundred thousand open verplichtingen, and many more that are done."""

import os
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from benchmarks.school import least, school
from benchmarks.table import Row
from db import schema
from db.store.engine import reading, transaction
from db.werk import werklijst
from db.werk.werklijst import Deel
from meldcode.rollen import Role, User
from tests.cast import NOOR, SCHOOL

OPEN = int(os.environ.get("MELDROUTE_BENCH_OPEN", "100000"))
TODAY = date(2026, 11, 9)
PEOPLE = 40
PER_DOSSIER = 10
_ROWS = 8  # of a list, as many as the page shows at first
_V = schema.verplichting


def fill(open_ones: int, closed: int) -> None:
    """Make so many verplichtingen, open and done: for forty ib-ers, and some for a role; from long ago to far ahead."""
    with transaction(SCHOOL) as connection:
        connection.execute(delete(_V))
        connection.execute(delete(schema.dossier))
        have = set(connection.scalars(select(schema.account.c.id)))
        people = [each for each in _people() if each.id not in have]
        more = {"password_hash": "-", "active": True, "created_at": TODAY}
        rows = [vars(each) | {"email": f"{each.id}@school.example", "role": each.role.value} | more for each in people]
        if rows:
            columns = [column.name for column in schema.account.columns]
            connection.execute(insert(schema.account), [{name: row.get(name) for name in columns} for row in rows])
        number = (open_ones + closed) // PER_DOSSIER
        for first in range(0, number, 5000):
            some = range(first, min(first + 5000, number))
            connection.execute(insert(schema.dossier), [_dossier(each) for each in some])
            connection.execute(insert(_V), [row for each in some for row in _waiting(each, open_ones)])


def _people() -> list[User]:
    return [NOOR, *(User(f"ib{number}", SCHOOL, f"Collega {number}", Role.IB_ER) for number in range(1, PEOPLE))]


def _dossier(number: int) -> dict[str, object]:
    day = TODAY - timedelta(days=number % 900)
    where = {"fase": "stap_5", "fase_since": day, "versie": 1, "opened_by": NOOR.id, "opened_on": day}
    return {"id": f"d{number}", "school_id": SCHOOL, "codenaam": f"Beuk {number}"} | where


def _waiting(number: int, open_ones: int) -> Iterator[dict[str, object]]:
    people = _people()
    for nth in range(PER_DOSSIER):
        which = number * PER_DOSSIER + nth
        due_on = TODAY + timedelta(days=which * 7 % 400 - 40)
        role = Role.DIRECTIE if nth == 0 else Role.LEERKRACHT if nth == 1 else Role.IB_ER
        person = people[number % PEOPLE].id if nth > 1 else ""
        yield {
            "dossier_id": f"d{number}", "sleutel": f"stap-{nth}", "school_id": SCHOOL, "soort": "stap", "stap": 5,
            "owner_role": role.value, "person": person, "due_on": due_on,
            "done_on": None if which < open_ones else due_on, "termijn": "stap_5", "dagen": 5, "since": due_on,
        }  # fmt: skip


def look(connection: Connection, user: User = NOOR) -> int:
    """Ask the database what the start page of this person asks: counts, and the first rows of each list."""
    number = werklijst.count(connection, user, TODAY) + werklijst.count_of_colleagues(connection, user, TODAY)
    first = [each for deel in Deel for each in werklijst.some(connection, user, TODAY, deel, slice(0, _ROWS))]
    others = werklijst.with_others(connection, user, TODAY, slice(0, _ROWS))
    return number.alles + len(first) + len(others) + werklijst.count_with_others(connection, user, TODAY)


def measure() -> Iterator[Row]:
    """The work list of one person, among a hundred thousand open verplichtingen and four times as many done ones."""
    with school():
        for closed in (0, 4 * OPEN):
            fill(OPEN, closed)
            yield _looked(f"the work list of one of forty, {open_ones():,} open, {closed:,} closed")
        with transaction(SCHOOL) as connection:
            connection.execute(update(_V).where(_V.c.person != "").values(person=NOOR.id))
        yield _looked(f"the work list of one who has all of {open_ones():,} open")


def _looked(what: str) -> Row:
    with reading(SCHOOL) as connection:
        (seconds,) = least(15, lambda: look(connection))
    return Row(f"{what}, processor", seconds * 1000, goal=50)


def open_ones() -> int:
    """How many verplichtingen of the school are open."""
    with reading(SCHOOL) as connection:
        return connection.execute(select(func.count()).where(_V.c.done_on.is_(None)).select_from(_V)).scalar_one()
