"""Signing in with the account of the school, against a real provider on loopback that may lie, dawdle or be gone."""

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx2
import pytest
from anyio import CapacityLimiter
from joserfc import jwt
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.testclient import TestClient

from db import schema
from db.accounts import accounts, identities, sessions
from db.accounts import one_time_codes as one_time
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from meldcode.rollen import Role
from tests.ui import provider as other_side
from tests.ui.conftest import EMAIL, PASSWORD, PATIENCE, Linde
from tests.ui.provider import CLIENT, SECRET, TENANT, Claims, Provider, curve, part, rsa, signed
from ui import clock
from ui.signing_in import one_time_link, second_step, sign_in, single_sign_on
from ui.signing_in import provider as our_side
from ui.signing_in.sso_settings import single_sign_on as single_sign_on_settings
from ui.web import gate

HERE = "http://localhost:8501"
COOKIE, SESSION = "meldroute-sso", "meldroute"
A_MINUTE = 60  # seconds: far longer than anybody is to wait, also on a busy machine
SETTINGS = {
    "SOORT": "anders",
    "CLIENT_ID": CLIENT,
    "CLIENT_SECRET": SECRET,
    "ADRES": HERE,
    "NAAM": "de inlogdienst <De Linde>",
}


@pytest.fixture(scope="session")
def _provider() -> Iterator[Provider]:
    with other_side.running() as running:
        yield running


@pytest.fixture
def provider(_provider: Provider, linde: Linde, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider that behaves; the school is set up for it."""
    assert linde
    _provider.behaves()
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"MELDCODE_OIDC_{name}", value)
    monkeypatch.setenv("MELDCODE_OIDC_ISSUER", _provider.issuer)
    monkeypatch.setattr(our_side, "PATIENCE", PATIENCE)
    our_side.provider_of.cache_clear()
    return _provider


def browser(base_url: str = HERE) -> TestClient:
    routes = [*sign_in.ROUTES, *single_sign_on.ROUTES]
    return TestClient(Starlette(routes=routes), base_url=base_url, follow_redirects=False)


def sent_away(client: TestClient) -> str:
    """Press the button; the address at the provider."""
    answer = client.get("/inloggen/sso")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def outside(address: str) -> httpx2.Response:
    return httpx2.get(address, verify=our_side._authorities())


def sent_back(address: str) -> str:
    """Be at the provider; path and query of where it sends one back to."""
    answer = outside(address)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    assert f"{back.scheme}://{back.netloc}" == HERE
    return f"{back.path}?{back.query}"


def come_in(client: TestClient | None = None) -> httpx2.Response:
    """The whole way."""
    client = client or browser()
    return client.get(sent_back(sent_away(client)))


def signed_in() -> int:
    with reading(EVERY_SCHOOL) as connection:
        return len(connection.execute(select(schema.login)).all())


def links() -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        return [(row.subject, row.account_id) for row in connection.execute(select(schema.identity))]


def is_refused(answer: httpx2.Response, sentence: str = single_sign_on.REFUSED, status: int = 403) -> bool:
    """Refused in this sentence, with nothing given."""
    shown = answer.status_code == status and sentence in answer.text
    return shown and SESSION not in answer.cookies and signed_in() == 0


# Getting in


def test_who_was_added_gets_a_session_and_is_linked_and_the_journal_says_both(provider: Provider, linde: Linde) -> None:
    client = browser()
    answer = come_in(client)
    assert answer.status_code == 200 and '<meta http-equiv="refresh" content="0;url=/">' in answer.text
    user = sessions.user_for(sessions.token_hash(client.cookies[SESSION]), clock.now())
    assert user and user.id == linde.accounts[Role.IB_ER]
    assert links() == [("subject-of-ida", user.id)]
    with reading(EVERY_SCHOOL) as connection:
        lines = [(row.actor, row.action) for row in journal.lines(connection, linde.id)]
    assert lines == [(user.id, "ingelogd"), (user.id, "gekoppeld")]
    assert journal.verify(linde.id) is None


def test_after_linking_the_address_plays_no_part_any_more(provider: Provider, linde: Linde) -> None:
    come_in()
    provider.person |= {"email": EMAIL[Role.DIRECTIE], "email_verified": False}
    client = browser()
    come_in(client)
    user = sessions.user_for(sessions.token_hash(client.cookies[SESSION]), clock.now())
    assert user and user.id == linde.accounts[Role.IB_ER]
    assert len(links()) == 1


def test_the_session_is_strict_and_the_attempt_lax_short_and_gone_afterwards(provider: Provider) -> None:
    client = browser()
    left = client.get("/inloggen/sso")
    _, *attributes = left.headers["set-cookie"].lower().split("; ")
    assert set(attributes) == {"httponly", "max-age=600", "path=/", "samesite=lax"}
    arrived = client.get(sent_back(left.headers["location"]))
    session, attempt = arrived.headers.get_list("set-cookie")
    assert session.startswith(f"{SESSION}=") and attempt.startswith(f'{COOKIE}=""')
    assert set(session.lower().split("; ")[1:]) == {"httponly", "path=/", "samesite=strict"}
    assert COOKIE not in client.cookies


def test_over_https_both_cookies_are_bound_to_this_host_and_secure(provider: Provider) -> None:
    client = browser(HERE.replace("http", "https"))
    left = client.get("/inloggen/sso")
    arrived = client.get(sent_back(left.headers["location"]))
    for cookie in [left.headers["set-cookie"], *arrived.headers.get_list("set-cookie")]:
        assert cookie.startswith("__Host-meldroute") and "secure" in cookie.lower().split("; ")


def test_every_sign_in_is_a_new_session_and_the_one_of_this_browser_ends(provider: Provider) -> None:
    client = browser()
    client.cookies.set(SESSION, "chosen-by-somebody-else", domain="localhost.local", path="/")
    seen = set()
    for _ in range(3):
        come_in(client)
        seen.add(client.cookies[SESSION])
        assert signed_in() == 1
    assert len(seen) == 3 and "chosen-by-somebody-else" not in seen


def test_what_is_asked_is_no_more_than_who_it_is(provider: Provider) -> None:
    asked = parse_qs(urlsplit(sent_away(browser())).query)
    assert asked["scope"] == ["openid email"] and asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"] and len(asked["code_challenge"][0]) == 43
    assert asked["redirect_uri"] == [f"{HERE}/inloggen/sso/terug"]
    assert asked["prompt"] == ["select_account"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3


def test_a_provider_may_sign_on_a_curve_and_change_its_keys(provider: Provider) -> None:
    come_in()
    provider.published = [curve("two").as_dict(private=False)]
    provider.sign = lambda claims: jwt.encode({"alg": "ES256", "kid": "two"}, claims, curve("two"))
    assert come_in().status_code == 200
    assert come_in().status_code == 200
    assert provider.asked.count("keys") == 2 and provider.asked.count("metadata") == 1


def test_addresses_and_keys_are_asked_again_after_an_hour(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_away(browser())
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    sent_away(browser())
    assert provider.asked == ["metadata", "metadata"]


# What a token must be


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


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(with_key("other", "RS256", "one"), id="signed by somebody else"),
        pytest.param(with_key("other", "RS256", "other"), id="an unknown key"),
        pytest.param(with_key("one", "PS256", "one"), id="another algorithm"),
        without_signature,
        with_the_public_key_as_password,
        with_the_client_secret,
        changed_afterwards,
        pytest.param(lambda _claims: "rubbish", id="rubbish"),
        pytest.param(lambda _claims: "e30.e30.", id="empty"),
        pytest.param(lambda _claims: part([1]) + "." + part([1]) + ".x", id="lists"),
        pytest.param(lambda claims: {"not": "text"}, id="no text"),
    ],
)
def test_a_token_that_is_not_signed_by_the_provider_is_refused(
    provider: Provider, sign: Callable[[Claims], str]
) -> None:
    provider.sign = sign
    assert is_refused(come_in())
    assert links() == []


FAR = 10**10


@pytest.mark.parametrize(
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
    ids=str,
)
def test_a_token_that_is_not_about_this_attempt_here_and_now_is_refused(provider: Provider, wrong: Claims) -> None:
    provider.person |= wrong
    assert is_refused(come_in())
    assert links() == []


@pytest.mark.parametrize(("seconds", "taken"), [(-50, True), (-120, False)])
def test_a_token_is_expired_after_a_minute_of_grace(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, seconds: int, taken: bool
) -> None:
    moment = clock.now()  # however long the way takes on a busy machine
    monkeypatch.setattr(clock, "now", lambda: moment)
    provider.sign = lambda claims: signed(claims | {"exp": claims["iat"] + seconds})
    assert (come_in().status_code == 200) is taken


@pytest.mark.parametrize(("seconds", "taken"), [(50, True), (120, False)])
def test_a_token_may_be_issued_in_the_future_by_a_minute_at_most(provider: Provider, seconds: int, taken: bool) -> None:
    provider.sign = lambda claims: signed(claims | {"iat": claims["iat"] + seconds})
    assert (come_in().status_code == 200) is taken


# Which attempt it belongs to


def test_a_callback_of_another_browser_is_refused(provider: Provider) -> None:
    theirs = sent_back(sent_away(browser()))
    victim = browser()
    sent_away(victim)
    for client in (victim, browser()):
        assert is_refused(client.get(theirs), single_sign_on.BEGIN_ANEW, 400)
    assert "token" not in provider.asked, "the code was not even offered"


@pytest.mark.parametrize("state", ["", "x", "é", None])
def test_a_callback_with_another_state_is_refused_and_ends_no_attempt(provider: Provider, state: str | None) -> None:
    client = browser()
    back = sent_back(sent_away(client))
    code = parse_qs(urlsplit(back).query)["code"][0]
    asked = {"code": code} | ({} if state is None else {"state": state})
    assert is_refused(client.get("/inloggen/sso/terug", params=asked), single_sign_on.BEGIN_ANEW, 400)
    assert client.get(back).status_code == 200, "whoever made that up ended nothing"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_tabs_that_sign_in_at_once_do_not_break_each_other(provider: Provider, order: tuple[int, ...]) -> None:
    client = browser()
    backs = [sent_back(sent_away(client)) for _ in range(3)]
    for which in order:
        assert client.get(backs[which]).status_code == 200
    assert COOKIE not in client.cookies
    assert client.get(backs[0]).status_code == 400, "each of them once"


def test_who_presses_again_and_again_carries_a_few_attempts_and_the_last_one_works(provider: Provider) -> None:
    client = browser()
    addresses = [sent_away(client) for _ in range(30)]
    assert client.cookies[COOKIE].count("~") == 3 and len(client.cookies[COOKIE]) < 300
    assert client.get(sent_back(addresses[-1])).status_code == 200


def test_a_callback_that_is_replayed_gives_nothing(provider: Provider) -> None:
    client = browser()
    address = sent_away(client)
    attempt = client.cookies[COOKIE]
    back = sent_back(address)
    assert client.get(back).status_code == 200
    again = client.get(back)
    assert again.status_code == 400 and "set-cookie" in again.headers and SESSION not in again.cookies
    stolen = browser()
    stolen.cookies.set(COOKIE, attempt)
    assert stolen.get(back).status_code == 403, "the provider takes a code once"
    assert signed_in() == 1


@pytest.mark.parametrize("cookie", ["", "x", "9.x", "-1.x", "99999999999999999999.x", "²."])
def test_an_attempt_that_was_made_up_is_refused(provider: Provider, cookie: str) -> None:
    client = browser()
    back = sent_back(sent_away(client))
    client.cookies.clear()
    answer = client.get(back, headers={b"Cookie": f"{COOKIE}={cookie}".encode()})
    assert is_refused(answer, single_sign_on.BEGIN_ANEW, 400)


def test_an_attempt_is_over_after_ten_minutes_whatever_its_cookie_says(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser()
    back = sent_back(sent_away(client))
    begun, _, secret = client.cookies[COOKIE].partition(".")
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    for cookie in (f"{begun}.{secret}", f"{int(begun) + 600}.{secret}"):
        client.cookies.clear()
        client.cookies.set(COOKIE, cookie)
        assert is_refused(client.get(back), single_sign_on.BEGIN_ANEW, 400)


def test_a_code_without_the_verifier_of_its_attempt_is_not_taken(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser()
    back = sent_back(sent_away(client))
    monkeypatch.setattr(our_side.Attempt, "verifier", "v" * 43)
    assert is_refused(client.get(back))


def test_the_provider_of_the_tests_demands_pkce(provider: Provider) -> None:
    address = sent_away(browser())
    assert outside(address.replace("code_challenge=", "no_challenge=")).status_code == 400
    assert outside(address.replace("S256", "plain")).status_code == 400


@pytest.mark.parametrize("more", ["error=access_denied", "code=", "code=" + "c" * 5000, "code=x&iss=http://elders"])
def test_whoever_gives_up_at_the_provider_may_begin_anew(provider: Provider, more: str) -> None:
    client = browser()
    state = parse_qs(urlsplit(sent_away(client)).query)["state"][0]
    answer = client.get(f"/inloggen/sso/terug?state={state}&{more}")
    assert is_refused(answer, single_sign_on.BEGIN_ANEW, 400)
    assert "access_denied" not in answer.text and "token" not in provider.asked


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_begin_signing_somebody_in(provider: Provider, site: str) -> None:
    answer = browser().get("/inloggen/sso", headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")
    assert "set-cookie" not in answer.headers and provider.asked == []


@pytest.mark.parametrize("name", ["next", "redirect_uri", "url", "return_to"])
def test_nothing_that_comes_in_decides_where_somebody_goes(provider: Provider, name: str) -> None:
    client = browser("http://elders.example")
    left = client.get(f"/inloggen/sso?{name}=https://elders.example/", headers={"X-Forwarded-Host": "elders.example"})
    assert left.headers["location"].startswith(f"http://127.0.0.1:{provider.port}/authorize?")
    assert "elders" not in left.headers["location"]
    arrived = client.get(sent_back(left.headers["location"]) + f"&{name}=https://elders.example/")
    assert arrived.status_code == 200 and "elders" not in arrived.text and "location" not in arrived.headers


# Who is let in


@pytest.mark.parametrize(
    "person",
    [
        {"email": "niemand@linde.example"},
        {"email": None},
        {"email": ""},
        {"email": ["ib_er@linde.example"]},
        {"email": "\u0131b_er@linde.example"},
        {"email": "ib_er@\u212ainde.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email_verified": 1},
    ],
    ids=str,
)
def test_who_was_not_added_or_has_no_verified_address_is_refused_alike(provider: Provider, person: Claims) -> None:
    provider.person |= person
    assert is_refused(come_in())
    assert links() == []


def test_a_letter_that_folds_into_another_is_another_address(provider: Provider, linde: Linde) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        accounts.create_account(
            connection,
            school_id=linde.id,
            naam="Kim",
            email="kim@linde.example",
            role=Role.LEERKRACHT,
            password=PASSWORD,
            now=clock.now(),
        )
    provider.person["email"] = "\u212aim@linde.example"  # the sign of kelvin: casefold makes it a k
    assert is_refused(come_in())
    provider.person["email"] = "KIM@Linde.example"
    assert come_in().status_code == 200


@pytest.mark.parametrize("linked", [True, False])
def test_a_blocked_account_is_refused_like_an_unknown_one(provider: Provider, linde: Linde, linked: bool) -> None:
    if linked:
        come_in()
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, linde.accounts[Role.IB_ER], False, linde.id)
    blocked = come_in()
    assert is_refused(blocked) and len(links()) == int(linked)
    provider.person |= {"sub": "unknown", "email": "niemand@linde.example"}
    assert come_in().text == blocked.text


def test_another_subject_with_the_same_address_is_refused_once_it_is_linked(provider: Provider) -> None:
    come_in(client := browser())
    client.post("/uitloggen")
    provider.person["sub"] = "somebody-else"
    assert is_refused(come_in())
    assert [subject for subject, _ in links()] == ["subject-of-ida"]


def test_the_same_subject_of_another_provider_is_somebody_else(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(client := browser())
    client.post("/uitloggen")
    provider.path = "/other"
    monkeypatch.setenv("MELDCODE_OIDC_ISSUER", provider.issuer)
    provider.person["email"] = "niemand@linde.example"
    assert is_refused(come_in())


def test_after_unlinking_another_subject_can_be_linked_and_the_sessions_are_over(
    provider: Provider, linde: Linde
) -> None:
    come_in()
    with transaction(linde.id) as connection:
        identities.unlink(connection, linde.accounts[Role.IB_ER], "another-school")
        assert identities.linked_accounts(connection, linde.id) == {linde.accounts[Role.IB_ER]}
        identities.unlink(connection, linde.accounts[Role.IB_ER], linde.id)
        assert identities.linked_accounts(connection, linde.id) == frozenset()
    assert signed_in() == 0
    provider.person["sub"] = "somebody-else"
    assert come_in().status_code == 200


def entra(monkeypatch: pytest.MonkeyPatch, provider: Provider) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_SOORT", "entra")
    provider.person = {"sub": "s", "tid": TENANT, "email": EMAIL[Role.IB_ER], "xms_edov": True, "idp": None}


def google(monkeypatch: pytest.MonkeyPatch, provider: Provider) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_SOORT", "google")
    monkeypatch.setenv("MELDCODE_OIDC_DOMEIN", "Linde.example")
    provider.person |= {"hd": "linde.example"}


Kind = Callable[[pytest.MonkeyPatch, Provider], None]


@pytest.mark.parametrize(
    "person",
    [{}, {"xms_edov": "1"}, {"xms_edov": 1}, {"acct": 0}, {"idp": f"https://sts.windows.net/{TENANT}/"}],
    ids=str,
)
def test_entra_lets_in_who_is_of_the_tenant_with_an_address_in_a_domain_of_the_tenant(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, person: Claims
) -> None:
    entra(monkeypatch, provider)
    provider.person |= person
    assert come_in().status_code == 200


def test_google_lets_in_who_is_of_the_domain(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    google(monkeypatch, provider)
    assert parse_qs(urlsplit(sent_away(browser())).query)["hd"] == ["linde.example"]
    monkeypatch.setenv("MELDCODE_OIDC_DOMEIN", "linde.example, beuk.example")
    assert parse_qs(urlsplit(sent_away(browser())).query)["hd"] == ["*"], "it can be told of one only"
    assert come_in().status_code == 200


@pytest.mark.parametrize(
    ("kind", "person"),
    [
        (entra, {"tid": "9188040d-6c67-4c5b-b112-36a304b66dad"}),
        (entra, {"tid": None}),
        (entra, {"iss": "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"}),
        (entra, {"idp": "live.com"}),
        (entra, {"idp": "https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/"}),
        (entra, {"acct": 1}),
        (google, {"hd": "elders.example"}),
        (google, {"hd": None}),
        (google, {"hd": ["linde.example"]}),
    ],
    ids=lambda value: str(getattr(value, "__name__", value)),
)
@pytest.mark.parametrize("linked", [True, False])
def test_another_tenant_or_domain_and_a_guest_are_refused_also_when_linked(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, kind: Kind, person: Claims, linked: bool
) -> None:
    kind(monkeypatch, provider)
    if linked:
        come_in(client := browser())
        client.post("/uitloggen")
    provider.person |= person
    assert is_refused(come_in())
    assert len(links()) == int(linked)


@pytest.mark.parametrize(
    "person", [{"xms_edov": False}, {"xms_edov": None}, {"xms_edov": None, "email_verified": True}]
)
def test_entra_links_no_address_whose_domain_it_does_not_vouch_for(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, person: Claims
) -> None:
    entra(monkeypatch, provider)
    provider.person |= person | {"preferred_username": EMAIL[Role.IB_ER]}
    assert is_refused(come_in())
    assert links() == []


@pytest.mark.parametrize(
    ("shown", "taken"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "level-2"}, True),
        ({"acrs": ["c1", "level-2"]}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfamfa"}, False),
        ({"amr": [["mfa"]]}, False),
        ({"acr": 1}, False),
        ({}, False),
    ],
)
def test_a_school_can_demand_that_the_provider_shows_a_second_factor(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, shown: Claims, taken: bool
) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_TWEEDE_FACTOR", "mfa level-2")
    provider.person |= shown
    assert (come_in().status_code == 200) is taken
    assert len(links()) == int(taken)


# A provider in trouble

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


@pytest.mark.parametrize("answer", RUBBISH)
@pytest.mark.parametrize("place", ["metadata", "keys", "token"])
def test_a_provider_that_answers_rubbish_is_out_of_order_and_nobody_gets_in(
    provider: Provider, place: str, answer: Callable[[], Response]
) -> None:
    provider.away, provider.answer = place, answer
    client = browser()
    left = client.get("/inloggen/sso")
    if place != "metadata":
        left = client.get(sent_back(left.headers["location"]))
    assert is_refused(left, single_sign_on.AWAY, 503)
    assert client.post("/inloggen", data={"email": EMAIL[Role.IB_ER], "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("keys", [None, "x", [{"kty": "RSA"}], [7]])
def test_keys_that_are_none_let_nobody_in(provider: Provider, keys: object) -> None:
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


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elders.example"},
        {"issuer": None},
        {"authorization_endpoint": "http://elders.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
def test_a_provider_that_names_another_issuer_or_an_unsafe_address_is_not_followed(
    provider: Provider, metadata: Claims
) -> None:
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


# Off, only, and what is written down


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


# How long ago it was asked who it is


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
