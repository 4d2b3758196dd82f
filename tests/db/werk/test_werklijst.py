"""The work list of one person, the calendar of the school, and that nothing is ever without an owner."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.accounts import accounts
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.school import kalender
from db.school.kalender import KalenderError
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import named
from meldcode.rollen import Role, User
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afspraak,
    Afwegingen,
    IntrekkenUitnodiging,
    Nazorg,
    Overdracht,
    Signaal,
    Terugkoppeling,
    Vakantiewacht,
    Verzetten,
)
from tests.builders import Kind, after_stap, asked, gesloten, in_opvolging, opened, record, see, written
from tests.cast import BEA, CAST, DICK, FRED, LARS, MIRJAM, MONDAY, NEXT_MONDAY, NOOR, SARA, SCHOOL, TUESDAY, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, recorded

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
FAR = date(2027, 12, 31)
CHRISTMAS = Vrij(date(2026, 12, 19), date(2027, 1, 3), "kerstvakantie")


def listed(user: User, until: date = FAR) -> list[tuple[str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        return [(each.soort, each.person) for each in werklijst.mine(connection, user, MONDAY, until)]


def days(soort: str) -> list[date]:
    table = schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.due_on).where(table.c.soort == soort, table.c.done_on.is_(None))
        return list(connection.scalars(query.order_by(table.c.due_on)))


def free(*days: Vrij, on: date = MONDAY) -> int:
    with transaction(SCHOOL) as connection:
        return kalender.add(connection, SCHOOL, days, on)


def changed(who: User, **values: object) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == who.id).values(**values))


# Whose list


def test_what_has_a_name_on_it_is_on_the_list_of_that_person_alone() -> None:
    kept(record(after_stap(1), Afspraak))
    assert listed(NOOR) == [("stap", "noor")] and listed(LARS) == [("afspraak", "lars")]
    assert listed(DICK) == [("ontvangst", "")]
    assert all(listed(user) == [] for user in CAST if user not in (NOOR, LARS, DICK))


def test_what_nobody_took_up_yet_is_on_the_list_of_everyone_of_that_role() -> None:
    kept(opened(by=LARS))
    assert listed(NOOR) == listed(MIRJAM) == [("stap", "")]
    assert listed(LARS) == listed(SARA) == listed(VERA) == []


def test_who_was_asked_to_weigh_has_it_on_the_list_until_they_answered_and_the_ib_er_sees_with_whom_it_is() -> None:
    dossier = kept(asked())
    assert listed(LARS) == [("meewegen", "lars")] and "meewegen" not in str(listed(NOOR))
    with reading(EVERY_SCHOOL) as connection:
        assert "meewegen" in [each.soort for each in werklijst.with_others(connection, NOOR, MONDAY)]
        assert werklijst.count(connection, LARS, MONDAY) == werklijst.Telling(0, 0, 1)
        assert werklijst.count(connection, LARS, date(2027, 6, 1)) == werklijst.Telling(), (
            "the invitation is over by then"
        )
    as_lars = as_read_by(dossier, LARS)
    recorded(as_lars, Afwegingen, by=LARS)
    assert listed(LARS) == []
    recorded(as_read_by(dossier, NOOR), Signaal)
    assert listed(LARS) == [], "not again, though Noor's dossier has no answers of Lars"


@pytest.mark.either
def test_weighing_with_somebody_is_not_handed_over_but_comes_to_the_ib_er_when_they_cannot_any_more() -> None:
    kept(asked())
    with reading(EVERY_SCHOOL) as connection:
        assert werklijst.holders(connection, NOOR) == {"noor"} and werklijst.of_person(connection, NOOR, "lars") == []
    changed(LARS, active=False)
    assert ("meewegen", "lars") in listed(NOOR)
    with reading(EVERY_SCHOOL) as connection:
        assert werklijst.adrift(connection, NOOR) == []


def test_who_was_asked_to_weigh_and_does_not_read_along_any_more_has_nothing_on_the_list() -> None:
    recorded(kept(asked()), IntrekkenUitnodiging)
    assert listed(LARS) == []


def as_read_by(dossier: Dossier, user: User) -> Dossier:
    with reading(EVERY_SCHOOL) as connection:
        found = dossiers.load(connection, dossier.id, dossier.school_id, user.id)
    assert found
    return found


def test_after_a_handing_over_it_is_on_the_other_list() -> None:
    recorded(kept(after_stap(1)), Overdracht)
    assert listed(NOOR) == [] and listed(MIRJAM) == [("stap", "mirjam")]


def test_who_stands_in_has_it_on_the_list_and_who_is_shut_out_has_not() -> None:
    kept(record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA)))
    vera = User(VERA.id, VERA.school_id, VERA.naam, VERA.role, frozenset({Role.IB_ER}))
    assert listed(vera) == [("stap", "vera")] and listed(NOOR) == listed(MIRJAM) == []


@pytest.mark.parametrize("gone", [{"active": False}, {"role": "directie"}, {"role": "leerkracht"}, {"role": "fg"}])
def test_what_was_of_somebody_who_cannot_do_it_any_more_is_on_the_list_of_who_walks_the_route(
    gone: dict[str, object],
) -> None:
    kept(after_stap(1))
    assert listed(MIRJAM) == []
    changed(NOOR, **gone)
    assert listed(MIRJAM) == [("stap", "noor")]
    with reading(EVERY_SCHOOL) as connection:
        assert werklijst.adrift(connection, MIRJAM) == ["noor"] and werklijst.adrift(connection, DICK) == ["noor"]
        assert werklijst.adrift(connection, SARA) == []


def test_an_agreement_of_a_leerkracht_who_left_comes_to_the_ib_er() -> None:
    kept(record(opened(), Afspraak))
    changed(LARS, active=False)
    assert sorted(listed(NOOR)) == [("afspraak", "lars"), ("stap", "noor")]


def test_nothing_that_waits_is_ever_on_nobodys_list() -> None:
    """Whoever leaves, whatever their role becomes: each open follow-up is on the list of somebody in office."""
    for make in (lambda: after_stap(2), lambda: record(opened(by=LARS), Afspraak), lambda: in_opvolging("beide")):
        kept(make())
    with reading(EVERY_SCHOOL) as connection:
        table = schema.verplichting
        query = select(table.c.dossier_id, table.c.sleutel).where(table.c.done_on.is_(None))
        every = {tuple(row) for row in connection.execute(query)}
    for who in (NOOR, LARS, VERA):
        for gone in ({"active": False}, {"active": True, "role": "beheerder"}):
            changed(who, **gone)
            office = [user for user in (MIRJAM, DICK, NOOR, LARS, VERA) if user is not who]
            with reading(EVERY_SCHOOL) as connection:
                mine = [each for user in office for each in werklijst.mine(connection, user, MONDAY, FAR)]
            assert {(each.dossier_id, each.sleutel) for each in mine} == every, (who.id, gone)
            changed(who, active=True, role=who.role.value)


def test_a_list_is_in_order_of_date_and_counts_are_of_the_same() -> None:
    kept(record(after_stap(1), Afspraak, wie=written(NOOR), uiterlijk="12-11-2026"))
    kept(record(opened(), AcuutGevaar))
    with reading(EVERY_SCHOOL) as connection:
        found = werklijst.mine(connection, NOOR, MONDAY, NEXT_MONDAY)
        assert [each.due_on for each in found] == sorted(each.due_on for each in found)
        assert werklijst.count(connection, NOOR, TUESDAY) == werklijst.Telling.of(found, TUESDAY)
        assert werklijst.count(connection, NOOR, TUESDAY).te_laat == 1
        assert werklijst.count(connection, NOOR, MONDAY) == werklijst.Telling(0, 1, 5), "due today is not late"
    assert listed(BEA) == listed(FRED) == []


def test_one_waits_for_the_directie_for_a_colleague_and_for_veilig_thuis_until_it_is_due() -> None:
    kept(record(in_opvolging("5b"), Afspraak))
    with reading(EVERY_SCHOOL) as connection:
        others = [each.soort for each in werklijst.with_others(connection, NOOR, MONDAY)]
        late = [each.soort for each in werklijst.with_others(connection, NOOR, NEXT_MONDAY)]
    assert sorted(set(others)) == ["afspraak", "ontvangst", "terugkoppeling"]
    assert "terugkoppeling" not in late and ("terugkoppeling", "noor") in listed(NOOR, NEXT_MONDAY)
    with reading(EVERY_SCHOOL) as connection:
        assert [each for user in (DICK, LARS, SARA) for each in werklijst.with_others(connection, user, MONDAY)] == []


# Moving and outcomes, as they are stored


def test_a_moved_day_is_stored_beside_the_first() -> None:
    stored = recorded(kept(opened()), Verzetten)
    with reading(EVERY_SCHOOL) as connection:
        (waits,) = werklijst.of_dossier(connection, stored.id, SCHOOL)
    assert (waits.due_on, waits.first_due_on) == (date(2026, 11, 19), NEXT_MONDAY)


@pytest.mark.either
def test_who_calls_veilig_thuis_again_has_the_new_day() -> None:
    recorded(kept(in_opvolging("5b")), Terugkoppeling, stand="niets", opnieuw_op="25-11-2026")
    assert days("terugkoppeling") == [date(2026, 11, 25)]


def test_an_outcome_takes_it_from_the_list_and_keeps_the_row() -> None:
    stored = recorded(kept(record(opened(), Afspraak)), Afgehandeld, by=LARS)
    table = schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        done = connection.execute(select(table).where(table.c.soort == "afspraak")).one()
    assert listed(LARS) == [] and done.done_on == MONDAY and stored.versie == 3


# The calendar of the school


def test_a_free_day_that_is_entered_moves_what_waits_in_school_days_and_nothing_else() -> None:
    kept(record(in_opvolging("5b"), Afspraak))
    kept(opened())
    before = {soort: days(soort) for soort in ("terugkoppeling", "afspraak", "evaluatie")}
    assert days("stap") == [NEXT_MONDAY] and days("ontvangst")[0] == date(2026, 11, 11)
    assert free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")) == 1
    assert days("stap") == [date(2026, 11, 17)] and days("ontvangst")[0] == date(2026, 11, 12)
    assert {soort: days(soort) for soort in before} == before
    with transaction(SCHOOL) as connection:
        kalender.remove(connection, SCHOOL, Vrij(date(2026, 11, 11), date(2026, 11, 11), "x"), MONDAY)
    assert days("stap") == [NEXT_MONDAY]


@pytest.mark.either
def test_a_day_that_was_moved_with_a_reason_stays_where_it_was_put() -> None:
    recorded(kept(opened()), Verzetten)
    free(Vrij(date(2026, 11, 11), date(2026, 11, 13), "vrij"))
    assert days("stap") == [date(2026, 11, 19)]


@pytest.mark.either
def test_what_begins_after_the_calendar_was_entered_counts_by_it() -> None:
    free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag"))
    kept(opened())
    assert days("stap") == [date(2026, 11, 17)]


@pytest.mark.either
def test_the_days_that_held_when_it_began_still_hold_when_the_calendar_changes() -> None:
    kept(opened())
    with transaction(SCHOOL) as connection:
        connection.execute(insert(schema.termijn).values(school_id=SCHOOL, naam="stap_1", dagen=20))
    free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag"))
    assert days("stap") == [date(2026, 11, 17)]


def test_entering_the_same_days_twice_enters_them_once() -> None:
    assert free(CHRISTMAS) == 1 and free(CHRISTMAS, Vrij(CHRISTMAS.van, CHRISTMAS.tot, "Kerst")) == 0
    with reading(SCHOOL) as connection:
        assert kalender.kalender(connection, SCHOOL).vrij == (CHRISTMAS,)


@pytest.mark.either
def test_days_that_cannot_be_right_are_refused_and_none_of_them_entered() -> None:
    for wrong in (
        Vrij(date(2026, 12, 19), date(2026, 12, 18), "andersom"),
        Vrij(date(2026, 12, 19), date(2027, 12, 19), "een jaar"),
        Vrij(date(1926, 12, 19), date(1926, 12, 20), "vorige eeuw"),
        Vrij(date(2026, 12, 19), date(2026, 12, 20), " "),
        Vrij(date(2026, 12, 19), date(2026, 12, 20), "x" * 61),
        Vrij(date(2026, 12, 19), date(2026, 12, 20), "twee\nregels"),
    ):
        with pytest.raises(KalenderError):
            free(CHRISTMAS, wrong)
        with reading(SCHOOL) as connection:
            assert kalender.kalender(connection, SCHOOL).vrij == (), wrong


# Before a holiday


def covered(on: date) -> None:
    with transaction(SCHOOL) as connection:
        kalender.cover(connection, SCHOOL, on)


def saved(dossier: Dossier, kind: Kind, on: date, **answers: Any) -> Dossier:
    after = record(dossier, kind, on=on, **answers)
    dossiers.save(after, by=NOOR, moment=Moment(on, NOW, uuid.uuid4().hex))
    return after


def test_before_a_holiday_a_dossier_in_which_nothing_happens_asks_who_watches() -> None:
    kept(opened())
    kept(opened(by=LARS))
    free(CHRISTMAS)
    assert days("vakantie") == []
    with reading(SCHOOL) as connection:
        assert kalender.is_to_cover(connection, SCHOOL, date(2026, 12, 7))
    covered(date(2026, 12, 7))
    covered(date(2026, 12, 8))
    assert days("vakantie") == [date(2026, 12, 18)] * 2
    assert ("vakantie", "") in listed(MIRJAM), "of nobody yet: everyone of that role sees it"
    with reading(SCHOOL) as connection:
        assert not kalender.is_to_cover(connection, SCHOOL, date(2026, 12, 8))


@pytest.mark.either
def test_the_holder_of_the_case_is_asked() -> None:
    kept(after_stap(1))
    free(CHRISTMAS, on=date(2026, 12, 7))
    assert ("vakantie", "noor") in listed(NOOR) and ("vakantie", "noor") not in listed(MIRJAM)


@pytest.mark.either
def test_recording_in_that_time_asks_as_well_and_who_watches_ends_it() -> None:
    stored = kept(opened())
    free(CHRISTMAS)
    busy = saved(stored, Signaal, date(2026, 12, 10))
    assert days("vakantie") == [date(2026, 12, 18)]
    saved(busy, Vakantiewacht, date(2026, 12, 10), vakantie=named(CHRISTMAS))
    covered(date(2026, 12, 11))
    assert days("vakantie") == []


@pytest.mark.either
def test_after_the_holiday_nobody_is_asked_any_more() -> None:
    kept(opened())
    free(CHRISTMAS, on=date(2026, 12, 7))
    assert days("vakantie") != []
    covered(date(2027, 1, 3))
    assert days("vakantie") != [], "it is still under way"
    covered(date(2027, 1, 4))
    assert days("vakantie") == []


@pytest.mark.either
def test_a_closed_dossier_waits_for_one_more_look() -> None:
    stored = kept(gesloten())
    assert ("nazorg", "noor") in listed(NOOR)
    recorded(stored, Nazorg, verder="nee")
    assert ("nazorg", "noor") not in listed(NOOR)


@pytest.mark.either
def test_what_is_seen_by_the_directie_is_off_its_list() -> None:
    kept(see(after_stap(1)))
    assert listed(DICK) == []


@pytest.mark.either
def test_blocking_an_account_is_what_beheer_does() -> None:
    kept(after_stap(1))
    with transaction(SCHOOL) as connection:
        accounts.set_active(connection, NOOR.id, False, SCHOOL)
    assert listed(MIRJAM) == [("stap", "noor")]
    assert listed(MIRJAM, MONDAY - timedelta(days=1)) == []
