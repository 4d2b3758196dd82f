"""The text that binds a row to the journal is the same on both databases, so that a school can move between them."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, insert, select, update

from db import schema
from db.journal.as_text import as_text, same_text
from db.store.engine import EVERY_SCHOOL, reading, transaction
from tests.cast import NOOR

FRACTION = datetime(2026, 11, 9, 10, 0, 0, 500_000)  # noqa: DTZ001 (naive UTC, as the database keeps it)
_A, _F = schema.account.c, schema.second_factor.c
SAID: tuple[tuple[Column[object], str | None], ...] = (
    (_A.naam, 'Ünal O\'Brien, \\ "twee" regels\nén 😀'),
    (_A.active, "0"),
    (_A.created_at, "2026-11-09 10:00:00.500000"),
    (_F.proposed, "00ff10"),
    (_F.secret, None),
    (_F.last_step, "-7"),
)


@pytest.mark.both
def test_every_kind_of_value_is_the_same_text_on_either_database(folder: Path) -> None:
    said = {column.name: text for column, text in SAID}
    with transaction(EVERY_SCHOOL) as connection:
        change = {"naam": said["naam"], "active": False, "created_at": FRACTION}
        connection.execute(update(schema.account).where(_A.id == NOOR.id).values(change))
        row = {"account_id": NOOR.id, "proposed": b"\x00\xff\x10", "last_step": -7}
        connection.execute(insert(schema.second_factor).values(row))
    with reading(EVERY_SCHOOL) as connection:
        query = select(*(as_text(column) for column, _text in SAID))
        found = connection.execute(query.join_from(schema.account, schema.second_factor).where(_A.id == NOOR.id)).one()
    assert list(map(same_text, found)) == [text for _column, text in SAID]


@pytest.mark.both
def test_a_whole_second_has_no_fraction_on_either_database(folder: Path) -> None:
    with reading(EVERY_SCHOOL) as connection:
        (found,) = connection.execute(select(as_text(_A.created_at)).where(_A.id == NOOR.id)).one()
    assert same_text(found) == "2026-11-09 10:00:00"
