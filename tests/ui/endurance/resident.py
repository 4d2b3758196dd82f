"""How much memory processes have, while they work: looked at now and then, and held beside their plateau."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from tests.processes.running import resident

WARM = 300  # seconds; of a process that lived shorter the middle third is still warming up
_BETWEEN = 0.5  # seconds between two looks
MORE = 1.10


@dataclass
class Memory:
    """Bytes by process, each with the moment."""

    seen: dict[int, list[tuple[float, int]]] = field(default_factory=dict)

    def look(self, processes: Iterable[int]) -> None:
        """Look, if it is time to."""
        now = time.monotonic()
        for each in processes:
            series = self.seen.setdefault(each, [])
            if (not series or now - series[-1][0] >= _BETWEEN) and (found := resident(each)):
                series.append((now, found))

    def plateaus(self) -> dict[int, tuple[int, int]]:
        """By process that lived long enough: its plateau (its middle third) and its end (the last tenth)."""
        found = {}
        for process, series in self.seen.items():
            if series and series[-1][0] - series[0][0] >= WARM:
                sizes = [size for _at, size in series]
                third, tenth = len(sizes) // 3, max(1, len(sizes) // 10)
                found[process] = int(median(sizes[third : 2 * third])), int(median(sizes[-tenth:]))
        return found

    def grown(self) -> dict[int, tuple[int, int]]:
        """Those whose end is more than a tenth above their plateau."""
        return {process: found for process, found in self.plateaus().items() if found[1] > MORE * found[0]}

    def in_mb(self) -> dict[int, tuple[int, int]]:
        """What ``plateaus`` says, in megabytes."""
        return {process: (plateau >> 20, end >> 20) for process, (plateau, end) in self.plateaus().items()}
