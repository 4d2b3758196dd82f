"""Eisen: what must have been recorded, declared as data, so that screens, checks and the printed protocol agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meldcode.eigen.woorden import says
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, Raw


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
    answer of ``waar``: only where that says what is recorded, never where somebody judges.
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

    @property
    def begint_met(self) -> dict[str, Raw]:
        """The answer that a form opened for this eis begins with, by name of vraag; empty when a person must choose."""
        return {self.waar[0]: self.waar[1][0].value} if self.begint and self.waar else {}

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
        """Whether the records meet it, whether it applies or not."""
        since = max((record.nummer for record in records if record.isa(*self.na)), default=0)
        found = [record for record in records if record.isa(*self.soorten) and record.nummer > since]
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
