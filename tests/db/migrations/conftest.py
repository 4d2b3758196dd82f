"""Databases of an earlier version on PostgreSQL, whose owner upgrades them, and a version that is yet to come."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import make_url

from db import migrations
from db.store import engine
from db.store.settings import settings, working_at
from db.upkeep import upgrade
from tests.db.postgresql import OWNER, Server, documented

RELEASE = "0016"
"""The last migration of 0.2.0."""
VERSIONS = Path(migrations.__file__).parent / "versions"
# Expands only, as a release may: what the version of today does not know of.
LATER = """
import sqlalchemy as sa
from alembic import op

from db.migrations import online

revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None


def upgrade() -> None:
    online.add_column("dossier", sa.Column("later", sa.Date))
    online.add_column("vastlegging", sa.Column("ooit", sa.Integer, nullable=False, server_default="0"))
    online.create_index("ix_vastlegging_later", "vastlegging", ["recorded_on DESC", "soort"])
    online.fill("dossier", "later = opened_on", "later IS NULL")
    online.create_index("ix_dossier_later", "dossier", ["school_id", "later"])
    op.create_table(
        "erbij",
        sa.Column("dossier_id", sa.String(32), sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("account.id"), nullable=False),
    )
"""
AtRevision = Callable[[str], str]
Later = Callable[[str], None]


@contextmanager
def as_owner() -> Iterator[None]:
    """Within this block the database that is used is used by the owner of its tables."""
    url = make_url(settings().database_url).set(username=OWNER)
    with working_at(replace(settings(), database_url=url.render_as_string(hide_password=False))):
        yield
        engine.engine().dispose()


@pytest.fixture
def at_revision(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtRevision]:
    """A function that makes a database with the tables of this migration, and switches to it; it returns its name."""
    made: list[str] = []

    def make(revision: str) -> str:
        made.append(f"test_{os.getpid()}_{len(made)}")
        server.execute(f"CREATE DATABASE {made[-1]} OWNER {OWNER}")
        for statement in documented()[1]:
            server.execute(statement, made[-1])
        monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(made[-1]))
        with as_owner():
            upgrade.upgrade(revision)
        return made[-1]

    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "meldroute.key"))
    yield make
    engine.engine().dispose()
    for each in made:
        server.drop(each)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """A function that makes this program one of a later version, with this migration besides; ``""``: today's again."""
    real = upgrade._config
    head = max(each.name[:4] for each in VERSIONS.glob("0*.py"))

    def become(source: str) -> None:
        file = tmp_path / "later" / "9001_later.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source.replace("{head}", head))

        def config(*about: object) -> Config:
            made = real(*about)  # type: ignore[arg-type]
            made.set_main_option("version_locations", os.pathsep.join(map(str, (VERSIONS, file.parent))))
            return made

        monkeypatch.setattr(upgrade, "_config", config if source else real)

    return become
