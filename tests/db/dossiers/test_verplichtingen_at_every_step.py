"""After every vastlegging the stored verplichtingen equal the derived ones, dates and owners included."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers, verplichting_rows
from db.dossiers.dossiers import Moment
from db.practice import school as practice
from db.practice.story import People, told
from db.school.schools import set_termijn, termijnen
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.vastleggingen import Melding, Opening, Signaal, Terugkoppeling
from meldcode.vragen.vastlegging import fill
from tests.builders import decided, opened, record, te_vernietigen
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NEXT_MONDAY, NOOR, SATURDAY, SCHOOL, TUESDAY, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, recorded

Row = tuple[object, ...]
OLD = {"sleutel": "lang-geleden", "soort": "effect", "due_on": MONDAY, "done_on": TUESDAY}


def waiting_in(dossier: Dossier) -> set[Row]:
    table = schema.verplichting
    columns = (table.c.sleutel, table.c.soort, table.c.stap, table.c.owner_role, table.c.due_on)
    with reading(EVERY_SCHOOL) as connection:
        query = select(*columns).where(table.c.dossier_id == dossier.id, table.c.done_on.is_(None))
        return {tuple(row) for row in connection.execute(query)}


def derived_from(dossier: Dossier) -> set[Row]:
    with reading(EVERY_SCHOOL) as connection:
        days = termijnen(connection, SCHOOL)
    return {(each.sleutel, each.soort, each.stap, each.owner, each.due_on) for each in verplichtingen(dossier, days)}


def walked(dossier: Dossier) -> Iterator[Dossier]:
    """Store it record by record, each on its own day; yield the dossier after each."""
    people = {user.id: user for user in (NOOR, DICK, VERA, LARS, MIRJAM)}
    first, *others = dossier.records
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    stored = dossiers.open_dossier(opening, by=people[first.by], moment=Moment(first.on, NOW, uuid.uuid4().hex))
    yield stored
    for each in others:
        stored = replace(stored, records=(*stored.records, each))
        dossiers.save(stored, by=people[each.by], moment=Moment(each.on, NOW, uuid.uuid4().hex))
        yield stored


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", practice.CASES, ids=lambda case: case.tell.__name__)
@pytest.mark.either
def test_stored_and_derived_agree_at_every_step_of(case) -> None:  # type: ignore[no-untyped-def]
    story = told(case, MONDAY, People(NOOR, DICK, VERA, LARS, MIRJAM))
    for number, stored in enumerate(walked(story.dossier), 1):
        assert waiting_in(stored) == derived_from(stored), f"after {stored.records[-1].soort}, number {number}"
    assert number == len(story.dossier.records)


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_message_stops_saying_that_it_destroys_once_a_signaal_came_in() -> None:
    stored = kept(te_vernietigen())
    assert {row[1] for row in waiting_in(stored)} >= {"vernietigen"}
    back = recorded(stored, Signaal)
    assert waiting_in(back) == derived_from(back)
    assert "vernietigen" not in {row[1] for row in waiting_in(back)}


def test_what_waits_again_is_open_again_with_its_own_date_and_what_is_done_stays_done() -> None:
    dossier = opened()
    rows = verplichting_rows.settled(dossier, {}, {}, MONDAY)
    (sleutel,) = rows
    resting = {sleutel: rows[sleutel] | {"done_on": MONDAY, "due_on": TUESDAY}, "lang-geleden": OLD}
    again = verplichting_rows.settled(dossier, {}, resting, NEXT_MONDAY)
    assert (again[sleutel]["done_on"], again[sleutel]["due_on"]) == (None, TUESDAY)
    assert again["lang-geleden"] == OLD


def test_ten_weeks_that_ended_on_a_saturday_by_the_rule_of_their_day_still_do() -> None:
    melding = record(decided("5b"), Melding, datum="09-11-2026")
    heard = record(melding, Terugkoppeling, on=SATURDAY, datum="14-11-2026", stand="onderzoek")
    fresh = verplichting_rows.settled(heard, {}, {}, SATURDAY)
    (sleutel,) = [each for each, row in fresh.items() if row["soort"] == "onderzoek"]
    assert fresh[sleutel]["due_on"] == date(2027, 1, 25)
    before = fresh | {sleutel: fresh[sleutel] | {"due_on": date(2027, 1, 23)}}
    assert verplichting_rows.settled(heard, {}, before, NEXT_MONDAY)[sleutel]["due_on"] == date(2027, 1, 23)


@pytest.mark.usefixtures("folder")
def test_a_new_termijn_moves_what_begins_and_not_what_waits() -> None:
    stored = kept(opened())
    before = waiting_in(stored)
    with transaction(EVERY_SCHOOL) as connection:
        set_termijn(connection, SCHOOL, "stap_1", 9)
    after = recorded(stored, Signaal)
    assert waiting_in(after) == before
    assert {row[4] for row in waiting_in(kept(opened()))} != {row[4] for row in before}
