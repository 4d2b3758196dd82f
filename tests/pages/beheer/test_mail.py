"""The tab Mail in beheer: what keeps mail from being sent, and whom it did not reach."""

import pytest
from sqlalchemy import update

from db import schema
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.vastleggingen import AcuutGevaar
from tests.builders import opened, record
from tests.pages.person import Person
from tests.pages.school import School


def test_beheer_says_that_mail_is_off_and_what_keeps_it_from_going(
    beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Mail staat uit." in beheer.reads()
    monkeypatch.setenv("MELDCODE_SMTP_HOST", "mail.school.example")
    beheer.refreshes()
    assert any("BEVEILIGING ontbreekt." in each for each in beheer.is_told())


def test_beheer_shows_whom_no_mail_reached_and_lets_it_be_tried_again(
    school: School, beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "m@school.example"}
    for naam, value in (given | {"ADRES": "https://meldroute.school.example"}).items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{naam}", value)
    dossier = school.keeps(record(opened(), AcuutGevaar))
    with transaction(EVERY_SCHOOL) as connection:
        failed = {"attempts": 8, "problem": "De mailserver neemt dit adres niet aan (code 550)."}
        connection.execute(update(schema.mail).where(schema.mail.c.account_id == "dick").values(failed))
    beheer.opens("beheer.py")
    assert "Aan Dick Hofstra: De mailserver neemt dit adres niet aan (code 550)." in beheer.reads()
    assert dossier.codenaam not in beheer.reads()
    beheer.presses("Alles opnieuw proberen")
    with reading(EVERY_SCHOOL) as connection:
        assert set(connection.scalars(schema.mail.select().with_only_columns(schema.mail.c.attempts))) == {0}
