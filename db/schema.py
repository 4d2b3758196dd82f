"""The tables. Plain columns say where a case stands; everything about a child is sealed bytes (``db.vault``)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from db.metadata import metadata as metadata
from db.schema_alarm import alarm as alarm
from db.schema_bespreking import agendapunt as agendapunt
from db.schema_bespreking import bespreking as bespreking
from db.schema_bespreking import deelnemer as deelnemer
from db.schema_gezien import gezien as gezien
from db.schema_verloop import bestuur_school as bestuur_school
from db.schema_verloop import statistiek as statistiek
from db.schema_verloop import verloop_fase as verloop_fase
from db.schema_verloop import verloop_merk as verloop_merk
from db.schema_verloop import verloop_wacht as verloop_wacht


def _id(name: str = "id", **options: bool) -> Column[str]:
    return Column(name, String(32), **options)  # type: ignore[arg-type]


school = Table(
    "school",
    metadata,
    _id(primary_key=True),
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

# When the school is free, besides weekends and public holidays: what terms in school days leave out.
vrij = Table(
    "vrij",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date, primary_key=True),
    Column("naam", String(60), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("naam", String(40), primary_key=True),
    Column("waarde", Integer, nullable=False),
)

account = Table(
    "account",
    metadata,
    _id(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("naam", String(120), nullable=False),
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("toestel", String(20)),  # where colleagues reach them at school; none: not given
)

login = Table(
    "login",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("created_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Column("last_active", DateTime, nullable=False),
    Column("verified_at", DateTime, nullable=False),  # when this session last gave a password or a code
)

half_login = Table(
    "half_login",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("expires_at", DateTime, nullable=False),
)

second_factor = Table(
    "second_factor",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("secret", LargeBinary),  # in use
    Column("proposed", LargeBinary),  # shown as a QR code, and not confirmed with a code yet
    Column("last_step", Integer),  # of the last code that was used up: each is accepted once
    Column("drift", Integer, nullable=False, server_default="0"),  # how many steps that one was ahead
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
)

link = Table(
    "link",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("expires_at", DateTime, nullable=False),
)

first_code = Table(
    "first_code",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("code_hash", String(64), nullable=False),
    Column("expires_at", DateTime, nullable=False),
)

throttle = Table(
    "throttle",
    metadata,
    Column("name", String(64), primary_key=True),  # keyed hash: nobody reads addresses or accounts from it
    Column("failures", Integer, nullable=False),
    Column("last_at", DateTime, nullable=False),
    Column("good_at", DateTime),
)

identity = Table(
    "identity",
    metadata,
    Column("issuer", String(255), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("linked_at", DateTime, nullable=False),
    UniqueConstraint("account_id", "issuer"),
)

dossier = Table(
    "dossier",
    metadata,
    _id(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("codenaam", String(40), nullable=False),
    Column("opened_by", ForeignKey("account.id"), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("fase", String(20), nullable=False),
    Column("fase_since", Date, nullable=False),
    Column("versie", Integer, nullable=False),
    UniqueConstraint("school_id", "codenaam"),
    Index(None, "school_id", "fase", "fase_since"),
    Index(None, "opened_by", "opened_on"),
)

vastlegging = Table(
    "vastlegging",
    metadata,
    _id(primary_key=True),
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
    _id(primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("concept", String(40), nullable=False),  # the form in which it was taken in
    Column("vastlegging_id", ForeignKey("vastlegging.id")),  # none while it belongs to that concept
    Column("soort", String(3), nullable=False),
    Column("size", Integer, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

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
    Column("stand", String(64), nullable=False, server_default=""),  # how what it is about stood then (``db.seals``)
    Index(None, "school_id", "dossier_id"),
)

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
    Column("person", String(32), nullable=False, server_default=""),  # the account; empty: whoever has that role
    # The rule that made it: so many days of this term after that day. No term: the day was agreed in the dossier.
    Column("since", Date),
    Column("termijn", String(40), nullable=False, server_default=""),
    Column("dagen", Integer, nullable=False, server_default="0"),
    Column("first_due_on", Date),  # before it was moved
    Index(None, "school_id", "done_on", "owner_role", "due_on"),
    Index(None, "school_id", "done_on", "person", "owner_role", "due_on"),
    Index(None, "school_id", "done_on", "due_on"),
)

# How an account stands to one dossier beyond its role (``meldcode.dossier.toegang``): what lists are filtered by.
toegang = Table(
    "toegang",
    metadata,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("soort", String(20), primary_key=True),
    Column("tot", Date),  # the last day on which it holds; none: until it is recorded otherwise
    Index(None, "account_id", "soort"),
)

# What is still to be mailed, and what became of it: how many things wait for whom, and nothing about them.
mail = Table(
    "mail",
    metadata,
    _id(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("soort", String(20), nullable=False),
    Column("sleutel", String(80), nullable=False),  # the day, or what it is about: each is mailed once
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

# The secret address under which one person's calendar program reads the days on which something is due.
feed = Table(
    "feed",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", DateTime, nullable=False),
)

concept = Table(
    "concept",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    _id("dossier_id", primary_key=True),  # "nieuw" while the dossier does not exist yet: no foreign key
    Column("soort", String(40), primary_key=True),
    Column("saved_at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("versie", Integer, nullable=False, server_default="1"),  # another number each time it is saved
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
    Column("finished_at", DateTime),  # when its key was gone and the logs were empty: from then on it is definitive
)
