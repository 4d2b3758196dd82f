"""Password hashing at hardly any cost, for tests that are not about that cost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from db.accounts import passwords

REAL = passwords._HASHER
"""What the program uses: a fifth of a second, and 64 MiB."""


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Within this a hash is made and verified in a moment, by the same ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._dummy_hash.cache_clear()
        yield
    passwords._dummy_hash.cache_clear()
