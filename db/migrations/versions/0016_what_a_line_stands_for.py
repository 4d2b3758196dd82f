"""Released, never edit. A journal line may bind how the rows of a dossier, an account or the school stand.

Earlier lines bind none. What existed at the upgrade is bound by lines of its own (``db.journal.seals.cover``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("journal", sa.Column("stand", sa.String(64), nullable=False, server_default=""))
