"""Released, never edit. When a back-up was last made, everything was last verified, and mail was last sent."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gedaan",
        sa.Column("werk", sa.String(20), nullable=False),
        sa.Column("op", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("werk", name="pk_gedaan"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # It is work of the installation: of no school.
        op.execute("ALTER TABLE gedaan ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE gedaan FORCE ROW LEVEL SECURITY")
        everybody = "(SELECT current_setting('meldroute.school', true)) = '*'"
        op.execute(f"CREATE POLICY own_school ON gedaan USING ({everybody}) WITH CHECK ({everybody})")
