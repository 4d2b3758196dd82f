"""Who is there: the weekdays that somebody never works, absences with a substitute, and who then does what waits.

The one rule (``wie_is_er``) is about one thing that waits for somebody on one day. Lists, mail and sentences read it,
or do the same in SQL (``db.werk.van_wie``), which a test compares.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode.vragen.datum import in_words

WEEKDAGEN = {1: "maandag", 2: "dinsdag", 3: "woensdag", 4: "donderdag", 5: "vrijdag"}
"""The days on which a school is open, by their ISO number."""


class Hoe(StrEnum):
    """Why somebody is the one who is there for what waits."""

    ZELF = "zelf"
    WAARNEMER = "waarnemer"
    MEDE = "mede"
    COLLEGA = "collega"
    NIEMAND = "niemand"


@dataclass(frozen=True, order=True)
class Afwezig:
    """Somebody is away from ``van`` until ``tot``, both included; ids of accounts. ``waarnemer`` is empty for none."""

    van: date
    tot: date
    wie: str
    waarnemer: str = ""

    def is_on(self, day: date) -> bool:
        return self.van <= day <= self.tot


@dataclass(frozen=True)
class Daar:
    """Who is there for something, by account id, and why they are; empty when nobody is."""

    wie: tuple[str, ...]
    hoe: Hoe


@dataclass(frozen=True)
class Rooster:
    """Who of a school works when. ``vrij``: account ids with the ISO weekday on which they never work."""

    afwezig: tuple[Afwezig, ...] = ()
    vrij: frozenset[tuple[str, int]] = frozenset()

    def period(self, wie: str, day: date) -> Afwezig | None:
        """The absence of this account on this day; None when there is none."""
        return next((each for each in self.afwezig if each.wie == wie and each.is_on(day)), None)

    def works(self, wie: str, day: date) -> bool:
        """Whether this account works on the weekday of this day."""
        return (wie, day.isoweekday()) not in self.vrij

    def werkdagen(self, wie: str) -> list[int]:
        """The ISO weekdays on which this account works, in order."""
        return [each for each in WEEKDAGEN if (wie, each) not in self.vrij]

    def is_there(self, wie: str, day: date) -> bool:
        """Whether this account is at work on this day, as far as is known. Holidays of the school are not looked at."""
        return self.works(wie, day) and self.period(wie, day) is None

    def not_there(self, day: date) -> frozenset[str]:
        """The accounts that are not at work on this day."""
        away = {each.wie for each in self.afwezig if each.is_on(day)}
        return frozenset(away | {wie for wie, weekday in self.vrij if weekday == day.isoweekday()})

    def waarnemer(self, wie: str, day: date) -> str:
        """Who stands in for this account on this day; empty when it is not absent or nobody does.

        When the substitute is absent as well it is theirs, and so on. A substitute stands in on days on which they do
        not work too: the work is on their list, and it is theirs the next day.
        """
        passed, now = {wie}, self.period(wie, day)
        while now is not None and now.waarnemer and now.waarnemer not in passed:
            passed.add(now.waarnemer)
            instead, now = now.waarnemer, self.period(now.waarnemer, day)
            if now is None:
                return instead
        return ""

    def stands_in_for(self, wie: str, day: date) -> frozenset[str]:
        """The accounts for which this account stands in on this day."""
        away = {each.wie for each in self.afwezig if each.is_on(day)}
        return frozenset(each for each in away if self.waarnemer(each, day) == wie)

    def overlapping(self, wie: str, van: date, tot: date) -> Iterator[Afwezig]:
        """The absences of this account that have a day in common with this period."""
        yield from (each for each in self.afwezig if each.wie == wie and each.van <= tot and van <= each.tot)


IEDEREEN_IS_ER = Rooster()
"""The rooster of a school that has entered nothing."""


def wie_is_er(
    rooster: Rooster,
    day: date,
    houder: str,
    *,
    mede: str = "",
    collegas: Collection[str] = (),
    niet: Collection[str] = (),
) -> Daar:
    """Who is there on this day for what waits for the ``houder`` of a dossier; an empty ``houder``: for the whole role.

    First whoever holds it, then the substitute, then the mede-houder, then every one of the ``collegas`` in the same
    role. Never anybody in ``niet``: who is excluded from the dossier.
    """
    if houder and rooster.is_there(houder, day):
        return Daar((houder,), Hoe.ZELF)

    def can(each: str) -> bool:
        return bool(each) and each not in niet and rooster.is_there(each, day)

    instead = rooster.waarnemer(houder, day) if houder else ""
    if can(instead):
        return Daar((instead,), Hoe.WAARNEMER)
    if can(mede):
        return Daar((mede,), Hoe.MEDE)
    others = tuple(sorted(each for each in collegas if each != houder and can(each)))
    if others:
        return Daar(others, Hoe.COLLEGA)
    stand_ins = {rooster.waarnemer(each, day) for each in collegas if each not in niet} if not houder else set()
    found = tuple(sorted(each for each in stand_ins if can(each)))
    return Daar(found, Hoe.WAARNEMER) if found else Daar((), Hoe.NIEMAND)


def zin(rooster: Rooster, day: date, houder: str, daar: Daar, names: Mapping[str, str]) -> str:
    """Who is there instead of the ``houder``, in Dutch: ``Op woensdag werkt Noor niet; Vera wel.`` Else empty."""
    if not houder or daar.hoe is Hoe.ZELF:
        return ""
    naam, period = names.get(houder, "onbekend"), rooster.period(houder, day)
    others = _listed([names.get(each, "onbekend") for each in daar.wie])
    if period:
        away = f"{naam} is afwezig tot en met {in_words(period.tot)}"
        if daar.hoe is Hoe.WAARNEMER:
            return f"{away}; {others} neemt waar."
    else:
        away = f"Op {WEEKDAGEN.get(day.isoweekday(), 'die dag')} werkt {naam} niet"
        if daar.wie:
            return f"{away}; {others} wel."
    if not daar.wie:
        return f"{away}, en er is dan niemand anders."
    return f"{away}. {others} {'is er' if len(daar.wie) == 1 else 'zijn er'} wel."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""
