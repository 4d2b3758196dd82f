"""The table of alarms: who asked for help in acute danger, of whom, and who has seen it. Nothing about a child."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, String, Table

from db.metadata import metadata

# A row for each who is alarmed; an alarm is the rows with one id.
alarm = Table(
    "alarm",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("by_id", ForeignKey("account.id"), nullable=False),
    Column("dossier_id", ForeignKey("dossier.id"), index=True),  # none: pressed before anything was recorded
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime),
    Index(None, "account_id", "seen_at"),
)
