"""The pupils to choose from when a dossier is opened: one sealed list per school."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"


def upgrade() -> None:
    op.create_table(
        "leerlingenlijst",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("gebracht_op", sa.Date, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leerlingenlijst"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_leerlingenlijst_school_id"),
        sa.UniqueConstraint("school_id", name="uq_leerlingenlijst_school_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE leerlingenlijst ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE leerlingenlijst FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON leerlingenlijst USING ({_SCHOOL}) WITH CHECK ({_SCHOOL})")
