"""Tables of a leerlingbespreking while it is prepared and held; its rows are deleted when the meeting is closed."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Table

from db.schema.metadata import metadata

# A leerlingbespreking being prepared or held, one per account; deleted once it is closed.
bespreking = Table(
    "bespreking",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False, unique=True),
    Column("datum", Date, nullable=False),
    Column("begonnen_op", Date),
    # What the shared screen shows now (``meldcode.bespreking.scherm.Stand``).
    Column("stand", Integer, nullable=False),
    Column("dossier_id", String(32), nullable=False),  # "" for the agenda: no foreign key
    Column("kaart", Integer),
    Column("tot", DateTime),
    Column("aangeraakt", DateTime, nullable=False),
    Column("verborgen", Boolean, nullable=False),
    Index(None, "school_id"),
)

deelnemer = Table(
    "deelnemer",
    metadata,
    Column("bespreking_id", ForeignKey("bespreking.id"), primary_key=True),
    Column("volgorde", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id")),  # null: a guest from outside the school
    Column("gast", String(200), nullable=False),
)

agendapunt = Table(
    "agendapunt",
    metadata,
    Column("bespreking_id", ForeignKey("bespreking.id"), primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True, index=True),
    Column("volgorde", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # sealed with the key of the dossier, and destroyed with it
)
