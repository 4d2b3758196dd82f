"""PostgreSQL itself keeps schools apart (row-level security), also when a query forgets to ask for one."""

import dataclasses
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, make_url, select, text, update
from sqlalchemy.exc import DBAPIError

from db import schema
from db.accounts import accounts, second_factor, sessions, throttle
from db.accounts.throttle import Attempt
from db.dossiers import besprekingen, concepten, dossiers, koppelen
from db.journal import journal
from db.school import geheim, kalender, leerlingen, schools, verhuizing
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, engine, keeps_schools_apart, reading, transaction
from db.store.settings import settings
from db.werk import alarm
from meldcode.bespreking.bespreking import Punt
from meldcode.eigen.woorden import Eigen
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import AdviesVeiligThuis, Uitnodiging
from tests.builders import after_stap, destroyed, opened, te_vernietigen
from tests.cast import BESS, DICK, MONDAY, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import attached, count, kept, moment, recorded
from ui import startup

OF_NO_SCHOOL = {"throttle", "gedaan"}
"""Who tries to sign in belongs to no school yet, and a back-up is of all schools: no school sees these rows."""
TABLES = sorted(schema.metadata.tables)
OTHER = SARA.school_id
pytestmark = pytest.mark.postgresql


@pytest.fixture
def busy(folder: object) -> None:
    """A school with rows in every table, and another school with an account."""
    assert folder
    stored = recorded(recorded(attached(kept(after_stap(1))), AdviesVeiligThuis), Uitnodiging)
    gone = kept(te_vernietigen())
    koppelen.koppel(NOOR, stored.id, kept(opened()).id, MONDAY, NOW)
    seen = destroyed(gone)
    dossiers.save(seen, by=DICK, moment=moment())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "half"}, NOW)
    besprekingen.prepare(NOOR, MONDAY, NOW)
    zitting = besprekingen.mine(NOOR)
    assert zitting
    besprekingen.keep(NOOR, replace(zitting.bespreking, collegas=(NOOR.id,), punten=(Punt(stored.id),)))
    alarm.sound(NOOR, NOW)
    with transaction(SCHOOL) as connection:
        schools.set_termijn(connection, SCHOOL, "stap_1", 3)
        geheim.keep(connection, SCHOOL, "mail", {"HOST": "mail.school.example"})
        schools.set_eigen(connection, SCHOOL, Eigen({"groep": "de klas", "groep/meer": "klassen"}))
        row = {"token_hash": "x", "account_id": NOOR.id, "created_at": NOW, "expires_at": NOW}
        connection.execute(insert(schema.login).values(row | {"last_active": NOW, "verified_at": NOW}))
        who = {"issuer": "https://inlog.example", "subject": "x", "account_id": NOOR.id, "linked_at": NOW}
        connection.execute(insert(schema.identity).values(who))
        schools.ask_second_factor(connection, SCHOOL, NOOR.role, True)
        sessions.begin_half(connection, NOOR.id, NOW)
        second_factor.proposed(connection, NOOR.id, SCHOOL)
        second_factor.new_recovery_codes(connection, NOOR.id)
        until = {"code_hash": "x", "expires_at": NOW}
        connection.execute(insert(schema.link).values(account_id=NOOR.id, **until))
        connection.execute(insert(schema.werkt_niet).values(account_id=NOOR.id, weekdag=1))
        connection.execute(insert(schema.afwezigheid).values(account_id=NOOR.id, van=MONDAY, tot=MONDAY))
        connection.execute(insert(schema.bestuur_school).values(account_id=BESS.id, school_id=SCHOOL))
        connection.execute(insert(schema.scholenbeheer).values(account_id=BESS.id))
        verhuizing.note(connection, SCHOOL, "De Wilgen", "elders", NOW, (0, "0" * 64), {})
        connection.execute(insert(schema.nevenrol).values(account_id=NOOR.id, role="leerkracht"))
        connection.execute(insert(schema.inloggen_via).values(account_id=NOOR.id, via_id=BESS.id))
        connection.execute(insert(schema.tijdelijk).values(account_id=NOOR.id, ends_at=NOW))
        connection.execute(insert(schema.first_code).values(school_id=SCHOOL, **until))
        tuesday = MONDAY + timedelta(days=1)
        both = [Vrij(MONDAY, MONDAY, "studiedag"), Vrij(tuesday, tuesday, "kleuters vrij", ("1", "2"))]
        kalender.add(connection, SCHOOL, both, MONDAY)
        leerlingen.bring(connection, NOOR, [Leerling("Sem de Wit", "14-03-2018", "6")], MONDAY, NOW)
        connection.execute(insert(schema.feed).values(account_id=NOOR.id, token_hash="x", created_at=NOW))
        row = {"id": "m", "school_id": SCHOOL, "account_id": NOOR.id, "soort": "dag", "sleutel": "x", "late": 0}
        more = {"number": 1, "created_at": NOW, "attempts": 0, "next_at": NOW}
        connection.execute(insert(schema.mail).values(row | more))
    with transaction(EVERY_SCHOOL) as connection:
        throttle.failed(connection, Attempt("password", "x", "y"), NOW)
    gedaan.note(gedaan.Werk.BACKUP, NOW)


def seen(school: str) -> dict[str, int]:
    with reading(school) as connection:
        counted = {name: select(func.count()).select_from(schema.metadata.tables[name]) for name in TABLES}
        return {name: connection.execute(query).scalar_one() for name, query in counted.items()}


@pytest.mark.usefixtures("folder")
def test_every_table_is_under_row_level_security_for_its_owner_too() -> None:
    query = text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity")
    with reading(EVERY_SCHOOL) as connection:
        locked = set(connection.scalars(query))
    assert set(TABLES) - locked == set(), "add it to a migration, as 0004 does"


@pytest.mark.usefixtures("busy")
def test_a_school_sees_its_own_rows_and_another_none_of_them() -> None:
    mine, theirs, all_of_them = seen(SCHOOL), seen(OTHER), seen(EVERY_SCHOOL)
    assert {name for name in TABLES if mine[name] == 0} == OF_NO_SCHOOL, "this test has nothing in these tables"
    assert all(all_of_them.pop(name) for name in OF_NO_SCHOOL)
    assert {name: number for name, number in theirs.items() if number} == {"school": 1, "account": 1}
    assert {name: mine[name] + theirs[name] for name in all_of_them} == all_of_them


@pytest.mark.usefixtures("busy")
def test_who_names_no_school_sees_nothing_also_on_a_connection_that_named_one_before() -> None:
    seen(SCHOOL)
    for school in ("", "nobody", "%"):
        assert set(seen(school).values()) == {0}
    with engine().connect() as connection:
        assert connection.execute(select(func.count()).select_from(schema.journal)).scalar_one() == 0


CHANGES = [
    "UPDATE account SET role = 'directie'",
    "UPDATE dossier SET codenaam = 'x'",
    "UPDATE verplichting SET due_on = '2030-01-01'",
    "DELETE FROM concept",
    "DELETE FROM login",
    "DELETE FROM identity",
    "DELETE FROM second_factor",
    "DELETE FROM link",
    "DELETE FROM setting",
    "DELETE FROM throttle",
    "DELETE FROM statistiek",
    "DELETE FROM bestuur_school",
    "DELETE FROM scholenbeheer",
    "DELETE FROM verhuizing",
    "DELETE FROM nevenrol",
    "DELETE FROM inloggen_via",
    "DELETE FROM tijdelijk",
    "UPDATE verloop_fase SET fase = 'stap_5'",
    "DELETE FROM verloop_wacht",
    "DELETE FROM verloop_merk",
    "DELETE FROM termijn",
    "DELETE FROM vrij",
    "DELETE FROM vrij_groep",
    "DELETE FROM eigen",
    "DELETE FROM geheim",
    "DELETE FROM leerlingenlijst",
    "DELETE FROM mail",
    "DELETE FROM feed",
    "DELETE FROM werkt_niet",
    "UPDATE afwezigheid SET tot = '2030-01-01'",
    "UPDATE school SET naam = 'x' WHERE id <> current_setting('meldroute.school')",
]


@pytest.mark.usefixtures("busy")
def test_another_school_changes_nothing_here() -> None:
    before = seen(SCHOOL)
    for change in CHANGES:
        with transaction(OTHER) as connection:
            changed = connection.execute(text(change)).rowcount
        assert changed == (1 if "UPDATE account" in change else 0), f"{change}: its own account, and no more"
        assert seen(SCHOOL) == before, change
    with reading(SCHOOL) as connection:
        assert {each.naam: each.role for each in accounts.list_accounts(connection, SCHOOL)}[NOOR.naam] is NOOR.role


@pytest.mark.usefixtures("busy")
def test_nothing_can_be_put_into_another_school() -> None:
    row = {"school_id": SCHOOL, "naam": "stap_2", "dagen": 1}
    with pytest.raises(DBAPIError, match="row-level security"), transaction(OTHER) as connection:
        connection.execute(insert(schema.termijn).values(row))
    with pytest.raises(DBAPIError, match="row-level security"), transaction(OTHER) as connection:
        connection.execute(update(schema.account).values(school_id=SCHOOL))


@pytest.mark.usefixtures("busy")
def test_a_dossier_of_another_school_does_not_exist_for_the_code_either() -> None:
    with reading(EVERY_SCHOOL) as connection:
        dossier_id = connection.scalars(select(schema.dossier.c.id).where(schema.dossier.c.fase == "stap_2")).one()
    with reading(OTHER) as connection:
        assert dossiers.load(connection, dossier_id, SCHOOL) is None
    assert concepten.find(dataclasses.replace(NOOR, school_id=OTHER), dossier_id, "Signaal") is None
    assert journal.verify(SCHOOL) is None and journal.verify(OTHER) is None


@pytest.mark.usefixtures("busy")
def test_reading_cannot_write() -> None:
    with pytest.raises(DBAPIError, match="read-only"), reading(SCHOOL) as connection:
        connection.execute(update(schema.account).values(active=False))
    assert count("account") > 1


@pytest.mark.usefixtures("folder")
def test_an_account_that_sees_all_schools_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    startup.refuse_unreadable_data()
    superuser = make_url(settings().database_url).set(username="postgres").render_as_string(hide_password=False)
    monkeypatch.setenv("MELDCODE_DATABASE_URL", superuser)
    with reading(EVERY_SCHOOL) as connection:
        assert not keeps_schools_apart(connection)
    with pytest.raises(SystemExit, match="ziet alle scholen"):
        startup.refuse_unreadable_data()
    engine().dispose()
