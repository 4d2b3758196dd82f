"""Settings of a school that are nobody's to read beside the database, such as the mail server with its password."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"


def upgrade() -> None:
    op.create_table(
        "geheim",
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("naam", sa.String(20), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("school_id", "naam", name="pk_geheim"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_geheim_school_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE geheim ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE geheim FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON geheim USING ({_SCHOOL}) WITH CHECK ({_SCHOOL})")
