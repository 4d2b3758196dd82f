"""A record in passages, for who asks for inzage: which may go along, and what is withheld unless somebody decides so.

By itself everything is withheld that says where somebody else is to be found, wherever it stands; and, of what is read
first, each sentence about the other parent. What no rule can see, whoever goes through the records sees (ADR 71).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import Inzien
from meldcode.namen import nameless
from meldcode.namen.onherkenbaar import ADRESSEN
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.papieren.weglaten import vindplaatsen
from meldcode.rollen import Role
from meldcode.vastleggingen import BY_NAME, Bijlage
from meldcode.vastleggingen.bijlage import SoortBijlage
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vragen.bestand import Bestand, Bestandssoort
from meldcode.vragen.persoon import ELDERS, Beschut, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Keuze

_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'‘“„(]?[A-ZÀ-ÞĀ-Ż\d])|\n+\s*")
_NOT_HERE = "Dit staat niet op dit papier."
_MOST = 40  # passages in one answer: of a longer text several sentences are one
_NATIONAL = re.compile(r"0[89]00")  # a number that everybody may call
_HELPS = (Rol.HUISARTS, Rol.WIJKTEAM, Rol.JEUGDBESCHERMER)
_MOEDER, _VADER = r"moeders?|mamm?a(?:[’']?s)?|mam", r"vaders?|papp?a(?:[’']?s)?|pap"
_OVER = r"(?:ex|beide\w*|andere)[\s-]?(?:ouders?|partners?|vrouw|man|vriendin|vriend)"

Finds = Callable[[str], Iterator[tuple[int, int]]]


class Heet(Keuze):
    """What somebody is called in the texts: sentences with the other word are about the other parent."""

    MOEDER = "moeder", "Moeder of mama"
    VADER = "vader", "Vader of papa"
    ANDERS = "anders", "Anders, of dat verschilt"


_OTHERS = {
    Heet.MOEDER: re.compile(rf"\b(?:{_VADER}|{_OVER})\b", re.IGNORECASE),
    Heet.VADER: re.compile(rf"\b(?:{_MOEDER}|{_OVER})\b", re.IGNORECASE),
    Heet.ANDERS: re.compile(rf"\b(?:{_MOEDER}|{_VADER}|{_OVER})\b", re.IGNORECASE),
}
LEERLING = 0
"""Stands for the pupil, where others are numbered."""


@dataclass(frozen=True)
class Lezer:
    """Who asks: the number of the record about them (0: the pupil, of 16 or older), and what they are called."""

    nummer: int
    naam: str
    heet: Heet = Heet.ANDERS


class Passage(NamedTuple):
    """A piece of a record that is given or withheld as a whole.

    ``ref``: its place in the record. ``begin``: why it is withheld as long as nobody decided otherwise. ``typed``:
    whether somebody typed it, and so may have typed it elsewhere too. ``bestand``: the file that it is, if it is one.
    """

    ref: str
    tekst: str
    begin: Weg | None
    typed: bool = False
    bestand: Bestand | None = None


class Blok(NamedTuple):
    """One answer: the vraag as it was worded, and its passages. Together they are the whole answer."""

    vraag: str
    passages: tuple[Passage, ...]


def lezers(dossier: Dossier, on: date) -> tuple[Lezer, ...]:
    """Who can be given inzage on this day: each who has gezag, and the pupil."""
    people = gezag.mensen(dossier.standing)
    may = (each for each in people if gezag.staat(each, dossier.standing, on) is gezag.Staat.HEEFT)
    return (*(Lezer(each.nummer, each.naam) for each in may), Lezer(LEERLING, "De leerling zelf, van 16 jaar of ouder"))


def functie(record: Vastgelegd) -> str:
    """Who recorded it, as a function."""
    if record.als == Role.DIRECTIE:
        return "de directie"
    return f"een {Role(record.als).midden}" if record.als in list(Role) else "een medewerker van de school"


class Voorzet:
    """What a dossier says by itself about giving it to this person on this day."""

    def __init__(self, dossier: Dossier, lezer: Lezer, on: date) -> None:
        self.dossier, self.lezer, self._on = dossier, lezer, on
        people = gezag.mensen(dossier.standing)
        self._mens = next((each for each in people if each.nummer == lezer.nummer), None)
        self._others = [each for each in people if each.nummer != lezer.nummer]
        self._places = vindplaatsen(self._others)
        self._blokken = dict[int, tuple[Blok, ...]]()

    @cached_property
    def is_geheim(self) -> bool:
        """Whether it is secret where somebody else is."""
        return any(each.is_geheim for each in self._others if not each.is_a(*_HELPS))

    @cached_property
    def _names(self) -> list[Finds]:
        """What finds by whose name a sentence is about another, without what is also of the pupil or of who asks."""
        own = _words(self.dossier.leerling("naam")) | (_words(self._mens.record.tekst("naam")) if self._mens else set())
        about = (each for each in self._others if not each.is_a(*_HELPS))
        parts = ([word for word in each.record.tekst("naam").split() if word.casefold() not in own] for each in about)
        return [nameless.finder(" ".join(each)) for each in parts if each]

    @cached_property
    def _helps(self) -> list[Finds]:
        """What finds the names that tell a region: of who helps, where somebody's place is secret."""
        helps = (each for each in self._others if self.is_geheim and each.is_a(*_HELPS))
        return [nameless.finder(each.record.tekst("naam")) for each in helps]

    @cached_property
    def _versions(self) -> dict[int, list[Vastgelegd]]:
        """Of each record all that were of the same: what it corrects, and what corrected it."""
        first, found = dict[int, int](), dict[int, list[Vastgelegd]]()
        for each in self.dossier.records:
            first[each.nummer] = first.get(each.corrigeert or 0, each.corrigeert or each.nummer)
            found.setdefault(first[each.nummer], []).append(each)
        return {nummer: found[root] for nummer, root in first.items()}

    def begin(self, record: Vastgelegd) -> tuple[Inzien, Weg | None]:
        """Whether it may be given unread, is read first, or is withheld, and then why."""
        found = [self._inzien(each) for each in self._versions[record.nummer]]
        verdict = Inzien.NIET if Inzien.NIET in found else Inzien.WEL if set(found) == {Inzien.WEL} else Inzien.LEZEN
        if verdict is not Inzien.NIET:
            return verdict, None
        waarom = self._why(record)
        return (Inzien.NIET, Weg(waarom)) if waarom else (Inzien.LEZEN, None)

    def _inzien(self, record: Vastgelegd) -> Inzien:
        if self._mens:
            return gezag.inzien(record, self._mens, self.dossier.standing, self._on)
        kind = BY_NAME.get(record.soort)
        return Inzien.NIET if kind and kind.over_toegang else Inzien.LEZEN

    def _why(self, record: Vastgelegd) -> Waarom | None:
        """Why a record is withheld by itself; None when somebody must say so who read it."""
        kind = BY_NAME.get(record.soort)
        if kind is None or self._versions[record.nummer][0].nummer == self.lezer.nummer:
            return None  # a kind that no longer exists; or their own card, on which no place is shown
        if kind.over_toegang:
            return Waarom.COLLEGA
        return Waarom.PLAATS if any(each.soort is Beschut for each in vragen(kind)) else Waarom.ANDER

    def blokken(self, record: Vastgelegd) -> tuple[Blok, ...]:
        """Its answers in passages."""
        if record.nummer not in self._blokken:
            self._blokken[record.nummer] = self._in_blokken(record)
        return self._blokken[record.nummer]

    def _in_blokken(self, record: Vastgelegd) -> tuple[Blok, ...]:
        is_unread = self.begin(record)[0] is Inzien.WEL
        found = ((number, each) for number, each in enumerate(record.antwoorden) if each.tekst)
        return tuple(Blok(each.vraag, tuple(self._passages(record, number, each, is_unread))) for number, each in found)

    def _passages(self, record: Vastgelegd, number: int, answer: Antwoord, is_unread: bool) -> Iterator[Passage]:
        if answer.bestand:
            begin = self._of_file(record, answer.bestand)
            yield Passage(f"{number}", answer.bestand.tekst, begin, bestand=answer.bestand)
            return
        typed, tekst = answer.tekst == answer.waarde, _as_given(answer)
        for at, piece in enumerate(split(tekst)):
            begin = None if is_unread else self._of_text(piece, is_source=typed and _is_source(record, answer))
            yield Passage(f"{number}.{at}", piece, begin, typed)

    def _of_text(self, text: str, *, is_source: bool) -> Weg | None:
        if self._mens is None:  # the record of one's own childhood: others rarely stand in its way
            return None
        if is_source:
            return Weg(Waarom.BRON)
        is_about = bool(_OTHERS[self.lezer.heet].search(text)) or any(next(finds(text), None) for finds in self._names)
        return Weg(Waarom.ANDER) if is_about else None

    def _of_file(self, record: Vastgelegd, bestand: Bestand) -> Weg | None:
        """A photo of an injury is the child's, and nobody says here who caused it. A file may show where it is from."""
        if bestand.soort is Bestandssoort.ORIGINEEL or self.is_geheim:
            return Weg(Waarom.PLAATS)
        is_letsel = record.isa(Bijlage) and record.says("wat", SoortBijlage.LETSEL)
        return Weg(Waarom.KIND) if is_letsel and self._mens else None

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a text says where somebody else is to be found: that is never given, whatever anybody decides."""
        found = [span for each in self._places for span in each.places(text)]
        found += [span for finds in self._helps for span in finds(text)]
        if self.is_geheim:
            found += [
                each.span() for pattern in ADRESSEN for each in pattern.finditer(text) if not _NATIONAL.match(each[0])
            ]
        return found


def split(text: str) -> list[str]:
    """The text in sentences and lines, each with the space behind it; in at most some forty pieces."""
    if not text:
        return []
    ends = [found.end() for found in _ENDS.finditer(text)]
    starts = [0, *(each for each in ends if each < len(text))]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    together = -(-len(pieces) // _MOST)
    return ["".join(pieces[at : at + together]) for at in range(0, len(pieces), together)]


def _as_given(answer: Antwoord) -> str:
    """The answer in words: of chosen colleagues their function, and of a sheltered answer that it is not here."""
    given = answer.waarde if isinstance(answer.waarde, list) else [answer.waarde]
    people = [each for each in map(read_persoon, given) if each]
    if people and len(people) == len(given):
        return ", ".join(each.role.midden for each in people)
    return _NOT_HERE if answer.tekst == ELDERS else answer.tekst


def _is_source(record: Vastgelegd, answer: Antwoord) -> bool:
    """Whether it names from whom the school knows something, rather than who were there."""
    kind = BY_NAME.get(record.soort)
    return kind is not None and any(
        each.naam == answer.naam and each.bron and each.noemt and not each.personen for each in vragen(kind)
    )


def _words(name: str) -> set[str]:
    return {each.casefold() for each in name.split()}
