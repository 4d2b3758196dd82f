"""The table of the journal: a line for every change and every view."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, String, Table, text

from db.schema.metadata import metadata

_OF_LOSSES = text("action IN ('verlies ontdekt', 'verschil ontdekt')")  # a handful of lines, if any

journal = Table(
    "journal",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("actor", String(32), nullable=False),
    Column("action", String(20), nullable=False),
    Column("dossier_id", String(32), nullable=False),  # no foreign keys: the journal outlives what it names
    Column("object_id", String(32), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
    Column(
        "stand", String(64), nullable=False, server_default=""
    ),  # the stand of what the line is about (``db.journal.seals``)
    Index(None, "school_id", "dossier_id"),
    Index("ix_journal_verlies", "school_id", sqlite_where=_OF_LOSSES, postgresql_where=_OF_LOSSES),
)
