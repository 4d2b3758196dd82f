"""The jaarverslag as a PDF of one A4 page."""

from collections.abc import Sequence

from meldcode.cijfers.jaarverslag import Jaarverslag
from papers.papier import Merk, gezet


def pdf_of(verslag: Jaarverslag, kop: Sequence[str], merk: Merk) -> bytes:
    """The PDF. ``kop``: lines for its head, which say up to which day it counts and how it may be used."""
    secties = [
        {"titel": deel.titel, "uitleg": deel.uitleg, "regels": [[each.label, each.tekst] for each in deel.regels]}
        for deel in verslag.secties
    ]
    about = {"school": verslag.naam, "kop": kop, "secties": secties}
    return gezet("jaarverslag", f"Jaarverslag meldcode {verslag.jaar.naam}", about, merk)
