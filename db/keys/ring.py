"""What one transaction reads of the key store, at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.keys.master_key import VaultError
from db.keys.wrapping import OTHER

GONE = "De sleutel van dit dossier bestaat niet (meer). De inhoud is niet te lezen."


@dataclass(frozen=True)
class Ring:
    """The keys of a dossier and its school that open, and the stored head of the journal; held for one transaction."""

    keys: Mapping[str, bytes]
    head: tuple[int, str] | None
    closed: frozenset[str] = frozenset()
    """Owners whose key is there but does not open."""

    def key(self, owner: str) -> bytes:
        """One of the two keys. Raises ``VaultError`` as ``Vault.key`` does."""
        if owner not in self.keys:
            raise VaultError(OTHER if owner in self.closed else GONE)
        return self.keys[owner]
