"""A record is stored once and completely, whoever else is recording and however often it is sent."""

import os
from dataclasses import replace
from functools import partial
from threading import Thread

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers, verplichting_rows
from db.dossiers.dossiers import Intussen
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Opening, Overleg, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, opened, record
from tests.cast import NOOR, SCHOOL
from tests.db.keeping import count, found, kept, moment, recorded, whole

PEOPLE = int(os.environ.get("MELDROUTE_PEOPLE", "8"))
WRITES = int(os.environ.get("MELDROUTE_WRITES", "5"))
STEPS = {
    "settle": verplichting_rows,
    "verplichting_row": verplichting_rows,
    "content_of": dossiers,
    "recorded": dossiers,
}
"""Functions on the way to a stored vastlegging, and the module that calls each."""


def all_at_once(*work) -> list[Exception]:  # type: ignore[no-untyped-def]
    """Do these things at the same time, in threads; return the exceptions."""
    trouble: list[Exception] = []

    def doing(each) -> None:  # type: ignore[no-untyped-def]
        try:
            each()
        except Exception as problem:  # returned to the caller
            trouble.append(problem)

    threads = [Thread(target=doing, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return trouble


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("step", STEPS)
def test_whatever_breaks_nothing_is_stored_by_half(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same press stores it once the cause is gone."""
    stored = kept(after_stap(1))
    tables = ("vastlegging", "verplichting", "journal")
    before = [count(table) for table in tables]
    after = record(stored, Signaal)

    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(STEPS[step], step, breaks)
        with pytest.raises(RuntimeError):
            dossiers.save(after, by=NOOR, moment=moment("the same press"))
    assert found(stored) == stored and [count(table) for table in tables] == before
    dossiers.save(after, by=NOOR, moment=moment("the same press"))
    assert found(stored) == after and journal.verify(SCHOOL) is None


@pytest.mark.usefixtures("folder")
def test_opening_that_breaks_leaves_no_dossier_and_no_gap_in_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(verplichting_rows, "settle", breaks)
        with pytest.raises(RuntimeError):
            kept(opened())
    assert [count(table) for table in ("dossier", "vastlegging", "verplichting", "journal")] == [0, 0, 0, 0]
    assert kept(opened()).codenaam.endswith(" 1")


@pytest.mark.usefixtures("folder")
def test_a_press_that_arrives_again_after_a_colleague_recorded_something_stores_nothing_more() -> None:
    """After a lost connection the browser may send the same press again, late."""
    stored = kept(opened())
    after = record(stored, Signaal)
    dossiers.save(after, by=NOOR, moment=moment("the same press"))
    now = recorded(after, Overleg, met="ib_er")
    dossiers.save(after, by=NOOR, moment=moment("the same press"))
    assert found(stored) == now


@pytest.mark.usefixtures("folder")
def test_of_eight_who_record_at_one_moment_one_is_first_and_seven_are_told() -> None:
    seen = kept(opened())
    after = record(seen, Signaal)
    trouble = all_at_once(*(lambda: dossiers.save(after, by=NOOR, moment=moment()) for _person in range(8)))
    assert [type(each) for each in trouble] == [Intussen] * 7
    assert all(len(each.added) == 1 for each in trouble if isinstance(each, Intussen))
    assert found(seen) == after and count("vastlegging") == 2


@pytest.mark.usefixtures("folder")
def test_one_press_that_arrives_eight_times_at_one_moment_records_once() -> None:
    seen = kept(opened())
    after = record(seen, Signaal)
    assert all_at_once(*(lambda: dossiers.save(after, by=NOOR, moment=moment("press")) for _time in range(8))) == []
    assert found(seen) == after and count("vastlegging") == 2


@pytest.mark.usefixtures("folder")
def test_dossiers_opened_at_one_moment_have_names_of_their_own() -> None:
    opening = fill(Opening, answers(Opening))
    work = [lambda: dossiers.open_dossier(opening, by=NOOR, moment=moment()) for _person in range(8)]
    assert all_at_once(*work) == []
    with reading(EVERY_SCHOOL) as connection:
        names = connection.scalars(select(schema.dossier.c.codenaam)).all()
    assert len(set(names)) == 8 and {name.split()[1] for name in names} == set("12345678")


@pytest.mark.usefixtures("folder")
def test_many_who_work_on_dossiers_of_their_own_lose_nothing_and_are_never_told_to_wait() -> None:
    """Because of ``BEGIN IMMEDIATE`` nobody is told that the database is locked; dossiers and journal are complete."""
    started = [kept(opened()) for _person in range(PEOPLE)]

    def busy(dossier: Dossier) -> None:
        for _signal in range(WRITES):
            dossier = recorded(dossier, Signaal)

    assert all_at_once(*(partial(busy, each) for each in started)) == []
    stored = whole()
    assert {each.id for each in started} == set(stored)
    assert [len(each.records) for each in stored.values() if each] == [1 + WRITES] * PEOPLE
    assert count("journal") == PEOPLE * (1 + WRITES)


@pytest.mark.usefixtures("folder")
def test_many_who_record_in_one_dossier_all_get_their_words_in() -> None:
    """Each is told what came in between, looks again and records: everything is stored, once."""
    shared = kept(opened())
    per_person = max(1, WRITES // 10)

    def busy(person: int) -> None:
        for time in range(per_person):
            record_until_first(shared, f"Persoon {person}, keer {time}, zag iets.")

    assert all_at_once(*(partial(busy, person) for person in range(PEOPLE))) == []
    (stored,) = whole().values()
    assert stored is not None
    words = sorted(str(each.waarde("waarneming")) for each in stored.records[1:])
    wanted = [f"Persoon {person}, keer {time}, zag iets." for person in range(PEOPLE) for time in range(per_person)]
    assert words == sorted(wanted)


def record_until_first(dossier: Dossier, words: str) -> None:
    """Do what a person does: press, read what a colleague recorded meanwhile, press again."""
    seen = found(dossier)
    while seen is not None:
        try:
            recorded(seen, Signaal, waarneming=words)
        except Intussen as meanwhile:
            seen = replace(seen, records=(*seen.records, *meanwhile.added))
        else:
            return
