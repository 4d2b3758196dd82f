"""Moving the keys of the dossiers to another key store, for ``db move-keys``: there is never a second copy in use.

While it lasts nobody else writes to the first store, so nothing that is made or destroyed meanwhile is lost: who writes
waits, and then reads that the keys have gone. The steps, each of which another attempt can go on from:

1. the other store says that keys are coming, and gets them, in one transaction;
2. every key is read back there and opened, and the heads of the journals are compared;
3. the first store drops its tables and says where the keys have gone, in one transaction;
4. the other store no longer says that they are coming: only now it can be used.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from db.keys.store import Store, StoreError
from db.keys.tables import COMING, GONE, KEYS_OF, TABLES, anchor, destroyed, dossier_key, unless_there
from db.keys.vault import Vault
from db.store.engine import empty_log, make_private
from db.store.voortgang import Progress, unseen

_AT_ONCE = 2_000
_THERE = "Daar staan al sleutels ({}). Kies een lege database. Er is niets verplaatst."
_BUSY = "Daar komen al sleutels van elders: {}. Er is niets verplaatst."
_DIFFERS = "Niet alle sleutels zijn goed aangekomen. Er is niets verplaatst: Meldroute werkt verder met de oude plaats."

Rows = Iterator[list[Row[*tuple[Any, ...]]]]


@dataclass(frozen=True)
class Moved:
    """How many keys and heads of journals were moved and compared; ``damaged``: keys that opened in neither store.

    ``is_wiped``: nothing of them is left in the files of the first store.
    """

    keys: int
    heads: int
    damaged: int
    is_wiped: bool


def move(known: Vault, target: Store, progress: Progress) -> Moved:
    """Move every key and head of a journal out of the store of ``known``, or none.

    Raises ``StoreError`` when the other store has keys already, or is no place for them.
    """
    source = known.store
    with source.closing() as leaving:
        known.refuse_another_master(leaving)
        total = _number(leaving, dossier_key) or 1
        target.make()
        with target.writing() as arriving:
            _make_room(arriving, target, source)
            _copy(leaving, arriving, lambda done: progress(done / total / 2))
        moved = _compared(known, leaving, target, lambda done: progress(0.5 + done / total / 2))
        TABLES.drop_all(leaving)
        source.mark(leaving, GONE, target.name)
    settle(source, target)
    progress(1.0)
    return Moved(*moved, empty_log(source.engine))


def has_gone(source: Store, target: Store) -> bool:
    """Whether the keys of the one have gone to the other, by an attempt that may have been cut off after that."""
    with source.reading() as connection:
        return source.marked(connection) == (GONE, target.name)


def settle(source: Store, target: Store) -> None:
    """The last step: the other store can be used from now on. Changes nothing when that was done already."""
    with target.writing() as connection:
        if target.marked(connection) == (COMING, source.name):
            target.unmark(connection)


def copy_to(source: Store, file: Path) -> None:
    """Copy a key store as it is at one moment to a SQLite file, which can be used in its place."""
    target = Store(f"sqlite:///{file}")
    make_private(file)
    try:
        with source.at_one_moment() as connection, target.writing() as made:
            TABLES.create_all(made)
            _copy(connection, made, unseen)
    finally:
        target.engine.dispose()  # this also checkpoints its log into the file


def _make_room(arriving: Connection, target: Store, source: Store) -> None:
    target.refuse_place(arriving)
    found = target.marked(arriving)
    if found and found[0] == COMING and found[1] != source.name:
        raise StoreError(_BUSY.format(found[1]))
    if found:  # an earlier attempt, or keys that were here before
        TABLES.drop_all(arriving)
    TABLES.create_all(arriving)
    if _number(arriving, dossier_key) or _number(arriving, anchor):
        raise StoreError(_THERE.format(target.name))
    target.mark(arriving, COMING, source.name)


def _copy(leaving: Connection, arriving: Connection, progress: Callable[[int], object]) -> None:
    dialect, done = arriving.dialect.name, 0
    for table in (anchor, destroyed, dossier_key):
        for some in _in_parts(leaving, select(table)):
            arriving.execute(unless_there(dialect, table), [row._asdict() for row in some])
            done += len(some) * (table is dossier_key)
            progress(done)


def _compared(
    known: Vault, leaving: Connection, target: Store, progress: Callable[[int], object]
) -> tuple[int, int, int]:
    """The numbers of ``Moved``. Raises ``StoreError`` when anything differs in the other store, read anew."""
    done, damaged = 0, 0
    with target.at_one_moment() as arrived:
        for some in _in_parts(leaving, select(dossier_key)):
            found = arrived.execute(KEYS_OF, {"owners": [row.owner_id for row in some]}).all()
            opened, there = known.that_open(some), known.that_open(found)
            if _pairs(some) != _pairs(found) or opened != there:
                raise StoreError(_DIFFERS)
            done, damaged = done + len(some), damaged + len(some) - len(opened)
            progress(done)
        same = all(_pairs(leaving.execute(each)) == _pairs(arrived.execute(each)) for each in _REST)
        if not same or _number(arrived, dossier_key) != done:
            raise StoreError(_DIFFERS)
        return done, _number(arrived, anchor), damaged


_REST = select(anchor), select(destroyed)


def _pairs(rows: Iterable[Row[*tuple[Any, ...]]]) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in rows}


def _in_parts(connection: Connection, query: Select[*tuple[Any, ...]]) -> Rows:
    """The rows of this query, so many at once that memory is bounded however many there are."""
    found = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    yield from (list(some) for some in found.partitions())


def _number(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
