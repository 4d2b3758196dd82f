"""The places on the body that can be named, from top to bottom; left and right are those of the child."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kant(StrEnum):
    """The side of the body, as the drawing shows it."""

    VOOR = "voorkant"
    ACHTER = "achterkant"


@dataclass(frozen=True)
class Gebied:
    """One place: the name it is stored under, its side, and what it is called."""

    naam: str
    kant: Kant
    tekst: str

    @property
    def label(self) -> str:
        """The place as it is chosen and recorded: ``Linkerwang (voorkant)``."""
        return f"{self.tekst[0].upper()}{self.tekst[1:]} ({self.kant})"


# Of each place its name and what it is called; with {} there is one at the right and one at the left.
_PLAATSEN = {
    Kant.VOOR: {
        "kruin": "bovenkant van het hoofd",
        "voorhoofd": "voorhoofd",
        "oog": "rond het {}oog",
        "neus": "neus",
        "wang": "{}wang",
        "oor": "{}oor",
        "mond": "mond en lippen",
        "kin": "kin en kaak",
        "hals": "hals",
        "schouder": "{}schouder",
        "borst": "borst",
        "zij": "{}zij",
        "buik": "buik",
        "onderbuik": "onderbuik en schaamstreek",
        "bovenarm": "{}bovenarm",
        "elleboogholte": "{}elleboog, binnenkant",
        "onderarm": "{}onderarm",
        "handpalm": "{}handpalm",
        "bovenbeen": "{}bovenbeen",
        "knie": "{}knie",
        "scheen": "{}scheenbeen",
        "voet": "{}voet",
    },
    Kant.ACHTER: {
        "achterhoofd": "achterhoofd",
        "achter_oor": "achter het {}oor",
        "nek": "nek",
        "schouderblad": "{}schouderblad",
        "rug": "midden van de rug",
        "onderrug": "onderrug",
        "bil": "{}bil",
        "bovenarm_achter": "{}bovenarm",
        "elleboog": "{}elleboog",
        "onderarm_achter": "{}onderarm",
        "handrug": "{}handrug en vingers",
        "bovenbeen_achter": "{}bovenbeen",
        "knieholte": "{}knieholte",
        "kuit": "{}kuit",
        "hiel": "{}hiel en voetzool",
    },
}


def _every() -> Iterator[Gebied]:
    for kant, plaatsen in _PLAATSEN.items():
        for naam, tekst in plaatsen.items():
            if "{}" not in tekst:
                yield Gebied(naam, kant, tekst)
                continue
            for side, word in (("rechts", "rechter"), ("links", "linker")):
                yield Gebied(f"{naam}_{side}", kant, tekst.format(word))


GEBIEDEN: Mapping[str, Gebied] = {each.naam: each for each in _every()}
"""Every place by the name it is stored under, in the order in which it is offered."""
