"""Saving a dossier: every record is stored literally, once, completely, and in order."""

from dataclasses import replace

import pytest

from db.dossiers import dossier_rows, dossiers, verplichting_rows
from db.dossiers.dossiers import Intussen
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier import vastleggen
from meldcode.vastleggingen import Opening, Overleg, Signaal
from meldcode.vragen.vastgelegd import Antwoord
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, opened, record
from tests.cast import MONDAY, NOOR, SARA
from tests.db.keeping import count, found, kept, kept_one_by_one, moment, recorded

LETTERS = "Zij zei: «waʼarom» 🙂🏳️‍🌈 שלום\u200f — <b>*niet*</b>\n\tregel twee  "


@pytest.mark.usefixtures("folder")
def test_a_dossier_is_read_back_as_it_was_recorded() -> None:
    stored = kept_one_by_one(after_stap(4))
    assert found(stored) == stored


@pytest.mark.usefixtures("folder")
def test_an_answer_is_kept_to_the_letter() -> None:
    stored = recorded(kept(opened()), Signaal, waarneming=LETTERS)
    read = found(stored)
    assert read is not None and read.records[-1].tekst("waarneming") == LETTERS


@pytest.mark.usefixtures("folder")
def test_the_store_itself_sets_no_limit_to_an_answer() -> None:
    stored = kept(opened())
    long = Antwoord("waarneming", "Wat?", "ë" * 100_000, "ë" * 100_000)
    after = record(stored, Signaal)
    after = replace(after, records=(*after.records[:-1], after.records[-1]._replace(antwoorden=(long,))))
    dossiers.save(after, by=NOOR, moment=moment())
    read = found(stored)
    assert read is not None and read.records[-1].antwoorden == (long,)


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_vraag_keeps_the_wording_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = recorded(kept(opened()), Signaal)
    asked = stored.records[-1].antwoorden[0].vraag
    monkeypatch.setattr(Signaal, "titel", "Een andere titel van later")
    read = found(stored)
    assert read is not None
    assert (read.records[-1].titel, read.records[-1].antwoorden[0].vraag) == ("Signaal", asked)


@pytest.mark.usefixtures("folder")
def test_pressing_twice_records_once() -> None:
    stored = kept(opened())
    after = record(stored, Signaal)
    for _press in range(2):
        dossiers.save(after, by=NOOR, moment=moment("the same press"))
    assert found(stored) == after


@pytest.mark.usefixtures("folder")
def test_a_press_that_was_stored_stores_nothing_more_from_a_page_drawn_since() -> None:
    once = record(kept(opened()), Signaal)
    dossiers.save(once, by=NOOR, moment=moment("the same press"))
    dossiers.save(record(once, Signaal), by=NOOR, moment=moment("the same press"))
    assert found(once) == once


@pytest.mark.usefixtures("folder")
def test_opening_twice_with_one_press_gives_one_dossier() -> None:
    opening = fill(Opening, answers(Opening))
    first, second = (dossiers.open_dossier(opening, by=NOOR, moment=moment("one press")) for _press in range(2))
    assert first == second and count("dossier") == 1


@pytest.mark.usefixtures("folder")
def test_who_comes_second_is_told_what_the_first_recorded_and_nothing_is_stored() -> None:
    seen = kept(opened())
    recorded(seen, Signaal)
    with pytest.raises(Intussen) as meanwhile:
        dossiers.save(record(seen, Overleg, met="ib_er"), by=NOOR, moment=moment())
    assert [each.titel for each in meanwhile.value.added] == ["Signaal"]
    assert count("vastlegging") == 2


@pytest.mark.usefixtures("folder")
def test_nothing_is_stored_by_half(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(opened())

    def breaks(*_anything: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(verplichting_rows, "settle", breaks)
    with pytest.raises(RuntimeError):
        dossiers.save(record(stored, Signaal), by=NOOR, moment=moment())
    assert found(stored) == stored and count("vastlegging") == 1


@pytest.mark.usefixtures("folder")
def test_another_school_finds_no_dossier_by_its_id() -> None:
    stored = kept(opened())
    assert found(replace(stored, school_id=SARA.school_id)) is None


@pytest.mark.usefixtures("folder")
def test_a_correction_is_kept_beside_what_it_corrects_and_lists_show_it() -> None:
    stored = kept(opened(naam="Sem"))
    after = vastleggen.correct(
        stored, stored.records[0], fill(Opening, answers(Opening, naam="Semih")), by=NOOR, on=MONDAY
    )
    dossiers.save(after, by=NOOR, moment=moment())
    assert found(stored) == after
    with reading(EVERY_SCHOOL) as connection:
        assert dossier_rows.leerlingen(connection, [stored.id])[stored.id].naam == "Semih"
    assert count("vastlegging") == 2
