"""What is kept beside a dossier makes lists faster and changes nothing of what is in them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db import schema
from db.accounts.accounts import set_active, set_roles
from db.cijfers.verloop import EVER
from db.dossiers import dossierlijst
from db.dossiers.dossierlijst import Welke
from db.school import kalender
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import gezien, nieuws
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afspraak,
    MedeHouder,
    Ontvangst,
    Overdracht,
    Signaal,
)
from tests.answers.typed import written
from tests.builders import after_stap, gesloten, last_message, opened, record
from tests.builders import work as worked
from tests.cast import CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, TUESDAY, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, recorded

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
_D, _V = schema.dossier, schema.verplichting


def new() -> dict[str, list[str]]:
    """By account the dossiers in which there is news."""
    found = {}
    for user in CAST:
        with reading(user.school_id) as connection:
            every = nieuws.nieuws(connection, user) + nieuws.dringend(connection, user)
            assert nieuws.count(connection, user) == len(every)
        found[user.id] = sorted(each.dossier_id for each in every)
    return found


def new_without_what_is_kept() -> dict[str, list[str]]:
    with transaction(EVERY_SCHOOL) as connection:
        kept_beside = connection.execute(select(_D.c.id, _D.c.houder_tot, _D.c.directie_tot)).all()
        connection.execute(_D.update().values(houder_tot=0, directie_tot=0))
    found = new()
    with transaction(EVERY_SCHOOL) as connection:
        for row in kept_beside:
            mine = _D.update().where(_D.c.id == row.id)
            connection.execute(mine.values(houder_tot=row.houder_tot, directie_tot=row.directie_tot))
    return found


def everything_new() -> Sequence[Dossier]:
    held = kept(after_stap(1))
    of_lars = worked(opened(by=LARS), 1)
    handed_over = kept(record(of_lars, Overdracht, van=written(NOOR), naar=written(MIRJAM)))
    agreed = kept(record(worked(opened(), 1), Afspraak))
    excluded = kept(record(of_lars, Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA)))
    together = recorded(kept(worked(opened(), 1)), MedeHouder)
    urgent = recorded(kept(worked(opened(), 1)), AcuutGevaar)
    return (
        kept(record(opened(by=LARS), Signaal, by=LARS)),
        recorded(held, Ontvangst, by=DICK, kennisgeving=last_message(held)),
        recorded(handed_over, Signaal, by=LARS),
        recorded(agreed, Afgehandeld, by=LARS, afspraak=str(agreed.versie)),
        recorded(excluded, Signaal, by=LARS),
        recorded(together, Signaal, by=NOOR),
        urgent,
    )


def test_nothing_new_is_hidden_by_what_is_kept_beside_a_dossier_whoever_looks_in_whichever_order() -> None:
    every = everything_new()
    assert new() == new_without_what_is_kept() and new()["noor"] and new()["dick"]
    for dossier in every:
        for user in (MIRJAM, NOOR, DICK, VERA):
            gezien.see(dossier, user, NOW)
            assert new() == new_without_what_is_kept(), (dossier.codenaam, user.naam)
    assert not any(new().values()), "everybody looked into everything"
    recorded(every[2], Signaal, by=LARS)
    assert new()["mirjam"] == [every[2].id], "who took it over hears what comes after it"


def test_what_was_seen_by_all_is_looked_up_for_nobody() -> None:
    """The goal of it: then the lists of news have nothing to look through."""
    for dossier in everything_new():
        for user in (MIRJAM, NOOR, DICK, VERA):
            gezien.see(dossier, user, NOW)
    behind = select(_D.c.codenaam).where((_D.c.versie > _D.c.houder_tot) | (_D.c.dringend_tot > _D.c.directie_tot))
    with reading(EVERY_SCHOOL) as connection:
        assert list(connection.scalars(behind)) == []


def test_working_it_out_anew_finds_the_same() -> None:
    every = everything_new()
    gezien.see(every[1], NOOR, NOW)
    gezien.see(every[-1], DICK, NOW)
    before = new()
    with transaction(SCHOOL) as connection:
        connection.execute(_D.update().values(houder_tot=99, directie_tot=99, gezien_tot=99))
        gezien.fill(connection, SCHOOL)
    assert new() == before and before["noor"]


def test_who_becomes_directie_or_is_unblocked_hears_of_what_they_have_not_seen() -> None:
    urgent = recorded(kept(worked(opened(), 1)), AcuutGevaar)
    gezien.see(urgent, DICK, NOW)
    lars = User(LARS.id, SCHOOL, LARS.naam, Role.DIRECTIE)
    with transaction(SCHOOL) as connection:
        set_roles(connection, LARS.id, [Role.DIRECTIE], SCHOOL)
    with reading(SCHOOL) as connection:
        assert [each.dossier_id for each in nieuws.dringend(connection, lars)] == [urgent.id]
        assert nieuws.dringend(connection, DICK) == []
    gezien.see(urgent, DICK, NOW)
    with transaction(SCHOOL) as connection:
        set_active(connection, LARS.id, False, SCHOOL)
        gezien.fill(connection, SCHOOL)
        set_active(connection, LARS.id, True, SCHOOL)
    with reading(SCHOOL) as connection:
        assert nieuws.count(connection, lars) == 1


def test_who_stands_in_for_the_directie_hears_of_what_they_have_not_seen() -> None:
    urgent = recorded(kept(worked(opened(), 1)), AcuutGevaar)
    gezien.see(urgent, DICK, NOW)
    recorded(urgent, Afscherming, by=NOOR, afgeschermd=written(DICK), vervanger=written(VERA))
    vera = replace(VERA, stands_in=frozenset({Role.DIRECTIE}))
    with reading(SCHOOL) as connection:
        assert [each.dossier_id for each in nieuws.dringend(connection, vera)] == [urgent.id]


def test_the_holder_hears_of_a_record_also_when_what_is_kept_beside_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: object) -> None:
        raise RuntimeError("it is broken")

    held = kept(after_stap(1))
    assert new()["noor"] == []
    monkeypatch.setattr(gezien, "recorded", breaks)
    recorded(held, Ontvangst, by=DICK, kennisgeving=last_message(held))
    assert new()["noor"] == [held.id]


# The first day on which something is due


def first_days() -> tuple[dict[str, object], dict[str, object]]:
    """As it is kept, and as it follows from what waits."""
    query = select(_V.c.dossier_id, func.min(_V.c.due_on)).where(_V.c.done_on.is_(None)).group_by(_V.c.dossier_id)
    with reading(EVERY_SCHOOL) as connection:
        waits = dict(connection.execute(query).all())
        kept_beside = dict(connection.execute(select(_D.c.id, _D.c.eerst_op)).all())
    return kept_beside, {each: waits.get(each, EVER) for each in kept_beside}


def test_the_first_day_follows_what_waits_at_every_record_and_every_free_day() -> None:
    for dossier in (opened(), after_stap(1), after_stap(2), gesloten(), record(opened(), AcuutGevaar)):
        kept(dossier)
        stored, follows = first_days()
        assert stored == follows
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, [Vrij(TUESDAY, TUESDAY, "Studiedag")], MONDAY)
    after, follows = first_days()
    assert after == follows != stored


def test_the_list_page_by_page_is_the_whole_list_and_each_filter_counts_what_it_shows() -> None:
    for dossier in (opened(), opened(by=LARS), gesloten(), after_stap(1), after_stap(2), gesloten()):
        kept(dossier)
    kept(record(opened(), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA)))
    for user in (NOOR, MIRJAM, LARS, VERA):
        with reading(SCHOOL) as connection:
            counts = dossierlijst.tel(connection, user, TUESDAY, tuple(Welke))
            for welke in Welke:
                whole = dossierlijst.regels(connection, user, TUESDAY, welke)
                paged = list[dossierlijst.Regel]()
                for at in (0, 2, 4, 6):
                    paged += dossierlijst.regels(connection, user, TUESDAY, welke, slice(at, at + 2))
                assert paged == whole, (user.naam, welke)
                assert counts[welke] == len(whole), (user.naam, welke)
                due = [each.wacht.due_on if each.wacht else EVER for each in whole]
                assert due == sorted(due), "the nearest date first"
    assert counts[Welke.OPEN] == 1, "Vera walks the one in which she stands in"
