"""Alarms in acute danger: who is alarmed, who has seen it, and that faults beside it do not stop it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from db import schema
from db.accounts import accounts
from db.accounts.passwords import AccountError
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import alarm, mail_text
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Signaal
from tests.answers.typed import written
from tests.builders import opened, record
from tests.cast import BEA, DICK, FRED, LARS, MIRJAM, NOOR, SARA, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import count, kept, recorded
from tests.over import over

pytestmark = pytest.mark.usefixtures("folder")
LATER = NOW + timedelta(minutes=4)


def waits_for(user: Any) -> list[str]:
    """Who gave the alarms that this person has not confirmed yet."""
    with reading(EVERY_SCHOOL) as connection:
        return [each.by for each in alarm.waiting(connection, user)]


def mail_is(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{name}", value)


RIGHT = {"HOST": "localhost", "BEVEILIGING": "tls", "AFZENDER": "m@school.example", "ADRES": "https://m.school.example"}


def mailed() -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.mail.c.account_id, schema.mail.c.soort)).all()
    return sorted((row.account_id, row.soort) for row in rows)


def test_one_press_reaches_every_ib_er_and_directie_of_the_school_and_nobody_else(monkeypatch) -> None:
    mail_is(monkeypatch, **RIGHT)
    alarm.sound(LARS, NOW)
    assert {user.id for user in (NOOR, MIRJAM, DICK) if waits_for(user) == [LARS.naam]} == {"noor", "mirjam", "dick"}
    assert [waits_for(user) for user in (LARS, VERA, BEA, FRED, SARA)] == [[]] * 5
    assert mailed() == [("dick", "acuut"), ("mirjam", "acuut"), ("noor", "acuut")]


def test_who_gives_the_alarm_is_not_alarmed() -> None:
    alarm.sound(NOOR, NOW)
    assert waits_for(NOOR) == [] and waits_for(MIRJAM) == [NOOR.naam]


def test_an_alarm_stands_in_the_journal_and_says_nothing_about_a_child() -> None:
    alarm.sound(LARS, NOW)
    with reading(EVERY_SCHOOL) as connection:
        last = connection.execute(select(schema.journal).order_by(schema.journal.c.seq.desc())).first()
    assert last is not None and (last.actor, last.action, last.dossier_id) == ("lars", alarm.ALARMED, "")


@pytest.mark.parametrize("broken", ["db.werk.mail.people", "db.journal.journal.append", "db.werk.mail.is_wanted"])
def test_what_fails_beside_an_alarm_does_not_keep_it_back(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    mail_is(monkeypatch, **RIGHT)

    def fails(*_given: object) -> None:
        raise OSError("away")

    monkeypatch.setattr(broken, fails)
    alarm.sound(LARS, NOW)
    assert waits_for(NOOR) == [LARS.naam]


def test_half_set_mail_queues_the_mail_of_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    mail_is(monkeypatch, HOST="localhost")
    alarm.sound(LARS, NOW)
    assert [who for who, _soort in mailed()] == ["dick", "mirjam", "noor"]


def test_without_mail_nothing_is_queued() -> None:
    alarm.sound(LARS, NOW)
    assert mailed() == []


def test_seeing_it_takes_it_away_for_oneself_and_is_told_to_the_others() -> None:
    alarm.sound(LARS, NOW)
    with reading(EVERY_SCHOOL) as connection:
        given = alarm.waiting(connection, NOOR)[0]
    alarm.see(NOOR, given.id, LATER)
    assert waits_for(NOOR) == []
    with reading(EVERY_SCHOOL) as connection:
        assert alarm.waiting(connection, DICK)[0].seen == [(NOOR.naam, LATER)]
        assert alarm.sounded(connection, LARS, LATER)[0].seen == [(NOOR.naam, LATER)]
        assert alarm.sounded(connection, LARS, NOW + timedelta(days=1)) == [], "only that day"


def test_nobody_sees_it_for_another() -> None:
    alarm.sound(LARS, NOW)
    with reading(EVERY_SCHOOL) as connection:
        given = alarm.waiting(connection, NOOR)[0]
    for user in (LARS, VERA, SARA):
        alarm.see(user, given.id, LATER)
    assert waits_for(NOOR) == [LARS.naam]


# What is recorded


def test_recording_acute_danger_alarms_who_acts_in_that_dossier_but_not_who_recorded_it() -> None:
    kept(record(opened(by=LARS), AcuutGevaar, by=LARS))
    assert [waits_for(user) for user in (NOOR, MIRJAM, DICK)] == [[LARS.naam]] * 3
    assert [waits_for(user) for user in (LARS, VERA, BEA, SARA)] == [[]] * 4


def test_who_is_shut_out_of_the_dossier_is_not_alarmed_by_it() -> None:
    shut = record(opened(), Afscherming, afgeschermd=written(MIRJAM), vervanger=written(NOOR))
    kept(record(shut, AcuutGevaar))
    assert waits_for(MIRJAM) == [] and waits_for(DICK) == [NOOR.naam]


def test_who_is_shut_out_afterwards_does_not_read_it_any_more() -> None:
    stored = kept(record(opened(), AcuutGevaar))
    assert waits_for(MIRJAM) == [NOOR.naam]
    recorded(stored, Afscherming, afgeschermd=written(MIRJAM), vervanger=written(NOOR))
    assert waits_for(MIRJAM) == []


def test_another_vastlegging_alarms_nobody() -> None:
    kept(record(opened(), Signaal))
    assert count("alarm") == 0


def test_recording_goes_on_when_the_alarm_cannot_be_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(opened())

    def fails(*_given: object) -> None:
        raise RuntimeError("away")

    monkeypatch.setattr("db.werk.alarm._put", fails)
    recorded(stored, AcuutGevaar)
    assert count("vastlegging") == 2 and count("alarm") == 0


# Telephone extensions


def told(user: Any) -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        return [(each.naam, each.toestel) for each in alarm.whom_to_warn(connection, user)]


def test_ib_ers_come_first_then_the_directie_each_with_their_extension() -> None:
    with transaction(SCHOOL) as connection:
        accounts.set_toestel(connection, "dick", " 201 ", SCHOOL)
    assert told(LARS) == [(NOOR.naam, ""), (MIRJAM.naam, ""), (DICK.naam, "201")]
    assert told(NOOR) == [(MIRJAM.naam, ""), (DICK.naam, "201")]


def test_who_has_no_account_in_use_is_nobody_to_warn() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == "mirjam").values(active=False))
    assert [naam for naam, _toestel in told(LARS)] == [NOOR.naam, DICK.naam]


@over("number", ["214", "06 12345678", "+31 (0)30-1234567", "*21#", ""])
def test_an_extension_is_a_number_to_dial(number: str) -> None:
    with transaction(SCHOOL) as connection:
        accounts.set_toestel(connection, "noor", number, SCHOOL)
        assert accounts.toestel_of(connection, "noor") == number


@over("text", ["kamer 3", "1" * 21, "214;ext=3", "<b>214</b>", "٢١٤"])
def test_what_cannot_be_dialled_is_refused_in_words(text: str) -> None:
    with transaction(SCHOOL) as connection, pytest.raises(AccountError, match="nummer om te bellen"):
        accounts.set_toestel(connection, "noor", text, SCHOOL)


def test_an_extension_of_another_school_is_not_set() -> None:
    with transaction(SCHOOL) as connection, pytest.raises(AccountError, match="hoort niet bij deze school"):
        accounts.set_toestel(connection, "sara", "214", SCHOOL)


def test_the_mail_of_an_alarm_says_nothing_more_than_that_there_is_one(folder: Path) -> None:
    said = mail_text.text(mail_text.ACUTE, 0, 1, "https://m.school.example")
    assert folder and LARS.naam not in said and "dringend" in said
