"""Sending through real mail servers: unusual passwords, other ways to sign in, and each refusal in its own words."""

import logging
import traceback
from datetime import timedelta
from pathlib import Path

import pytest

from db.__main__ import main
from db.werk.mail import ATTEMPTS, FIRST_WAIT
from db.werk.mail_settings import mail_settings
from db.werk.smtp import CannotConnect, Mailer
from meldcode.vastleggingen import AcuutGevaar
from tests.builders import opened, record
from tests.db.keeping import kept
from tests.db.mailserver import running
from tests.db.werk.mail.post import NIGHT, outbox, run, switched_on

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.sqlite]
PASSWORDS = ("café-€-wachtwoord", "пароль", "pass\u0301e", "🔑-sleutel", 'met spaties en "tekens"')
PLAIN, LOGIN, OAUTH = ("LOGIN", "XOAUTH2"), ("PLAIN", "XOAUTH2"), ("PLAIN", "LOGIN")


def told(folder: Path, patch: pytest.MonkeyPatch, port: int, **changes: str) -> str:
    """The sentence when the server does not let us in."""
    switched_on(patch, folder, port, **changes)
    with pytest.raises(CannotConnect) as problem:
        tried()
    assert len(problem.value.sentence) <= 120, "the column of the outbox has no more room"
    return problem.value.sentence


def tried() -> None:
    found = mail_settings()
    assert found
    with Mailer(found):
        pass


# Signing in


@pytest.mark.parametrize("password", PASSWORDS)
@pytest.mark.parametrize("without", [PLAIN, LOGIN], ids=["PLAIN alone", "LOGIN alone"])
def test_a_password_of_any_letters_signs_in(
    password: str, without: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(tmp_path, without=without) as mailbox:
        mailbox.password = password
        switched_on(monkeypatch, tmp_path, mailbox.port, WACHTWOORD=password)
        kept(record(opened(), AcuutGevaar))
        assert run(NIGHT).sent == len(mailbox.came) == 2
    assert mailbox.users == [({"PLAIN", "LOGIN"} - set(without)).pop()]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "as Windows saves it"])
def test_a_password_of_any_letters_may_stand_in_a_file(
    mark: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(mark + PASSWORDS[0].encode() + b"\r\n")
    with running(tmp_path) as mailbox:
        mailbox.password = PASSWORDS[0]
        switched_on(monkeypatch, tmp_path, mailbox.port, WACHTWOORD="", WACHTWOORD_FILE=str(file))
        tried()


def test_no_character_of_a_secret_stands_in_a_traceback_a_log_or_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "ж€₩ξ"
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port, WACHTWOORD=secret)
        kept(record(opened(), AcuutGevaar))
        with pytest.raises(CannotConnect) as problem:
            tried()
        assert main(["mail"]) == 2 and main(["check"]) == 1
    said = "".join(traceback.format_exception(problem.value)) + caplog.text + "".join(capfd.readouterr())
    assert "weigert de gebruikersnaam of het wachtwoord" in said
    assert [sign for sign in secret if sign in said or f"\\u{ord(sign):04x}" in said] == []


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ("", "weigert de gebruikersnaam of het wachtwoord (code 535)"),
        ("535 5.7.8 Username and Password not accepted", "weigert de gebruikersnaam of het wachtwoord (code 535)"),
        ("534 5.7.9 Application-specific password required", "een app-wachtwoord (code 534)"),
        ("535 5.7.139 Authentication unsuccessful, basic authentication is disabled", "niet toe (code 535)"),
        ("454 4.7.0 Temporary authentication failure", "kan het wachtwoord nu niet nagaan (code 454)"),
    ],
)
def test_each_refusal_is_said_in_its_own_words(
    refusal: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(tmp_path) as mailbox:
        mailbox.refusal = refusal
        found = told(tmp_path, monkeypatch, mailbox.port, WACHTWOORD="verkeerd-of-niet")
    assert said in found and "bereikbaar" not in found and "Username" not in found


def test_a_server_that_takes_no_passwords_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, without=OAUTH) as mailbox:
        found = told(tmp_path, monkeypatch, mailbox.port)
    assert found == "De mailserver laat niet inloggen met een wachtwoord, alleen met XOAUTH2: zie docs/mail.md."
    assert mailbox.users == [], "nothing was tried"


def test_what_is_wrong_with_the_way_there_is_said_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path) as mailbox:
        assert "bij tls poort 465" in told(tmp_path, monkeypatch, mailbox.port, BEVEILIGING="tls")
        assert "niet te vinden" in told(tmp_path, monkeypatch, mailbox.port, HOST="nergens.invalid")
    assert told(tmp_path, monkeypatch, mailbox.port) == "De mailserver is niet bereikbaar."


def test_a_sender_that_is_refused_costs_no_mail_a_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        mailbox.refuse_sender = True
        kept(record(opened(), AcuutGevaar))
        for turn in range(ATTEMPTS + 1):
            assert "dit afzenderadres (code 550)" in run(NIGHT + turn * FIRST_WAIT).problem
        mailbox.refuse_sender = False
        assert run(NIGHT + timedelta(hours=2)).sent == 2 and outbox() == []


# Sender and recipients


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "meldroute.school.example"),
        ({"ADRES": "https://meldroute"}, "school.example"),
        ({"ADRES": "http://127.0.0.1:8501"}, "school.example"),
    ],
)
def test_a_machine_whose_name_has_no_dot_introduces_itself_with_one_that_has(
    changes: dict[str, str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getfqdn", lambda *_: "server1")
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port, **changes)
        tried()
    assert set(mailbox.greeted_as) == {name}


def test_nobody_who_is_away_answers_a_mail_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        kept(record(opened(), AcuutGevaar))
        run(NIGHT)
    for each in mailbox.came:
        assert each["Auto-Submitted"] == "auto-generated" and each["Precedence"] == "bulk"
        assert "OOF" in each["X-Auto-Response-Suppress"] and "AutoReply" in each["X-Auto-Response-Suppress"]
