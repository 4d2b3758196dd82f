"""A verplichting can be one person's."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("verplichting", sa.Column("person", sa.String(32), nullable=False, server_default=""))
