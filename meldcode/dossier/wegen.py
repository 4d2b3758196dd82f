"""The records that a weging must weigh: which they are, where they came from, and whether it covers all of them."""

from collections.abc import Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.route.stappen import STAP_1, STAP_2, STAP_3
from meldcode.vastleggingen import ALLE
from meldcode.vragen.datum import read_date
from meldcode.vragen.meegewogen import read_delen
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Raw

# Stap 1 to 3 (R28), and later records that may say something about the child.
TE_WEGEN = tuple(
    dict.fromkeys([*STAP_1.vastleggingen, *STAP_2.vastleggingen, *STAP_3.vastleggingen])
    | dict.fromkeys(kind for kind in ALLE if kind.weegt_mee)
)
BEWIJS = tuple(kind for kind in TE_WEGEN if kind.bewijs)
_BRON = {kind.__name__: tuple(each.naam for each in vragen(kind) if each.bron) for kind in TE_WEGEN}


def te_wegen(dossier: Dossier, before: int | None = None) -> Records:
    """Every record that a weging may weigh; ``before``: only those with a lower number."""
    return tuple(each for each in dossier.of(*TE_WEGEN) if before is None or each.nummer < before)


def is_bewijs(record: Vastgelegd) -> bool:
    """Whether a weging must weigh this record or leave it out with a reason (R28, ADR 38)."""
    return record.isa(*BEWIJS)


def dag(record: Vastgelegd) -> date:
    """The day that a record is about; when it names none, the day on which it was recorded."""
    return read_date(str(record.waarde("datum"))) or record.on


def bron(record: Vastgelegd) -> str:
    """Where a record came from, in words: how the reporter knows it, or who were there. Empty when not asked."""
    return "; ".join(record.tekst(naam) for naam in _BRON.get(record.soort, ()) if record.tekst(naam))


def inhoud(record: Vastgelegd) -> tuple[tuple[str, str], ...]:
    """What a record says besides its day and source: each vraag with its answer in words, without files."""
    told = (*_BRON.get(record.soort, ()), "datum")
    return tuple((each.vraag, each.tekst) for each in record.antwoorden if each.naam not in told and not each.bestand)


def origin(record: Vastgelegd, dossier: Dossier) -> int:
    """The number of the record that this one finally corrects; its own number when it corrects none."""
    numbers = {each.nummer: each.corrigeert for each in dossier.records}
    nummer = record.nummer
    while before := numbers.get(nummer):
        nummer = before
    return nummer


def objections(raw: Mapping[str, Raw], dossier: Dossier, before: int | None = None) -> dict[str, str]:
    """Objections to a weging that passes over evidence, or weighs what is not there, by name of vraag (R28)."""
    weighed = {each.nummer for each in read_delen(raw.get("meegewogen"))}
    there = te_wegen(dossier, before)
    if unknown := weighed - {each.nummer for each in there}:
        return {"meegewogen": f"In dit dossier valt {_numbers(unknown)} niet te wegen."}
    if left := {each.nummer for each in there if is_bewijs(each)} - weighed:
        return {"meegewogen": f"Nog niet gewogen: {_numbers(left)}. Weeg het mee, of zeg waarom niet."}
    return {}


def _numbers(found: set[int]) -> str:
    *most, last = [str(each) for each in sorted(found)]
    return f"nummer {', '.join(most)} en {last}" if most else f"nummer {last}"
