"""Of which schools an account of the bestuur sees figures, on SQLite and PostgreSQL."""

import pytest

from db.accounts import bestuur
from db.cijfers import figures
from db.store.engine import EVERY_SCHOOL, reading, transaction
from tests.builders import after_stap, opened
from tests.cast import BESS, MONDAY, OTHER_SCHOOL, SCHOOL
from tests.db.keeping import kept


@pytest.mark.usefixtures("folder")
def test_the_schools_are_those_that_were_given_last() -> None:
    def given() -> list[str]:
        with reading(BESS.school_id) as connection:
            return bestuur.schools_of(connection, BESS.id)

    assert given() == []
    for wanted in ([SCHOOL, OTHER_SCHOOL], [OTHER_SCHOOL]):
        with transaction(EVERY_SCHOOL) as connection:
            bestuur.set_schools(connection, BESS.id, wanted)
        assert given() == sorted(wanted)


@pytest.mark.usefixtures("folder")
def test_every_school_is_counted_by_itself_and_one_without_dossiers_too() -> None:
    kept(opened())
    kept(after_stap(2))
    with reading(EVERY_SCHOOL) as connection:
        found = figures.stands(connection, [SCHOOL, OTHER_SCHOOL], MONDAY)
    assert {each: stand.open for each, stand in found.items()} == {SCHOOL: 2, OTHER_SCHOOL: 0}
    assert found[SCHOOL].per_stap[3] == (1, 0) and found[SCHOOL].van("ontvangst") == (2, 0)
