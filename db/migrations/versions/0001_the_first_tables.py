"""Released, never edit. The first tables: schools, accounts, sessions, dossiers, what waits, concepten, destruction."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)


def upgrade() -> None:
    _schools_and_accounts()
    _dossiers()
    _what_belongs_to_a_dossier()


def _schools_and_accounts() -> None:
    op.create_table(
        "school",
        sa.Column("id", ID, nullable=False),
        sa.Column("naam", sa.String(120), nullable=False),
        sa.Column("oefenschool", sa.Boolean, nullable=False),
        sa.Column("laatste_nummer", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
    )
    op.create_table(
        "termijn",
        sa.Column("school_id", ID, nullable=False),
        sa.Column("naam", sa.String(40), nullable=False),
        sa.Column("dagen", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("school_id", "naam", name="pk_termijn"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_termijn_school_id"),
    )
    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("naam", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_account_school_id"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "login",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_login"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_login_account_id"),
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])


def _dossiers() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("codenaam", sa.String(40), nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("fase", sa.String(20), nullable=False),
        sa.Column("fase_since", sa.Date, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_dossier_school_id"),
        sa.ForeignKeyConstraint(["opened_by"], ["account.id"], name="fk_dossier_opened_by"),
        sa.UniqueConstraint("school_id", "codenaam", name="uq_dossier_school_id_codenaam"),
    )
    op.create_index("ix_dossier_school_id_fase_fase_since", "dossier", ["school_id", "fase", "fase_since"])
    op.create_index("ix_dossier_opened_by_opened_on", "dossier", ["opened_by", "opened_on"])


def _what_belongs_to_a_dossier() -> None:
    op.create_table(
        "vastlegging",
        sa.Column("id", ID, nullable=False),
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("submit_key", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vastlegging"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_vastlegging_dossier_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_vastlegging_recorded_by"),
        sa.UniqueConstraint("submit_key", name="uq_vastlegging_submit_key"),
        sa.UniqueConstraint("dossier_id", "nummer", name="uq_vastlegging_dossier_id_nummer"),
    )
    op.create_table(
        "verplichting",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("sleutel", sa.String(60), nullable=False),
        sa.Column("school_id", ID, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("stap", sa.Integer, nullable=False),
        sa.Column("owner_role", sa.String(20), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("done_on", sa.Date),
        sa.PrimaryKeyConstraint("dossier_id", "sleutel", name="pk_verplichting"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_verplichting_dossier_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_verplichting_school_id"),
    )
    op.create_index(
        "ix_verplichting_school_id_done_on_owner_role_due_on",
        "verplichting",
        ["school_id", "done_on", "owner_role", "due_on"],
    )
    op.create_index("ix_verplichting_school_id_done_on_due_on", "verplichting", ["school_id", "done_on", "due_on"])
    op.create_table(
        "concept",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "dossier_id", "soort", name="pk_concept"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_concept_account_id"),
    )
    op.create_table(
        "vernietiging",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("destroyed_at", sa.DateTime, nullable=False),
        sa.Column("grond", sa.String(40), nullable=False),
        sa.Column("requested_by", ID, nullable=False),
        sa.Column("confirmed_by", ID, nullable=False),
        sa.Column("vastleggingen", sa.Integer, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_vernietiging"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_vernietiging_dossier_id"),
        sa.ForeignKeyConstraint(["requested_by"], ["account.id"], name="fk_vernietiging_requested_by"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["account.id"], name="fk_vernietiging_confirmed_by"),
    )
