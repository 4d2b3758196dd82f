"""Single sign-on turned off, beside passwords, or instead of them; confirming who one is there, and its log lines."""

import asyncio
import logging
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.accounts import one_time_codes as one_time
from db.accounts import sessions
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, PASSWORD, Linde
from tests.ui.provider import SECRET, Provider, signed
from tests.ui.signing_in.single_sign_on.way_in import (
    COOKIE,
    HERE,
    SESSION,
    SETTINGS,
    browser,
    come_in,
    is_refused,
    sent_away,
    sent_back,
    signed_in,
)
from ui import clock
from ui.signing_in import one_time_link, second_step, sign_in
from ui.signing_in import provider as our_side
from ui.signing_in.sso_settings import single_sign_on as single_sign_on_settings
from ui.web import gate

# Turned off, required, and what is logged


def test_off_there_is_no_button_no_route_and_no_request(linde: Linde, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request to a provider")

    monkeypatch.setattr(our_side.Provider, "_fetched", refuse)
    client = browser()
    assert gate.SSO not in client.get("/inloggen").text
    assert [client.get(path).status_code for path in (gate.SSO, gate.SSO_BACK)] == [404, 404]


def test_without_a_database_both_addresses_say_what_to_do_and_make_none(
    empty_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (SETTINGS | {"ISSUER": "http://127.0.0.1:1"}).items():
        monkeypatch.setenv(f"MELDCODE_OIDC_{name}", value)
    for path in (gate.SSO, gate.SSO_BACK):
        answer = browser().get(path)
        assert answer.status_code == 503 and "python -m db init" in answer.text
    assert not empty_place.exists()


def test_a_database_that_fails_is_said_in_words(provider: Provider, empty_place: Path) -> None:
    client = browser()
    back = sent_back(sent_away(client))
    engine().dispose()
    empty_place.write_text("dit is geen database" * 100)
    answer = client.get(back)
    assert answer.status_code == 503 and "Traceback" not in answer.text and SESSION not in answer.cookies
    engine().dispose()


def test_not_more_than_a_few_questions_are_out_at_once(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our_side, "_ASKING", CapacityLimiter(2))
    provider.away, provider.company, provider.slow = "metadata", 2, 0.2
    sso = single_sign_on_settings()
    assert sso

    async def press_all_at_once() -> None:
        asked = our_side.Provider(sso)
        places = [asked.address_to_sign_in(our_side.Attempt.begin(clock.now()), HERE) for _ in range(6)]
        await asyncio.gather(*places)

    asyncio.run(press_all_at_once())
    assert len(provider.asked) == 6 and provider.most_at_once == 2


def test_the_button_stands_beside_the_password_with_the_name_the_school_gave_it(provider: Provider) -> None:
    shown = browser().get("/inloggen").text
    assert 'href="/inloggen/sso">Inloggen met de inlogdienst &lt;De Linde&gt;</a>' in shown
    assert 'action="/inloggen" >' in shown
    assert provider.asked == [], "showing the page asks the provider nothing"


def test_a_school_can_switch_passwords_off(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_VERPLICHT", "ja")
    client = browser()
    assert 'action="/inloggen" hidden>' in client.get("/inloggen").text
    answer = client.post("/inloggen", data={"email": EMAIL[Role.IB_ER], "password": PASSWORD})
    assert answer.status_code == 401 and sign_in.SSO_ONLY in answer.text and signed_in() == 0
    assert come_in(client).status_code == 200


@pytest.mark.parametrize("path", [gate.CODE, gate.LINK, gate.FIRST])
def test_with_passwords_off_no_other_way_in_with_a_password_is_left(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, linde: Linde, path: str
) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        half = sessions.begin_half(connection, linde.accounts[Role.IB_ER], clock.now())
        code = one_time.make(connection, linde.accounts[Role.IB_ER], linde.id, "", clock.now())
    monkeypatch.setenv("MELDCODE_OIDC_VERPLICHT", "ja")
    client = TestClient(
        Starlette(routes=[*second_step.ROUTES, *one_time_link.ROUTES]), base_url=HERE, follow_redirects=False
    )
    client.cookies.set(f"{SESSION}-half", half)
    chosen = {"code": code, "password": "fluitketel-op-de-zolder", "again": "fluitketel-op-de-zolder"}
    for answer in (client.get(path), client.post(path, data=chosen)):
        assert is_refused(answer, "Inloggen met een wachtwoord staat uit.", 401)
    assert one_time.holder(code, clock.now()), "the link was not used"


# How long ago the provider asked who it is


@pytest.mark.parametrize(("minutes", "recent"), [(None, True), (0, True), (4, True), (6, False), (-1, True)])
def test_what_needs_a_fresh_proof_believes_when_the_provider_says_it_asked(
    provider: Provider, minutes: int | None, recent: bool
) -> None:
    said = {} if minutes is None else {"auth_time": minutes * -60}
    provider.sign = lambda claims: signed(claims | {name: claims["iat"] + past for name, past in said.items()})
    client = browser()
    assert come_in(client).status_code == 200
    session = sessions.token_hash(client.cookies[SESSION])
    assert sessions.is_recent(session, clock.now()) is recent


def test_who_must_show_it_once_more_is_asked_by_the_provider_again(provider: Provider) -> None:
    answer = browser().get("/inloggen/sso?opnieuw=1")
    assert parse_qs(urlsplit(answer.headers["location"]).query)["prompt"] == ["login"]


def test_no_second_step_of_ours_follows_that_of_the_provider(provider: Provider, linde: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        schools.ask_second_factor(connection, linde.id, Role.IB_ER, True)
    client = browser()
    assert come_in(client).status_code == 200
    assert sessions.user_for(sessions.token_hash(client.cookies[SESSION]), clock.now())


def test_the_log_says_what_is_wrong_with_a_token(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    provider.person["aud"] = "another-client"
    come_in()
    provider.person = {"sub": "s", "email": "niemand@linde.example"}
    come_in()
    said = [each.getMessage() for each in caplog.records if each.name == "meldroute.single_sign_on"]
    assert said == [
        "Single sign-on was refused: the id_token: InvalidClaimError aud",
        "Single sign-on was refused: no account, and no verified address",
    ]


def test_code_state_and_tokens_stand_in_no_log_and_in_no_answer(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = browser()
    address = sent_away(client)
    secrets = [client.cookies[COOKIE], *(parse_qs(urlsplit(address).query)[name][0] for name in ("state", "nonce"))]
    arrived = client.get(sent_back(address))
    provider.person["sub"] = "subject-of-somebody-else"
    refused = come_in()
    provider.sign = lambda _claims: "rubbish"
    come_in()
    secrets += [*provider.given, client.cookies[SESSION], SECRET, "subject-of", EMAIL[Role.IB_ER]]
    ours = [each for each in caplog.records if each.name not in ("httpx2", "asyncio") and "httpcore" not in each.name]
    written = "\n".join(each.getMessage() for each in ours)
    assert "Single sign-on was refused: no account" in written
    assert len(secrets) > 10
    for secret in secrets:
        assert secret not in written and secret not in arrived.text and secret not in refused.text
