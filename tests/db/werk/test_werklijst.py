"""The work list of one person; and nothing that waits is ever without an owner."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db import schema
from db.accounts import accounts
from db.dossiers import dossiers
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import handing_over, werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
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
    Verzetten,
)
from tests.answers.typed import written
from tests.builders import after_stap, asked, gesloten, in_opvolging, opened, record, see
from tests.cast import BEA, CAST, DICK, FRED, LARS, MIRJAM, MONDAY, NEXT_MONDAY, NOOR, SARA, SCHOOL, TUESDAY, VERA
from tests.db.keeping import kept, recorded
from tests.db.werk.lists import FAR, days, listed

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]


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
        assert (
            handing_over.holders(connection, NOOR) == {"noor"}
            and handing_over.of_person(connection, NOOR, "lars") == []
        )
    changed(LARS, active=False)
    assert ("meewegen", "lars") in listed(NOOR)
    with reading(EVERY_SCHOOL) as connection:
        assert handing_over.adrift(connection, NOOR) == []


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
    assert listed(NOOR) == [("afgegeven", "noor")], "that the other is still to sign"
    assert sorted(listed(MIRJAM)) == [("ontvangen", "mirjam"), ("stap", "mirjam")]


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
        assert handing_over.adrift(connection, MIRJAM) == ["noor"] and handing_over.adrift(connection, DICK) == ["noor"]
        assert handing_over.adrift(connection, SARA) == []


def test_an_agreement_of_a_leerkracht_who_left_comes_to_the_ib_er() -> None:
    kept(record(opened(), Afspraak))
    changed(LARS, active=False)
    assert sorted(listed(NOOR)) == [("afspraak", "lars"), ("stap", "noor")]


def test_nothing_that_waits_is_ever_on_nobodys_list() -> None:
    """Whoever leaves or changes role: every open follow-up stays on the list of somebody who can act."""
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


# What comes back on the list, and what leaves it


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
