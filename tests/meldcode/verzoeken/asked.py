"""Dossiers in which something was asked, as a line each: who is around the pupil, who asks what, what followed."""

from datetime import date
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.vastleggingen import (
    BeperkingOpgeheven,
    Betrokkene,
    EigenVerklaring,
    GehoordOverWissen,
    Gezag,
    Opening,
    Signaal,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.verzoeken.aanvraag import Aanvraag, aanvragen
from meldcode.vragen.datum import short
from tests.builders import empty, record
from tests.cast import MONDAY

NAMES = {"A": "Anna Bos", "B": "Bas Bos"}
# By the sign behind a letter: gezag with a paper, told without one, unknown, none, and not recorded.
GEZAG: dict[str, dict[str, Any]] = {
    "+": {}, "~": {"papier": "niets"}, "?": {"vorm": "onbekend"}, "0": {"vorm": "geen"},
}  # fmt: skip


def day(text: str) -> date:
    """``06-11``, or ``06-11-2027``."""
    number, month, *year = (int(each) for each in text.split("-"))
    return date(year[0] if year else 2026, month, number)


def around(family: str, born: str = "14-03-2018") -> Dossier:
    """A dossier with these people, each a letter and a sign: ``A+ B0``."""
    dossier = record(record(empty(), Opening, geboren=born), Signaal)
    for each in family.split():
        letter, sign = each[0], each[1:]
        dossier = record(dossier, Betrokkene, naam=NAMES[letter])
        if sign in GEZAG:
            dossier = record(dossier, Gezag, voor=of(dossier, letter), **GEZAG[sign])
    return dossier


def of(dossier: Dossier, letters: str) -> list[str]:
    names = {NAMES[each] for each in letters}
    return [each.keuze.value for each in mensen(dossier.standing) if each.record.tekst("naam") in names]


def asks(dossier: Dossier, line: str, **changes: Any) -> Dossier:
    """Somebody asks: ``A gezag wissen``; ``-`` for somebody who is not around the pupil. ``key=answer`` adds to it."""
    who, capacity, what, *more = line.split()
    given = {"hoedanigheid": capacity, "wat": what, **dict(each.split("=") for each in more)} | changes
    if who != "-":
        given["voor"] = of(dossier, who)
    if "stukken" in given:
        given["stukken"] = [f"{given['stukken']} 2. Signaal"]
    return record(dossier, Verzoek, **given)


def last(dossier: Dossier) -> Aanvraag:
    return aanvragen(dossier.standing)[-1]


def then(dossier: Dossier, line: str) -> Dossier:
    """What followed: ``09-11 besluit ja``, ``09-11 verlengd``, ``09-11 gehoord B akkoord``, ``09-11 verklaring``."""
    when, what, *more = line.split()
    on, about = max(day(when), MONDAY), last(dossier)
    given: dict[str, Any] = {"verzoek": str(about.nummer), "datum": short(day(when))}
    if what == "gehoord":
        return record(dossier, GehoordOverWissen, on=on, **given, voor=of(dossier, more[0]), zegt=more[1])
    given["hoedanigheid"] = about.record.waarde("hoedanigheid")
    if about.record.waarde("voor"):
        given["voor"] = about.record.waarde("voor")
    if what == "besluit":
        given |= {"over": about.record.waarde("wat"), "uitkomst": more[0]}
        given |= dict(each.split("=") for each in more[1:])
        return record(dossier, VerzoekBesluit, on=on, **given)
    if what == "verklaring" and more:
        given["stukken"] = [f"{more[0]} 2. Signaal"]
    kinds = {"verlengd": VerzoekVerlengd, "verklaring": EigenVerklaring, "opgeheven": BeperkingOpgeheven}
    return record(dossier, kinds[what], on=on, **given)


def told(family: str, asked: str, *after: str, born: str = "14-03-2018") -> Dossier:
    """The whole story."""
    dossier = asks(around(family, born), asked)
    for each in after:
        dossier = then(dossier, each)
    return dossier
