"""Tables for counting: the course of dossiers, and what is left of destroyed ones."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from db.schema.metadata import metadata

# The next three tables are the course (ADR 13): in which fase each dossier was on any day, what waited then, and what
# happened on it. A row is valid from day ``op`` up to, not including, day ``tot``; one that is valid now ends on
# ``db.cijfers.verloop.EVER``. They hold nothing about a child, and ``db.upkeep.recompute`` can make them again.
verloop_fase = Table(
    "verloop_fase",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("nummer", Integer, primary_key=True),  # of the record that led to this fase
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("fase", String(20), nullable=False),
    Column("since", Date, nullable=False),
    Column("op", Date, nullable=False),
    Column("tot", Date, nullable=False),
    Column("dagen", Integer),  # how long it stayed, once it left
    Index("ix_verloop_fase_op_een_dag", "school_id", "tot", "op", "fase", "since", "dossier_id", "dagen"),
)

verloop_wacht = Table(
    "verloop_wacht",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("sleutel", String(60), primary_key=True),
    Column("op", Date, primary_key=True),
    Column("tot", Date, nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("soort", String(40), nullable=False),
    Column("stap", Integer, nullable=False),
    Column("owner_role", String(20), nullable=False),
    Column("person", String(32), nullable=False),  # empty: everybody with the role
    Column("due_on", Date, nullable=False),
    Index(
        "ix_verloop_wacht_op_een_dag", "school_id", "tot", "op", "due_on", "owner_role", "person", "soort", "dossier_id"
    ),
)

verloop_merk = Table(
    "verloop_merk",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("nummer", Integer, primary_key=True),
    Column("soort", String(20), primary_key=True),
    Column("stap", Integer, primary_key=True),
    Column("over", Integer, nullable=False),  # the record it is about; ``nummer`` differs after a correction
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("waarde", String(10), nullable=False),
    Column("met_reden", Boolean, nullable=False),
    Column("dag", Date, nullable=False),
    Column("op", Date, nullable=False),
    Column("tot", Date, nullable=False),
    Index(
        "ix_verloop_merk_in_een_jaar",
        *("school_id", "dag", "tot", "op", "soort", "waarde", "dossier_id", "over", "stap", "met_reden"),
    ),
)

# What is left of destroyed dossiers: summed counts that cannot be traced to a dossier (``db.cijfers.statistiek``).
statistiek = Table(
    "statistiek",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("op", Date, primary_key=True),
    Column("figuur", String(20), primary_key=True),
    Column("groep", String(80), primary_key=True),
    Column("aantal", Integer, nullable=False),
)
