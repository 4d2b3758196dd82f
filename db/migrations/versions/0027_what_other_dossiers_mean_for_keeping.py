"""How long a closed dossier is kept follows from the dossiers that it is tied to as well.

Of those that have a tie it is computed anew at the next start (``db.upkeep.filling``): the records are sealed.
"""

from db.migrations import online

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    tied = "id IN (SELECT dossier_id FROM verwant UNION SELECT ander_id FROM verwant)"
    online.fill("dossier", "bewaren_tot = NULL", f"bewaren_tot IS NOT NULL AND {tied}")
