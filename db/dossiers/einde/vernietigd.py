"""What was destroyed: the list of it, what each certificate says, and whether one that is brought back is true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, func, or_, select, true

from db import schema
from db.dossiers.papieren import VERKLARING, Nagegaan, digest_of
from db.journal import journal
from db.keys.vault import vault
from db.store.once import DOSSIER, IDS, LIMIT, ME, NO_END, OFFSET, SCHOOL, unindexed
from meldcode.papieren import verklaring
from meldcode.papieren.verklaring import Verklaring
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.vragen.datum import at_school, in_words

_D, _X, _J, _R = schema.dossier, schema.vernietiging, schema.journal, schema.vastlegging
NIET_VAN_HIER = Nagegaan(False, False, "Deze verklaring is hier niet zo gemaakt, of het bestand is daarna veranderd.")
_SHOWN = 8  # hexadecimal digits of a line of the journal on the certificate
_MINE = or_(_X.c.requested_by == ME, _X.c.confirmed_by == ME)
_ROWS = select(_X, _D.c.codenaam).join(_D, _D.c.id == _X.c.dossier_id).where(_D.c.school_id == SCHOOL)
_LIST = {every: _ROWS.where(true() if every else _MINE) for every in (True, False)}
_PAGE = {
    every: query.order_by(_X.c.destroyed_at.desc(), _X.c.dossier_id).limit(LIMIT).offset(OFFSET)
    for every, query in _LIST.items()
}
_NUMBER = {every: query.with_only_columns(func.count(), maintain_column_froms=True) for every, query in _LIST.items()}
_ONE = {every: query.where(_X.c.dossier_id == DOSSIER) for every, query in _LIST.items()}
_LINE = (
    select(_J.c.seq, _J.c.mac)
    .where(_J.c.school_id == SCHOOL, _J.c.dossier_id == DOSSIER, _J.c.action == journal.DESTROYED)
    .order_by(unindexed(_J.c.seq).desc())
    .limit(1)
)
_BEFORE = select(_J.c.mac).where(_J.c.school_id == SCHOOL, _J.c.seq == bindparam("number"))
_MADE = (
    select(_J.c.at, _J.c.dossier_id, _D.c.codenaam, _D.c.fase, _X.c.destroyed_at, _X.c.finished_at)
    .outerjoin(_D, _D.c.id == _J.c.dossier_id)
    .outerjoin(_X, _X.c.dossier_id == _J.c.dossier_id)
    .where(
        _J.c.school_id == SCHOOL,
        _J.c.action == journal.PAPER_MADE,
        _J.c.digest == bindparam("made"),
        _J.c.object_id.startswith(VERKLARING),
    )
    .order_by(_J.c.seq)
)
_AMONG = select(_X.c.dossier_id).where(_X.c.dossier_id.in_(IDS))
_LEFT = select(func.count()).select_from(_R).where(_R.c.dossier_id == DOSSIER)


@dataclass(frozen=True)
class Vernietigd:
    """A destroyed dossier in the list. ``is_af``: its key is gone and the logs are empty, so it has a certificate."""

    dossier_id: str
    codenaam: str
    op: datetime
    grond: str
    is_af: bool


def count(connection: Connection, user: User) -> int:
    """How many destroyed dossiers this person sees: whoever reads the register all, another what they had a part in."""
    return int(connection.execute(_NUMBER[_sees_all(user)], _asks(user)).scalar_one())


def destroyed(connection: Connection, user: User, shown: slice = slice(0, NO_END)) -> Sequence[Vernietigd]:
    """The destroyed dossiers that this person sees, the last one first."""
    asked = _asks(user) | {"limit": shown.stop - shown.start, "offset": shown.start}
    return [_shown(row) for row in connection.execute(_PAGE[_sees_all(user)], asked)]


def certificate(connection: Connection, user: User, dossier_id: str) -> Verklaring | None:
    """The certificate of this dossier; None when this person does not see it, or it is not finished yet."""
    row = connection.execute(_ONE[_sees_all(user)], _asks(user) | {"dossier": dossier_id}).one_or_none()
    if row is None or row.finished_at is None:
        return None
    asked = {"school": user.school_id, "dossier": dossier_id}
    line = connection.execute(_LINE, asked).one_or_none()
    before = connection.scalar(_BEFORE, {"school": user.school_id, "number": line.seq - 1}) if line else None
    known = msgspec.json.decode(row.bewijs) if row.bewijs else None
    rijen = (
        tuple((str(about), str(said)) for about, said in known)
        if known
        else verklaring.van_eerder(row.grond, row.vastleggingen, row.destroyed_at)
    )
    return Verklaring(
        row.codenaam,
        row.destroyed_at,
        rijen,
        _written(line.seq - 1, before) if line else "",
        _written(line.seq, line.mac) if line else "",
    )


def look_up(connection: Connection, school_id: str, content: bytes) -> Nagegaan:
    """Whether this school made this very certificate, and whether what it says is so."""
    found = connection.execute(_MADE, {"school": school_id, "made": digest_of(content)}).first()
    if found is None:
        return NIET_VAN_HIER
    then = at_school(found.destroyed_at) if found.destroyed_at else None
    left = connection.scalar(_LEFT, {"dossier": found.dossier_id})
    gone = found.fase == Fase.VERNIETIGD and not left and found.finished_at is not None
    if then is None or not gone:
        return Nagegaan(True, False, "Deze verklaring is hier gemaakt, maar dit dossier staat hier weer.")
    if found.dossier_id in vault().owners():
        return Nagegaan(True, False, "Deze verklaring is hier gemaakt, maar de sleutel van het dossier is er weer.")
    when = f"{in_words(then.date())} om {then:%H:%M}"
    return Nagegaan(
        True,
        True,
        f"Deze verklaring klopt. Dossier {found.codenaam} is vernietigd op {when}. Er staat niets meer van in de "
        "database, en de sleutel bestaat niet meer.",
    )


def among_these(connection: Connection, dossier_ids: Sequence[str]) -> Sequence[str]:
    """Which of these dossiers, of any school, were destroyed."""
    return connection.scalars(_AMONG, {"ids": list(dossier_ids)}).all()


def _sees_all(user: User) -> bool:
    return user.may(Permission.REGISTER)


def _asks(user: User) -> dict[str, object]:
    return {"school": user.school_id, "me": user.id}


def _shown(row: Row[Any]) -> Vernietigd:
    label = next((each.label for each in Grond if each == row.grond), row.grond)
    return Vernietigd(row.dossier_id, row.codenaam, row.destroyed_at, label, row.finished_at is not None)


def _written(seq: int, mac: str | None) -> str:
    return f"{seq}-{mac[:_SHOWN]}…{mac[-2:]}" if mac else str(seq)
