"""The practice school can be made on any day of the year, and everything in it is sound."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db import schema
from db.cijfers import figures
from db.dossiers import dossier_rows, dossiers
from db.journal import journal
from db.keys import vault
from db.practice.pupils import invented
from db.practice.school import CASES
from db.practice.story import CODE, NAME, People, told
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import ZONDER, Dagsoort
from meldcode.vastleggingen import Afronding
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, VERA
from tests.db.conftest import DOSSIERS
from tests.over import over

# Weekends, the turn of the year, Easter, King's day, Ascension, Whitsun, Christmas, a leap day, and days between.
DAYS = [
    *(date(2026, 12, 24) + timedelta(days=each) for each in range(10)),
    *(date(2027, 3, 25) + timedelta(days=each) for each in range(5)),
    date(2027, 4, 27), date(2027, 5, 6), date(2027, 5, 17), date(2028, 2, 29), date(2028, 7, 31), date(2030, 1, 1),
]  # fmt: skip


def school_id() -> str:
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(schema.school.c.id)).scalar_one()


@over("today", DAYS)
def test_every_case_can_be_told_on(today: date) -> None:
    for case in CASES:
        records = told(case, today, People(NOOR, DICK, VERA, LARS, MIRJAM)).dossier.records
        assert all(each.on <= today and ZONDER.counts(each.on, Dagsoort.SCHOOLDAGEN) for each in records)
        assert [each.on for each in records] == sorted(each.on for each in records)


def test_among_the_cases_something_is_late_something_is_due_today_and_something_lies_ahead() -> None:
    people = People(NOOR, DICK, VERA, LARS, MIRJAM)
    due = {each.due_on for case in CASES for each in verplichtingen(told(case, MONDAY, people).dossier, {})}
    assert min(due) < MONDAY < max(due) and MONDAY in due


@pytest.mark.usefixtures("practice")
def test_each_dossier_reads_as_its_own_and_waits_for_what_the_domain_says() -> None:
    table = schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier)).all()
        for row in rows:
            dossier = dossiers.load(connection, row.id, row.school_id)
            stored = set(
                connection.scalars(
                    select(table.c.sleutel).where(table.c.dossier_id == row.id, table.c.done_on.is_(None))
                )
            )
            if dossier is None:
                assert row.fase == Fase.VERNIETIGD and stored == set()
                continue
            assert (dossier.fase, dossier.fase_since, dossier.versie) == (row.fase, row.fase_since, row.versie)
            assert stored == {each.sleutel for each in verplichtingen(dossier, {})}
            text = " ".join(each.tekst for record in dossier.records for each in record.antwoorden)
            assert NAME not in text and CODE not in text
            for message in dossier.of(Afronding):
                assert message.tekst("bericht").startswith(f"Dossier {row.codenaam}: ")
        done = connection.scalars(select(table.c.done_on).where(table.c.done_on.is_not(None))).all()
    assert len({row.codenaam for row in rows}) == DOSSIERS
    assert len(done) > DOSSIERS and max(done) <= MONDAY, "what was done stands there too, with its day"


@pytest.mark.usefixtures("practice")
def test_its_journal_agrees_and_its_destroyed_dossiers_are_certified() -> None:
    assert journal.verify(school_id()) is None
    with reading(EVERY_SCHOOL) as connection:
        gone = connection.scalars(select(schema.dossier.c.id).where(schema.dossier.c.fase == Fase.VERNIETIGD)).all()
        certified = connection.execute(select(schema.vernietiging)).all()
        left = connection.execute(select(func.count()).where(schema.vastlegging.c.dossier_id.in_(gone))).scalar_one()
    assert {each.dossier_id for each in certified} == set(gone) and len(gone) == 6 and left == 0
    assert all(each.finished_at and each.requested_by != each.confirmed_by for each in certified)
    assert vault.vault().keys(gone) == {}


@pytest.mark.usefixtures("practice")
def test_everyone_at_the_practice_school_finds_something_to_do() -> None:
    with reading(EVERY_SCHOOL) as connection:
        ib_er, directie = (User(role, school_id(), role, role) for role in (Role.IB_ER, Role.DIRECTIE))
        for user in (ib_er, directie):
            assert dossier_rows.waiting_for(connection, user, user.role)
        assert dossier_rows.agenda(connection, ib_er)
        chart = figures.stand(connection, directie, MONDAY).per_stap
    assert all(total for total, _late in chart.values()) and any(late for _total, late in chart.values())


@pytest.mark.usefixtures("practice")
def test_the_next_dossier_gets_a_code_name_nobody_has() -> None:
    with reading(EVERY_SCHOOL) as connection:
        last = connection.execute(select(schema.school.c.laatste_nummer)).scalar_one()
    assert last == DOSSIERS


def test_an_invented_pupil_is_of_the_age_of_the_group() -> None:
    pupils = [invented(number, MONDAY) for number in range(500)]
    assert all(4 <= MONDAY.year - each.geboren.year - int(each.groep) + 1 <= 6 for each in pupils)
    assert len({each.naam for each in pupils}) > 300 and {each.groep for each in pupils} == set("12345678")
