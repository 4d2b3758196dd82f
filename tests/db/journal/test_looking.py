"""Looking for a dossier by name, although names are sealed: complete, nothing one may not know, and fast enough."""

import pytest

from benchmarks import looking
from db.dossiers import dossier_rows, dossierlijst
from db.store.engine import reading
from meldcode.namen.zoeken import Zoekvraag, read_zoekvraag
from tests.builders import opened
from tests.cast import LARS, MONDAY, NOOR, SARA
from tests.db.keeping import kept

pytestmark = pytest.mark.wide


@pytest.mark.usefixtures("folder")
def test_to_find_one_of_two_thousand_names_costs_little_more_than_to_open_them() -> None:
    """As a multiple of the least it could cost, so that it holds on every machine; `make bench` has milliseconds."""
    looking.fill_school(2_000, NOOR)
    assert looking.look(NOOR, "leerling 1234") == 1 and looking.look(SARA, "leerling 1234") == 0
    found = looking.measured(NOOR, "leerling 1234")
    assert found.work < 4 * found.floor, found


@pytest.mark.usefixtures("folder")
def test_everybody_finds_what_they_may_read_the_name_of_and_nothing_else() -> None:
    hers, his = kept(opened(naam="Iris Bloemendaal")), kept(opened(by=LARS, naam="Irina Vlier"))
    for user, expected in ((NOOR, {hers.id, his.id}), (LARS, {his.id}), (SARA, set())):
        with reading(user.school_id) as connection:
            found = dossierlijst.gezocht(connection, user, MONDAY, read_zoekvraag("ir"))
        assert set(found) == expected, user.naam


@pytest.mark.usefixtures("folder")
def test_a_question_that_asks_nothing_finds_nothing() -> None:
    kept(opened())
    with reading(NOOR.school_id) as connection:
        assert dossierlijst.gezocht(connection, NOOR, MONDAY, Zoekvraag()) == []


@pytest.mark.usefixtures("folder")
def test_of_more_dossiers_than_one_query_takes_each_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier_rows, "_AT_ONCE", 2)
    every = {kept(opened(naam=f"Iris {letter}")).id for letter in "ABCDE"}
    with reading(NOOR.school_id) as connection:
        assert set(dossierlijst.gezocht(connection, NOOR, MONDAY, read_zoekvraag("iris"))) == every
