"""The free days that a school entered, and their effect on the due dates of what already waits."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db import schema
from db.cijfers import eerst, verloop
from db.journal import seals
from db.school.schools import termijnen
from db.store.beside import beside
from meldcode.dossier.verplichtingen import before_holiday, key_of
from meldcode.rollen import Role
from meldcode.route.fasen import OPEN, Fase
from meldcode.route.termijnen import TERMIJNEN
from meldcode.route.verplichting import OP_NAAM, Soort
from meldcode.termijnen.kalender import ZONDER, Dagsoort, Kalender, Vrij, due
from meldcode.termijnen.termijn import Ingesteld

LONGEST = 100
"""Maximum days in one holiday: more is a typing error."""
_D, _F, _V = schema.dossier, schema.vrij, schema.verplichting
_FREE = select(_F.c.van, _F.c.tot, _F.c.naam).where(_F.c.school_id == bindparam("school")).order_by(_F.c.van, _F.c.tot)
_TO_COVER = tuple(fase for fase in OPEN if fase is not Fase.TE_VERNIETIGEN)


class KalenderError(ValueError):
    """These days cannot be entered. The text is a Dutch sentence for the screen."""


def kalender(connection: Connection, school_id: str) -> Kalender:
    """The calendar of this school."""
    return Kalender(tuple(Vrij(row.van, row.tot, row.naam) for row in connection.execute(_FREE, {"school": school_id})))


def add(connection: Connection, school_id: str, days: Iterable[Vrij], on: date) -> int:
    """Enter these free days, recompute the due dates counted in school days, and return how many were new.

    Raises ``KalenderError`` when some cannot be right; then nothing is entered.
    """
    known = {(each.van, each.tot) for each in kalender(connection, school_id).vrij}
    new = {}
    for each in days:
        _refuse_slip(each)
        if (each.van, each.tot) not in known:
            new[each.van, each.tot] = {"school_id": school_id, **vars(each)}
    if new:
        seals.touch(connection, school_id, seals.SCHOOL, [school_id])
        connection.execute(insert(_F), list(new.values()))
        count_anew(connection, school_id, on)
    return len(new)


def remove(connection: Connection, school_id: str, each: Vrij, on: date) -> None:
    """Remove these free days, and recompute the due dates counted in school days."""
    mine = (_F.c.school_id == school_id, _F.c.van == each.van, _F.c.tot == each.tot)
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(_F).where(*mine))
    count_anew(connection, school_id, on)


def _refuse_slip(each: Vrij) -> None:
    if not each.naam.strip() or len(each.naam) > 60 or not each.naam.isprintable():
        raise KalenderError("Geef elke vrije periode een naam van ten hoogste 60 gewone tekens.")
    if each.tot < each.van:
        raise KalenderError(f"‘{each.naam}’ eindigt vóór de eerste dag. Kijk de dagen na.")
    if (each.tot - each.van).days >= LONGEST or not 2000 <= each.van.year <= 2200:
        raise KalenderError(f"‘{each.naam}’ kan niet kloppen: kijk de dagen en het jaartal na.")


def count_anew(connection: Connection, school_id: str, on: date) -> None:
    """Recompute the dates of terms in school days by the present calendar; moved and agreed dates stay."""
    seals.touch_alive(connection, school_id)
    now = kalender(connection, school_id)
    in_school_days = [each.naam for each in TERMIJNEN if each.soort is Dagsoort.SCHOOLDAGEN]
    waiting = select(_V.c.dossier_id, _V.c.sleutel, _V.c.since, _V.c.dagen, _V.c.due_on).where(
        _V.c.school_id == school_id, _V.c.done_on.is_(None), _V.c.termijn.in_(in_school_days),
        _V.c.first_due_on.is_(None),
    )  # fmt: skip
    changed = [
        {"dossier": row.dossier_id, "sleutel_": row.sleutel, "day": day}
        for row in connection.execute(waiting)
        if (day := due(row.since, row.dagen, Dagsoort.SCHOOLDAGEN, now).on) != row.due_on
    ]
    if changed:
        one = (_V.c.dossier_id == bindparam("dossier"), _V.c.sleutel == bindparam("sleutel_"))
        connection.execute(update(_V).where(*one).values(due_on=bindparam("day")), changed)
    cover(connection, school_id, on)


def _follow(connection: Connection, school_id: str, on: date) -> None:
    """Store what follows from a change in what waits: the course for the figures, and the order of the list."""
    verloop.follow(connection, school_id, on)
    eerst.follow(connection, school_id)


def is_to_cover(connection: Connection, school_id: str, on: date) -> bool:
    """Whether a holiday is near for which some open dossier does not ask yet who keeps an eye on the pupil."""
    holiday = kalender(connection, school_id).to_cover(on)
    return holiday is not None and bool(connection.execute(_uncovered(school_id, holiday).limit(1)).first())


def _uncovered(school_id: str, holiday: Vrij):  # type: ignore[no-untyped-def]
    asked = select(_V.c.sleutel).where(_V.c.dossier_id == _D.c.id, _V.c.sleutel == key_of(holiday))
    return select(_D.c.id, _D.c.fase).where(_D.c.school_id == school_id, _D.c.fase.in_(_TO_COVER), ~asked.exists())


def cover(connection: Connection, school_id: str, on: date) -> None:
    """Let every open dossier ask who keeps an eye on the pupil in the coming holiday; drop what earlier ones asked.

    Recording something in a dossier brings the question along by itself; this is for dossiers in which nothing happens.
    """
    seals.touch_alive(connection, school_id)
    now = kalender(connection, school_id)
    holiday = now.to_cover(on)
    sleutel = key_of(holiday) if holiday else ""
    over = (_V.c.school_id == school_id, _V.c.done_on.is_(None), _V.c.soort == Soort.VAKANTIE, _V.c.sleutel != sleutel)
    connection.execute(update(_V).where(*over).values(done_on=on))
    if holiday is None:
        _follow(connection, school_id, on)
        return
    new = []
    for row in connection.execute(_uncovered(school_id, holiday)).all():
        asks = before_holiday(holiday, now, Fase(row.fase).stap)
        new.append(
            {
                "dossier_id": row.id, "school_id": school_id, "sleutel": asks.sleutel, "soort": asks.soort,
                "stap": asks.stap, "owner_role": asks.owner, "person": _holder(connection, row.id),
                "due_on": asks.due_on,
            }
        )  # fmt: skip
    if new:
        connection.execute(insert(_V), new)
    _follow(connection, school_id, on)


def _holder(connection: Connection, dossier_id: str) -> str:
    """The account that holds this case, as what already waits in it for the ib-er says; empty when nothing does."""
    waits = (_V.c.dossier_id == dossier_id, _V.c.done_on.is_(None), _V.c.owner_role == Role.IB_ER)
    query = select(_V.c.person).where(*waits, _V.c.soort.not_in(OP_NAAM)).limit(1)
    return connection.execute(query).scalar() or ""


def terms_and_free_days(connection: Connection, school_id: str) -> tuple[Ingesteld, Kalender]:
    """The terms and free days of this school; the defaults where they cannot be read."""
    ingesteld: Ingesteld = {}
    vrij = ZONDER
    with beside(connection, "the terms of the school"):
        ingesteld = termijnen(connection, school_id)
    with beside(connection, "its free days"):
        vrij = kalender(connection, school_id)
    return ingesteld, vrij
