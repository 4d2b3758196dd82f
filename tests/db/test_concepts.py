"""What somebody types is kept, for them alone, under the right child, until it is recorded."""

from pathlib import Path

import pytest
from sqlalchemy import update

from db import concepts, schema, vault
from db.concepts import NIEUW
from db.engine import transaction
from meldcode.rollen import User
from tests.builders import opened
from tests.cast import LARS, NOOR
from tests.db.conftest import NOW
from tests.db.keeping import kept


def raw(user: User, dossier_id: str, soort: str = "Signaal") -> object:
    found = concepts.find(user, dossier_id, soort)
    return found and dict(found.raw)


@pytest.mark.usefixtures("folder")
def test_the_last_that_was_typed_is_what_is_found() -> None:
    stored = kept(opened())
    for text in ("eerst", "daarna 🙂"):
        concepts.keep(NOOR, stored.id, "Signaal", {"waarneming": text, "redenen": ["a"]}, NOW)
    assert raw(NOOR, stored.id) == {"waarneming": "daarna 🙂", "redenen": ["a"]}


@pytest.mark.usefixtures("folder")
def test_a_concept_is_of_one_person_one_dossier_and_one_form() -> None:
    mine, other = kept(opened()), kept(opened())
    concepts.keep(NOOR, mine.id, "Signaal", {"waarneming": "x"}, NOW)
    assert raw(LARS, mine.id) is None
    assert raw(NOOR, other.id) is None
    assert raw(NOOR, mine.id, "Overleg") is None


@pytest.mark.usefixtures("folder")
def test_a_dossier_that_does_not_exist_yet_has_its_concept_too() -> None:
    concepts.keep(NOOR, NIEUW, "Opening", {"naam": "Sem"}, NOW)
    assert raw(NOOR, NIEUW, "Opening") == {"naam": "Sem"}
    concepts.drop(NOOR, NIEUW, "Opening")
    assert raw(NOOR, NIEUW, "Opening") is None


@pytest.mark.either
def test_a_concept_stands_in_no_file_as_it_was_typed(folder: Path) -> None:
    concepts.keep(NOOR, NIEUW, "Opening", {"naam": "Kanarie Geelveer"}, NOW)
    assert b"Kanarie" not in b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_concept_of_the_first_release_is_still_there() -> None:
    """It sealed what was typed, and not when."""
    stored = kept(opened())
    concepts.keep(NOOR, stored.id, "Signaal", {"waarneming": "nieuw"}, NOW)
    key, at = vault.vault().key(stored.id), concepts._place(NOOR.id, stored.id, "Signaal")
    with transaction(NOOR.school_id) as connection:
        connection.execute(update(schema.concept).values(content=vault.seal(key, at, b'{"waarneming": "oud"}')))
    found = concepts.find(NOOR, stored.id, "Signaal")
    assert found is not None and (found.raw, found.saved_at) == ({"waarneming": "oud"}, None)
