"""Tables of what waits for whom, of the mails about it, and of alarms."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from db.schema.metadata import id_column, metadata

_AGREED, _IS_DONE = text("soort = 'afspraak'"), text("done_on IS NOT NULL")
_ENDED = ("school_id", "soort", "due_on", "done_on", "dossier_id")

verplichting = Table(
    "verplichting",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("sleutel", String(60), primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("soort", String(40), nullable=False),
    Column("stap", Integer, nullable=False),
    Column("owner_role", String(20), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("done_on", Date),
    Column("person", String(32), nullable=False, server_default=""),  # the account; empty: everybody with that role
    # The rule for its date: so many days of this term after that day. Null: the date was agreed in the dossier.
    Column("since", Date),
    Column("termijn", String(40), nullable=False, server_default=""),
    Column("dagen", Integer, nullable=False, server_default="0"),
    Column("first_due_on", Date),  # before it was moved
    Index("ix_verplichting_van_rol", "school_id", "done_on", "owner_role", "due_on", "soort", "dossier_id", "person"),
    # With all that is asked of it: who holds which dossiers is then read from the index alone.
    Index("ix_verplichting_van_wie", "school_id", "done_on", "person", "owner_role", "due_on", "soort", "dossier_id"),
    Index(None, "school_id", "done_on", "due_on"),
    # In which dossiers something was agreed.
    Index("ix_verplichting_afspraak", "school_id", "dossier_id", sqlite_where=_AGREED, postgresql_where=_AGREED),
    # Which terms ended in a school year, and how, of what no longer waits.
    Index("ix_verplichting_in_een_jaar", *_ENDED, sqlite_where=_IS_DONE, postgresql_where=_IS_DONE),
)

# The outbox: mails to send and what became of them. They say how many things wait for whom, and nothing else.
mail = Table(
    "mail",
    metadata,
    id_column(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("soort", String(20), nullable=False),
    Column("sleutel", String(80), nullable=False),  # the day, or the id of what it is about: each is mailed once
    Column("late", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", DateTime, nullable=False),
    Column("sent_at", DateTime),
    Column("problem", String(120)),
    UniqueConstraint("account_id", "soort", "sleutel"),
    Index(None, "school_id", "sent_at", "next_at"),
)

# One row per person alarmed; the rows with one id are one alarm.
alarm = Table(
    "alarm",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("by_id", ForeignKey("account.id"), nullable=False),
    Column("dossier_id", ForeignKey("dossier.id"), index=True),  # null: pressed before anything was recorded
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime),
    Index(None, "account_id", "seen_at"),
)
