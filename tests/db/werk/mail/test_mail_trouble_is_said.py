"""Trouble with mail is reported: wrong settings, mail that stays waiting, and what ``python -m db check`` says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from db.__main__ import main
from db.store.engine import reading
from db.upkeep import controle
from db.werk import mail, smtp
from db.werk.mail import IN_TIME, Stuck
from db.werk.mail_settings import MailSettingsError, mail_settings
from meldcode.vastleggingen import AcuutGevaar
from tests.builders import after_stap, opened, record
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept
from tests.db.mailserver import Mailbox, running
from tests.db.werk.mail.post import NIGHT, run, switched_on
from tests.over import over

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.sqlite]


# Settings


@over(
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


# Mail that stays waiting


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
        assert wrong(mailbox) == set()
        monkeypatch.setattr("db.upkeep.in_orde.of_school", lambda *_given: [])  # what the school has to see to
        assert main(["check"]) == 0
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
