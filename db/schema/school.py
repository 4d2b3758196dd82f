"""Tables of a school: its name, termijnen, settings, own words, free days, pupils; work for all schools, and moves."""

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

# Settings that nobody reads beside the database, such as the mail server with its password: JSON, sealed under the key
# of the school (``db.school.geheim``).
geheim = Table(
    "geheim",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("naam", String(20), primary_key=True),
    Column("content", LargeBinary, nullable=False),
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

# That a school was moved to another database, and what is left of it once it was removed here
# (``db.school.verhuizing``). No foreign key: it outlives the school.
verhuizing = Table(
    "verhuizing",
    metadata,
    id_column(primary_key=True),  # also the owner of the key under which it is bound
    id_column("school_id", nullable=False, index=True),
    Column("naam", String(120), nullable=False),
    Column("naar", String(200), nullable=False),
    Column("op", DateTime, nullable=False),
    Column("regel", Integer, nullable=False),  # the last line of its journal then, and the HMAC of that line
    Column("kenmerk", String(64), nullable=False),
    Column("aantallen", Text, nullable=False),  # rows that arrived, by table: JSON
    Column("weg_op", DateTime),  # when it was removed here; null: it still stands here, and nobody signs in
    Column("sleutels", Text),  # the owners of the keys that go with it: JSON
    Column("klaar_op", DateTime),  # when these keys were gone and the logs were empty
    Column("zegel", String(64), nullable=False),
)
