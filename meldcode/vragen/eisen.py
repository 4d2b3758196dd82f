"""Eisen: what must have been recorded, declared as data, so that screens, checks and the printed protocol agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from meldcode.eigen.woorden import says
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, Raw

VOOR = "voor"
"""The name of the vraag that says which people a record is about."""


class Wie(NamedTuple):
    """Somebody of whom an eis must hold: the number of the record about them, their name, and since when it is asked.

    A record that names nobody is about everybody of whom it was asked on that day; ``sinds`` None: always.
    """

    nummer: int
    naam: str
    sinds: date | None = None

    def is_in(self, record: Vastgelegd) -> bool:
        """Whether this record is about this person."""
        named = about_whom(record.waarde(VOOR))
        return self.nummer in named if named else self.sinds is None or record.on >= self.sinds


@says("tekst")
@dataclass(frozen=True)
class Eis:
    """One thing that must have been recorded: a record of one of the kinds ``soorten``.

    ``tekst`` says it in Dutch. ``waar``: only with one of these answers; a record in which that vraag was not asked
    counts as well. ``laatste``: only the last record of these kinds counts, for answers that may be given again.
    ``na``: only records after the last one of those kinds count. ``mits``: required only when these are met. ``als``:
    required only when the vastlegging that is being recorded has one of these answers. ``elke``: every record of these
    kinds must have one of the answers of ``waar``, not just one of them. ``aanvullen``: it is met by correcting the
    record that is there, for one more would not help. ``begint``: a form that is opened for it begins with the (first)
    answer of ``waar``: only where that says what is recorded, never where somebody judges. ``per_persoon``: it must be
    met for each person with gezag (``of_each``), and ``wie`` are those of whom this one must hold; empty: all as one.
    """

    soorten: tuple[type[Vastlegging], ...]
    tekst: str
    waar: tuple[str, tuple[Keuze, ...]] | None = None
    laatste: bool = False
    mits: "tuple[Eis, ...]" = ()
    als: tuple[str, tuple[Keuze, ...]] | None = None
    na: tuple[type[Vastlegging], ...] = ()
    elke: bool = False
    aanvullen: bool = False
    begint: bool = False
    per_persoon: bool = False
    wie: tuple[Wie, ...] = ()

    @property
    def begint_met(self) -> dict[str, Raw]:
        """The answer that a form opened for this eis begins with, by name of vraag; empty when a person must choose."""
        return {self.waar[0]: self.waar[1][0].value} if self.begint and self.waar else {}

    def of(self, *wie: Wie) -> "Eis":
        """This eis, and what it depends on, about these people."""
        if not self.per_persoon:
            return self
        return replace(self, wie=wie, mits=tuple(each.of(*wie) for each in self.mits))

    def holds(self, records: Records) -> bool:
        """Whether it is met or does not apply."""
        return not self.applies(records) or self.met(records)

    def applies(self, records: Records) -> bool:
        """Whether it applies to these records: whether ``mits`` is met."""
        return all(eis.met(records) for eis in self.mits)

    def asked_by(self, raw: Mapping[str, Raw]) -> bool:
        """Whether it is required with these answers in the vastlegging that is being recorded (``als``)."""
        return self.als is None or raw.get(self.als[0]) in [each.value for each in self.als[1]]

    def met(self, records: Records) -> bool:
        """Whether the records meet it, for each of ``wie``, whether it applies or not."""
        since = max((record.nummer for record in records if record.isa(*self.na)), default=0)
        found = [record for record in records if record.isa(*self.soorten) and record.nummer > since]
        if not self.wie:
            return self._is_met_by(found)
        return all(self._is_met_by([each for each in found if wie.is_in(each)]) for wie in self.wie)

    def _is_met_by(self, found: list[Vastgelegd]) -> bool:
        if self.laatste:
            found = found[-1:]
        if self.waar is None:
            return bool(found)
        return (all if self.elke else any)(self._answers(record) for record in found)

    def _answers(self, record: Vastgelegd) -> bool:
        if self.waar is None:
            return True
        naam, values = self.waar
        return record.waarde(naam) is None or record.says(naam, *values)

    def to_complete(self, records: Records) -> Vastgelegd | None:
        """The first of these records that is to be corrected before it is met (``aanvullen``); None if none is."""
        wanting = (each for each in records if each.isa(*self.soorten) and not self._answers(each))
        return next(wanting, None) if self.aanvullen else None


def unmet(eisen: tuple[Any, ...], records: Records, raw: Mapping[str, Raw] | None = None) -> tuple[Eis, ...]:
    """The eisen that apply to these records and are not met; with ``raw``, only those required with these answers."""
    return tuple(eis for eis in eisen if (raw is None or eis.asked_by(raw)) and not eis.holds(records))


def of_each(eisen: Iterable[Eis], records: Records, wie: tuple[Wie, ...]) -> Iterator[Eis]:
    """These eisen, as they must hold of each of these people; as they are when there are none.

    As long as nothing differs between people it stays one eis about all of them, and then one for each, by name.
    """
    for eis in eisen:
        each = [eis.of(one) for one in wie] if eis.per_persoon else []
        if len({(one.applies(records), one.met(records)) for one in each}) < 2:
            yield eis.of(*wie)
        else:
            yield from (replace(one, tekst=f"{one.tekst}: {one.wie[0].naam}") for one in each)
