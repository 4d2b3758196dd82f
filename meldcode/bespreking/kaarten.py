"""The cards of a leerlingbespreking: which answers of a dossier may be shown, and which are chosen beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.vastleggingen import ALLE, Leerlingbespreking
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_1 import BronSignaal
from meldcode.vragen.datum import day_and_month
from meldcode.vragen.vastgelegd import Antwoord, Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vraag import Vraag


@dataclass(frozen=True)
class Kaart:
    """One answer to show: the number of its record and the name of its vraag.

    ``gevoelig``: it disappears after ``scherm.AFTELLEN``.
    """

    nummer: int
    naam: str
    gevoelig: bool = False


def _goes_along(about: Vraag) -> bool:
    """Whether the answer is the day or the source of a record: it stands with a card, and is no card by itself."""
    return about.bron or about.soort is time or (about.soort is date and not about.future)


def _names(kind: type[Vastlegging], *, along: bool) -> frozenset[str]:
    return frozenset(each.naam for each in vragen(kind) if each.aan_tafel and _goes_along(each) is along)


# By name of kind. Only what is declared so (``aan_tafel=True``) may be on the screen.
_TOONBAAR = {kind.__name__: kind.volgt_aan_tafel | _names(kind, along=False) for kind in ALLE}
_BRON = {kind.__name__: {each.naam for each in vragen(kind) if each.bron} & _names(kind, along=True) for kind in ALLE}
_GEZIEN = {kind.__name__: {each.naam for each in vragen(kind) if each.feitelijk} for kind in ALLE}


def may_be_shown(dossier: Dossier) -> Iterator[tuple[Vastgelegd, tuple[Antwoord, ...]]]:
    """The records of which something may be shown, each with only the answers that may be."""
    for record in dossier.standing:
        allowed = _TOONBAAR.get(record.soort, frozenset())
        answers = tuple(each for each in record.antwoorden if each.naam in allowed)
        if answers:
            yield record, answers


def card(kaart: Kaart, dossier: Dossier) -> tuple[Vastgelegd, Antwoord] | None:
    """The record and answer on this card; None when it may not be shown, for instance after a correction."""
    for record, answers in may_be_shown(dossier):
        if record.nummer == kaart.nummer:
            return next(((record, each) for each in answers if each.naam == kaart.naam), None)
    return None


def usual(dossier: Dossier) -> tuple[Kaart, ...]:
    """The cards that are chosen beforehand: what was seen or heard, since the team last discussed this dossier.

    It counts down when the pupil said it.
    """
    held = last_held(dossier.standing)
    return tuple(
        Kaart(record.nummer, each.naam, gevoelig=record.says("bron", BronSignaal.LEERLING))
        for record, answers in may_be_shown(dossier)
        for each in answers
        if each.naam in _GEZIEN[record.soort] and (held is None or record.nummer > held.nummer)
    )


def called(record: Vastgelegd, dossier: Dossier) -> str:
    """What a record is called above its cards: ``Signaal, di 3 november``, numbered when there are more of that day."""
    same = [each.nummer for each in dossier.standing if each.soort == record.soort and dag(each) == dag(record)]
    which = f" ({same.index(record.nummer) + 1})" if len(same) > 1 else ""
    return f"{record.titel}, {day_and_month(dag(record))}{which}"


def source(record: Vastgelegd) -> str:
    """How whoever recorded it knows it, as the team may read it: without names. Empty when that was not asked."""
    return "; ".join(each.tekst for each in record.antwoorden if each.naam in _BRON.get(record.soort, ()))


def last_held(records: Records) -> Vastgelegd | None:
    """The record of the last meeting about this dossier that took place; None when there was none."""
    held = (each for each in reversed(records) if each.isa(Leerlingbespreking) and each.says("gehouden", JaNee.JA))
    return next(held, None)
