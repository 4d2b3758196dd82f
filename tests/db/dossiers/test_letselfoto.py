"""The store itself asks once more whether the school takes a photo of an injury, as the board decided it by then."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db import schema
from db.backup.restore import restore
from db.dossiers import bijlagen, concepten, dossiers
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from db.upkeep import verification
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.eigen.woorden import spoken
from meldcode.vastleggingen import Bijlage
from meldcode.vragen.bestand import Bestandssoort
from meldcode.vragen.vastlegging import fill
from tests import files
from tests.builders import opened, record, te_vernietigen
from tests.cast import CAST, MIRJAM, MONDAY, NOOR, OTHER_SCHOOL, SCHOOL
from tests.db.conftest import NOW
from tests.db.dossiers.attachments import last_file, read, see
from tests.db.keeping import backed_up, count, found, kept, meddled, moment, taken_in
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


# The original beside it


def with_its_original() -> tuple[Dossier, bytes]:
    """A dossier with a photo that is said to be evidence, and the bytes that were brought."""
    decides(True)
    stored, brought = kept(opened()), files.from_a_phone()
    given: dict[str, Any] = {"by": NOOR, "dossier_id": stored.id, "concept": "Bijlage", "at": NOW}
    photo, original = bijlagen.take_in(brought, **given), bijlagen.keep_original(brought, **given)
    with spoken(says(mag=True)):
        after = record(stored, Bijlage, wat="letsel", als_bewijs="ja", bestand=str(photo), origineel=str(original))
    dossiers.save(after, by=NOOR, moment=moment())
    return after, brought


@pytest.mark.either
def test_the_original_is_kept_to_the_byte_beside_the_photo_without_place_and_device() -> None:
    dossier, brought = with_its_original()
    photo, original = dossier.records[-1].bestanden
    assert read(dossier, original) == brought and original.soort is Bestandssoort.ORIGINEEL
    cleaned = read(dossier, photo)
    assert cleaned and cleaned != brought and b"Exif" in brought and b"Exif" not in cleaned
    assert count("bijlage") == 2 and verification.quickly(SCHOOL) == []


def test_who_reads_the_record_gets_the_original_and_nobody_else() -> None:
    dossier, _brought = with_its_original()
    _photo, original = dossier.records[-1].bestanden
    may = [each.naam for each in CAST if read(dossier, original, each) is not None]
    assert may == [NOOR.naam, MIRJAM.naam]


def test_it_lies_sealed() -> None:
    dossier, brought = with_its_original()
    with reading(EVERY_SCHOOL) as connection:
        contents = connection.scalars(select(schema.bijlage.c.content)).all()
    assert len(contents) == 2 and not [each for each in contents if brought[:64] in each or b"Exif" in each]
    assert dossier.records[-1].tekst("als_bewijs") == "Ja"


def test_both_stand_in_the_journal_and_a_change_of_the_original_is_found() -> None:
    dossier, _brought = with_its_original()
    photo, original = dossier.records[-1].bestanden
    with reading(EVERY_SCHOOL) as connection:
        lines = [each for each in journal.lines(connection, SCHOOL) if each.action == journal.ATTACHED]
    assert {each.object_id for each in lines} == {photo.id, original.id}
    assert journal.verify(SCHOOL) is None
    with meddled("UPDATE bijlage SET size = 1 WHERE soort = 'org'"):
        assert journal.verify(SCHOOL) is not None


def test_an_original_that_is_not_wanted_any_more_goes_with_the_concept() -> None:
    decides(True)
    stored, brought = kept(opened()), files.from_a_phone()
    given: dict[str, Any] = {"by": NOOR, "dossier_id": stored.id, "concept": "Bijlage", "at": NOW}
    photo, original = bijlagen.take_in(brought, **given), bijlagen.keep_original(brought, **given)
    with spoken(says(mag=True)):
        after = record(stored, Bijlage, wat="letsel", als_bewijs="nee", bestand=str(photo), origineel=str(original))
    concepten.keep(NOOR, stored.id, "Bijlage", {"wat": "letsel"}, NOW)
    seen = concepten.find(NOOR, stored.id, "Bijlage")
    assert seen
    forget = partial(concepten.forget, user=NOOR, dossier_id=stored.id, soort="Bijlage", seen=seen.versie)
    dossiers.save(after, by=NOOR, moment=moment(), also=forget)
    assert count("bijlage") == 1 and read(after, original) is None


def test_it_is_destroyed_with_the_dossier() -> None:
    decides(True)
    stored, brought = kept(te_vernietigen()), files.from_a_phone()
    given: dict[str, Any] = {"by": NOOR, "dossier_id": stored.id, "concept": "Bijlage", "at": NOW}
    bijlagen.take_in(brought, **given)
    bijlagen.keep_original(brought, **given)
    assert count("bijlage") == 2
    see(stored)
    assert count("bijlage") == 0


@pytest.mark.either
def test_a_back_up_has_it_and_gives_it_back(empty: Callable[[], Path], tmp_path: Path) -> None:
    dossier, brought = with_its_original()
    file = backed_up(tmp_path)
    empty()
    assert "klopt met het logboek" in " ".join(restore(file, NOW))
    assert read(dossier, dossier.records[-1].bestanden[1]) == brought and count("bijlage") == 2
