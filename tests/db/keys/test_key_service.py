"""A master key that a key service wrapped: its file alone opens nothing, and without the service nothing starts.

The service is a small imitation of Transit as OpenBao documents it (openbao.org/api-docs/secret/transit).
"""

import json
import secrets
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.keys import key_service, vault
from db.keys.key_service import ADDRESS, TOKEN_FILE, KeyServiceError
from tests.builders import after_stap
from tests.db.keeping import backed_up, found, kept

pytestmark = pytest.mark.either
TOKEN = "s.geheim"


class Transit(BaseHTTPRequestHandler):
    """``POST /v1/transit/encrypt/meldroute`` and ``…/decrypt/…``, for who shows the token."""

    key = AESGCM(bytes(range(32)))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["X-Vault-Token"] != TOKEN:
            return self._answer(403, {"errors": ["permission denied"]})
        if self.path == "/v1/transit/encrypt/meldroute":
            nonce = secrets.token_bytes(12)
            sealed = nonce + self.key.encrypt(nonce, b64decode(body["plaintext"]), None)
            return self._answer(200, {"data": {"ciphertext": f"vault:v1:{b64encode(sealed).decode()}"}})
        if self.path == "/v1/transit/decrypt/meldroute":
            sealed = b64decode(body["ciphertext"].removeprefix("vault:v1:"))
            try:
                plain = self.key.decrypt(sealed[:12], sealed[12:], None)
            except InvalidTag:
                return self._answer(400, {"errors": ["cipher: message authentication failed"]})
            return self._answer(200, {"data": {"plaintext": b64encode(plain).decode()}})
        return self._answer(404, {"errors": []})

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def service(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """A key service that is set up, for a school whose key file was made before."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Transit)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv(ADDRESS, f"http://127.0.0.1:{server.server_port}/transit/meldroute")
    monkeypatch.setenv(TOKEN_FILE, str(tmp_path / "token"))
    vault._vault.cache_clear()
    assert folder.exists()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(20)


@pytest.mark.usefixtures("service")
def test_a_new_master_key_is_in_no_file_as_it_is(folder: Path) -> None:
    stored = kept(after_stap(2))
    earlier = vault.rotate_key()
    vault._vault.cache_clear()
    assert found(stored) == stored
    for file in (folder / "meldroute.key", earlier):
        assert file.read_text().startswith("vault:v1:"), file
    vault.rotate_key()
    vault._vault.cache_clear()
    assert found(stored) == stored


@pytest.mark.usefixtures("service")
def test_a_back_up_of_before_opens_with_the_earlier_key(folder: Path, tmp_path: Path) -> None:
    kept(after_stap(1))
    assert backed_up(tmp_path).exists() and folder.exists()
    before = vault.vault().derived(b"", b"x")
    vault.rotate_key()
    vault._vault.cache_clear()
    assert vault.derived_keys(b"", b"x")[1] == before


def test_without_the_service_nothing_opens_and_it_is_said(
    service: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.rotate_key()

    def refusal() -> str:
        vault._vault.cache_clear()
        with pytest.raises(KeyServiceError) as refused:
            vault.vault()
        return str(refused.value)

    (tmp_path / "token").write_text("s.ander")
    assert "weigert (403)" in refusal() and "s.ander" not in refusal()
    (tmp_path / "token").unlink()
    assert "niet goed ingesteld" in refusal()
    (tmp_path / "token").write_text(TOKEN)
    monkeypatch.setenv(ADDRESS, "http://bao.school.example/transit/meldroute")
    assert "niet goed ingesteld" in refusal(), "only on this machine without encryption"
    monkeypatch.delenv(ADDRESS)
    assert "niet goed ingesteld" in refusal()
    monkeypatch.setenv(ADDRESS, f"http://127.0.0.1:{service.server_port}/transit/another")
    assert "weigert (404)" in refusal()
    service.shutdown()
    service.server_close()
    assert "niet bereikbaar" in refusal()


@pytest.mark.usefixtures("service")
def test_what_was_altered_does_not_open(folder: Path) -> None:
    vault.rotate_key()
    file = folder / "meldroute.key"
    text = file.read_text().strip()
    file.write_text(text[:-6] + ("AAAA==" if not text.endswith("AAAA==") else "BBBB=="))
    vault._vault.cache_clear()
    with pytest.raises((KeyServiceError, vault.VaultError)):
        vault.vault()


@pytest.mark.usefixtures("service")
def test_where_it_refuses_the_master_key_stays_what_it_was(folder: Path, tmp_path: Path) -> None:
    stored, before = kept(after_stap(1)), (folder / "meldroute.key").read_text()
    (tmp_path / "token").write_text("s.ander")
    with pytest.raises(KeyServiceError, match="weigert"):
        vault.rotate_key()
    vault._vault.cache_clear()
    assert (folder / "meldroute.key").read_text() == before and found(stored) == stored


def test_nobody_prints_the_token() -> None:
    assert "s.geheim" not in repr(key_service.Transit("https://bao.example", "transit", "meldroute", TOKEN))
