"""Beside each closed dossier: from which day it may be destroyed, and until when nobody reads it.

What is closed already gets them at the next start (``db.upkeep.filling``): the records are sealed.
"""

import sqlalchemy as sa

from db.migrations import online

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    online.add_column("dossier", sa.Column("bewaren_tot", sa.Date))
    online.add_column("dossier", sa.Column("verzegeld_tot", sa.Date))
    online.create_index("ix_dossier_bewaren", "dossier", ["school_id", "bewaren_tot", "codenaam", "id"])
