"""Single sign-on accepts only an id_token that the provider signed, for us, for this attempt, and just now."""

import hashlib
import hmac
from collections.abc import Callable

import pytest
from joserfc import jwt

from tests.over import over
from tests.ui.provider import CLIENT, SECRET, Claims, Provider, part, rsa, signed
from tests.ui.signing_in.single_sign_on.way_in import come_in, is_refused, links
from ui import clock


def with_key(key: str, alg: str, kid: str) -> Callable[[Claims], str]:
    return lambda claims: jwt.encode({"alg": alg, "kid": kid}, claims, rsa(key), algorithms=[alg])


def without_signature(claims: Claims) -> str:
    return f"{part({'alg': 'none', 'kid': 'one'})}.{part(claims)}."


def with_the_public_key_as_password(claims: Claims) -> str:
    text = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
    return f"{text}.{part(hmac.digest(rsa('one').as_pem(private=False), text.encode(), hashlib.sha256))}"


def with_the_client_secret(claims: Claims) -> str:
    text = f"{part({'alg': 'HS256'})}.{part(claims)}"
    return f"{text}.{part(hmac.digest(SECRET.encode(), text.encode(), hashlib.sha256))}"


def changed_afterwards(claims: Claims) -> str:
    head, _, signature = signed(claims).split(".")
    return f"{head}.{part({**claims, 'sub': 'somebody-else'})}.{signature}"


@over(
    "name, sign",
    [
        ("signed by somebody else", with_key("other", "RS256", "one")),
        ("an unknown key", with_key("other", "RS256", "other")),
        ("another algorithm", with_key("one", "PS256", "one")),
        ("without signature", without_signature),
        ("with the public key as password", with_the_public_key_as_password),
        ("with the client secret", with_the_client_secret),
        ("changed afterwards", changed_afterwards),
        ("rubbish", lambda _claims: "rubbish"),
        ("empty", lambda _claims: "e30.e30."),
        ("lists", lambda _claims: part([1]) + "." + part([1]) + ".x"),
        ("no text", lambda claims: {"not": "text"}),
    ],
)
def test_a_token_that_is_not_signed_by_the_provider_is_refused(
    provider: Provider, name: str, sign: Callable[[Claims], str]
) -> None:
    provider.sign = sign
    assert is_refused(come_in())
    assert links() == []


FAR = 10**10


@over(
    "wrong",
    [
        {"iss": "http://127.0.0.1:1/other"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["another-client", "one-more"]},
        {"aud": [CLIENT, "another-client"]},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"aud": "another-client", "azp": CLIENT},
        {"aud": None},
        {"azp": "another-client"},
        {"nonce": "of-another-attempt"},
        {"nonce": ""},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "later"},
        {"exp": float("inf")},
        {"iat": FAR, "exp": FAR + 300},
        {"iat": None},
        {"nbf": FAR},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "s" * 256},
        {"sub": "\u00e9"},
        {"sub": "s\x00"},
        {"at_hash": "of-another-access-token"},
    ],
)
def test_a_token_that_is_not_about_this_attempt_here_and_now_is_refused(provider: Provider, wrong: Claims) -> None:
    provider.behaves()
    provider.person |= wrong
    assert is_refused(come_in())
    assert links() == []


@pytest.mark.parametrize(("seconds", "taken"), [(-50, True), (-120, False)])
def test_a_token_is_expired_after_a_minute_of_grace(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, seconds: int, taken: bool
) -> None:
    moment = clock.now()  # a fixed clock, because a busy machine may take long
    monkeypatch.setattr(clock, "now", lambda: moment)
    provider.sign = lambda claims: signed(claims | {"exp": claims["iat"] + seconds})
    assert (come_in().status_code == 200) is taken


@pytest.mark.parametrize(("seconds", "taken"), [(50, True), (120, False)])
def test_a_token_may_be_issued_in_the_future_by_a_minute_at_most(provider: Provider, seconds: int, taken: bool) -> None:
    provider.sign = lambda claims: signed(claims | {"iat": claims["iat"] + seconds})
    assert (come_in().status_code == 200) is taken
