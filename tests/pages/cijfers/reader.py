"""An attacker who reads every table of a board, and computes what can be known of a hidden count.

They have only the published words and their own list of how figures relate. They search, exactly and over whole
numbers, for worlds in which everything would have been published the same. What is the same in all of those worlds is
what they know of a hidden count.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.pages.cijfers.years import DECISIONS, STAPPEN, Truth
from ui.cijfers.bestuur import Maand

FIVE = range(5)
CAP = 300
"""More than any count here: no bound."""
PHASES = ["Stap 1", "Stap 2", "Stap 3", "Stap 4", "Stap 5", "Stap 5, opvolging"]


@dataclass
class Reader:
    """Everything published, as bounds on whole numbers, and as sums of them with a maximum."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    sums: list[tuple[tuple[tuple[int, int], ...], int]] = field(default_factory=list)
    """Each sum: which numbers it adds, how often, and its maximum."""
    hidden: dict[str, int] = field(default_factory=dict)
    """The names of the counts that are published as under five."""
    left_out: dict[str, int] = field(default_factory=dict)
    """The names of the counts that are left out without saying whether they are under five."""

    def learns(self, name: str, text: str) -> int:
        """Take in a cell of a table."""
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
        """Take in a number about which no table says anything."""
        number = self.learns("", "")
        del self.left_out[""]
        return number

    def no_more(self, some: Sequence[int], others: Sequence[int]) -> None:
        """Take in that the sum of these is at most the sum of those."""
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
        """A world in which this count has this value; None if there is none."""
        low, high = list(self.low), list(self.high)
        if not low[number] <= value <= high[number]:
            return None
        low[number] = high[number] = value
        sums_of = _sums_of(self.sums, len(low))
        return _search(low, high, self.sums, sums_of, set(range(len(self.sums))), random.Random(value))  # noqa: S311


Sums = list[tuple[tuple[tuple[int, int], ...], int]]


def _sums_of(sums: Sums, count: int) -> list[set[int]]:
    """Per number, the sums it is part of."""
    found: list[set[int]] = [set() for _each in range(count)]
    for number, (weights, _most) in enumerate(sums):
        for at, _weight in weights:
            found[at].add(number)
    return found


def _search(
    low: list[int], high: list[int], sums: Sums, sums_of: list[set[int]], touched: set[int], chance: random.Random
) -> list[int] | None:
    """Numbers within these bounds for which every sum holds; None when there are none. Exact: it tries everything.

    Which half is tried first is random, so that one world found says something about many counts.
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
    """Tighten the bounds as far as each sum by itself allows, until nothing changes; return whether a value is left.

    ``touched`` are the sums with a number whose bound changed; the others need not be looked at again.
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
"""Per first day of a month, the numbers by which the reader knows the cells of a table."""


def reads_months(reader: Reader, months: Sequence[Maand]) -> tuple[Days, Days, Days]:
    """Take in the tables of first days of months: open and late per school, and open per stap.

    The table per stap counts only schools whose open count is told; those of the others are added as unknowns.
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
    """Everything known to a reader of all tables of these years who also knows the rule for leaving out figures."""
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
