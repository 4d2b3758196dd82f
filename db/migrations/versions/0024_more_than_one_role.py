"""Somebody may have several roles, and act in one of them at a time; and an account may have a last day."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nevenrol",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", name="pk_nevenrol"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_nevenrol_account_id"),
    )
    op.create_table(
        "tijdelijk",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("ends_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_tijdelijk"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_tijdelijk_account_id"),
    )
    op.add_column("login", sa.Column("role", sa.String(20)))
    if op.get_bind().dialect.name == "postgresql":
        # Seen with the account they are about: that table's own policy decides, as in 0004.
        for table in ("nevenrol", "tijdelijk"):
            seen = f"EXISTS (SELECT FROM account WHERE account.id = {table}.account_id)"
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
