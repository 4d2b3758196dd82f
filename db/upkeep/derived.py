"""For ``verify``: recomputing what follows from the records of a dossier, and comparing it with what is stored.

Compared are its fase, who opened it, who may read it and how long it is kept. Its verplichtingen are not: they followed
from the rules, termijnen and holidays of the day of recording, and today's may differ. They are bound to the journal
instead.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from db import schema
from db.bewaren import verband
from db.bewaren.beside import NONE
from db.dossiers import besprekingen, bijlagen, concepten, dossiers
from db.keys import vault
from db.store.engine import reading
from meldcode.route.fasen import Fase

_D, _T, _P, _C = schema.dossier, schema.toegang, schema.agendapunt, schema.concept
_B = schema.bijlage


def alive(school_id: str, after: str = "") -> Sequence[str]:
    """The ids of the dossiers that are not destroyed, in the order of verifying; only those after ``after``."""
    mine = _D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD, _D.c.id > after
    with reading(school_id) as connection:
        return sorted(connection.scalars(select(_D.c.id).where(*mine)).all())


def over(school_id: str, ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Compare each of these dossiers: its id, with a Dutch sentence about the first difference, or None."""
    for dossier_id in ids:
        said = _at_one_moment(dossier_id, school_id)
        # Check again: it may have been destroyed between reading its rows and its key.
        yield dossier_id, said and _at_one_moment(dossier_id, school_id)


def _at_one_moment(dossier_id: str, school_id: str) -> str | None:
    with reading(school_id) as connection:  # one dossier each: a long snapshot would keep the log from being emptied
        return _of_one(connection, dossier_id, school_id)


def _of_one(connection: Connection, dossier_id: str, school_id: str) -> str | None:
    row = connection.execute(select(_D).where(_D.c.id == dossier_id)).one()
    try:
        dossier = dossiers.load(connection, dossier_id, school_id)
    except vault.VaultError:
        return f"Dossier {row.codenaam} gaat niet helemaal open."
    if dossier is None or not dossier.records:
        return None if dossier is None else f"In dossier {row.codenaam} staat niets."
    first = dossier.records[0]
    stored = (row.fase, row.fase_since, row.versie, row.opened_by, row.opened_on)
    if stored != (dossier.fase, dossier.fase_since, dossier.versie, first.by, first.on):
        return f"Van dossier {row.codenaam} klopt niet waar het staat, of wie het opende."
    if _toegang(connection, dossier_id) != {(who, soort.value, tot) for who, soort, tot in dossier.toegang.rows()}:
        return f"Van dossier {row.codenaam} klopt niet wie erbij mag."
    if {naam: getattr(row, naam) for naam in NONE} != verband.kept_with(connection, dossier):
        return f"Van dossier {row.codenaam} klopt niet tot wanneer het wordt bewaard."
    return None


def _toegang(connection: Connection, dossier_id: str) -> set[tuple[object, ...]]:
    query = select(_T.c.account_id, _T.c.soort, _T.c.tot).where(_T.c.dossier_id == dossier_id)
    return {tuple(row) for row in connection.execute(query)}


def typed(school_id: str) -> str | None:
    """A Dutch sentence when a concept, or a file in one, does not open; None when all do."""
    account = schema.account.c
    with reading(school_id) as connection:
        mine = _C.c.account_id.in_(select(account.id).where(account.school_id == school_id))
        if not all(_opens(concepten.opened, row) for row in connection.execute(select(_C).where(mine))):
            return "Wat iemand typte en nog niet vastlegde, gaat niet open."
        here = select(_P).join(_D, _D.c.id == _P.c.dossier_id).where(_D.c.school_id == school_id)
        if not all(_opens(besprekingen.opened, row) for row in connection.execute(here)):
            return "Wat voor een leerlingbespreking is voorbereid, gaat niet open."
        loose = select(_B).join(_D, _D.c.id == _B.c.dossier_id).where(_D.c.school_id == school_id)
        files = connection.execute(loose.where(_B.c.vastlegging_id.is_(None))).yield_per(1)  # up to ten megabytes each
        if not all(_opens(bijlagen.opened, row) for row in files):
            return "Een bestand dat iemand koos en nog niet vastlegde, gaat niet open."
    return None


def _opens(opened: Callable[[Row[Any]], object], row: Row[Any]) -> bool:
    try:
        return opened(row) is not None
    except vault.VaultError:
        return False
