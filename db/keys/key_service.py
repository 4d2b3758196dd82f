"""A key service that wraps the master key, so that its file alone opens nothing: Transit of OpenBao or Vault.

Two requests of its HTTP API, ``encrypt`` and ``decrypt`` (openbao.org/api-docs/secret/transit). It is asked when a key
file is read or written: at the start, and when the master key is replaced. What it gives stays in memory.
"""

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from db.store.faults import Said

ADDRESS, TOKEN_FILE = "MELDCODE_KEY_SERVICE", "MELDCODE_KEY_SERVICE_TOKEN_FILE"
"""Where the key is: ``https://server:8200/transit/name``; and the file with the token that may use it."""
_WRAPPED = "vault:v"  # what Transit begins each ciphertext with, in OpenBao too
_PATIENCE_S = 10.0
_AWAY = "De sleuteldienst is niet bereikbaar. Zonder haar is het sleutelbestand niet te lezen."
_REFUSES = "De sleuteldienst weigert ({}). Beheerder: zie docs/postgresql.md."
_HALF = (
    "De sleuteldienst is niet goed ingesteld: het adres in MELDCODE_KEY_SERVICE, en het bestand met het token. Zie "
    "docs/postgresql.md."
)


class KeyServiceError(Said):
    """The key service cannot be asked, or refuses. The text is Dutch and has neither token nor key in it."""


@dataclass(frozen=True)
class Transit:
    """One key of a Transit engine, at ``address``, and the token that may encrypt and decrypt with it."""

    address: str
    mount: str
    name: str
    token: str = field(repr=False)

    def wrap(self, master: bytes) -> str:
        """The master key as it may stand in a file. Raises ``KeyServiceError``."""
        return self._asked("encrypt", "ciphertext", plaintext=b64encode(master).decode())

    def unwrap(self, wrapped: str) -> bytes:
        """The master key. Raises ``KeyServiceError`` when it was wrapped elsewhere, or altered."""
        return b64decode(self._asked("decrypt", "plaintext", ciphertext=wrapped))

    def _asked(self, what: str, given: str, **body: str) -> str:
        at = f"{self.address}/v1/{self.mount}/{what}/{self.name}"
        try:
            answer = httpx2.post(at, json=body, headers={"X-Vault-Token": self.token}, timeout=_PATIENCE_S)
            if answer.status_code != 200:
                raise KeyServiceError(_REFUSES.format(answer.status_code))
            return str(answer.json()["data"][given])
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, LookupError, TypeError):
            raise KeyServiceError(_AWAY) from None


def is_wrapped(content: str) -> bool:
    """Whether this is a master key that a key service wrapped."""
    return content.startswith(_WRAPPED)


def in_force() -> Transit | None:
    """The key service of this installation; None when there is none. Raises ``KeyServiceError`` when it is half set."""
    address, file = os.environ.get(ADDRESS, ""), os.environ.get(TOKEN_FILE, "")
    if not address:
        return None
    try:
        server, mount, name = address.rstrip("/").rsplit("/", 2)
        token = Path(file).read_text(encoding="ascii").strip()
        is_safe = httpx2.URL(server).scheme == "https" or httpx2.URL(server).host in ("127.0.0.1", "localhost", "::1")
    except (ValueError, OSError, httpx2.InvalidURL):
        raise KeyServiceError(_HALF) from None
    if not (is_safe and mount and name and token):
        raise KeyServiceError(_HALF)
    return Transit(server, mount, name, token)


def opened(wrapped: str) -> bytes:
    """The master key in this text. Raises ``KeyServiceError`` without a key service that opens it."""
    service = in_force()
    if service is None:
        raise KeyServiceError(_HALF)
    return service.unwrap(wrapped)
