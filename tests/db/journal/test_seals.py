"""Accounts, settings, access, due dates and certificates are bound to the journal: editing them past it is noticed."""

from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.accounts import aanwezig, accounts, bestuur, feed, identities, one_time_codes, second_factor
from db.accounts.passwords import PasswordHash
from db.backup.restore import restore
from db.dossiers import dossiers
from db.journal import chain, journal, seals, verlies
from db.school import kalender, schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import upgrade, verification
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import Eigen
from meldcode.rollen import Role
from meldcode.termijnen.aanwezig import Afwezig
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, destroyed, in_opvolging, te_vernietigen
from tests.cast import BEA, DICK, LARS, MONDAY, NOOR, SCHOOL, VERA
from tests.db.conftest import NOW, Empty
from tests.db.keeping import backed_up, by_force, found, kept, moment, recorded

pytestmark = pytest.mark.either
# An edit, the statement that undoes it, and the word by which verification names what changed.
MEDDLED = (
    (
        "UPDATE account SET role = 'ib_er' WHERE id = 'bea'",
        "UPDATE account SET role = 'beheerder' WHERE id = 'bea'",
        "rol",
    ),
    (
        "UPDATE account SET password_hash = 'x' WHERE id = 'lars'",
        "UPDATE account SET password_hash = '-' WHERE id = 'lars'",
        "wachtwoord",
    ),
    (
        "INSERT INTO recovery_code VALUES ('noor', 'x')",
        "DELETE FROM recovery_code",
        "tweede stap",
    ),
    ("INSERT INTO setting VALUES ('{school}', 'second_factor/ib_er', 0)", "DELETE FROM setting", "inloggen"),
    ("UPDATE verplichting SET stap = stap + 1", "UPDATE verplichting SET stap = stap - 1", "te doen"),
    ("UPDATE verloop_fase SET nummer = nummer + 1", "UPDATE verloop_fase SET nummer = nummer - 1", "cijfers"),
    ("UPDATE dossier SET versie = versie + 1", "UPDATE dossier SET versie = versie - 1", "staat"),
    (
        "INSERT INTO toegang SELECT id, 'lars', 'uitgenodigd', '2030-01-01' FROM dossier",
        "DELETE FROM toegang",
        "erbij mag",
    ),
)


@pytest.fixture
def stored(folder: Path) -> Dossier:
    """A school of an earlier release; everything in it was bound when it was upgraded."""
    assert folder.exists()
    dossier = kept(after_stap(1))
    upgrade.seal(NOW)
    upgrade.seal(NOW)
    assert said() == ""
    return dossier


def said() -> str:
    finding = journal.verify(SCHOOL)
    return finding.tekst if finding else ""


def actions() -> list[str]:
    with reading(SCHOOL) as connection:
        return [row.action for row in journal.lines(connection, SCHOOL)][::-1]


@pytest.mark.both
def test_what_is_changed_in_either_database_is_named(stored: Dossier) -> None:
    unseen = []
    for statement, undone, words in MEDDLED:
        by_force(statement.format(school=SCHOOL))
        if words not in said():
            unseen.append((statement, said()))
        by_force(undone)
        assert said() == "", "it was not put back as it was"
    assert unseen == [] and found(stored) == stored


@pytest.mark.usefixtures("folder")
def test_a_new_school_is_bound_from_its_first_account_on() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        school_id = schools.create_school(connection, "De Kastanje", oefenschool=False)
        code = one_time_codes.make_first_code(connection, school_id, NOW)
        seals.cover(connection, school_id, NOW)
    one_time_codes.make_first_account(
        code, "Bea", "bea@kastanje.example", "een heel lang wachtwoord met zeven woorden", NOW
    )
    assert journal.verify(school_id) is None
    by_force("UPDATE account SET role = 'ib_er' WHERE email = 'bea@kastanje.example'")
    assert "rol" in str(journal.verify(school_id))


@pytest.mark.usefixtures("stored")
def test_what_is_changed_by_the_program_is_bound_anew() -> None:
    with transaction(SCHOOL) as connection:
        accounts.set_roles(connection, LARS.id, [Role.IB_ER], SCHOOL)
        accounts.set_password(connection, LARS.id, PasswordHash("y"), SCHOOL)
        code = one_time_codes.make(connection, LARS.id, SCHOOL, BEA.id, NOW)
        feed.make(connection, NOOR.id, NOW)
        schools.set_termijn(connection, SCHOOL, "stap_1", 9)
    assert code and said() == ""
    bound = actions()
    with transaction(SCHOOL) as connection:
        accounts.set_toestel(connection, LARS.id, "", SCHOOL)  # no change: nothing to bind
    assert actions() == bound and said() == ""


@pytest.mark.both
@pytest.mark.usefixtures("stored")
def test_what_had_been_changed_is_not_bound_as_if_it_were_right() -> None:
    by_force("UPDATE account SET role = 'ib_er' WHERE id = 'bea'")
    with transaction(SCHOOL) as connection:
        accounts.set_toestel(connection, BEA.id, "12", SCHOOL)
    for _line in range(3):
        journal.noted(NOOR, journal.VIEWED, NOW)
    assert "Ontdekt bij regel" in said() and "rol" in said() and BEA.naam in said()
    with transaction(SCHOOL) as connection:
        (loss,) = verlies.losses(connection, SCHOOL)
        verlies.answer(connection, SCHOOL, loss.regel, DICK.id, NOW)
    assert said() == "" and actions().count(chain.FOUND) == 1


def test_recording_in_a_dossier_that_was_meddled_with_goes_on_and_says_so(stored: Dossier) -> None:
    by_force("DELETE FROM verplichting")
    after = recorded(stored, Signaal)
    assert found(after) == after
    assert "Ontdekt bij regel" in said() and stored.codenaam in said() and "te doen" in said()


@pytest.mark.usefixtures("stored")
def test_who_is_put_in_or_taken_out_is_seen() -> None:
    row = {"id": "f", "school_id": SCHOOL, "naam": "Vals", "email": "vals@vals.example", "password_hash": "-"}
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(insert(schema.account).values(**row, role="ib_er", active=True, created_at=NOW))
    assert said() == "Buiten Meldroute om gemaakt: het account van Vals."
    by_force("DELETE FROM account WHERE id = 'f'")
    assert said() == ""
    by_force("UPDATE account SET school_id = 'buurschool' WHERE id = 'lars'")
    assert said() == "Buiten Meldroute om weggehaald: een account."


def test_a_school_that_was_put_back_agrees_and_goes_on(folder: Path, stored: Dossier, empty: Empty) -> None:
    with transaction(SCHOOL) as connection:
        feed.make(connection, NOOR.id, NOW)
        one_time_codes.make(connection, LARS.id, SCHOOL, BEA.id, NOW)
    file = backed_up(folder)
    empty()
    restore(file, NOW)
    assert said() == "" and found(stored) == stored
    after = recorded(stored, Signaal)
    assert found(after) == after and said() == ""


@pytest.mark.both
@pytest.mark.usefixtures("folder")
def test_a_row_read_back_in_the_other_order_is_the_same_row() -> None:
    """PostgreSQL returns rows in no fixed order, and sorts text differently."""
    kept(in_opvolging("beide"))
    upgrade.seal(NOW)
    table = schema.verplichting
    with transaction(SCHOOL) as connection:
        rows = [row._asdict() for row in connection.execute(select(table)).all()]
        assert len(rows) > 1
        connection.execute(table.delete())
        for row in reversed(rows):
            connection.execute(insert(table).values(row))
        connection.execute(update(table).values(due_on=table.c.due_on))
    assert said() == ""


def test_the_same_is_seen_on_the_command_line_and_by_night(stored: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    verification.show(NOW, quick=True)
    assert "alles klopt" in capsys.readouterr().out
    by_force("UPDATE dossier SET codenaam = 'Anders 1'")
    for quick in (True, False):
        with pytest.raises(verification.NotAllRight, match="Anders 1"):
            verification.show(NOW, quick=quick)
    assert seals.DOSSIER.parts and stored


def use_recovery_code() -> None:
    with transaction(SCHOOL) as connection:
        code = second_factor.new_recovery_codes(connection, NOOR.id)[0]
    with transaction(SCHOOL) as connection:
        assert second_factor.accepts(connection, NOOR.id, SCHOOL, code, NOW) == "herstelcode"


def confirm_second_step() -> None:
    with transaction(SCHOOL) as connection:
        secret = second_factor.proposed(connection, NOOR.id, SCHOOL)
        code = pyotp.TOTP(secret).at(NOW.replace(tzinfo=UTC))
        assert second_factor.confirm(connection, NOOR.id, SCHOOL, code, NOW)


def choose_by_link() -> None:
    with transaction(SCHOOL) as connection:
        code = one_time_codes.make(connection, LARS.id, SCHOOL, BEA.id, NOW)
    one_time_codes.choose_password(code, "een heel lang wachtwoord met zeven woorden", NOW)


def destroy() -> None:
    dossier = kept(te_vernietigen())
    after = destroyed(dossier)
    dossiers.save(after, by=DICK, moment=moment())
    assert found(dossier) is None


def in_school(what: Callable[..., object], *given: object) -> Callable[[], None]:
    def done() -> None:
        with transaction(SCHOOL) as connection:
            what(connection, *given)

    return done


STUDIEDAG = Vrij(date(2026, 11, 20), date(2026, 11, 20), "Studiedag")
# Everything that people do which changes a bound row.
CHANGES: dict[str, Callable[[], object]] = {
    "another role": in_school(accounts.set_roles, LARS.id, [Role.IB_ER], SCHOOL),
    "blocked": in_school(accounts.set_active, LARS.id, False, SCHOOL),
    "open again": in_school(accounts.set_active, LARS.id, True, SCHOOL),
    "extension": in_school(accounts.set_toestel, LARS.id, "12", SCHOOL),
    "everything taken away": in_school(one_time_codes.start_anew, LARS.id, SCHOOL),
    "by a link": choose_by_link,
    "second step shown": in_school(second_factor.proposed, NOOR.id, SCHOOL),
    "second step confirmed": confirm_second_step,
    "recovery codes": use_recovery_code,
    "second step taken away": in_school(second_factor.remove, NOOR.id),
    "single sign-on": lambda: identities.sign_in("https://inlog.example", "7", f"noor@{SCHOOL}.example", NOW),
    "no longer": in_school(identities.unlink, NOOR.id, SCHOOL),
    "calendar address": in_school(feed.make, NOOR.id, NOW),
    "withdrawn": in_school(feed.withdraw, NOOR.id),
    "weekdays": in_school(aanwezig.set_werkdagen, NOOR.id, frozenset({1, 2}), NOOR, NOW),
    "away": in_school(aanwezig.set_afwezig, Afwezig(MONDAY, MONDAY, NOOR.id, VERA.id), NOOR, MONDAY, NOW),
    "back": in_school(aanwezig.end_afwezig, NOOR.id, MONDAY, NOOR, MONDAY, NOW),
    "terms": in_school(schools.set_termijn, SCHOOL, "stap_1", 9),
    "renamed": in_school(schools.rename, SCHOOL, "De Es"),
    "own words": in_school(schools.set_eigen, SCHOOL, Eigen({"groep": "de klas", "groep/meer": "klassen"})),
    "usual words": in_school(schools.set_eigen, SCHOOL, Eigen()),
    "second step": in_school(schools.ask_second_factor, SCHOOL, Role.IB_ER, False),
    "idle": in_school(schools.set_idle_minutes, SCHOOL, 30),
    "free days": in_school(kalender.add, SCHOOL, [STUDIEDAG], MONDAY),
    "not free": in_school(kalender.remove, SCHOOL, STUDIEDAG, MONDAY),
    "counted anew": in_school(kalender.cover, SCHOOL, date(2026, 12, 15)),
    "schools of the board": in_school(bestuur.set_schools, DICK.id, [SCHOOL]),
    "destroyed": destroy,
}


@pytest.mark.both
@pytest.mark.usefixtures("stored")
def test_whatever_the_program_changes_is_bound_and_nothing_is_called_meddled_with() -> None:
    wrong = []
    for name, change in CHANGES.items():
        change()
        if said():
            wrong.append((name, said()))
    assert wrong == [] and chain.FOUND not in actions()
