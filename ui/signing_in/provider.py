"""Talking to the single sign-on provider (OpenID Connect): where to send somebody, and who it says came back.

Only three kinds of request go to it, each with a timeout: for its addresses, for its keys, and to exchange a code for a
token.
"""

import base64
import hashlib
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from ssl import SSLContext
from typing import Any

import anyio
from anyio import CapacityLimiter
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError, InvalidURL, create_ssl_context
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from ui import clock
from ui.signing_in.sso_settings import SingleSignOn, Soort, is_safe
from ui.signing_in.trust import Claims

ALGORITHMS = ("RS256", "ES256")  # fixed here, whatever the provider or the token says
LEEWAY = 60
PATIENCE = 8.0  # seconds, for one response of the provider
ATTEMPT_LASTS = timedelta(minutes=10)
_KEEP = timedelta(hours=1)
_BETWEEN, _AT_ONCE = "~", 4
_SUBJECT_MAX = 255
# Anybody may press the button: limit the number of simultaneous requests, however often it is pressed.
_ASKING = CapacityLimiter(8)


class Unreachable(Exception):
    """The provider does not respond, or not in a usable way."""


class Distrusted(Exception):
    """The response does not prove who somebody is. The text is for the log: what is wrong, and not about whom."""


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in, known by a cookie of this browser: the time it began, and a secret.

    State, nonce and verifier are derived from the whole cookie, so that nobody can prolong it by changing the time.
    """

    cookie: str

    @classmethod
    def begin(cls, now: datetime) -> "Attempt":
        """A new attempt. ``now`` is naive UTC, here and below."""
        return cls(f"{_epoch(now)}.{secrets.token_urlsafe(32)}")

    @classmethod
    def kept(cls, cookie: str, now: datetime) -> list["Attempt"]:
        """The attempts in this cookie that have not expired, newest first; each tab has its own."""
        every = [cls(each) for each in cookie.split(_BETWEEN)[:_AT_ONCE]]
        return [each for each in every if each.is_fresh(now)]

    @staticmethod
    def in_one_cookie(attempts: Sequence["Attempt"]) -> str:
        """The cookie with these attempts, of which it has room for the first ``_AT_ONCE``; read by ``kept``."""
        return _BETWEEN.join(each.cookie for each in attempts[:_AT_ONCE])

    def is_fresh(self, now: datetime) -> bool:
        """Whether it began at most ``ATTEMPT_LASTS`` ago."""
        begun = self.cookie.partition(".")[0]
        return begun.isascii() and begun.isdigit() and 0 <= _epoch(now) - int(begun[:12]) <= ATTEMPT_LASTS.seconds

    @property
    def state(self) -> str:
        """Comes back with the redirect, and so binds the response to this browser."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """Comes back in the id_token, and so binds the token to this attempt."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """Proves to the provider that the code is exchanged by whoever asked for it (PKCE, RFC 7636)."""
        return self._derived("verifier")

    def _derived(self, purpose: str) -> str:
        digest = hashlib.sha256(f"{purpose}:{self.cookie}".encode("utf-8", "replace")).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Provider:
    """One provider. Its addresses and keys are fetched again every hour, the keys also when an unknown one is used."""

    def __init__(self, sso: SingleSignOn) -> None:
        self.sso = sso
        self._known: dict[str, tuple[datetime, dict[str, Any]]] = {}

    async def address_to_sign_in(self, attempt: Attempt, redirect_uri: str, *, anew: bool = False) -> str:
        """Where to send the browser; ``anew``: to authenticate once more. Raises ``Unreachable``."""
        place = await self._place("authorization_endpoint")
        # On a shared computer somebody else may still be signed in at the provider: let people choose an account.
        # Google does not support asking for the password again.
        prompt = "login" if anew and self.sso.soort is not Soort.GOOGLE else "select_account"
        asked = {"prompt": prompt, "nonce": attempt.nonce, "code_verifier": attempt.verifier}
        if self.sso.soort is Soort.GOOGLE:
            # Google's hint: accounts of one domain, or of any organisation with *. It is verified afterwards.
            asked["hd"] = next(iter(self.sso.domeinen)) if len(self.sso.domeinen) == 1 else "*"
        # Entra omits the tenant unless the profile scope is requested.
        scope = "openid email profile" if self.sso.soort is Soort.ENTRA else "openid email"
        async with self._client(scope=scope, redirect_uri=redirect_uri) as client:
            url, _state = client.create_authorization_url(place, state=attempt.state, **asked)
        return str(url)

    async def claims(self, code: str, attempt: Attempt, redirect_uri: str) -> Claims:
        """The claims of the provider about who signed in, verified: from it, for us, now, and in this attempt.

        Raises ``Unreachable`` when there is no usable response, ``Distrusted`` when it proves nothing.
        """
        place = await self._place("token_endpoint")
        offered = (await self._metadata()).get("token_endpoint_auth_methods_supported") or []
        method = "client_secret_post" if "client_secret_post" in offered else "client_secret_basic"
        client = self._client(token_endpoint_auth_method=method, redirect_uri=redirect_uri)
        async with _asking(), client:
            token = await client.fetch_token(
                place, grant_type="authorization_code", code=code, code_verifier=attempt.verifier
            )
        raw = token.get("id_token")
        if not isinstance(raw, str):
            raise Distrusted("there is no id_token")
        try:
            return await self._verified(raw, attempt, token.get("access_token"))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Distrusted(f"the id_token: {type(error).__name__} {getattr(error, 'claim', '')}") from None

    async def _verified(self, raw: str, attempt: Attempt, access_token: object) -> Claims:
        try:
            token = _decoded(raw, await self._keys())
        except InvalidKeyIdError:  # the provider has changed its keys
            token = _decoded(raw, await self._keys(anew=True))
        must_be = {"iss": self.sso.issuer, "aud": self.sso.client_id}
        options = {name: {"essential": True, "value": value} for name, value in must_be.items()}
        known = {"nonce": attempt.nonce, "client_id": self.sso.client_id, "access_token": access_token}
        claims = CodeIDToken(token.claims, token.header, options, known)
        claims.validate(now=_epoch(clock.now()), leeway=LEEWAY)
        subject: str = claims["sub"]
        if not (0 < len(subject) <= _SUBJECT_MAX and subject.isascii() and subject.isprintable()):
            raise Distrusted("the subject is not 1 to 255 ASCII characters")
        return dict(claims)

    async def _metadata(self) -> dict[str, Any]:
        found = await self._fetched(self.sso.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self.sso.issuer:
            raise self._unusable("the provider names another issuer")
        return found

    async def _place(self, name: str) -> str:
        place = (await self._metadata()).get(name)
        if not is_safe(place):
            raise self._unusable(f"no safe {name}")
        return str(place)

    async def _keys(self, *, anew: bool = False) -> KeySet:
        found = (await self._fetched(await self._place("jwks_uri"), anew=anew)).get("keys")
        if not isinstance(found, list):
            raise self._unusable("no keys")
        usable = [each for each in found if isinstance(each, dict) and each.get("kty") in ("RSA", "EC")]
        try:
            return KeySet.import_key_set({"keys": [each for each in usable if each.get("use", "sig") == "sig"]})
        except (JoseError, ValueError, TypeError) as error:
            raise self._unusable(f"the keys: {type(error).__name__}") from None

    def _unusable(self, why: str) -> Unreachable:
        """Forget what was fetched, so that the next attempt fetches it again; return the error to raise."""
        self._known.clear()
        return Unreachable(why)

    async def _fetched(self, url: str, *, anew: bool = False) -> dict[str, Any]:
        """The JSON at an address of the provider, fetched at most once an hour unless ``anew``."""
        at, known = self._known.get(url, (None, {}))
        if at is not None and not anew and timedelta() <= clock.now() - at < _KEEP:
            return known
        async with _asking(), self._client() as client:
            answer = await client.request("GET", url, withhold_token=True)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise Unreachable("the answer is no JSON object")
        self._known[url] = clock.now(), found
        return found

    def _client(self, **options: Any) -> AsyncOAuth2Client:
        asking = {"timeout": PATIENCE, "follow_redirects": False, "verify": _authorities()}
        return AsyncOAuth2Client(
            self.sso.client_id, self.sso.client_secret, code_challenge_method="S256", **options, **asking
        )


@lru_cache(maxsize=1)
def _authorities() -> SSLContext:
    """The trusted certificate authorities. Loaded once: that takes longer than a whole sign-in."""
    return create_ssl_context()


@lru_cache(maxsize=4)
def provider_of(sso: SingleSignOn) -> Provider:
    """The provider with these settings; the same object each time, so that what it fetched is used again."""
    return Provider(sso)


@asynccontextmanager
async def _asking() -> AsyncIterator[None]:
    """Limit how many requests go out at once. Errors become ``Distrusted`` (the code is refused) or ``Unreachable``."""
    try:
        with anyio.fail_after(PATIENCE):
            async with _ASKING:
                yield
    except OAuthError:
        raise Distrusted("the provider does not take the code") from None
    except (HTTPError, InvalidURL, TimeoutError, ValueError, OSError, RecursionError) as error:
        raise Unreachable(type(error).__name__) from None


def _decoded(raw: str, keys: KeySet) -> jwt.Token:
    return jwt.decode(raw, keys, registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False))


def _epoch(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())
