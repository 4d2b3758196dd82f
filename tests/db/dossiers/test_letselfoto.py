"""The store itself asks once more whether the school takes a photo of an injury, as the board decided it by then."""

import pytest

from db.dossiers import dossiers
from db.upkeep import verification
from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.eigen.woorden import spoken
from meldcode.vastleggingen import Bijlage
from meldcode.vragen.vastlegging import fill
from tests.builders import opened, record
from tests.cast import MONDAY, NOOR, OTHER_SCHOOL, SCHOOL
from tests.db.dossiers.attachments import last_file, read
from tests.db.keeping import count, found, kept, moment, taken_in
from tests.letsel import decides, says

pytestmark = pytest.mark.usefixtures("folder")


def with_a_photo(wat: str = "letsel"):
    """A dossier in which the page was allowed to add this, whatever the store says."""
    stored = kept(opened())
    with spoken(says(mag=True)):
        return record(stored, Bijlage, wat=wat, bestand=str(taken_in(stored)))


@pytest.mark.either
@pytest.mark.parametrize("decided", [None, False])
def test_a_photo_of_an_injury_is_not_stored_while_it_is_off(decided: bool | None) -> None:
    after = with_a_photo()
    if decided is not None:
        decides(decided)
    decides(True, OTHER_SCHOOL)  # which says nothing about this one
    with pytest.raises(Geweigerd, match="voegt niemand een foto van letsel bij een dossier"):
        dossiers.save(after, by=NOOR, moment=moment())
    stored = found(after)
    assert stored and len(stored.records) == 1 and verification.quickly(SCHOOL) == []


@pytest.mark.either
def test_it_is_stored_while_it_is_on_and_read_and_corrected_once_it_is_off_again() -> None:
    decides(True)
    after = with_a_photo()
    dossiers.save(after, by=NOOR, moment=moment())
    decides(False)
    before = after.records[-1]
    raw = {each.naam: each.waarde for each in before.antwoorden} | {"inhoud": "Het was de andere arm, de linker."}
    corrected = vastleggen.correct(after, before, fill(Bijlage, raw, MONDAY), by=NOOR, on=MONDAY)
    dossiers.save(corrected, by=NOOR, moment=moment())
    assert found(after) == corrected and read(corrected, last_file(corrected)) and count("bijlage") == 1
    assert verification.quickly(SCHOOL) == []


def test_what_is_no_injury_is_stored_as_before() -> None:
    after = with_a_photo("foto")
    dossiers.save(after, by=NOOR, moment=moment())
    assert found(after) == after
