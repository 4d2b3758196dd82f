"""Taking content out of a dossier: its key is destroyed, so it opens nowhere; its row stays as the journal has it.

The record that confirms it decides. In its transaction a line is written for each thing that goes; after it the key
store lets go of what opens them (``Vault.take_out``). When a process ends in between, the next start does so
(``finish``). Until then nothing shows them any more (``meldcode.dossier.einde.uithalen.zonder``). See ADR 75.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from db import schema
from db.access.records import answers_in
from db.dossiers import concepten
from db.journal import journal
from db.journal.journal import ATTACHED, RECORDED, TAKEN_OUT, Entry
from db.keys import tree, vault
from db.keys.sealing import DIRECT
from db.keys.vault import Ring, place
from db.store.beside import beside
from db.store.engine import EVERY_SCHOOL, after_commit, empty_log, engine, reading
from db.store.once import IDS, SCHOOL
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import Voorstel, uitgevoerd
from meldcode.route.fasen import Fase

_B, _D, _J, _R, _P = schema.bijlage, schema.dossier, schema.journal, schema.vastlegging, schema.agendapunt
_LINES = select(_J.c.dossier_id, _J.c.digest).where(_J.c.object_id == TAKEN_OUT, _J.c.action == TAKEN_OUT)
_ALIVE = (
    select(_D.c.codenaam)
    .where(_D.c.id.in_(IDS), _D.c.school_id == SCHOOL, _D.c.fase != Fase.VERNIETIGD)
    .order_by(_D.c.codenaam)
)
_WORDS = 12  # letters: a typed text that is shorter may stand anywhere


def settle(connection: Connection, dossier: Dossier, at: datetime, ring: Ring) -> Ring | None:
    """When the last record confirms that something goes: note it, and return the keys without what opens it.

    Else None. What was sealed before every place had a key of its own is sealed once more, so that it stays.
    """
    voorstel = uitgevoerd(dossier.records)
    if voorstel is None:
        return None
    by, key = dossier.records[-1].by, ring.key(dossier.id)
    records, files = _going(connection, dossier.id, voorstel)
    going = [f"{_R.name}|{row.id}" for row in records] + [f"{_B.name}|{each}" for each in files]
    already = connection.scalars(_LINES.with_only_columns(_J.c.digest).where(_J.c.dossier_id == dossier.id)).all()
    places, generation = _places(dossier.id, [*already, *going]), len(already) + len(going)
    left = tree.without(key, places, generation)
    texts = [*_typed(key, dossier.id, records), *files]
    with beside(connection, "the concepten of its dossier"):
        concepten.seal_again(connection, dossier.id, left, but=texts)
    with beside(connection, "what was prepared for a meeting about it"):
        _prepared_again(connection, dossier.id, key)
    lines = [Entry(by, TAKEN_OUT, at, dossier.id, TAKEN_OUT, each) for each in going]
    lines += _seal_again(connection, dossier.id, key, by, at)
    journal.append(connection, dossier.school_id, *lines, ring=ring)
    after_commit(connection, partial(_destroy, {dossier.id: (places, generation)}))
    return replace(ring, keys={**ring.keys, dossier.id: left})


def _going(connection: Connection, dossier_id: str, voorstel: Voorstel) -> tuple[Sequence[Row[Any]], list[str]]:
    """The rows of the records that go, and the ids of the files: theirs, and those that go from a record that stays."""
    rows = connection.execute(
        select(_R).where(_R.c.dossier_id == dossier_id, _R.c.nummer.in_(voorstel.nummers)).order_by(_R.c.nummer)
    ).all()
    mine = _B.c.vastlegging_id.in_([row.id for row in rows]) | _B.c.id.in_(voorstel.bestanden)
    files = connection.scalars(select(_B.c.id).where(_B.c.dossier_id == dossier_id, mine).order_by(_B.c.id))
    return rows, list(files)


def _typed(key: bytes, dossier_id: str, rows: Sequence[Row[Any]]) -> Iterator[str]:
    """The texts that were typed in these records."""
    for row in rows:
        for each in answers_in(key, dossier_id, row.id, row.content).values():
            if each.tekst == each.waarde and len(each.tekst) >= _WORDS:
                yield each.tekst


def _places(dossier_id: str, things: Sequence[str]) -> list[str]:
    """The places of these things: each the table and the id of its row, as a line in the journal names it."""
    return [place(table, dossier_id, row_id) for table, _sign, row_id in (each.partition("|") for each in things)]


def _seal_again(connection: Connection, dossier_id: str, key: bytes, by: str, at: datetime) -> Iterator[Entry]:
    """Seal under keys of their own what is sealed under that of the dossier itself; a line for each row that is bound.

    The guards of the database let no row be changed, and let it be deleted with its dossier only: so for this moment
    the dossier is one that goes.
    """
    records = _old(connection, _R, dossier_id)
    files = _old(connection, _B, dossier_id)
    if not records and not files:
        return
    this = _D.c.id == dossier_id
    fase = connection.execute(select(_D.c.fase).where(this)).scalar_one()
    connection.execute(update(_D).where(this).values(fase=Fase.VERNIETIGD))
    for table, rows in ((_B, files), (_R, records)):
        connection.execute(delete(table).where(table.c.id.in_([row["id"] for row in rows])))
    connection.execute(update(_D).where(this).values(fase=fase))
    for table, rows, action in ((_R, records, RECORDED), (_B, files, ATTACHED)):
        for old in rows:
            row = _again(key, place(table.name, dossier_id, str(old["id"])), old)
            connection.execute(insert(table).values(row))
            if table is _R or row["vastlegging_id"] is not None:
                yield journal.sealed_again(row, action, by, at)


def _prepared_again(connection: Connection, dossier_id: str, key: bytes) -> None:
    """The same for what was prepared for a leerlingbespreking, which may be changed."""
    for row in _old(connection, _P, dossier_id):
        mine = _P.c.dossier_id == dossier_id, _P.c.bespreking_id == row["bespreking_id"]
        again = _again(key, place(_P.name, dossier_id, str(row["bespreking_id"])), row)
        connection.execute(update(_P).where(*mine).values(content=again["content"]))


def _old(connection: Connection, table: Table, dossier_id: str) -> list[dict[str, Any]]:
    """The rows of this dossier that are sealed under its own key: from before ADR 75."""
    rows = connection.execute(select(table).where(table.c.dossier_id == dossier_id)).all()
    return [row._asdict() for row in rows if row.content[:1] == DIRECT]


def _again(key: bytes, where: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "content": vault.seal(key, where, vault.unseal(key, where, row["content"]))}


def _destroy(gone: Mapping[str, tuple[Sequence[str], int]]) -> bool:
    """Let the key store forget what opens these; False while a reader keeps a log from being emptied."""
    done = [vault.vault().take_out(each, places, generation) for each, (places, generation) in gone.items()]
    return empty_log(engine()) and all(done)


def finish() -> int:
    """Destroy what was taken out and can still be opened; return in how many dossiers.

    A process may have ended before it did, or an older key store was put back. So this runs at every start.
    """
    with reading(EVERY_SCHOOL) as connection:
        found = _that_open(connection)
    if found:
        _destroy(found)
    return len(found)


def still_open(connection: Connection, school_id: str) -> list[str]:
    """The code names of the dossiers in this school of which something that was taken out can be opened again."""
    found = {"ids": list(_that_open(connection)), "school": school_id}
    return [row.codenaam for row in connection.execute(_ALIVE, found)] if found["ids"] else []


def _that_open(connection: Connection) -> dict[str, tuple[Sequence[str], int]]:
    """By dossier, all that was taken out of it with the generation of concepten, if any of it still opens."""
    things = dict[str, list[str]]()
    for dossier_id, thing in connection.execute(_LINES):
        things.setdefault(dossier_id, []).append(thing)
    keys = vault.vault().readable(things) if things else {}
    every = {each: (_places(each, found), len(found)) for each, found in things.items() if each in keys}
    return {each: gone for each, gone in every.items() if any(tree.opens(keys[each], where) for where in gone[0])}
