"""Settings of single sign-on: incomplete ones, or ones that would admit people outside the school, do not start."""

from pathlib import Path

import pytest

from tests.over import over
from ui import startup
from ui.signing_in.sso_settings import PREFIX, SettingsError, Soort, single_sign_on
from ui.signing_in.trust import is_of_the_school

TENANT = "3f0c6f0e-1111-4222-8333-444455556666"
WHOLE = {
    "SOORT": "entra",
    "ISSUER": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "CLIENT_ID": "meldroute",
    "CLIENT_SECRET": "not-told-to-anyone",
    "ADRES": "https://meldroute.linde.example",
}
GOOGLE = {"SOORT": "google", "ISSUER": "https://accounts.google.com", "DOMEIN": "linde.example"}
OTHER = {"SOORT": "anders", "ISSUER": "https://inlog.linde.example/realms/school"}


def named(values: dict[str, str]) -> dict[str, str]:
    return {f"{PREFIX}{name}": value for name, value in values.items()}


def objections(values: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as wrong:
        single_sign_on(named(values))
    assert all(each.endswith((".", "?")) for each in wrong.value.objections)
    return wrong.value.objections


@pytest.mark.parametrize("values", [{}, {"ISSUER": ""}, {"ISSUER": " ", "VERPLICHT": ""}])
def test_nothing_set_is_off(values: dict[str, str]) -> None:
    assert single_sign_on(named(values)) is None


@pytest.mark.parametrize(
    ("more", "button"),
    [
        ({}, "Microsoft"),
        (GOOGLE, "Google"),
        (OTHER, "het account van school"),
        ({"NAAM": "SchoolID"}, "SchoolID"),
        (OTHER | {"ISSUER": "http://localhost:8080/realms/school", "ADRES": "http://127.0.0.1:8501/"}, "het account"),
        (OTHER | {"ISSUER": "http://[::1]:8080"}, "het account"),
    ],
)
def test_a_whole_setting_is_taken_and_never_shows_its_secret(more: dict[str, str], button: str) -> None:
    sso = single_sign_on(named(WHOLE | more))
    assert sso and sso.naam.startswith(button) and not sso.adres.endswith("/")
    assert sso.client_secret == WHOLE["CLIENT_SECRET"] and WHOLE["CLIENT_SECRET"] not in repr(sso)
    assert sso.verplicht is False and sso.tweede_factor == frozenset()


def test_the_tenant_is_the_one_in_the_issuer() -> None:
    sso = single_sign_on(named(WHOLE | {"TWEEDE_FACTOR": "mfa c1", "VERPLICHT": "ja"}))
    assert sso and sso.soort is Soort.ENTRA and sso.tenant == TENANT
    assert sso.verplicht and sso.tweede_factor == {"mfa", "c1"}


@pytest.mark.parametrize(
    ("given", "domains"),
    [
        ("linde.example", {"linde.example"}),
        ("Linde.Example, beuk.example", {"linde.example", "beuk.example"}),
        (
            "linde.example beuk.example;op-de-berg.school.example",
            {"linde.example", "beuk.example", "op-de-berg.school.example"},
        ),
        ("xn--schl-5qa.example,", {"xn--schl-5qa.example"}),
    ],
)
def test_one_domain_or_several_are_taken(given: str, domains: set[str]) -> None:
    sso = single_sign_on(named(WHOLE | GOOGLE | {"DOMEIN": given}))
    assert sso and sso.domeinen == domains
    for each in domains:
        assert is_of_the_school({"hd": each}, sso)
    for other in ("elders.example", "", None, [*domains], ", ".join(domains) + ","):
        assert not is_of_the_school({"hd": other}, sso)


@over(
    ("given", "meant"),
    [
        ("@linde.example", "linde.example"),
        ("https://linde.example", "linde.example"),
        ("https://www.linde.example/start", "linde.example"),
        ("www.linde.example", "linde.example"),
        ("noor@linde.example", "linde.example"),
        ("linde.example.", "linde.example"),
        ("beuk.example,@linde.example", "linde.example"),
        ("linde", ""),
        ("*.linde.example", ""),
        ("linde_school.example", ""),
        ("10.0.0.5", ""),
    ],
)
def test_what_is_no_domain_is_said_at_the_start_with_what_was_meant(given: str, meant: str) -> None:
    (found,) = objections(WHOLE | GOOGLE | {"DOMEIN": given})
    assert "is geen domein" in found and f"{PREFIX}DOMEIN" in found
    assert found.endswith(f" Bedoelt u {meant}?") if meant else "Bedoelt" not in found


@pytest.mark.parametrize("name", ["SOORT", "ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ADRES"])
def test_what_is_missing_is_named(name: str) -> None:
    found = objections({each: value for each, value in WHOLE.items() if each != name})
    assert len(found) == 1 and name in found[0]


@over(
    "wrong",
    [
        {"SOORT": "microsoft"},
        {"VERPLICHT": "yes"},
        {"CLIENTID": "x"},
        {"CLIENT_SECRET_FILE": "/nowhere"},
        {"ISSUER": "http://login.microsoftonline.com/" + TENANT + "/v2.0"},
        {"ISSUER": "login.microsoftonline.com"},
        {"ISSUER": "https://"},
        {"ISSUER": "https://[/"},
        {"ISSUER": "https://login.microsoftonline.com/common/v2.0"},
        {"ISSUER": "https://login.microsoftonline.com/organizations/v2.0"},
        {"ISSUER": "https://login.microsoftonline.com/consumers/v2.0"},
        {"ISSUER": "https://login.microsoftonline.com/linde.example/v2.0"},
        {"ISSUER": f"https://login.microsoftonline.com/{TENANT}"},
        {"ISSUER": f"https://login.microsoftonline.com/{TENANT}/v2.0?x=1"},
        {"ISSUER": f"https://user:pass@login.microsoftonline.com/{TENANT}/v2.0"},
        {"ADRES": "http://meldroute.linde.example"},
        {"ADRES": "https://meldroute.linde.example/app"},
        {"ADRES": "http://127.0.0.1.elders.example"},
        {"SOORT": "anders"},
        {"DOMEIN": "linde.example"},
        GOOGLE | {"DOMEIN": ""},
        GOOGLE | {"ISSUER": "https://accounts.google.com.elders.example"},
        OTHER | {"ISSUER": "https://accounts.google.com"},
    ],
)
def test_what_is_unsafe_or_lets_in_others_is_refused_in_one_sentence(wrong: dict[str, str]) -> None:
    found = objections(WHOLE | wrong)
    assert len(found) == 1 and PREFIX in found[0] and WHOLE["CLIENT_SECRET"] not in found[0]


def test_the_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-the-file\n")
    values = {name: value for name, value in WHOLE.items() if name != "CLIENT_SECRET"}
    sso = single_sign_on(named(values | {"CLIENT_SECRET_FILE": str(file)}))
    assert sso and sso.client_secret == "from-the-file"


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_readable_secret_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    values = {name: value for name, value in WHOLE.items() if name != "CLIENT_SECRET"}
    assert "niet te lezen of leeg" in objections(values | {"CLIENT_SECRET_FILE": str(file)})[0]


def test_the_program_ends_in_words_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    startup.refuse_half_single_sign_on()
    monkeypatch.setenv(f"{PREFIX}ISSUER", WHOLE["ISSUER"])
    with pytest.raises(SystemExit, match=r"(?s)start niet.*CLIENT_ID ontbreekt.*docs/single-sign-on\.md"):
        startup.refuse_half_single_sign_on()
