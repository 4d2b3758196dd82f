"""The list of actions of the leerlingbespreking: by code name, without names of pupils or other content."""

from collections.abc import Sequence

from meldcode.bespreking.toezegging import Toezegging
from meldcode.vragen.datum import at_school, in_words
from papers.papier import Merk, gezet

TITEL = "Actielijst leerlingbespreking"
KOP = ("Codenaam", "Wat", "Wie", "Uiterlijk", "Klaar")


def actielijst(promised: Sequence[Toezegging], school: str, merk: Merk) -> bytes:
    """The PDF with the open toezeggingen, the nearest date first, and room to tick them off; without completed ones."""
    day = in_words(at_school(merk.op).date())
    rows = [[each.codenaam, each.wat, each.wie.naam, in_words(each.uiterlijk)] for each in promised if not each.afloop]
    about = f"{school}, {day}. Op codenaam. Bewaar of vernietig dit papier als een dossier."
    return gezet("actielijst", TITEL, {"over": about, "kop": KOP, "rijen": rows, "leeg": "Er staat niets open."}, merk)
