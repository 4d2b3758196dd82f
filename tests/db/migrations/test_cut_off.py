"""An upgrade on PostgreSQL that is kept waiting, cut off or given twice: what was done stays, and the next goes on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, event

from db import schema
from db.__main__ import main
from db.keys.vault import make_key_file
from db.store import engine, postgresql
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import settings
from db.upkeep import steps, upgrade
from tests.db.migrations.conftest import LATER, RELEASE, AtRevision, Later, as_owner
from tests.db.migrations.large import dossiers_of, make_large, plain_people, waited
from tests.db.postgresql import Server
from tests.processes.waiting import until

pytestmark = pytest.mark.postgresql
EVERY = int(os.environ.get("MELDROUTE_KILLED_AT_EVERY", "31"))  # statement
FEW = 2000  # rows
PATIENCE = 60  # seconds


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_PAUSE", 0.02)
    monkeypatch.setattr(steps, "_LOOK", 0.02)


def is_whole() -> bool:
    with reading(EVERY_SCHOOL) as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        invalid = connection.exec_driver_sql("SELECT count(*) FROM pg_index WHERE NOT indisvalid").scalar()
        return upgrade.is_current(connection) and not found and not invalid


def revision() -> str | None:
    with reading(EVERY_SCHOOL) as connection:
        return upgrade.revision_of(connection)


@contextmanager
def somebody(server: Server, database: str, *does: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Within this block somebody has begun a transaction with these statements, and does not end it."""
    with psycopg.connect(host=server.host, user="postgres", dbname=database) as connection:
        for each in does:
            connection.execute(each)  # type: ignore[call-overload]
        yield connection
        connection.rollback()


def test_tables_that_stay_in_use_are_left_alone_in_words_and_the_next_time_goes_on(
    at_revision: AtRevision, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = at_revision(RELEASE)
    make_large(server, database, FEW)
    make_key_file(settings().key_file)
    monkeypatch.setattr(steps, "TRIES", 3)
    in_use = somebody(server, database, "SELECT count(*) FROM dossier")
    with in_use, plain_people(server, database, FEW) as people, as_owner():
        assert main(["upgrade"]) == 2
    assert steps.IN_USE in capsys.readouterr().err
    assert revision() == "0017", "this one needed no table that was in use"
    longest = waited(people)
    assert max(longest.values()) < 1 + longest["beside"], "those who came behind it were let through"
    with as_owner():
        assert main(["upgrade"]) == 0
    assert is_whole()


def test_what_is_in_use_for_a_while_is_tried_again(at_revision: AtRevision, server: Server) -> None:
    database, met = at_revision(RELEASE), list[str]()
    with somebody(server, database, "SELECT count(*) FROM dossier") as other:

        def meets(context: Any) -> None:
            met.append(getattr(context.original_exception, "sqlstate", ""))
            if len(met) == 2:
                other.rollback()

        with listening(meets), as_owner():
            upgrade.upgrade()
    assert met == ["55P03"] * 2 and is_whole()


@contextmanager
def listening(hears: Any) -> Iterator[None]:
    event.listen(Engine, "handle_error", hears)
    try:
        yield
    finally:
        event.remove(Engine, "handle_error", hears)


class CutOff(BaseException):
    """As when somebody presses Ctrl-C."""


@contextmanager
def cut_off_after(statements: int) -> Iterator[list[str]]:
    """Within this block the session that migrates ends when it has executed so many; yields what it executed."""
    said: list[str] = []

    def executed(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if connection.engine.pool.__class__.__name__ == "NullPool" and "pg_try_advisory_lock" not in statement:
            said.append(statement)
            if len(said) == statements:
                raise CutOff

    event.listen(Engine, "after_cursor_execute", executed)
    try:
        yield said
    finally:
        event.remove(Engine, "after_cursor_execute", executed)


def test_cut_off_after_any_statement_the_next_time_goes_on_to_the_same_tables(
    at_revision: AtRevision, server: Server
) -> None:
    first = at_revision(RELEASE)
    make_large(server, first, FEW)
    engine.engine().dispose()
    number, was_cut = EVERY, 0
    while True:
        copy = server.copy_of(first)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MELDCODE_DATABASE_URL", server.url(copy))
            with cut_off_after(number) as said, as_owner():
                try:
                    upgrade.upgrade()
                except CutOff:
                    was_cut += 1
            with as_owner():
                upgrade.upgrade()
            assert is_whole(), said[-1]
            with reading(EVERY_SCHOOL) as connection:
                assert connection.exec_driver_sql(
                    "SELECT count(*) FROM dossier WHERE eerst_op = '2026-11-16' AND houder_tot = 1 AND gezien_tot = 1"
                ).scalar() == dossiers_of(FEW)
            engine.engine().dispose()
        server.drop(copy)
        if len(said) < number:
            break
        number += EVERY
    assert was_cut >= 3


def test_an_index_that_was_left_half_is_made_anew(at_revision: AtRevision, server: Server, later: Later) -> None:
    database = at_revision("head")
    make_large(server, database, FEW)
    later(LATER)
    problem: list[str] = []

    def upgrades() -> None:
        try:
            with as_owner():
                upgrade.upgrade()
        except steps.NotNow as error:
            problem.append(str(error))

    busy = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%%ix_vastlegging_later%%'"
    # It waits for those who began before; meanwhile they and others read and write.
    with somebody(server, database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT 1"):
        thread = Thread(target=upgrades)
        thread.start()
        with psycopg.connect(host=server.host, user="postgres", dbname=database, autocommit=True) as other:
            (pid,) = until(lambda: other.execute(busy).fetchone(), seconds=PATIENCE)
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
            thread.join(PATIENCE)
            left = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_vastlegging_later'::regclass"
            assert problem == [steps.LOST] and other.execute(left).fetchone() == (False,)
    with as_owner():
        upgrade.upgrade()
    with reading(EVERY_SCHOOL) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pg_index WHERE NOT indisvalid").scalar() == 0
        assert upgrade.revision_of(connection) == "9001"


def test_an_index_waits_so_long_for_who_began_before_and_no_longer(
    at_revision: AtRevision, server: Server, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = at_revision("head")
    later(LATER)
    monkeypatch.setattr(postgresql, "INDEX_MS", 200)
    began = somebody(server, database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT 1")
    with began, as_owner(), pytest.raises(steps.NotNow, match="te lang in gebruik"):
        upgrade.upgrade()
    with as_owner():
        upgrade.upgrade()
    assert revision() == "9001"


def test_of_two_at_once_one_waits_and_finds_nothing_left_to_do(
    at_revision: AtRevision, server: Server, later: Later
) -> None:
    """Also while the first makes an index: that waits for every transaction, so the second one may have none."""
    database = at_revision("head")
    make_large(server, database, FEW)
    later(LATER.replace("def upgrade() -> None:", 'def upgrade() -> None:\n    op.execute("SELECT pg_sleep(0.5)")'))
    done: list[int] = []
    problems: list[BaseException] = []

    def upgrades() -> None:
        parts: list[float] = []
        try:
            with as_owner():
                upgrade.upgrade(progress=parts.append)
        except Exception as problem:
            problems.append(problem)
        done.append(sum(part <= upgrade._MIGRATING for part in parts))

    threads = [Thread(target=upgrades) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert not problems and sorted(done) == [0, 1] and revision() == "9001"


def test_who_waits_too_long_for_another_is_told(at_revision: AtRevision, monkeypatch: pytest.MonkeyPatch) -> None:
    at_revision("head")
    monkeypatch.setattr(steps, "_WAITS", 0.1)
    with as_owner(), steps.alone(engine.engine().url), pytest.raises(steps.NotNow, match="wordt al bijgewerkt"):
        upgrade.upgrade()


def test_a_session_for_migrations_is_in_no_pool(at_revision: AtRevision) -> None:
    at_revision("head")
    with as_owner():
        with steps.alone(engine.engine().url) as connection:
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == f"{postgresql.MIGRATING_MS}ms"
            assert connection.exec_driver_sql("SELECT current_setting('meldroute.school')").scalar() == EVERY_SCHOOL
        with engine.engine().connect() as connection:
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "30s"
            assert connection.exec_driver_sql("SELECT current_setting('meldroute.school', true)").scalar() in (None, "")
