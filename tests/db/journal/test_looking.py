"""Looking for a name among sealed ones: everything one may know of, nothing else, and quick enough to type along."""

import pytest

from benchmarks import looking
from db.dossiers import dossierlijst
from db.store.engine import reading
from meldcode.namen.zoeken import Zoekvraag, read_zoekvraag
from tests.builders import opened
from tests.cast import LARS, MONDAY, NOOR, SARA
from tests.db.keeping import kept

pytestmark = pytest.mark.wide


@pytest.mark.usefixtures("folder")
def test_one_of_two_thousand_names_is_found_within_150_milliseconds_of_work() -> None:
    looking.fill_school(2_000, NOOR)
    assert looking.look(NOOR, "leerling 1234") == 1 and looking.look(SARA, "leerling 1234") == 0
    by_the_clock, of_the_processor = looking.milliseconds(NOOR, "leerling 1234")
    assert of_the_processor < 150, f"{of_the_processor:.0f} ms of the processor, {by_the_clock:.0f} ms by the clock"


@pytest.mark.usefixtures("folder")
def test_everybody_finds_what_they_may_read_the_name_of_and_nothing_else() -> None:
    hers, his = kept(opened(naam="Iris Bloemendaal")), kept(opened(by=LARS, naam="Irina Vlier"))
    for user, expected in ((NOOR, {hers.id, his.id}), (LARS, {his.id}), (SARA, set())):
        with reading(user.school_id) as connection:
            every = dossierlijst.regels(connection, user, MONDAY)
            found = dossierlijst.gezocht(connection, every, read_zoekvraag("ir"))
        assert {each.dossier_id for each in found} == expected, user.naam


@pytest.mark.usefixtures("folder")
def test_a_question_that_asks_nothing_finds_nothing() -> None:
    kept(opened())
    with reading(NOOR.school_id) as connection:
        assert dossierlijst.gezocht(connection, dossierlijst.regels(connection, NOOR, MONDAY), Zoekvraag()) == []
