"""Released, never edit. A version for concepten, so that a tab with an older one does not overwrite a newer one.

An existing concept gets the first version.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concept", sa.Column("versie", sa.Integer, nullable=False, server_default="1"))
