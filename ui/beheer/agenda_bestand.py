"""Reading free days from a school's own calendar: an .ics, or a .csv with a name and one or two dates per line."""

import re
from collections.abc import Callable
from datetime import date

from db.brought import own_process
from db.brought.child import DAMAGED
from db.school.kalender import KalenderError
from meldcode.termijnen.vrij import LONGEST_VRIJ, Vrij

MAX_BYTES = 1_000_000
_MANY = 400
# Words for a day without school; calendars also list parents' evenings and the school photographer.
_FREE = re.compile(
    r"vakantie|\bvrije?\b|studiedag|margedag|paas|pasen|pinkster|hemelvaart|koningsdag|bevrijdingsdag", re.IGNORECASE
)


def read(content: bytes, *, whose: str, wanted: Callable[[], bool] = lambda: True) -> list[Vrij]:
    """The days in this file, in order.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``. Raises ``KalenderError`` with a Dutch sentence
    when it cannot be read, and ``own_process.NotWanted`` when nobody waits for it any more.
    """
    if len(content) > MAX_BYTES:
        raise KalenderError("Dit bestand is te groot voor een agenda. Kies een bestand van ten hoogste 1 MB.")
    found = [day for each in _days(content, whose, wanted) if (day := _kept(*each)) is not None]
    if not found:
        raise KalenderError("In dit bestand staan geen dagen die Meldroute kan lezen.")
    if len(found) > _MANY:
        raise KalenderError(f"In dit bestand staan meer dan {_MANY} dagen. Neem er een van één schooljaar.")
    return sorted(set(found))


def looks_free(each: Vrij) -> bool:
    """Whether the name of this day suggests that there is no school. Only a suggestion: the school decides."""
    return _FREE.search(each.naam) is not None


def _days(content: bytes, whose: str, wanted: Callable[[], bool]) -> list[tuple[str, date, date]]:
    try:
        found, _ = own_process.read("agenda", content, whose=whose, wanted=wanted)
    except own_process.Busy:
        raise KalenderError(
            "Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies dit bestand dan weer."
        ) from None
    except own_process.TooMuch:
        raise KalenderError(
            "Deze agenda is beschadigd of te ingewikkeld om te lezen. Exporteer één schooljaar, en kies dat bestand."
        ) from None
    if found.get(DAMAGED):
        raise KalenderError("Dit bestand is geen agenda die Meldroute kan lezen. Exporteer hem opnieuw.")
    return [(str(naam), date.fromisoformat(first), date.fromisoformat(last)) for naam, first, last in found["days"]]


def _kept(naam: str, first: date, last: date) -> Vrij | None:
    naam = " ".join(naam.split())[:60] or "Vrij"
    is_sane = first <= last and (last - first).days < LONGEST_VRIJ and 2000 <= first.year <= 2200
    return Vrij(first, last, naam) if is_sane and naam.isprintable() else None
