"""The certificate of the course: one friendly sheet for whoever did every case. Nobody needs it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from meldcode.vragen.datum import in_words
from papers.papier import Merk, gezet

TITEL = "Bewijs van oefening"


class Gedaan(NamedTuple):
    """A case, and the day on which it was done."""

    titel: str
    op: date


def bewijs(naam: str, school: str, done: Sequence[Gedaan], merk: Merk) -> bytes:
    """The PDF of the certificate for this person; ``done``: every case of the course."""
    about = {
        "school": school,
        "aanhef": "Dit blad is voor",
        "naam": naam,
        "over": "die alle casussen van de oefenschool deed. Van een lege broodtrommel tot een melding, en van acuut "
        "gevaar tot een dossier dat dicht kan.",
        "casussen": [[each.titel, in_words(each.op)] for each in done],
        "kop": "Wat u nu kunt",
        "kunt": [
            "Vastleggen wat er is gezien, apart van wat u denkt.",
            "Eerst bellen met Veilig Thuis, en dan pas praten.",
            "Wegen, beslissen en melden, en daarna blijven kijken.",
            "Zwijgen over waar iemand is.",
        ],
        "slot": "De leerlingen in deze casussen bestaan niet. Aan dit blad kunt u geen rechten ontlenen. Het mag wel "
        "aan de muur.",
    }
    return gezet("oefenen/bewijs", TITEL, about, merk)
