"""What the certificate of a destroyed dossier says (verklaring van vernietiging), without a word about a child.

The Archiefbesluit 1995, article 8, asks which documents were destroyed, on which ground and in which manner. The rows
are worded when the dossier is destroyed and stored so: a later release says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import Gevraagd, ingetrokken
from meldcode.rollen import Role
from meldcode.vastleggingen import Afsluiting, Opening, UitkomstStap2
from meldcode.vastleggingen.einde.vernietigen import WACHTEN, Buiten, Grond
from meldcode.vragen.datum import MAANDEN, at_school, in_words

Rijen = tuple[tuple[str, str], ...]
GEEN_BACK_UP = "Geen: sleutels staan niet in back-ups. Een kopie van de sleutels van eerder hoort weg te zijn."
NIETS_IN_DE_WEG = "Nagegaan bij het bevestigen: niets hield de vernietiging tegen."
_SOORTEN = {
    "vastlegging": ("vastlegging", "vastleggingen"),
    "correctie": ("correctie", "correcties"),
    "foto": ("foto", "foto’s"),
    "pdf": ("PDF", "PDF’s"),
    "concept": ("concept", "concepten"),
    "agendapunt": ("agendapunt", "agendapunten"),
    "papier": ("papier gemaakt", "papieren gemaakt"),
}


@dataclass(frozen=True)
class Inhoud:
    """What was there, counted in the transaction that destroys it: how many per kind, and the first and last day."""

    aantallen: Mapping[str, int]
    eerste: date | None
    laatste: date | None


@dataclass(frozen=True)
class Hoe:
    """How it went: the moments of asking and confirming (naive UTC), as which role, in which manner and version.

    ``lijst``: how many dossiers were on the list that was confirmed; 0: this one was confirmed by itself.
    """

    gevraagd_op: datetime | None
    bevestigd_op: datetime
    bevestigd_als: str
    manier: str
    versie: str
    lijst: int = 0


@dataclass(frozen=True)
class Verklaring:
    """A certificate: the code name, when (naive UTC), its rows, and the lines of the journal before and at it."""

    codenaam: str
    op: datetime
    rijen: Rijen
    voor: str
    na: str


def rijen(asked: Gevraagd, dossier: Dossier, inhoud: Inhoud, hoe: Hoe, bij: str = "") -> Rijen:
    """The rows about a dossier that is being destroyed: each what it is about, and what is to be said of it.

    ``bij``: the code name of the dossier that it was added to, with which it goes.
    """
    return tuple(_rijen(asked, dossier, inhoud, hoe, bij))


def _rijen(asked: Gevraagd, dossier: Dossier, inhoud: Inhoud, hoe: Hoe, bij: str) -> Iterator[tuple[str, str]]:
    yield "Grond", f"{asked.grond.label} ({WACHTEN[asked.grond].regel})"
    if bij:
        yield "Hoorde bij", f"Dossier {bij}, en is daarmee vernietigd"
    else:
        yield "Wat de termijn begon", _began(asked, dossier)
    yield "Periode van de inhoud", _period(inhoud.eerste, inhoud.laatste)
    yield "Wat er was", counted(inhoud.aantallen)
    yield "Manier", hoe.manier
    yield "Laatste back-up met de sleutel", GEEN_BACK_UP
    yield "Buiten dit bestand", _outside(asked.buiten, inhoud.aantallen.get("papier", 0))
    yield "Bewaarstop", NIETS_IN_DE_WEG
    yield "Aangevraagd", _by(asked.als, hoe.gevraagd_op)
    if times := ingetrokken(dossier):
        yield "Eerder ingetrokken", "1 keer" if times == 1 else f"{times} keer"
    yield "Bevestigd", _by(hoe.bevestigd_als, hoe.bevestigd_op)
    if hoe.lijst:
        yield "Manier van bevestigen", f"Op een lijst van {hoe.lijst}, die is gelezen; niet met de codenaam"
    yield "Programma", f"Meldroute {hoe.versie}"


def _began(asked: Gevraagd, dossier: Dossier) -> str:
    if asked.grond is Grond.GEEN_INDICATIE:
        outcome = dossier.last(UitkomstStap2)
        return f"Uitkomst van stap 2, {in_words(outcome.on if outcome else asked.op)}"
    if asked.grond is Grond.VERGISSING:
        opened = dossier.last(Opening)
        return f"Geopend, {in_words(opened.on if opened else asked.op)}"
    closed = dossier.last(Afsluiting)
    return f"Afgesloten, {in_words(closed.on if closed else asked.op)}"


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "Er stond niets in"
    months = [f"{MAANDEN[day.month - 1]} {day.year}" for day in (first, last)]
    return months[0] if months[0] == months[1] else " – ".join(months)


def counted(aantallen: Mapping[str, int]) -> str:
    """How many of each kind there were, in words: ``9 vastleggingen, 1 foto``."""
    found = [f"{number} {_SOORTEN[each][number != 1]}" for each in _SOORTEN if (number := aantallen.get(each, 0))]
    return ", ".join(found) or "Niets"


def _outside(looked: Sequence[Buiten], papers: int) -> str:
    gone = "; ".join(each.label for each in looked)
    rest = "; ".join(each.label for each in Buiten if each not in looked)
    found = [f"Nagekeken en weg: {gone}." if gone else "", f"Niet nagekeken: {rest}." if rest else ""]
    if papers:
        found.append("Wat op papier is meegenomen, valt hier niet onder.")
    return " ".join(filter(None, found))


def _by(als: str, at: datetime | None) -> str:
    role = next((each.label for each in Role if each == als), "Functie niet vastgelegd")
    return f"{role}, {_moment(at)}" if at else role


def _moment(at: datetime) -> str:
    there = at_school(at)
    return f"{in_words(there.date())} om {there:%H:%M}"


def opnieuw(grond: Grond, inhoud: Inhoud, hoe: Hoe) -> Rijen:
    """The rows about a dossier that a restored back-up brought back without its key, and that is destroyed again.

    ``grond``: of the first time.
    """
    return (
        ("Grond", f"{grond.label} ({WACHTEN[grond].regel})"),
        ("Opnieuw", "Was al vernietigd. Een teruggezette back-up had dit dossier nog, zonder de sleutel."),
        ("Periode van de inhoud", _period(inhoud.eerste, inhoud.laatste)),
        ("Wat er was", counted(inhoud.aantallen)),
        ("Manier", hoe.manier),
        ("Laatste back-up met de sleutel", GEEN_BACK_UP),
        ("Bevestigd", f"Bij het terugzetten, {_moment(hoe.bevestigd_op)}"),
        ("Programma", f"Meldroute {hoe.versie}"),
    )


def van_eerder(grond: str, vastleggingen: int, op: datetime) -> Rijen:
    """The rows about a dossier that was destroyed by a release that kept no more than this."""
    label = next((each.label for each in Grond if each == grond), grond)
    return (
        ("Grond", label),
        ("Wat er was", counted({"vastlegging": vastleggingen})),
        ("Bevestigd", _moment(op)),
        ("Verder", "Vernietigd met een eerdere versie van Meldroute, die verder niets vastlegde."),
    )
