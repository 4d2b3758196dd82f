"""Passwords: kept as Argon2id, and compared at one cost whoever asks."""

import base64
import os
import secrets
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db.store.faults import Said

PASSWORD_MIN, PASSWORD_MAX = 12, 1024
# Known to everybody, on purpose: it opens invented dossiers only.
PRACTICE_PASSWORD = "oefenschool-2026"  # noqa: S105

_HASHER = PasswordHasher()
_GIVES_WAY = 10  # of 19: at work goes first, and who signs in still gets a tenth of a busy machine


def _give_way() -> None:
    """Let this thread, and those that Argon2 begins in it, wait for whoever is at work: on Linux, where threads can.

    They keep to half of the cores besides: on the others nobody who is at work has to put them aside first.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox that does not allow it: without these people still get in
            me, cores = threading.get_native_id(), sorted(os.sched_getaffinity(0))
            os.setpriority(os.PRIO_PROCESS, me, _GIVES_WAY)
            os.sched_setaffinity(me, cores[len(cores) // 2 :])


# Each hash takes 64 MiB and every core it can get. One at a time: a whole school that signs in at once waits for each
# other, and nobody who is at work waits for them.
_ONE_BY_ONE = ThreadPoolExecutor(1, "argon2", initializer=_give_way)


class AccountError(Said):
    """Something about an account cannot be done. The message is a Dutch sentence for the screen.

    ``veld`` is what it is about, where that is one thing that was filled in: ``naam`` or ``email``.
    """

    def __init__(self, sentence: str, veld: str = "") -> None:
        super().__init__(sentence)
        self.veld = veld


class PasswordHash(str):
    """An Argon2id hash, told apart from a password by its type."""


NONE_YET = PasswordHash("")
"""No password was chosen yet: none fits, and trying one takes as long as ever."""


def hash_password(password: str) -> PasswordHash:
    """The hash to store. Hash once and pass the result on where many accounts share a practice password.

    Raises AccountError when the password is too short, too long or not text.
    """
    if len(password) < PASSWORD_MIN:
        raise AccountError(f"Kies een wachtwoord van ten minste {PASSWORD_MIN} tekens.")
    if len(password) > PASSWORD_MAX:
        raise AccountError(f"Kies een wachtwoord van ten hoogste {PASSWORD_MAX} tekens.")
    if has_control_characters(password):
        raise AccountError("In het wachtwoord staan tekens die geen gewone tekst zijn.")
    return _hash(password)


def verified(known_hash: str, password: str) -> bool:
    """Whether this is the password of this hash. It takes one Argon2 whatever the hash: also where there is none."""
    if len(password) > PASSWORD_MAX:
        return False
    try:
        typed = _as_typed(password).encode("utf-8", "replace")
        return _ONE_BY_ONE.submit(_HASHER.verify, known_hash or _dummy_hash(), typed).result()
    except (VerificationError, InvalidHashError):
        return False


def fresh(known_hash: str, password: str) -> PasswordHash:
    """The hash to keep from now on: made anew when it was made at a lesser cost than today's."""
    return _hash(password) if _HASHER.check_needs_rehash(known_hash) else PasswordHash(known_hash)


def has_control_characters(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def _as_typed(password: str) -> str:
    # Keyboards differ in how they send é; apart from that a password is taken exactly as received.
    return unicodedata.normalize("NFC", password)


def _hash(password: str) -> PasswordHash:
    return PasswordHash(_ONE_BY_ONE.submit(_HASHER.hash, _as_typed(password)).result())


@lru_cache(maxsize=1)
def _dummy_hash() -> str:
    """A hash that no password has, made without hashing: it costs as much to verify as a real one."""
    salt, tag = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (_HASHER.salt_len, _HASHER.hash_len)
    )
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"
