"""The migrations make exactly the declared tables."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from db import schema, upgrade
from db.engine import reading


@pytest.mark.usefixtures("folder")
def test_the_migrated_database_is_the_declared_one() -> None:
    with reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


@pytest.mark.usefixtures("folder")
def test_a_migrated_database_is_current_and_stays_so() -> None:
    upgrade.upgrade()
    with reading() as connection:
        assert upgrade.is_current(connection)
