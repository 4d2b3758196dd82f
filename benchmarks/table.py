"""The one table of what is measured: what, ours, the floor, the ratio, the goal, and whether it was reached.

It is kept as JSON, with what the machine was. A ratio that is a fifth worse than the kept one is a step back.
"""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "kept" / "figures.json"
WORSE = 1.2
"""By how much a ratio may be worse than the kept one."""
PER_SECOND = "per s"
_HEAD = "| what | ours | floor | ratio | goal | reached |\n|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Row:
    """One thing that was measured, and its floor if there is one, both in ``unit``.

    ``goal`` is at most so many times the floor (of what is counted per second: at least), or without a floor at most so
    much. ``most`` is a goal for ours itself, beside a floor.
    """

    what: str
    ours: float
    floor: float | None = None
    goal: float | None = None
    unit: str = "ms"
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return self.ours / self.floor if self.floor else None

    @property
    def is_reached(self) -> bool | None:
        """Whether each goal is reached; None without a goal."""
        found = [self._fits(self.ratio if self.floor else self.ours, self.goal), self._fits(self.ours, self.most)]
        known = [each for each in found if each is not None]
        return all(known) if known else None

    def _fits(self, value: float | None, goal: float | None) -> bool | None:
        if value is None or goal is None:
            return None
        return value >= goal if self.unit == PER_SECOND else value <= goal

    def is_worse_than(self, kept: float) -> bool:
        """Whether the ratio is a fifth worse than this one."""
        ratio = self.ratio
        return ratio is not None and (ratio * WORSE < kept if self.unit == PER_SECOND else ratio > kept * WORSE)

    def __str__(self) -> str:
        sign = "at least" if self.unit == PER_SECOND else "at most"
        goals = [f"{self.goal:g} {'x' if self.floor else self.unit}"] if self.goal is not None else []
        goals += [f"{self.most:g} {self.unit}"] if self.most is not None else []
        cells = [
            self.what,
            _amount(self.ours, self.unit),
            _amount(self.floor, self.unit),
            f"{self.ratio:.2f} x" if self.ratio is not None else "",
            f"{sign} {' and '.join(goals)}" if goals else "",
            {True: "yes", False: "**no**", None: ""}[self.is_reached],
        ]
        return f"| {' | '.join(cells)} |"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"


def head() -> None:
    """Print the head of the table."""
    print(_HEAD, flush=True)


def steps_back(rows: Iterable[Row], kept: Mapping[str, float]) -> list[Row]:
    """The rows whose ratio is a fifth worse than the kept one."""
    return [each for each in rows if each.what in kept and each.is_worse_than(kept[each.what])]


def kept_ratios(file: Path = KEPT) -> dict[str, float]:
    """The kept ratios, by what was measured."""
    found: list[dict[str, Any]] = json.loads(file.read_text())["rows"] if file.exists() else []
    return {each["what"]: each["ratio"] for each in found if each["ratio"] is not None}


def keep(rows: Iterable[Row], file: Path = KEPT) -> None:
    """Keep these rows, with the machine; what was kept of other things stays."""
    before: list[dict[str, Any]] = json.loads(file.read_text())["rows"] if file.exists() else []
    found = {each["what"]: each for each in before}
    for each in rows:
        found[each.what] = {
            "what": each.what,
            "ours": round(each.ours, 4),
            "floor": None if each.floor is None else round(each.floor, 4),
            "unit": each.unit,
            "ratio": None if each.ratio is None else round(each.ratio, 3),
            "goal": each.goal,
            "most": each.most,
            "reached": each.is_reached,
            "machine": machine(),
        }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"rows": list(found.values())}, indent=1, ensure_ascii=False) + "\n")


def machine() -> dict[str, object]:
    """What the machine is on which is measured, as far as it matters, and the day."""
    return {
        "day": str(date.today()),  # noqa: DTZ011 - the day on which is measured, of no school
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.system(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
