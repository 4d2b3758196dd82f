"""Reading free days from a school's own calendar: an .ics, or a table with a name and days in each row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.brought import own_process
from db.brought.agenda import asked
from db.brought.calendars.found import Reden as Reden
from db.brought.calendars.found import Window
from db.brought.child import DAMAGED
from db.school.kalender import KalenderError
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar
from meldcode.termijnen.vrij import LONGEST_NAAM, Vrij
from meldcode.termijnen.welke_vrij import Gelezen, Oordeel, gelezen

MOST_MB = 5
MAX_BYTES = MOST_MB * 1024 * 1024
ZONDER_NAAM = "Zonder naam"
_OTHER_KINDS = {
    "pdf": "Dit is een pdf. Vraag de agenda als .ics of .csv, of typ de dagen in.",
    "zip": "Dit is een ingepakt bestand (.zip). Pak het uit, en kies het .ics-bestand dat erin zit.",
    "oud_office": "Dit is een oud bestand van Word, Excel of Outlook. Bewaar het als .xlsx of .csv, en kies dat.",
    "tekstverwerker": "Dit is een tekst van een tekstverwerker. Bewaar de lijst als .csv, en kies dat bestand.",
    "webpagina": "Dit is een webpagina en geen agenda. Kies daar ‘exporteren’ of ‘downloaden’, en kies dat bestand.",
    "foto": "Dit is een foto. Vraag de agenda als .ics of .csv, of typ de dagen in.",
}


@dataclass(frozen=True, order=True)
class Dag:
    """Days that were found. ``uren``: the hours, where the calendar has no whole days."""

    vrij: Vrij
    zegt: Gelezen
    uren: str = ""

    @property
    def oordeel(self) -> Oordeel:
        """Whether these days are free, by their name; doubtful if they are not whole days."""
        return Oordeel.TWIJFEL if self.uren and self.zegt.oordeel is Oordeel.VRIJ else self.zegt.oordeel


@dataclass(frozen=True)
class Over:
    """What was not taken: its name, the days as far as known, why, and how often it stands in the file."""

    naam: str
    dagen: tuple[date, ...]
    reden: Reden
    aantal: int


@dataclass(frozen=True)
class Lezing:
    """What a calendar says: the days in it, in order, and what was not taken, the most worth looking at first."""

    dagen: tuple[Dag, ...]
    over: tuple[Over, ...]


def jaren(today: date) -> Window:
    """The days about which is asked: those of this school year and the next."""
    now = schooljaar(today)
    return Window(now.begin, Schooljaar(now.begin_jaar + 1).eind)


def read(content: bytes, today: date, *, whose: str, wanted: Callable[[], bool] = lambda: True) -> Mapping[str, Lezing]:
    """What this file says. Several readings, by the order of its dates in numbers, if that is open.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``. Raises ``KalenderError`` with a Dutch sentence
    when it cannot be read, and ``own_process.NotWanted`` when nobody waits for it any more.
    """
    if not content.strip():
        raise KalenderError("Dit bestand is leeg. Exporteer de agenda opnieuw.")
    if len(content) > MAX_BYTES:
        raise KalenderError(
            f"Dit bestand is te groot voor een agenda: ten hoogste {MOST_MB} MB. "
            "Exporteer één schooljaar, of typ de dagen in."
        )
    found = _found(asked(*jaren(today), content), whose, wanted)
    if found.get(DAMAGED):
        raise KalenderError("Dit bestand is geen agenda die Meldroute kan lezen. Exporteer hem opnieuw.")
    if "other" in found:
        raise KalenderError(_OTHER_KINDS[found["other"]])
    readings = {str(order): _reading(each) for order, each in found["readings"].items()}
    if not any(each.dagen or _says_days(each) for each in readings.values()):
        raise KalenderError(
            "In dit bestand staan geen dagen die Meldroute kan lezen. Kies een .ics, .xlsx of .csv, of typ de dagen in."
        )
    return readings


def _found(content: bytes, whose: str, wanted: Callable[[], bool]) -> dict[str, Any]:
    try:
        return own_process.read("agenda", content, whose=whose, wanted=wanted)[0]
    except own_process.Busy:
        raise KalenderError(
            "Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies dit bestand dan weer."
        ) from None
    except own_process.TooMuch:
        raise KalenderError(
            "Deze agenda is beschadigd of te ingewikkeld om te lezen. Exporteer één schooljaar, of typ de dagen in."
        ) from None


def _reading(found: Mapping[str, Any]) -> Lezing:
    days = {_day(naam, _date(van), _date(tot), uren) for naam, van, tot, uren in found["days"]}
    left = (
        Over(naam or ZONDER_NAAM, tuple(map(_date, filter(None, when.split("/")))), Reden[reden], number)
        for naam, when, reden, number in found["left"]
    )
    order = list(Reden)
    return Lezing(
        tuple(sorted(days, key=lambda each: (each.vrij, each.uren))),
        tuple(sorted(left, key=lambda each: (order.index(each.reden), each.dagen, each.naam))),
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _says_days(reading: Lezing) -> bool:
    """Whether anything that was not taken was a day all the same: a file without any is no calendar."""
    return any(each.reden is not Reden.GEEN_DAG for each in reading.over)


def _day(naam: str, van: date, tot: date, uren: str) -> Dag:
    naam = naam or ZONDER_NAAM
    says = gelezen(naam)
    short = naam if len(naam) <= LONGEST_NAAM else f"{naam[: LONGEST_NAAM - 1].rstrip()}…"
    return Dag(Vrij(van, tot, short, says.groepen), says, uren)
