"""Somebody may have several roles, and act in one of them at a time, also at several schools; an account may end.

An address is unique within a school instead of everywhere: a school must not learn whom another knows.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import online

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


_UNIQUE = """
ALTER TABLE account DROP CONSTRAINT uq_account_email,
    ADD CONSTRAINT uq_account_school_id_email UNIQUE USING INDEX uq_account_school_id_email
"""


def upgrade() -> None:
    if online.is_online():
        online.create_index("uq_account_school_id_email", "account", ["school_id", "email"], unique=True)
        online.create_index("ix_account_email", "account", ["email"])
        online.add_column("login", sa.Column("role", sa.String(20)))
        # First the stronger lock on this table: who waits for it while holding a weaker one can be in a deadlock.
        op.execute(_UNIQUE)
    op.create_table(
        "nevenrol",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", name="pk_nevenrol"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_nevenrol_account_id"),
    )
    op.create_table(
        "tijdelijk",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("ends_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_tijdelijk"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_tijdelijk_account_id"),
    )
    op.create_table(
        "inloggen_via",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("via_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_inloggen_via"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_inloggen_via_account_id"),
        sa.ForeignKeyConstraint(["via_id"], ["account.id"], name="fk_inloggen_via_via_id"),
    )
    op.create_index("ix_inloggen_via_via_id", "inloggen_via", ["via_id"])
    if not online.is_online():
        with op.batch_alter_table("account") as account:
            account.drop_constraint("uq_account_email", type_="unique")
            account.create_unique_constraint("uq_account_school_id_email", ["school_id", "email"])
            account.create_index("ix_account_email", ["email"])
        op.add_column("login", sa.Column("role", sa.String(20)))
    else:
        # Seen with the account they are about: that table's own policy decides, as in 0004.
        for table in ("nevenrol", "tijdelijk", "inloggen_via"):
            seen = f"EXISTS (SELECT FROM account WHERE account.id = {table}.account_id)"
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
