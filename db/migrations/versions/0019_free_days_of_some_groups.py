"""Released, never edit. Free days of a part of the groups: a row for each group, beside the days that all have off.

A table of its own, so that what the journal binds about the free days of a school stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"


def upgrade() -> None:
    op.create_table(
        "vrij_groep",
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.Column("groep", sa.String(60), nullable=False),
        sa.Column("naam", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "van", "tot", "groep", name="pk_vrij_groep"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_vrij_groep_school_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE vrij_groep ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE vrij_groep FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON vrij_groep USING ({_SCHOOL}) WITH CHECK ({_SCHOOL})")
