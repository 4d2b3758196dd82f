"""What other dossiers mean for how long one is kept: that of a sister holds it, what was added to one goes along."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db import schema
from db.bewaren import lijst, verband
from db.dossiers import dossier_rows, dossiers, koppelen
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import verification
from meldcode.bewaren.verband import NOG_NODIG
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.dubbel import voeg_samen
from meldcode.dossier.familie.samenvoegen import voeg_toe
from meldcode.eigen.woorden import spoken
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    Afscherming,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Signaal,
    UitkomstStap2,
    VernietigingBevestigd,
    VernietigingGevraagd,
)
from tests.answers.typed import written
from tests.builders import close, destroyed, gesloten, opened, record, te_vernietigen, work
from tests.cast import ADA, CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.db.bewaren.test_beside import EVER, beside
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment, recorded
from tests.meldcode.bewaren.closed import EIGEN, EVENTS, happened

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.wide]
DAY, FREE, LAST = date(2027, 11, 9), date(2034, 7, 31), date(2060, 1, 1)


def now(dossier: Dossier, user: User | None = None) -> Dossier:
    with reading(SCHOOL) as connection:
        found = dossiers.load(connection, dossier.id, SCHOOL, user.id if user else "")
        assert found
        return verband.named(connection, user, found, MONDAY) if user else found


def goes_on(stored: Dossier, after: Dossier) -> Dossier:
    """Store what was recorded since."""
    people = {each.id: each for each in CAST}
    for number in range(stored.versie + 1, after.versie + 1):
        step = replace(after, records=after.records[:number])
        dossiers.save(step, by=people[step.records[-1].by], moment=moment())
    return after


def counted(user: User) -> list[int]:
    with reading(SCHOOL) as connection:
        return list(lijst.tel(connection, user, LAST).values())


def test_that_of_a_sister_holds_it_as_long_as_it_runs_and_it_says_so_to_who_may_know() -> None:
    sem, lot = kept(happened("geen vermoeden", "gezien klaar")), kept(opened(naam="Lot de Wit"))
    assert beside(sem) == (FREE, None) and counted(NOOR) == [1, 0, 0, 0]
    koppelen.koppel(NOOR, sem.id, lot.id, MONDAY, NOW)
    assert beside(sem) == (EVER, None) and counted(NOOR) == counted(DICK) == [0, 0, 0, 1]
    assert now(sem, NOOR).verband.zin == f"Dit dossier wordt bewaard zolang dossier {lot.codenaam} van een broer of " \
        "zus loopt."  # fmt: skip
    assert now(sem, DICK).verband.zin == now(sem, VERA).verband.zin == NOG_NODIG
    lot = recorded(lot, Afscherming, by=NOOR, afgeschermd=written(MIRJAM), vervanger=written(VERA))
    assert now(sem, MIRJAM).verband.zin == NOG_NODIG, "who is excluded there learns of no other dossier"
    assert verification.of_school(SCHOOL) == []
    koppelen.ontkoppel(NOOR, sem.id, lot.id, NOW)
    assert beside(sem) == (FREE, None)
    koppelen.koppel(NOOR, lot.id, sem.id, MONDAY, NOW)
    assert beside(sem) == (EVER, None)


def test_it_ends_with_the_closing_of_the_other_and_begins_again_with_its_opening() -> None:
    sem, lot = kept(happened("geen vermoeden", "gezien klaar")), kept(opened(naam="Lot de Wit"))
    koppelen.koppel(NOOR, sem.id, lot.id, MONDAY, NOW)
    ended = goes_on(
        lot, replace(gesloten(), id=lot.id, codenaam=lot.codenaam, records=(*lot.records, *gesloten().records[1:]))
    )
    assert ended.fase is Fase.GESLOTEN and beside(sem) == (FREE, None)
    again = recorded(ended, Signaal)
    assert beside(sem) == (EVER, None)
    away = goes_on(again, destroyed(record(again, VernietigingGevraagd, grond="vergissing")))
    assert away.fase is Fase.VERNIETIGD and beside(sem) == (FREE, None), "nor does one that is no longer there"
    assert verification.of_school(SCHOOL) == []


def test_one_that_is_to_be_destroyed_itself_holds_nothing() -> None:
    sem = kept(happened("geen vermoeden", "gezien klaar"))
    koppelen.koppel(NOOR, sem.id, kept(te_vernietigen()).id, MONDAY, NOW)
    assert beside(sem) == (FREE, None)


def sealed_with() -> tuple[Dossier, Dossier, Dossier]:
    """A dossier that is sealed, one that was added to it, and one that was added to that."""
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN["verzegeld"])
    far, main = kept(record(opened(by=LARS), Signaal, by=LARS)), kept(opened())
    near = kept(opened())
    for one, known in ((far, near), (near, main)):
        known = now(known)
        steps = (
            voeg_toe(one, known, by=NOOR, on=MONDAY, namen={LARS.id: LARS.naam})
            if one is far
            else voeg_samen(now(one), known, "Dezelfde naam en geboortedatum.", by=NOOR, on=MONDAY)
        )
        dossiers.save_all(steps, by=NOOR, moment=moment())
    stored = now(main)
    with spoken(EIGEN["verzegeld"]):
        ends = work(close(work(stored, 1), 1), 2, without=UitkomstStap2)
        ends = close(record(ends, UitkomstStap2, uitkomst="geen_indicatie"), 2)
        goes_on(stored, EVENTS["gezien"](ends, MONDAY))
    return now(main), now(near), now(far)


def test_what_was_added_to_a_sealed_one_is_read_by_nobody_and_unsealed_and_destroyed_with_it() -> None:
    every = sealed_with()
    for each in every:
        assert beside(each)[1] == DAY and each.verzegeld_tot == DAY, each.codenaam
        assert not [user for user in (*CAST, ADA) if each.readable_by(user, MONDAY)]
        assert each.readable_by(NOOR, DAY)
    with reading(SCHOOL) as connection:
        assert dossier_rows.leerlingen(connection, [each.id for each in every]) == {}
    assert verification.of_school(SCHOOL) == []
    stopped = recorded(every[0], Bewaarstop, by=DICK)
    for each in map(now, every):
        assert beside(each)[1] is None and each.readable_by(NOOR, MONDAY), "somebody needs it"
    assert verification.of_school(SCHOOL) == []
    proposed = recorded(stopped, BewaarstopVoorstel, by=NOOR, stop=str(stopped.versie))
    ended = recorded(proposed, BewaarstopEinde, by=DICK, voorstel=str(proposed.versie))
    asked = record(ended, VernietigingGevraagd, by=NOOR, grond="vergissing")
    goes_on(ended, record(asked, VernietigingBevestigd, by=DICK, codenaam=asked.codenaam))
    with reading(EVERY_SCHOOL) as connection:
        gone = set(connection.scalars(select(schema.vernietiging.c.dossier_id)))
    assert gone == {each.id for each in every} and verification.of_school(SCHOOL) == []
