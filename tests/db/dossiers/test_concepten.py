"""Concepten: what somebody types is stored for them alone, in the right dossier, until it is recorded."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update

from db import schema
from db.dossiers import concepten
from db.dossiers.concepten import NIEUW
from db.keys import vault
from db.store.engine import transaction
from meldcode.rollen import User
from meldcode.vastleggingen import Signaal
from meldcode.vragen.vastlegging import says_all
from tests.builders import opened
from tests.cast import LARS, NOOR
from tests.db.conftest import NOW
from tests.db.keeping import kept


def raw(user: User, dossier_id: str, soort: str = "Signaal") -> object:
    found = concepten.find(user, dossier_id, soort)
    return found and dict(found.raw)


@pytest.mark.usefixtures("folder")
def test_the_last_that_was_typed_is_what_is_found() -> None:
    stored = kept(opened())
    for text in ("eerst", "daarna 🙂"):
        concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": text, "redenen": ["a"]}, NOW)
    assert raw(NOOR, stored.id) == {"waarneming": "daarna 🙂", "redenen": ["a"]}


@pytest.mark.usefixtures("folder")
def test_a_concept_is_of_one_person_one_dossier_and_one_form() -> None:
    mine, other = kept(opened()), kept(opened())
    concepten.keep(NOOR, mine.id, "Signaal", {"waarneming": "x"}, NOW)
    assert raw(LARS, mine.id) is None
    assert raw(NOOR, other.id) is None
    assert raw(NOOR, mine.id, "Overleg") is None


@pytest.mark.usefixtures("folder")
def test_a_dossier_that_does_not_exist_yet_has_its_concept_too() -> None:
    concepten.keep(NOOR, NIEUW, "Opening", {"naam": "Sem"}, NOW)
    assert raw(NOOR, NIEUW, "Opening") == {"naam": "Sem"}
    concepten.drop(NOOR, NIEUW, "Opening")
    assert raw(NOOR, NIEUW, "Opening") is None


@pytest.mark.either
def test_a_concept_stands_in_no_file_as_it_was_typed(folder: Path) -> None:
    concepten.keep(NOOR, NIEUW, "Opening", {"naam": "Kanarie Geelveer"}, NOW)
    assert b"Kanarie" not in b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_concept_of_the_first_release_is_still_there() -> None:
    """Concepten of that release hold what was typed, but not when."""
    stored = kept(opened())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "nieuw"}, NOW)
    key, at = vault.vault().key(stored.id), concepten._place(NOOR.id, stored.id, "Signaal")
    with transaction(NOOR.school_id) as connection:
        connection.execute(update(schema.concept).values(content=vault.seal(key, at, b'{"waarneming": "oud"}')))
    found = concepten.find(NOOR, stored.id, "Signaal")
    assert found is not None and (found.raw, found.saved_at) == ({"waarneming": "oud"}, None)


# Two tabs, two devices


@pytest.mark.usefixtures("folder")
def test_who_knows_an_older_version_saves_nothing_over_a_newer() -> None:
    stored = kept(opened())
    first = concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "kort"}, NOW, 0)
    second = concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "lang"}, NOW, first)
    for old in (0, first):
        with pytest.raises(concepten.Elders):
            concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "oud"}, NOW, old)
    assert raw(NOOR, stored.id) == {"waarneming": "lang"} and second not in (0, first)


@pytest.mark.usefixtures("folder")
def test_two_texts_of_one_form_change_places_and_neither_is_lost() -> None:
    stored = kept(opened())
    other = concepten.a_name_beside("Signaal")
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "hier"}, NOW, 0)
    concepten.keep(NOOR, stored.id, other, {"waarneming": "daar"}, NOW)
    concepten.exchange(NOOR, stored.id, "Signaal", other)
    assert raw(NOOR, stored.id) == {"waarneming": "daar"}
    assert [each.raw for each in concepten.beside(NOOR, stored.id, "Signaal")] == [{"waarneming": "hier"}]
    assert {each.form for each in concepten.waiting(NOOR, stored.id)} == {"Signaal"}
    concepten.throw_away(NOOR, stored.id, other)
    assert raw(NOOR, stored.id) == {"waarneming": "daar"} and concepten.beside(NOOR, stored.id, "Signaal") == []


@pytest.mark.usefixtures("folder")
def test_of_two_texts_that_say_the_same_the_last_becomes_the_concept() -> None:
    """So a tab whose text came by another way as well (``ui.forms.last_words``) goes on as if nothing had happened."""
    stored = kept(opened())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "Zij zei niets."}, NOW, 0)
    other = concepten.a_name_beside("Signaal")
    concepten.keep(NOOR, stored.id, other, {"waarneming": "Zij zei niets."}, NOW)
    now, versie = concepten.keep_one(NOOR, stored.id, other, partial(says_all, Signaal))
    found = concepten.find(NOOR, stored.id, "Signaal")
    assert found and (now, versie) == ("Signaal", found.versie) and concepten.beside(NOOR, stored.id, "Signaal") == []


@pytest.mark.usefixtures("folder")
def test_recording_forgets_the_version_that_was_recorded_and_no_other() -> None:
    stored = kept(opened())
    seen = concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "kort"}, NOW, 0)
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": "lang"}, NOW, seen)
    with transaction(NOOR.school_id) as connection:
        concepten.forget(connection, NOOR, stored.id, "Signaal", seen)
    assert raw(NOOR, stored.id) == {"waarneming": "lang"}


@pytest.mark.usefixtures("folder")
def test_the_key_of_a_new_dossier_goes_with_the_last_text_of_it() -> None:
    seen = concepten.keep(NOOR, NIEUW, "Opening", {"naam": "Sem"}, NOW, 0)
    other = concepten.a_name_beside("Opening")
    concepten.keep(NOOR, NIEUW, other, {"naam": "Roos"}, NOW)
    with transaction(NOOR.school_id) as connection:
        concepten.forget(connection, NOOR, NIEUW, "Opening", seen)
    assert [each.raw for each in concepten.waiting(NOOR)] == [{"naam": "Roos"}]
    concepten.throw_away(NOOR, NIEUW, other)
    assert NOOR.id not in vault.vault().owners()
