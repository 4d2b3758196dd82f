"""Lists and counts that do not grow with the school.

Beside each dossier: the first day on which something in it is due; at most as far as each who holds it has seen, and
each who is the directie in it; and when somebody who walks the route last looked. Partial indexes have only the
dossiers in which that makes a difference. Where a list or count read rows to look at a column, its index has that
column now.
"""

import sqlalchemy as sa

from db.migrations import online

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_SEEN_BY_HOLDERS = """
houder_tot = coalesce((
    SELECT min(coalesce(gezien.nummer, 0)) FROM verplichting LEFT JOIN gezien
        ON gezien.dossier_id = verplichting.dossier_id AND gezien.account_id = verplichting.person
        AND gezien.rol = 'ib_er'
    WHERE verplichting.dossier_id = dossier.id AND verplichting.done_on IS NULL AND verplichting.person <> ''
        AND verplichting.owner_role = 'ib_er' AND verplichting.soort NOT IN ('meewegen', 'afspraak')), versie)
"""
_LOOKED = """
bekeken_op = (
    SELECT date(max(gezien.op)) FROM gezien WHERE gezien.dossier_id = dossier.id AND gezien.rol = 'ib_er')
"""
_FIRST = """
eerst_op = coalesce((
    SELECT min(due_on) FROM verplichting WHERE verplichting.dossier_id = dossier.id AND done_on IS NULL), '9999-12-31')
"""
_INDEXES = (
    ("dossier", "ix_dossier_school_id_fase_fase_since", "ix_dossier_waar", "school_id fase fase_since codenaam id"),
    ("dossier", "", "ix_dossier_eerst", "school_id eerst_op fase_since,DESC codenaam id fase"),
    ("dossier", "", "ix_dossier_geopend", "school_id opened_on codenaam id fase"),
    ("toegang", "ix_toegang_account_id_soort", "ix_toegang_van_wie", "account_id soort dossier_id"),
    ("toegang", "", "ix_toegang_tot", "soort tot dossier_id"),
    (
        "verplichting",
        "ix_verplichting_school_id_done_on_owner_role_due_on",
        "ix_verplichting_van_rol",
        "school_id done_on owner_role due_on soort dossier_id person",
    ),
    (
        "verloop_fase",
        "ix_verloop_fase_op_een_dag",
        "ix_verloop_fase_op_een_dag",
        "school_id tot op fase since dossier_id dagen",
    ),
    (
        "verloop_merk",
        "ix_verloop_merk_school_id_tot_dag",
        "ix_verloop_merk_in_een_jaar",
        "school_id dag tot op soort waarde dossier_id over stap met_reden",
    ),
)
_FEW = (
    ("dossier", "ix_dossier_houder", "school_id", "versie > houder_tot"),
    ("dossier", "ix_dossier_dringend", "school_id", "dringend_tot > directie_tot"),
    (
        "verplichting",
        "ix_verplichting_in_een_jaar",
        "school_id soort due_on done_on dossier_id",
        "done_on IS NOT NULL",
    ),
    ("verplichting", "ix_verplichting_afspraak", "school_id dossier_id", "soort = 'afspraak'"),
)


def upgrade() -> None:
    for name in ("houder_tot", "directie_tot"):
        online.add_column("dossier", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    online.add_column("dossier", sa.Column("eerst_op", sa.Date, nullable=False, server_default="9999-12-31"))
    online.add_column("dossier", sa.Column("bekeken_op", sa.Date))
    # Of the directie it stays 0, until they look: then all that is urgent is looked up.
    online.fill("dossier", _SEEN_BY_HOLDERS)
    online.fill("dossier", _LOOKED)
    online.fill("dossier", _FIRST)
    for table, before, name, columns in _INDEXES:
        wanted = [each.replace(",", " ") for each in columns.split()]
        if before == name:
            online.replace_index(name, table, wanted)
            continue
        online.create_index(name, table, wanted)
        if before:
            online.drop_index(before, table)
    for table, name, columns, few in _FEW:
        make = online.replace_index if name == "ix_dossier_dringend" else online.create_index
        make(name, table, columns.split(), where=few)
