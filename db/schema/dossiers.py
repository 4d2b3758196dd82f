"""Tables of dossiers with their sealed content, of access to them, and of what is left of a destroyed one."""

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.schema.metadata import id_column, metadata

_UNSEEN, _UNSEEN_BY_HOLDER = text("versie > gezien_tot"), text("versie > houder_tot")
_URGENT = text("dringend_tot > directie_tot")

dossier = Table(
    "dossier",
    metadata,
    id_column(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("codenaam", String(40), nullable=False),
    Column("opened_by", ForeignKey("account.id"), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("fase", String(20), nullable=False),
    Column("fase_since", Date, nullable=False),
    Column("versie", Integer, nullable=False),
    # For what is new (``db.werk.nieuws``): the last record that anybody who walks the route has seen, and the last one
    # of which the directie may have to hear at once; 0: none.
    Column("gezien_tot", Integer, nullable=False, server_default="0"),
    Column("dringend_tot", Integer, nullable=False, server_default="0"),
    # At most as far as each who holds it has seen, and each who is the directie in it (``db.werk.gezien``).
    Column("houder_tot", Integer, nullable=False, server_default="0"),
    Column("directie_tot", Integer, nullable=False, server_default="0"),
    # The first day on which something in it is due, long ahead if nothing is (``db.cijfers.eerst``).
    Column("eerst_op", Date, nullable=False, server_default="9999-12-31"),
    Column("bekeken_op", Date),  # when somebody who walks the route last looked; null: nobody did
    # Of a closed one (``db.bewaren``): the first day on which it may be destroyed, long ahead while something holds it
    # back; and the day until which nobody reads it.
    Column("bewaren_tot", Date),
    Column("verzegeld_tot", Date),
    UniqueConstraint("school_id", "codenaam"),
    # Each with all that its lists and counts ask, so that they are read from the index alone.
    Index("ix_dossier_waar", "school_id", "fase", "fase_since", "codenaam", "id"),
    Index("ix_dossier_geopend", "school_id", "opened_on", "codenaam", "id", "fase"),
    Index("ix_dossier_bewaren", "school_id", "bewaren_tot", "codenaam", "id"),
    Index(None, "opened_by", "opened_on"),
    Index("ix_dossier_ongezien", "school_id", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
    Index("ix_dossier_houder", "school_id", sqlite_where=_UNSEEN_BY_HOLDER, postgresql_where=_UNSEEN_BY_HOLDER),
    Index("ix_dossier_dringend", "school_id", sqlite_where=_URGENT, postgresql_where=_URGENT),
)

# The order of the list: in two directions, which names of columns alone cannot say.
_c = dossier.c
Index("ix_dossier_eerst", _c.school_id, _c.eerst_op, _c.fase_since.desc(), _c.codenaam, _c.id, _c.fase)

vastlegging = Table(
    "vastlegging",
    metadata,
    id_column(primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("nummer", Integer, nullable=False),
    Column("soort", String(40), nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    Column("recorded_by", ForeignKey("account.id"), nullable=False),
    Column("submit_key", String(64), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("dossier_id", "nummer"),
)

bijlage = Table(
    "bijlage",
    metadata,
    id_column(primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("concept", String(40), nullable=False),  # the form it was chosen in
    Column("vastlegging_id", ForeignKey("vastlegging.id")),  # null while it belongs to that concept
    Column("soort", String(3), nullable=False),
    Column("size", Integer, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

concept = Table(
    "concept",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    id_column("dossier_id", primary_key=True),  # "nieuw" while there is no dossier yet: no foreign key
    Column("soort", String(40), primary_key=True),
    Column("saved_at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("versie", Integer, nullable=False, server_default="1"),  # changes each time it is saved
)

# An account's access to one dossier beyond its role (``meldcode.dossier.toegang``); lists are filtered by it.
toegang = Table(
    "toegang",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("soort", String(20), primary_key=True),
    Column("tot", Date),  # last day of validity; null: until something else is recorded
    Index("ix_toegang_van_wie", "account_id", "soort", "dossier_id"),
    Index("ix_toegang_tot", "soort", "tot", "dossier_id"),
)

# Up to which record somebody has seen a dossier, and when they last looked: later records are new to them
# (``db.werk.nieuws``).
gezien = Table(
    "gezien",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("rol", String(20), primary_key=True),  # the role in which they act there
    Column("nummer", Integer, nullable=False),
    Column("op", DateTime, nullable=False),
)

# Two dossiers that have to do with each other: of brothers and sisters, or one that was added to another of the same
# pupil (``db.dossiers.koppelen``). One row for the two; no names, and no record in either (ADR 61).
verwant = Table(
    "verwant",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("ander_id", ForeignKey("dossier.id"), primary_key=True, index=True),
    Column("band", String(20), nullable=False),
)

vernietiging = Table(
    "vernietiging",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("destroyed_at", DateTime, nullable=False),
    Column("grond", String(40), nullable=False),
    Column("requested_by", ForeignKey("account.id"), nullable=False),
    Column("confirmed_by", ForeignKey("account.id"), nullable=False),
    Column("vastleggingen", Integer, nullable=False),
    Column("finished_at", DateTime),  # when its key was gone and the logs were empty: the destruction is final
    # The rows of its certificate, as worded that day (``meldcode.papieren.verklaring``); null: there were none then.
    Column("bewijs", Text),
)
