"""The mail settings: from environment variables (docs/mail.md), or as a school filled them in (``db.werk.mail_of``)."""

import ipaddress
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from db.store.faults import Said

PREFIX = "MELDCODE_SMTP_"
_NEEDED = ("HOST", "BEVEILIGING", "AFZENDER", "ADRES")
_SECRET, _SECRET_FILE = "WACHTWOORD", "WACHTWOORD_FILE"
_KNOWN = {*_NEEDED, "POORT", "GEBRUIKER", _SECRET, _SECRET_FILE}

FILLED_IN = (*_NEEDED, "POORT", "GEBRUIKER", _SECRET)
"""The settings that a school may fill in on the screen."""
_BOTH = "Geef de gebruikersnaam en het wachtwoord allebei, of geen van beide."
_TOGETHER = f"Geef bij {PREFIX}GEBRUIKER {PREFIX}{_SECRET} of {PREFIX}{_SECRET_FILE}: een van beide."
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")


class Beveiliging(StrEnum):
    """How the connection is encrypted; there is no unencrypted way. The certificate is checked either way."""

    STARTTLS = "starttls"
    TLS = "tls"


_PORT = {Beveiliging.STARTTLS: 587, Beveiliging.TLS: 465}


class MailSettingsError(Said):
    """The mail settings are incomplete or unsafe. The text is Dutch, for whoever administers the machine."""


@dataclass(frozen=True)
class MailSettings:
    """The mail server and the sender. ``adres`` is where people sign in; every mail contains it."""

    host: str
    port: int
    beveiliging: Beveiliging
    gebruiker: str
    wachtwoord: str = field(repr=False)
    afzender: str
    adres: str

    @property
    def own_name(self) -> str:
        """The name this machine gives in EHLO. Many servers refuse a name without a dot, or a bare IP address."""
        names = (urlsplit(self.adres).hostname or "", self.afzender.rpartition("@")[2])
        return next((name for name in names if _is_full_name(name)), names[0])


def mail_is_wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment has any mail setting, even if incomplete: mail is then queued, and sent once it is."""
    return bool(_given(environment))


def mail_settings(environment: Mapping[str, str] = os.environ) -> MailSettings | None:
    """The settings in the environment, or None without any. Raises ``MailSettingsError`` when they are wrong."""
    given = _given(environment)
    if not given:
        return None
    wrong = [f"{PREFIX}{name} is geen bekende instelling." for name in sorted(set(given) - _KNOWN)]
    wrong += [said.format(f"{PREFIX}{name}") for name, said in _wrong(given)]
    if wrong:
        raise MailSettingsError(" ".join(wrong))
    return _made(given)


def of_values(given: Mapping[str, str]) -> MailSettings:
    """The settings that a school filled in, by the same names. Raises ``MailSettingsError`` when they are wrong."""
    wrong = objections(given)
    if wrong:
        raise MailSettingsError(" ".join(dict.fromkeys(wrong.values())))
    return _made(_filled(given))


def objections(given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the settings that a school filled in: by name a Dutch sentence that calls the answer *dit*."""
    wrong = {name: said.format("Dit") for name, said in reversed(_wrong(_filled(given)))}
    return {name: _BOTH if said == _TOGETHER else said for name, said in wrong.items()}


def _filled(given: Mapping[str, str]) -> dict[str, str]:
    """Without what a school cannot fill in, such as a file of the server to be read."""
    return {name: each.strip() for name, each in given.items() if each.strip() and name in FILLED_IN}


def _made(given: Mapping[str, str]) -> MailSettings:
    beveiliging = Beveiliging(given["BEVEILIGING"])
    return MailSettings(
        given["HOST"],
        int(given.get("POORT") or _PORT[beveiliging]),
        beveiliging,
        given.get("GEBRUIKER", ""),
        given.get(_SECRET) or _read(given[_SECRET_FILE]) if "GEBRUIKER" in given else "",
        given["AFZENDER"],
        given["ADRES"].rstrip("/"),
    )


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    named = [name for name in environment if name.startswith(PREFIX)]
    ours = {name.removeprefix(PREFIX): environment[name].strip() for name in named}
    return {name: value for name, value in ours.items() if value}


def _wrong(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is wrong, by name of the setting: a sentence with ``{}`` in place of what the setting is called there."""
    wrong = [(name, "{} ontbreekt.") for name in _NEEDED if name not in given]
    if given.get("BEVEILIGING", Beveiliging.TLS) not in set(Beveiliging):
        wrong.append(("BEVEILIGING", "{} moet starttls of tls zijn: zonder versleuteling gaat er geen mail weg."))
    port = given.get("POORT", "587")
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        wrong.append(("POORT", "{} is geen poort."))
    sender = given.get("AFZENDER", "")
    if sender and (parseaddr(sender)[1] != sender or "@" not in sender):
        wrong.append(("AFZENDER", "{} moet een e-mailadres zijn, zonder naam erbij."))
    secrets = [name for name in (_SECRET, _SECRET_FILE) if name in given]
    if bool(secrets) != ("GEBRUIKER" in given) or len(secrets) > 1:
        wrong.append((_SECRET, _TOGETHER))
    if secrets == [_SECRET_FILE]:
        wrong += [(_SECRET_FILE, said) for said in _wrong_file(given[_SECRET_FILE])]
    for name in sorted({"GEBRUIKER", _SECRET} & set(given)):
        if not _is_text(given[name]):
            wrong.append((name, "{} bevat tekens die geen leesbare tekst zijn (UTF-8)."))
    if not _is_host(given.get("HOST", "localhost")):
        wrong.append(("HOST", "{} moet alleen de naam van de mailserver zijn, zonder https:// en zonder poort."))
    if not _is_address(given.get("ADRES", "https://school.example")):
        wrong.append(("ADRES", "{} moet het adres van Meldroute zijn, met https:// en zonder iets erachter."))
    return wrong


def _wrong_file(file: str) -> list[str]:
    """What is wrong with the password file; never a character of its content."""
    try:
        found = _read(file)
    except OSError:
        return ["Het bestand van {} is niet te lezen: het is er niet, of Meldroute mag het niet openen."]
    except ValueError:
        return [
            "Het bestand van {} is niet als UTF-8 opgeslagen. Sla het zo op, dan komen letters als é en € goed over."
        ]
    if not found:
        return ["Het bestand van {} is leeg."]
    if _is_text(found):
        return []
    return ["Het bestand van {} bevat meer dan één regel, of tekens die geen leesbare tekst zijn."]


def _is_text(value: str) -> bool:
    """Whether it is valid text. Bytes that are not UTF-8 appear in the environment as lone surrogates."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value)


def _is_host(name: str) -> bool:
    labels = name.removesuffix(".").split(".")
    return (
        _is_number(name) or len(name) <= 253 and all(len(label) <= 63 and _LABEL.fullmatch(label) for label in labels)
    )


def _is_full_name(name: str) -> bool:
    return "." in name.strip(".") and _is_host(name) and not _is_number(name)


def _is_number(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _is_address(address: str) -> bool:
    """Whether this is where people find Meldroute: over https, or on the machine itself."""
    try:
        parts = urlsplit(address)
        bare = bool(parts.hostname) and not (parts.query or parts.fragment or parts.path.strip("/") or "@" in address)
        local = parts.hostname in ("localhost", "127.0.0.1")
    except ValueError:
        return False
    return bare and (parts.scheme == "https" or (parts.scheme == "http" and local))


def _read(file: str) -> str:
    """The content of the file, without the byte order mark that editors on Windows add."""
    return Path(file).read_text(encoding="utf-8-sig").strip()
