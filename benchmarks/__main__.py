"""``python -m benchmarks``: measure everything, or only the parts that are named, and print one table with floors.

A row whose ratio is a fifth worse than the kept one is measured once more, and fails the run if it is so again. With
``--keep`` the rows are kept instead (``benchmarks/kept``), with ``--only-once`` they are compared with nothing.
"""

import sys
from collections.abc import Callable, Iterable, Mapping

from benchmarks import (
    browser,
    calendars,
    country,
    grown,
    looking,
    memory,
    nights,
    nodes,
    overview,
    pages,
    papers,
    recording,
    redraw,
    sizes,
    tabs,
    work_list,
)
from benchmarks.table import Row, head, keep, kept_ratios, steps_back

PARTS: Mapping[str, Callable[[], Iterable[Row]]] = {
    "recording": recording.measure,
    "worksheet": redraw.measure,
    "pages": pages.measure,
    "papers": papers.measure,
    "calendars": calendars.measure,
    "lists": work_list.measure,
    "looking": looking.measure,
    "browser": browser.measure,
    "tabs": tabs.measure,
    "memory": memory.measure,
    "grown": grown.measure,
    "overview": overview.measure,
    "sizes": sizes.measure,
    "country": country.measure,
    "nights": nights.measure,
    "nodes": nodes.measure,
}
_KEEP, _ONLY_ONCE = "--keep", "--only-once"


def measured(part: str) -> list[Row]:
    """The rows of one part, each printed as it comes."""
    found = []
    for each in PARTS[part]():
        print(each, flush=True)
        found.append(each)
    return found


def main(asked: list[str]) -> str | None:
    """Measure; returns what went a step back, in words, or None."""
    chosen = [each for each in asked if each not in (_KEEP, _ONLY_ONCE)] or list(PARTS)
    unknown = sorted(set(chosen) - set(PARTS))
    if unknown:
        return f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}."
    kept = {} if {_KEEP, _ONLY_ONCE} & set(asked) else kept_ratios()
    back = list[Row]()
    head()
    for part in chosen:
        found = measured(part)
        if steps_back(found, kept):
            print(f"| *{part}: worse than was kept, so measured once more* | | | | | |", flush=True)
            again = measured(part)
            twice = {each.what for each in steps_back(found, kept)}
            back += [each for each in steps_back(again, kept) if each.what in twice]
        if _KEEP in asked:
            keep(found)
    said = [f"{each.what}: {each.ratio:.2f} x the floor, kept was {kept[each.what]:.2f} x" for each in back]
    return "\n".join(["", "A fifth worse than was kept, twice:", *said]) if said else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
