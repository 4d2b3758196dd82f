"""What is recorded is there, once and as one piece, whoever else is at it and however often it is sent."""

import json
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import dossiers, journal, schema
from db.dossiers import Intussen
from db.engine import EVERY_SCHOOL, reading
from meldcode.dossier import Dossier
from meldcode.vastgelegd import Antwoord, Vastgelegd
from meldcode.vastleggingen import Opening, Overleg, Signaal
from meldcode.vraag import fill
from tests.builders import after_stap, answers, opened, record
from tests.cast import MONDAY, NOOR, SCHOOL
from tests.db.keeping import count, found, kept, moment, recorded

STEPS = ("_settle", "verplichting_row", "content_of", "recorded")


def all_at_once(*work) -> list[Exception]:  # type: ignore[no-untyped-def]
    """Do these things in threads of their own; give what went wrong."""
    trouble: list[Exception] = []

    def doing(each) -> None:  # type: ignore[no-untyped-def]
        try:
            each()
        except Exception as problem:  # told to the caller
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
    """And the same press stores it once the cause is gone."""
    stored = kept(after_stap(1))
    tables = ("vastlegging", "verplichting", "journal")
    before = [count(table) for table in tables]
    after = record(stored, Signaal)

    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(dossiers, step, breaks)
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
        patch.setattr(dossiers, "_settle", breaks)
        with pytest.raises(RuntimeError):
            kept(opened())
    assert [count(table) for table in ("dossier", "vastlegging", "verplichting", "journal")] == [0, 0, 0, 0]
    assert kept(opened()).codenaam.endswith(" 1")


@pytest.mark.usefixtures("folder")
def test_a_press_that_arrives_again_after_a_colleague_recorded_something_stores_nothing_more() -> None:
    """A line that was lost sends the same press once more, late."""
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
def test_eight_who_work_on_dossiers_of_their_own_lose_nothing_and_wait_for_nobody() -> None:
    """Two hundred saves: none lost, nobody is told that the database is locked, the journal is one line."""
    started = [kept(opened()) for _person in range(8)]

    def busy(dossier: Dossier) -> None:
        for _signal in range(25):
            dossier = recorded(dossier, Signaal)

    assert all_at_once(*(lambda each=each: busy(each) for each in started)) == []
    assert [len(stored.records) for each in started if (stored := found(each))] == [26] * 8
    assert count("journal") == 8 * 26 and journal.verify(SCHOOL) is None


ANSWER = st.text(st.characters(codec="utf-8"), max_size=200)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWER, ANSWER, st.none() | ANSWER | st.lists(ANSWER, max_size=3))
def test_whatever_was_answered_is_sealed_and_read_to_the_letter(vraag: str, tekst: str, waarde: object) -> None:
    record = Vastgelegd(1, "Signaal", "Signaal", MONDAY, "noor", (Antwoord("x", vraag, tekst, waarde),))  # type: ignore[arg-type]
    read = json.loads(dossiers.content_of(record).encode().decode())
    assert tuple(Antwoord(*each) for each in read["antwoorden"]) == record.antwoorden
