"""Making many dossiers in many schools, as plain rows without sealed content: counting opens none."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, insert

from benchmarks import looking
from benchmarks.school import NOW
from db import schema
from db.cijfers import eerst
from db.cijfers.verloop import EVER
from db.store.engine import EVERY_SCHOOL, engine, transaction
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort

TODAY = NOW.date()
KINDS = [each.value for each in Soort if each.aard.owner is not Role.DIRECTIE and each is not Soort.AFSPRAAK]
"""Kinds of verplichting to fill in. None that a page reads in a sealed record: there is none of it."""
_ROUTE = (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING)
Rows = dict[Table, list[dict[str, Any]]]


def school_id(number: int) -> str:
    """The id of one of the schools."""
    return f"school-{number:03d}"


def directie(number: int) -> str:
    """The id of the account of the directie of one of the schools."""
    return f"directie-{number:03d}"


def fill(dossiers: int, schools: int, *, named: bool = False) -> None:
    """Make so many dossiers, one in five of them open, spread over so many schools; the same ones every time.

    ``named``: each with a key and a sealed opening, and each school with an ib-er.
    """
    chance = random.Random(dossiers)  # noqa: S311 - to be repeated, not to be secret
    with transaction(EVERY_SCHOOL) as connection:
        for number in range(schools):
            row = {"id": school_id(number), "naam": f"School {number}", "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
            who = {"id": directie(number), "school_id": school_id(number), "naam": f"Directie {number}"}
            more = {"email": f"d{number}@x.example", "password_hash": "-", "role": "directie", "active": True}
            connection.execute(insert(schema.account).values(who | more | {"created_at": NOW}))
            if named:
                who = {"id": f"ib-{number:03d}", "naam": f"Noor {number}", "email": f"ib{number}@x.example"}
                who["role"], who["school_id"] = "ib_er", school_id(number)
                connection.execute(insert(schema.account).values(more | who | {"created_at": NOW}))
        for first in range(0, dossiers, 5_000):
            rows: Rows = {}
            for number in range(first, min(first + 5_000, dossiers)):
                for table, row in _dossier(number, number % schools, chance):
                    rows.setdefault(table, []).append(row)
            if named:
                by = {row["id"]: row["opened_by"] for row in rows[schema.dossier]}
                rows[schema.vastlegging] = looking.openings(by, first)
            for table, found in rows.items():
                connection.execute(insert(table), found)
        for number in range(schools):
            eerst.follow(connection, school_id(number))
    if engine().dialect.name == "postgresql":  # it would count its rows later by itself; SQLite never does
        with closing(engine().raw_connection()) as raw:
            driver: Any = raw.driver_connection
            driver.autocommit = True
            driver.execute("VACUUM ANALYZE")
            driver.autocommit = False


def _dossier(number: int, school: int, chance: random.Random) -> Iterator[tuple[Table, dict[str, Any]]]:
    mine = {"dossier_id": f"{number:032x}", "school_id": school_id(school)}
    is_open = (number // 50) % 5 == 0
    opened = TODAY - timedelta(days=chance.randrange(1, 120 if is_open else 1500))
    reached = chance.randrange(1, len(_ROUTE) + 1)
    moves = _moves(opened, reached, is_open, chance)
    fase = moves[-1][0] if is_open else Fase.GESLOTEN
    yield (
        schema.dossier,
        {
            "id": mine["dossier_id"],
            "school_id": mine["school_id"],
            "codenaam": f"Iep {number}",
            "opened_by": directie(school),
            "opened_on": opened,
            "fase": fase,
            "fase_since": moves[-1][1] if is_open else moves[-1][2],
            "versie": 20,
            "gezien_tot": 20,
            "houder_tot": 20,
        },
    )
    for nummer, (place, op, tot) in enumerate(moves, 1):
        days = None if tot == EVER else (tot - op).days
        row = {"nummer": nummer, "fase": place.value, "since": op, "op": op, "tot": tot, "dagen": days}
        yield schema.verloop_fase, mine | row
        yield from _waits(mine, nummer, place, op, tot, chance)
    if number % 3 == 0:
        merk = {"nummer": 3, "soort": "advies", "stap": 2, "over": 3, "waarde": "", "met_reden": True}
        yield schema.verloop_merk, mine | merk | {"dag": opened, "op": opened, "tot": EVER}
    if number % 7 == 0:
        merk = {"nummer": 4, "soort": "afgezien", "stap": 3, "over": 4, "waarde": "", "met_reden": True}
        yield schema.verloop_merk, mine | merk | {"dag": opened, "op": opened, "tot": EVER}


def _moves(opened: date, reached: int, is_open: bool, chance: random.Random) -> list[tuple[Fase, date, date]]:
    moves, day = [], opened
    for place in _ROUTE[:reached]:
        until = min(day + timedelta(days=chance.randrange(1, 25)), TODAY)
        moves.append((place, day, until))
        day = until
    if is_open:
        place, op, _tot = moves[-1]
        moves[-1] = (place, op, EVER)
    return moves


def _waits(
    mine: dict[str, Any], nummer: int, place: Fase, op: date, tot: date, chance: random.Random
) -> Iterator[tuple[Table, dict[str, Any]]]:
    others = [each for each in KINDS if each != "stap"]
    for soort in ("stap", chance.choice(others)):
        due = op + timedelta(days=chance.randrange(2, 30))
        what = {
            "sleutel": f"{soort}-{nummer}",
            "soort": soort,
            "stap": place.stap,
            "owner_role": "ib_er",
            "due_on": due,
        }
        done = None if tot == EVER else tot
        yield schema.verloop_wacht, mine | what | {"nummer": nummer, "person": "", "op": op, "tot": tot}
        yield schema.verplichting, mine | what | {"done_on": done}
        if soort == "stap" and chance.random() < 0.3:
            return
