"""Verplichtingen: who must do what by when. Derived from what was recorded; only a recorded outcome ends one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meldcode.datum import read_date
from meldcode.dossier import Dossier, Stapstatus
from meldcode.fasen import Fase
from meldcode.rollen import Role
from meldcode.samenhang import berichten, effect_open, feedback_open, is_gezien, parents_open
from meldcode.stappen import STAPPEN, Stap
from meldcode.termijnen import Ingesteld, due_on
from meldcode.vastgelegd import Vastgelegd
from meldcode.vastleggingen import (
    TOEGANG,
    AcuutGevaar,
    Afronding,
    Afsluiting,
    Afwegingen,
    AntwoordAanDirectie,
    Besluit,
    Effectmeting,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
    Weging,
)
from meldcode.vastleggingen.algemeen import JaNee

TITELS: dict[str, str] = {
    "stap": "Stap afronden",
    "overgeslagen": "Overgeslagen stap aanvullen",
    "ontvangst": "Bericht bevestigen",
    "vernietigen": "Bericht bevestigen: het dossier wordt vernietigd",
    "antwoord": "Vraag van de directie beantwoorden",
    "effect": "Effect van de hulp meten",
    "terugkoppeling": "Bericht van Veilig Thuis",
    "evaluatie": "Het vervolgtraject evalueren",
    "opvolging": "Opnieuw kijken: verder volgen of afsluiten",
    "ouders": "Opnieuw bekijken of de ouders kunnen worden geïnformeerd",
}
# Acute danger and signals that came back do not wait for a term of days.
AT_ONCE = (AcuutGevaar, Effectmeting, Signaal)


@dataclass(frozen=True)
class Verplichting:
    """One thing that waits. ``sleutel`` names it within the dossier, so that it keeps its identity."""

    sleutel: str
    soort: str
    stap: int
    owner: Role
    due_on: date


def verplichtingen(dossier: Dossier, ingesteld: Ingesteld) -> tuple[Verplichting, ...]:
    """Everything that waits in this dossier now."""
    if not dossier.records or dossier.fase is Fase.VERNIETIGD:
        return ()
    found = [*_directie(dossier, ingesteld)]
    if dossier.fase not in (Fase.GESLOTEN, Fase.TE_VERNIETIGEN):
        found += [*_stappen(dossier, ingesteld), *_afspraken(dossier, ingesteld)]
        if not any(each.owner is Role.IB_ER for each in found):
            found.append(_followed(dossier, ingesteld))
    return tuple(found)


def _stappen(dossier: Dossier, ingesteld: Ingesteld) -> Iterator[Verplichting]:
    for stap in STAPPEN:
        status = dossier.status(stap)
        if status is Stapstatus.BEZIG:
            began = _began(dossier, stap)
            at_once = stap.nummer == 5 and began.isa(*AT_ONCE)
            termijn = "meteen" if at_once else stap.termijn
            due = due_on(termijn, began.on, ingesteld)
            yield Verplichting(f"stap-{stap.nummer}-{began.nummer}", "stap", stap.nummer, Role.IB_ER, due)
        elif status is Stapstatus.OVERGESLAGEN:
            # The first acute danger passed it over; a second one gives no more time.
            acuut = next((record for record in dossier.window(stap) if record.isa(AcuutGevaar)), None)
            acuut = acuut or _began(dossier, stap)
            due = due_on("overgeslagen", acuut.on, ingesteld)
            yield Verplichting(f"over-{stap.nummer}-{acuut.nummer}", "overgeslagen", stap.nummer, Role.IB_ER, due)


def _began(dossier: Dossier, stap: Stap) -> Vastgelegd:
    """What a stap waits for since. A second trigger gives no more time while the first is not decided upon."""
    decided = max((record.nummer for record in dossier.of(Besluit, Melding)), default=0)
    triggers = [record for record in dossier.entries(stap) if record.isa(*AT_ONCE) and record.nummer > decided]
    return triggers[0] if triggers else dossier.records[dossier.begin(stap)]


def _directie(dossier: Dossier, ingesteld: Ingesteld) -> Iterator[Verplichting]:
    for message, answer in berichten(dossier):
        if is_gezien(answer):
            continue
        stap = int(str(message.waarde("stap")))
        if answer is not None and answer.isa(Ontvangst):
            due = due_on("antwoord", answer.on, ingesteld)
            yield Verplichting(f"antwoord-{answer.nummer}", "antwoord", stap, Role.IB_ER, due)
        else:
            last = message is dossier.last(Afronding)
            soort = "vernietigen" if last and dossier.fase is Fase.TE_VERNIETIGEN else "ontvangst"
            since = answer or message
            due = due_on("ontvangst", since.on, ingesteld)
            yield Verplichting(f"ontvangst-{since.nummer}", soort, stap, Role.DIRECTIE, due)


def _afspraken(dossier: Dossier, ingesteld: Ingesteld) -> Iterator[Verplichting]:
    hulp = effect_open(dossier)
    if hulp:
        yield _dated(hulp, "effect_op" if hulp.waarde("effect_op") else "opnieuw_op", "effect", 5)
    weging = dossier.last(Weging)
    looked = dossier.last(Weging, Effectmeting, Terugkoppeling, Afsluiting)
    if weging and weging is looked and not hulp:
        yield _dated(weging, "evaluatie_op", "evaluatie", 4)
    melding = feedback_open(dossier)
    if melding:
        due = due_on("terugkoppeling", read_date(str(melding.waarde("datum"))) or melding.on, ingesteld)
        yield Verplichting(f"terugkoppeling-{melding.sleutel}", "terugkoppeling", 5, Role.IB_ER, due)
    # "They can safely be told now" does not end it: that they were told does. A new round asks for itself.
    asked = [each for each in dossier.window(STAPPEN[0]) if each.isa(VeiligInformeren, OudersGeinformeerd)][-1:]
    unsafe = [each for each in asked if each.says("veilig", JaNee.NEE)]
    for each in unsafe or parents_open(dossier):
        yield _dated(each, "opnieuw_op", "ouders", 5 if each.isa(OudersGeinformeerd) else 2)


def _followed(dossier: Dossier, ingesteld: Ingesteld) -> Verplichting:
    """An open dossier never waits for nobody: look again, and close it or go on."""
    # What is said between ib-er and directie, and about who may read it, is no look at the child. What a weigher
    # answered is not there for the other one (``db.blind``), and must not make a difference.
    last = [each for each in dossier.records if not each.isa(Ontvangst, AntwoordAanDirectie, Afwegingen, *TOEGANG)][-1]
    due = due_on("opvolging", last.on, ingesteld)
    return Verplichting(f"opvolging-{last.nummer}", "opvolging", dossier.fase.stap, Role.IB_ER, due)


def _dated(record: Vastgelegd, vraag: str, soort: str, stap: int) -> Verplichting:
    due = read_date(str(record.waarde(vraag))) or record.on
    return Verplichting(f"{soort}-{record.sleutel}", soort, stap, Role.IB_ER, due)
