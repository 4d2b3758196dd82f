"""Single sign-on accepts only the return of an attempt that this browser began, once, and not long ago."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.over import over
from tests.ui.provider import Provider
from tests.ui.signing_in.single_sign_on.way_in import (
    COOKIE,
    SESSION,
    browser,
    is_refused,
    outside,
    sent_away,
    sent_back,
    signed_in,
)
from ui import clock
from ui.signing_in import provider as our_side
from ui.signing_in import single_sign_on


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


@over("cookie", ["", "x", "9.x", "-1.x", "99999999999999999999.x", "²."])
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


@over("more", ["error=access_denied", "code=", "code=" + "c" * 5000, "code=x&iss=http://elders"])
def test_whoever_gives_up_at_the_provider_may_begin_anew(provider: Provider, more: str) -> None:
    client = browser()
    state = parse_qs(urlsplit(sent_away(client)).query)["state"][0]
    answer = client.get(f"/inloggen/sso/terug?state={state}&{more}")
    assert is_refused(answer, single_sign_on.BEGIN_ANEW, 400)
    assert "access_denied" not in answer.text and "token" not in provider.asked


@over("site", ["cross-site", "same-site"])
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
