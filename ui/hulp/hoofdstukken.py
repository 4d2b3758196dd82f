"""The chapters of the manual, as they stand in ``docs/handleiding``: what schools read there is what Hulp shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from meldcode.eigen.woorden import Eigen, served
from meldcode.rollen import Role

FOLDER: Final = Path(__file__).parents[2] / "docs" / "handleiding"
INDEX: Final = FOLDER / "README.md"
"""Says which chapters there are, in which order and below which heading."""
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BEELD = re.compile(r"!\[([^\]]+)\]\(\.\./beeld/([\w-]+)\.jpeg\)")
# A line that goes on with the one before: our lines end where the page does, and those on the screen elsewhere.
_RUNS_ON = re.compile(r"(?<=[^|])\n *(?!\s*(?:[-|]|\d+\. |\n))(?=\S)")
_ALSO = "Lees ook"
_PLAIN = re.compile(r"(?:[^\W_]|[ '’-])+")


@dataclass(frozen=True)
class Kop:
    """A heading inside a chapter."""

    tekst: str


@dataclass(frozen=True)
class Beeld:
    """A picture of a page: the name of its file, and what it shows in words."""

    naam: str
    toont: str


@dataclass(frozen=True)
class Alinea:
    """A paragraph, list, table or block of commands, in Markdown without links."""

    tekst: str


@dataclass(frozen=True)
class Hoofdstuk:
    """One chapter. ``naam`` is its file without folder and ending; ``lees_ook`` are the names of other chapters."""

    naam: str
    groep: str
    titel: str
    delen: tuple[Kop | Beeld | Alinea, ...]
    lees_ook: tuple[str, ...]


# The chapter about each page, by the file of the page.
BIJ: Final[dict[str, str]] = {
    "start.py": "start",
    "nieuw.py": "nieuw-dossier",
    "leerlingen.py": "leerlingenlijst",
    "oefenen.py": "oefenen",
    "dossiers.py": "dossiers",
    "directie.py": "overzicht",
    "jaarverslag.py": "jaarverslag",
    "bestuur.py": "cijfers",
    "leerlingbespreking.py": "leerlingbespreking",
    "inzage.py": "dossier-inzien",
    "overdragen.py": "overdragen",
    "bewaren.py": "bewaren",
    "register.py": "register",
    "in_orde.py": "in-orde",
    "inrichten.py": "inrichten",
    "beheer.py": "accounts",
    "account.py": "mijn-account",
    "acuut.py": "acuut-gevaar",
    "vernietigd.py": "vernietigen",
    "stap_1_signalen.py": "stap-1",
    "stap_2_overleg.py": "stap-2",
    "stap_3_gesprek.py": "stap-3",
    "stap_4_wegen.py": "stap-4",
    "stap_5_beslissen.py": "stap-5",
    "samen_wegen.py": "samen-wegen",
    "om_de_leerling.py": "om-de-leerling-heen",
    "dossier.py": "alles-op-volgorde",
    "opvolging.py": "afspraken",
    "gezin.py": "broers-en-zussen",
    "verzoeken.py": "verzoeken",
    "bellen.py": "bellen",
    "papieren.py": "papieren",
    "inzage_geven.py": "inzage-geven",
    "vertrek.py": "van-school",
    "toegang.py": "wie-leest-mee",
    "bewaartermijn.py": "bewaren",
    "vernietigen.py": "vernietigen",
    "uithalen.py": "eruit-halen",
}
# The same for whoever hands in a signaal and does not walk the route, where that is another chapter.
BIJ_DOORGEVEN: Final[dict[str, str]] = {
    "nieuw.py": "signaal-doorgeven",
    "stap_1_signalen.py": "signaal-doorgeven",
}
VAN_DE_ROL: Final[dict[Role, str]] = {
    Role.IB_ER: "intern-begeleider",
    Role.AANDACHTSFUNCTIONARIS: "intern-begeleider",
    Role.DIRECTIE: "directie",
    Role.VERTROUWENSPERSOON: "vertrouwenspersoon",
    Role.LEERKRACHT: "leerkracht",
    Role.BEHEERDER: "beheerder",
    Role.FG: "functionaris-gegevensbescherming",
    Role.BESTUUR: "bestuur",
}


@cache
def alle() -> dict[str, Hoofdstuk]:
    """Every chapter by its name, in the order of the index. The same for everybody, so it is read once."""
    found = dict[str, Hoofdstuk]()
    groep = ""
    for line in INDEX.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            groep = line.removeprefix("## ")
        elif groep and (link := _LINK.search(line)):
            file = FOLDER / link[2]
            found[file.stem] = _read(file.stem, groep, file.read_text(encoding="utf-8"))
    return found


def gezegd() -> dict[str, Hoofdstuk]:
    """The same chapters, in the words of the school that is served now.

    A word with a sign in it that could mean something in Markdown is left as it usually is.
    """
    plain = frozenset((naam, said) for naam, said in served().gekozen.items() if _PLAIN.fullmatch(said))
    return _gezegd(plain) if plain else alle()


@lru_cache(maxsize=8)
def _gezegd(gekozen: frozenset[tuple[str, str]]) -> dict[str, Hoofdstuk]:
    say = Eigen(dict(gekozen)).instead
    return {
        naam: replace(each, titel=say(each.titel), delen=tuple(_said(part, say) for part in each.delen))
        for naam, each in alle().items()
    }


def _said(part: Kop | Beeld | Alinea, say: Callable[[str], str]) -> Kop | Beeld | Alinea:
    if isinstance(part, Beeld):
        return replace(part, toont=say(part.toont))
    return part if part.tekst.startswith("```") else replace(part, tekst=say(part.tekst))


def _read(naam: str, groep: str, text: str) -> Hoofdstuk:
    """A chapter out of its file: a title, parts with an empty line between them, and what to read besides."""
    body, _heading, also = text.partition(f"## {_ALSO}\n")
    title, *parts = _parts(body)
    others = tuple(Path(each[2]).stem for each in _LINK.finditer(also))
    return Hoofdstuk(naam, groep, title.removeprefix("# "), tuple(map(_part, parts)), others)


def _parts(body: str) -> list[str]:
    """The text at its empty lines; a block of commands, and what is indented below a line, stays whole."""
    parts = list[str]()
    for each in body.split("\n\n"):
        is_inside = parts and (parts[-1].count("```") % 2 or each.startswith("  "))
        if is_inside:
            parts[-1] += f"\n\n{each}"
        elif each.strip():
            parts.append(each.strip("\n"))
    return parts


def _part(text: str) -> Kop | Beeld | Alinea:
    if text.startswith("## "):
        return Kop(text.removeprefix("## "))
    if picture := _BEELD.fullmatch(text):
        return Beeld(picture[2], picture[1])
    return Alinea(_LINK.sub(r"\1", text if text.startswith("```") else _RUNS_ON.sub(" ", text)))


@cache
def beelden() -> frozenset[str]:
    """The names of all pictures in the manual."""
    return frozenset(part.naam for each in alle().values() for part in each.delen if isinstance(part, Beeld))
