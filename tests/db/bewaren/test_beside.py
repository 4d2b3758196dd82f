"""What stands beside a closed dossier about how long it is kept: stored with each record; the lists that read it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select, update

from db import schema
from db.bewaren import lijst
from db.bewaren.beside import EVER
from db.bewaren.lijst import Telling, Wanneer
from db.dossiers import dossier_rows
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.upkeep import bewaren, derived
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import (
    Afscherming,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Nazorg,
    Ontvangst,
    Signaal,
)
from tests.answers.typed import written
from tests.builders import gesloten, opened, record, te_vernietigen
from tests.cast import CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.db.keeping import kept, recorded
from tests.meldcode.bewaren.closed import EIGEN, happened

pytestmark = pytest.mark.usefixtures("folder")
_D = schema.dossier


def beside(dossier: Dossier) -> tuple[date | None, date | None]:
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(_D.c.bewaren_tot, _D.c.verzegeld_tot).where(_D.c.id == dossier.id)).one()
        return row.bewaren_tot, row.verzegeld_tot


def verified() -> list[str]:
    return [said for _id, said in derived.over(SCHOOL, derived.alive(SCHOOL)) if said]


def decides(chosen: str) -> int:
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN[chosen])
        return bewaren.follow(connection, SCHOOL)


def counted(user: User, today: date = MONDAY) -> list[int]:
    with reading(user.school_id) as connection:
        return list(lijst.tel(connection, user, today).values())


def test_nothing_stands_beside_one_that_is_open_or_waits_for_its_destruction() -> None:
    assert [beside(kept(each)) for each in (opened(), te_vernietigen())] == [(None, None)] * 2


def test_it_follows_each_record() -> None:
    dossier = kept(gesloten())
    assert beside(dossier) == (EVER, None), "the directie has not seen every message"
    for each in happened("geen vermoeden", "gezien klaar").records[dossier.versie :]:
        dossier = recorded(dossier, {"Ontvangst": Ontvangst, "Nazorg": Nazorg}[each.soort], by=None, **_answers(each))
    assert beside(dossier) == (date(2034, 7, 31), None)
    dossier = recorded(dossier, Bewaarstop)
    assert beside(dossier) == (EVER, None)
    dossier = recorded(dossier, BewaarstopVoorstel, stop=str(dossier.versie))
    dossier = recorded(dossier, BewaarstopEinde, by=DICK, voorstel=str(dossier.versie))
    assert beside(dossier) == (date(2034, 7, 31), None)
    assert beside(recorded(dossier, Signaal)) == (None, None), "it is open again"
    assert verified() == []


def _answers(record_of: object) -> dict[str, object]:
    return {each.naam: each.waarde for each in record_of.antwoorden}  # type: ignore[attr-defined]


def test_it_follows_the_board() -> None:
    first, other = kept(happened("geen vermoeden", "gezien klaar")), kept(opened())
    assert decides("weg") == 1 and beside(first) == (MONDAY, None)
    assert decides("vijf") == 1 and beside(first) == (date(2037, 7, 31), None)
    assert beside(other) == (None, None) and verified() == []


def test_a_sealed_one_has_its_day_and_its_pupil_is_not_named_or_found() -> None:
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN["verzegeld"])
    assert beside(kept(happened("verzegeld", "")))[1] is None, "the directie has not seen it yet"
    seen = kept(happened("verzegeld", "gezien"))
    assert beside(seen) == (date(2027, 11, 9), date(2027, 11, 9)) and verified() == []
    with reading(SCHOOL) as connection:
        assert dossier_rows.leerlingen(connection, [seen.id]) == {}
    stopped = recorded(seen, Bewaarstop, by=DICK)
    with reading(SCHOOL) as connection:
        assert dossier_rows.leerlingen(connection, [seen.id])[seen.id].naam == "Sem de Wit"
    assert beside(stopped) == (EVER, None)


@pytest.mark.sqlite
def test_what_was_changed_past_the_program_is_seen_and_filled_in_at_the_next_start(folder: Path) -> None:
    assert folder
    dossier = kept(happened("geen vermoeden", "gezien klaar"))
    for wrong in (None, date(2026, 1, 1)):
        with transaction(SCHOOL) as connection:
            connection.execute(update(_D).where(_D.c.id == dossier.id).values(bewaren_tot=wrong))
        assert verified() == [f"Van dossier {dossier.codenaam} klopt niet tot wanneer het wordt bewaard."]
    with transaction(SCHOOL) as connection:
        connection.execute(update(_D).where(_D.c.id == dossier.id).values(bewaren_tot=None))
    with transaction(EVERY_SCHOOL) as connection:
        bewaren.fill(connection)
    assert beside(dossier) == (date(2034, 7, 31), None) and verified() == []


# Lists


def test_only_who_acts_as_ib_er_or_directie_has_a_list_and_of_their_own_dossiers() -> None:
    decides("weg")
    kept(happened("geen vermoeden", "gezien klaar"))
    assert {user.id for user in CAST if counted(user)[0]} == {NOOR.id, MIRJAM.id, DICK.id}
    shut = record(happened("geen vermoeden", "gezien klaar"), Afscherming, afgeschermd=written(DICK))
    kept(shut)
    assert counted(NOOR)[0] == 2 and counted(DICK)[0] == 1 and counted(SARA) == [0] * 4
    vera = User(VERA.id, VERA.school_id, VERA.naam, VERA.role, frozenset({DICK.role}))
    assert counted(vera)[0] == 1, "who stands in for the directie there"
    assert counted(LARS) == [0] * 4


def test_each_part_has_what_falls_in_it_and_what_waits_for_something_is_apart() -> None:
    decides("vijf")
    kept(happened("elders", "gezien klaar"))
    kept(gesloten())
    ends = date(2031, 11, 9)
    found = {
        on: counted(NOOR, on)
        for on in (date(2031, 9, 8), date(2031, 9, 9), date(2031, 11, 8), ends, ends + timedelta(days=900))
    }
    assert list(found.values()) == [[0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 0, 1], [1, 0, 0, 1], [1, 0, 0, 1]]
    with reading(SCHOOL) as connection:
        (line,) = lijst.regels(connection, DICK, ends, Wanneer.NU, slice(0, 25))
        (held,) = lijst.regels(connection, NOOR, ends, Wanneer.WACHT, slice(0, 25))
    assert (line.tot, line.leest) == (ends, False) and (held.tot, held.leest) == (None, True)


def test_a_warning_comes_two_months_and_two_weeks_ahead_and_on_the_day() -> None:
    decides("vijf")
    kept(happened("elders", "gezien klaar"))
    days = [date(2031, 9, 8) + timedelta(days=each) for each in range(80)]
    with reading(SCHOOL) as connection:
        warned = [day for day in days if lijst.warned(connection, NOOR, day - timedelta(days=1), day)]
        said = [lijst.komt(connection, NOOR, day) for day in warned]
    assert warned == [date(2031, 9, 9), date(2031, 10, 26), date(2031, 11, 9)]
    assert said == [Telling(0, 0, 1), Telling(0, 1, 1), Telling(1, 1, 1)]


@pytest.fixture
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield said
    event.remove(engine(), "before_cursor_execute", note)


@pytest.mark.sqlite
def test_ten_thousand_on_one_day_are_read_from_an_index_and_no_further_than_the_page(
    folder: Path, statements: list[str]
) -> None:
    assert folder
    one = kept(happened("elders", "gezien klaar"))
    with transaction(SCHOOL) as connection:
        row = connection.execute(select(_D).where(_D.c.id == one.id)).one()._asdict()
        many = [row | {"id": f"d{n:031}", "codenaam": f"Beuk {n}", "bewaren_tot": MONDAY} for n in range(10_000)]
        connection.execute(insert(_D), many)
    statements.clear()
    with reading(SCHOOL) as connection:
        assert lijst.tel(connection, NOOR, MONDAY)[Wanneer.NU] == 10_000
        shown = lijst.regels(connection, NOOR, MONDAY, Wanneer.NU, slice(25, 50))
        assert len(shown) == 25 and {each.tot for each in shown} == {MONDAY}
        asked = [each for each in statements if "FROM dossier" in each]
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", _given(each)).all() for each in asked]
    said = [" ".join(str(row[-1]) for row in plan) for plan in plans]
    assert len(said) == 5 and all("ix_dossier_bewaren" in each for each in said), said
    assert not [each for each in said if "TEMP B-TREE" in each], "in the order of the index"


def _given(statement: str) -> tuple[str, ...]:
    return ("",) * statement.count("?")
