"""A PostgreSQL with large tables, and people who read and write in it: what they met, and how long they waited."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import psycopg

from tests.db.postgresql import APP, Server
from tests.processes.waiting import until

SCHOOLS, ACCOUNTS = 20, 1000
PATIENCE = 60  # seconds
# As every version since 0016 takes them. Who looks whether rows belong together takes longer than writing them.
_MADE = """
SET session_replication_role = replica;
INSERT INTO school (id, naam, oefenschool, laatste_nummer)
    SELECT md5('s' || n), 'School ' || n, false, 1 FROM generate_series(0, {schools} - 1) n;
INSERT INTO account (id, school_id, naam, email, password_hash, role, active, created_at)
    SELECT md5('a' || n), md5('s' || n % {schools}), 'Noor', n || '@school.example', '-', 'ib_er', true, '2026-11-01'
    FROM generate_series(0, {accounts} - 1) n;
INSERT INTO dossier (id, school_id, codenaam, opened_by, opened_on, fase, fase_since, versie)
    SELECT md5('d' || n), md5('s' || n % {schools}), 'Beuk ' || n, md5('a' || n % {accounts}), '2026-11-02',
    CASE WHEN n % 500 = 7 THEN 'gesloten' ELSE 'stap_1' END, '2026-11-02', 2 FROM generate_series(0, {dossiers} - 1) n;
INSERT INTO vastlegging
    (id, dossier_id, nummer, soort, recorded_on, recorded_at, recorded_by, submit_key, content)
    SELECT md5('v' || nummer || id), id, nummer, 'Signaal', opened_on, opened_on, opened_by, nummer || id,
    sha512(id::bytea) FROM dossier, generate_series(1, 2) nummer;
INSERT INTO verplichting (dossier_id, sleutel, school_id, soort, stap, owner_role, due_on, person)
    SELECT id, 'stap-' || stap, school_id, 'stap', stap, 'ib_er', '2026-11-16', opened_by
    FROM dossier, generate_series(1, 2) stap;
INSERT INTO verloop_fase (dossier_id, nummer, school_id, fase, since, op, tot)
    SELECT id, 1, school_id, fase, fase_since, fase_since, '9999-12-31' FROM dossier;
INSERT INTO verloop_merk (dossier_id, nummer, soort, stap, over, school_id, waarde, met_reden, dag, op, tot)
    SELECT id, 1, 'overlegd', 1, 1, school_id, '', false, opened_on, opened_on, '9999-12-31' FROM dossier;
INSERT INTO toegang (dossier_id, account_id, soort) SELECT id, opened_by, 'uitgenodigd' FROM dossier;
INSERT INTO gezien (dossier_id, account_id, rol, nummer, op) SELECT id, opened_by, 'ib_er', 1, opened_on FROM dossier;
INSERT INTO journal (school_id, seq, at, actor, action, dossier_id, object_id, digest, mac)
    SELECT school_id, row_number() OVER (PARTITION BY school_id), opened_on, opened_by, 'vastgelegd', id, id, '', ''
    FROM dossier;
"""
_TABLES = 10


def make_large(server: Server, database: str, rows: int) -> None:
    """Fill the tables of this database with so many rows altogether: plain ones, that no key opens."""
    made = _MADE.format(schools=SCHOOLS, accounts=ACCOUNTS, dossiers=dossiers_of(rows))
    with psycopg.connect(host=server.host, user="postgres", dbname=database, autocommit=True) as connection:
        for statement in made.split(";\n"):
            connection.execute(statement)  # type: ignore[arg-type]
        connection.execute("VACUUM ANALYZE")


def dossiers_of(rows: int) -> int:
    return max(rows // _TABLES, 10)


Does = Callable[["psycopg.Connection[tuple[object, ...]]", int], object]


class Person(Thread):
    """Somebody who does the same over and over: how often, the longest that it took, and what went wrong."""

    def __init__(self, once: Callable[[int], object], ended: Event) -> None:
        super().__init__(daemon=True)
        self._once, self._ended = once, ended
        self.times, self.longest = 0, 0.0
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            while not self._ended.wait(0.002):
                began = time.monotonic()
                self._once(self.times)
                self.longest = max(self.longest, time.monotonic() - began)
                self.times += 1
        except Exception as problem:  # whatever it is, the test shows it
            self.problem = problem


@contextmanager
def at_work(**what: Callable[[int], object]) -> Iterator[dict[str, Person]]:
    """Within this block each of these is done over and over, with the number of the time."""
    ended = Event()
    people = {name: Person(once, ended) for name, once in what.items()}
    try:
        for each in people.values():
            each.start()
        go_on(people)
        yield people
        go_on(people)
    finally:
        ended.set()
        for each in people.values():
            each.join(PATIENCE)


def go_on(people: dict[str, Person], more: int = 5) -> None:
    """Wait until each did it so many times more, or could not."""
    wanted = {name: each.times + more for name, each in people.items()}
    until(lambda: all(each.problem or each.times >= wanted[name] for name, each in people.items()), seconds=PATIENCE)


def waited(people: dict[str, Person]) -> dict[str, float]:
    """How long each waited at most, in seconds, once nothing went wrong."""
    problems = {name: each.problem for name, each in people.items() if each.problem}
    assert not problems, problems
    return {name: each.longest for name, each in people.items()}


@contextmanager
def plain_people(server: Server, database: str, rows: int) -> Iterator[dict[str, Person]]:
    """Two who write and read what every version since 0016 writes and reads; and one in a table that nobody changes."""
    everybody = {"writes": _writes, "reads": _reads, "beside": _beside}
    opened = {name: _connected(server, database) for name in everybody}
    try:
        with at_work(
            **{
                name: lambda time, do=do, name=name: do(opened[name], time, dossiers_of(rows))
                for name, do in everybody.items()
            }
        ) as people:
            yield people
    finally:
        for each in opened.values():
            each.close()


def _connected(server: Server, database: str) -> "psycopg.Connection[tuple[object, ...]]":
    connection = psycopg.connect(
        host=server.host, user=APP, dbname=database, autocommit=True, options="-c lock_timeout=30000"
    )
    connection.execute("SELECT set_config('meldroute.school', '*', false)")
    return connection


def _id(kind: str, number: int) -> str:
    return hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest()


def _writes(connection: "psycopg.Connection[tuple[object, ...]]", time: int, dossiers: int) -> None:
    number = time * 7919 % dossiers
    dossier, account, school = _id("d", number), _id("a", number % ACCOUNTS), _id("s", number % SCHOOLS)
    with connection.transaction():
        connection.execute("UPDATE dossier SET versie = versie + 1 WHERE id = %s", [dossier])
        connection.execute(
            "INSERT INTO vastlegging "
            "(id, dossier_id, nummer, soort, recorded_on, recorded_at, recorded_by, submit_key, content) "
            "SELECT %s, id, versie, 'Signaal', '2026-11-09', '2026-11-09', opened_by, %s, '' "
            "FROM dossier WHERE id = %s",
            [_id("new", time), f"new {time}", dossier],
        )
        connection.execute(
            "UPDATE verplichting SET done_on = '2026-11-09' WHERE dossier_id = %s AND sleutel = 'stap-1'", [dossier]
        )
        connection.execute("UPDATE verloop_fase SET dagen = 1 WHERE dossier_id = %s", [dossier])
        connection.execute("UPDATE verloop_merk SET waarde = 'x' WHERE dossier_id = %s", [dossier])
        connection.execute("UPDATE toegang SET tot = '2026-12-01' WHERE dossier_id = %s", [dossier])
        connection.execute("UPDATE gezien SET nummer = 3 WHERE dossier_id = %s AND account_id = %s", [dossier, account])
        connection.execute("UPDATE account SET active = true WHERE id = %s", [account])
        connection.execute(
            "INSERT INTO journal (school_id, seq, at, actor, action, dossier_id, object_id, digest, mac) "
            "SELECT %s, max(seq) + 1, '2026-11-09', '', 'vastgelegd', %s, '', '', '' FROM journal WHERE school_id = %s",
            [school, dossier, school],
        )


def _reads(connection: "psycopg.Connection[tuple[object, ...]]", time: int, dossiers: int) -> None:
    number = time * 6007 % dossiers
    dossier, school = _id("d", number), _id("s", number % SCHOOLS)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in ("vastlegging", "verplichting", "verloop_fase", "verloop_merk", "toegang", "gezien"):
            # As the program asks: by name. With * a statement that was prepared fails once there is another column.
            found = connection.execute(f"SELECT dossier_id FROM {table} WHERE dossier_id = %s", [dossier]).fetchall()  # type: ignore[arg-type]  # noqa: S608
            assert found
        assert connection.execute("SELECT fase, versie FROM dossier WHERE id = %s", [dossier]).fetchone()
        assert connection.execute("SELECT max(seq) FROM journal WHERE school_id = %s", [school]).fetchone()
        email = f"{number % ACCOUNTS}@school.example"
        assert connection.execute("SELECT id, role FROM account WHERE email = %s", [email]).fetchone()


def _beside(connection: "psycopg.Connection[tuple[object, ...]]", time: int, _dossiers: int) -> None:
    with connection.transaction():
        for number in range(8):
            connection.execute(
                "INSERT INTO throttle (name, failures, last_at) VALUES (%s, 1, '2026-11-09') "
                "ON CONFLICT (name) DO UPDATE SET failures = throttle.failures + 1",
                [f"{number + time % 10}"],
            )
