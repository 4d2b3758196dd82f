"""The single sign-on settings, from environment variables (docs/single-sign-on.md). When none is set, it is off."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

PREFIX = "MELDCODE_OIDC_"
_NEEDED = ("SOORT", "ISSUER", "CLIENT_ID", "ADRES")
_SECRET, _SECRET_FILE = "CLIENT_SECRET", "CLIENT_SECRET_FILE"
_KNOWN = {*_NEEDED, _SECRET, _SECRET_FILE, "NAAM", "DOMEIN", "TWEEDE_FACTOR", "VERPLICHT"}
_MICROSOFT, _GOOGLE = "login.microsoftonline.com", "accounts.google.com"
_OF_ONE_TENANT = re.compile(r"/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/v2\.0")

_DOMAIN = re.compile(r"(?!www\.)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class Soort(StrEnum):
    """The kinds of provider. They differ in which claim holds the verified address (see ``ui.signing_in.trust``)."""

    ENTRA = "entra"
    GOOGLE = "google"
    ANDERS = "anders"


_BUTTON = {Soort.ENTRA: "Microsoft", Soort.GOOGLE: "Google", Soort.ANDERS: "het account van school"}


class SettingsError(Exception):
    """The settings are incomplete or unsafe. ``objections`` are Dutch sentences for the administrator."""

    def __init__(self, objections: list[str]) -> None:
        super().__init__(*objections)
        self.objections = objections


@dataclass(frozen=True)
class SingleSignOn:
    """The settings of the one provider of this installation. ``adres`` is the address of Meldroute itself."""

    soort: Soort
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    adres: str
    naam: str
    domeinen: frozenset[str]
    tweede_factor: frozenset[str]
    verplicht: bool

    @property
    def tenant(self) -> str:
        """The one Entra tenant that is let in: its id is in the issuer."""
        found = _OF_ONE_TENANT.fullmatch(urlsplit(self.issuer).path)
        return found[1] if found else ""


def single_sign_on(environment: Mapping[str, str] = os.environ) -> SingleSignOn | None:
    """The settings in force, or None when it is off.

    Raises ``SettingsError`` when they are incomplete or unsafe. Meldroute then does not start (``ui.startup``), so
    request handlers never meet it.
    """
    ours = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
    return _read(tuple(sorted((name, value) for name, value in ours.items() if value)))


def passwords_are_off() -> bool:
    """Whether people can sign in through the provider only."""
    sso = single_sign_on()
    return sso is not None and sso.verplicht


def is_loopback(host: str | None) -> bool:
    """Whether this host is the machine itself: the only place where https may be missing."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def is_safe(url: object) -> bool:
    """Whether this address uses https, or is on the machine itself: nobody can read on the way what is sent to it."""
    parts = urlsplit(url) if isinstance(url, str) else None
    return parts is not None and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)))


@lru_cache(maxsize=8)
def _read(variables: tuple[tuple[str, str], ...]) -> SingleSignOn | None:
    given = {name.removeprefix(PREFIX): value for name, value in variables}
    if not given:
        return None
    wrong = _missing(given)
    secret = _secret(given, wrong)
    if not wrong:
        wrong = _unsafe(given)
    if wrong:
        raise SettingsError(wrong)
    soort = Soort(given["SOORT"])
    return SingleSignOn(
        soort,
        given["ISSUER"],
        given["CLIENT_ID"],
        secret,
        given["ADRES"].rstrip("/"),
        given.get("NAAM") or _BUTTON[soort],
        frozenset(_domains(given)),
        frozenset(given.get("TWEEDE_FACTOR", "").split()),
        given.get("VERPLICHT") == "ja",
    )


def _missing(given: dict[str, str]) -> list[str]:
    wrong = [f"{PREFIX}{name} is geen bekende instelling." for name in sorted(set(given) - _KNOWN)]
    wrong += [f"{PREFIX}{name} ontbreekt." for name in _NEEDED if name not in given]
    if given.get("SOORT", Soort.ANDERS) not in set(Soort):
        wrong.append(f"{PREFIX}SOORT moet entra, google of anders zijn.")
    if given.get("VERPLICHT", "nee") not in ("ja", "nee"):
        wrong.append(f"{PREFIX}VERPLICHT moet ja of nee zijn.")
    return wrong


def _secret(given: dict[str, str], wrong: list[str]) -> str:
    if (_SECRET in given) == (_SECRET_FILE in given):
        wrong.append(f"Geef {PREFIX}{_SECRET} of {PREFIX}{_SECRET_FILE}: een van beide.")
        return ""
    if _SECRET in given:
        return given[_SECRET]
    try:
        secret = Path(given[_SECRET_FILE]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        secret = ""
    if not secret:
        wrong.append(f"Het bestand van {PREFIX}{_SECRET_FILE} is niet te lezen of leeg.")
    return secret


def _unsafe(given: dict[str, str]) -> list[str]:
    wrong = []
    parts = {}
    for name in ("ISSUER", "ADRES"):
        try:
            parts[name] = urlsplit(given[name])
            bare = bool(parts[name].hostname) and not (parts[name].query or parts[name].fragment or "@" in given[name])
        except ValueError:
            bare = False
        if not bare or not is_safe(given[name]):
            wrong.append(f"{PREFIX}{name} moet een adres met https:// zijn, zonder iets erachter.")
    if wrong:
        return wrong
    if parts["ADRES"].path.strip("/"):
        wrong.append(f"{PREFIX}ADRES is het adres van Meldroute zonder pad, zoals https://meldroute.school.nl.")
    return wrong + _not_of_this_kind(Soort(given["SOORT"]), parts["ISSUER"], _domains(given))


def _domains(given: Mapping[str, str]) -> list[str]:
    """The domains, separated by commas or spaces; in lower case, as Google compares them."""
    return [each for each in re.split(r"[\s,;]+", given.get("DOMEIN", "").lower()) if each]


def _no_domain(given: str) -> str:
    """A Dutch sentence why this is not a domain, with what it probably should be."""
    bare = re.sub(r"^(https?://)?(www\.)?([^@/]*@)?", "", given).partition("/")[0].strip(".")
    meant = f" Bedoelt u {bare}?" if bare != given and _DOMAIN.fullmatch(bare) else ""
    return (
        f"{PREFIX}DOMEIN: {given!r} is geen domein. Geef alleen wat bij een e-mailadres achter de @ staat, zoals "
        f"school.nl; meer dan een met een komma ertussen.{meant}"
    )


def _not_of_this_kind(soort: Soort, issuer: SplitResult, domeinen: list[str]) -> list[str]:
    """Objections to settings that would let in more people than those of the school."""
    if soort is Soort.ENTRA and not _OF_ONE_TENANT.fullmatch(issuer.path):
        return [
            f"{PREFIX}ISSUER moet van de tenant van de school zelf zijn: https://{_MICROSOFT}/(id van de tenant)/v2.0, "
            "in kleine letters. Gebruik nooit common, organizations of consumers."
        ]
    if soort is Soort.GOOGLE and issuer.geturl() != f"https://{_GOOGLE}" and not is_loopback(issuer.hostname):
        return [f"{PREFIX}ISSUER moet voor Google https://{_GOOGLE} zijn."]
    if soort is Soort.GOOGLE and not domeinen:
        return [f"{PREFIX}DOMEIN ontbreekt: het domein van de school in Google Workspace."]
    if soort is Soort.GOOGLE:
        return [_no_domain(each) for each in domeinen if not _DOMAIN.fullmatch(each)]
    if domeinen:
        return [f"{PREFIX}DOMEIN hoort alleen bij Google."]
    if soort is not Soort.ENTRA and issuer.hostname == _MICROSOFT:
        return [f"{PREFIX}SOORT moet entra zijn bij een account van Microsoft."]
    if soort is Soort.ANDERS and issuer.hostname == _GOOGLE:
        return [f"{PREFIX}SOORT moet google zijn bij een account van Google."]
    return []
