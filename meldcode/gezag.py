"""Who is around the pupil, and who has gezag on a day: pure functions of the records of a dossier."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode.vastleggingen import BY_NAME
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.betrokkene import VERMOEDELIJK, VERZORGT, Betrokkene, Rol
from meldcode.vastleggingen.mensen.gezag import HEEFT, Gezag, Vorm
from meldcode.vragen.datum import read_date
from meldcode.vragen.eisen import VOOR, Wie
from meldcode.vragen.persoon import Beschut, Betrokken, about_whom
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import vragen


class Staat(StrEnum):
    """Whether somebody has gezag on a day. Its value is shown."""

    HEEFT = "Heeft gezag"
    ONBEKEND = "Gezag nog niet bekend"
    GEEN = "Geen gezag"


class Inzien(StrEnum):
    """Whether somebody with gezag may see a record when they ask for the dossier. Its value is shown."""

    WEL = "Kan worden gegeven"
    LEZEN = "Lees eerst of dit kan worden gegeven"
    NIET = "Wordt niet gegeven"


@dataclass(frozen=True)
class Mens:
    """Somebody around the pupil, by the record about them as it counts now."""

    record: Vastgelegd

    @property
    def nummer(self) -> int:
        """What others refer to: the number of the first record about them."""
        return self.record.nummer

    @property
    def naam(self) -> str:
        """The name, and what they are to the pupil: ``Anna Bos (ouder)``."""
        return f"{self.record.tekst('naam')} ({self.record.tekst('rol').lower()})"

    def is_a(self, *rollen: Rol) -> bool:
        """Whether they are one of these to the pupil."""
        return self.record.says("rol", *rollen)

    @property
    def is_geheim(self) -> bool:
        """Whether it is a secret where they are. Only a clear no makes it none."""
        return not self.record.says("geheim", JaNee.NEE)

    @property
    def keuze(self) -> Betrokken:
        """They, as an answer."""
        return Betrokken(self.nummer, self.naam)


def mensen(records: Records, *rollen: Rol) -> tuple[Mens, ...]:
    """Everybody around the pupil, in the order in which they were entered; with ``rollen`` only those.

    ``records`` are those that count (``Dossier.standing``).
    """
    found = (Mens(each) for each in records if each.isa(Betrokkene))
    return tuple(each for each in found if not rollen or each.is_a(*rollen))


def te_kiezen(records: Records) -> tuple[Mens, ...]:
    """With whom a talk can be, those with gezag first."""
    asked = {each.nummer for each in met_gezag(records)}
    return tuple(sorted(mensen(records, *VERZORGT), key=lambda each: each.nummer not in asked))


def bereik(mens: Mens) -> tuple[tuple[str, str], ...]:
    """Where they are to be found, as typed: each vraag with its answer.

    For their own card, to take it out of a text, or to find the same home (``familie.thuis``); for nothing else.
    """
    sheltered = [each.naam for each in vragen(Betrokkene) if each.soort is Beschut]
    return tuple((each.vraag, str(each.waarde)) for each in mens.record.antwoorden if each.naam in sheltered)


def geldend(mens: Mens, records: Records, day: date = date.max) -> Vastgelegd | None:
    """The record that says what their gezag was on this day; None when none does. Without a day: what is known now."""
    said = [each for each in _about(mens, records) if (_sinds(each) or date.min) <= day]
    return max(said, key=lambda each: (_sinds(each) or date.min, each.nummer), default=None)


def staat(mens: Mens, records: Records, day: date = date.max) -> Staat:
    """Whether they had gezag on this day. Nothing is presumed: a parent of whom nobody recorded it is unknown."""
    said = geldend(mens, records, day)
    if said is None:
        is_asked = mens.is_a(*VERMOEDELIJK) and not any(_about(mens, records))
        return Staat.ONBEKEND if is_asked else Staat.GEEN
    until = read_date(str(said.waarde("tot")))
    if until and until < day:
        return Staat.GEEN
    if said.says("vorm", Vorm.ONBEKEND):
        return Staat.ONBEKEND
    return Staat.HEEFT if said.says("vorm", *HEEFT) or said.says("nu", JaNee.JA) else Staat.GEEN


def met_gezag(records: Records, day: date = date.max) -> tuple[Wie, ...]:
    """Of whom the route asks everything apart on this day: who has gezag, or may have it, and a parent under 18.

    Empty: nobody knows yet who is around the pupil, and the parents count as one.
    """
    return tuple(_wie(each, records, day) for each in mensen(records, *VERZORGT) if _telt(each, records, day))


def wie(records: Records, named: Collection[int]) -> tuple[Wie, ...]:
    """The people with these numbers. Only what names somebody without gezag is about them."""
    asked = {each.nummer: each for each in met_gezag(records)}
    found = (each for each in te_kiezen(records) if each.nummer in named)
    return tuple(asked.get(each.nummer, Wie(each.nummer, each.naam, date.max)) for each in found)


def inzien(record: Vastgelegd, mens: Mens, records: Records, day: date = date.max) -> Inzien:
    """Whether this person may see this record when they ask for it on this day.

    By itself only what they said or were told themselves, alone or together; never what is about somebody else, where
    somebody is, or who may read the dossier. Of all other records only a person can say whether they repeat what
    somebody else told, or give away where they are: they are read first. ``record`` and ``records`` are those that
    count (``Dossier.standing``).
    """
    kind, named = BY_NAME.get(record.soort), about_whom(record.waarde(VOOR))
    if kind is None or kind.over_toegang or staat(mens, records, day) is not Staat.HEEFT:
        return Inzien.NIET
    if any(each.soort is Beschut for each in vragen(kind)) or (named and mens.nummer not in named):
        return Inzien.NIET
    took_place = not kind.vond_plaats or record.says(kind.vond_plaats, JaNee.JA)
    return Inzien.WEL if named and kind.gesproken and took_place else Inzien.LEZEN


def _telt(mens: Mens, records: Records, day: date) -> bool:
    said = geldend(mens, records, day)
    is_minor = said is not None and said.says("vorm", Vorm.MINDERJARIG)
    return is_minor or staat(mens, records, day) is not Staat.GEEN


def _wie(mens: Mens, records: Records, day: date) -> Wie:
    said = geldend(mens, records, day)
    return Wie(mens.nummer, mens.naam, _sinds(said) if said else None)


def _about(mens: Mens, records: Records) -> Iterator[Vastgelegd]:
    return (each for each in records if each.isa(Gezag) and mens.nummer in about_whom(each.waarde(VOOR)))


def _sinds(record: Vastgelegd) -> date | None:
    return read_date(str(record.waarde("sinds"))) or read_date(str(record.waarde("erkend_op")))
