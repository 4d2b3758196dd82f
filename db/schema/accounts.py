"""Tables of accounts, and of the ways to sign in to one."""

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

from db.schema.metadata import id_column, metadata

account = Table(
    "account",
    metadata,
    id_column(primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("naam", String(120), nullable=False),
    Column("email", String(254), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("toestel", String(20)),  # telephone extension at school; null: not given
    UniqueConstraint("school_id", "email"),
    Index("ix_account_email", "email"),
)

# The roles that somebody has besides the one in ``account``.
nevenrol = Table(
    "nevenrol",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("role", String(20), primary_key=True),
)

# Of who is here for a while: the first moment at which they no longer get in.
tijdelijk = Table(
    "tijdelijk",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("ends_at", DateTime, nullable=False),
)

# Somebody who works at several schools signs in at all of them via one account (ADR 65).
inloggen_via = Table(
    "inloggen_via",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("via_id", ForeignKey("account.id"), nullable=False, index=True),
)

login = Table(
    "login",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("created_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Column("last_active", DateTime, nullable=False),
    Column("verified_at", DateTime, nullable=False),  # when a password or code was last given in this session
    Column("role", String(20)),  # the role in which they act; null: the one in ``account``
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
    Column("proposed", LargeBinary),  # shown as a QR code, not yet confirmed with a code
    Column("last_step", Integer),  # time step of the last code used up: each is accepted once
    Column("drift", Integer, nullable=False, server_default="0"),  # how many steps that code was ahead
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
    Column("name", String(64), primary_key=True),  # a keyed hash, so that it gives away no address or account
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

# The secret address at which one person's calendar program reads their due days.
feed = Table(
    "feed",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", DateTime, nullable=False),
)

# On which weekdays (ISO) somebody never works; no row: on every school day.
werkt_niet = Table(
    "werkt_niet",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("weekdag", Integer, primary_key=True),
)

# Who is away from when until when, and who stands in. Why is not stored.
afwezigheid = Table(
    "afwezigheid",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date, nullable=False),
    Column("waarnemer_id", ForeignKey("account.id")),
)

# Which schools' figures a bestuur account sees; set on the command line.
bestuur_school = Table(
    "bestuur_school",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True),
)

# Which beheerders make schools for their board; set on the command line.
scholenbeheer = Table(
    "scholenbeheer",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
)
