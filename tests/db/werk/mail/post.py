"""Helpers for mail: switching it on, a run that sends it, and reading the outbox."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from db.upkeep import mailing
from db.werk.mail import Gone
from db.werk.mail_settings import mail_settings
from tests.db.mailserver import PASSWORD, USER, trusted

ADRES = "https://meldroute.school.example"
MONDAY_MORNING = datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001 - UTC, as the database keeps it: eight o'clock at school
NIGHT = datetime(2026, 11, 10, 3, 0)  # noqa: DTZ001 - before the daily mail is made
WORDS = ("Sem", "Wit", "hek", "vader", "Zilvermeeuw", "stap", "signaal", "dossier")


def switched_on(monkeypatch: pytest.MonkeyPatch, folder: Path, port: int, **changes: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted(folder)))
    given = {"HOST": "localhost", "POORT": str(port), "BEVEILIGING": "starttls", "GEBRUIKER": USER}
    given |= {"WACHTWOORD": PASSWORD, "AFZENDER": "meldroute@school.example", "ADRES": ADRES} | changes
    for name, value in given.items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{name}", value)


def run(at: datetime = MONDAY_MORNING) -> Gone:
    found = mail_settings()
    assert found is not None
    return mailing.run(at, found)


def address(user) -> str:  # type: ignore[no-untyped-def]
    return f"{user.id}@{user.school_id}.example"


def outbox() -> list[tuple[str, str, int]]:
    table = schema.mail
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.account_id, table.c.soort, table.c.attempts).where(table.c.sent_at.is_(None))
        return [tuple(row) for row in connection.execute(query.order_by(table.c.account_id))]
