"""Whether two descriptions of a pupil may be of the same child: with which reasons, and how strongly.

It never decides: a person reads the reasons and does. Each comparison looks at one thing and may give a reason, for or
against; the verdict is the sum of their weights.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from meldcode.namen import spelling
from meldcode.namen.spelling import Naam, Past
from meldcode.namen.thuis import Thuis, zelfde_mens, zelfde_plek
from meldcode.vragen.geboren import Geboren


class Oordeel(IntEnum):
    """How much speaks for it that both are the same child; the more, the higher."""

    NIET = 0
    MISSCHIEN = 1
    ZELFDE = 2


@dataclass(frozen=True)
class Reden:
    """One thing that speaks for it (``weegt`` above 0), against it, or that only is to be known.

    ``tekst`` is a piece of a Dutch sentence without any name, so that it may stay in a session.
    """

    tekst: str
    weegt: int


@dataclass(frozen=True)
class Wie:
    """What is known of a pupil: the name as it was typed, other names (``losse_namen``), the birth, and the home."""

    naam: str
    andere: tuple[str, ...] = ()
    geboren: Geboren | None = None
    thuis: Thuis = Thuis()

    @cached_property
    def namen(self) -> tuple[Naam, ...]:
        """Every name they may go by. One word as another name is another first name."""
        own = spelling.read(self.naam)
        found = (spelling.read(each) for each in self.andere)
        return (own, *(each if each.achter else each.with_surname_of(own) for each in found if each.voor))


@dataclass(frozen=True)
class Gelijkenis:
    """What two descriptions have in common, and what not."""

    redenen: tuple[Reden, ...]

    @property
    def weegt(self) -> int:
        """What all reasons weigh together."""
        return sum(each.weegt for each in self.redenen)

    @property
    def is_same_name(self) -> bool:
        """Whether the name may be the same, by itself: only then the home says more of who the child is."""
        return not {NIETS, ANDERE_VOORNAAM} & set(self.redenen)

    @property
    def oordeel(self) -> Oordeel:
        """The verdict, which follows from that."""
        return Oordeel.ZELFDE if self.weegt >= _SURE else Oordeel(self.weegt >= _ENOUGH)

    @property
    def tekst(self) -> str:
        """Why, in Dutch words: ``dezelfde naam, dezelfde geboortedatum``."""
        return ", ".join(each.tekst for each in self.redenen)


_ENOUGH, _SURE, _DAYS = 2, 6, 3
ZELFDE_NAAM, ANDERS_GESPELD = Reden("dezelfde naam", 4), Reden("bijna dezelfde naam", 3)
VOORLETTER = Reden("dezelfde achternaam, en de voorletter past", 3)
ANDERE_NAAM = Reden("een andere naam van de leerling past", 3)
ALLEEN_VOORNAAM = Reden("dezelfde voornaam", 2)
ALLEEN_ACHTERNAAM = Reden("dezelfde achternaam", 1)
ANDERE_ACHTERNAAM = Reden("dezelfde voornaam, een andere achternaam", 0)
ANDERE_VOORNAAM = Reden("dezelfde achternaam, een andere voornaam", -1)
NIETS = Reden("een andere naam", -99)
ZELFDE_DAG, ZELFDE_DEEL = Reden("dezelfde geboortedatum", 3), Reden("de geboortedatum kan dezelfde zijn", 1)
SCHEELT_WEINIG = Reden("de geboortedatum scheelt weinig", 0)
ANDERE_DAG = Reden("een andere geboortedatum", -2)
ZELFDE_MENS = Reden("iemand die voor de leerling zorgt, heet hetzelfde", 2)
ZELFDE_PLEK = Reden("hetzelfde adres, telefoonnummer of mailadres", 2)


def vergelijk(one: Wie, other: Wie) -> Gelijkenis:
    """Compare two descriptions; which is which makes no difference."""
    return Gelijkenis(tuple(_found(one, other)))


def zelfde_gezin(one: Thuis, other: Thuis) -> tuple[Reden, ...]:
    """What speaks for it that two pupils, by whatever name, are of one family; empty: nothing."""
    both = (ZELFDE_MENS, zelfde_mens(one, other)), (ZELFDE_PLEK, zelfde_plek(one, other))
    return tuple(reden for reden, is_so in both if is_so)


def _found(one: Wie, other: Wie) -> Iterator[Reden]:
    named = _names(one, other)
    yield named
    if named is NIETS:  # of most pupils of a school nothing more is looked at
        return
    born = _births(one, other)
    if born:
        yield born
    if named is not ANDERE_VOORNAAM:  # a sister has the same parents
        yield from zelfde_gezin(one.thuis, other.thuis)


def _names(one: Wie, other: Wie) -> Reden:
    """What speaks most for it among all names of both; when it is another name than the first one, that is said."""
    best = _name(one.namen[0], other.namen[0])
    for at, mine in enumerate(one.namen):
        for of, theirs in enumerate(other.namen):
            found = _name(mine, theirs) if at or of else best
            if found.weegt > best.weegt:
                best = ANDERE_NAAM if found.weegt >= ANDERE_NAAM.weegt else found
    return best


def _name(one: Naam, other: Naam) -> Reden:
    first, last = spelling.first_names(one, other), spelling.surnames(one, other)
    if first is Past.ZELFDE and last is Past.ZELFDE or (one.words == other.words and len(one.words) > 1):
        return ZELFDE_NAAM
    if first and last:
        return VOORLETTER if first is Past.VOORLETTER else ANDERS_GESPELD
    if not one.achter or not other.achter:
        return _in_part(one, other, first)
    if last:
        return ANDERE_VOORNAAM if one.voor and other.voor else ALLEEN_ACHTERNAAM
    return ANDERE_ACHTERNAAM if first is Past.ZELFDE else NIETS


def _in_part(one: Naam, other: Naam, first: Past) -> Reden:
    """When only one word is known of a name: a first name, as it is read, or still a surname."""
    if first > Past.VOORLETTER:
        return ALLEEN_VOORNAAM
    word, whole = (one.voor, other.achter) if not one.achter else (other.voor, one.achter)
    return ALLEEN_ACHTERNAAM if set(word) & set(whole) else NIETS


def _births(one: Wie, other: Wie) -> Reden | None:
    mine, theirs = one.geboren, other.geboren
    if not mine or not theirs or not mine.jaar or not theirs.jaar:
        return None
    if mine.may_be(theirs):
        return ZELFDE_DAG if mine.day and theirs.day else ZELFDE_DEEL
    return SCHEELT_WEINIG if _is_near(mine, theirs) else ANDERE_DAG


def _is_near(one: Geboren, other: Geboren) -> bool:
    """Whether one may be the other, misread: some days off, day and month changed places, or one part another.

    Of the year: one more or less, or its digits changed places.
    """
    if one.day and other.day and abs((one.day - other.day).days) <= _DAYS:
        return True
    if one.jaar == other.jaar:
        pairs = ((one.maand, other.maand), (one.dag, other.dag))
        is_swapped = (one.maand, one.dag) == (other.dag, other.maand)
        return is_swapped or sum(None not in pair and pair[0] != pair[1] for pair in pairs) == 1
    years = (one.jaar or 0, other.jaar or 0)
    is_misread = abs(years[0] - years[1]) == 1 or sorted(str(years[0])) == sorted(str(years[1]))
    return is_misread and one.may_be(Geboren(one.jaar, other.maand, other.dag))
