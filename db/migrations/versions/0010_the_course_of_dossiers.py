"""Released, never edit. The course of dossiers, counts of destroyed ones, and the schools of a bestuur.

The tables are filled from the records after the migrations (``db.upkeep.recompute``), because records are sealed and
reading them takes the keys. Of dossiers that were destroyed before, only that they existed is still known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.String(32)
_SCHOOL = "(SELECT current_setting('meldroute.school', true))"
_OF_A_SCHOOL = ("verloop_fase", "verloop_wacht", "verloop_merk", "statistiek")


def upgrade() -> None:
    _verloop_fase()
    _verloop_wacht()
    _verloop_merk()
    op.create_table(
        "statistiek",
        sa.Column("school_id", ID, nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("figuur", sa.String(20), nullable=False),
        sa.Column("groep", sa.String(80), nullable=False),
        sa.Column("aantal", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("school_id", "op", "figuur", "groep", name="pk_statistiek"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_statistiek_school_id"),
    )
    op.create_table(
        "bestuur_school",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "school_id", name="pk_bestuur_school"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bestuur_school_account_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_bestuur_school_school_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in _OF_A_SCHOOL:
            _apart(table, f"{_SCHOOL} IN (school_id, '*')")
        _apart("bestuur_school", "EXISTS (SELECT FROM account WHERE account.id = bestuur_school.account_id)")


def _verloop_fase() -> None:
    op.create_table(
        "verloop_fase",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("fase", sa.String(20), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.Column("dagen", sa.Integer),
        sa.PrimaryKeyConstraint("dossier_id", "nummer", name="pk_verloop_fase"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_verloop_fase_dossier_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_verloop_fase_school_id"),
    )
    columns = ["school_id", "tot", "op", "fase", "since", "dossier_id"]
    op.create_index("ix_verloop_fase_op_een_dag", "verloop_fase", columns)


def _verloop_wacht() -> None:
    op.create_table(
        "verloop_wacht",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("sleutel", sa.String(60), nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("stap", sa.Integer, nullable=False),
        sa.Column("owner_role", sa.String(20), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "sleutel", "op", name="pk_verloop_wacht"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_verloop_wacht_dossier_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_verloop_wacht_school_id"),
    )
    columns = ["school_id", "tot", "op", "due_on", "owner_role", "person", "soort", "dossier_id"]
    op.create_index("ix_verloop_wacht_op_een_dag", "verloop_wacht", columns)


def _verloop_merk() -> None:
    op.create_table(
        "verloop_merk",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("stap", sa.Integer, nullable=False),
        sa.Column("over", sa.Integer, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("waarde", sa.String(10), nullable=False),
        sa.Column("met_reden", sa.Boolean, nullable=False),
        sa.Column("dag", sa.Date, nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "nummer", "soort", "stap", name="pk_verloop_merk"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_verloop_merk_dossier_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_verloop_merk_school_id"),
    )
    op.create_index("ix_verloop_merk_school_id_tot_dag", "verloop_merk", ["school_id", "tot", "dag"])


def _apart(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
