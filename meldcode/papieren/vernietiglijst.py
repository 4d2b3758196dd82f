"""Destroying many dossiers of which the term is over: what stands on the list that somebody reads, asks and confirms.

Each dossier keeps its own request, days to withdraw and certificate. What takes the place of typing one code name is
reading a list: to tick that it was read, and to type how many there are on it (R21).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from meldcode.bewaren.bewaring import bewaring
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import gevraagd, refusal
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.papieren.verklaring import Inhoud, counted
from meldcode.rollen import User
from meldcode.termijnen.bewaarbeleid import beleid
from meldcode.vastleggingen import VernietigingBevestigd, VernietigingGevraagd
from meldcode.vastleggingen.einde.vernietigen import Buiten, Grond
from meldcode.vragen.datum import in_words
from meldcode.vragen.tekst import telwoord

GEZIEN, AANTAL = "gezien", "aantal"
"""What is asked below a list: to tick that it was read, and how many dossiers are on it."""
NIET_GEZIEN = "Lees de lijst, en kruis dit dan aan."
APART = "Dit dossier is om een andere reden gevraagd. Bevestig het apart, met de codenaam."


@dataclass(frozen=True)
class Regel:
    """A dossier on the list. ``waarom_niet``: why it cannot go with the others, as Dutch sentences; empty: it can."""

    dossier_id: str
    codenaam: str
    waarom: str
    weg: str
    waarom_niet: str = ""

    @property
    def mee(self) -> bool:
        """Whether it is one of those that are asked or confirmed together."""
        return not self.waarom_niet


@dataclass(frozen=True)
class Lijst:
    """A list that was confirmed: how many dossiers, and the digest (hex) of what was read of each."""

    aantal: int
    digest: str


def regel(dossier: Dossier, inhoud: Inhoud, by: User, on: date) -> Regel:
    """What this person reads of a whole dossier on the list, to ask for it or to confirm it."""
    found = bewaring(dossier.standing, beleid(), on, dossier.verband)
    asked = gevraagd(dossier)
    if asked is None:
        raw = {"grond": Grond.BEWAARTERMIJN.value, "waarom": _waarom(dossier, on)}
        against = " ".join(vastleggen.objections(dossier, VernietigingGevraagd, raw, by=by, on=on).values())
        against = vastleggen.refusal(dossier, VernietigingGevraagd, by, on) or against
    else:
        against = refusal(dossier, by, on) if asked.grond is Grond.BEWAARTERMIJN else APART
    return Regel(dossier.id, dossier.codenaam, f"{found.waarom} {found.zin}", weg(inhoud), against)


def weg(inhoud: Inhoud) -> str:
    """What goes with a dossier: how much of each kind, and from when until when, as a Dutch sentence."""
    days = [in_words(each) for each in (inhoud.eerste, inhoud.laatste) if each]
    period = f", van {' tot en met '.join(dict.fromkeys(days))}" if days else ""
    return f"{counted(inhoud.aantallen)}{period}."


def lijst(regels: Sequence[Regel]) -> Lijst:
    """The list of those that go together, to be named in the journal with what was read of each."""
    lines = "\n".join(f"{each.codenaam}|{each.waarom}|{each.weg}" for each in regels if each.mee)
    return Lijst(sum(each.mee for each in regels), hashlib.sha256(lines.encode()).hexdigest())


def bezwaren(gezien: bool, getypt: str, aantal: int) -> dict[str, str]:
    """Objections to what was ticked and typed below a list of so many dossiers, as Dutch sentences by field."""
    found = {} if gezien else {GEZIEN: NIET_GEZIEN}
    if getypt.strip() != str(aantal):
        there = "gaat één dossier" if aantal == 1 else f"gaan {telwoord(aantal)} dossiers"
        found[AANTAL] = f"Uit deze lijst {there} mee. Kijk de lijst na, en typ het aantal in cijfers."
    return found


def vraag(dossier: Dossier, buiten: Iterable[Buiten], on: date) -> VernietigingGevraagd:
    """The request for one dossier of a list, with its own term for a reason. Raises ``Geweigerd`` if there is one."""
    if gevraagd(dossier):
        raise Geweigerd("De vernietiging is al gevraagd.")
    said = _waarom(dossier, on)
    return VernietigingGevraagd(grond=Grond.BEWAARTERMIJN, waarom=said, buiten=frozenset(buiten) or None)


def bevestiging(dossier: Dossier) -> VernietigingBevestigd:
    """The confirmation for one dossier of a list. Raises ``Geweigerd`` when it was asked on another ground."""
    asked = gevraagd(dossier)
    if asked and asked.grond is not Grond.BEWAARTERMIJN:
        raise Geweigerd(APART)
    return VernietigingBevestigd(codenaam=dossier.codenaam)


def _waarom(dossier: Dossier, on: date) -> str:
    return f"Gevraagd in een lijst. {bewaring(dossier.standing, beleid(), on, dossier.verband).zin}"
