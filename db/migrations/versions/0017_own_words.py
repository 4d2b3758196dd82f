"""Released, never edit. The school's own words, its Veilig Thuis, and its own agreements, in one row per school."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"


def upgrade() -> None:
    op.create_table(
        "eigen",
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("gekozen", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("school_id", name="pk_eigen"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_eigen_school_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE eigen ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE eigen FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON eigen USING ({_SCHOOL}) WITH CHECK ({_SCHOOL})")
