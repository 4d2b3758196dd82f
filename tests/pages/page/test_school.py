"""The fixtures themselves: dossiers that tests find in a copied school equal dossiers stored in the usual way."""

import pytest
from sqlalchemy import Table, select

from db import schema
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Uitnodiging
from tests.builders import in_opvolging, opened, record
from tests.cast import LARS, SCHOOL
from tests.pages.school import School, Shelf, stored

# Columns that differ between equal records, because they identify or seal them; the content is compared below.
OF_ITS_OWN = {"id", "dossier_id", "codenaam", "submit_key", "content"}


def rows(table: Table, dossier: Dossier) -> list[dict[str, object]]:
    """All rows of a dossier, without what is unique to it."""
    mine = table.c.id if table is schema.dossier else table.c.dossier_id
    with reading(EVERY_SCHOOL) as connection:
        found = connection.execute(select(table).where(mine == dossier.id)).mappings().all()
    kept = [{name: value for name, value in row.items() if name not in OF_ITS_OWN} for row in found]
    return sorted(kept, key=repr)


TABLES = [schema.dossier, *(table for table in schema.metadata.sorted_tables if "dossier_id" in table.c)]
COMPARED = [table for table in TABLES if table is not schema.journal]


def test_what_is_copied_is_the_same_as_what_is_stored_record_by_record(school: School, shelf: Shelf) -> None:
    dossier = record(in_opvolging("beide"), Uitnodiging)
    for _twice in range(2):
        copy = shelf.brings("beide", school.place, lambda: stored(dossier))
    other = stored(dossier)
    assert copy.id != other.id and copy.codenaam != other.codenaam
    assert school.reads(copy).records == school.reads(other).records == dossier.records
    assert [table.name for table in COMPARED if rows(table, copy) != rows(table, other)] == []
    assert sum(bool(rows(table, copy)) for table in COMPARED) > 5
    assert school.rows()["journal"] == 2 * len(dossier.records) and journal.verify(SCHOOL) is None


def test_a_copy_is_there_for_the_first_dossier_of_a_school_alone(school: School) -> None:
    first, second = school.keeps(opened()), school.keeps(opened())
    assert first.id != second.id and school.rows()["dossier"] == 2
    assert school.reads(first).records == school.reads(second).records


def test_what_a_school_holds_is_not_put_back_by_a_copy(school: School) -> None:
    school.changes(LARS, naam="Lars de Tweede")
    school.keeps(opened())
    with reading(EVERY_SCHOOL) as connection:
        named = connection.execute(select(schema.account.c.naam).where(schema.account.c.id == LARS.id)).scalar_one()
    assert named == "Lars de Tweede"


def test_of_the_shelf_each_gets_a_school_of_their_own(school: School, shelf: Shelf) -> None:
    kept = shelf.brings("opened", school.place, lambda: stored(opened()))
    school.adds(kept, Uitnodiging)
    assert len(school.reads(shelf.brings("opened", school.place, lambda: stored(opened()))).records) == 1


def test_whoever_changes_something_where_one_only_looks_is_found_out(school: School) -> None:
    kept = school.keeps(opened())
    with school.unchanged():
        school.comes(LARS).opens("start.py")
    with pytest.raises(AssertionError, match="vastlegging"), school.unchanged():
        school.adds(kept, Uitnodiging)
    with pytest.raises(AssertionError, match="account"), school.unchanged():
        school.changes(LARS, naam="Lars de Derde")
