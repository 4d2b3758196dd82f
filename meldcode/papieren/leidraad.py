"""The guide for one talk with one person: what stands on it, besides the advice of its kind (``leidraden``).

From the dossier comes only what was ticked for this person, as it was recorded, without what is of others.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.dossier.wegen import dag
from meldcode.eigen.woorden import worded
from meldcode.papieren import weglaten
from meldcode.papieren.leidraden import LEIDRADEN, Gesprek, Leidraad
from meldcode.termijnen.kalender import WEEKEND, Dagsoort, Kalender
from meldcode.vastleggingen import Effectmeting, FormeelGesprek, Signaal, VeiligInformeren, Zorggesprek
from meldcode.vastleggingen.mensen.betrokkene import Woont
from meldcode.vastleggingen.stap_1 import BEL_EERST, BronSignaal
from meldcode.vastleggingen.stap_5 import Signalen
from meldcode.vragen.datum import in_words
from meldcode.vragen.eisen import VOOR, Wie
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd

DE_OUDERS = Wie(0, "de ouders", None)
"""Whom the talk is with, as long as nobody is around the pupil."""
_TE_ZIEN = (BronSignaal.ZELF, BronSignaal.LEERLING)
"""What was heard of somebody else or read in a document is theirs: it is never offered to share."""
_BETER = (Signalen.GESTOPT, Signalen.MINDER)
_VRIJDAG = "Dit is een vrijdag. In het weekend ziet niemand van school het kind. Kies liever een andere dag."


@dataclass(frozen=True)
class Feit:
    """Something in the dossier that can be shared; ``ref`` is ``12.waarneming``: the number of its record, its vraag.

    ``van_kind``: the pupil said it. ``gaat_goed``: it says that something goes well or better.
    """

    ref: str
    op: date
    tekst: str
    van_kind: bool = False
    gaat_goed: bool = False


@dataclass(frozen=True)
class OpBlad:
    """What stands on the sheet: the guide, with whom, on which day, what to mind, the facts, and those that go well."""

    leidraad: Leidraad
    met: str
    op: str
    let_op: tuple[str, ...]
    feiten: tuple[tuple[str, str], ...]
    gaat_goed: tuple[tuple[str, str], ...]


def te_spreken(dossier: Dossier) -> tuple[Wie, ...]:
    """With whom a talk can be: each with gezag apart; the parents as one, as long as nobody is known."""
    return dossier.met_gezag or (DE_OUDERS,)


def te_delen(dossier: Dossier, wie: Wie) -> tuple[Feit, ...]:
    """What can be ticked to share with this person, the newest first."""
    return tuple(
        sorted(_found(dossier, wie), key=lambda each: (each.op, int(each.ref.partition(".")[0])), reverse=True)
    )


def _found(dossier: Dossier, wie: Wie) -> Iterator[Feit]:
    for each in dossier.standing:
        if each.isa(Signaal) and each.says("bron", *_TE_ZIEN):
            yield from _feit(dossier, wie, each, "waarneming", van_kind=each.says("bron", BronSignaal.LEERLING))
        elif each.isa(Effectmeting) and each.says("signalen", *_BETER):
            yield from _feit(dossier, wie, each, "gezien", gaat_goed=True)
        elif each.isa(Zorggesprek, FormeelGesprek) and about_whom(each.waarde(VOOR)) == _alone(wie):
            yield from _feit(dossier, wie, each, "afspraken")


def _alone(wie: Wie) -> frozenset[int]:
    """Only them: what was agreed with two together may be about the other."""
    return frozenset({wie.nummer} - {DE_OUDERS.nummer})


def _feit(
    dossier: Dossier, wie: Wie, record: Vastgelegd, naam: str, *, van_kind: bool = False, gaat_goed: bool = False
) -> Iterator[Feit]:
    tekst = weglaten.voor(record.tekst(naam), dossier, wie.nummer)
    if tekst:
        yield Feit(f"{record.nummer}.{naam}", dag(record), tekst, van_kind, gaat_goed)


def op_blad(
    dossier: Dossier, gesprek: Gesprek, wie: Wie, op: date | None, delen: Collection[str], kalender: Kalender
) -> OpBlad | None:
    """What stands on the sheet for this talk; None when something that was ticked cannot be shared (any more).

    ``op``: the planned day, if there is one. ``delen``: the ``ref`` of each fact that was ticked.
    """
    leidraad = LEIDRADEN[gesprek]
    facts = te_delen(dossier, wie) if leidraad.met_ouders else ()
    ticked = [each for each in reversed(facts) if each.ref in delen]
    if {each.ref for each in ticked} != set(delen):
        return None
    mind = (*let_op(dossier, gesprek, wie), *([why] if op and (why := ongunstig(op, kalender)) else []))
    return OpBlad(
        leidraad,
        met=wie.naam if leidraad.met_ouders else "",
        op=in_words(op) if op else "",
        let_op=(*mind, *([_VAN_HET_KIND] if any(each.van_kind for each in ticked) else [])),
        feiten=tuple(_row(each) for each in ticked if not each.gaat_goed),
        gaat_goed=tuple(_row(each) for each in ticked if each.gaat_goed),
    )


_VAN_HET_KIND = "U deelt iets dat het kind zei. Spreek af hoe het vanavond thuis gaat, of laat het weg."


def _row(each: Feit) -> tuple[str, str]:
    return in_words(each.op), each.tekst


def let_op(dossier: Dossier, gesprek: Gesprek, wie: Wie) -> tuple[str, ...]:
    """What to mind before this talk, by what the dossier says: as sentences, without the name of anybody else."""
    if gesprek is Gesprek.LEERLING:
        return ()
    said = list(onveilig(dossier, wie))
    people = {each.nummer: each for each in gezag.mensen(dossier.standing)}
    mens = people.get(wie.nummer)
    if mens and (taal := mens.record.tekst("taal")):
        said.append(f"Er is een tolk nodig: {weglaten.voor(taal, dossier, wie.nummer)}. Een kind tolkt nooit.")
    together = [people[each.nummer] for each in dossier.met_gezag if each.nummer in people]
    if len(together) > 1 and not all(each.record.says("woont", Woont.JA) for each in together):
        said.append("De ouders wonen niet samen, of dat is niet bekend: spreek ieder apart, liefst op dezelfde dag.")
    return tuple(said)


_NIET_VEILIG = "Het laatste antwoord is dat deze ouder nu niet veilig kan worden geïnformeerd. Beantwoord dat opnieuw."
_NIET_GEVRAAGD = "Er is nog niet vastgelegd of deze ouder nu veilig kan worden geïnformeerd. Doe dat eerst."


def onveilig(dossier: Dossier, wie: Wie) -> tuple[str, ...]:
    """Why telling this person anything may not be safe now, as sentences."""
    first = (worded(BEL_EERST),) if verteld(dossier) else ()
    if not dossier.lacks(Zorggesprek, (wie,) if wie.nummer else ()):
        return first
    return (*first, _NIET_VEILIG if dossier.last(VeiligInformeren) else _NIET_GEVRAAGD)


def ongunstig(day: date, kalender: Kalender) -> str:
    """Why this is no good day for the talk: no school, a Friday, or the day before free days; empty: it is."""
    closed = kalender.why_not(day, Dagsoort.SCHOOLDAGEN)
    if closed:
        return f"Op deze dag is er geen school ({closed}). Kies een andere dag."
    after = kalender.why_not(day + timedelta(days=1), Dagsoort.SCHOOLDAGEN)
    if after == WEEKEND:
        return _VRIJDAG
    return f"De dag erna is er geen school ({after}): dan ziet niemand het kind. Kies een andere dag." if after else ""
