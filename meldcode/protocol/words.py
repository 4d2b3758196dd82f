"""Declarations in Dutch: how a vraag is answered, what it depends on, what an eis requires, how long a term is."""

from collections.abc import Iterable
from datetime import date, time

from meldcode.lichaam.plekken import Plekken
from meldcode.rollen import Role
from meldcode.route.fasen import Overgang
from meldcode.termijnen.termijn import Ingesteld, Termijn
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.eisen import Eis
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.persoon import Beschut, Persoon
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vraag import Keuze, Vraag

Kind = type[Vastlegging]
Condition = tuple[str, tuple[Keuze, ...]]


def sort_of(about: Vraag) -> str:
    """How this vraag is answered, and what its answer must satisfy."""
    if about.about_people:
        return "een of meer mensen om de leerling heen; nodig zodra er iemand met gezag bekend is"
    if about.genummerd:
        return "een of meer stukken van het dossier; mag open blijven: dan gaat het over alles"
    if about.keuzen:
        sort = "meer keuzen mogelijk" if about.several else "één keuze"
    elif about.soort in (date, time):
        sort = "tijd" if about.soort is time else "datum, vandaag of later" if about.future else "datum"
    elif about.soort is Geboren:
        sort = "datum, maand of jaar, of onbekend"
    elif about.soort is Bestand:
        sort = "bestand: foto of PDF"
    elif about.soort is Meegewogen:
        sort = "per vastlegging: risico, bescherming, onbekend, of buiten beschouwing, met een regel waarom"
    elif about.soort is Plekken:
        sort = "plekken op de lichaamskaart: waar, wat, hoe groot, welke kleur, en wat de leerling erover zegt"
    elif about.soort is Persoon:
        sort = "een collega van deze school"
    elif about.soort is Beschut:
        sort = "tekst die alleen op de kaart van deze persoon te lezen is"
    else:
        sort = "één regel" if about.one_line else "tekst"
        sort += f", ten minste {about.min_length} tekens" if about.min_length > 1 else ""
    return f"{sort}; mag open blijven" if about.optional else sort


def only_when(kind: Kind, condition: Condition | None) -> str:
    """When a vraag is asked: with these answers to another one, or with all but some, whichever is shorter; or once it
    is answered at all.

    Empty without a condition.
    """
    if condition is None:
        return ""
    keuzen = _vraag(kind, condition[0]).keuzen
    others = tuple(keuze for keuze in keuzen if keuze not in condition[1])
    if not others:
        return f", zodra ‘{_vraag(kind, condition[0]).tekst}’ beantwoord is"
    if len(others) < len(condition[1]):
        return f", behalve bij {answered(kind, (condition[0], others))}"
    return f", alleen bij {answered(kind, condition)}"


def may_be_left(kind: Kind, about: Vraag) -> str:
    """With which answers to another vraag this one may be left open; empty when there are none."""
    return f"; mag open blijven bij {answered(kind, about.optional_when)}" if about.optional_when else ""


def answered(kind: Kind, condition: Condition) -> str:
    """The vraag of a condition, with the answers that meet it."""
    naam, values = condition
    return f"‘{_vraag(kind, naam).tekst}’ {' / '.join(value.label for value in values)}"


def _vraag(kind: Kind, naam: str) -> Vraag:
    return next(about for about in vragen(kind) if about.naam == naam)


def met(eis: Eis) -> str:
    """What meets this eis. A kind that does not ask the vraag of its condition meets it with any answers."""
    waar = eis.waar
    if waar is None:
        return " of ".join(kind.titel for kind in eis.soorten)
    asking = [kind for kind in eis.soorten if any(about.naam == waar[0] for about in vragen(kind))]
    return " of ".join(answered(kind, waar) if kind in asking else kind.titel for kind in eis.soorten)


def all_met(eisen: Iterable[Eis]) -> str:
    """What meets all of these."""
    return ", en ".join(met(eis) for eis in eisen)


def brings(overgang: Overgang) -> str:
    """What must be recorded for a dossier to go along this transition."""
    parts = [overgang.door.titel]
    if overgang.als:
        said = " / ".join(each.label for each in overgang.als[1])
        parts.append(f"‘{overgang.vraag}’ {said}" if overgang.vraag else answered(overgang.door, overgang.als))
    if overgang.mits:
        parts.append(f"en eerder: {met(overgang.mits)}")
    return ", ".join(parts)


def days(termijn: Termijn, ingesteld: Ingesteld) -> str:
    """How long a term is at this school, and whether its end moves."""
    dagen = ingesteld.get(termijn.naam, termijn.dagen) if termijn.instelbaar else termijn.dagen
    if not dagen:
        return "dezelfde dag, dit schuift nooit op"
    moves = "; valt die dag in een weekend of op een feestdag, dan de eerste werkdag daarna" if termijn.einde else ""
    return f"{dagen} {termijn.soort}{moves}"


def names(roles: Iterable[Role]) -> str:
    """These roles in words, in the order of ``Role``."""
    given = set(roles)
    return ", ".join(role.midden for role in Role if role in given)
