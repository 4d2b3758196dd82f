"""Released, never edit. PostgreSQL keeps schools apart: a transaction sees only the rows of the school it names.

Policies apply to the owner of the tables too (FORCE), and triggers whatever a session sets (ALWAYS). SQLite holds one
school and has no such thing.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A scalar subquery is evaluated once per statement, not once per row. Not set means no school: nothing is seen.
_SCHOOL = "(SELECT current_setting('meldroute.school', true))"
_OF_ITS_OWN = {"school": "id", "termijn": "school_id", "account": "school_id", "dossier": "school_id"}
_OF_ITS_OWN |= {"journal": "school_id", "verplichting": "school_id"}
# Visible with what they belong to: the policy of that table decides.
_WITH = {
    "vastlegging": ("dossier", "dossier_id"),
    "bijlage": ("dossier", "dossier_id"),
    "vernietiging": ("dossier", "dossier_id"),
    "login": ("account", "account_id"),
    "concept": ("account", "account_id"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in _OF_ITS_OWN.items():
        _apart(table, f"{_SCHOOL} IN ({column}, '*')")
    for table, (other, column) in _WITH.items():
        _apart(table, f"EXISTS (SELECT FROM {other} WHERE {other}.id = {table}.{column})")
    for table in ("vastlegging", "bijlage"):
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} EXECUTE FUNCTION append_only()")
    for table in ("journal", "vastlegging", "bijlage"):
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_keeps")
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stays")


def _apart(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
