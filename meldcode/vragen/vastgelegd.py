"""A recorded vastlegging: each vraag as it was worded that day, with its answer.

It is never turned back into its dataclass, whose vragen may have changed since.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any, NamedTuple

from meldcode.lichaam.plekken import Plek, Plekken, read_each
from meldcode.vragen.bestand import Bestand, read_bestand
from meldcode.vragen.datum import in_words
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.meegewogen import Genummerd, Meegewogen
from meldcode.vragen.persoon import Beschut, Persoon
from meldcode.vragen.vastlegging import Vastlegging, asked, to_raw
from meldcode.vragen.vraag import Keuze, Raw


class Antwoord(NamedTuple):
    """One answer: the name and wording of its vraag, the answer in words, and ``waarde``, which the rules read."""

    naam: str
    vraag: str
    tekst: str
    waarde: Raw

    @property
    def bestand(self) -> Bestand | None:
        """The file, if the answer is one: a typed text that looks like a stored file has equal tekst and waarde."""
        is_typed = self.tekst == self.waarde
        return read_bestand(self.waarde) if isinstance(self.waarde, str) and not is_typed else None

    @property
    def plekken(self) -> tuple[Plek, ...]:
        """The places on the body map, if the answer is one; empty when this version cannot read one of them."""
        found = read_each(self.waarde)
        return found if isinstance(self.waarde, list) and len(found) == len(self.waarde) else ()


class Vastgelegd(NamedTuple):
    """One record of a dossier. ``nummer`` counts from 1 within the dossier.

    ``soort`` is the class name of the vastlegging, ``by`` the id of the account. ``corrigeert`` is the number of the
    record that it corrects. ``als`` is the role in which they acted (``Role``); empty in what was recorded before that
    was kept. ``gecorrigeerd_in`` is the number of the record by which it was corrected last; only
    ``standing`` sets it.
    """

    nummer: int
    soort: str
    titel: str
    on: date
    by: str
    antwoorden: tuple[Antwoord, ...]
    corrigeert: int | None = None
    gecorrigeerd_in: int | None = None
    als: str = ""

    @property
    def sleutel(self) -> str:
        """A key within the dossier that differs after each correction."""
        return f"{self.nummer}.{self.gecorrigeerd_in}" if self.gecorrigeerd_in else str(self.nummer)

    def waarde(self, naam: str) -> Raw:
        """The stored value of an answer; None when the vraag was not asked."""
        return next((each.waarde for each in self.antwoorden if each.naam == naam), None)

    def tekst(self, naam: str) -> str:
        """The answer in words; empty when the vraag was not asked."""
        return next((each.tekst for each in self.antwoorden if each.naam == naam), "")

    @property
    def regel(self) -> str:
        """What it says in a line, where its kind names no vraag for that: the longest answer that was typed, if any."""
        typed = [each.tekst for each in self.antwoorden if each.tekst == each.waarde]
        return max(typed, key=len, default=next((each.tekst for each in self.antwoorden), ""))

    @property
    def bestanden(self) -> tuple[Bestand, ...]:
        """The files that belong to it."""
        return tuple(each.bestand for each in self.antwoorden if each.bestand)

    @property
    def is_leeg(self) -> bool:
        """Whether its content was taken out of the dossier (``leeg``)."""
        return bool(self.antwoorden) and self.antwoorden[0].naam == _UITGEHAALD

    def isa(self, *kinds: type[Vastlegging]) -> bool:
        """Whether it is of one of these kinds."""
        for kind in kinds:  # noqa: SIM110 - called hundreds of times for each dossier: a loop is fastest
            if self.soort == kind.__name__:
                return True
        return False

    def says(self, naam: str, *values: Keuze) -> bool:
        """Whether the answer is, or contains, one of these choices."""
        waarde = self.waarde(naam)
        given = waarde if isinstance(waarde, list) else [waarde]
        return any(value.value in given for value in values)


Records = Sequence[Vastgelegd]
_UITGEHAALD = "uitgehaald"
_ONBEKEND = "Wanneer en waarom staat er niet bij: daarna is een oudere back-up teruggezet."


def leeg(record: Vastgelegd, waarom: str = _ONBEKEND, corrigeert: int | None = None) -> Vastgelegd:
    """The record as it stands after it was taken out: its place, kind, day and author, and ``waarom`` it is empty."""
    said = Antwoord(_UITGEHAALD, "Uit dit dossier gehaald", waarom, waarom)
    return record._replace(antwoorden=(said,), corrigeert=corrigeert, als="")


def standing(records: Records) -> tuple[Vastgelegd, ...]:
    """The records that count: each correction in the place of the record that it corrects.

    At its own place a correction stays as a record of no kind and without answers, so that indexes do not shift. So
    does what was taken out of the dossier, unless a correction of it was not.
    """
    place = {record.nummer: index for index, record in enumerate(records)}
    found, first = list(records), dict[int, int]()
    for index, record in enumerate(records):
        if record.corrigeert is None:
            continue
        first[record.nummer] = original = first.get(record.corrigeert, record.corrigeert)
        found[index] = record._replace(soort="", antwoorden=())
        if original in place:  # a view may lack the corrected record
            at = place[original]
            found[at] = found[at]._replace(antwoorden=record.antwoorden, gecorrigeerd_in=record.nummer)
    return tuple(each._replace(soort="", antwoorden=()) if each.is_leeg else each for each in found)


def set_down(
    vastlegging: Vastlegging,
    *,
    nummer: int,
    on: date,
    by: str,
    als: str = "",
    corrigeert: int | None = None,
    also: tuple[Antwoord, ...] = (),
) -> Vastgelegd:
    """The record of this vastlegging: its answers and what follows from them (``volgt``), worded as today.

    ``als``: the role in which they act. ``also``: answers to add that follow from the dossier.
    """
    kind = type(vastlegging)
    raw = to_raw(vastlegging)
    antwoorden = tuple(
        Antwoord(each.naam, each.tekst, in_text(getattr(vastlegging, each.naam)), raw[each.naam])
        for each in asked(kind, raw)
        if each.naam in raw
    )
    antwoorden += (*(Antwoord(*each) for each in vastlegging.volgt()), *also)
    return Vastgelegd(nummer, kind.__name__, kind.titel, on, by, antwoorden, corrigeert, als=als)


def in_text(answer: Any) -> str:
    """An answer of any type in Dutch words."""
    if isinstance(answer, frozenset) and isinstance(next(iter(answer)), Genummerd):
        return "; ".join(each.label for each in sorted(answer))
    if isinstance(answer, frozenset):
        return "; ".join(each.label for each in type(next(iter(answer))) if each in answer)
    if isinstance(answer, Keuze):
        return answer.label
    if isinstance(answer, date):
        return in_words(answer)
    if isinstance(answer, time):
        return f"{answer:%H:%M} uur"
    if isinstance(answer, Bestand | Beschut | Persoon | Meegewogen | Geboren | Plekken):
        return answer.tekst
    return str(answer)
