"""Mail about terms of keeping that come to an end: to ib-er and directie, a number and no more, once a week at most."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import mail, mail_text
from tests.cast import DICK, MIRJAM, NOOR, SCHOOL
from tests.db.keeping import kept
from tests.meldcode.bewaren.closed import happened

pytestmark = pytest.mark.usefixtures("folder")
FIRST = datetime(2028, 9, 11, 7, 0)  # noqa: DTZ001 - UTC; a Monday two days after the first warning


def made(at: datetime) -> dict[str, int]:
    """The mails of this kind that a run makes: how many dossiers each names, by whom it goes to."""
    with transaction(SCHOOL) as connection:
        mail.put_daily(connection, SCHOOL, at)
    table = schema.mail
    with reading(EVERY_SCHOOL) as connection:
        mine = table.c.soort == mail_text.BEWAREN, table.c.sleutel == str(at.date())
        return {row.account_id: row.number for row in connection.execute(select(table).where(*mine))}


def test_it_goes_to_ib_er_and_directie_with_each_warning_and_not_twice() -> None:
    kept(happened("elders", "gezien klaar"))  # kept until Thursday 9 November 2028
    weeks = [FIRST + timedelta(days=7 * each) for each in range(12)]
    found = {at.date(): numbers for at in weeks if (numbers := made(at))}
    assert [f"{day:%d-%m}" for day in found] == ["11-09", "30-10", "13-11"]
    assert all(numbers == dict.fromkeys((NOOR.id, MIRJAM.id, DICK.id), 1) for numbers in found.values())
    assert made(weeks[0]) == made(weeks[0]), "another run of the same day makes no more"


def test_several_in_one_week_are_one_mail_and_it_says_nothing_but_how_many() -> None:
    for _ in range(3):
        kept(happened("elders", "gezien klaar"))
    assert made(FIRST)[NOOR.id] == 3 and made(FIRST + timedelta(days=1)) == {}
    assert mail_text.subject(mail_text.BEWAREN) == "Meldroute: een bewaartermijn loopt af"
    said = mail_text.text(mail_text.BEWAREN, 0, 3, "https://meldroute.school.example")
    assert said.startswith("In Meldroute zijn 3 bewaartermijnen om, of bijna. Er verdwijnt niets vanzelf.\n")
    assert mail_text.text(mail_text.BEWAREN, 0, 1, "").startswith("In Meldroute is één bewaartermijn om, of bijna.")
