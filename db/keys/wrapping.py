"""Wrapping keys under the master key, as they are stored in the key store.

A key of 32 bytes is wrapped as it is (RFC 3394). A longer one (``db.keys.tree``) is sealed under a key made for it,
which is wrapped: so another master key rewraps no more than 32 bytes of any.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from db.keys.master_key import VaultError
from db.keys.tree import ROOT

OTHER = "De sleutel van deze installatie past niet bij deze gegevens."
REPLACED = (
    f"{OTHER} Er gaat niets verloren. Beheerder: is het sleutelbestand op een andere machine vervangen, zet dan het "
    "nieuwe ook op deze machine. Daarna gaat het vanzelf verder."
)
"""Of a master key that opens no key at all."""
_WRAPPED = ROOT + 8


def wrap(master: bytes, key: bytes) -> bytes:
    """The key as it is stored."""
    if len(key) == ROOT:
        return aes_key_wrap(master, key)
    own, nonce = secrets.token_bytes(ROOT), secrets.token_bytes(12)
    return aes_key_wrap(master, own) + nonce + AESGCM(own).encrypt(nonce, key, None)


def unwrap(master: bytes, wrapped: bytes) -> bytes:
    """The stored key. Raises ``VaultError`` when it was wrapped under another master key, or damaged."""
    try:
        own, rest = aes_key_unwrap(master, wrapped[:_WRAPPED]), wrapped[_WRAPPED:]
        return AESGCM(own).decrypt(rest[:12], rest[12:], None) if rest else own
    except (InvalidUnwrap, InvalidTag, ValueError):
        raise VaultError(OTHER) from None


def rewrap(master: bytes, anew: bytes, wrapped: bytes) -> bytes:
    """The stored key under another master key. Raises ``VaultError`` when it does not open under this one."""
    unwrap(master, wrapped)
    return aes_key_wrap(anew, aes_key_unwrap(master, wrapped[:_WRAPPED])) + wrapped[_WRAPPED:]


def derived(master: bytes, salt: bytes, info: bytes) -> bytes:
    """A key of 32 bytes for another purpose than wrapping, made of the master key (HKDF-SHA256)."""
    return HKDF(SHA256(), 32, salt, info).derive(master)
