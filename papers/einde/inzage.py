"""The package for who asks for inzage: a cover, the records as given, and a list of what was withheld."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from meldcode.papieren.inzage.pakket import Onderdeel, Pakket, Regel, Stuk
from meldcode.papieren.inzage.voorblad import NIETS_WEGGELATEN, WEGGELATEN
from papers.foto import on_paper
from papers.papier import Merk, gezet

TITEL = "Inzage in een dossier"
_KOPPEN = {
    "records": "Wat u krijgt",
    "niet": "Wat u niet krijgt",
    "weggelaten": "Wat is weggelaten",
    "apart": "Wat u apart krijgt",
}
_LIJST_KOP = ["Nummer", "Wat", "Waarom", "Grond"]


def op_papier(voorblad: Iterable[tuple[str, str]], pakket: Pakket, fotos: Mapping[str, bytes], merk: Merk) -> bytes:
    """The PDF of this package. ``fotos``: those that are given, by id. Raises ``OSError`` when one is no picture."""
    shown = on_paper(fotos)
    about = {
        "voorblad": [list(each) for each in voorblad],
        "koppen": _KOPPEN,
        "uitleg": WEGGELATEN,
        "onderdelen": [_onderdeel(each, shown) for each in pakket.onderdelen],
        "lijst_kop": _LIJST_KOP,
        "lijst": [[", ".join(map(str, each.nummers)), each.wat, each.waarom, each.grond] for each in pakket.weggelaten],
        "niets": NIETS_WEGGELATEN,
        "apart": list(pakket.apart),
    }
    return gezet("einde/inzage", TITEL, about, merk)


def _onderdeel(each: Onderdeel, fotos: Mapping[str, str]) -> dict[str, Any]:
    if each.weg:
        return {"titel": "", "over": _said(each.weg), "regels": []}
    return {"titel": each.titel, "over": each.over, "regels": [_regel(one, fotos) for one in each.regels]}


def _regel(each: Regel, fotos: Mapping[str, str]) -> dict[str, Any]:
    foto = fotos.get(each.bestand.id, "") if each.bestand else ""
    stukken = list(_stukken(each.stukken))
    return {"vraag": each.vraag, "stukken": stukken, "foto": foto}


def _stukken(stukken: Iterable[Stuk]) -> Iterator[dict[str, Any]]:
    for each in stukken:
        yield {"tekst": _said(each.weg) if each.weg else each.tekst, "weg": bool(each.weg)}


def _said(nummer: int) -> str:
    return f"[weggelaten {nummer}]"
