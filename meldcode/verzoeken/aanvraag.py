"""A request with what was recorded about it: until when it runs, and what was decided. Computed from the records."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode.bronnen import VIER_WEKEN, VOORSTEL
from meldcode.termijnen.kalender import Dagsoort
from meldcode.termijnen.termijn import Termijn
from meldcode.vastleggingen import (
    BeperkingOpgeheven,
    EigenVerklaring,
    GehoordOverWissen,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vastleggingen.einde.gronden import NOEM, Wat
from meldcode.vastleggingen.einde.verzoeken import GEWEIGERD, TOEGEWEZEN, Omvang, Uitkomst
from meldcode.vragen.datum import read_date
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.meegewogen import numbers
from meldcode.vragen.vastgelegd import Records, Vastgelegd

STREVEN = Termijn(
    "verzoek", "Besluiten over een verzoek van een ouder of oud-leerling", 28, Dagsoort.KALENDERDAGEN, VIER_WEKEN,
    instelbaar=False,
)  # fmt: skip
"""The aim. It always ends within the month that the AVG gives, also in February."""
INFORMATIE = Termijn(
    "informatie", "Een vraag van een ouder zonder gezag beantwoorden", 10, Dagsoort.SCHOOLDAGEN, VOORSTEL
)
NAAR_DE_RECHTER = timedelta(weeks=6)
"""Within so long after a refusal somebody can go to the court (``bronnen.UAVG``)."""


@dataclass(frozen=True)
class Aanvraag:
    """One request with what was recorded about it. ``besluit`` is the last decision; with a statement the statement."""

    record: Vastgelegd
    verlengd: Vastgelegd | None = None
    besluit: Vastgelegd | None = None
    gehoord: tuple[Vastgelegd, ...] = ()
    opgeheven: Vastgelegd | None = None

    @property
    def nummer(self) -> int:
        return self.record.nummer

    @property
    def ontvangen(self) -> date:
        """The day on which it came in."""
        return dag(self.record)

    @property
    def noem(self) -> str:
        """What was asked, in the middle of a sentence: ``verzoek om correctie``."""
        return next((tekst for wat, tekst in NOEM.items() if self.vraagt(wat)), "verzoek")

    @property
    def wie(self) -> str:
        """Who asks, in words; of who acts for them the name as well."""
        who = self.record.tekst(VOOR) or self.record.tekst("naam") or self.record.tekst("hoedanigheid")
        acts = self.record.tekst("gemachtigde")
        return f"{who}, door {acts}" if acts else who

    def vraagt(self, *wat: Wat) -> bool:
        """Whether it asks for one of these."""
        return self.record.says("wat", *wat)

    @property
    def is_open(self) -> bool:
        """Whether the school has not decided yet."""
        return self.besluit is None

    @property
    def maand(self) -> date | None:
        """The last day of the month in which the AVG asks an answer; None where it gives no term."""
        return None if self.vraagt(Wat.INFORMATIE) else months_after(self.ontvangen, 1)

    @property
    def uiterlijk(self) -> date | None:
        """The last day that the AVG gives: after a month, or three when it was extended; None where it gives none."""
        return months_after(self.ontvangen, 3) if self.maand and self.verlengd else self.maand

    @property
    def besloten(self) -> date | None:
        """The day of the decision."""
        return dag(self.besluit) if self.besluit else None

    def kreeg(self, *uitkomst: Uitkomst) -> bool:
        """Whether the last decision is one of these. A statement that was added is granted."""
        if self.besluit is None:
            return False
        if self.besluit.isa(EigenVerklaring):
            return Uitkomst.JA in uitkomst
        return self.besluit.says("uitkomst", *uitkomst)

    @property
    def naar_de_rechter(self) -> date | None:
        """Until when somebody can go to the court about a refusal; None when nothing was refused."""
        return self.besloten + NAAR_DE_RECHTER if self.besloten and self.kreeg(*GEWEIGERD) and self.maand else None

    @property
    def stukken(self) -> frozenset[int]:
        """The numbers of the records that it is about; empty: the whole dossier."""
        return numbers(self.record.waarde("stukken"))

    @property
    def is_over_kind(self) -> bool:
        """Whether it asks to erase what is about the pupil."""
        return self.record.says("omvang", Omvang.HEEL, Omvang.DEEL)

    @property
    def beperkt(self) -> bool:
        """Whether what it is about is disputed: from the day it is asked until it is refused, withdrawn or lifted."""
        return self.vraagt(Wat.BEPERKING) and (self.is_open or self.kreeg(*TOEGEWEZEN)) and self.opgeheven is None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month: how a term in months ends (Verordening 1182/71).

    It is not moved to a working day: who is early is in time.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def dag(record: Vastgelegd) -> date:
    """The day that a record is about; when it names none, the day on which it was recorded."""
    return read_date(str(record.waarde("datum"))) or record.on


def aanvragen(records: Records) -> tuple[Aanvraag, ...]:
    """Every request, in the order in which it was recorded."""
    return tuple(_aanvraag(each, records) for each in records if each.isa(Verzoek))


def _aanvraag(record: Vastgelegd, records: Records) -> Aanvraag:
    mine = [each for each in records if each.waarde("verzoek") == str(record.nummer)]

    def last(*kinds: type) -> Vastgelegd | None:
        return next((each for each in reversed(mine) if each.isa(*kinds)), None)

    gehoord = tuple(each for each in mine if each.isa(GehoordOverWissen))
    besluit, opgeheven = last(VerzoekBesluit, EigenVerklaring), last(BeperkingOpgeheven)
    if opgeheven and besluit and besluit.nummer > opgeheven.nummer:
        opgeheven = None  # decided anew since
    return Aanvraag(record, last(VerzoekVerlengd), besluit, gehoord, opgeheven)


def aanvraag(records: Records, nummer: object) -> Aanvraag | None:
    """The request with this number; None when there is none."""
    return next((each for each in aanvragen(records) if str(each.nummer) == str(nummer)), None)
