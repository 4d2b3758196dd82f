"""The start page, the overview and a search in larger and larger schools, on SQLite and PostgreSQL.

The floor is the same in one school of 21 dossiers, in turn. All are in one school, or spread over fifty; one in
five is open. On SQLite time is that of the processor; a PostgreSQL works in processes of its own, so there it is that
of the clock.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from benchmarks import grown, looking
from benchmarks.grown import Page
from benchmarks.many import fill
from benchmarks.overview import SCHOOLS, databases
from benchmarks.school import at_the_moment, least
from benchmarks.table import Row
from meldcode.rollen import Role, User

SIZES = [int(each) for each in os.environ.get("MELDROUTE_BENCH_SIZES", "21,1000,10000,100000").split(",")]
_PAGES = {"the start page": Page("start.py", "N"), "the overview": Page("directie.py", "D")}
School = dict[str, str]


def measure() -> Iterator[Row]:
    """Each page, and a search, at each of ``SIZES``."""
    with at_the_moment():
        for where, make in databases():
            clock = time.process_time if where == "SQLite" else time.perf_counter
            with _filled(make, SIZES[0], 1) as small:
                for number in SIZES[1:]:
                    for schools in (1, SCHOOLS):
                        said = f"at {number:,} dossiers in {'one school' if schools == 1 else f'{schools} schools'}"
                        with _filled(make, number, schools) as large:
                            for what, many, few in _beside(small, large, clock):
                                yield Row(f"{what} {said}, {where}", many * 1000, few * 1000)


@contextmanager
def _filled(make: Callable[[], AbstractContextManager[Path]], number: int, schools: int) -> Iterator[School]:
    with make():
        fill(number, schools, named=True)
        grown.sign_in()
        yield grown.where()


def _beside(small: School, large: School, clock: Callable[[], float]) -> Iterator[tuple[str, float, float]]:
    """What is measured, and the least seconds that it takes in the large school and in the small one."""
    for what, page in _PAGES.items():
        few, many = grown.measured(page, small, large, clock)
        yield what, many, few
    few, many = least(3, *(_search(each) for each in (small, large)), clock=clock)
    yield "a search", many, few


def _search(school: School) -> Callable[[], object]:
    os.environ.update(school)
    user: User = grown.by_role()[Role.IB_ER]

    def looks() -> None:
        os.environ.update(school)
        looking.look(user, "leerling 7")

    return looks
