"""The bel-kaart: what to say to Veilig Thuis, in the order in which it is asked there, without saying who it is about.

By itself it takes no word that somebody typed: only choices, counts, bands of ages and about how long ago (ADR 67).
What was seen and heard stands on it as far as somebody looked at it and released it (``feiten``, ADR 69).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.namen.ongeveer import age_band, ago_about
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Consultatie,
    FormeelGesprek,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    Overleg,
    Signaal,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, five_answers
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_1 import BronSignaal, SoortSignaal
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze

ONBEKEND = "nog niet bekend"
_SHOWN = 5
_KORT = {
    "vermoeden": "Is er een vermoeden?",
    "onveilig": "Is het acuut of structureel onveilig?",
    "hulp": "Kan er effectieve hulp komen?",
    "aanvaard": "Wordt die hulp aanvaard?",
    "resultaat": "Levert de hulp genoeg op?",
}
"""The five questions of the afwegingskader in a few words each, to be read at a glance on the telephone."""
_HOE = {
    BronSignaal.ZELF: "zelf gezien of gehoord",
    BronSignaal.LEERLING: "het kind zei het",
    BronSignaal.VAN_ANDEREN: "van iemand anders gehoord",
    BronSignaal.DOCUMENT: "uit een brief of document",
    BronSignaal.HANDLE_WITH_CARE: "Handle with Care",
}
_GESPREKKEN: tuple[tuple[type[Vastlegging], str], ...] = (
    (Zorggesprek, "De zorg met hen gedeeld?"),
    (FormeelGesprek, "Formeel gesproken?"),
)
_GEDAAN: tuple[tuple[type[Vastlegging], str], ...] = (
    (Overleg, "Overlegd binnen de school"),
    (Consultatie, "Besproken met een collega"),
    (Leerlingbespreking, "Besproken in het team"),
    (AdviesVeiligThuis, "Eerder advies van Veilig Thuis"),
    (Inbreng, "Ingebracht bij een team van buiten"),
    (GesprekLeerling, "Met het kind gesproken"),
)


@dataclass(frozen=True)
class Belkaart:
    """What stands on the card. Each pair is what is asked and what is known of it; each row of ``gezien`` is when, what
    and how it is known."""

    leeftijd: str
    acuut: str
    gezien: tuple[tuple[str, str, str], ...]
    eerder: str
    gedaan: tuple[str, ...]
    ouders: tuple[tuple[str, str], ...]
    afwegingen: tuple[tuple[str, str], ...]


def belkaart(dossier: Dossier | None, on: date) -> Belkaart:
    """The card on this day; without a dossier one on which nothing is known yet."""
    if dossier is None:
        return Belkaart(ONBEKEND, "", (), "", (), _parents(None, on), vijf(None))
    seen = list(_seen(dossier.of(Signaal), on))
    danger = dossier.last(AcuutGevaar)
    return Belkaart(
        leeftijd=age_band(dossier.born, on) or ONBEKEND,
        acuut=f"Acuut gevaar vastgelegd: {ago_about(dag(danger), on)}." if danger else "",
        gezien=tuple(seen[:_SHOWN]),
        eerder=_earlier(len(seen) - _SHOWN, dossier.of(Signaal), on),
        gedaan=tuple(_done(dossier, on)),
        ouders=_parents(dossier, on),
        afwegingen=vijf(dossier.last(Weging)),
    )


def how_known(record: Vastgelegd) -> str:
    """How the school knows it, in a few words; empty where that was not asked."""
    bron = _chosen(record, "bron", BronSignaal)
    return _HOE[bron] if isinstance(bron, BronSignaal) else ""


def _chosen(record: Vastgelegd, naam: str, kind: type[Keuze]) -> Keuze | None:
    """What was chosen; None for anything that is no choice of today, so that nothing that was typed can stand here."""
    raw = record.waarde(naam)
    return next((each for each in kind if each.value == raw), None)


def _seen(signals: Records, on: date) -> Iterator[tuple[str, str, str]]:
    """The signals, the newest first, alike ones together."""
    rows = []
    for each in sorted(signals, key=dag, reverse=True):
        soort, how = _chosen(each, "soort", SoortSignaal), how_known(each) or ONBEKEND
        rows.append((ago_about(dag(each), on), soort.label if soort else "Bericht zonder inhoud", how))
    for (when, what, how), alike in groupby(rows):
        number = len(list(alike))
        yield when if number == 1 else f"{when}, {number} keer", what, how


def _earlier(number: int, signals: Records, on: date) -> str:
    if number < 1:
        return ""
    since = ago_about(min(map(dag, signals)), on)
    return f"En vaker: in het dossier staan {len(signals)} signalen. Het eerste is van {since}."


def _done(dossier: Dossier, on: date) -> Iterator[str]:
    for kind, what in _GEDAAN:
        took_place = [each for each in dossier.of(kind) if not each.says(kind.vond_plaats, JaNee.NEE)]
        if took_place:
            number = f", {len(took_place)} keer" if len(took_place) > 1 else ""
            yield f"{what}: {ago_about(dag(took_place[-1]), on)}{number}"


def _parents(dossier: Dossier | None, on: date) -> tuple[tuple[str, str], ...]:
    safe = dossier.last(VeiligInformeren) if dossier else None
    told = _chosen(safe, "veilig", JaNee) if safe else None
    talks = [(what, _talked(dossier, kind, on)) for kind, what in _GESPREKKEN]
    return (("Zijn zij nu veilig te informeren?", told.label.lower() if told else ONBEKEND), *talks)


def _talked(dossier: Dossier | None, kind: type[Vastlegging], on: date) -> str:
    last = dossier.last(kind) if dossier else None
    return f"ja, {ago_about(dag(last), on)}" if last else ONBEKEND if dossier is None else "nog niet"


def vijf(weging: Vastgelegd | None) -> tuple[tuple[str, str], ...]:
    """The five questions of the afwegingskader in a few words, each with its answer; without a weging none is known."""
    raw = {naam: weging.waarde(naam) for naam in AFWEGINGEN} if weging else {}
    answers = five_answers(raw)
    return tuple((f"{number}. {_KORT[naam]}", _short(answers[naam])) for number, naam in enumerate(AFWEGINGEN, 1))


def _short(answer: Keuze | None) -> str:
    return answer.label.partition(":")[0].lower() if answer else ONBEKEND
