"""What is still open in a dossier: messages to the directie, the effect of help, word of Veilig Thuis, the parents."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.route import berichten as berichten_in
from meldcode.route.berichten import Bericht
from meldcode.route.berichten import is_gezien as is_gezien
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Effectmeting,
    Hulp,
    Melding,
    NietBereikt,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
)
from meldcode.vastleggingen.acuut import GebeldMet
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.informeren import Waarover
from meldcode.vastleggingen.stap_1 import BronSignaal, SoortSignaal
from meldcode.vastleggingen.stap_5 import Opbrengst, Stand
from meldcode.vragen.datum import read_date
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging

_ENDS = tuple(kind for kind in STAPPEN[2].vastleggingen if kind.in_bericht)


def berichten(dossier: Dossier) -> tuple[Bericht, ...]:
    """Every message to the directie in this dossier, with the last reaction to it."""
    return berichten_in.berichten(dossier.standing)


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


def verteld_voor(vastlegging: Vastlegging, dossier: Dossier) -> tuple[Antwoord, ...]:
    """Whether the parents heard of the melding before it was made, as an answer to store with what they were told.

    Empty for other kinds, when they were not told, and when it was not about a melding.
    """
    if not isinstance(vastlegging, OudersGeinformeerd) or vastlegging.datum is None:
        return ()
    if vastlegging.waarover not in (Waarover.MELDING, Waarover.BEIDE):
        return ()
    melding = dossier.last(Melding)
    made = read_date(str(melding.waarde("datum"))) if melding else None
    told = vastlegging.datum
    text = "Na de melding" if made and told > made else "Op dezelfde dag" if made == told else "Vóór de melding"
    return (Antwoord("volgorde", "Vóór of na de melding?", text, text),)


def parents_open(dossier: Dossier) -> tuple[Vastgelegd, ...]:
    """The records saying that somebody with gezag was not told yet (R36)."""
    return _once(each for said in per_persoon(dossier, dossier.of(OudersGeinformeerd)) for each in _not_told(said))


def parents_wait(dossier: Dossier) -> tuple[Vastgelegd, ...]:
    """The records that say when somebody with gezag is looked at again: not safe to tell, not told, or not reached.

    Only having told them ends it, not that they can safely be told now. A new round asks anew.
    """
    found = list[Vastgelegd]()
    for said in per_persoon(dossier, dossier.window(STAPPEN[0])):
        last = [each for each in said if each.isa(VeiligInformeren, OudersGeinformeerd)][-1:]
        unsafe = [each for each in last if each.says("veilig", JaNee.NEE)]
        spoken = [each for each in said if each.isa(*_ENDS, OudersGeinformeerd)][-1:]
        unreached = [each for each in spoken if each.isa(NietBereikt)]
        found += unsafe or [*unreached, *_not_told(said)]
    return _once(found)


def per_persoon(dossier: Dossier, found: Sequence[Vastgelegd]) -> Iterator[list[Vastgelegd]]:
    """These records, of each person with gezag those about them; all of them when the parents count as one."""
    if not dossier.met_gezag:
        yield list(found)
    for one in dossier.met_gezag:
        yield [each for each in found if one.is_in(each)]


def _not_told(said: Sequence[Vastgelegd]) -> list[Vastgelegd]:
    """Of what one person was told, the records saying that they were not yet.

    Only the last record about the melding, the last about the help, and the last of all count.
    """
    told = [each for each in said if each.isa(OudersGeinformeerd)]
    last = {each.nummer for each in told[-1:]}
    for branch in (Waarover.MELDING, Waarover.HULP):
        about = [each.nummer for each in told if each.says("waarover", branch, Waarover.BEIDE)]
        last.update(about[-1:])
    return [each for each in told if each.nummer in last and each.says("geinformeerd", JaNee.NEE)]


def _once(found: Iterable[Vastgelegd]) -> tuple[Vastgelegd, ...]:
    return tuple({each.nummer: each for each in found}.values())


def not_told_of_melding(dossier: Dossier) -> tuple[str, ...]:
    """The names of those with gezag about whom nothing says yet whether they were told of the melding."""
    said = per_persoon(dossier, dossier.window(STAPPEN[-1]))
    about = [any(each.says("waarover", Waarover.MELDING, Waarover.BEIDE) for each in each_said) for each_said in said]
    return tuple(one.naam for one, is_said in zip(dossier.met_gezag, about, strict=False) if not is_said)
