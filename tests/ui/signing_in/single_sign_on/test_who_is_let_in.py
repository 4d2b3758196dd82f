"""Single sign-on lets in only added accounts: at first by their verified address, then by their subject."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from db.accounts import accounts, identities
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.over import over
from tests.ui.conftest import EMAIL, PASSWORD, Linde
from tests.ui.provider import TENANT, Claims, Provider
from tests.ui.signing_in.single_sign_on.way_in import browser, come_in, is_refused, links, sent_away, signed_in
from ui import clock


@over(
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
)
def test_who_was_not_added_or_has_no_verified_address_is_refused_alike(provider: Provider, person: Claims) -> None:
    provider.behaves()
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
    provider.person["email"] = "\u212aim@linde.example"  # the Kelvin sign, which casefold turns into k
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


STRANGERS: dict[Kind, list[Claims]] = {
    entra: [
        {"tid": "9188040d-6c67-4c5b-b112-36a304b66dad"},
        {"tid": None},
        {"iss": "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"},
        {"idp": "live.com"},
        {"idp": "https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/"},
        {"acct": 1},
    ],
    google: [{"hd": "elders.example"}, {"hd": None}, {"hd": ["linde.example"]}],
}


@pytest.mark.parametrize("kind", STRANGERS)
@pytest.mark.parametrize("linked", [True, False])
def test_another_tenant_or_domain_and_a_guest_are_refused_also_when_linked(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, kind: Kind, linked: bool
) -> None:
    kind(monkeypatch, provider)
    if linked:
        come_in(client := browser())
        client.post("/uitloggen")
    known, let_in = provider.person, []
    for person in STRANGERS[kind]:
        provider.person = known | person
        if not is_refused(come_in()):
            let_in.append(person)
    assert let_in == [] and len(links()) == int(linked)


@over("person", [{"xms_edov": False}, {"xms_edov": None}, {"xms_edov": None, "email_verified": True}])
def test_entra_links_no_address_whose_domain_it_does_not_vouch_for(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, person: Claims
) -> None:
    entra(monkeypatch, provider)
    provider.person |= person | {"preferred_username": EMAIL[Role.IB_ER]}
    assert is_refused(come_in())
    assert links() == []


@pytest.mark.parametrize("shown", [{"amr": ["pwd", "mfa"]}, {"acr": "level-2"}, {"acrs": ["c1", "level-2"]}], ids=str)
def test_a_school_can_demand_that_the_provider_shows_a_second_factor(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, shown: Claims
) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_TWEEDE_FACTOR", "mfa level-2")
    provider.person |= shown
    assert come_in().status_code == 200
    assert len(links()) == 1


@over("shown", [{"amr": ["pwd"]}, {"amr": "mfamfa"}, {"amr": [["mfa"]]}, {"acr": 1}, {}])
def test_of_who_shows_no_second_factor_the_school_takes_nothing_when_it_demands_one(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, shown: Claims
) -> None:
    monkeypatch.setenv("MELDCODE_OIDC_TWEEDE_FACTOR", "mfa level-2")
    provider.behaves()
    provider.person |= shown
    assert is_refused(come_in())
    assert links() == []
