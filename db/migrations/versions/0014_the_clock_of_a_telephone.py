"""Released, never edit. The drift of the telephone that makes the codes, measured at each code that is used up."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("second_factor", sa.Column("drift", sa.Integer, nullable=False, server_default="0"))
