"""The mail server that a school fills in: sealed, tried at once, and in force unless the environment has one."""

from pathlib import Path

import pytest

from db.school import geheim
from db.store.engine import reading, transaction
from db.upkeep import mailing
from db.werk import mail, mail_of
from db.werk.mail_settings import MailSettingsError, objections
from meldcode.vastleggingen import AcuutGevaar
from tests.builders import opened, record
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import by_force, kept
from tests.db.mailserver import PASSWORD, USER, running, trusted
from tests.db.werk.mail.post import ADRES, NIGHT, address, outbox

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]


def filled_in(port: int, **changes: str) -> dict[str, str]:
    given = {"HOST": "localhost", "POORT": str(port), "BEVEILIGING": "starttls", "GEBRUIKER": USER}
    return given | {"WACHTWOORD": PASSWORD, "AFZENDER": "meldroute@school.example", "ADRES": ADRES} | changes


def keep(given: dict[str, str]) -> None:
    with transaction(SCHOOL) as connection:
        mail_of.keep(connection, SCHOOL, given)


def test_what_a_school_filled_in_sends_its_mail_and_a_trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted(tmp_path)))
    kept(record(opened(), AcuutGevaar))
    assert outbox() == [], "mail is off"
    with running(tmp_path) as mailbox:
        keep(filled_in(mailbox.port))
        with reading(SCHOOL) as connection:
            settings = mail_of.settings_of(connection, SCHOOL)
        assert settings and mail_of.tried(settings, address(DICK), NOW) == ""
        assert mailbox.to(address(DICK))[0]["Subject"] == "Meldroute: dit is een proefbericht"
        kept(record(opened(), AcuutGevaar))
        assert mailing.run(NIGHT, None).sent == 2 and outbox() == []
        mailbox.refuse = {address(DICK)}
        assert "neemt dit adres niet aan" in mail_of.tried(settings, address(DICK), NOW)


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(filled_in(25))
    monkeypatch.setenv("MELDCODE_SMTP_HOST", "mail.bestuur.example")
    assert mail_of.with_their_own() == []
    with reading(SCHOOL) as connection, pytest.raises(MailSettingsError, match="BEVEILIGING ontbreekt"):
        mail_of.settings_of(connection, SCHOOL)


@pytest.mark.either
def test_settings_that_do_not_open_are_said_and_what_waits_stays() -> None:
    keep(filled_in(25))
    kept(record(opened(), AcuutGevaar))
    by_force("UPDATE geheim SET content = x'00'")
    assert "niet te openen" in mailing.run(NIGHT, None).problem
    with reading(SCHOOL) as connection:
        assert {each.problem for each in mail.stuck(connection, SCHOOL, NOW)} == {mail.SETTINGS}
        assert mail.hinders(connection, SCHOOL, NOW)


def test_nothing_of_it_is_readable_beside_the_database_and_switching_off_leaves_nothing(folder: Path) -> None:
    keep(filled_in(25, WACHTWOORD="kraanvogel-op-het-dak"))
    written = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert b"kraanvogel" not in written and b"localhost" not in written
    keep({})
    with reading(SCHOOL) as connection:
        assert not geheim.is_kept(connection, SCHOOL, mail_of.NAAM) and not mail_of.is_wanted(connection, SCHOOL)


@pytest.mark.either
def test_what_is_wrong_is_said_at_the_field_and_no_file_of_the_server_can_be_named() -> None:
    wrong = {
        "HOST": "https://mail.example", "POORT": "nul", "BEVEILIGING": "geen", "AFZENDER": "M <m@school.example>",
        "ADRES": "http://school.example", "GEBRUIKER": "m", "WACHTWOORD_FILE": "/etc/passwd",
    }  # fmt: skip
    assert set(objections(wrong)) == {"HOST", "POORT", "BEVEILIGING", "AFZENDER", "ADRES", "WACHTWOORD"}
    assert not [said for said in objections(wrong).values() if "MELDCODE" in said or "passwd" in said]
    with pytest.raises(MailSettingsError):
        keep(wrong)
