"""Released, never edit. Up to which record somebody has seen a dossier, filled from the journal.

Only what an ib-er had not opened before the upgrade is new after it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_FILL = """
INSERT INTO gezien (dossier_id, account_id, rol, nummer, op)
SELECT looked.dossier_id, looked.actor, 'ib_er', max(vastlegging.nummer), looked.op
FROM (
    SELECT journal.dossier_id, journal.actor, max(journal.at) AS op
    FROM journal
    JOIN account ON account.id = journal.actor AND account.role = 'ib_er'
    JOIN dossier ON dossier.id = journal.dossier_id AND dossier.fase != 'vernietigd'
    WHERE journal.action IN ('bekeken', 'vastgelegd')
    GROUP BY journal.dossier_id, journal.actor
) AS looked
JOIN vastlegging ON vastlegging.dossier_id = looked.dossier_id AND vastlegging.recorded_at <= looked.op
GROUP BY looked.dossier_id, looked.actor, looked.op
"""

# Urgent records from before the upgrade do not suddenly become new to the directie.
_KNOWN = """
INSERT INTO gezien (dossier_id, account_id, rol, nummer, op)
SELECT dossier.id, account.id, 'directie', dossier.versie, max(vastlegging.recorded_at)
FROM dossier
JOIN account ON account.school_id = dossier.school_id AND account.role = 'directie'
JOIN vastlegging ON vastlegging.dossier_id = dossier.id
WHERE dossier.fase != 'vernietigd'
GROUP BY dossier.id, account.id, dossier.versie
"""


def upgrade() -> None:
    op.create_table(
        "gezien",
        sa.Column("dossier_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("rol", sa.String(20), nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("op", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "account_id", "rol", name="pk_gezien"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_gezien_dossier_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_gezien_account_id"),
    )
    op.execute(_FILL)
    op.execute(_KNOWN)
    if op.get_bind().dialect.name == "postgresql":
        # Seen with the dossier it is about: that table's own policy decides, as in 0004.
        seen = "EXISTS (SELECT FROM dossier WHERE dossier.id = gezien.dossier_id)"
        op.execute("ALTER TABLE gezien ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE gezien FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_school ON gezien USING ({seen}) WITH CHECK ({seen})")
