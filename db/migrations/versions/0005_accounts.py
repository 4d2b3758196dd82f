"""Released, never edit. Second factors, password links, settings of a school, throttling, use of sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID, HASH = sa.String(32), sa.String(64)
_SCHOOL = "(SELECT current_setting('meldroute.school', true))"
_OF_A_SCHOOL, _OF_AN_ACCOUNT = ("setting", "first_code"), ("half_login", "second_factor", "recovery_code", "link")


def upgrade() -> None:
    op.execute("DELETE FROM login")  # everybody signs in again, with a second step where their role asks for one
    with op.batch_alter_table("login") as login:
        login.add_column(sa.Column("last_active", sa.DateTime, nullable=False))
        login.add_column(sa.Column("verified_at", sa.DateTime, nullable=False))
    _about_schools()
    _about_accounts()
    op.create_table(
        "throttle",
        sa.Column("name", HASH, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime, nullable=False),
        sa.Column("good_at", sa.DateTime),
        sa.PrimaryKeyConstraint("name", name="pk_throttle"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in _OF_A_SCHOOL:
            _apart(table, f"{_SCHOOL} IN (school_id, '*')")
        for table in _OF_AN_ACCOUNT:
            _apart(table, f"EXISTS (SELECT FROM account WHERE account.id = {table}.account_id)")
        # Who tries to sign in belongs to no school yet.
        _apart("throttle", f"{_SCHOOL} = '*'")


def _about_schools() -> None:
    op.create_table(
        "setting",
        sa.Column("school_id", ID, nullable=False),
        sa.Column("naam", sa.String(40), nullable=False),
        sa.Column("waarde", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("school_id", "naam", name="pk_setting"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_setting_school_id"),
    )
    op.create_table(
        "first_code",
        sa.Column("school_id", ID, nullable=False),
        sa.Column("code_hash", HASH, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("school_id", name="pk_first_code"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_first_code_school_id"),
    )


def _about_accounts() -> None:
    op.create_table(
        "half_login",
        sa.Column("token_hash", HASH, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_half_login"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_half_login_account_id"),
    )
    op.create_index("ix_half_login_account_id", "half_login", ["account_id"])
    op.create_table(
        "second_factor",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("secret", sa.LargeBinary),
        sa.Column("proposed", sa.LargeBinary),
        sa.Column("last_step", sa.Integer),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_second_factor_account_id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("code_hash", HASH, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recovery_code_account_id"),
    )
    op.create_table(
        "link",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("code_hash", HASH, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_link"),
        sa.UniqueConstraint("code_hash", name="uq_link_code_hash"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_link_account_id"),
    )


def _apart(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
