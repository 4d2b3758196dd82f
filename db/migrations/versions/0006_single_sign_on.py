"""Released, never edit. Who an account is at the provider of single sign-on; visible with its account (see 0004)."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SEEN = "EXISTS (SELECT FROM account WHERE account.id = identity.account_id)"


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("linked_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_identity_account_id"),
        sa.UniqueConstraint("account_id", "issuer", name="uq_identity_account_id_issuer"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE identity ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE identity FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON identity USING ({_SEEN}) WITH CHECK ({_SEEN})")
