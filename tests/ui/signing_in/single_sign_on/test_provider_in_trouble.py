"""Single sign-on with a provider that is gone, slow or answers rubbish: nobody gets in, and the page says why."""

import time
from collections.abc import AsyncIterator, Callable

import anyio
import pytest
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from meldcode.rollen import Role
from tests.over import over
from tests.ui.conftest import EMAIL, PASSWORD
from tests.ui.provider import Claims, Provider
from tests.ui.signing_in.single_sign_on.way_in import browser, come_in, is_refused, sent_away, sent_back, signed_in
from ui.signing_in import provider as our_side
from ui.signing_in import single_sign_on

A_MINUTE = 60  # seconds: far longer than anybody may have to wait, also on a busy machine
RUBBISH: list[Callable[[], Response]] = [
    lambda: PlainTextResponse("rubbish"),
    lambda: HTMLResponse("<h1>Storing</h1>", 502),
    lambda: JSONResponse([]),
    lambda: JSONResponse(None),
    lambda: PlainTextResponse("", 204),
    lambda: RedirectResponse("http://127.0.0.1:1/elders", 302),
    lambda: PlainTextResponse(b"\xff\xfe{"),
    lambda: PlainTextResponse("[" * 100_000),
]


@pytest.mark.parametrize("place", ["metadata", "keys", "token"])
def test_a_provider_that_answers_rubbish_is_out_of_order_and_nobody_gets_in(provider: Provider, place: str) -> None:
    client, let_in = browser(), []
    for number, answer in enumerate(RUBBISH):
        our_side.provider_of.cache_clear()
        provider.away, provider.answer = place, answer
        left = client.get("/inloggen/sso")
        if place != "metadata":
            left = client.get(sent_back(left.headers["location"]))
        if not is_refused(left, single_sign_on.AWAY, 503):
            let_in.append(number)
    assert let_in == []
    assert client.post("/inloggen", data={"email": EMAIL[Role.IB_ER], "password": PASSWORD}).status_code == 303


@over("keys", [None, "x", [{"kty": "RSA"}], [7]])
def test_keys_that_are_none_let_nobody_in(provider: Provider, keys: object) -> None:
    our_side.provider_of.cache_clear()
    provider.away, provider.answer = "keys", lambda: JSONResponse({"keys": keys})
    assert come_in().status_code in (403, 503)
    assert signed_in() == 0


@pytest.mark.parametrize("place", ["metadata", "keys", "token"])
def test_a_slow_provider_is_not_waited_for(provider: Provider, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    client = browser()
    asked = "/inloggen/sso" if place == "metadata" else sent_back(sent_away(client))
    monkeypatch.setattr(our_side, "PATIENCE", 0.3)
    provider.away, provider.slow = place, 1.5
    assert is_refused(client.get(asked), single_sign_on.AWAY, 503)


def test_an_answer_that_trickles_in_is_not_waited_for_either(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        for _ in range(A_MINUTE * 10):
            yield b" "
            await anyio.sleep(0.1)
        yield b"{}"

    monkeypatch.setattr(our_side, "PATIENCE", 0.5)
    provider.away, provider.answer = "metadata", lambda: StreamingResponse(trickle())
    begun = time.monotonic()
    assert is_refused(browser().get("/inloggen/sso"), single_sign_on.AWAY, 503)
    assert time.monotonic() - begun < A_MINUTE


def test_a_provider_that_is_down_is_said_in_words_and_a_password_still_works(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_ISSUER", "http://127.0.0.1:1/down")
    client = browser()
    assert is_refused(client.get("/inloggen/sso"), single_sign_on.AWAY, 503)
    assert client.post("/inloggen", data={"email": EMAIL[Role.IB_ER], "password": PASSWORD}).status_code == 303


@over(
    "metadata",
    [
        {"issuer": "https://elders.example"},
        {"issuer": None},
        {"authorization_endpoint": "http://elders.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_names_another_issuer_or_an_unsafe_address_is_not_followed(
    provider: Provider, metadata: Claims
) -> None:
    our_side.provider_of.cache_clear()
    provider.metadata = metadata
    assert is_refused(browser().get("/inloggen/sso"), single_sign_on.AWAY, 503)


def test_a_provider_that_was_out_of_order_is_asked_anew(provider: Provider) -> None:
    client = browser()
    for broken in ({"issuer": "https://elders.example"}, {"authorization_endpoint": None}):
        provider.metadata = broken
        assert client.get("/inloggen/sso").status_code == 503
    provider.metadata = {}
    back = sent_back(sent_away(client))
    provider.away, provider.answer = "keys", lambda: JSONResponse({"keys": None})
    assert client.get(back).status_code == 503
    provider.away = ""
    assert come_in(client).status_code == 200


@pytest.mark.parametrize("name", ["token_endpoint", "jwks_uri"])
def test_code_and_keys_never_travel_in_the_open(provider: Provider, name: str) -> None:
    provider.metadata = {name: "http://elders.example/"}
    assert is_refused(come_in(), single_sign_on.AWAY, 503)
