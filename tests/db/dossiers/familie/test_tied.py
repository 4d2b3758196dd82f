"""Dossiers of brothers and sisters are tied: who may read both sees it, and nobody else learns of the other."""

import pytest
from sqlalchemy import select

from db import schema
from db.access import verwant
from db.dossiers import dossiers, koppelen, register
from db.journal import journal
from db.store.engine import reading
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import AdviesVeiligThuis, Afscherming, Uitnodiging
from tests.answers.typed import written
from tests.builders import after_stap, destroyed, opened, record, te_vernietigen
from tests.cast import CAST, DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment, recorded


def sees(user: User, dossier: Dossier) -> list[str]:
    with reading(user.school_id) as connection:
        return [each.dossier_id for each in verwant.of(connection, user, dossier.id, MONDAY)]


def ties(*family: Dossier, by: User = NOOR) -> None:
    for each in family[1:]:
        koppelen.koppel(by, family[0].id, each.id, MONDAY, NOW)


def lines(action: str) -> list[tuple[str, str, str]]:
    table = schema.journal.c
    with reading(SCHOOL) as connection:
        query = select(table.actor, table.dossier_id, table.object_id).where(table.action == action)
        return [tuple(row) for row in connection.execute(query)]


def shut_out(dossier: Dossier, user: User) -> Dossier:
    deputy = written(VERA) if user.role in (Role.IB_ER, Role.DIRECTIE) else ""
    return recorded(dossier, Afscherming, by=MIRJAM, afgeschermd=written(user), vervanger=deputy)


@pytest.fixture
def family(folder: object) -> tuple[Dossier, Dossier]:
    assert folder
    sem, lot = kept(after_stap(1)), kept(opened(naam="Lot de Wit", geboren="02-09-2014"))
    ties(sem, lot)
    return sem, lot


def test_who_walks_both_sees_it_from_either_side_and_each_has_a_line(family: tuple[Dossier, Dossier]) -> None:
    sem, lot = family
    for each in (NOOR, MIRJAM):
        assert sees(each, sem) == [lot.id] and sees(each, lot) == [sem.id]
    assert lines(journal.TIED) == [(NOOR.id, sem.id, lot.id), (NOOR.id, lot.id, sem.id)]
    assert verification.of_school(SCHOOL) == []


def test_nobody_else_sees_it_whatever_they_read_of_one(family: tuple[Dossier, Dossier]) -> None:
    sem, lot = family
    for each in (user for user in CAST if user not in (NOOR, MIRJAM)):
        assert sees(each, sem) == sees(each, lot) == [], each.naam
    recorded(sem, Uitnodiging, wie=written(LARS))
    assert sees(LARS, sem) == sees(LARS, lot) == []
    recorded(lot, Uitnodiging, wie=written(LARS))
    assert sees(LARS, sem) == [lot.id] and sees(LARS, lot) == [sem.id]


def test_who_is_shut_out_of_one_has_nothing_of_it_in_the_other(family: tuple[Dossier, Dossier]) -> None:
    sem, lot = family
    shut_out(lot, NOOR)
    assert sees(NOOR, sem) == sees(NOOR, lot) == [] and sees(MIRJAM, sem) == [lot.id]
    assert sees(VERA, lot) == [], "who stands in walks only that one"


def test_the_register_of_one_has_no_line_about_the_other_for_who_may_not_know_of_it(
    family: tuple[Dossier, Dossier],
) -> None:
    sem, lot = family
    shut_out(lot, DICK)
    with reading(SCHOOL) as connection:
        of_dick = [each.action for each in register.lines(connection, DICK, dossier_id=sem.id)]
        of_fred = [each.action for each in register.lines(connection, FRED, dossier_id=sem.id)]
    assert journal.TIED in of_fred and journal.TIED not in of_dick and len(of_dick) == len(of_fred) - 1


@pytest.mark.either
def test_who_does_not_walk_both_ties_nothing(folder: object) -> None:
    sem, lot = kept(after_stap(1)), shut_out(kept(opened()), NOOR)
    for user in (NOOR, LARS, DICK, VERA, SARA):
        with pytest.raises(Geweigerd, match="allebei"):
            ties(sem, lot, by=user)
    with pytest.raises(Geweigerd, match="allebei"):
        ties(sem, sem)
    assert sees(MIRJAM, sem) == [] and lines(journal.TIED) == []


@pytest.mark.either
def test_a_third_is_tied_to_both_but_not_to_one_that_is_not_read(family: tuple[Dossier, Dossier]) -> None:
    sem, lot = family
    bo = kept(opened(naam="Bo de Wit"))
    ties(lot, bo)
    assert sorted(sees(NOOR, bo)) == sorted([sem.id, lot.id])
    shut_out(sem, NOOR)
    jip = kept(opened(naam="Jip de Wit"))
    ties(bo, jip)
    assert sorted(sees(MIRJAM, jip)) == sorted([bo.id, lot.id]), "Noor could not know that Sem is one of them"
    assert sorted(sees(NOOR, lot)) == sorted([bo.id, jip.id])


@pytest.mark.either
def test_a_tie_is_made_once_and_taken_away_from_either_side(family: tuple[Dossier, Dossier]) -> None:
    sem, lot = family
    ties(lot, sem)
    assert len(lines(journal.TIED)) == 2
    koppelen.ontkoppel(MIRJAM, lot.id, sem.id, NOW)
    koppelen.ontkoppel(MIRJAM, lot.id, sem.id, NOW)
    assert sees(NOOR, sem) == [] and lines(journal.UNTIED) == [(MIRJAM.id, lot.id, sem.id), (MIRJAM.id, sem.id, lot.id)]
    assert verification.of_school(SCHOOL) == []


@pytest.mark.either
def test_a_destroyed_dossier_leaves_nothing_in_that_of_a_brother(folder: object) -> None:
    sem, lot = kept(after_stap(1)), kept(te_vernietigen())
    ties(sem, lot)
    gone = destroyed(lot)
    dossiers.save(gone, by=DICK, moment=moment())
    assert sees(NOOR, sem) == []
    with reading(SCHOOL) as connection:
        assert connection.execute(select(schema.verwant)).all() == []
    assert verification.of_school(SCHOOL) == []


# One press, several dossiers


def both(one: Dossier, other: Dossier) -> list[Dossier]:
    return [record(each, AdviesVeiligThuis) for each in (one, other)]


def test_what_is_recorded_in_both_is_a_record_of_its_own_in_each(folder: object) -> None:
    sem, lot = kept(after_stap(1)), kept(after_stap(1))
    before = len(lines(journal.RECORDED))
    dossiers.save_all(both(sem, lot), by=NOOR, moment=moment("one press"))
    dossiers.save_all(both(sem, lot), by=NOOR, moment=moment("one press"))
    with reading(SCHOOL) as connection:
        now = [dossiers.load(connection, each.id, SCHOOL) for each in (sem, lot)]
    assert all(each and each.records[-1].isa(AdviesVeiligThuis) and each.versie == sem.versie + 1 for each in now)
    assert len(lines(journal.RECORDED)) == before + 2 and verification.of_school(SCHOOL) == []


def test_when_one_refuses_nothing_is_recorded_in_any(folder: object) -> None:
    sem, lot = kept(after_stap(1)), kept(after_stap(1))
    steps = both(sem, lot)
    recorded(lot, AdviesVeiligThuis)
    before = len(lines(journal.RECORDED))
    with pytest.raises(dossiers.Intussen) as meanwhile:
        dossiers.save_all(steps, by=NOOR, moment=moment())
    assert meanwhile.value.dossier_id == lot.id and len(lines(journal.RECORDED)) == before
    with reading(SCHOOL) as connection:
        assert (found := dossiers.load(connection, sem.id, SCHOOL)) and found.versie == sem.versie
