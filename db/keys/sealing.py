"""The one place where content is sealed and unsealed: AES-256-GCM under a key of its own (``db.keys.tree``)."""

import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.keys import tree
from db.keys.master_key import VaultError

# The first byte says which key: that of the owner itself (before ADR 75), the leaf of the place, or that of concepten,
# with their generation in the two bytes that follow.
DIRECT, _LEAF, _CONCEPT = b"\x01", b"\x02", b"\x03"
CONCEPT = "concept"
"""The table of what is typed and not recorded yet; ``place`` names it."""


def place(table: str, dossier_id: str, row: str) -> str:
    """The place that content is bound to (as associated data): sealed for one place, it opens in no other."""
    return f"{table}|{dossier_id}|{row}"


def seal(key: bytes, place: str, content: bytes) -> bytes:
    """Seal content for one place: which key, a nonce of 12 bytes, and the ciphertext with its tag.

    Raises ``TakenOut`` for a place of which the content was taken out.
    """
    if place.startswith(f"{CONCEPT}|"):
        number = tree.generation(key)
        which, own = _CONCEPT + number.to_bytes(2), tree.concept_key(key, number)
    else:
        which, own = _LEAF, tree.leaf(key, place)
    nonce = secrets.token_bytes(12)
    return which + nonce + AESGCM(own).encrypt(nonce, content, place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> bytes:
    """Open content sealed for this place. Raises ``VaultError`` when it was altered or moved, or the key is another.

    That is a ``TakenOut`` when the content was taken out of its dossier.
    """
    return opener(key)(place, sealed)


def opener(key: bytes) -> Callable[[str, bytes], bytes]:
    """``unseal`` with the key filled in, for opening many contents with one key."""
    leaf = tree.leaves(key)

    def opened(place: str, sealed: bytes) -> bytes:
        try:
            own, rest = _own(key, leaf, place, sealed)
            return AESGCM(own).decrypt(rest[:12], rest[12:], place.encode())
        except (InvalidTag, ValueError):
            raise VaultError("Een deel van dit dossier is beschadigd en wordt daarom niet getoond.") from None

    return opened


def _own(key: bytes, leaf: Callable[[str], bytes], place: str, sealed: bytes) -> tuple[bytes, bytes]:
    """The key of this content, and what follows the bytes that say which."""
    which = sealed[:1]
    if which == _LEAF:
        return leaf(place), sealed[1:]
    if which == _CONCEPT:
        return tree.concept_key(key, int.from_bytes(sealed[1:3])), sealed[3:]
    if which == DIRECT:
        return tree.direct(key), sealed[1:]
    raise InvalidTag
