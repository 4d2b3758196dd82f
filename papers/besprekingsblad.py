"""The sheet for the leerlingbespreking: one A4 by code name, with room to write what the team decides."""

from meldcode.papieren.intern import Blad
from papers.papier import Merk, gezet

TITEL = "Blad voor de leerlingbespreking"
_TEKST = {
    "over": "Op codenaam. Haal de bladen na afloop op, en vernietig ze. Deel dit blad niet uit als er gasten zijn.",
    "tot_nu": "Tot nu toe",
    "laatste_kop": ["Dag", "Soort"],
    "vraag_kop": "De vraag aan het team",
    "eerder_kop": "Eerder afgesproken",
    "besluit": "Wat besluiten wij?",
    "acties_kop": ["Wat", "Wie", "Uiterlijk"],
    "geen": "Geen actie, omdat",
}


def op_papier(blad: Blad, merk: Merk) -> bytes:
    """The PDF of this sheet. What does not fit goes on a second one."""
    about = {
        **_TEKST,
        "codenaam": blad.codenaam,
        "waar": blad.waar,
        "samen": blad.samen,
        "laatste": list(map(list, blad.laatste)),
        "vraag": blad.vraag,
        "eerder": list(blad.eerder),
    }
    return gezet("besprekingsblad", TITEL, about, merk, blad.codenaam)
