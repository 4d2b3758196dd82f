"""The one place where content is sealed and unsealed: AES-256-GCM under a key per dossier (``db.keys.vault``)."""

import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.keys.master_key import VaultError

_VERSION = b"\x01"


def place(table: str, dossier_id: str, row: str) -> str:
    """The place that content is bound to (as associated data): sealed for one place, it opens in no other."""
    return f"{table}|{dossier_id}|{row}"


def seal(key: bytes, place: str, content: bytes) -> bytes:
    """Seal content for one place: a version byte, a nonce of 12 bytes, and the ciphertext with its tag."""
    nonce = secrets.token_bytes(12)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> bytes:
    """Open content sealed for this place. Raises ``VaultError`` when it was altered or moved, or the key is another."""
    return opener(key)(place, sealed)


def opener(key: bytes) -> Callable[[str, bytes], bytes]:
    """``unseal`` with the key filled in, for opening many contents with one key."""
    decrypt = AESGCM(key).decrypt

    def opened(place: str, sealed: bytes) -> bytes:
        try:
            if sealed[:1] != _VERSION:
                raise InvalidTag
            return decrypt(sealed[1:13], sealed[13:], place.encode())
        except (InvalidTag, ValueError):
            raise VaultError("Een deel van dit dossier is beschadigd en wordt daarom niet getoond.") from None

    return opened
