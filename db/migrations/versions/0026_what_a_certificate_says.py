"""What the certificate of a destroyed dossier says is kept beside who asked for it and who confirmed it.

Of what was destroyed before, no more is known than there was: it stays null.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vernietiging", sa.Column("bewijs", sa.Text))
