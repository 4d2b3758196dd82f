"""Real mail servers: other letters in a password, other ways to sign in, and every refusal in its own words."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from db.__main__ import main
from db.store.engine import reading
from db.upkeep import controle
from db.werk import mail, smtp
from db.werk.mail import ATTEMPTS, FIRST_WAIT, IN_TIME, Stuck
from db.werk.mail_settings import MailSettingsError, mail_settings
from db.werk.smtp import CannotConnect, Mailer
from meldcode.vastleggingen import AcuutGevaar
from tests.builders import after_stap, opened, record
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept
from tests.db.mailserver import Mailbox, running
from tests.db.werk.post import NIGHT, outbox, run, switched_on

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.sqlite]
PASSWORDS = ("café-€-wachtwoord", "пароль", "pass\u0301e", "🔑-sleutel", 'met spaties en "tekens"')
PLAIN, LOGIN, OAUTH = ("LOGIN", "XOAUTH2"), ("PLAIN", "XOAUTH2"), ("PLAIN", "LOGIN")


def told(folder: Path, patch: pytest.MonkeyPatch, port: int, **changes: str) -> str:
    """What is said when the server does not let us in."""
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
        assert main(["mail"]) == 0 and main(["check"]) == 2
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
            assert "MELDCODE_SMTP_AFZENDER (code 550)" in run(NIGHT + turn * FIRST_WAIT).problem
        mailbox.refuse_sender = False
        assert run(NIGHT + timedelta(hours=2)).sent == 2 and outbox() == []


# As whom, and to whom


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


# Settings, in words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"WACHTWOORD": "geheim\udce9"}, "WACHTWOORD bevat tekens"),
        ({"WACHTWOORD": "ge\x00heim"}, "WACHTWOORD bevat tekens"),
        ({"GEBRUIKER": "meld\x07route"}, "GEBRUIKER bevat tekens"),
        ({"HOST": "https://mail.school.example"}, "HOST moet alleen de naam"),
        ({"HOST": "mail.school.example:587"}, "HOST moet alleen de naam"),
        ({"HOST": "mail..school.example"}, "HOST moet alleen de naam"),
        ({"HOST": "."}, "HOST moet alleen de naam"),
        ({"HOST": "x" * 64 + ".example"}, "HOST moet alleen de naam"),
    ],
)
def test_what_no_server_could_take_is_said_before_one_is_asked(changes: dict[str, str], said: str) -> None:
    assert said in objection(**changes)


@pytest.mark.parametrize("host", ["mailserver", "localhost", "mail.school.example.", "10.0.0.5", "::1", "smtp_1.local"])
def test_a_host_is_any_name_or_number(host: str) -> None:
    assert mail_settings(named(HOST=host))


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda _file: None, "niet te lezen: het is er niet"),
        (lambda file: file.mkdir(), "niet te lezen: het is er niet, of Meldroute mag het niet openen"),
        (lambda file: file.write_bytes("café".encode("cp1252")), "niet als UTF-8 opgeslagen"),
        (lambda file: file.write_bytes(b" \n"), "is leeg"),
        (lambda file: file.write_bytes(b"een\ntwee"), "meer dan"),
    ],
)
def test_what_is_wrong_with_the_file_of_the_password_is_said(
    write: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    write(tmp_path / "secret")
    found = objection(WACHTWOORD="", WACHTWOORD_FILE=str(tmp_path / "secret"))
    assert said in found and "caf" not in found and "twee" not in found


def named(**changes: str) -> dict[str, str]:
    given = {"HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "m@school.example", "GEBRUIKER": "m"}
    given |= {"WACHTWOORD": "geheim", "ADRES": "https://meldroute.school.example"} | changes
    return {f"MELDCODE_SMTP_{name}": value for name, value in given.items()}


def objection(**changes: str) -> str:
    with pytest.raises(MailSettingsError) as refused:
        mail_settings(named(**changes))
    return str(refused.value)


# Nothing waits unseen


def test_what_waits_and_no_run_takes_up_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    switched_on(monkeypatch, tmp_path, 1)
    kept(record(opened(), AcuutGevaar))
    assert waiting(NOW) == [] and not hinders(NOW), "it was put ready just now"
    assert {each.problem for each in waiting(NOW + IN_TIME)} == {mail.NO_RUN} and hinders(NOW + IN_TIME)


def test_settings_that_went_wrong_are_said_of_what_waits_and_cost_no_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port, BEVEILIGING="")
        kept(record(opened(), AcuutGevaar))
        assert main(["mail"]) == 2 and "BEVEILIGING ontbreekt" in capsys.readouterr().err
        assert {each.problem for each in waiting(NOW)} == {mail.SETTINGS} and hinders(NOW)
        switched_on(monkeypatch, tmp_path, mailbox.port)
        assert run(NIGHT).sent == 2 and waiting(NOW) == []


def test_the_daily_mail_of_one_school_that_fails_keeps_no_acute_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> int:
        raise SQLAlchemyError("the terms of this school")

    monkeypatch.setattr(mail, "put_daily", fails)
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        kept(record(opened(), AcuutGevaar))
        gone = run(NIGHT)
    assert gone.sent == 2 and "dagelijkse mail kon niet worden gemaakt" in gone.problem


def test_acute_danger_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        kept(record(after_stap(1), AcuutGevaar))
        run(NIGHT)
    assert [each["Subject"].endswith("dringends") for each in mailbox.came] == [True, True, False]


def waiting(at: object) -> list[Stuck]:
    with reading(SCHOOL) as connection:
        return mail.stuck(connection, SCHOOL, at)  # type: ignore[arg-type]


def hinders(at: object) -> bool:
    with reading(SCHOOL) as connection:
        return mail.hinders(connection, SCHOOL, at)  # type: ignore[arg-type]


# The check


def wrong(mailbox: Mailbox | None = None) -> set[str]:
    assert mailbox is None or mailbox.came == [], "a check sends nothing"
    return {each.wat for each in controle.everything(NOW) if not each.is_goed}


def test_the_check_finds_nothing_where_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert wrong() == set(), "also where mail is off"
    with running(tmp_path) as mailbox:
        switched_on(monkeypatch, tmp_path, mailbox.port)
        assert wrong(mailbox) == set() and main(["check"]) == 0
    assert "laat ons toe" in capsys.readouterr().out


def test_the_check_names_each_thing_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert wrong() == {"Tijdelijke map"}
    monkeypatch.undo()


def test_the_check_says_what_is_wrong_with_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    switched_on(monkeypatch, tmp_path, 1, BEVEILIGING="")
    assert wrong() == {"Instellingen van mail", "Mailserver"}
    switched_on(monkeypatch, tmp_path, 1)
    assert wrong() == {"Mailserver"}
    kept(record(opened(), AcuutGevaar))
    run(NIGHT)
    assert wrong() == {"Mailserver", "Mail die wacht"}
    assert DICK.naam not in str(controle.everything(NOW))


def test_no_sentence_is_longer_than_there_is_room_for() -> None:
    said = [value for name, value in vars(smtp).items() if name.startswith("_") and isinstance(value, str)]
    said = [each for each in said if each.startswith("De mailserver")] + [mail.NO_RUN, mail.SETTINGS]
    assert len(said) >= 8 and [each for each in said if len(each) > 115] == []
