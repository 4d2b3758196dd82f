"""Tables of a school: its name, termijnen, settings, own words, free days and pupils; and work done for all schools."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, LargeBinary, String, Table, Text

from db.schema.metadata import id_column, metadata

school = Table(
    "school",
    metadata,
    id_column(primary_key=True),
    Column("naam", String(120), nullable=False),
    Column("oefenschool", Boolean, nullable=False),
    Column("laatste_nummer", Integer, nullable=False),
)

termijn = Table(
    "termijn",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("naam", String(40), primary_key=True),
    Column("dagen", Integer, nullable=False),
)

# Free days besides weekends and public holidays: terms in school days skip them.
vrij = Table(
    "vrij",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date, primary_key=True),
    Column("naam", String(60), nullable=False),
)

# Free days of a part of the groups: a row for each group, as the school calls it.
vrij_groep = Table(
    "vrij_groep",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date, primary_key=True),
    Column("groep", String(60), primary_key=True),
    Column("naam", String(60), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("naam", String(40), primary_key=True),
    Column("waarde", Integer, nullable=False),
)

# What differs from the usual, by name, as JSON (``meldcode.eigen``): one row, read with the account at every request.
eigen = Table(
    "eigen",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("gekozen", Text, nullable=False),
)

# The pupils to choose from when a dossier is opened, sealed under a key of the list: one list per school, for a year.
leerlingenlijst = Table(
    "leerlingenlijst",
    metadata,
    id_column(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False, unique=True),
    Column("gebracht_op", Date, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# When regular work was last done for this installation, such as a back-up (``db.upkeep.gedaan``).
gedaan = Table(
    "gedaan",
    metadata,
    Column("werk", String(20), primary_key=True),
    Column("op", DateTime, nullable=False),
)
