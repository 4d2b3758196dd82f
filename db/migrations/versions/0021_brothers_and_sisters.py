"""Which dossiers have to do with each other: of brothers and sisters, and one that was added to another."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verwant",
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("ander_id", sa.String(32), nullable=False),
        sa.Column("band", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "ander_id", name="pk_verwant"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_verwant_dossier_id"),
        sa.ForeignKeyConstraint(["ander_id"], ["dossier.id"], name="fk_verwant_ander_id"),
    )
    op.create_index("ix_verwant_ander_id", "verwant", ["ander_id"])
    if op.get_bind().dialect.name == "postgresql":
        # Seen with its first dossier: that table's own policy decides, as in 0004. Both are of one school.
        seen = "EXISTS (SELECT FROM dossier WHERE dossier.id = verwant.dossier_id)"
        op.execute("ALTER TABLE verwant ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE verwant FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON verwant USING ({seen}) WITH CHECK ({seen})")
