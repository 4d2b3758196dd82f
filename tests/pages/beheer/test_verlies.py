"""After an older database was put back, the directie is told on its page until it confirms having looked into it."""

import pytest

from db.journal import chain, journal, verlies
from db.keys import vault
from db.store.engine import transaction
from tests.cast import BEA, DICK, NOOR, SCHOOL
from tests.pages.school import School

HEADING = "Er klopt iets niet in Meldroute"


@pytest.fixture
def loss(school: School) -> None:
    """The key store has the journal up to line 40, which this database lacks."""
    journal.noted(NOOR, journal.VIEWED, school.now)
    vault.vault().anchor(SCHOOL, 40, "f" * 64)
    with transaction(SCHOOL) as connection:
        chain.look_back(connection, SCHOOL, school.now)


@pytest.mark.usefixtures("loss")
def test_the_directie_sees_it_and_says_that_it_was_looked_into(school: School) -> None:
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert HEADING in dick.reads() and "regel 40" in dick.reads()
    dick.presses("Dit is uitgezocht")
    assert HEADING not in dick.reads() and "uitgezocht" in dick.reads()
    with transaction(SCHOOL) as connection:
        assert [each.is_answered for each in verlies.losses(connection, SCHOOL)] == [True]
        assert journal.lines(connection, SCHOOL)[0].actor == DICK.id
    assert journal.verify(SCHOOL) is None
    dick.opens("directie.py")
    assert HEADING not in dick.reads()


@pytest.mark.usefixtures("loss")
def test_of_several_she_sees_one_at_a_time_and_how_many_there_are_still(school: School) -> None:
    vault.vault().anchor(SCHOOL, 60, "e" * 64)
    with transaction(SCHOOL) as connection:
        chain.look_back(connection, SCHOOL, school.now)
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "regel 40" in dick.reads() and "nog 1 keer" in dick.reads() and "regel 60" not in dick.reads()
    dick.presses("Dit is uitgezocht")
    assert "regel 60" in dick.reads() and "nog 1 keer" not in dick.reads()


@pytest.mark.usefixtures("loss")
def test_beheer_reads_what_to_do(school: School) -> None:
    bea = school.comes(BEA)
    bea.opens("beheer.py")
    bea.presses("Controleer")
    assert journal.UNTIL in bea.reads()


def test_without_a_loss_there_is_no_word_of_it(school: School) -> None:
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert HEADING not in dick.reads()
