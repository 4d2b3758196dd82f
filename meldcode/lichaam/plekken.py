"""A place on the body where somebody saw something: where, what, how large, which colours, the child's words.

Nothing in it is required: an injury is recorded as far as it was seen. Sizes are told against a coin, which everybody
knows and nobody has to hold against a child: 1 cent is 16 mm, 1 euro 23 mm and 2 euro 26 mm across (Council Regulation
(EU) 729/2014, annex I).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from meldcode.lichaam.gebieden import GEBIEDEN, Gebied

MOST = 30
"""The most places in one answer; what is more is described in words."""
MOST_WOORDEN, MOST_CM = 2_000, 40
"""The most characters of what the child said, and of a size in centimetres."""
_BEGINS = "plek "
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = "“”\"„‘’'"


class Gezien(StrEnum):
    """Something to choose: the value is stored, the label shown."""

    label: str

    def __new__(cls, value: str, label: str) -> "Gezien":
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member


G = TypeVar("G", bound=Gezien)


class SoortLetsel(Gezien):
    """What is seen, without what it comes from."""

    BLAUWE_PLEK = "blauwe_plek", "Blauwe plek"
    SCHRAM = "schram", "Schram of schaafwond"
    SNEE = "snee", "Snee"
    STRIEM = "striem", "Striem"
    BRANDPLEK = "brandplek", "Brandplek"
    BIJTWOND = "bijtwond", "Bijtwond"
    ZWELLING = "zwelling", "Zwelling"
    KALE_PLEK = "kale_plek", "Kale plek"
    ANDERS = "anders", "Anders"


class Maat(Gezien):
    """How large it is, against a coin."""

    KLEINER = "kleiner", "Kleiner dan 1 cent (1,6 cm)"
    CENT = "cent", "Als 1 cent (1,6 cm)"
    EURO = "euro", "Als 1 euro (2,3 cm)"
    TWEE_EURO = "twee_euro", "Als 2 euro (2,6 cm)"
    GROTER = "groter", "Groter dan 2 euro"


class Kleur(Gezien):
    """A colour; the last two are for a skin on which the others do not show."""

    ROOD = "rood", "Rood"
    BLAUW = "blauw", "Blauw"
    PAARS = "paars", "Paars"
    GROEN = "groen", "Groen"
    GEEL = "geel", "Geel"
    BRUIN = "bruin", "Bruin"
    ZWART = "zwart", "Zwart"
    WIT = "wit", "Wit"
    DONKERDER = "donkerder", "Donkerder dan de huid"
    LICHTER = "lichter", "Lichter dan de huid"


@dataclass(frozen=True)
class Plek:
    """One place, as far as it was told. ``nr`` tells the places of one answer apart while they are filled in.

    ``cm``: about how large, where it is larger than a coin. ``woorden``: what the child said about it.
    """

    nr: int
    gebied: Gebied | None = None
    soort: SoortLetsel | None = None
    maat: Maat | None = None
    kleuren: tuple[Kleur, ...] = ()
    cm: str = ""
    woorden: str = ""

    def __str__(self) -> str:
        """The form in which it is stored; ``read_plekken`` parses it."""
        told = {
            "nr": self.nr,
            "gebied": self.gebied and self.gebied.naam,
            "soort": self.soort,
            "maat": self.maat,
            "kleuren": list(self.kleuren),
            "cm": self.cm,
            "woorden": self.woorden,
        }
        return _BEGINS + json.dumps({name: each for name, each in told.items() if each}, ensure_ascii=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told of it yet."""
        return self == Plek(self.nr)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed about it, by name."""
        return {"cm": self.cm, "woorden": self.woorden}

    def saying(self, naam: str, text: str) -> "Plek":
        """The same place with this text in place of what was typed under that name."""
        return replace(self, cm=text) if naam == "cm" else replace(self, woorden=text)

    @property
    def tekst(self) -> str:
        """The place in words: ``Linkerwang (voorkant): blauwe plek, als 1 euro (2,3 cm), blauw en paars.``"""
        where = self.gebied.label if self.gebied else "Plaats niet aangewezen"
        size = self.maat.label if self.maat else ""
        if self.cm:
            size = f"{size or 'Grootte'}, ongeveer {self.cm.removesuffix('cm').strip()} cm"
        seen = [self.soort.label if self.soort else "", size, _and(each.label for each in self.kleuren)]
        told = ", ".join(each[0].lower() + each[1:] for each in seen if each)
        found = f"{where}{': ' if told else ''}{told}."
        return f"{found} De leerling zei: {_quoted(self.woorden)}" if self.woorden else found


def _and(words: Iterable[str]) -> str:
    *first, last = [each.lower() for each in words] or [""]
    return f"{', '.join(first)} en {last}" if first else last


def _quoted(said: str) -> str:
    return said if said[0] in _QUOTES else f"“{said}”"


@dataclass(frozen=True)
class Plekken:
    """The whole answer: every place, in the order in which they were told, counted from 1."""

    plekken: tuple[Plek, ...]

    @property
    def tekst(self) -> str:
        """The answer in words, a line for each place with the number that the drawing shows."""
        return "\n".join(f"{number}. {each.tekst}" for number, each in enumerate(self.plekken, 1))


def read_plek(text: object) -> Plek | None:
    """The place written in this text as ``str(plek)`` does; None when the text is anything else.

    What a later version would write and this one does not know is left out.
    """
    if not isinstance(text, str) or not text.startswith(_BEGINS):
        return None
    try:
        told = json.loads(text.removeprefix(_BEGINS))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("nr"), int):
        return None
    kleuren = told.get("kleuren")
    return Plek(
        told["nr"],
        GEBIEDEN.get(_text(told.get("gebied"))),
        chosen(SoortLetsel, told.get("soort")),
        chosen(Maat, told.get("maat")),
        tuple(each for each in Kleur if isinstance(kleuren, list) and each.value in kleuren),
        _text(told.get("cm")),
        _text(told.get("woorden")),
    )


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""


def chosen(kind: type[G], told: object) -> G | None:
    """The choice with this value; None for anything else."""
    return next((each for each in kind if each.value == told), None)


def read_each(raw: object) -> tuple[Plek, ...]:
    """The places in a stored answer (a list of texts, each as ``str(plek)``). What cannot be read is left out."""
    found = map(read_plek, raw if isinstance(raw, list) else ())
    return tuple(each for each in found if each)


def read_plekken(raw: object) -> Plekken | None:
    """The answer in a stored value, without places of which nothing was told; None when there is none.

    Raises ``ValueError`` with a Dutch sentence when it is not acceptable.
    """
    told = [_tidied(each) for each in read_each(raw)]
    found = tuple(replace(each, nr=number) for number, each in enumerate((t for t in told if not t.is_empty), 1))
    if len(found) > MOST:
        raise ValueError(f"Er passen {MOST} plekken op de kaart. Beschrijf de andere in woorden.")
    for each in found:
        if problem := _problem(each):
            raise ValueError(f"Bij plek {each.nr} {problem}")
    return Plekken(found) if found else None


def _tidied(plek: Plek) -> Plek:
    """The same with one kind of line end, and no space around what was typed."""
    lines = plek.woorden.replace("\r\n", "\n").replace("\r", "\n")
    return replace(plek, cm=plek.cm.strip(), woorden=lines.strip())


def _problem(plek: Plek) -> str:
    if _UNSEEN.search(plek.woorden + plek.cm):
        return "staat een teken dat u niet kunt zien. Haal dat weg."
    if len(plek.cm) > MOST_CM:
        return f"is de grootte te lang ({len(plek.cm)} tekens): er passen er {MOST_CM}."
    if len(plek.woorden) > MOST_WOORDEN:
        return f"zijn de woorden te lang ({len(plek.woorden)} tekens): er passen er {MOST_WOORDEN}."
    return ""


def says_all(more: Sequence[Plek], less: Sequence[Plek]) -> bool:
    """Whether everything told in ``less`` is told in ``more`` as well, of one place each."""
    return all(any(_says_all(whole, each) for whole in more) for each in less)


def _says_all(more: Plek, less: Plek) -> bool:
    same = all(getattr(less, name) in (None, getattr(more, name)) for name in ("gebied", "soort", "maat")) and set(
        less.kleuren
    ) <= set(more.kleuren)
    return same and less.cm.strip() in more.cm and less.woorden.strip() in more.woorden
