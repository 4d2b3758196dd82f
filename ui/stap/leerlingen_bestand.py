"""Reading the pupils in a file that a school exports from its own pupil administration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.brought import own_process
from db.brought.child import DAMAGED
from db.brought.leerlingen import MOST_ROWS, asked
from db.school.leerlingen import LijstError
from meldcode.eigen.woorden import worded
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.vragen.tekst import dotted

MOST_MB = 5
MAX_BYTES = MOST_MB * 1024 * 1024
_AS_CSV = "Kies in het programma waar het vandaan komt ‘exporteren’ of ‘Opslaan als’ en dan Excel of CSV, en kies dat."
_OTHER_KINDS = {
    "pdf": f"Dit is een pdf. {_AS_CSV}",
    "zip": "Dit is een ingepakt bestand (.zip). Pak het uit, en kies het bestand dat erin zit.",
    "oud_office": f"Dit is een oud bestand van Word, Excel of Outlook. {_AS_CSV}",
    "tekstverwerker": f"Dit is een tekst van een tekstverwerker. {_AS_CSV}",
    "webpagina": f"Dit is een webpagina. {_AS_CSV}",
    "foto": f"Dit is een foto. {_AS_CSV}",
    "geen_tekst": f"In dit bestand staan tekens die niet in een lijst horen. Er is niets gelezen. {_AS_CSV}",
    "te_lang": f"In dit bestand staan meer dan {dotted(MOST_ROWS)} regels. Exporteer de leerlingen van één school.",
}


@dataclass(frozen=True)
class Over:
    """A row that was not taken: its number in the file, the name in it if there is one, and why."""

    regel: int
    naam: str
    waarom: str

    @property
    def tekst(self) -> str:
        """The same as a line: ``Regel 14 (Kim Jansen): de geboortedatum ontbreekt.``"""
        return f"Regel {self.regel}{f' ({self.naam})' if self.naam else ''}: {worded(self.waarom)}."


@dataclass(frozen=True)
class Gelezen:
    """What a list says. ``kolommen``: where each thing was read, as the number of a column in ``koppen``."""

    koppen: Sequence[str]
    kolommen: Mapping[str, int | None]
    leerlingen: Sequence[Leerling]
    over: Sequence[Over]


def read(
    content: bytes,
    today: date,
    kolommen: Mapping[str, int | None] | None = None,
    *,
    whose: str,
    wanted: Callable[[], bool] = lambda: True,
) -> Gelezen:
    """What this file says, from these columns; without them from those that its headings point to.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``. Raises ``LijstError`` with a Dutch sentence when
    it cannot be read, and ``own_process.NotWanted`` when nobody waits for it any more.
    """
    if not content.strip():
        raise LijstError("Dit bestand is leeg. Exporteer de lijst opnieuw.")
    if len(content) > MAX_BYTES:
        raise LijstError(f"Dit bestand is te groot voor een lijst van leerlingen: ten hoogste {MOST_MB} MB.")
    found = _found(asked(today, kolommen, content), whose, wanted)
    if found.get(DAMAGED):
        raise LijstError(f"Dit bestand is geen lijst die Meldroute kan lezen. {_AS_CSV}")
    if "other" in found:
        raise LijstError(_OTHER_KINDS[found["other"]])
    return Gelezen(
        tuple(found["koppen"]),
        found["kolommen"],
        tuple(Leerling(*each) for each in found["leerlingen"]),
        tuple(Over(*each) for each in found["over"]),
    )


def _found(content: bytes, whose: str, wanted: Callable[[], bool]) -> dict[str, Any]:
    try:
        return own_process.read("leerlingen", content, whose=whose, wanted=wanted)[0]
    except own_process.Busy:
        raise LijstError(
            "Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies dit bestand dan weer."
        ) from None
    except own_process.TooMuch:
        raise LijstError("Deze lijst is beschadigd of te ingewikkeld om te lezen. Exporteer haar opnieuw.") from None
