"""The one place where content is sealed and opened: AES-256-GCM under a key per dossier.

The keys are wrapped by the master key of ``MELDCODE_KEY_FILE`` (RFC 3394) and stand in a store of their own,
apart from the database and its back-ups: whoever destroys a key destroys every copy of that content.
"""

import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Select, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from db.engine import empty_log, engine_for, make_private
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
        self._refuse_wrong_master()

    def _refuse_wrong_master(self) -> None:
        # Before it makes a key of its own: a store under two master keys could be read by neither.
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            row = connection.execute(select(_dossier_key).limit(1)).one_or_none()
        if row:
            self._unwrap(row.wrapped)

    def _unwrap(self, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._master, wrapped)
        except (InvalidUnwrap, ValueError):
            raise VaultError("De sleutel van deze installatie past niet bij deze gegevens.") from None

    def add(self, owners: Iterable[str]) -> None:
        """Make a key for each owner that has none."""
        rows = [{"owner_id": owner, "wrapped": aes_key_wrap(self._master, secrets.token_bytes(32))} for owner in owners]
        with self._engine.begin() as connection:
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

    def anchor(self, school_id: str, seq: int, mac: str) -> None:
        """Keep the head of a journal apart from the database. A head that was overtaken meanwhile is left alone."""
        row = insert(_anchor).values(school_id=school_id, seq=seq, mac=mac)
        newer = row.on_conflict_do_update(
            index_elements=["school_id"], set_={"seq": seq, "mac": mac}, where=_anchor.c.seq < seq
        )
        with self._engine.begin() as connection:
            connection.execute(newer)

    def anchored(self, school_id: str) -> tuple[int, str] | None:
        """The head that was kept last: number and mac."""
        with self._engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
            row = connection.execute(select(_anchor).where(_anchor.c.school_id == school_id)).one_or_none()
        return (row.seq, row.mac) if row else None

    def destroy(self, owners: Iterable[str]) -> bool:
        """Forget keys for good: deleted, overwritten, gone from the write-ahead log. False: not from that log yet."""
        with self._engine.begin() as connection:
            connection.execute(delete(_dossier_key).where(_dossier_key.c.owner_id.in_(list(owners))))
        return empty_log(self._engine)


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
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")


@lru_cache(maxsize=8)
def _vault(key_file: Path, key_store: Path) -> Vault:
    try:
        master = bytes.fromhex(key_file.read_text().strip())
    except FileNotFoundError:
        raise VaultError(f"Het sleutelbestand {key_file} ontbreekt. Zonder dat bestand is niets te lezen.") from None
    except (ValueError, OSError):
        raise VaultError(f"Het sleutelbestand {key_file} is niet te lezen.") from None
    if len(master) != 32:
        raise VaultError(f"Het sleutelbestand {key_file} bevat geen sleutel van Meldroute.")
    try:
        return Vault(master, key_store)
    except (SQLAlchemyError, OSError):
        raise VaultError(f"De sleutels van de dossiers ({key_store}) zijn niet te openen.") from None


def vault() -> Vault:
    """The vault of this installation. Raises ``VaultError`` without a usable master key."""
    current = settings()
    return _vault(current.key_file, current.key_store)
