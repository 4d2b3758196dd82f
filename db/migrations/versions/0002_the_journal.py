"""Released, never edit. The journal, and triggers that protect records.

What was recorded is never changed, and deleted only with a dossier that is destroyed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_stays BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER vastlegging_keeps BEFORE UPDATE ON vastlegging "
    "BEGIN SELECT RAISE(ABORT, 'a vastlegging is never edited'); END",
    "CREATE TRIGGER vastlegging_stays BEFORE DELETE ON vastlegging "
    "WHEN (SELECT fase FROM dossier WHERE id = OLD.dossier_id) IS NOT 'vernietigd' "
    "BEGIN SELECT RAISE(ABORT, 'a vastlegging goes only with its dossier'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE FUNCTION goes_with_its_dossier() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'DELETE' AND (SELECT fase FROM dossier WHERE id = OLD.dossier_id) = 'vernietigd' THEN RETURN OLD; "
    "END IF; RAISE EXCEPTION 'a vastlegging is never edited, and goes only with its dossier'; END $$",
    "CREATE TRIGGER journal_keeps BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION append_only()",
    "CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal EXECUTE FUNCTION append_only()",
    "CREATE TRIGGER vastlegging_keeps BEFORE UPDATE OR DELETE ON vastlegging FOR EACH ROW "
    "EXECUTE FUNCTION goes_with_its_dossier()",
)


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("object_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "seq", name="pk_journal"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_journal_school_id"),
    )
    op.create_index("ix_journal_object_id", "journal", ["object_id"])
    op.create_index("ix_journal_school_id_dossier_id", "journal", ["school_id", "dossier_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
