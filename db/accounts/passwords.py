"""Passwords: stored as Argon2id, and verified at the same cost for everybody."""

import base64
import hmac
import os
import secrets
import sys
import threading
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret

from db.store.faults import Said

PASSWORD_MIN, PASSWORD_MAX = 12, 1024
# Public on purpose: it opens invented dossiers only.
PRACTICE_PASSWORD = "oefenschool-2026"  # noqa: S105

_HASHER = PasswordHasher()
_GIVES_WAY = 10  # niceness, of 19: people at work go first, and signing in still gets a tenth of a busy machine


def _give_way() -> None:
    """Lower the priority of this thread and of those Argon2 starts in it (Linux only).

    They also use only half of the cores, so that on the other half nobody has to preempt them first.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it; signing in works without
            me, cores = threading.get_native_id(), sorted(os.sched_getaffinity(0))
            os.setpriority(os.PRIO_PROCESS, me, _GIVES_WAY)
            os.sched_setaffinity(me, cores[len(cores) // 2 :])


# Each hash takes 64 MiB and every core it can get. One at a time: when a whole school signs in at once they queue, and
# nobody who is already working waits for them.
_ONE_BY_ONE = ThreadPoolExecutor(1, "argon2", initializer=_give_way)


class AccountError(Said):
    """An action on an account failed. The message is a Dutch sentence for the screen.

    ``veld`` names the field it is about (``naam``, ``email`` or ``school``), where there is one.
    """

    def __init__(self, sentence: str, veld: str = "") -> None:
        super().__init__(sentence)
        self.veld = veld


class PasswordHash(str):
    """An Argon2id hash, distinguished from a password by its type."""


NONE_YET = PasswordHash("")
"""The hash of an account without a password: nothing matches it, and trying takes as long as for any other."""


def hash_password(password: str, like: str = "") -> PasswordHash:
    """Hash a password for storage. Hash a shared practice password once and reuse the result.

    ``like``: the hash of another account with the same address, if any. They get one salt, so that trying a password
    on every account with an address takes one Argon2 run, however many there are (``which``).

    Raises ``AccountError`` when the password is too short, too long or not text.
    """
    if len(password) < PASSWORD_MIN:
        raise AccountError(f"Kies een wachtwoord van ten minste {PASSWORD_MIN} tekens.")
    if len(password) > PASSWORD_MAX:
        raise AccountError(f"Kies een wachtwoord van ten hoogste {PASSWORD_MAX} tekens.")
    if has_control_characters(password):
        raise AccountError("In het wachtwoord staan tekens die geen gewone tekst zijn.")
    return _hash(password, like)


def which(known: Sequence[str], password: str) -> int | None:
    """The position of the first of these hashes that a password matches; None when it matches none.

    Takes one Argon2 run for hashes with one salt, as those of one address have, and also when there is none at all.
    """
    if len(known) < 2 or len(password) > PASSWORD_MAX:
        return 0 if verified(known[0] if known else NONE_YET, password) and known else None
    typed, made = _as_typed(password).encode("utf-8", "replace"), dict[str, str]()
    for at, each in enumerate(known):
        begin = each.rpartition("$")[0]
        if begin not in made:
            made[begin] = _ONE_BY_ONE.submit(_made_as, each, typed).result()
        if hmac.compare_digest(made[begin], each):
            return at
    return None


def _made_as(known: str, typed: bytes) -> str:
    """The hash of this password with the salt and the cost of a known one."""
    cost = extract_parameters(known)
    found = hash_secret(
        typed, _salt_of(known), cost.time_cost, cost.memory_cost, cost.parallelism, cost.hash_len, cost.type,
        cost.version,
    )  # fmt: skip
    return found.decode()


def _salt_of(known: str) -> bytes:
    salt = known.rpartition("$")[0].rpartition("$")[2]
    return base64.b64decode(salt + "=" * (-len(salt) % 4))


def verified(known_hash: str, password: str) -> bool:
    """Whether this password matches the hash. Takes one Argon2 run in any case, also when the hash is ``NONE_YET``."""
    if len(password) > PASSWORD_MAX:
        return False
    try:
        typed = _as_typed(password).encode("utf-8", "replace")
        return _ONE_BY_ONE.submit(_HASHER.verify, known_hash or _dummy_hash(), typed).result()
    except (VerificationError, InvalidHashError):
        return False


def fresh(known_hash: str, password: str) -> PasswordHash:
    """The hash to store from now on: recomputed when it was made with weaker parameters than today's."""
    return _hash(password, known_hash) if _HASHER.check_needs_rehash(known_hash) else PasswordHash(known_hash)


def has_control_characters(text: str) -> bool:
    """Whether the text has control characters or lone surrogates."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def _as_typed(password: str) -> str:
    # Keyboards differ in how they send é, so it is normalised; otherwise a password is used exactly as received.
    return unicodedata.normalize("NFC", password)


def _hash(password: str, like: str = "") -> PasswordHash:
    salt = _salt_of(like) if like.startswith("$argon2") else None
    return PasswordHash(_ONE_BY_ONE.submit(_HASHER.hash, _as_typed(password), salt=salt).result())


@lru_cache(maxsize=1)
def _dummy_hash() -> str:
    """A hash that no password matches, made without hashing; verifying it costs as much as a real one."""
    salt, tag = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (_HASHER.salt_len, _HASHER.hash_len)
    )
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"
