"""Many dossiers of which the term is over: who may confirm which, and what the journal says of how it was confirmed."""

import time
import uuid
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from sqlalchemy import Table, insert, select

from db import schema
from db.bewaren import lijst
from db.dossiers import dossiers
from db.dossiers.einde import in_each
from db.journal import journal
from db.store.engine import reading, transaction
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.papieren import vernietiglijst
from meldcode.papieren.verklaring import Inhoud
from meldcode.rollen import User
from meldcode.vastleggingen import Afscherming, VernietigingBevestigd, VernietigingGevraagd, VernietigingIngetrokken
from tests.answers.typed import written
from tests.builders import record
from tests.cast import CAST, DICK, MIRJAM, NOOR, SCHOOL, VERA
from tests.db.keeping import found, kept, moment
from tests.meldcode.bewaren.closed import happened

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.wide]
ASKED = date(2028, 11, 9)
"""The first day on which the term of these dossiers is over."""
DAY = ASKED + timedelta(days=7)


def waits(user: User, on: date = DAY) -> list[str]:
    with reading(SCHOOL) as connection:
        lines = lijst.te_bevestigen(connection, user, on, slice(0, 25))
        assert len(lines) == lijst.tel_te_bevestigen(connection, user, on)
        return [each.dossier_id for each in lines]


def asked(number: int, *, by: User = NOOR, second: User | None = None) -> list[Dossier]:
    """So many dossiers of which this person asked the destruction, as far as another may confirm it."""
    every = [kept(happened("elders", "gezien klaar")) for _each in range(number)]
    for each in every:
        given = {"grond": "bewaartermijn", "tweede": written(second) if second else ""}
        after = record(each, VernietigingGevraagd, by=by, on=ASKED, **given)
        dossiers.save(after, by=by, moment=replace(moment(), on=ASKED))
    return every


def confirms(every: list[Dossier], user: User, on: date = DAY) -> tuple[list[str], dict[str, str]]:
    whole = [now for each in every if (now := found(each))]
    read = vernietiglijst.lijst([vernietiglijst.regel(each, Inhoud({}, None, None), user, on) for each in whole])
    when = replace(moment(), on=on)
    return in_each.record(user, [each.id for each in every], vernietiglijst.bevestiging, when, read)


def test_it_waits_for_the_directie_or_who_was_chosen_once_the_days_are_over_and_never_for_who_asked() -> None:
    (plain,), (chosen,), (own,) = asked(1), asked(1, second=MIRJAM), asked(1, by=DICK)
    assert waits(DICK, DAY - timedelta(days=1)) == []
    assert set(waits(DICK)) == {plain.id, chosen.id} and waits(MIRJAM) == [chosen.id] and waits(NOOR) == []
    assert [user.id for user in CAST if waits(user)] == [MIRJAM.id, DICK.id]
    shut = record(found(plain), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))  # type: ignore[arg-type]
    dossiers.save(shut, by=NOOR, moment=moment())
    assert waits(DICK) == [chosen.id], "who is excluded has it on no list"
    done, refused = confirms([chosen, own], DICK)
    assert done == [chosen.codenaam] and refused == {own.codenaam: "U vroeg zelf om dit dossier te vernietigen. Iemand "
        "anders bevestigt het."}  # fmt: skip
    assert found(own) and found(plain) and found(chosen) is None


def test_what_was_withdrawn_or_asked_on_another_ground_stays_and_is_named() -> None:
    back, mistake, goes = asked(3)
    dossiers.save(
        record(found(back), VernietigingIngetrokken, by=MIRJAM),
        by=MIRJAM,
        moment=moment(),  # type: ignore[arg-type]
    )
    again = record(record(found(mistake), VernietigingIngetrokken), VernietigingGevraagd, grond="vergissing")  # type: ignore[arg-type]
    for number in (1, 0):
        dossiers.save(replace(again, records=again.records[: again.versie - number]), by=NOOR, moment=moment())
    done, refused = confirms([back, mistake, goes], DICK)
    assert done == [goes.codenaam] and refused == {
        back.codenaam: "Er is niet (meer) gevraagd om dit dossier te vernietigen.",
        mistake.codenaam: "Dit dossier is om een andere reden gevraagd. Bevestig het apart, met de codenaam.",
    }
    assert verification.of_school(SCHOOL) == []


def test_the_journal_says_whether_it_was_confirmed_on_a_list_or_by_itself() -> None:
    one, *others = asked(2)
    alone = record(found(one), VernietigingBevestigd, by=DICK, on=DAY, codenaam=one.codenaam)  # type: ignore[arg-type]
    dossiers.save(alone, by=DICK, moment=replace(moment(), on=DAY))
    confirms(others, DICK)
    with reading(SCHOOL) as connection:
        lines = [each for each in journal.lines(connection, SCHOOL) if each.actor == DICK.id]
    lines = [each for each in reversed(lines) if each.action in (journal.LISTED, journal.DESTROYED)]
    assert [each.action for each in lines] == [journal.DESTROYED, journal.LISTED, journal.DESTROYED]
    by_itself, of_the_list, *of_one = lines
    assert by_itself.object_id == "" and of_the_list.dossier_id == ""
    assert {each.object_id for each in of_one} == {of_the_list.object_id} != {""}
    assert [each.dossier_id for each in of_one] == [each.id for each in others]
    assert verification.of_school(SCHOOL) == []


def _own(table: Table, number: int) -> dict[str, str]:
    """What a copy of a row has of its own."""
    if table is schema.dossier:
        return {"id": f"d{number:031}", "codenaam": f"Els {number}"}
    more = {"id": uuid.uuid4().hex, "submit_key": uuid.uuid4().hex} if table is schema.vastlegging else {}
    return {"dossier_id": f"d{number:031}", **more}


@pytest.mark.sweep
@pytest.mark.sqlite
def test_the_list_of_ten_thousand_is_there_within_50_milliseconds() -> None:
    (one,) = asked(1)
    tables = schema.dossier, schema.verplichting, schema.vastlegging
    with transaction(SCHOOL) as connection:
        for table in tables:
            mine = table.c.id if table is schema.dossier else table.c.dossier_id
            rows = [row._asdict() for row in connection.execute(select(table).where(mine == one.id))]
            if table is schema.vastlegging:
                rows = [each for each in rows if each["soort"] == VernietigingGevraagd.__name__]
            connection.execute(insert(table), [row | _own(table, each) for each in range(10_000) for row in rows])
    took = []
    for _time in range(5):
        began = time.process_time()
        with reading(SCHOOL) as connection:
            assert lijst.tel_te_bevestigen(connection, DICK, DAY) == lijst.AT_MOST
            assert len(lijst.te_bevestigen(connection, DICK, DAY, slice(25, 50))) == 25
        took.append(time.process_time() - began)  # SQLite works in this process
    assert median(took) < 0.05, took
