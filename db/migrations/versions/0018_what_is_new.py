"""Released, never edit. What is new is found without looking through every dossier.

Beside each dossier: the last record that anybody who walks its route has seen, and the last that the directie must hear
of at once. Partial indexes have only the dossiers where that makes a difference, and only the lines about a loss. Who
holds which dossiers is read from one index.
"""

import sqlalchemy as sa

from db.migrations import online

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_SEEN = """
gezien_tot = CASE WHEN fase = 'vernietigd' THEN versie ELSE coalesce(
    (SELECT max(gezien.nummer) FROM gezien WHERE gezien.dossier_id = dossier.id AND gezien.rol = 'ib_er'), 0) END
"""
_URGENT = """
dringend_tot = coalesce((
    SELECT max(nummer) FROM vastlegging WHERE vastlegging.dossier_id = dossier.id AND (
        soort = 'AcuutGevaar' OR soort IN ('Signaal', 'Effectmeting') AND EXISTS (
            SELECT 1 FROM verloop_fase WHERE verloop_fase.dossier_id = vastlegging.dossier_id
            AND verloop_fase.nummer = vastlegging.nummer AND verloop_fase.fase = 'stap_5'))), 0)
"""
_FEW = (
    ("dossier", "ongezien", "versie > gezien_tot"),
    ("dossier", "dringend", "dringend_tot > 0"),
    ("journal", "verlies", "action IN ('verlies ontdekt', 'verschil ontdekt')"),
)


def upgrade() -> None:
    for name in ("gezien_tot", "dringend_tot"):
        online.add_column("dossier", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    online.fill("dossier", _SEEN)
    online.fill("dossier", _URGENT)
    held = ["school_id", "done_on", "person", "owner_role", "due_on"]
    online.create_index("ix_verplichting_van_wie", "verplichting", [*held, "soort", "dossier_id"])
    online.drop_index(f"ix_verplichting_{'_'.join(held)}", "verplichting")
    for table, name, few in _FEW:
        online.create_index(f"ix_{table}_{name}", table, ["school_id"], where=few)
