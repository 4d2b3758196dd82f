"""Released, never edit. Attachments, and triggers that protect them.

One that was recorded is never changed, and deleted only with a dossier that is destroyed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER bijlage_keeps BEFORE UPDATE ON bijlage WHEN OLD.vastlegging_id IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'a recorded bijlage is never edited'); END",
    "CREATE TRIGGER bijlage_stays BEFORE DELETE ON bijlage WHEN OLD.vastlegging_id IS NOT NULL "
    "AND (SELECT fase FROM dossier WHERE id = OLD.dossier_id) IS NOT 'vernietigd' "
    "BEGIN SELECT RAISE(ABORT, 'a recorded bijlage goes only with its dossier'); END",
)
_POSTGRESQL = (
    "CREATE TRIGGER bijlage_keeps BEFORE UPDATE OR DELETE ON bijlage FOR EACH ROW "
    "WHEN (OLD.vastlegging_id IS NOT NULL) EXECUTE FUNCTION goes_with_its_dossier()",
)


def upgrade() -> None:
    op.create_table(
        "bijlage",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("concept", sa.String(40), nullable=False),
        sa.Column("vastlegging_id", sa.String(32)),
        sa.Column("soort", sa.String(3), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bijlage"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_bijlage_dossier_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bijlage_account_id"),
        sa.ForeignKeyConstraint(["vastlegging_id"], ["vastlegging.id"], name="fk_bijlage_vastlegging_id"),
    )
    op.create_index("ix_bijlage_dossier_id", "bijlage", ["dossier_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
