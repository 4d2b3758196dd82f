"""The overview of the directie with many dossiers, on SQLite and PostgreSQL.

The floor gets the same counts and lists with SQL written by hand, through the bare driver on an open connection; it
takes turns with ours. The page is run as for a browser, with a thousand dossiers and with a hundred times as many.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import psycopg
from sqlalchemy import insert, make_url
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.many import TODAY, directie, fill, school_id
from benchmarks.school import NOW, ROOT, at_the_moment, bare, place, timed
from benchmarks.table import Row
from db import schema
from db.accounts import sessions
from db.cijfers import figures
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import settings
from db.upkeep import upgrade
from meldcode.rollen import Role, User
from meldcode.termijnen.schooljaar import schooljaar
from tests.db import postgresql
from ui.cijfers import tabellen
from ui.page import screens

MANY, SCHOOLS = int(os.environ.get("MELDROUTE_BENCH_DOSSIERS", "100000")), 50
TIMES = int(os.environ.get("MELDROUTE_BENCH_TIMES", "400")) // 10
PAGES = ROOT / "pages"
DICK = User(directie(0), school_id(0), "Dick", Role.DIRECTIE)

_AGE = " ".join(
    f"WHEN since >= '{TODAY - timedelta(days=days)}' THEN '{at}'" for at, days in enumerate((7, 14, 28, 91))
)


def _stand(of: str) -> list[str]:
    """The SQL for the counts of one day; ``of`` is the condition for the schools."""
    d = f"'{TODAY}'"
    return [
        f"""SELECT school_id, fase, CASE {_AGE} ELSE '4' END AS age,
        CASE WHEN dossier_id IN (SELECT dossier_id FROM verloop_wacht
            WHERE school_id {of} AND op <= {d} AND tot > {d} AND due_on < {d}) THEN '1' ELSE '0' END AS late, count(*)
        FROM verloop_fase WHERE school_id {of} AND op <= {d} AND tot > {d} GROUP BY 1, 2, 3, 4""",
        f"""SELECT school_id, owner_role, person, soort, CASE WHEN due_on < {d} THEN '1' ELSE '0' END AS late, count(*)
        FROM verloop_wacht WHERE school_id {of} AND op <= {d} AND tot > {d} GROUP BY 1, 2, 3, 4, 5""",
        f"""SELECT school_id, figuur, groep, sum(aantal) FROM statistiek WHERE school_id {of} AND op <= {d}
        AND figuur IN ('plek', 'wacht') GROUP BY 1, 2, 3 HAVING sum(aantal) <> 0""",
    ]


def by_hand() -> list[str]:
    """The SQL for all that the page of one directie asks: counts, five lists, the trend, names. Nobody is excluded."""
    d, mine = f"'{TODAY}'", f"= '{DICK.school_id}'"
    allowed = (
        f"AND {{0}}.dossier_id NOT IN (SELECT dossier_id FROM toegang WHERE account_id = '{DICK.id}' "
        "AND soort IN ('afgeschermd', 'als_ib_er'))"
    )
    waiting = f"""SELECT w.*, d.codenaam, a.naam, (SELECT min(op) FROM verloop_wacht e
        WHERE e.dossier_id = w.dossier_id AND e.sleutel = w.sleutel)
        FROM verloop_wacht w JOIN dossier d ON d.id = w.dossier_id LEFT JOIN account a ON a.id = w.person
        WHERE w.school_id {mine} AND w.op <= {d} AND w.tot > {d} {allowed.format("w")} AND {{0}}
        ORDER BY w.due_on, d.codenaam, w.sleutel LIMIT 50"""
    days = sorted({*schooljaar(TODAY).maanden(TODAY), TODAY})
    opens = ", ".join(f"count(*) FILTER (WHERE op <= '{each}' AND tot > '{each}')" for each in days)
    lates = ", ".join(f"count(*) FILTER (WHERE op <= '{e}' AND tot > '{e}' AND due_on < '{e}')" for e in days)
    left = ", ".join(
        f"coalesce(sum(aantal) FILTER (WHERE {which} AND op <= '{each}'), 0)"
        for which in ("figuur = 'plek'", "figuur = 'wacht' AND groep LIKE '%|1'")
        for each in days
    )
    return [
        *_stand(mine),
        f"""SELECT d.codenaam, l.fase, l.since, l.late, l.due_on FROM (
            SELECT dossier_id, max(fase) AS fase, max(since) AS since, sum(late) AS late, min(due_on) AS due_on FROM (
                SELECT f.dossier_id, f.fase, f.since, 0 AS late, CAST(NULL AS date) AS due_on
                FROM verloop_fase f WHERE f.school_id {mine} AND f.op <= {d} AND f.tot > {d} {allowed.format("f")}
                UNION ALL SELECT dossier_id, NULL, NULL, CASE WHEN due_on < {d} THEN 1 ELSE 0 END, due_on
                FROM verloop_wacht WHERE school_id {mine} AND op <= {d} AND tot > {d}
            ) p GROUP BY dossier_id HAVING max(fase) IS NOT NULL ORDER BY late DESC, since, dossier_id LIMIT 50
        ) l JOIN dossier d ON d.id = l.dossier_id ORDER BY l.late DESC, l.since, d.codenaam""",
        waiting.format(f"w.due_on < {d}"),
        waiting.format("w.soort = 'terugkoppeling'"),
        waiting.format("w.soort = 'effect'"),
        f"""SELECT m.*, d.codenaam, CASE WHEN m.soort = 'overgeslagen' AND EXISTS (SELECT 1 FROM verloop_wacht w
            WHERE w.dossier_id = m.dossier_id AND w.soort = 'overgeslagen' AND w.stap = m.stap
            AND w.op <= {d} AND w.tot > {d}) THEN 1 ELSE 0 END
        FROM verloop_merk m JOIN dossier d ON d.id = m.dossier_id
        WHERE m.school_id {mine} AND m.op <= {d} AND m.tot > {d} AND m.dag >= '{schooljaar(TODAY).begin}'
            AND m.soort IN ('overgeslagen', 'afgezien', 'afwijking', 'niet_overlegd', 'niet_besproken')
            {allowed.format("m")} ORDER BY m.dag DESC, d.codenaam, m.stap, m.soort LIMIT 50""",
        f"SELECT {opens} FROM verloop_fase f WHERE school_id {mine} AND tot > '{days[0]}' {allowed.format('f')}",
        f"SELECT {lates} FROM verloop_wacht w WHERE school_id {mine} AND tot > '{days[0]}' {allowed.format('w')}",
        f"SELECT {left} FROM statistiek WHERE school_id {mine} AND figuur IN ('plek', 'wacht')",
        f"SELECT id, naam FROM account WHERE school_id {mine} ORDER BY naam, email",
    ]


@contextmanager
def _sqlite(folder: Path) -> Iterator[Callable[[list[str], str], list[list[Any]]]]:
    connection = bare(folder / "meldroute.sqlite")

    def ask(queries: list[str], _school: str) -> list[list[Any]]:
        connection.execute("BEGIN")
        try:
            return [connection.execute(each).fetchall() for each in queries]
        finally:
            connection.execute("ROLLBACK")

    yield ask
    connection.close()


@contextmanager
def _postgresql(_folder: Path) -> Iterator[Callable[[list[str], str], list[list[Any]]]]:
    url = make_url(settings().database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:

        def ask(queries: list[str], school: str) -> list[list[Any]]:
            with connection.transaction(force_rollback=True):
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                connection.execute("SELECT set_config('meldroute.school', %s, true)", (school,))
                return [connection.execute(each.replace("%|1", "%%|1"), ()).fetchall() for each in queries]

        yield ask


def beside_sql(folder: Path, floor: Any, where: str) -> Iterator[Row]:
    """The overview of one directie among fifty, and the counts of all fifty schools, beside SQL written by hand."""
    ids = [school_id(number) for number in range(SCHOOLS)]
    all_of_them = _stand("IN (" + ", ".join(f"'{each}'" for each in ids) + ")")

    def board() -> Any:
        with reading(EVERY_SCHOOL) as connection:
            return figures.stands(connection, ids, TODAY)

    with floor(folder) as ask:
        for what, ours, theirs in (
            (
                "one directie among fifty",
                lambda: tabellen.load(DICK, TODAY, limit=50),
                (by_hand(), DICK.school_id),
            ),
            ("all fifty schools", board, (all_of_them, EVERY_SCHOOL)),
        ):
            _agree(what, ours(), ask(*theirs))
            pairs = [(timed(ours), timed(lambda: ask(*theirs))) for _time in range(max(5, TIMES))]  # noqa: B023
            mine, bare_driver = (median(each) for each in zip(*pairs, strict=True))
            yield Row(f"the figures of {what}, {MANY:,} dossiers, {where}", mine * 1000, bare_driver * 1000, 3)
        if where == "SQLite":
            yield _beside_pandas(folder)


def _beside_pandas(folder: Path) -> Row:
    """The figures of one school, beside reading all rows of the course into pandas and grouping them there."""

    def naive() -> object:
        with closing(bare(folder / "meldroute.sqlite")) as connection:
            rows = pd.read_sql("SELECT * FROM verloop_fase", connection)
        now = rows[(rows["op"] <= str(TODAY)) & (rows["tot"] > str(TODAY)) & (rows["school_id"] == DICK.school_id)]
        return now.groupby("fase").size()

    pairs = [(timed(lambda: tabellen.load(DICK, TODAY, limit=50)), timed(naive)) for _time in range(5)]
    ours, theirs = (median(each) for each in zip(*pairs, strict=True))
    return Row("the figures of one directie, beside all rows in pandas", ours * 1000, theirs * 1000, 1)


def _agree(what: str, ours: Any, theirs: list[list[Any]]) -> None:
    """Exit if ours and the floor do not count the same dossiers: then there is nothing to compare."""
    stands = ours.values() if isinstance(ours, dict) else [ours.stand]
    counted = sum(stand.open for stand in stands), sum(stand.van()[0] for stand in stands)
    by_sql = sum(each[-1] for each in theirs[0]), sum(each[-1] for each in theirs[1])
    if counted != by_sql or not counted[0]:
        raise SystemExit(f"{what}: {counted} is not {by_sql}")


class Page:
    """The page of the directie on one database, in the tab of somebody who is signed in; drawn once already."""

    def __init__(self) -> None:
        self.where = {name: os.environ[name] for name in ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE")}
        with transaction(EVERY_SCHOOL) as connection:
            moments = {"created_at": NOW, "expires_at": NOW + timedelta(hours=9), "last_active": NOW}
            login = {"token_hash": sessions.token_hash("x"), "account_id": DICK.id, "verified_at": NOW} | moments
            connection.execute(insert(schema.login).values(login))
        self.app = AppTest.from_file(PAGES / "main.py", default_timeout=60)
        self.app.user = {"sid": sessions.token_hash("x")}
        self.app._page_hash = calc_hash(next(each.address for each in screens.SCREENS if each.file == "directie.py"))
        self.runs()
        if self.app.exception or not self.app.title:
            raise SystemExit(f"the page does not run: {self.app.exception}")

    def runs(self) -> None:
        """Run the page once, on its own database."""
        os.environ.update(self.where)
        self.app.run()


def in_turn(pages: Sequence[Page], times: int) -> list[float]:
    """The median seconds of a run of each page; measured in turns, so that all share the state of the machine."""
    for page in pages:
        for _warm in range(5):
            page.runs()
    taken = [[timed(page.runs) for page in pages] for _time in range(times)]
    return [median(each) for each in zip(*taken, strict=True)]


def at(dossiers: int, schools: int) -> None:
    """Fill the database with so many dossiers in so many schools, each with a key."""
    fill(dossiers, schools)
    for number in range(schools):
        vault.vault().add([school_id(number)])


@contextmanager
def on_postgresql(server: postgresql.Server) -> Iterator[Path]:
    """As ``benchmarks.school.place``, on PostgreSQL."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        database = server.copy_of(postgresql.APP)
        os.environ["MELDCODE_DATABASE_URL"] = server.url(database)
        os.environ["MELDCODE_KEY_FILE"] = f"{name}/meldroute.key"
        vault.make_key_file(Path(name) / "meldroute.key")
        yield Path(name)
        engine().dispose()


def run(make: Callable[[], Any], floor: Any, where: str) -> Iterator[Row]:
    """Measure on one kind of database; ``make`` gives an empty one, ``floor`` its bare driver."""
    with ExitStack() as places, at_the_moment():
        drawn = []
        for dossiers, schools in ((1_000, 1), (1_000, SCHOOLS), (MANY, SCHOOLS)):
            folder = places.enter_context(make())
            at(dossiers, schools)
            drawn.append(Page())
        yield from beside_sql(folder, floor, where)
        one_school, thin, large = in_turn(drawn, max(10, TIMES))
    beside = "beside 1,000 in one school", "beside 1,000 in fifty, most lists empty"
    for said, small, goal in zip(beside, (one_school, thin), (1.5, None), strict=True):
        what = f"the overview at {MANY:,} dossiers in fifty schools, {said}, {where}"
        yield Row(what, large * 1000, small * 1000, goal)


def databases() -> Iterator[tuple[str, Callable[[], AbstractContextManager[Path]]]]:
    """The kinds of database, by name, each with what makes an empty one; PostgreSQL with a server of its own."""
    yield "SQLite", place
    with postgresql.running() as found:
        os.environ["MELDCODE_DATABASE_URL"] = found.url(postgresql.APP, postgresql.OWNER)
        upgrade.upgrade()
        engine().dispose()
        yield "PostgreSQL", lambda: on_postgresql(found)


def measure() -> Iterator[Row]:
    """The overview on SQLite, and on PostgreSQL."""
    floors = {"SQLite": _sqlite, "PostgreSQL": _postgresql}
    for where, make in databases():
        yield from run(make, floors[where], where)
