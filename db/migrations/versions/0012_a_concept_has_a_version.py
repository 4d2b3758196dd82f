"""A concept has a version, so that a tab that knows an older one does not write over it. What is there is the first."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concept", sa.Column("versie", sa.Integer, nullable=False, server_default="1"))
