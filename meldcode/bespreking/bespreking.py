"""The leerlingbespreking: who may attend, what of a dossier they may see, and what closing it records (R16).

A meeting is about several dossiers. It is not kept after closing: its outcome is recorded in each dossier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from meldcode.bespreking.kaarten import Kaart, usual
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen import nameless
from meldcode.namen.groep import in_groep
from meldcode.rollen import Role
from meldcode.route.fasen import OPEN, Fase
from meldcode.vastleggingen import Afspraak, Leerlingbespreking
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vastleggingen.stap_2 import Grond
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vastlegging import objections as answers_that_will_not_do

AAN_TAFEL = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON, Role.DIRECTIE})
"""The roles that may attend. Who of them must not hear of a dossier follows from that dossier (``betrokken``)."""
BESPREEKBAAR = tuple(fase for fase in OPEN if fase not in (Fase.STAP_1, Fase.TE_VERNIETIGEN))
"""The fasen in which the team can discuss a dossier: from stap 2 on, while it is open."""

ZONDER_FUNCTIE = "Schrijf bij elke gast de functie, na een komma. Bijvoorbeeld: Kim de Boer, wijkteam."
_MIN_VRAAG, MIN_OMDAT, _MIN_GROND = 5, 10, 5
VAN = "Leerlingbespreking van"
"""How the place of an agreement (``besloten_in``) begins when it was made at a meeting."""


@dataclass(frozen=True)
class Actie:
    """What the team agreed for one dossier: who does what, and by which day."""

    wat: str
    wie: Persoon
    uiterlijk: date


@dataclass(frozen=True)
class Concept:
    """What is being agreed, as typed so far, so that the team reads the words while it agrees on them.

    ``wie`` is a colleague as ``str(persoon)``; ``omdat`` is why nobody does anything.
    """

    wat: str = ""
    wie: str = ""
    uiterlijk: str = ""
    omdat: str = ""


@dataclass(frozen=True)
class Punt:
    """A dossier on the agenda: what the team is asked, what may be shown, and the outcome.

    ``verlaat``: the ids of the accounts that leave the room for it. ``grond`` and ``toelichting``: why guests may hear
    who the pupil is, and where that is recorded. ``geen_actie``: why nobody does anything.
    """

    dossier_id: str
    vraag: str = ""
    kaarten: tuple[Kaart, ...] = ()
    verlaat: frozenset[str] = frozenset()
    grond: Grond | None = None
    toelichting: str = ""
    acties: tuple[Actie, ...] = ()
    geen_actie: str = ""
    concept: Concept = Concept()

    @property
    def is_open(self) -> bool:
        """Whether the team has not yet agreed who does what, or why nobody does anything."""
        return not self.acties and not self.geen_actie


@dataclass(frozen=True)
class Bespreking:
    """A meeting being prepared or held, immutable; ``db.dossiers.besprekingen`` stores it until it is closed.

    ``collegas``: ids of accounts. ``gasten``: who is from outside the school, as typed. ``begonnen_op``: the day on
    which it began; None while it is prepared.
    """

    id: str
    datum: date
    collegas: tuple[str, ...] = ()
    gasten: tuple[str, ...] = ()
    punten: tuple[Punt, ...] = ()
    begonnen_op: date | None = None

    def punt(self, dossier_id: str) -> Punt | None:
        """The item about this dossier; None when it is not on the agenda."""
        return next((each for each in self.punten if each.dossier_id == dossier_id), None)

    def met(self, punt: Punt) -> "Bespreking":
        """The meeting with this item in place of the one about the same dossier."""
        return replace(self, punten=tuple(punt if each.dossier_id == punt.dossier_id else each for each in self.punten))

    def is_anoniem(self, punt: Punt) -> bool:
        """Whether code name and group are left out because guests attend, and no ground to name them is recorded."""
        heard = punt.grond in (Grond.INSTEMMING, Grond.MEDEWETEN) and len(punt.toelichting.strip()) >= _MIN_GROND
        return bool(self.gasten) and not heard

    def label(self, punt: Punt, dossier: Dossier) -> str:
        """What a dossier is called in the meeting: ``Beuk 3, groep 6``, or ``Casus 2`` when it is anonymous."""
        if self.is_anoniem(punt):
            return f"Casus {self.punten.index(punt) + 1}"
        return f"{dossier.codenaam}, {without_name(in_groep(dossier.groep), dossier, '…')}"

    def aanwezig(self, punt: Punt) -> tuple[str, ...]:
        """The ids of the accounts of the colleagues who are present at this item."""
        return tuple(each for each in self.collegas if each not in punt.verlaat)


def without_function(gasten: Iterable[str]) -> bool:
    """Whether one of these guests is written without what they do: it is recorded who was there, and as what."""
    return any(not all(part.strip() for part in (*gast.split(",", 1), "")[:2]) for gast in gasten)


def can_attend(persoon: Persoon) -> bool:
    """Whether the role of this colleague may attend."""
    return persoon.role.acts_as in AAN_TAFEL


def betrokken(bespreking: Bespreking, dossier: Dossier) -> tuple[str, ...]:
    """The ids of the accounts that attend and are excluded from this dossier: they must not hear of it."""
    return tuple(each for each in bespreking.collegas if each in dossier.toegang.afgeschermd)


def objections(bespreking: Bespreking, dossiers: Mapping[str, Dossier]) -> dict[str, str]:
    """What keeps the meeting from beginning: Dutch sentences by ``collegas``, ``dossiers`` or the id of a dossier."""
    found = {}
    if not bespreking.collegas:
        found["collegas"] = "Kies wie erbij zijn."
    elif not bespreking.punten:
        found["dossiers"] = "Zet ten minste één dossier op de agenda."
    if without_function(bespreking.gasten):
        found["gasten"] = ZONDER_FUNCTIE
    for punt in bespreking.punten:
        dossier = dossiers.get(punt.dossier_id)
        if dossier and (refusal := keeps_off_the_table(bespreking, punt, dossier)):
            found[punt.dossier_id] = refusal
    return found


def keeps_off_the_table(bespreking: Bespreking, punt: Punt, dossier: Dossier) -> str | None:
    """Why this dossier cannot be discussed now, as a Dutch sentence; None when it can be."""
    if not set(betrokken(bespreking, dossier)) <= punt.verlaat:
        return "Een betrokken collega zit aan tafel. Die verlaat bij dit punt de kamer, of het punt vervalt."
    if len(punt.vraag.strip()) < _MIN_VRAAG:
        return "Schrijf op wat u het team vraagt."
    if not bespreking.aanwezig(punt):
        return "Bij dit punt blijft niemand over."
    return None


def without_name(text: str, dossier: Dossier, instead: str, *, is_typed: bool = False) -> str:
    """The text with the pupil's names, each part of them, and the birth date replaced by ``instead``.

    ``is_typed``: somebody is typing it, so its last word may be half a name; that is left out.
    """
    others, naam = losse_namen(dossier.leerling("roepnamen")), dossier.leerling("naam")
    if is_typed:
        text = nameless.without_half_a_name(text, naam, dossier.born, others)
    return nameless.without(text, naam, dossier.born, instead, others)


def objections_to(raw: Mapping[str, str], punt: Punt, dossier: Dossier, on: date) -> dict[str, str]:
    """Objections to these answers for an ``Afspraak``: Dutch sentences by name of vraag; empty when there are none."""
    found = answers_that_will_not_do(Afspraak, raw, on)
    wie = read_persoon(raw.get("wie"))
    if wie and wie.id in {*dossier.toegang.afgeschermd, *punt.verlaat}:
        found["wie"] = "Kies een collega die dit kan doen."
    return found


def objections_to_nothing(omdat: str) -> str | None:
    """The objection to this reason for doing nothing, as a Dutch sentence; None when there is none."""
    return None if len(omdat.strip()) >= MIN_OMDAT else f"Schrijf waarom, in ten minste {MIN_OMDAT} tekens."


def open_punten(bespreking: Bespreking) -> tuple[Punt, ...]:
    """The items without an outcome, which keep the meeting from being closed."""
    return tuple(each for each in bespreking.punten if each.is_open)


def outcome(bespreking: Bespreking, punt: Punt, names: Mapping[str, str]) -> tuple[Vastlegging, ...]:
    """What is recorded in the dossier of this item when the meeting is closed.

    ``names``: the names of those who attend, by account id.

    Raises ``Geweigerd`` when the meeting did not begin or this item is still open.
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
    """The actions of this item as agreements to record in its dossier."""
    where = f"{VAN} {in_words(bespreking.begonnen_op)}" if bespreking.begonnen_op else VAN
    return tuple(
        Afspraak(wat=each.wat, wie=each.wie, uiterlijk=each.uiterlijk, besloten_in=where) for each in punt.acties
    )


def decided(punt: Punt) -> str:
    """The outcome of this item in Dutch: who does what, or why nobody does anything."""
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


def on_the_agenda(dossiers: Mapping[str, Dossier], before: Bespreking) -> tuple[Punt, ...]:
    """These dossiers as items, in that order: as they were prepared already, else with the usual cards."""
    return tuple(before.punt(each) or Punt(each, kaarten=usual(dossier)) for each, dossier in dossiers.items())
