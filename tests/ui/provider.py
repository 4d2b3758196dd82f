"""A single sign-on provider on loopback, like Entra ID and Google; tests decide how it misbehaves."""

import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

import anyio
import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

TENANT = "3f0c6f0e-1111-4222-8333-444455556666"
CLIENT, SECRET = "meldroute-at-linde", "a-secret-of-the-client"
Claims = dict[str, Any]
_PATIENCE = 20  # seconds


@cache
def rsa(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}, private=True)


@cache
def curve(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"}, private=True)


def signed(claims: Claims) -> str:
    """A correctly signed id_token with these claims."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, rsa("one"))


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Provider:
    """A provider that takes everybody for ``person``, without a password. Changes apply to the next sign-in."""

    port: int
    path: str = f"/{TENANT}/v2.0"
    person: Claims = field(default_factory=dict)
    published: list[dict[str, Any]] = field(default_factory=list)
    sign: Callable[[Claims], str] = signed
    away: str = ""  # the endpoint that misbehaves: "metadata", "keys" or "token"
    answer: Callable[[], Response] | None = None
    slow: float = 0
    metadata: Claims = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    company: int = 0  # that endpoint answers nobody before this many ask at once
    out: list[str] = field(default_factory=list)  # the requests waiting for that
    most_at_once: int = 0

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def behaves(self) -> None:
        """Reset everything for the next test."""
        self.__init__(self.port)  # type: ignore[misc]
        self.person = {"sub": "subject-of-ida", "email": "ib_er@linde.example", "email_verified": True}
        self.published = [rsa("one").as_dict(private=False)]

    async def _about(self, request: Request) -> Response:
        self.asked.append("metadata")
        place = f"{request.url.scheme}://{request.url.netloc}"
        return await self._or_away("metadata") or JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{place}/authorize",
                "token_endpoint": f"{place}/token",
                "jwks_uri": f"{place}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                # The provider signs anything: rejecting it is up to Meldroute.
                "id_token_signing_alg_values_supported": ["none", "HS256", "RS256", "ES256"],
                **self.metadata,
            }
        )

    async def _keys(self, _request: Request) -> Response:
        self.asked.append("keys")
        return await self._or_away("keys") or JSONResponse({"keys": self.published})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        demanded = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        if any(asked.get(name) != value for name, value in demanded.items()) or not asked.get("code_challenge"):
            return PlainTextResponse("invalid_request", 400)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        self.given.append(code)
        back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(f'<h1>Inlogdienst</h1><a href="{back.replace("&", "&amp;")}">Ik ben het</a>')
        return RedirectResponse(back, 302)

    async def _token(self, request: Request) -> Response:
        self.asked.append("token")
        broken = await self._or_away("token")
        if broken:
            return broken
        fields = await request.form()
        asked = self.codes.pop(str(fields.get("code")), None)
        verifier = str(fields.get("code_verifier", ""))
        fits = asked and part(hashlib.sha256(verifier.encode()).digest()) == asked["code_challenge"]
        known = fields.get("client_id") == CLIENT and fields.get("client_secret") == SECRET
        if asked is None or not fits or not known or fields.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in (claims | self.person).items() if value is not None}
        access, id_token = secrets.token_urlsafe(16), self.sign(claims)
        self.given += [access, id_token]
        return JSONResponse({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": id_token})

    async def _or_away(self, place: str) -> Response | None:
        if self.away != place:
            return None
        answer, out = self.answer, self.out  # kept, in case the test ends before the answer is given
        out.append(place)
        self.most_at_once = max(self.most_at_once, len(out))
        with anyio.move_on_after(_PATIENCE):
            while self.most_at_once < self.company:
                await anyio.sleep(0.01)
        await anyio.sleep(self.slow)
        out.pop()
        return answer() if answer else None

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/{path:path}/.well-known/openid-configuration", self._about),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
            ]
        )


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering on loopback in a thread of its own."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        provider = Provider(int(listener.getsockname()[1]))
        provider.behaves()
        server = uvicorn.Server(uvicorn.Config(provider.app(), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join(10)
