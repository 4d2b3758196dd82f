"""How far a dossier was looked at (gezien), by whom and when; and what is kept of that beside the dossier (ADR 47, 54).

``gezien`` says it per person. Three numbers beside the dossier say whether that is worth looking up: the last record
that anybody who walks its route has seen, and at most as far as each who holds it has seen, and each who is the
directie in it. Of the last two 0 is always right: it only makes a list of news look once more.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import Integer as Number

from db import schema
from db.access import rollen
from db.access.toegang import SAY_WHO_READS
from db.store.engine import reading, transaction
from db.store.once import DOSSIER, ME, among
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.toegang import ALS, Toegangsoort
from meldcode.dossier.verplichtingen import AT_ONCE
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM
from meldcode.vastleggingen import AcuutGevaar

_A, _D, _F, _G = schema.account, schema.dossier, schema.verloop_fase, schema.gezien
_R, _T, _V = schema.vastlegging, schema.toegang, schema.verplichting
DRINGEND = [each.__name__ for each in AT_ONCE]
"""The kinds of which the directie may have to hear at once."""
_ROLE: Any = bindparam("role")
_MINE = and_(_G.c.dossier_id == DOSSIER, _G.c.account_id == ME, _G.c.rol == _ROLE)
_KNOWN = select(_G.c.nummer, _G.c.op).where(_MINE)


def see(dossier: Dossier, user: User, at: datetime) -> None:
    """Store that this person has seen this dossier as it is now. Written once a day, or when something was added."""
    role = dossier.role_of(user)
    if role not in (Role.IB_ER, Role.DIRECTIE):
        return
    with reading(user.school_id) as connection:
        known = connection.execute(_KNOWN, _asked(dossier.id, user.id, role)).one_or_none()
    if known and known.nummer >= dossier.versie and known.op.date() == at.date():
        return
    mine = _asked(dossier.id, user.id, role)
    with transaction(user.school_id) as connection:
        # Another tab of theirs may have written it meanwhile.
        _note(connection, mine, connection.scalar(_KNOWN, mine), dossier.versie, at)


def kept_with(dossier: Dossier) -> dict[str, int]:
    """What is kept beside a dossier, to be stored with its last record: acute danger must not stay unheard of.

    A record about access may let somebody act as the directie who has seen nothing yet. Who holds the dossier need not
    be looked at: it has more records now than any holder is known to have seen.
    """
    last = dossier.records[-1]
    is_urgent = last.isa(AcuutGevaar) or (last.isa(*AT_ONCE) and dossier.fase is Fase.STAP_5)
    urgent = {"dringend_tot": dossier.versie} if is_urgent else {}
    return urgent | ({"directie_tot": 0} if last.isa(*SAY_WHO_READS) else {})


def recorded(connection: Connection, dossier: Dossier, by: User, at: datetime) -> None:
    """Store that its author has seen the last record, if they had seen all before it; else those must stay news."""
    if dossier.role_of(by) is not Role.IB_ER:
        return
    mine = _asked(dossier.id, by.id, Role.IB_ER)
    before = dossier.versie - 1
    asked = {**mine, "before": before, "versie": dossier.versie, "at": at}
    if connection.execute(_ONE_MORE, asked).rowcount:
        _keep_beside(connection, mine, dossier.versie, at)
    elif not before:
        _note(connection, mine, None, dossier.versie, at)


def forget(connection: Connection, dossier_id: str) -> None:
    """Delete who has seen a dossier that is being destroyed."""
    connection.execute(delete(_G).where(_G.c.dossier_id == dossier_id))
    nothing_new = {"gezien_tot": _D.c.versie, "houder_tot": _D.c.versie, "dringend_tot": 0, "directie_tot": 0}
    connection.execute(update(_D).where(_D.c.id == dossier_id).values(nothing_new))


def fill(connection: Connection, school_id: str) -> None:
    """Work out anew what is kept beside each dossier of this school, for who wrote its records in another way."""
    began = select(_F.c.nummer).where(
        _F.c.dossier_id == _R.c.dossier_id, _F.c.nummer == _R.c.nummer, _F.c.fase == Fase.STAP_5
    )
    is_urgent = or_(_R.c.soort == AcuutGevaar.__name__, and_(among(_R.c.soort, DRINGEND), began.exists()))
    urgent = select(func.coalesce(func.max(_R.c.nummer), 0)).where(_R.c.dossier_id == _D.c.id, is_urgent)
    seen = select(func.coalesce(func.max(_G.c.nummer), 0)).where(_G.c.dossier_id == _D.c.id, _G.c.rol == Role.IB_ER)
    looked = select(func.date(func.max(_G.c.op))).where(_G.c.dossier_id == _D.c.id, _G.c.rol == Role.IB_ER)
    alive = _D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD
    found = {"gezien_tot": seen, "dringend_tot": urgent, "bekeken_op": looked}
    values = {name: each.correlate(_D).scalar_subquery() for name, each in found.items()}
    connection.execute(update(_D).where(*alive).values(values))
    connection.execute(update(_D).where(*alive).values(houder_tot=_BY_HOLDERS, directie_tot=_BY_DIRECTIE))


def _asked(dossier_id: str, account_id: str, role: Role) -> dict[str, Any]:
    return {"dossier": dossier_id, "me": account_id, "role": role}


def _seen_by(account_id: ColumnElement[str], role: Role) -> ColumnElement[int]:
    mine = _G.c.dossier_id == _D.c.id, _G.c.account_id == account_id, _G.c.rol == role
    return func.coalesce(select(_G.c.nummer).where(*mine).correlate(_A, _D, _T, _V).scalar_subquery(), 0)


_BY_FIRST = func.coalesce(
    select(func.min(_seen_by(_V.c.person, Role.IB_ER)))
    .where(
        _V.c.dossier_id == _D.c.id, _V.c.done_on.is_(None), _V.c.person != "",
        _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM),
    )
    .correlate(_D)
    .scalar_subquery(),
    _D.c.versie,
)  # fmt: skip
"""At most as far as each who has work of the ib-er in this dossier on their name has seen; all of it if nobody has."""
_BY_SECOND = func.coalesce(
    select(func.min(_seen_by(_T.c.account_id, Role.IB_ER)))
    .where(_T.c.dossier_id == _D.c.id, _T.c.soort == Toegangsoort.MEDE_HOUDER.value)
    .correlate(_D)
    .scalar_subquery(),
    _D.c.versie,
)
"""As far as who holds it together with the holder has seen; all of it if nobody does."""
_BY_HOLDERS = case((_BY_SECOND < _BY_FIRST, _BY_SECOND), else_=_BY_FIRST)


def _here(*soorten: Toegangsoort) -> ColumnElement[bool]:
    mine = _T.c.dossier_id == _D.c.id, _T.c.account_id == _A.c.id, among(_T.c.soort, soorten)
    return exists().where(*mine).correlate(_A, _D)


_RECORDED_AT = (
    select(_R.c.recorded_at).where(_R.c.dossier_id == _D.c.id, _R.c.nummer == _D.c.dringend_tot).correlate(_D)
).scalar_subquery()
_BY_DIRECTIE = func.coalesce(
    select(
        func.min(
            # What was recorded before there was an account is not news to it.
            case((_A.c.created_at > _RECORDED_AT, _D.c.dringend_tot), else_=_seen_by(_A.c.id, Role.DIRECTIE))
        )
    )
    .where(
        _A.c.school_id == _D.c.school_id,
        or_(and_(rollen.has(Role.DIRECTIE), _A.c.active), _here(ALS[Role.DIRECTIE])),
        ~_here(Toegangsoort.AFGESCHERMD, ALS[Role.IB_ER]),
    )
    .correlate(_D)
    .scalar_subquery(),
    _D.c.dringend_tot,
)
"""At most as far as each who is the directie in this dossier has seen of what is urgent in it."""


_NEW = insert(_G).values(dossier_id=DOSSIER, account_id=ME, rol=_ROLE, nummer=bindparam("versie"), op=bindparam("at"))
_MORE = update(_G).where(_MINE).values(nummer=bindparam("versie"), op=bindparam("at"))
_ONE_MORE = _MORE.where(_G.c.nummer >= bindparam("before"))
_UNTIL: Any = bindparam("until", type_=Number)
_BESIDE = {
    Role.IB_ER: update(_D)
    .where(_D.c.id == DOSSIER)
    .values(
        gezien_tot=case((_D.c.gezien_tot < _UNTIL, _UNTIL), else_=_D.c.gezien_tot),
        houder_tot=_BY_HOLDERS,
        bekeken_op=bindparam("day", type_=_D.c.bekeken_op.type),
    ),
    Role.DIRECTIE: update(_D).where(_D.c.id == DOSSIER).values(directie_tot=_BY_DIRECTIE),
}


def _note(connection: Connection, mine: dict[str, Any], known: int | None, versie: int, at: datetime) -> None:
    connection.execute(_NEW if known is None else _MORE, mine | {"versie": max(known or 0, versie), "at": at})
    _keep_beside(connection, mine, versie, at)


def _keep_beside(connection: Connection, mine: dict[str, Any], versie: int, at: datetime) -> None:
    beside = {"dossier": mine["dossier"], "until": versie, "day": at.date()}
    connection.execute(_BESIDE[mine["role"]], beside)
