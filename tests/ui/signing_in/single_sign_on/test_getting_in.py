"""Single sign-on that succeeds: a session of our own, an account linked once, and no more requested than needed."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt

from db.accounts import sessions
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, Linde
from tests.ui.provider import Provider, curve
from tests.ui.signing_in.single_sign_on.way_in import (
    COOKIE,
    HERE,
    SESSION,
    browser,
    come_in,
    links,
    sent_away,
    sent_back,
    signed_in,
)
from ui import clock


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
