"""The one place where content is sealed and opened: AES-256-GCM under a key per dossier.

The keys are wrapped by the master key of ``MELDCODE_KEY_FILE`` (RFC 3394) and stand in a store of their own,
apart from the database and its back-ups: whoever destroys a key destroys every copy of that content.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from db.engine import empty_log, engine_for, make_private, trim_log
from db.files import put_in_place, write_private
from db.settings import settings

_VERSION = b"\x01"
_KEYS = MetaData()
_dossier_key = Table(
    "dossier_key", _KEYS, Column("owner_id", String(32), primary_key=True), Column("wrapped", LargeBinary)
)

_anchor = Table(
    "anchor",
    _KEYS,
    Column("school_id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("mac", String(64), nullable=False),
)


class VaultError(Exception):
    """Content cannot be sealed or opened. The text is Dutch, for the screen, and says nothing about a child."""


class Vault:
    """Keys and the sealing of content with them. An owner is a dossier, or an account for what has none yet."""

    def __init__(self, master: bytes, store: Path) -> None:
        self._master = master
        make_private(store)
        self._engine = engine_for(f"sqlite:///{store}")
        _KEYS.create_all(self._engine)
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            self._refuse_wrong_master(connection)

    def _refuse_wrong_master(self, connection: Connection) -> None:
        row = connection.execute(select(_dossier_key).limit(1)).one_or_none()
        if row:
            self._unwrap(row.wrapped)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection
        trim_log(self._engine)

    def _unwrap(self, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._master, wrapped)
        except (InvalidUnwrap, ValueError):
            raise VaultError("De sleutel van deze installatie past niet bij deze gegevens.") from None

    def add(self, owners: Iterable[str]) -> None:
        """Make a key for each owner that has none."""
        self.take({owner: secrets.token_bytes(32) for owner in owners})

    def take(self, keys: Mapping[str, bytes]) -> None:
        """Keep these keys, those of owners that have one already left alone."""
        rows = [{"owner_id": owner, "wrapped": aes_key_wrap(self._master, key)} for owner, key in keys.items()]
        with self._writing() as connection:
            # The master key may have been changed since: a store under two of them could be read by neither.
            self._refuse_wrong_master(connection)
            connection.execute(insert(_dossier_key).on_conflict_do_nothing(), rows)

    def keys(self, owners: Iterable[str]) -> dict[str, bytes]:
        """The keys of these owners. Raises ``VaultError`` when the master key is not the one they were made with."""
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            rows = connection.execute(_some(list(owners))).all()
        return {row.owner_id: self._unwrap(row.wrapped) for row in rows}

    def key(self, owner: str) -> bytes:
        """The key of one owner. Raises ``VaultError`` when it is gone: then the content is gone as well."""
        found = self.keys([owner]).get(owner)
        if found is None:
            raise VaultError("De sleutel van dit dossier bestaat niet (meer). De inhoud is niet te lezen.")
        return found

    def owners(self) -> frozenset[str]:
        """Whoever has a key: dossiers, schools, and accounts with a concept of a new dossier."""
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            return frozenset(connection.scalars(select(_dossier_key.c.owner_id)))

    def anchor(self, school_id: str, seq: int, mac: str, *, back: bool = False) -> None:
        """Keep the head of a journal apart from the database. A head that was overtaken meanwhile is left alone.

        ``back`` keeps it even when a later one was known: a restore took the journal back to an earlier line.
        """
        row = insert(_anchor).values(school_id=school_id, seq=seq, mac=mac)
        newer = row.on_conflict_do_update(
            index_elements=["school_id"],
            set_={"seq": seq, "mac": mac},
            where=None if back else _anchor.c.seq < seq,
        )
        with self._writing() as connection:
            connection.execute(newer)

    def anchored(self, school_id: str) -> tuple[int, str] | None:
        """The head that was kept last: number and mac."""
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            row = connection.execute(select(_anchor).where(_anchor.c.school_id == school_id)).one_or_none()
        return (row.seq, row.mac) if row else None

    def destroy(self, owners: Iterable[str]) -> bool:
        """Forget keys for good: deleted, overwritten, gone from the write-ahead log. False: not from that log yet."""
        with self._writing() as connection:
            connection.execute(delete(_dossier_key).where(_dossier_key.c.owner_id.in_(list(owners))))
        return empty_log(self._engine)

    def rotate(self, new_master: bytes, *, keep: Callable[[], object]) -> None:
        """Wrap every key under another master key: all of them, or none.

        ``keep`` is called once every key was opened and before anything is stored; it puts the new master key
        where a next start finds it. Raises ``VaultError`` when the master key of this vault fits no longer.
        """
        with self._writing() as connection:
            rows = connection.execute(select(_dossier_key)).all()
            wrapped = [
                {"owner": row.owner_id, "anew": aes_key_wrap(new_master, self._unwrap(row.wrapped))} for row in rows
            ]
            # Within the transaction, which admits one at a time: a second rotation must not replace the file.
            keep()
            if wrapped:
                same = _dossier_key.c.owner_id == bindparam("owner")
                connection.execute(update(_dossier_key).where(same).values(wrapped=bindparam("anew")), wrapped)
        self._master = new_master
        empty_log(self._engine)

    def derived(self, salt: bytes, info: bytes) -> bytes:
        """A key for something else than a dossier, derived from the master key."""
        return _derived(self._master, salt, info)


def _derived(master: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(master)


def _some(owners: list[str]) -> Select[tuple[str, bytes | None]]:
    return select(_dossier_key).where(_dossier_key.c.owner_id.in_(owners))


def seal(key: bytes, place: str, content: str) -> bytes:
    """Seal content for one place (table, dossier, row): it opens nowhere else."""
    nonce = secrets.token_bytes(12)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content.encode(), place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> str:
    """Open what was sealed for this place. Raises ``VaultError`` when it was changed or moved."""
    try:
        if sealed[:1] != _VERSION:
            raise InvalidTag
        return AESGCM(key).decrypt(sealed[1:13], sealed[13:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise VaultError("Een deel van dit dossier is beschadigd en wordt daarom niet getoond.") from None


def make_key_file(path: Path) -> None:
    """Write a new master key, readable for its owner only. Raises ``FileExistsError`` rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, _as_text(secrets.token_bytes(32)), anew=True)


def rotate_key() -> Path:
    """Put every key under a new master key, and that key in place of the old one; give where the old one is kept.

    A process that ends halfway leaves the old key, or the new one beside it: the next ``vault()`` opens with
    whichever fits. Raises ``VaultError`` when the keys cannot be opened, and then changes nothing.
    """
    known, file = vault(), settings().key_file
    old, new = _read_key(file), secrets.token_bytes(32)
    known.rotate(new, keep=lambda: _keep_beside(file, new))
    try:
        return _put_in_place(file, old)
    except OSError:
        raise VaultError(
            f"De sleutels zijn vervangen, maar {file} was niet te schrijven. De nieuwe sleutel staat in "
            f"{_beside(file)}; Meldroute zet hem bij de volgende start zelf op zijn plaats."
        ) from None


def _keep_beside(file: Path, master: bytes) -> None:
    try:
        write_private(_beside(file), _as_text(master))
    except OSError:
        raise VaultError(f"Naast {file} is niets te schrijven. De sleutel is niet vervangen.") from None


def derived_keys(salt: bytes, info: bytes) -> list[bytes]:
    """What ``Vault.derived`` gives: of the master key in use, then of the earlier ones that are still kept."""
    earlier = (_read_key(each) for each in _earlier(settings().key_file))
    return [vault().derived(salt, info), *(_derived(master, salt, info) for master in earlier)]


def _beside(file: Path) -> Path:
    return file.with_name(file.name + ".new")


def _put_in_place(file: Path, old: bytes) -> Path:
    """Keep the old master key, and give the new one its name; give where the old one is kept."""
    with suppress(FileNotFoundError):  # another process was first, and has done the same
        made = datetime.fromtimestamp(_beside(file).stat().st_mtime, UTC)
        kept = file.with_name(f"{file.name}.old-{made:%Y%m%d-%H%M%S}")
        while kept.exists() and _read_key(kept) != old:
            kept = kept.with_name(kept.name + "+")
        # What was in memory, and not the file: another process may have put the new key there meanwhile.
        write_private(file.with_name(file.name + ".keep"), _as_text(old))
        put_in_place(file.with_name(file.name + ".keep"), kept)
        put_in_place(_beside(file), file)
    return _earlier(file)[0]


def _earlier(file: Path) -> list[Path]:
    """The files of earlier master keys, newest first."""
    return sorted(file.parent.glob(f"{file.name}.old-*"), reverse=True)


def _as_text(master: bytes) -> bytes:
    return master.hex().encode() + b"\n"


def _read_key(file: Path) -> bytes:
    try:
        master = bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        raise VaultError(f"Het sleutelbestand {file} ontbreekt. Zonder dat bestand is niets te lezen.") from None
    except (ValueError, OSError):
        raise VaultError(f"Het sleutelbestand {file} is niet te lezen.") from None
    if len(master) != 32:
        raise VaultError(f"Het sleutelbestand {file} bevat geen sleutel van Meldroute.")
    return master


@lru_cache(maxsize=8)
def _vault(key_file: Path, key_store: Path, _written: tuple[int, int]) -> Vault:
    master = _read_key(key_file)
    try:
        return _opened(master, key_store)
    except VaultError:
        if not _beside(key_file).exists():
            raise
        # A change of the master key was cut off after the keys were wrapped anew.
        found = _opened(_read_key(_beside(key_file)), key_store)
        _put_in_place(key_file, master)
        return found


def _opened(master: bytes, key_store: Path) -> Vault:
    try:
        return Vault(master, key_store)
    except (SQLAlchemyError, OSError):
        raise VaultError(f"De sleutels van de dossiers ({key_store}) zijn niet te openen.") from None


def vault() -> Vault:
    """The vault of this installation. Raises ``VaultError`` without a usable master key."""
    current = settings()
    return _vault(current.key_file, current.key_store, _written(current.key_file))


def _written(file: Path) -> tuple[int, int]:
    """Which version of a file this is: whoever is running takes up a new master key without a new start."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)
