"""What the team promised at earlier meetings, with which the next meeting begins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from meldcode.bespreking.bespreking import VAN, Punt, without_name
from meldcode.bespreking.kaarten import last_held, usual
from meldcode.dossier.afspraken import open_afspraken
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afgehandeld, Afspraak, Leerlingbespreking, Opening, Overdracht
from meldcode.vragen.datum import in_words, read_date
from meldcode.vragen.persoon import Persoon, read_persoon

GELEZEN = (Opening, Leerlingbespreking, Afspraak, Afgehandeld, Overdracht)
"""The kinds of which ``promised`` reads the records: of a dossier with only these it says the same as of the whole."""


@dataclass(frozen=True)
class Toezegging:
    """One promise of the team, without names of the pupil. ``afloop`` is the outcome; empty: not recorded yet."""

    codenaam: str
    wat: str
    wie: Persoon
    uiterlijk: date
    afloop: str


def promised(dossier: Dossier) -> tuple[Toezegging, ...]:
    """The promises about this dossier: those of the last meeting, and earlier ones that are still open."""
    return tuple(without_names(each, dossier) for each in as_recorded(dossier))


def without_names(each: Toezegging, dossier: Dossier) -> Toezegging:
    """This promise without the names of the pupil."""
    wat, afloop = (without_name(text, dossier, dossier.codenaam) for text in (each.wat, each.afloop))
    return replace(each, wat=wat, afloop=afloop)


def as_recorded(dossier: Dossier) -> tuple[Toezegging, ...]:
    """As ``promised``, in the words of the records: what was typed may name the pupil, and is not to be shown."""
    held, still = last_held(dossier.standing), {record.nummer: wie for record, wie in open_afspraken(dossier.standing)}
    came_of = {str(each.waarde("afspraak")): each for each in dossier.of(Afgehandeld)}
    found = []
    for record in dossier.of(Afspraak):
        done = came_of.get(str(record.nummer))
        wie = still.get(record.nummer) or read_persoon(record.waarde("wie"))
        uiterlijk = read_date(str(record.waarde("uiterlijk")))
        is_last = held is not None and record.nummer > held.nummer
        if wie and uiterlijk and record.tekst("besloten_in").startswith(VAN) and (is_last or done is None):
            afloop = f"{done.tekst('afloop')}: {done.tekst('uitkomst')}" if done else ""
            found.append(Toezegging(dossier.codenaam, record.tekst("wat"), wie, uiterlijk, afloop))
    return tuple(found)


def in_words_of(each: Toezegging) -> str:
    """A promise and its outcome in Dutch."""
    return f"{each.wat} – {each.wie.naam}, uiterlijk {in_words(each.uiterlijk)}. {each.afloop or 'Nog open.'}"


def to_begin_with(dossiers: Sequence[Dossier]) -> tuple[Punt, ...]:
    """The items with which the next meeting begins: dossiers with open promises."""
    open_ones = [each for each in dossiers if any(not one.afloop for one in as_recorded(each))]
    return tuple(Punt(each.id, "Wat kwam er van wat wij afspraken?", usual(each)) for each in open_ones)
