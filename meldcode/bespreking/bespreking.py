"""The leerlingbespreking: who may be at the table, what of a case they may see, and what closing it writes (R16).

A meeting spans dossiers and is itself nothing to keep: what came of each case is recorded in its own dossier.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen import nameless
from meldcode.rollen import Role
from meldcode.route.fasen import OPEN, Fase
from meldcode.vastleggingen import ALLE, Afspraak, Leerlingbespreking
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vastleggingen.stap_2 import Grond
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vastlegging import objections as answers_that_will_not_do

AAN_TAFEL = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON, Role.DIRECTIE})
"""Who of the school can be at the table; who of these is involved in a case is told by its dossier."""
BESPREEKBAAR = tuple(fase for fase in OPEN if fase not in (Fase.STAP_1, Fase.TE_VERNIETIGEN))
"""Where a dossier can be discussed in the team: from stap 2 on, as long as it is open."""

_TOONBAAR = {
    kind.__name__: kind.volgt_aan_tafel | {each.naam for each in vragen(kind) if each.aan_tafel} for kind in ALLE
}
"""Which answers of each kind may be on the screen: those whose vraag says so (``vraag(aan_tafel=True)``)."""
_MIN_VRAAG, MIN_OMDAT, _MIN_GROND = 5, 10, 5
VAN = "Leerlingbespreking van"
"""How an agreement of a meeting says where it was made."""


@dataclass(frozen=True)
class Kaart:
    """One answer that may be shown: of which record, to which vraag. ``gevoelig``: for seconds, then it hides."""

    nummer: int
    naam: str
    gevoelig: bool = False


@dataclass(frozen=True)
class Actie:
    """Who does what by when."""

    wat: str
    wie: Persoon
    uiterlijk: date


@dataclass(frozen=True)
class Punt:
    """A case on the agenda: what is asked of the team, what may be shown, and what came of it.

    ``verlaat``: the accounts of those who leave the room for it. ``grond``, ``toelichting``: why guests may hear whose
    case it is, and where that shows.
    """

    dossier_id: str
    vraag: str = ""
    kaarten: tuple[Kaart, ...] = ()
    verlaat: frozenset[str] = frozenset()
    grond: Grond | None = None
    toelichting: str = ""
    acties: tuple[Actie, ...] = ()
    geen_actie: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the team has not yet said who does what, or why nobody does anything."""
        return not self.acties and not self.geen_actie


@dataclass(frozen=True)
class Bespreking:
    """A meeting that is prepared or held. Immutable; ``db.dossiers.besprekingen`` keeps it until it is closed."""

    id: str
    datum: date
    collegas: tuple[str, ...] = ()
    gasten: tuple[str, ...] = ()
    punten: tuple[Punt, ...] = ()
    begonnen_op: date | None = None

    def punt(self, dossier_id: str) -> Punt | None:
        return next((each for each in self.punten if each.dossier_id == dossier_id), None)

    def met(self, punt: Punt) -> "Bespreking":
        """The same with this in the place of what was there about its dossier."""
        return replace(self, punten=tuple(punt if each.dossier_id == punt.dossier_id else each for each in self.punten))

    def is_anoniem(self, punt: Punt) -> bool:
        """Whether guests hear of this case without a code name or group: unless the ground is recorded."""
        heard = punt.grond in (Grond.INSTEMMING, Grond.MEDEWETEN) and len(punt.toelichting.strip()) >= _MIN_GROND
        return bool(self.gasten) and not heard

    def label(self, punt: Punt, dossier: Dossier) -> str:
        """What a case is called at the table."""
        if self.is_anoniem(punt):
            return f"Casus {self.punten.index(punt) + 1}"
        return f"{dossier.codenaam}, groep {dossier.groep}"

    def aanwezig(self, punt: Punt) -> tuple[str, ...]:
        """The accounts of those who are there at this case."""
        return tuple(each for each in self.collegas if each not in punt.verlaat)


def can_attend(persoon: Persoon) -> bool:
    """Whether the role of this colleague has a place at the table."""
    return persoon.role in AAN_TAFEL


def betrokken(bespreking: Bespreking, dossier: Dossier) -> tuple[str, ...]:
    """The accounts of those at the table who must not hear of this case."""
    return tuple(each for each in bespreking.collegas if each in dossier.toegang.afgeschermd)


def objections(bespreking: Bespreking, dossiers: Mapping[str, Dossier]) -> dict[str, str]:
    """What keeps the meeting from beginning, in words: about ``collegas``, ``dossiers``, or a dossier, by its id."""
    found = {}
    if not bespreking.collegas:
        found["collegas"] = "Kies wie erbij zijn."
    elif not bespreking.punten:
        found["dossiers"] = "Zet ten minste één dossier op de agenda."
    for punt in bespreking.punten:
        dossier = dossiers.get(punt.dossier_id)
        if dossier and (refusal := keeps_off_the_table(bespreking, punt, dossier)):
            found[punt.dossier_id] = refusal
    return found


def keeps_off_the_table(bespreking: Bespreking, punt: Punt, dossier: Dossier) -> str | None:
    """Why this case cannot be discussed now, in a sentence; None when it can be."""
    if not set(betrokken(bespreking, dossier)) <= punt.verlaat:
        return "Een betrokken collega zit aan tafel. Die verlaat bij dit punt de kamer, of het punt vervalt."
    if len(punt.vraag.strip()) < _MIN_VRAAG:
        return "Schrijf op wat u het team vraagt."
    if not bespreking.aanwezig(punt):
        return "Bij dit punt blijft niemand over."
    return None


def may_be_shown(dossier: Dossier) -> Iterator[tuple[Vastgelegd, tuple[Antwoord, ...]]]:
    """The records of which something may be shown, with the answers: those that are allowed, and no others."""
    for record in dossier.standing:
        allowed = _TOONBAAR.get(record.soort, frozenset())
        answers = tuple(each for each in record.antwoorden if each.naam in allowed)
        if answers:
            yield record, answers


def card(kaart: Kaart, dossier: Dossier) -> tuple[Vastgelegd, Antwoord] | None:
    """What stands on this card; None when it may not be shown (any more)."""
    for record, answers in may_be_shown(dossier):
        if record.nummer == kaart.nummer:
            return next(((record, each) for each in answers if each.naam == kaart.naam), None)
    return None


def without_name(text: str, dossier: Dossier, instead: str) -> str:
    """The text with the pupil's names, each part of them and the birth date taken out."""
    others = losse_namen(dossier.leerling("roepnamen"))
    return nameless.without(text, dossier.leerling("naam"), dossier.born, instead, others)


def objections_to(raw: Mapping[str, str], punt: Punt, dossier: Dossier, on: date) -> dict[str, str]:
    """Why this cannot be agreed on, per vraag of an ``Afspraak``; empty when it can be."""
    found = answers_that_will_not_do(Afspraak, raw, on)
    wie = read_persoon(raw.get("wie"))
    if wie and wie.id in {*dossier.toegang.afgeschermd, *punt.verlaat}:
        found["wie"] = "Kies een collega die dit kan doen."
    return found


def objections_to_nothing(omdat: str) -> str | None:
    """Why this will not do as a reason to do nothing."""
    return None if len(omdat.strip()) >= MIN_OMDAT else f"Schrijf waarom, in ten minste {MIN_OMDAT} tekens."


def open_punten(bespreking: Bespreking) -> tuple[Punt, ...]:
    """What still keeps the meeting from being closed."""
    return tuple(each for each in bespreking.punten if each.is_open)


def outcome(bespreking: Bespreking, punt: Punt, names: Mapping[str, str]) -> tuple[Vastlegging, ...]:
    """What is recorded in the dossier once the meeting is closed. ``names``: of the people at the table, by account.

    Raises ``Geweigerd`` when the meeting did not begin or this case is still open.
    """
    if bespreking.begonnen_op is None or punt.is_open:
        raise Geweigerd("Dit punt is nog open: leg vast wie wat doet, of waarom er niets gebeurt.")
    besproken = Leerlingbespreking(
        gehouden=JaNee.JA,
        datum=bespreking.begonnen_op,
        aanwezig=_who_were_there(bespreking, punt, names),
        kwestie=punt.vraag.strip(),
        besluit=decided(punt),
    )
    return (besproken, *follow_ups(bespreking, punt))


def follow_ups(bespreking: Bespreking, punt: Punt) -> tuple[Afspraak, ...]:
    """What was promised, as agreements that wait until their outcome is recorded."""
    where = f"{VAN} {in_words(bespreking.begonnen_op)}" if bespreking.begonnen_op else VAN
    return tuple(
        Afspraak(wat=each.wat, wie=each.wie, uiterlijk=each.uiterlijk, besloten_in=where) for each in punt.acties
    )


def decided(punt: Punt) -> str:
    """The decision in words."""
    if punt.acties:
        return "\n".join(
            f"{each.wat.strip()} – {each.wie.tekst}, uiterlijk {in_words(each.uiterlijk)}." for each in punt.acties
        )
    return f"Geen actie, omdat {punt.geen_actie.strip()}"


def _who_were_there(bespreking: Bespreking, punt: Punt, names: Mapping[str, str]) -> str:
    inside = ", ".join(names.get(each, "een collega") for each in bespreking.aanwezig(punt))
    if not bespreking.gasten:
        return inside
    ground = punt.grond.label.lower() if punt.grond and not bespreking.is_anoniem(punt) else Grond.ANONIEM.label.lower()
    because = "" if bespreking.is_anoniem(punt) else f" ({punt.toelichting.strip()})"
    return f"{inside}. Van buiten de school: {', '.join(bespreking.gasten)}; {ground}{because}."


def on_the_agenda(chosen: Sequence[str], before: Bespreking) -> tuple[Punt, ...]:
    """The cases that were chosen, in that order, each with what was prepared about it before."""
    return tuple(before.punt(each) or Punt(each) for each in chosen)
