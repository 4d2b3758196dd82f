"""The bel-kaart on one A4: read from while calling Veilig Thuis, with room to note what is said."""

from collections.abc import Sequence

from meldcode.eigen.velden import altijd
from meldcode.nummers import Nummer
from meldcode.papieren.belkaart import ONBEKEND, Belkaart
from papers.papier import Merk, gezet

TITEL = "Belkaart Veilig Thuis"
TEKST = {
    "over": "Advies vraagt u zonder namen. Veilig Thuis legt dan niets over het gezin vast. U blijft verantwoordelijk.",
    "begin": "Zo begint u",
    "uzelf": "Wat u over uzelf zegt",
    "uzelf_tekst": "Uw naam, functie en school mag u noemen: Veilig Thuis bewaart wie er belde.",
    "tijdens": "Tijdens het gesprek",
    "veilig": "1  Hoe veilig is het nu, voor iedereen?",
    "zelf": "2  Wat kunnen wij zelf doen om het veilig te maken?",
    "gezien": "3  Wat is er gezien en gehoord?",
    "vertel": "Vertel het in uw eigen woorden: feiten eerst, letterlijk waar het kan. Wat denkt u, en wat weet u niet?",
    "feiten_kop": "Wat u vertelt: feiten zonder namen",
    "feiten_tekst": "Nagelezen en vrijgegeven voor dit gesprek. Noem aan de telefoon geen namen, ook niet per ongeluk.",
    "gedaan": "4  Wat hebben wij gedaan?",
    "ouders": "5  De ouders",
    "vijf": "6  De vijf afwegingen",
    "vraag": "7  Onze vraag",
    "advies": "Wat raadt Veilig Thuis aan, en wat spreken wij af?",
    "melding": "Alleen als het een melding wordt",
    "melding_tekst": "Dan pas wie het zijn: namen, geboortedatums, adres en telefoon, wie het gezag heeft, broers en "
    "zussen, wie wat weet. Is een adres geheim? Zeg dat aan de telefoon. Mag het gezin weten dat de school belde? "
    "Zeg nee als dat gevaarlijk is.",
    "daarna": "Leg na het gesprek vast wat er is gezegd: bij ‘Advies van Veilig Thuis’ of bij ‘Melding’.",
}
"""The words of the card, which are read from the screen too (``ui.papieren.bellen``)."""
LIJSTEN = {
    "soort": ["Advies", "Melding", "Weet ik nog niet"],
    "invullen": ["Met wie", "Dag en tijd", "Kenmerk"],
    "veilig_vragen": [
        "Waar is het kind vandaag, vannacht en dit weekend?",
        "Is er dreiging, een wapen, drank of drugs?",
        "Wie is er nog meer in gevaar: broers, zussen, een ouder?",
        "Wie heeft er zicht op het kind?",
    ],
    "gezien_kop": ["Wanneer", "Waar het over gaat", "Hoe wij het weten"],
}
"""Those of which there are several."""

_OP_BLAD_2 = "Op blad 2 staat wat u vertelt, zoals u het hebt nagelezen. Wat denkt u, en wat weet u niet?"


def begin(kaart: Belkaart) -> str:
    """With which words the call begins."""
    child = f"een kind {kaart.leeftijd}" if kaart.leeftijd != ONBEKEND else "een kind"
    return (
        f"“Ik bel namens een basisschool voor advies, zonder namen. Het gaat over {child}. Ik vertel eerst hoe veilig "
        "het nu is.”"
    )


def op_papier(kaart: Belkaart, bel: Nummer, codenaam: str, merk: Merk, feiten: Sequence[tuple[str, str]] = ()) -> bytes:
    """The PDF of this card, with whom to call, now and always. ``codenaam``: that of the dossier; empty without one.

    ``feiten``: what is told, each with when and how it is known, on a second sheet: only what somebody looked at.
    """
    about = {
        **TEKST,
        **LIJSTEN,
        "begin_tekst": begin(kaart),
        "onbekend": ONBEKEND,
        "bel": bel.nummer,
        "bel_uitleg": ", ".join(filter(None, (bel.naam, bel.wanneer))),
        "altijd": altijd(),
        "acuut": kaart.acuut,
        "rijen": [list(each) for each in kaart.gezien],
        "eerder": kaart.eerder,
        "gedaan_regels": list(kaart.gedaan),
        "ouders_rijen": [list(each) for each in kaart.ouders],
        "feiten": [list(each) for each in feiten],
        "vertel": _OP_BLAD_2 if feiten else TEKST["vertel"],
        "vijf_rijen": [list(each) for each in kaart.afwegingen],
    }
    return gezet("belkaart", TITEL, about, merk, codenaam)
