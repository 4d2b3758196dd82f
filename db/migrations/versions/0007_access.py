"""Released, never edit. Who is invited into a dossier, excluded from it or stands in: lists are filtered by it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "toegang",
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("tot", sa.Date),
        sa.PrimaryKeyConstraint("dossier_id", "account_id", "soort", name="pk_toegang"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_toegang_dossier_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_toegang_account_id"),
    )
    op.create_index("ix_toegang_account_id_soort", "toegang", ["account_id", "soort"])
    if op.get_bind().dialect.name == "postgresql":
        # Seen with its dossier: that table's own policy decides, as in 0004.
        seen = "EXISTS (SELECT FROM dossier WHERE dossier.id = toegang.dossier_id)"
        op.execute("ALTER TABLE toegang ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE toegang FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON toegang USING ({seen}) WITH CHECK ({seen})")
