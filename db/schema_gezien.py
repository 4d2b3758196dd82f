"""The table of what somebody has seen."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table

from db.metadata import metadata

# Up to which record somebody has seen a dossier, and when they last looked: what came after is new (``db.nieuws``).
gezien = Table(
    "gezien",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("rol", String(20), primary_key=True),  # the role in which they act there
    Column("nummer", Integer, nullable=False),
    Column("op", DateTime, nullable=False),
)
