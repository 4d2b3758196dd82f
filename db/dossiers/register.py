"""The register of who viewed and did what, and when: the lines of the journal, for those who supervise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from db import schema
from db.access import toegang
from db.accounts import aanwezig
from db.dossiers import dossier_rows, dossiers
from db.journal import journal
from db.store.once import DOSSIER, LIMIT, NO_END, SCHOOL, containing, unindexed
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Permission, User, allows
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Inzage

_A, _D, _J = schema.account, schema.dossier, schema.journal
_PEOPLE = select(_A.c.id, _A.c.naam).where(_A.c.school_id == SCHOOL)
_FASE = select(_D.c.fase).where(_D.c.id == DOSSIER, _D.c.school_id == SCHOOL)


@dataclass(frozen=True)
class Regel:
    """One line: who did what to which dossier; ``reden`` is filled in only for inspections by whoever asks.

    ``over`` is the account it is about, where it says who is away and who stands in.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    codenaam: str
    reden: str
    over: str = ""


def code_names(connection: Connection, user: User, *, like: str = "", limit: int = NO_END) -> dict[str, str]:
    """The code names of all dossiers by id, destroyed ones included; none from which this person is excluded.

    The newest first; ``like``: only those with these letters in them, the shortest first.
    """
    asked = toegang.who(user, like=containing(like), limit=limit)
    rows = connection.execute(_code_names(toegang.anyone(user), bool(like)), asked)
    return {row.id: row.codenaam for row in rows}


@cache
def _code_names(user: User, is_asked: bool) -> Select[Any]:
    return dossier_rows.named(select(_D.c.id, _D.c.codenaam).where(toegang.known_to(user)), is_asked)


def people(connection: Connection, user: User) -> dict[str, str]:
    """The names of all accounts of the school by id, blocked ones included."""
    rows = connection.execute(_PEOPLE, {"school": user.school_id})
    return {row.id: row.naam for row in sorted(rows, key=lambda row: (telefoonboek(row.naam), row.id))}


def fase_of(connection: Connection, dossier_id: str, school_id: str) -> Fase | None:
    """The fase of a dossier, destroyed ones included; None when this school has none with that id."""
    found = connection.scalar(_FASE, {"dossier": dossier_id, "school": school_id})
    return Fase(found) if found else None


def lines(
    connection: Connection, user: User, *, dossier_id: str = "", person: str = "", before: int = 0, limit: int = 50
) -> Sequence[Regel]:
    """The newest lines below number ``before`` (0: of all), newest first; of one dossier or person if given.

    Leaves out dossiers from which this person is excluded, and that another one was tied to such a dossier.
    """
    if not allows(user.role, Permission.REGISTER):
        return []
    query = _lines(toegang.anyone(user), bool(dossier_id), bool(person))
    asked = toegang.who(user, dossier=dossier_id, person=person, before=before or NO_END, limit=limit)
    reasons: dict[str, dict[str, str]] = {}
    found = []
    for row in connection.execute(query, asked).all():
        reden = ""
        if row.action == journal.LOOKED and row.actor == user.id:
            if row.dossier_id not in reasons:
                reasons[row.dossier_id] = _reasons(connection, row.dossier_id, user)
            reden = reasons[row.dossier_id].get(row.object_id, "")
        over = row.object_id if row.action in aanwezig.LINES else ""
        found.append(Regel(row.seq, row.at, row.actor, row.action, row.codenaam or "", reden, over))
    return found


@cache
def _lines(user: User, of_dossier: bool, of_person: bool) -> Select[Any]:
    seq = unindexed(_J.c.seq) if of_dossier else _J.c.seq
    query: Select[Any] = (
        select(_J, _D.c.codenaam)
        .outerjoin(_D, _D.c.id == _J.c.dossier_id)
        .where(_J.c.school_id == user.school_id, _J.c.dossier_id.not_in(toegang.excluded_from(user)))
        .where(seq < bindparam("before"), _J.c.object_id.not_in(toegang.excluded_from(user)))
        .order_by(seq.desc())
        .limit(LIMIT)
    )
    query = query.where(_J.c.dossier_id == DOSSIER) if of_dossier else query
    return query.where(_J.c.actor == bindparam("person")) if of_person else query


def _reasons(connection: Connection, dossier_id: str, user: User) -> dict[str, str]:
    """Why this person inspected this dossier, by the number of the record."""
    dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    mine = [each for each in dossier.of(Inzage) if each.by == user.id] if dossier else []
    return {str(each.nummer): each.tekst("reden") for each in mine}
