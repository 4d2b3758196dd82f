"""Mail as this installation has it: environment variables. None of them set: it is off."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from db.faults import Said

PREFIX = "MELDCODE_SMTP_"
_NEEDED = ("HOST", "BEVEILIGING", "AFZENDER", "ADRES")
_SECRET, _SECRET_FILE = "WACHTWOORD", "WACHTWOORD_FILE"
_KNOWN = {*_NEEDED, "POORT", "GEBRUIKER", _SECRET, _SECRET_FILE}


class Beveiliging(StrEnum):
    """How the connection is encrypted; there is no way without. The certificate is checked either way."""

    STARTTLS = "starttls"
    TLS = "tls"


_PORT = {Beveiliging.STARTTLS: 587, Beveiliging.TLS: 465}


class MailSettingsError(Said):
    """Mail is set up by half, or unsafely. The text is Dutch, for whoever administers the machine."""


@dataclass(frozen=True)
class MailSettings:
    """Where mail is handed in, and from whom. ``adres`` is where people sign in: it stands in every mail."""

    host: str
    port: int
    beveiliging: Beveiliging
    gebruiker: str
    wachtwoord: str = field(repr=False)
    afzender: str
    adres: str


def mail_settings(environment: Mapping[str, str] = os.environ) -> MailSettings | None:
    """The settings in force, or None when mail is off. Raises ``MailSettingsError`` when they will not do."""
    ours = {name.removeprefix(PREFIX): value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
    given = {name: value for name, value in ours.items() if value}
    if not given:
        return None
    wrong = _wrong(given)
    if wrong:
        raise MailSettingsError(" ".join(wrong))
    beveiliging = Beveiliging(given["BEVEILIGING"])
    return MailSettings(
        given["HOST"],
        int(given.get("POORT") or _PORT[beveiliging]),
        beveiliging,
        given.get("GEBRUIKER", ""),
        given.get(_SECRET) or _read(given.get(_SECRET_FILE, "")),
        given["AFZENDER"],
        given["ADRES"].rstrip("/"),
    )


def _wrong(given: Mapping[str, str]) -> list[str]:
    wrong = [f"{PREFIX}{name} is geen bekende instelling." for name in sorted(set(given) - _KNOWN)]
    wrong += [f"{PREFIX}{name} ontbreekt." for name in _NEEDED if name not in given]
    if given.get("BEVEILIGING", Beveiliging.TLS) not in set(Beveiliging):
        wrong.append(f"{PREFIX}BEVEILIGING moet starttls of tls zijn: zonder versleuteling gaat er geen mail weg.")
    port = given.get("POORT", "587")
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        wrong.append(f"{PREFIX}POORT is geen poort.")
    sender = given.get("AFZENDER", "")
    if sender and (parseaddr(sender)[1] != sender or "@" not in sender):
        wrong.append(f"{PREFIX}AFZENDER moet een e-mailadres zijn, zonder naam erbij.")
    secrets = [name for name in (_SECRET, _SECRET_FILE) if name in given]
    if bool(secrets) != ("GEBRUIKER" in given) or len(secrets) > 1:
        wrong.append(f"Geef bij {PREFIX}GEBRUIKER {PREFIX}{_SECRET} of {PREFIX}{_SECRET_FILE}: een van beide.")
    if secrets == [_SECRET_FILE] and not _read(given[_SECRET_FILE]):
        wrong.append(f"Het bestand van {PREFIX}{_SECRET_FILE} is niet te lezen of leeg.")
    return wrong + _wrong_address(given.get("ADRES", "https://school.example"))


def _wrong_address(address: str) -> list[str]:
    try:
        parts = urlsplit(address)
        good = bool(parts.hostname) and not (parts.query or parts.fragment or parts.path.strip("/") or "@" in address)
        local = parts.hostname in ("localhost", "127.0.0.1")
    except ValueError:
        good = local = False
        parts = urlsplit("")
    if good and (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return []
    return [f"{PREFIX}ADRES moet het adres van Meldroute zijn, met https:// en zonder iets erachter."]


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").strip() if file else ""
    except (OSError, ValueError):
        return ""
