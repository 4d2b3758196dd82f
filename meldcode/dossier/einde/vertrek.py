"""The pupil leaves: what must still be done before the dossier may rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from meldcode.dossier.afspraken import open_afspraken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import effect_open, feedback_open, onderzoek_open, parents_open
from meldcode.eigen.woorden import says
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Signaal, Vertrek, VertrekVerteld, WarmeOverdracht
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.einde.vertrek import Aankondiging
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging


@says("tekst")
@dataclass(frozen=True)
class Punt:
    """One thing of the list: what it is, whether it is done, and the kind by which it is recorded, if it is by one."""

    tekst: str
    klaar: bool
    door: type[Vastlegging] | None = None


def is_plotseling(dossier: Dossier) -> bool:
    """Whether the pupil left suddenly."""
    left = dossier.last(Vertrek)
    return left is not None and left.says("hoe", Aankondiging.PLOTSELING)


def te_vertellen(dossier: Dossier) -> Vastgelegd | None:
    """The sudden departure of which Veilig Thuis was not told, nor was said why not; None otherwise."""
    return _unanswered(dossier, VertrekVerteld) if is_plotseling(dossier) else None


def te_beslissen(dossier: Dossier) -> Vastgelegd | None:
    """The departure after which nobody decided whether another school is told; None otherwise."""
    return _unanswered(dossier, WarmeOverdracht)


def _unanswered(dossier: Dossier, kind: type[Vastlegging]) -> Vastgelegd | None:
    # A talk may be before the departure is known for sure; word to Veilig Thuis is about the departure itself.
    left, answer = dossier.last(Vertrek), dossier.last(kind)
    is_answered = answer is not None and (kind is WarmeOverdracht or (left is not None and answer.nummer > left.nummer))
    return None if is_answered else left


def voor_rust(dossier: Dossier) -> tuple[Punt, ...]:
    """What must be done before the dossier may rest, done or not, in the order of the page; empty: nobody leaves."""
    left = dossier.last(Vertrek)
    return tuple(_punten(dossier, left)) if left else ()


def _punten(dossier: Dossier, left: Vastgelegd) -> Iterator[Punt]:
    yield from _uitschrijving(dossier, left)
    if is_plotseling(dossier):
        since = any(each.isa(Signaal) and each.nummer > left.nummer for each in dossier.standing)
        yield Punt("Het plotselinge vertrek is vastgelegd als signaal.", since, Signaal)
        yield Punt(
            "Veilig Thuis weet van het vertrek, of er staat waarom niet.", not te_vertellen(dossier), VertrekVerteld
        )
    yield Punt("Over de warme overdracht is beslist.", not te_beslissen(dossier), WarmeOverdracht)
    followed = not effect_open(dossier) and not parents_open(dossier)
    yield Punt("Hulp en gesprekken met ouders zijn afgerond of overgedragen.", followed)
    yield Punt("Elke afspraak is afgehandeld.", not any(open_afspraken(dossier.standing)))
    told = not feedback_open(dossier) and not onderzoek_open(dossier)
    yield Punt("Er staat geen melding open bij Veilig Thuis.", told)
    rests = dossier.fase in (Fase.GESLOTEN, Fase.TE_VERNIETIGEN)
    yield Punt("Het dossier is gesloten.", rests)


def _uitschrijving(dossier: Dossier, left: Vastgelegd) -> Iterator[Punt]:
    """Of each person with gezag whether they know; of the parents together while nobody was entered."""
    everybody, not_told = left.says("ieder", JaNee.JA), about_whom(left.waarde("weten_niet"))
    for wie in dossier.met_gezag:
        klaar = everybody or bool(not_told) and wie.nummer not in not_told
        yield Punt(f"{wie.naam} weet van de uitschrijving en is niet tegen.", klaar, Vertrek)
    if not dossier.met_gezag:
        yield Punt("Ieder met gezag weet van de uitschrijving en is niet tegen.", everybody, Vertrek)
