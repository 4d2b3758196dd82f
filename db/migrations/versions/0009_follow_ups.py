"""Released, never edit. Follow-ups: their owners and rules, free days, mail, and calendar feeds.

There is no 0008: the number was skipped, and no release ever had one.

What already waited has no stored rule: it keeps its day when the calendar of the school changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_SCHOOL = "(SELECT current_setting('meldroute.school', true))"
_APART = {
    "vrij": f"{_SCHOOL} IN (school_id, '*')",
    "mail": f"{_SCHOOL} IN (school_id, '*')",
    "feed": "EXISTS (SELECT FROM account WHERE account.id = feed.account_id)",
}


def upgrade() -> None:
    for column in (
        sa.Column("person", sa.String(32), nullable=False, server_default=""),
        sa.Column("since", sa.Date),
        sa.Column("termijn", sa.String(40), nullable=False, server_default=""),
        sa.Column("dagen", sa.Integer, nullable=False, server_default="0"),
        sa.Column("first_due_on", sa.Date),
    ):
        op.add_column("verplichting", column)
    columns = ["school_id", "done_on", "person", "owner_role", "due_on"]
    op.create_index("ix_verplichting_school_id_done_on_person_owner_role_due_on", "verplichting", columns)
    op.create_table(
        "vrij",
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot", sa.Date, nullable=False),
        sa.Column("naam", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "van", "tot", name="pk_vrij"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_vrij_school_id"),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("school_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("sleutel", sa.String(80), nullable=False),
        sa.Column("late", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.DateTime, nullable=False),
        sa.Column("sent_at", sa.DateTime),
        sa.Column("problem", sa.String(120)),
        sa.PrimaryKeyConstraint("id", name="pk_mail"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_mail_school_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_mail_account_id"),
        sa.UniqueConstraint("account_id", "soort", "sleutel", name="uq_mail_account_id_soort_sleutel"),
    )
    op.create_index("ix_mail_school_id_sent_at_next_at", "mail", ["school_id", "sent_at", "next_at"])
    op.create_table(
        "feed",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_feed"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_feed_account_id"),
        sa.UniqueConstraint("token_hash", name="uq_feed_token_hash"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, seen in _APART.items():
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_school ON {table} USING ({seen}) WITH CHECK ({seen})")
