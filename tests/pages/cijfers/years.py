"""Simulated years in the schools of a board, at random, and what is published of them."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meldcode.cijfers.cijfers import PLEK, Counts, Stand
from meldcode.cijfers.jaarverslag import DAGEN, GEOPEND, MERK, TERMIJN, VERNIETIGD
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import Schooljaar
from papers.tabellen import Blad
from ui.cijfers.bestuur import Maand, published_month, published_year

YEAR = Schooljaar(2025)
STAPPEN = 5
PLACES = [Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5]
DECISIONS = {
    "5a": "5a: hulp, geen melding",
    "5b": "5b: melding, geen hulp van de school",
    "beide": "5a en 5b: hulp en melding",
    "geen": "Geen hulp en geen melding",
}


@dataclass(frozen=True)
class Truth:
    """The reality: per first day of a month and school, how many were open per stap, and how many were late."""

    open: tuple[tuple[tuple[int, ...], ...], ...]
    late: tuple[tuple[int, ...], ...]
    year: Counts

    @property
    def schools(self) -> int:
        return len(self.late[0])

    def months(self) -> list[Maand]:
        """What is published of the first days."""
        return [
            published_month(
                [(f"School {at}", stand(per_stap, late[at])) for at, per_stap in enumerate(schools)],
            )
            for schools, late in zip(self.open, self.late, strict=True)
        ]

    def account(self) -> list[Blad]:
        opens = [[sum(day[at]) for day in self.open] for at in range(self.schools)]
        return published_year(YEAR, [self.year], opens)


def stand(per_stap: Sequence[int], late: int) -> Stand:
    counts: Counter[tuple[str, ...]] = Counter()
    for fase, number in zip(PLACES, per_stap, strict=True):
        too_late = min(late, number)
        late -= too_late
        counts[PLEK, fase.value, "0", "1"] += too_late
        counts[PLEK, fase.value, "0", "0"] += number - too_late
    return Stand(date(2025, 8, 1), counts, {})


def years(chance: random.Random, schools: int, busy: int, pace: int, number: int = 1) -> list[Truth]:
    """Years in which dossiers open, move on, are decided on and leave, counted one by one.

    The last first day of a year is the first of the next.
    """
    here = [[chance.randrange(STAPPEN) for _each in range(chance.randrange(busy + 1))] for _school in range(schools)]
    late: list[set[int]] = [set() for _school in range(schools)]
    found = []
    for _year in range(number):
        counts: Counter[tuple[str, ...]] = Counter()
        days = [_day(here, late)]
        for _month in range(2):
            for at in range(schools):
                for _move in range(chance.randrange(busy + 2) * pace):
                    _something_happens(chance, here[at], late[at], counts)
            days.append(_day(here, late))
        found.append(Truth(tuple(opens for opens, _late in days), tuple(late_ for _opens, late_ in days), counts))
    return found


def _day(here: list[list[int]], late: list[set[int]]) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    opens = tuple(tuple(each.count(stap) for stap in range(STAPPEN)) for each in here)
    return opens, tuple(len(each) for each in late)


def _something_happens(
    chance: random.Random, here: list[int], late: set[int], counts: Counter[tuple[str, ...]]
) -> None:
    what = chance.choice([0, 1, 1, 1, 1, 1, 1, 2, 3])
    if what == 0 or not here:
        here.append(0)
        counts[(GEOPEND,)] += 1
    elif what == 1:
        which = chance.randrange(len(here))
        stap = here[which]
        counts[DAGEN, PLACES[stap].value, "7"] += 1
        if stap < STAPPEN - 1:
            here[which] += 1
        else:
            counts[MERK, "besluit", chance.choice(list(DECISIONS))] += 1
            late.discard(which)
            late_now = {each - (each > which) for each in late}
            late.clear()
            late.update(late_now)
            del here[which]
    elif what == 2 and here:
        which = chance.randrange(len(here))
        late.add(which)
        counts[TERMIJN, chance.choice(["stap", "stap", "terugkoppeling"]), "te_laat"] += 1
    else:
        counts[TERMIJN, chance.choice(["stap", "terugkoppeling", "vernietigen"]), "op_tijd"] += 1
        counts[VERNIETIGD, chance.choice(["op_tijd", "te_laat", "onbekend"])] += chance.randrange(2)
        counts[MERK, chance.choice(["advies", "afgezien", "afwijking"]), ""] += 1
