"""What is still open in a dossier: messages to the directie, the effect of help, word of Veilig Thuis, the parents."""

from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afronding,
    AntwoordAanDirectie,
    Effectmeting,
    Hulp,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
)
from meldcode.vastleggingen.acuut import GebeldMet
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import Reactie
from meldcode.vastleggingen.stap_1 import BronSignaal, SoortSignaal
from meldcode.vastleggingen.stap_5 import Opbrengst, Stand, Waarover
from meldcode.vragen.datum import read_date
from meldcode.vragen.vastgelegd import Vastgelegd


def berichten(dossier: Dossier) -> tuple[tuple[Vastgelegd, Vastgelegd | None], ...]:
    """Every message to the directie (Afronding) with the last reaction to it.

    That is an Ontvangst of the directie, an AntwoordAanDirectie of the ib-er, or None.
    """
    answers = dossier.of(Ontvangst, AntwoordAanDirectie)
    return tuple(
        (
            message,
            next((a for a in reversed(answers) if a.waarde("kennisgeving") == str(message.nummer)), None),
        )
        for message in dossier.of(Afronding)
    )


def is_gezien(answer: Vastgelegd | None) -> bool:
    """Whether this reaction to a message says that the directie has seen it."""
    return answer is not None and answer.says("reactie", Reactie.GEZIEN)


def effect_open(dossier: Dossier) -> Vastgelegd | None:
    """The Hulp or Effectmeting that set a next effect check which is still to come; None when there is none."""
    last = dossier.last(Hulp, Effectmeting)
    if last is None or last.isa(Hulp):
        return last
    # ``verder`` was asked up to release 0.2.0.
    return last if last.says("resultaat", Opbrengst.LOOPT) or last.says("verder", JaNee.JA) else None


def help_until(dossier: Dossier) -> date | None:
    """The last day of the term within which the help must have reached its goal; None without help."""
    hulp = dossier.last(Hulp)
    return read_date(str(hulp.waarde("tot"))) if hulp else None


def verteld(dossier: Dossier) -> Vastgelegd | None:
    """The last signaal in this round that the pupil told, if nobody spoke with Veilig Thuis after it; else None."""
    told = None
    for each in dossier.standing[dossier.round_began() :]:
        if each.isa(Signaal) and _is_told(each):
            told = each
        elif _is_word_with_veilig_thuis(each):
            told = None
    return told


def _is_told(signaal: Vastgelegd) -> bool:
    """Whether the pupil told it. As long as nobody classified it, whoever handed it in says so."""
    not_yet = signaal.says("soort", SoortSignaal.LATER) and signaal.says("bron", BronSignaal.LEERLING)
    return not_yet or signaal.says("soort", SoortSignaal.UITSPRAAK)


def _is_word_with_veilig_thuis(record: Vastgelegd) -> bool:
    if record.isa(AdviesVeiligThuis, Melding):
        return True
    return record.says("gebeld", GebeldMet.VEILIG_THUIS) or record.says("over_melding", JaNee.JA)


def feedback_open(dossier: Dossier) -> Vastgelegd | None:
    """The last Melding, while Veilig Thuis has not yet said what it does with it (R6); else None."""
    waiting = dossier.last(Melding)
    heard = [each for each in _heard(dossier) if not each.says("stand", Stand.NIETS)]
    return waiting if waiting and not any(each.nummer > waiting.nummer for each in heard) else None


def onderzoek_open(dossier: Dossier) -> Vastgelegd | None:
    """The Terugkoppeling saying that Veilig Thuis investigates, if nothing came after it; else None."""
    heard = [each for each in _heard(dossier) if not each.says("stand", Stand.NIETS)][-1:]
    return next((each for each in heard if each.says("stand", Stand.ONDERZOEK)), None)


def _heard(dossier: Dossier) -> tuple[Vastgelegd, ...]:
    return tuple(each for each in dossier.of(Terugkoppeling) if each.says("over_melding", JaNee.JA))


def parents_open(dossier: Dossier) -> tuple[Vastgelegd, ...]:
    """The records saying that the parents were not told yet (R36).

    Only the last record about the melding, the last about the help, and the last of all count.
    """
    said = dossier.of(OudersGeinformeerd)
    last = {each.nummer for each in said[-1:]}
    for branch in (Waarover.MELDING, Waarover.HULP):
        about = [each.nummer for each in said if each.says("waarover", branch, Waarover.BEIDE)]
        last.update(about[-1:])
    return tuple(each for each in said if each.nummer in last and each.says("geinformeerd", JaNee.NEE))
