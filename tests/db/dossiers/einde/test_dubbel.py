"""Two dossiers of one pupil that were joined: counted once, read in one order, and by nobody who read only one."""

import pytest
from sqlalchemy import func, select

from db import schema
from db.access import verwant
from db.cijfers import figures, jaarcijfers
from db.dossiers import dossiers, koppelen
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import recompute, verification
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.dubbel import AFGESPROKEN, voeg_samen
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import schooljaar
from meldcode.vastleggingen import Afspraak, Samengevoegd, Samenvoeging, Signaal, Uitnodiging
from tests.answers.typed import written
from tests.builders import after_stap, opened, record
from tests.cast import DICK, LARS, MONDAY, NOOR, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import found, kept, moment, recorded

SAME = "Dezelfde naam en geboortedatum, nagevraagd bij de administratie."


def joined(dicht: Dossier, verder: Dossier) -> tuple[Dossier, Dossier]:
    """Both as they are stored afterwards."""
    steps = voeg_samen(dicht, verder, SAME, by=NOOR, on=MONDAY)
    dossiers.save_all(steps, by=NOOR, moment=moment())
    one, other = found(dicht), found(verder)
    assert one and other
    return one, other


def counted() -> tuple[object, ...]:
    """The figures of today and of the year."""
    with reading(SCHOOL) as connection:
        stand = figures.stand(connection, DICK, MONDAY)
        return stand.open, jaarcijfers.of_school(connection, DICK, schooljaar(MONDAY), MONDAY)


def waits(dossier: Dossier) -> int:
    """How many things wait in it."""
    table = schema.verplichting
    query = select(func.count()).where(table.c.dossier_id == dossier.id, table.c.done_on.is_(None))
    with reading(EVERY_SCHOOL) as connection:
        return int(connection.execute(query).scalar_one())


@pytest.mark.usefixtures("folder")
def test_one_is_closed_and_what_waited_in_it_waits_in_the_other() -> None:
    dicht = kept(record(record(opened(), Signaal), Afspraak, wie=written(LARS)))
    verder = kept(after_stap(2))
    one, other = joined(dicht, verder)
    assert one.fase is Fase.GESLOTEN and waits(one) == 0 and one.records[:-1] == dicht.records
    assert one.records[-1].isa(Samengevoegd) and one.records[-1].tekst("bij") == verder.codenaam
    assert other.records[: verder.versie] == verder.records and other.of(Samenvoeging)
    (going,) = other.of(Afspraak)
    assert going.tekst("besloten_in") == AFGESPROKEN and going.waarde("wie") == written(LARS)
    assert journal.verify(SCHOOL) is None and verification.quickly(SCHOOL) == []


@pytest.mark.usefixtures("folder")
def test_the_pupil_counts_once_also_after_the_next_start() -> None:
    verder = kept(after_stap(2))
    before = counted()
    dicht = kept(record(opened(), Signaal))
    assert counted() != before
    joined(dicht, verder)
    assert counted() == before
    with transaction(EVERY_SCHOOL) as connection:
        assert recompute.fill(connection) == 0
    assert counted() == before


@pytest.mark.usefixtures("folder")
def test_who_reads_both_is_shown_the_other_and_who_reads_one_is_not() -> None:
    dicht = kept(record(opened(), Uitnodiging, wie=written(VERA)))
    one, other = joined(dicht, kept(record(after_stap(1), Uitnodiging, wie=written(LARS))))
    with reading(SCHOOL) as connection:
        (theirs,) = verwant.of(connection, NOOR, other.id, MONDAY)
        assert (theirs.dossier_id, theirs.is_added) == (one.id, True)
        assert verwant.of(connection, VERA, one.id, MONDAY) == [] == verwant.of(connection, LARS, other.id, MONDAY)


@pytest.mark.usefixtures("folder")
def test_that_they_were_taken_for_brother_and_sister_is_over() -> None:
    dicht, verder = kept(opened()), kept(after_stap(1))
    koppelen.koppel(NOOR, verder.id, dicht.id, MONDAY, NOW)
    one, other = joined(dicht, verder)
    with reading(SCHOOL) as connection:
        assert [each.band for each in verwant.of(connection, NOOR, one.id, MONDAY)] == [verwant.Band.HOORT_BIJ]
    assert verification.quickly(SCHOOL) == [] and recorded(other, Signaal)


@pytest.mark.usefixtures("folder")
def test_who_was_first_is_not_overtaken_and_a_second_press_joins_nothing_more() -> None:
    dicht, verder = kept(opened()), kept(after_stap(1))
    late = voeg_samen(dicht, verder, SAME, by=NOOR, on=MONDAY)
    recorded(verder, Signaal)
    with pytest.raises(dossiers.Intussen):
        dossiers.save_all(late, by=NOOR, moment=moment())
    now = found(dicht)
    assert now == dicht, "none of it is stored"
    again = voeg_samen(dicht, found(verder) or verder, SAME, by=NOOR, on=MONDAY)
    for _press in range(2):
        dossiers.save_all(again, by=NOOR, moment=moment("one press"))
    stored = found(verder)
    assert stored is not None and len(stored.of(Samenvoeging)) == 1
