"""A destroyed dossier still counts on every day it was open and in its school year, and nothing leads back to it."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.backup import after_restore
from db.cijfers import figures, jaarcijfers, verloop
from db.dossiers import dossiers
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.cijfers.cijfers import Counts, Stand
from meldcode.cijfers.jaarverslag import Jaarverslag
from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.schooljaar import Schooljaar
from meldcode.vastleggingen import AdviesVeiligThuis, Opening, UitkomstStap2
from meldcode.vragen.vastlegging import fill
from tests import builders
from tests.builders import close, opened, record, te_vernietigen, work
from tests.cast import DICK, MONDAY, NEXT_MONDAY, NOOR, SCHOOL, TUESDAY, WEDNESDAY
from tests.db.conftest import NOW
from tests.db.keeping import count, kept, moment

YEAR = Schooljaar(2026)
DAYS = [MONDAY + timedelta(days=each) for each in range(-3, 40)]
_PEOPLE = {"noor": NOOR, "dick": DICK}


def a_story() -> Dossier:
    """Opened on Monday, advice asked on Tuesday, and on Wednesday no indication."""
    told = close(work(opened(naam="Sem Distelvink"), 1, on=TUESDAY), 1, on=TUESDAY)
    told = record(told, AdviesVeiligThuis, on=TUESDAY)
    told = work(told, 2, on=WEDNESDAY, without=UitkomstStap2)
    return close(record(told, UitkomstStap2, on=WEDNESDAY, uitkomst="geen_indicatie"), 2, on=WEDNESDAY)


def stored_day_by_day(told: Dossier) -> Dossier:
    first = told.records[0]
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    dossier = dossiers.open_dossier(opening, by=_PEOPLE[first.by], moment=replace(moment(), on=first.on))
    for number in range(2, len(told.records) + 1):
        dossier = replace(dossier, records=told.records[:number])
        last = dossier.records[-1]
        dossiers.save(dossier, by=_PEOPLE[last.by], moment=replace(moment(), on=last.on))
    return dossier


def destroyed(dossier: Dossier, on: date = NEXT_MONDAY) -> None:
    dossiers.save(builders.destroyed(dossier, on=on), by=DICK, moment=replace(moment(), on=on))


def on(day: date) -> Stand:
    with reading(SCHOOL) as connection:
        return figures.stand(connection, DICK, day)


def without_people(counts: Counts) -> Counter[tuple[str, ...]]:
    """Counted per role: of a destroyed dossier it is not kept who had to act in it."""
    found: Counter[tuple[str, ...]] = Counter()
    for (figuur, *groep), number in counts.items():
        found[(figuur, groep[0], *groep[2:]) if figuur == "wacht" else (figuur, *groep)] += number
    return +found


def year(today: date) -> Counts:
    with reading(SCHOOL) as connection:
        return jaarcijfers.of_school(connection, DICK, YEAR, today)


def left() -> list[tuple[object, ...]]:
    with reading(EVERY_SCHOOL) as connection:
        return [tuple(row) for row in connection.execute(select(schema.statistiek))]


@pytest.mark.usefixtures("folder")
def test_on_every_day_before_the_destruction_the_counts_are_what_they_were() -> None:
    dossier = stored_day_by_day(a_story())
    kept(opened())
    before = {day: on(day).counts for day in DAYS if day < NEXT_MONDAY}
    destroyed(dossier)
    assert count("verloop_fase") == 1, "of the other dossier"
    for day, counts in before.items():
        assert without_people(on(day).counts) == without_people(counts), day
    assert on(WEDNESDAY).open == 2 and on(WEDNESDAY).open_en_vernietigd == 1
    assert on(NEXT_MONDAY).open == 1 and on(NEXT_MONDAY).open_en_vernietigd == 0


@pytest.mark.usefixtures("folder")
def test_it_counts_in_the_account_of_its_year_as_it_would_have_without_being_destroyed() -> None:
    dossier = stored_day_by_day(a_story())
    before = Jaarverslag("x", YEAR, year(NEXT_MONDAY))
    destroyed(dossier)
    after = Jaarverslag("x", YEAR, year(NEXT_MONDAY))
    assert (after.geopend, after.secties[0].regels) == (1, before.secties[0].regels)
    assert after.secties[3] == before.secties[3], "the time per stap"
    assert after.vernietigd == {"op_tijd": 0, "te_laat": 1, "onbekend": 0}, "two days were given, five were taken"
    on_time, late = before.termijnen()
    assert after.termijnen() == (on_time, late), "what was late then stays late"


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_destroyed_in_time_is_counted_as_such() -> None:
    destroyed(kept(te_vernietigen()), on=WEDNESDAY)
    assert Jaarverslag("x", YEAR, year(NEXT_MONDAY)).vernietigd == {"op_tijd": 1, "te_laat": 0, "onbekend": 0}


@pytest.mark.usefixtures("folder")
def test_school_year_stap_reached_and_outcome_remain() -> None:
    destroyed(kept(te_vernietigen()))
    rows = [row for row in left() if row[2] == "uitkomst"]
    assert rows == [(SCHOOL, YEAR.begin, "uitkomst", "2|geen_indicatie", 1)]
    destroyed(kept(te_vernietigen()))
    rows = [row for row in left() if row[2] == "uitkomst"]
    assert rows == [(SCHOOL, YEAR.begin, "uitkomst", "2|geen_indicatie", 2)], "added up: no row is of one dossier"


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_what_is_left_names_no_dossier_no_code_name_and_nobody() -> None:
    dossier = stored_day_by_day(a_story())
    destroyed(dossier)
    text = json.dumps(left(), default=str)
    assert len(left()) > 5
    for named in (dossier.id, dossier.codenaam, "Distelvink", "noor", "Noor", "dick", "Dick"):
        assert named not in text
    with reading(EVERY_SCHOOL) as connection:
        for table in verloop.TABLES:
            assert connection.execute(select(table).where(table.c.dossier_id == dossier.id)).first() is None
    with pytest.raises(vault.VaultError):
        vault.vault().key(dossier.id)


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_two_stories_leave_the_same_rows_as_each_twice() -> None:
    """Nothing in the rows tells which of them came from the same dossier."""

    def after(*stories: Callable[[], Dossier]) -> dict[tuple[object, ...], object]:
        before = {row[:4]: row[4] for row in left()}
        for story in stories:
            destroyed(stored_day_by_day(story()))
        return {row[:4]: row[4] - before.get(row[:4], 0) for row in left() if row[4] != before.get(row[:4], 0)}  # type: ignore[operator]

    one, other = after(a_story), after(te_vernietigen)
    both = after(a_story, te_vernietigen)
    assert both == {
        key: found
        for key in {*one, *other}
        if (found := int(one.get(key, 0)) + int(other.get(key, 0)))  # type: ignore[call-overload]
    }


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_it_counts_once_when_a_back_up_from_before_is_put_back() -> None:
    dossier = stored_day_by_day(a_story())
    vault.vault().destroy([dossier.id])  # destroyed after the back-up: its key is gone, its rows are back
    after_restore.settle(NOW + timedelta(days=7))
    assert on(TUESDAY).open == 1 and on(date(2026, 11, 30)).open == 0
    assert Jaarverslag("x", YEAR, year(NEXT_MONDAY)).geopend == 1
