"""Who makes schools for their board; and a school that was moved, which then leaves with its journal.

A line of the journal is deleted only with its whole school: while that is being removed, after it was moved.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true)) IN (school_id, '*')"
_WITH_ACCOUNT = "EXISTS (SELECT FROM account WHERE account.id = scholenbeheer.account_id)"
_LEAVES = (
    "EXISTS (SELECT 1 FROM verhuizing WHERE school_id = OLD.school_id AND weg_op IS NOT NULL AND klaar_op IS NULL)"
)
_SQLITE = (
    "DROP TRIGGER journal_stays",
    f"CREATE TRIGGER journal_stays BEFORE DELETE ON journal WHEN NOT {_LEAVES} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION goes_with_its_school() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'DELETE' AND {_LEAVES} THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'the journal is append-only'; END $$",
    "DROP TRIGGER journal_keeps ON journal",
    "CREATE TRIGGER journal_keeps BEFORE UPDATE OR DELETE ON journal FOR EACH ROW "
    "EXECUTE FUNCTION goes_with_its_school()",
    "ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_keeps",
)


def upgrade() -> None:
    op.create_table(
        "scholenbeheer",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_scholenbeheer"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_scholenbeheer_account_id"),
    )
    op.create_table(
        "verhuizing",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("naam", sa.String(120), nullable=False),
        sa.Column("naar", sa.String(200), nullable=False),
        sa.Column("op", sa.DateTime, nullable=False),
        sa.Column("regel", sa.Integer, nullable=False),
        sa.Column("kenmerk", sa.String(64), nullable=False),
        sa.Column("aantallen", sa.Text, nullable=False),
        sa.Column("weg_op", sa.DateTime),
        sa.Column("sleutels", sa.Text),
        sa.Column("klaar_op", sa.DateTime),
        sa.Column("zegel", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verhuizing"),
    )
    op.create_index("ix_verhuizing_school_id", "verhuizing", ["school_id"])
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)
    if is_postgresql:
        for table, seen in (("scholenbeheer", _WITH_ACCOUNT), ("verhuizing", _SCHOOL)):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
