"""The course of the practice school: beginning a case, how far somebody is, and beginning anew. In no other school.

What is kept is one number for each account and case: which dossier it is, or on which day it was done. How far
somebody is follows from that dossier.
"""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db import schema
from db.access import toegang
from db.cijfers import statistiek
from db.dossiers import dossiers, vernietigen
from db.dossiers.dossiers import Moment
from db.journal import seals
from db.school.schools import name_and_practice
from db.store.engine import after_commit, reading, transaction
from db.store.once import SCHOOL
from meldcode.namen.codenamen import codenaam
from meldcode.oefenen.casus import Casus, Speler, Spelers
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.papieren.verklaring import counted
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.versie import VERSIE

_D, _G = schema.dossier, schema.setting
_NAAM: Any = bindparam("wat")
_KEPT = select(_G.c.naam, _G.c.waarde).where(_G.c.school_id == SCHOOL)
_FORGET = delete(_G).where(_G.c.school_id == SCHOOL, _G.c.naam == _NAAM)
_KEEP = insert(_G)
_ALIVE = select(_D.c.id).where(
    _D.c.school_id == SCHOOL, _D.c.codenaam == bindparam("code"), _D.c.fase != Fase.VERNIETIGD
)
_GONE = (
    update(_D)
    .where(_D.c.school_id == SCHOOL, _D.c.id == bindparam("dossier"), _D.c.fase != Fase.VERNIETIGD)
    .values(fase=Fase.VERNIETIGD, fase_since=bindparam("day"))
)
_DOSSIER, _DONE = "casus", "klaar"
_EPOCH = date(2026, 1, 1)
GRONDEN = (
    ("Grond", "Een oefening die opnieuw is begonnen. Alle gegevens waren verzonnen."),
    ("Programma", f"Meldroute {VERSIE}"),
)
"""What the certificate says of a dossier of the course: it takes no second person to destroy what was invented."""


class NietHier(Exception):
    """This is no practice school, or lacks somebody who takes part. The text is a Dutch sentence for the screen."""


ALLEEN_OEFENSCHOOL = "Oefenen kan alleen in de oefenschool, met verzonnen leerlingen. Hier staan echte gegevens."


@dataclass(frozen=True)
class Plaats:
    """Where somebody is with one case: its dossier (empty: none, or it was destroyed), and the day it was done."""

    casus: Casus
    dossier_id: str = ""
    klaar_op: date | None = None


def plaatsen(connection: Connection, user: User) -> tuple[Plaats, ...]:
    """Where this person is with each case. Raises ``NietHier``."""
    _only_here(connection, user)
    kept = _kept(connection, user)
    return tuple(_plaats(connection, user, casus, kept) for casus in CASUSSEN)


def casus_of(connection: Connection, user: User, code: str) -> tuple[Casus, bool] | None:
    """The case of the dossier with this code name, and whether it was done; None when this person does none there."""
    kept = _kept(connection, user)
    found = next((casus for casus in CASUSSEN if _is(kept.get(_name(_DOSSIER, casus, user)), code)), None)
    return (found, _name(_DONE, found, user) in kept) if found else None


def begin(casus: Casus, user: User, today: date, now: datetime) -> str:
    """Begin this case: its dossier as it is when the story starts; return the id. One that was begun is returned.

    Raises ``NietHier``.
    """
    with reading(user.school_id) as connection:
        _only_here(connection, user)
        found = _plaats(connection, user, casus, _kept(connection, user))
        spelers = _spelers(connection, user, casus)
    return found.dossier_id or _written(casus, user, spelers, today, now)


def done(casus: Casus, user: User, today: date) -> None:
    """Keep that this person did the case, on the first day that they did. Raises ``NietHier``."""
    with transaction(user.school_id) as connection:
        _only_here(connection, user)
        if _name(_DONE, casus, user) not in _kept(connection, user):
            _keep(connection, user, _name(_DONE, casus, user), (today - _EPOCH).days)


def anew(casussen: Collection[Casus], user: User, today: date, now: datetime) -> None:
    """Let this person begin these cases anew: what they did in them is gone, dossiers included. Raises ``NietHier``."""
    with transaction(user.school_id) as connection:
        _only_here(connection, user)
        kept = _kept(connection, user)
        for casus in casussen:
            found = _plaats(connection, user, casus, kept)
            if found.dossier_id:
                _destroy(connection, found.dossier_id, user, today, now)
            for what in (_DOSSIER, _DONE):
                _forget(connection, user, _name(what, casus, user))
        after_commit(connection, partial(vernietigen.finish, now))


def _only_here(connection: Connection, user: User) -> None:
    _school, is_practice = name_and_practice(connection, user.school_id)
    if not is_practice:
        raise NietHier(ALLEEN_OEFENSCHOOL)


def _name(what: str, casus: Casus, user: User) -> str:
    return f"{what}{casus.nummer}/{user.id}"


def _kept(connection: Connection, user: User) -> dict[str, int]:
    rows = connection.execute(_KEPT, {"school": user.school_id})
    return {row.naam: row.waarde for row in rows if row.naam.endswith(f"/{user.id}")}


def _is(nummer: int | None, code: str) -> bool:
    return nummer is not None and codenaam(nummer) == code


def _plaats(connection: Connection, user: User, casus: Casus, kept: dict[str, int]) -> Plaats:
    nummer, day = kept.get(_name(_DOSSIER, casus, user)), kept.get(_name(_DONE, casus, user))
    asked = {"school": user.school_id, "code": codenaam(nummer) if nummer else ""}
    found = connection.scalar(_ALIVE, asked) if nummer else None
    return Plaats(casus, found or "", None if day is None else _EPOCH + timedelta(days=day))


def _spelers(connection: Connection, user: User, casus: Casus) -> Spelers:
    """Who takes part: this person, and of each role a colleague. Raises ``NietHier`` when there is none."""
    found, everybody = {Speler.U: user}, toegang.colleagues(connection, user.school_id)
    for each in _who(casus):
        who = next((p for p in everybody if p.role is each.role and p.id != user.id), None)
        if who is None:
            raise NietHier(f"Voor deze casus is nog een collega nodig met de rol {each.role.midden}. Er is er nu geen.")
        found[each] = User(who.id, user.school_id, who.naam, who.role)
    return found


def _who(casus: Casus) -> Iterator[Speler]:
    named = {casus.door, *(each.door for each in casus.gebeurd), *(each.van for each in casus.opdrachten)}
    named |= {given for each in casus.gebeurd for given in each.antwoorden.values() if isinstance(given, Speler)}
    return (each for each in Speler if each in named and each is not Speler.U)


def _written(casus: Casus, user: User, spelers: Spelers, today: date, now: datetime) -> str:
    by, opening = spelers[casus.door], casus.opening(today)
    first = casus.geopend_op(today)
    dossier = dossiers.open_dossier(opening, by=by, moment=Moment(first, _at(first, 0, now), uuid.uuid4().hex))
    for after, who, on in casus.vooraf(dossier, today, spelers):
        dossiers.save(after, by=who, moment=Moment(on, _at(on, after.versie, now), uuid.uuid4().hex))
    with transaction(user.school_id) as connection:
        _keep(connection, user, _name(_DOSSIER, casus, user), int(dossier.codenaam.rpartition(" ")[2]))
    return dossier.id


def _at(on: date, nummer: int, now: datetime) -> datetime:
    """Some moment of a school day; later records have later moments, and none is in the future."""
    return min(datetime.combine(on, time(7, 40)) + timedelta(minutes=7 * nummer), now)


def _keep(connection: Connection, user: User, naam: str, waarde: int) -> None:
    _forget(connection, user, naam)
    connection.execute(_KEEP, {"school_id": user.school_id, "naam": naam, "waarde": waarde})


def _forget(connection: Connection, user: User, naam: str) -> None:
    seals.touch(connection, user.school_id, seals.SCHOOL, [user.school_id])
    connection.execute(_FORGET, {"school": user.school_id, "wat": naam})


def _destroy(connection: Connection, dossier_id: str, user: User, today: date, now: datetime) -> None:
    seals.touch(connection, user.school_id, seals.DOSSIER, [dossier_id])
    connection.execute(_GONE, {"school": user.school_id, "dossier": dossier_id, "day": today})
    statistiek.keep(connection, dossier_id, user.school_id, grond=Grond.VERGISSING, on=today)
    was = counted(vernietigen.what_goes(connection, dossier_id).aantallen)
    row = {
        "destroyed_at": now,
        "grond": Grond.VERGISSING.value,
        "requested_by": user.id,
        "confirmed_by": user.id,
        "bewijs": msgspec.json.encode((*GRONDEN, ("Wat er was", was))).decode(),
    }
    vernietigen.erase(connection, dossier_id, user.school_id, row)
