"""The key store: a key per dossier, under which its content is sealed (``db.keys.sealing``).

The keys are wrapped by the master key of ``MELDCODE_KEY_FILE`` (RFC 3394) and kept in a store of their own
(``db.keys.store``), apart from the database and its back-ups: destroying a key destroys every copy of that content.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db.keys import store as stores
from db.keys.master_key import VaultError as VaultError
from db.keys.master_key import beside, earlier, keep_beside, read_key, succeed, written
from db.keys.master_key import make_key_file as make_key_file
from db.keys.ring import GONE
from db.keys.ring import Ring as Ring
from db.keys.sealing import opener as opener
from db.keys.sealing import place as place
from db.keys.sealing import seal as seal
from db.keys.sealing import unseal as unseal
from db.keys.store import Store
from db.keys.store import StoreError as StoreError
from db.keys.tables import (
    ANCHORED,
    GROUNDS_OF,
    HELD,
    KEY,
    KEYS_OF,
    NEWER,
    WITH_HEAD,
    anchor,
    anew,
    destroyed,
    dossier_key,
    forget,
    unless_there,
)
from db.keys.tables import TABLES as TABLES
from db.keys.tree import TakenOut as TakenOut
from db.keys.tree import without
from db.keys.wrapping import OTHER, REPLACED, derived, rewrap, unwrap, wrap
from db.store.faults import in_words
from db.store.settings import Settings, settings

_FIRST = 8  # keys tried before the master key is declared wrong
_AT_ONCE = 10_000  # owners named in one query
_NOT_MOVED = (
    "De sleutels van de dossiers staan nog in {}, en niet in de database van MELDCODE_KEY_STORE. Beheerder: haal die "
    "instelling weg, en verplaats ze met `python -m db move-keys`. Zie docs/postgresql.md."
)


class Vault:
    """The key store. A key has an owner: a dossier, school, or account with a concept of a new dossier.

    It has 32 bytes; that of a dossier from which something was taken out has more (``db.keys.tree``).
    """

    def __init__(self, master: bytes, store: Store) -> None:
        self._master, self.store = master, store
        store.open()
        with store.reading() as connection:
            self.refuse_another_master(connection)

    def refuse_another_master(self, connection: Connection) -> None:
        """Raise ``VaultError`` when none of the first keys opens. If only some fail, it is those that are damaged."""
        rows = connection.execute(select(dossier_key).limit(_FIRST)).all()
        if rows and not self.that_open(rows):
            raise VaultError(REPLACED)

    def refuse_when_replaced(self) -> None:
        """Raise ``VaultError`` when another machine replaced the master key: then no key is damaged, and none gone."""
        with self.store.reading() as connection:
            self.refuse_another_master(connection)

    def that_open(self, rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[str, bytes]:
        """The keys in these rows, by owner, without those that do not open."""
        found = {}
        for row in rows:
            with suppress(VaultError):
                found[row.owner_id] = unwrap(self._master, row.wrapped or b"")
        return found

    def _unwrapped(self, rows: Sequence[Row[*tuple[Any, ...]]], *, every: bool = False) -> dict[str, bytes]:
        """As ``that_open``, or raise ``VaultError``: with ``every`` when one does not open, else when none may."""
        found = self.that_open(rows)
        if rows and not found:
            self.refuse_when_replaced()
        if every and len(found) < len(rows):
            raise VaultError(OTHER)
        return found

    def _rows(self, owners: Iterable[str]) -> list[Row[*tuple[Any, ...]]]:
        every = list(owners)
        with self.store.reading() as connection:
            return [
                row
                for at in range(0, len(every), _AT_ONCE)
                for row in connection.execute(KEYS_OF, {"owners": every[at : at + _AT_ONCE]})
            ]

    def add(self, owners: Iterable[str], heads: Mapping[str, tuple[int, str]] | None = None) -> None:
        """Make a key for each owner that has none; ``heads`` begin the journals of schools. Raises as ``take``."""
        self.take({owner: secrets.token_bytes(32) for owner in owners}, heads or {})

    def take(self, keys: Mapping[str, bytes], heads: Mapping[str, tuple[int, str]]) -> None:
        """Store new keys and journal heads, all or none. Raises ``VaultError`` if the master key is another now."""
        rows = [{"owner_id": owner, "wrapped": wrap(self._master, key)} for owner, key in keys.items()]
        known = [{"school_id": each, "seq": seq, "mac": mac} for each, (seq, mac) in heads.items()]
        with self.store.writing() as connection:
            # It may have been replaced meanwhile: with keys under two of them, neither opens the store.
            self.refuse_another_master(connection)
            for table, each in ((dossier_key, rows), (anchor, known)):
                if each:
                    connection.execute(unless_there(self.store.dialect, table), each)

    def keys(self, owners: Iterable[str]) -> dict[str, bytes]:
        """The keys of these owners, of those that have one. Raises ``VaultError`` when one does not open."""
        return self._unwrapped(self._rows(owners), every=True)

    def key(self, owner: str) -> bytes:
        """The key of one owner. Raises ``VaultError`` when it is gone or does not open: its content is lost with it."""
        with self.store.reading() as connection:
            row = connection.execute(KEY, {"owner": owner}).one_or_none()
        if row is None:
            raise VaultError(GONE)
        return self._unwrapped([row], every=True)[owner]

    def ring(self, dossier_id: str, school_id: str) -> Ring:
        """Both keys and the head of the journal, in one query. A damaged head is none, as in ``db.journal.chain``."""
        try:
            with self.store.reading() as connection:
                rows = connection.execute(WITH_HEAD, {"dossier": dossier_id, "school": school_id}).all()
        except DBAPIError:
            return Ring(self.readable([dossier_id, school_id]), None)
        keys = self._unwrapped(rows)
        head = next(((row.seq, row.mac) for row in rows if row.owner_id == school_id and row.mac is not None), None)
        return Ring(keys, head, frozenset(row.owner_id for row in rows) - keys.keys())

    def owners(self) -> frozenset[str]:
        """The ids of all owners of a key."""
        with self.store.reading() as connection:
            return frozenset(connection.scalars(select(dossier_key.c.owner_id)))

    def schools(self) -> frozenset[str]:
        """The ids of the schools that have a journal."""
        with self.store.reading() as connection:
            return frozenset(connection.scalars(select(anchor.c.school_id)))

    def anchor(self, school_id: str, seq: int, mac: str, *, back: bool = False) -> None:
        """Store the head of a journal apart from the database, unless a later head is stored already.

        ``back`` stores it in any case: an older journal was put back, and continues from there.
        """
        values = {"school": school_id, "seq": seq, "mac": mac, "below": seq}
        with self.store.one_statement() as connection:  # the line itself is on disk already
            connection.execute(anew(self.store.dialect) if back else NEWER, values)

    def readable(self, owners: Iterable[str]) -> dict[str, bytes]:
        """As ``keys``, but without those that do not open, instead of raising."""
        return self._unwrapped(self._rows(owners))

    def anchored(self, school_id: str) -> tuple[int, str] | None:
        """The stored head of a journal: the number of its last line and its HMAC in hex; None when there is none."""
        with self.store.reading() as connection:
            row = connection.execute(ANCHORED, {"school": school_id}).one_or_none()
        return (row.seq, row.mac) if row else None

    def destroy(self, owners: Iterable[str], grounds: Mapping[str, str] | None = None, *, later: bool = False) -> bool:
        """Delete keys for good; of destroyed dossiers the ground remains, by owner (``grounds``), of the first time.

        False while a reader keeps them in the files of the store (``Store.wipe``): then call this again. With
        ``later`` where wiping holds up readers: there it is left for the night (``db.upkeep.bewaren``).
        """
        with self.store.writing() as connection:
            forget(connection, list(owners), grounds or {})
        return (self.store.is_file or not later) and self.store.wipe()

    def grounds(self) -> dict[str, str]:
        """By owner, the ground on which its key was destroyed, as far as that was kept."""
        with self.store.reading() as connection:
            return {row.owner_id: row.grond for row in connection.execute(select(destroyed))}

    def left_of(self, owners: Iterable[str]) -> tuple[set[str], dict[str, str]]:
        """Which of these have a key, whether or not it opens, and on which ground one was destroyed, of these alone."""
        every, held, grounds = list(owners), set[str](), dict[str, str]()
        with self.store.reading() as connection:
            for at in range(0, len(every), _AT_ONCE):
                some = {"owners": every[at : at + _AT_ONCE]}
                held |= set(connection.scalars(HELD, some))
                grounds |= {row.owner_id: row.grond for row in connection.execute(GROUNDS_OF, some)}
        return held, grounds

    def take_out(self, owner: str, places: Iterable[str], generation: int) -> bool:
        """Destroy what opens the content at these places, and concepten before ``generation``; the rest still opens.

        Repeating it changes nothing, and nor does a key that is gone. False as for ``destroy``.
        """
        with self.store.writing() as connection:
            row = connection.execute(KEY, {"owner": owner}).one_or_none()
            key = unwrap(self._master, row.wrapped) if row else b""
            left = without(key, places, generation) if row else b""
            if left != key:
                _rewrapped(connection, [{"owner": owner, "anew": wrap(self._master, left)}])
        return self.store.wipe()

    def rotate(self, new_master: bytes, *, keep: Callable[[], object]) -> None:
        """Rewrap every key under another master key: all of them, or none.

        ``keep`` is called once every key was unwrapped and before anything is stored; it puts the new master key where
        the next start finds it. Raises ``VaultError`` when the master key of this vault is no longer the right one.
        """
        with self.store.writing() as connection:
            self.refuse_another_master(connection)
            rows = connection.execute(select(dossier_key)).all()
            wrapped = [{"owner": row.owner_id, "anew": rewrap(self._master, new_master, row.wrapped)} for row in rows]
            # Inside the transaction, which allows one writer: a second rotation must not replace the file meanwhile.
            keep()
            if wrapped:
                _rewrapped(connection, wrapped)
        self._master = new_master
        self.store.wipe()

    def is_whole(self, *, fully: bool = False) -> bool:
        """Whether every page of the key store is readable; ``fully`` as in ``db.store.engine.is_whole``."""
        return self.store.is_whole(fully=fully)

    def derived(self, salt: bytes, info: bytes) -> bytes:
        """A key of 32 bytes for another purpose than a dossier, derived from the master key (HKDF-SHA256)."""
        return derived(self._master, salt, info)


def _rewrapped(connection: Connection, rows: list[dict[str, Any]]) -> None:
    same = dossier_key.c.owner_id == bindparam("owner")
    connection.execute(update(dossier_key).where(same).values(wrapped=bindparam("anew")), rows)


def rotate_key() -> Path:
    """Rewrap every key under a new master key, which replaces the old one; return the file with the old one.

    A process that ends halfway leaves the old key, or the new one next to it: the next ``vault()`` uses the one that
    fits. Raises ``VaultError``, with nothing changed, when the keys cannot be opened.
    """
    known, file = vault(), settings().master_file
    old, new = read_key(file), secrets.token_bytes(32)
    known.rotate(new, keep=lambda: keep_beside(file, new))
    try:
        return succeed(file, old)
    except OSError:
        raise VaultError(
            f"De sleutels zijn vervangen, maar {file} was niet te schrijven. De nieuwe sleutel staat in "
            f"{beside(file)}; Meldroute zet hem bij de volgende start zelf op zijn plaats."
        ) from None


def derived_keys(salt: bytes, info: bytes) -> list[bytes]:
    """What ``Vault.derived`` gives for the master key in use, then for the earlier ones that still exist."""
    known = (read_key(each) for each in earlier(settings().master_file))
    return [vault().derived(salt, info), *(derived(master, salt, info) for master in known)]


@lru_cache(maxsize=8)
def _vault(at: Settings, _written: tuple[int, int]) -> Vault:
    master = read_key(at.master_file)
    try:
        return _opened(master, at)
    except VaultError:
        if not beside(at.master_file).exists():
            raise
        # A rotation was cut off after the keys had been rewrapped: finish it.
        found = _opened(read_key(beside(at.master_file)), at)
        succeed(at.master_file, master)
        return found


def _opened(master: bytes, at: Settings) -> Vault:
    try:
        found = Vault(master, stores.at(at.key_store_url))
        if at.keys_elsewhere and not found.store.has_keys() and stores.at(f"sqlite:///{at.key_store}").has_keys():
            raise StoreError(_NOT_MOVED.format(at.key_store))  # or every dossier would seem to be destroyed
    except (SQLAlchemyError, OSError) as problem:
        said = f"De sleutels van de dossiers ({at.key_store_name}) zijn niet te openen. {in_words(problem) or ''}"
        raise VaultError(said.strip()) from None
    return found


def vault() -> Vault:
    """The vault of this installation.

    Raises ``VaultError`` without a usable master key, ``StoreError`` when the key store cannot be used as it is.
    """
    current = settings()
    return _vault(current, written(current.master_file))
