"""Released, never edit. Who is there: weekdays on which somebody never works, and absences with a substitute.

Tables of their own, so that what the journal binds about an account stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "werkt_niet",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("weekdag", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "weekdag", name="pk_werkt_niet"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_werkt_niet_account_id"),
    )
    op.create_table(
        "afwezigheid",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.Column("waarnemer_id", sa.String(32)),
        sa.PrimaryKeyConstraint("account_id", "van", name="pk_afwezigheid"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_afwezigheid_account_id"),
        sa.ForeignKeyConstraint(["waarnemer_id"], ["account.id"], name="fk_afwezigheid_waarnemer_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("werkt_niet", "afwezigheid"):
            seen = f"EXISTS (SELECT FROM account WHERE account.id = {table}.account_id)"
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
