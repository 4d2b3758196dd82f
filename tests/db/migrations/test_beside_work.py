"""On PostgreSQL an upgrade keeps nobody waiting: not the version of before, which works on while its tables change."""

import os

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from db import schema
from db.__main__ import main
from db.journal import journal
from db.store import engine
from db.store.engine import EVERY_SCHOOL, reading
from db.upkeep import upgrade
from db.upkeep.upgrade import VersionError
from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.cast import SCHOOL
from tests.db.keeping import count, found, kept, recorded
from tests.db.migrations.conftest import LATER, RELEASE, AtRevision, Later, as_owner
from tests.db.migrations.large import at_work, go_on, make_large, plain_people, waited
from tests.db.postgresql import Server
from ui import startup

pytestmark = pytest.mark.postgresql
ROWS = int(os.environ.get("MELDROUTE_LARGE", "200000"))
SECOND = 1.0


def nobody_waited_long(longest: dict[str, float]) -> None:
    """Less than a second more than who works in a table that nobody changes, on a machine that is busy itself."""
    print("waited at most:", {name: round(seconds, 3) for name, seconds in longest.items()})
    beside = longest.pop("beside")
    assert longest and max(longest.values()) < SECOND + beside


@pytest.mark.sweep
def test_from_the_last_release_to_today_nobody_waits_a_second(at_revision: AtRevision, server: Server) -> None:
    """Two who do in the tables what the release of before does, all the time that they change."""
    database = at_revision(RELEASE)
    make_large(server, database, ROWS)
    with plain_people(server, database, ROWS) as people, as_owner():
        upgrade.upgrade()
    nobody_waited_long(waited(people))
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection)
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
        assert connection.exec_driver_sql(invalid).scalar() == 0
        (unfilled,) = connection.exec_driver_sql("SELECT count(*) FROM dossier WHERE eerst_op > '9999-01-01'").one()
        assert unfilled == 0


@pytest.mark.usefixtures("folder")
def test_the_version_of_today_records_and_reads_while_a_later_one_changes_the_tables_and_afterwards(
    server: Server, later: Later
) -> None:
    database = engine.engine().url.database
    make_large(server, database, ROWS)
    dossiers = [kept(opened()) for _each in range(3)]

    def records(time: int) -> None:
        dossiers[time % 3] = recorded(dossiers[time % 3], Signaal)

    def reads(time: int) -> None:
        assert found(dossiers[time % 3])

    later(LATER)
    with plain_people(server, database, ROWS) as plain, at_work(records=records, looks=reads) as people:
        with as_owner():
            upgrade.upgrade()
        go_on(people)
        later("")
        with pytest.raises(VersionError, match="nieuwere versie"):
            upgrade.upgrade()
        with pytest.raises(SystemExit, match="nieuwere versie van Meldroute. Werk eerst Meldroute bij"):
            startup.refuse_unreadable_data()
        go_on(people)
    nobody_waited_long(waited(people) | waited(plain))
    for dossier in dossiers:
        assert found(dossier) == dossier and len(dossier.records) > 3
    assert journal.verify(SCHOOL) is None
    with reading(EVERY_SCHOOL) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9001"
        assert connection.exec_driver_sql("SELECT count(later) FROM dossier").scalar() >= ROWS // 10


@pytest.mark.usefixtures("folder")
def test_a_command_of_today_says_that_the_tables_are_of_a_later_version(
    later: Later, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(opened())
    later(LATER)
    with as_owner():
        upgrade.upgrade()
    later("")
    for command in ("verify", "mail", "upgrade"):
        assert main([command]) == 2
        assert "nieuwere versie van Meldroute. Werk eerst Meldroute bij" in capsys.readouterr().err
    assert count("dossier") == 1
