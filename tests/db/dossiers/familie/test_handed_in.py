"""A signal about a pupil who has a dossier is added there; the dossier in which it was handed in counts nowhere."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db import schema
from db.access import verwant
from db.cijfers import figures, jaarcijfers
from db.dossiers import dossiers
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import recompute, verification
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.samenvoegen import voeg_toe
from meldcode.dossier.regels.doorgegeven import doorgegeven, hoort_bij
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import schooljaar
from meldcode.vastleggingen import HoortBij, Signaal, UitkomstStap2, VernietigingBevestigd
from tests.builders import after_stap, close, destroyed, opened, record, te_vernietigen, work
from tests.cast import DICK, LARS, MONDAY, NOOR, SCHOOL
from tests.db.keeping import kept, moment, recorded

NAMEN = {LARS.id: "Lars Brouwer"}


def handed_in() -> Dossier:
    return kept(record(opened(by=LARS), Signaal, by=LARS))


def adds(one: Dossier, known: Dossier) -> None:
    steps = voeg_toe(one, known, by=NOOR, on=MONDAY, namen=NAMEN)
    dossiers.save_all(steps, by=NOOR, moment=moment())


def now(dossier: Dossier) -> Dossier:
    with reading(SCHOOL) as connection:
        found = dossiers.load(connection, dossier.id, SCHOOL)
    assert found
    return found


def counted() -> tuple[object, ...]:
    """The figures of today and of the year, and how many rows they come from."""
    with reading(SCHOOL) as connection:
        stand = figures.stand(connection, DICK, MONDAY)
        year = jaarcijfers.of_school(connection, DICK, schooljaar(MONDAY), MONDAY)
        mine = [select(func.count()).select_from(each) for each in (schema.verloop_fase, schema.verloop_wacht)]
        return stand.counts, year, *(connection.scalar(each) for each in mine)


def test_it_is_added_in_one_press_and_its_history_stays_readable_in_order(folder: object) -> None:
    known, one = kept(after_stap(1)), handed_in()
    adds(one, known)
    after, closed = now(known), now(one)
    signal = after.records[-1]
    assert after.versie == known.versie + 1 and signal.isa(Signaal) and signal.by == NOOR.id
    assert signal.tekst("waarneming") == one.records[-1].tekst("waarneming")
    assert signal.tekst("doorgegeven") == f"Lars Brouwer, ma 9 november 2026 (dossier {one.codenaam})"
    assert closed.records[:-1] == one.records and hoort_bij(closed) == known.codenaam
    assert closed.fase is Fase.GESLOTEN and doorgegeven(closed) == ()
    with reading(SCHOOL) as connection:
        (found,) = verwant.of(connection, NOOR, known.id, MONDAY)
        assert (found.dossier_id, found.band, found.is_added) == (one.id, verwant.Band.HOORT_BIJ, True)
        assert verwant.of(connection, LARS, one.id, MONDAY) == [], "who handed it in learns nothing"
    assert verification.of_school(SCHOOL) == []


def test_it_counts_nowhere_also_after_the_next_start(folder: object) -> None:
    known = kept(after_stap(1))
    recorded(known, Signaal, by=NOOR)
    before = counted()
    one = handed_in()
    assert counted() != before
    with reading(SCHOOL) as connection:
        as_it_was = dossiers.load(connection, known.id, SCHOOL)
    assert as_it_was
    adds(one, as_it_was)
    assert counted() == before
    with transaction(EVERY_SCHOOL) as connection:
        assert recompute.fill(connection) == 0
    assert counted() == before


def test_a_new_signal_in_it_makes_it_a_dossier_of_its_own_again(folder: object) -> None:
    known, one = kept(after_stap(1)), handed_in()
    adds(one, known)
    again = recorded(now(one), Signaal, by=LARS)
    assert again.fase is Fase.STAP_1 and len(doorgegeven(again)) == 1
    with reading(SCHOOL) as connection:
        assert figures.stand(connection, DICK, MONDAY).open == 2
        assert verwant.of(connection, NOOR, known.id, MONDAY) == []
    adds(now(one), now(known))
    assert now(known).versie == known.versie + 2, "only what is new is added"
    assert verification.of_school(SCHOOL) == []


@pytest.mark.either
def test_what_was_added_is_destroyed_with_it(folder: object) -> None:
    known, one = kept(te_vernietigen()), handed_in()
    steps = voeg_toe(one, known, by=NOOR, on=MONDAY, namen=NAMEN)
    dossiers.save_all(steps, by=NOOR, moment=moment())
    back = now(known)
    assert back.fase is Fase.STAP_1, "a new signal opens it again"
    again = work(close(work(back, 1), 1), 2, without=UitkomstStap2)
    again = close(record(again, UitkomstStap2, uitkomst="geen_indicatie"), 2)
    again = destroyed(again)
    for number in range(back.versie + 1, again.versie + 1):
        step = replace(again, records=again.records[:number])
        dossiers.save(step, by=DICK if step.records[-1].isa(VernietigingBevestigd) else NOOR, moment=moment())
    with reading(SCHOOL) as connection:
        assert dossiers.load(connection, one.id, SCHOOL) is None
        assert connection.scalar(select(func.count()).select_from(schema.vastlegging)) == 0
        ended = connection.execute(select(schema.vernietiging.c.dossier_id)).scalars().all()
    assert set(ended) == {known.id, one.id} and vault.vault().keys([known.id, one.id]) == {}
    assert verification.of_school(SCHOOL) == []


@pytest.mark.either
def test_a_dossier_that_is_not_there_cannot_be_named(folder: object) -> None:
    one = handed_in()
    with pytest.raises(Geweigerd, match="er niet meer"):
        recorded(one, HoortBij, bij="Beuk 999")
    assert now(one).fase is Fase.STAP_1
