"""Password hashing that takes hardly any time, for tests that are not about its cost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from db.accounts import passwords

REAL = passwords._HASHER
"""What the program uses: a fifth of a second, and 64 MiB."""


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Inside this, hashes are made and verified in a moment, by the same code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._dummy_hash.cache_clear()
        yield
    passwords._dummy_hash.cache_clear()
