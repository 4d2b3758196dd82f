"""Whoever keeps every table of a board, and knows what holds between the figures, still cannot tell a small count.

The reader here reads the published words alone, has the relations from a list of their own, and searches for worlds in
which everything that was published would have been the same: exactly, over whole numbers. What they know of a hidden
count is what it is in all of those worlds.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from meldcode.cijfers.cijfers import PLEK, Counts, Stand
from meldcode.cijfers.jaarverslag import DAGEN, GEOPEND, MERK, TERMIJN, VERNIETIGD
from meldcode.cijfers.onderdrukken import Omvang
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import Schooljaar
from papers.tabellen import Blad
from tests.over import over
from ui.cijfers.bestuur import Maand, published_month, published_year

YEAR = Schooljaar(2025)
STAPPEN = 5
FIVE = range(5)
CAP = 300
"""More than any count here: as good as no bound."""
PHASES = ["Stap 1", "Stap 2", "Stap 3", "Stap 4", "Stap 5", "Stap 5, opvolging"]
PLACES = [Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5]
DECISIONS = {
    "5a": "5a: hulp, geen melding",
    "5b": "5b: melding, geen hulp van de school",
    "beide": "5a en 5b: hulp en melding",
    "geen": "Geen hulp en geen melding",
}


# The truth


@dataclass(frozen=True)
class Truth:
    """What really was: per first day and school how many were open per stap, and in how many something was late."""

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
                [(f"School {at}", _stand(per_stap, late[at])) for at, per_stap in enumerate(schools)],
            )
            for schools, late in zip(self.open, self.late, strict=True)
        ]

    def account(self) -> list[Blad]:
        opens = [[sum(day[at]) for day in self.open] for at in range(self.schools)]
        return published_year(YEAR, [self.year], opens)


def _stand(per_stap: Sequence[int], late: int) -> Stand:
    counts: Counter[tuple[str, ...]] = Counter()
    for fase, number in zip(PLACES, per_stap, strict=True):
        too_late = min(late, number)
        late -= too_late
        counts[PLEK, fase.value, "0", "1"] += too_late
        counts[PLEK, fase.value, "0", "0"] += number - too_late
    return Stand(date(2025, 8, 1), counts, {})


def years(chance: random.Random, schools: int, busy: int, pace: int, number: int = 1) -> list[Truth]:
    """Years in which dossiers open, move on, are decided on and leave, told off one by one.

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


# The reader


@dataclass
class Reader:
    """Everything that is published, as bounds on whole numbers and as sums of them that are no more than something."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    sums: list[tuple[tuple[tuple[int, int], ...], int]] = field(default_factory=list)
    """Of each: what is added how often, and what that is at most."""
    hidden: dict[str, int] = field(default_factory=dict)
    """What is said to be under five, by name."""
    left_out: dict[str, int] = field(default_factory=dict)
    """What is not said to be under five, and not told."""

    def learns(self, name: str, text: str) -> int:
        """A cell of a table."""
        known = int(text) if text.isdecimal() else None
        self.low.append(known or 0)
        self.high.append(known if known is not None else 4 if text == "minder dan 5" else CAP)
        number = len(self.low) - 1
        if text == "minder dan 5":
            self.hidden[name] = number
        elif known is None:
            self.left_out[name] = number
        return number

    def unknown(self) -> int:
        """Something of which no table says anything."""
        number = self.learns("", "")
        del self.left_out[""]
        return number

    def no_more(self, some: Sequence[int], others: Sequence[int]) -> None:
        """These together are no more than those together."""
        weights: Counter[int] = Counter()
        for each in some:
            weights[each] += 1
        for each in others:
            weights[each] -= 1
        assert set(weights.values()) <= {1, -1}
        self.sums.append((tuple(weights.items()), 0))

    def equal(self, some: Sequence[int], others: Sequence[int]) -> None:
        self.no_more(some, others)
        self.no_more(others, some)

    def world(self, number: int, value: int) -> list[int] | None:
        """Some world in which this count has this value, if there is one."""
        low, high = list(self.low), list(self.high)
        if not low[number] <= value <= high[number]:
            return None
        low[number] = high[number] = value
        sums_of = _sums_of(self.sums, len(low))
        return _search(low, high, self.sums, sums_of, set(range(len(self.sums))), random.Random(value))  # noqa: S311


Sums = list[tuple[tuple[tuple[int, int], ...], int]]


def _sums_of(sums: Sums, count: int) -> list[set[int]]:
    """Of each number, the sums it is in."""
    found: list[set[int]] = [set() for _each in range(count)]
    for number, (weights, _most) in enumerate(sums):
        for at, _weight in weights:
            found[at].add(number)
    return found


def _search(
    low: list[int], high: list[int], sums: Sums, sums_of: list[set[int]], touched: set[int], chance: random.Random
) -> list[int] | None:
    """Numbers within these bounds for which every sum holds; None when there are none. Exact: it tries everything.

    Which half is tried first is left to chance, so that one world says something about many counts.
    """
    if not _narrow(low, high, sums, sums_of, touched):
        return None
    wide = [at for at in range(len(low)) if low[at] < high[at]]
    if not wide:
        return low
    at = min(wide, key=lambda each: high[each] - low[each])
    middle = (low[at] + high[at]) // 2
    for bottom, top in chance.sample([(low[at], middle), (middle + 1, high[at])], 2):
        lower, upper = list(low), list(high)
        lower[at], upper[at] = bottom, top
        found = _search(lower, upper, sums, sums_of, set(sums_of[at]), chance)
        if found:
            return found
    return None


def _narrow(low: list[int], high: list[int], sums: Sums, sums_of: list[set[int]], touched: set[int]) -> bool:
    """Draw the bounds in as far as each sum by itself allows, until nothing changes; whether anything is left.

    ``touched`` are the sums of which a bound was changed; the others allow what they allowed.
    """
    while touched:
        this = touched.pop()
        weights, room = sums[this]
        for at, weight in weights:
            room -= weight * (low[at] if weight > 0 else high[at])
        if room < 0:
            return False
        for at, weight in weights:
            if high[at] - low[at] > room:
                if weight > 0:
                    high[at] = low[at] + room
                else:
                    low[at] = high[at] - room
                touched |= sums_of[at] - {this}
    return True


Days = list[list[int]]
"""Per first day, the numbers under which the reader keeps the cells of a table."""


def reads_months(reader: Reader, months: Sequence[Maand]) -> tuple[Days, Days, Days]:
    """The first days of months: what was open and what of it late per school, and what was open per stap.

    Per stap only the schools count of which it is told how many are open; what the others have is added, unknown.
    """
    opens, lates, stappen = [], [], []
    for at, month in enumerate(months):
        *rows, (_samen, total, _none) = month.per_school.rijen
        opens.append([reader.learns(f"open {at} {row[0]}", str(row[1])) for row in rows])
        lates.append([reader.learns(f"late {at} {row[0]}", str(row[2])) for row in rows])
        *per_stap, (_samen, same) = month.per_stap.rijen
        stappen.append([reader.learns(f"stap {at} {row[0]}", str(row[1])) for row in per_stap])
        reader.equal(opens[at], [reader.learns(f"total {at}", str(total))])
        told = [each for each, row in zip(opens[at], rows, strict=True) if str(row[1]).isdecimal()]
        reader.equal(stappen[at], told)
        if told:
            assert str(same) in ("niet getoond", str(sum(reader.low[each] for each in told)))
        else:
            reader.left_out = {name: each for name, each in reader.left_out.items() if each not in stappen[at]}
        others = [reader.unknown() for _stap in range(STAPPEN)]
        reader.equal(others, [each for each in opens[at] if each not in told])
        every = [reader.unknown() for _stap in range(STAPPEN)]
        for both, part, rest in zip(every, stappen[at], others, strict=True):
            reader.equal([both], [part, rest])
        stappen[at] = every
        for part, of in zip(lates[at], opens[at], strict=True):
            reader.no_more([part], [of])
    return opens, lates, stappen


def reads(*truths: Truth) -> Reader:
    """Everything that a reader of all tables of these years knows, with the rule by which a figure is left out."""
    reader = Reader()
    first, *later = truths
    months = first.months() + [month for each in later for month in each.months()[1:]]
    opens, lates, stappen = reads_months(reader, months)
    for number, truth in enumerate(truths):
        days = slice(2 * number, 2 * number + 3)
        lines = {f"{number} {label}": str(text) for blad in truth.account() for label, text in blad.rijen}
        _reads_the_year(reader, lines, opens[days], lates[days], stappen[days])
    return reader


def _reads_the_year(reader: Reader, lines: dict[str, str], opens: Days, lates: Days, stappen: Days) -> None:
    biggest = sum(max(reader.high[day[at]] for day in opens) for at in range(len(opens[0])))
    year = next(iter(lines))[:2]
    decisions = [reader.learns(each, lines.pop(each)) for each in (year + label for label in DECISIONS.values())]
    told = sum(reader.low[each] for each in decisions)
    opened = reader.learns(f"{year}Geopend", lines.pop(f"{year}Geopend"))
    ended = [reader.learns(each, lines.pop(each)) for each in (year + phase for phase in PHASES)]
    terms = []
    for label in [each for each in lines if lines[each].startswith("op tijd")]:
        on_time, late = re.fullmatch("op tijd: (.*), te laat: (.*)", lines.pop(label)).groups()  # type: ignore[union-attr]
        reader.learns(f"{label}, op tijd", on_time)
        terms.append(reader.learns(f"{label}, te laat", late))
    for label, text in lines.items():
        reader.learns(label, text)
    _knows_the_rule(reader, opened, max(biggest, told))
    _knows_the_rule(reader, terms[-1], biggest)
    for each, phase in zip(ended, PHASES, strict=True):
        is_told = year + phase not in reader.left_out
        reader.low[each], reader.high[each] = (biggest + 1, CAP) if is_told else (0, biggest)
        reader.left_out[year + phase] = each
    new = [reader.unknown() for _school in opens[0]]
    fresh = [reader.unknown() for _school in opens[0]]
    reader.equal(new, [opened])
    reader.equal(fresh, terms)
    reader.no_more(decisions, [*opens[0], opened])
    for earlier in range(len(opens)):
        for later in range(earlier + 1, len(opens)):
            for at, grown in enumerate(new):
                reader.no_more([opens[later][at]], [opens[earlier][at], grown])
                reader.no_more([lates[later][at]], [lates[earlier][at], fresh[at]])
            for stap in range(STAPPEN):
                others = [each for number, each in enumerate(ended) if number != stap and (stap, number) != (4, 5)]
                more = [opened] if stap == 0 else []
                reader.no_more([stappen[later][stap]], [stappen[earlier][stap], *others, *more])
                left = [ended[stap]] if stap < STAPPEN - 1 else ended[4:]
                reader.no_more([stappen[earlier][stap]], [stappen[later][stap], *left])


def _knows_the_rule(reader: Reader, number: int, bound: int) -> None:
    if number in reader.left_out.values():
        reader.high[number] = bound


def narrowed(reader: Reader) -> list[str]:
    """What is hidden and cannot be anything from nought to four; and what is left out and of which less than five
    values are possible. A world that was found answers for all counts in it."""
    found: dict[int, set[int]] = {each: set() for each in (*reader.hidden.values(), *reader.left_out.values())}

    def asks(number: int, values: Sequence[int], enough: int) -> bool:
        for value in values:
            if len(found[number]) >= enough:
                break
            if value not in found[number] and (world := reader.world(number, value)):
                for each in found:
                    found[each].add(world[each])
        return len(found[number]) >= enough

    out = [name for name, number in reader.hidden.items() if not asks(number, FIVE, 5)]
    return out + [name for name, number in reader.left_out.items() if not asks(number, range(CAP + 1), 5)]


def attack(*truths: Truth) -> list[str]:
    return narrowed(reads(*truths))


# What they find

SEEDS = range(20)


def of_seed(seed: int) -> Truth:
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    (truth,) = years(chance, chance.randrange(1, 7), chance.choice([3, 6, 12, 20]), chance.choice([1, 4, 9]))
    return truth


@over("seed", SEEDS)
def test_no_small_count_of_a_year_is_narrowed_by_all_tables_together(seed: int) -> None:
    assert attack(of_seed(seed)) == []


@over("seed", range(5))
def test_no_small_count_is_narrowed_by_the_tables_of_two_years_either(seed: int) -> None:
    """The same dossier is in both: open in the one, decided on in the other."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    two = years(chance, chance.randrange(1, 5), chance.choice([6, 12]), chance.choice([1, 4]), number=2)
    assert attack(*two) == []


def test_these_years_have_figures_that_are_told_and_figures_that_are_not() -> None:
    """So that the test above does not hold because nothing is published, or because nothing is hidden."""
    texts = Counter(
        (str(row[0]), "told" if re.search(r"\b([5-9]|\d\d+)\b", str(row[-1]).replace("dan 5", "")) else str(row[-1]))
        for seed in SEEDS
        for blad in (*(each.per_stap for each in of_seed(seed).months()), *of_seed(seed).account())
        for row in blad.rijen
    )
    for label in ("Geopend", "Stap 1", "2. Overleg en zo nodig advies", "Samen"):
        assert texts[label, "told"] > 3 and texts[label, "niet getoond"] > 3, (label, texts)
    assert texts["5a: hulp, geen melding", "told"] > 3 and texts["5a: hulp, geen melding", "minder dan 5"] > 3


def stays(*numbers: int) -> tuple[tuple[int, ...], ...]:
    """A first day: so many dossiers open in each school, all in stap 1."""
    return tuple((each, 0, 0, 0, 0) for each in numbers)


GREW = Truth((stays(2), stays(8)), ((0,), (0,)), {(GEOPEND,): 6})
"""Eight are open, of which six were opened in between: so two were there before."""
DECIDED = Truth((stays(3), stays(0)), ((0,), (0,)), {(GEOPEND,): 5, (MERK, "besluit", "5a"): 8})
"""Eight were decided on, of which five were opened: so three were there before."""
_LATE = {(TERMIJN, "stap", "te_laat"): 5, (TERMIJN, "terugkoppeling", "te_laat"): 5, (VERNIETIGD, "te_laat"): 5}
LATE = Truth((stays(30), stays(30)), ((3,), (18,)), _LATE)
"""In eighteen something is late, in at most fifteen since: so in three it was before."""


def is_said(_omvang: Omvang, _stroom: str, aantal: int) -> bool:
    """The joint step left out: what is five or more is told."""
    return aantal >= 5


@pytest.mark.parametrize(
    ("truth", "finds"),
    [(GREW, "open 0 School 0"), (DECIDED, "open 0 School 0"), (LATE, "late 0 School 0")],
)
def test_without_the_step_between_figures_the_reader_finds_a_small_count(
    truth: Truth, finds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attack(truth) == []
    monkeypatch.setattr(Omvang, "mag", is_said)
    assert finds in attack(truth)


def test_a_total_of_what_is_late_would_give_a_small_count_away() -> None:
    """Two schools with four open between them have at most four that are late; so of eight, the third has four."""
    months = [published_month([(str(at), _stand((each, 0, 0, 0, 0), late)) for at, (each, late) in enumerate(LATES)])]
    reader = Reader()
    opens, lates, _stappen = reads_months(reader, months)
    assert narrowed(reader) == []
    reader.equal(opens[0][:4], [reader.learns("", "8")])
    reader.equal(lates[0], [reader.learns("", "12")])
    assert "late 0 4" in narrowed(reader)


LATES = [(2, 2), (2, 2), (2, 2), (2, 2), (20, 4)]


@over("seed", SEEDS)
def test_the_directie_of_one_school_finds_no_small_count_of_another_in_the_months_of_the_board(seed: int) -> None:
    truth = of_seed(seed)
    for own in range(truth.schools):
        reader = Reader()
        opens, lates, _stappen = reads_months(reader, truth.months())
        for at, day in enumerate(truth.open):
            for number, known in ((opens[at][own], sum(day[own])), (lates[at][own], truth.late[at][own])):
                reader.low[number] = reader.high[number] = known
        others = {name: at for name, at in reader.hidden.items() if name.startswith(("open", "late"))}
        reader.hidden = {name: at for name, at in others.items() if not name.endswith(f"School {own}")}
        reader.left_out = {}
        assert narrowed(reader) == []
