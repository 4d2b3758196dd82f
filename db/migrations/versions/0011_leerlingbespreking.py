"""Released, never edit. The leerlingbespreking: a meeting, its attendants, and its agenda, sealed per dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"
# Seen with the meeting they belong to: that table's own policy decides, as in 0004.
_WITH = "EXISTS (SELECT FROM bespreking WHERE bespreking.id = {}.bespreking_id)"


def upgrade() -> None:
    op.create_table(
        "bespreking",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("datum", sa.Date, nullable=False),
        sa.Column("begonnen_op", sa.Date),
        sa.Column("stand", sa.Integer, nullable=False),
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("kaart", sa.Integer),
        sa.Column("tot", sa.DateTime),
        sa.Column("aangeraakt", sa.DateTime, nullable=False),
        sa.Column("verborgen", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bespreking"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_bespreking_school_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bespreking_account_id"),
        sa.UniqueConstraint("account_id", name="uq_bespreking_account_id"),
    )
    op.create_index("ix_bespreking_school_id", "bespreking", ["school_id"])
    op.create_table(
        "deelnemer",
        sa.Column("bespreking_id", sa.String(32), nullable=False),
        sa.Column("volgorde", sa.Integer, nullable=False),
        sa.Column("account_id", sa.String(32)),
        sa.Column("gast", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("bespreking_id", "volgorde", name="pk_deelnemer"),
        sa.ForeignKeyConstraint(["bespreking_id"], ["bespreking.id"], name="fk_deelnemer_bespreking_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_deelnemer_account_id"),
    )
    op.create_table(
        "agendapunt",
        sa.Column("bespreking_id", sa.String(32), nullable=False),
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("volgorde", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("bespreking_id", "dossier_id", name="pk_agendapunt"),
        sa.ForeignKeyConstraint(["bespreking_id"], ["bespreking.id"], name="fk_agendapunt_bespreking_id"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_agendapunt_dossier_id"),
    )
    op.create_index("ix_agendapunt_dossier_id", "agendapunt", ["dossier_id"])
    if op.get_bind().dialect.name == "postgresql":
        _apart("bespreking", _SCHOOL)
        for table in ("deelnemer", "agendapunt"):
            _apart(table, _WITH.format(table))


def _apart(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
