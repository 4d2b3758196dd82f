"""Released, never edit. Acute danger: telephone extensions, and who was alarmed and has seen it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"


def upgrade() -> None:
    op.add_column("account", sa.Column("toestel", sa.String(20)))
    op.create_table(
        "alarm",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("dossier_id", sa.String(32)),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", "account_id", name="pk_alarm"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_alarm_account_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_alarm_school_id"),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name="fk_alarm_by_id"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_alarm_dossier_id"),
    )
    op.create_index("ix_alarm_account_id_seen_at", "alarm", ["account_id", "seen_at"])
    op.create_index("ix_alarm_dossier_id", "alarm", ["dossier_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE alarm ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE alarm FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON alarm USING ({_SCHOOL}) WITH CHECK ({_SCHOOL})")
