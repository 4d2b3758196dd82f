"""Verification notices any edit of any row made outside Meldroute; where that does not count, a reason stands here."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading
from db.upkeep import upgrade
from tests.db.conftest import NOW
from tests.db.every_table import DATABASE, KEYS, Kept, fill, wrong, wrong_or_refused
from tests.db.journal.edits import edits
from tests.processes.once import made_once

# ruff: noqa: S608 - table and column names of our own
EDITS = int(os.environ.get("MELDROUTE_EDITS", "12"))
pytestmark = pytest.mark.sqlite

# The columns of every table that count: bound to the journal, sealed, or derived from what is.
SEEN = {
    "school": "id naam oefenschool laatste_nummer",
    "termijn": "school_id naam dagen",
    **{"vrij": "school_id van tot naam", "vrij_groep": "school_id van tot groep naam"},
    **{"setting": "school_id naam waarde", "geheim": "school_id naam content"},
    **{"eigen": "school_id gekozen", "leerlingenlijst": "id school_id gebracht_op content"},
    "account": "id school_id naam email password_hash role active created_at toestel",
    **{"nevenrol": "account_id role", "tijdelijk": "account_id ends_at", "inloggen_via": "account_id via_id"},
    "login": "token_hash account_id created_at expires_at",
    "second_factor": "account_id secret",
    "recovery_code": "account_id code_hash",
    "link": "account_id code_hash expires_at",
    "first_code": "school_id code_hash expires_at",
    "identity": "issuer subject account_id linked_at",
    "dossier": "id school_id codenaam opened_by opened_on fase fase_since versie bewaren_tot verzegeld_tot",
    "vastlegging": "id dossier_id nummer soort recorded_on recorded_at recorded_by submit_key content",
    "bijlage": "id dossier_id account_id concept vastlegging_id soort size saved_at content",
    "journal": "school_id seq at actor action dossier_id object_id digest mac stand",
    "verplichting": "dossier_id sleutel school_id soort stap owner_role due_on done_on person since termijn dagen "
    "first_due_on",
    "toegang": "dossier_id account_id soort tot",
    "verwant": "dossier_id ander_id band",
    "feed": "account_id token_hash created_at",
    **{"werkt_niet": "account_id weekdag", "afwezigheid": "account_id van tot waarnemer_id"},
    "concept": "account_id dossier_id soort content",
    "vernietiging": "dossier_id destroyed_at grond requested_by confirmed_by vastleggingen bewijs",
    "agendapunt": "bespreking_id dossier_id content",
    "verloop_fase": "dossier_id nummer school_id fase since op tot dagen",
    "verloop_wacht": "dossier_id sleutel op tot school_id soort stap owner_role person due_on",
    "verloop_merk": "dossier_id nummer soort stap over school_id waarde met_reden dag op tot",
    "statistiek": "school_id op figuur groep aantal",
    **{"bestuur_school": "account_id school_id", "dossier_key": "owner_id wrapped"},
    "scholenbeheer": "account_id",
    "verhuizing": "id school_id naam naar op regel kenmerk aantallen weg_op sleutels zegel",
    **{"anchor": "school_id seq mac", "destroyed": "grond"},
}
# What somebody can change unnoticed, and why that opens, hides or proves nothing.
DOES_NOT_COUNT = {
    "login.last_active": "a session that was left alone opens again, at most until ten hours after its sign-in",
    "login.verified_at": "who already has that session is not asked who they are for five minutes",
    "login": "who is signed out signs in again",
    "login.role": "who has that session works in another of their own roles",
    "second_factor.proposed": "it opens nothing until a code confirms it, and then it is bound",
    "second_factor.last_step": "a code of the last half minute could be used twice",
    "second_factor.drift": "a code may be typed some minutes late",
    "half_login": "it opens the second step, for a quarter of an hour; what comes of it is bound",
    **{"throttle": "who writes here need not guess how often", "gedaan": "a reminder of a back-up stays away"},
    "mail": "what waits stands on the start page as well; a mail says nothing",
    "gezien": "what is new to whom: what waits and what is late does not follow from it",
    **dict.fromkeys([f"dossier.{each}_tot" for each in ("gezien", "dringend", "houder", "directie")], "the same"),
    "dossier.bekeken_op": "the same",
    "dossier.eerst_op": "the order of a list: what is due and when is bound, and stands in it",
    "alarm": "that there was an alarm stands in the journal, what it was about in the dossier",
    **dict.fromkeys(("bespreking", "deelnemer"), "what is prepared for one meeting and shown to nobody yet"),
    "agendapunt.volgorde": "the order in which cases come up",
    "agendapunt": "a case that is not on the agenda is still on the start page",
    **{"concept.saved_at": "it stands in what is sealed", "concept.versie": "which of two tabs saved last"},
    "concept": "what was typed and not recorded comes and goes all day",
    "bijlage.loose": "a file that is not recorded yet belongs to a concept",
    "vernietiging.finished_at": "whether its key is gone is looked at by itself",
    "verhuizing.klaar_op": "the same",
    "verhuizing": "whoever moved has the proof as a file too, which is held against its own key",
    **dict.fromkeys(("destroyed", "destroyed.owner_id"), "earlier releases kept no ground there"),
}

_DUE = "dossier_id = '{one}' AND done_on IS NULL"
# Edits that somebody would want to make, who has the database and time, but no keys.
BY_HAND = {
    "two keys swapped": (KEYS, "UPDATE dossier_key SET owner_id = 'x' WHERE owner_id = '{one}'; "
        "UPDATE dossier_key SET owner_id = '{one}' WHERE owner_id = '{other}'; "
        "UPDATE dossier_key SET owner_id = '{other}' WHERE owner_id = 'x'"),
    "a key removed": (KEYS, "DELETE FROM dossier_key WHERE owner_id = '{one}'"),
    "a destroyed key back": (KEYS, "INSERT INTO dossier_key SELECT '{gone}', wrapped FROM dossier_key LIMIT 1"),
    "the head gone": (KEYS, "DELETE FROM anchor"),
    "the head later": (KEYS, "UPDATE anchor SET seq = seq + 1"),
    "what is due deleted": (DATABASE, "DELETE FROM verplichting WHERE dossier_id = '{one}' AND done_on IS NULL"),
    "what is due moved": (DATABASE, "UPDATE verplichting SET due_on = date(due_on, '+30 days') WHERE " + _DUE),
    "what is due called done": (DATABASE, "UPDATE verplichting SET done_on = due_on WHERE " + _DUE),
    "what is due given to another": (DATABASE, "UPDATE verplichting SET person = '{bea}' WHERE " + _DUE),
    "what was due": (DATABASE, "UPDATE verplichting SET due_on = date(due_on, '+9 days') WHERE done_on IS NOT NULL"),
    "a dossier closed": (DATABASE, "UPDATE dossier SET fase = 'gesloten' WHERE id = '{one}'"),
    "a dossier called destroyed": (DATABASE, "UPDATE dossier SET fase = 'vernietigd' WHERE id = '{one}'"),
    "a dossier opened by another": (DATABASE, "UPDATE dossier SET opened_by = '{bea}' WHERE id = '{one}'"),
    "two code names swapped": (DATABASE, "UPDATE dossier SET codenaam = 'x' WHERE id = '{one}'; "
        "UPDATE dossier SET codenaam = 'y' WHERE id = '{other}'"),
    "a dossier put in": (DATABASE, "INSERT INTO dossier SELECT 'f', school_id, 'Vals 1', opened_by, opened_on, fase, "
        "fase_since, versie, gezien_tot, dringend_tot, houder_tot, directie_tot, eerst_op, bekeken_op, bewaren_tot, "
        "verzegeld_tot FROM dossier WHERE id = '{one}'"),
    "all of a dossier gone": (DATABASE, "DELETE FROM vastlegging WHERE dossier_id = '{one}'; "
        "DELETE FROM verplichting WHERE dossier_id = '{one}'; DELETE FROM toegang WHERE dossier_id = '{one}'; "
        "DELETE FROM verloop_fase WHERE dossier_id = '{one}'; DELETE FROM verloop_wacht WHERE dossier_id = '{one}'; "
        "DELETE FROM verloop_merk WHERE dossier_id = '{one}'; DELETE FROM agendapunt WHERE dossier_id = '{one}'; "
        "DELETE FROM bijlage WHERE dossier_id = '{one}'; DELETE FROM gezien WHERE dossier_id = '{one}'; "
        "DELETE FROM dossier WHERE id = '{one}'"),
    "records of a dossier cut off": (DATABASE, "DELETE FROM vastlegging WHERE dossier_id = '{one}' AND nummer > 1"),
    "records of two dossiers exchanged": (DATABASE, "UPDATE vastlegging SET dossier_id = '{other}', nummer = 99 "
        "WHERE dossier_id = '{one}' AND nummer = 2"),
    "somebody invited": (DATABASE, "INSERT INTO toegang VALUES ('{one}', '{lars}', 'uitgenodigd', '2030-01-01')"),
    "an invitation prolonged": (DATABASE, "UPDATE toegang SET tot = '2030-01-01' WHERE tot IS NOT NULL"),
    "how people stand to a dossier gone": (DATABASE, "DELETE FROM toegang"),
    "a certificate of another": (DATABASE, "UPDATE vernietiging SET confirmed_by = '{bea}'"),
    "a certificate that says nothing": (DATABASE, "UPDATE vernietiging SET bewijs = NULL"),
    "a certificate gone": (DATABASE, "DELETE FROM vernietiging"),
    "another role": (DATABASE, "UPDATE account SET role = 'ib_er' WHERE id = '{bea}'"),
    "another password": (DATABASE, "UPDATE account SET password_hash = (SELECT password_hash || 'x' FROM account "
        "WHERE id = '{lars}') WHERE id = '{bea}'"),
    "another address": (DATABASE, "UPDATE account SET email = 'wie@anders.example' WHERE id = '{bea}'"),
    "a colleague blocked": (DATABASE, "UPDATE account SET active = 0 WHERE id = '{noor}'"),
    "an account put in": (DATABASE, "INSERT INTO account SELECT 'f', school_id, 'Vals', 'vals@vals.example', "
        "password_hash, 'ib_er', 1, created_at, NULL FROM account LIMIT 1"),
    "the second step taken away": (DATABASE, "DELETE FROM second_factor"),
    "a recovery code put in": (DATABASE, "INSERT INTO recovery_code VALUES ('{noor}', 'f')"),
    "a link put in": (DATABASE, "INSERT INTO link VALUES ('{bea}', 'f', '2030-01-01 00:00:00.000000')"),
    "a link that lasts": (DATABASE, "UPDATE link SET expires_at = '2030-01-01 00:00:00.000000'"),
    "another at the provider": (DATABASE, "UPDATE identity SET subject = '8'"),
    "a session put in": (DATABASE, "INSERT INTO login SELECT 'f', account_id, created_at, expires_at, last_active, "
        "verified_at, role FROM login LIMIT 1"),
    "a session that lasts": (DATABASE, "UPDATE login SET expires_at = '2030-01-01 00:00:00.000000'"),
    "a calendar address put in": (DATABASE, "INSERT INTO feed VALUES ('{lars}', 'f', '2026-01-01 00:00:00.000000')"),
    "a substitute": (DATABASE, "INSERT INTO afwezigheid VALUES ('{noor}', '2026-01-01', '2030-01-01', '{lars}')"),
    "no second step asked": (DATABASE, "INSERT INTO setting SELECT id, 'second_factor/ib_er', 0 FROM school"),
    "called a practice school": (DATABASE, "UPDATE school SET oefenschool = NOT oefenschool"),
    "a term of other days": (DATABASE, "UPDATE termijn SET dagen = 60"),
    "another number to call": (DATABASE, "UPDATE eigen SET gekozen = replace(gekozen, 'klas', 'kring')"),
    "words of its own taken out": (DATABASE, "DELETE FROM eigen"),
    "another mail server": (DATABASE, "UPDATE geheim SET content = substr(content, 2)"),
    **{f"free days: {each}": (DATABASE, f"DELETE FROM {each}") for each in ("vrij", "vrij_groep")},
    "a figure of what was destroyed": (DATABASE, "UPDATE statistiek SET aantal = aantal + 1"),
    "a figure of the past": (DATABASE, "UPDATE verloop_wacht SET due_on = '2030-01-01' WHERE dossier_id = '{one}'"),
    "a school of the board": (DATABASE, "DELETE FROM bestuur_school"),
    "somebody who makes schools": (DATABASE, "INSERT INTO scholenbeheer VALUES ('{lars}')"),
    "another place where a school went": (DATABASE, "UPDATE verhuizing SET naar = 'nergens'"),
    "a proof of a move put in": (DATABASE, "INSERT INTO verhuizing SELECT 'f', school_id, naam, naar, op, regel, "
        "kenmerk, aantallen, weg_op, sleutels, klaar_op, zegel FROM verhuizing"),
    "a line taken out": (DATABASE, "DELETE FROM journal WHERE seq = 40"),
    "what a line binds taken out": (DATABASE, "UPDATE journal SET stand = '' WHERE stand != ''"),
    "the school gone": (DATABASE, "DELETE FROM journal; DELETE FROM school"),
}  # fmt: skip


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kept:
    """A copy of the school with rows in every table."""

    def make(place: Path) -> None:
        point_at(place, monkeypatch)
        vault.make_key_file(place / "meldroute.key")
        upgrade.upgrade()
        fill(NOW)
        Kept(place)

    source = made_once(tmp_path_factory, "every_table", make)
    for each in source.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
        (tmp_path / each.name).chmod(0o600)
    point_at(tmp_path, monkeypatch)
    return Kept(tmp_path)


def point_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/{DATABASE}")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/meldroute.key")


def ids() -> dict[str, str]:
    """The ids that the edits by hand need: of dossiers by their fase, of people by their role."""
    dossier, account = schema.dossier.c, schema.account.c
    with reading(EVERY_SCHOOL) as connection:
        query = select(dossier.id, dossier.fase).order_by(dossier.codenaam)
        cases = {row.fase: row.id for row in connection.execute(query)}
        rows = connection.execute(select(account.id, account.email)).all()
    people = {row.email.partition("@")[0]: row.id for row in rows}
    return {"one": cases["stap_2"], "other": cases["stap_3"], "gone": cases["vernietigd"], **people}


def test_every_edit_somebody_would_want_is_seen(kept: Kept) -> None:
    assert wrong() == []
    known, unseen = ids(), []
    for name, (file, statements) in BY_HAND.items():

        def change(connection: sqlite3.Connection, statements: str = statements) -> None:
            before = connection.total_changes
            for statement in statements.format(**known).split("; "):
                connection.execute(statement)
            assert connection.total_changes > before, f"there was nothing to edit: {statements}"

        kept.edited(file, change)
        if not wrong():
            unseen.append(name)
    kept.put_back()
    assert len(BY_HAND) >= 40 and unseen == [] and wrong() == []


def test_any_edit_of_any_column_is_seen(kept: Kept) -> None:
    """Each kind of change to every column that counts, and a row deleted from every table; as many as time allows."""
    every = [
        (file, f"{table}.{name}", change)
        for file, tables in ((DATABASE, schema.metadata.tables), (KEYS, vault.TABLES.tables))
        for table in sorted(set(tables) & set(SEEN))
        for name, change in changes(kept, file, table)
    ]
    assert len(every) > 800, "the school has nothing in some table"
    unseen, tried = [], 0
    for file, name, change in random.Random(20261129).sample(every, len(every)):  # noqa: S311
        if tried >= EDITS:
            break
        try:
            kept.edited(file, change)
        except sqlite3.IntegrityError:
            continue  # the table refuses this change itself
        tried += 1
        if not wrong_or_refused():
            unseen.append(name)
    kept.put_back()
    assert not unseen, "\n".join(sorted(unseen))
    assert tried > 0 and wrong() == []


def changes(kept: Kept, file: str, table: str) -> list[tuple[str, Callable[[sqlite3.Connection], None]]]:
    kept.put_back()
    with closing(sqlite3.connect(kept.folder / file)) as connection:
        found: list[tuple[str, Callable[[sqlite3.Connection], None]]] = [
            (f"{column}: {kind}", partial(change, table=table, column=column, rowid=rowid, value=value))
            for column in SEEN[table].split()
            for kind, rowid, value in edits(connection, table, column)
        ]
    return found if table in DOES_NOT_COUNT else [*found, ("a row taken out", partial(take_out, table=table))]


def change(connection: sqlite3.Connection, table: str, column: str, rowid: int, value: object) -> None:
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, rowid))


def take_out(connection: sqlite3.Connection, table: str) -> None:
    which = "min" if table == "bijlage" else "max"  # the last file belongs to a concept
    connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT {which}(rowid) FROM {table})")


def columns() -> dict[str, list[str]]:
    """Every column of both databases, by table."""
    every = {name: [each.name for each in table.c] for name, table in schema.metadata.tables.items()}
    return every | {name: [each.name for each in table.c] for name, table in vault.TABLES.tables.items()}


def test_of_every_column_it_is_decided_whether_a_change_is_seen() -> None:
    undecided = [
        f"{table}.{column}"
        for table, named in columns().items()
        for column in named
        if (column in SEEN.get(table, "").split()) == (f"{table}.{column}" in DOES_NOT_COUNT)
        and (table in SEEN or table not in DOES_NOT_COUNT)
    ]
    gone = [table for table in SEEN if set(SEEN[table].split()) - set(columns().get(table, ()))]
    assert undecided == [] and gone == [] and len(columns()) > 30
