"""Several machines share the keys, and one replaces the master key: the others say so, lose nothing, and then go on."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import schema
from db.accounts import accounts, sign_in
from db.dossiers import concepten, dossiers
from db.keys import vault
from db.keys.vault import VaultError, rotate_key
from db.school import schools
from db.store.engine import transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import controle, ready, verification
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vragen.vastlegging import fill
from tests.builders import after_stap, destroyed, te_vernietigen
from tests.cast import DICK, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import answers, attached, count, found, kept, moment, recorded, taken_in
from tests.db.upkeep.leaves import is_well

pytestmark = pytest.mark.only_apart
SAID = "Er gaat niets verloren. Beheerder: is het sleutelbestand op een andere machine vervangen"
PASSWORD = "fluitketel-op-de-zolder-37"


@pytest.fixture
def other(folder: Path, tmp_path: Path) -> Iterator[Settings]:
    """Another machine: the same databases, and a master key file of its own, which is the same now."""
    place = tmp_path / "other machine"
    place.mkdir(mode=0o700)
    at = replace(settings(), key_file=place / "meldroute.key")
    gets_the_file(at)
    yield at
    assert folder.exists()


def gets_the_file(at: Settings) -> None:
    """Put a copy of the master key file of this machine in the place of that of the other, as a whole."""
    coming = at.key_file.with_suffix(".coming")
    shutil.copy(os.environ["MELDCODE_KEY_FILE"], coming)
    os.replace(coming, at.key_file)


def everything() -> dict[str, int]:
    return {name: count(name) for name in schema.metadata.tables}


def whatever_is_done(stored: Dossier, goes: Dossier) -> dict[str, Callable[[], object]]:
    """What people do at a machine that works on with the old file."""
    opening = fill(Opening, answers(Opening))
    return {
        "reading": lambda: found(stored),
        "recording": lambda: recorded(stored, Signaal),
        "opening": lambda: dossiers.open_dossier(opening, by=NOOR, moment=moment()),
        "typing": lambda: concepten.keep(NOOR, stored.id, "Overleg", {"vraag": "nog meer"}, NOW),
        "reading what was typed": lambda: concepten.find(NOOR, stored.id, "Overleg"),
        "attaching": lambda: taken_in(stored),
        "destroying": lambda: dossiers.save(destroyed(goes), by=DICK, moment=moment()),
        "signing in": lambda: sign_in.with_password(f"noor@{SCHOOL}.example", PASSWORD, NOW),
        "replacing the key again": rotate_key,
        "verifying": lambda: verification.of_one(SCHOOL, NOW, quick=True, progress=lambda _part: None),
    }


def test_a_machine_with_the_old_file_says_so_loses_nothing_and_goes_on_once_it_has_the_new_one(
    other: Settings,
) -> None:
    with transaction(SCHOOL) as connection:
        schools.ask_second_factor(connection, SCHOOL, NOOR.role, False)
        accounts.set_password(connection, NOOR.id, PASSWORD, SCHOOL)
    stored, goes = attached(kept(after_stap(2))), kept(te_vernietigen())
    concepten.keep(NOOR, stored.id, "Overleg", {"vraag": "half getypt"}, NOW)
    with working_at(other):
        assert found(stored) == stored and ready.is_ready()
    rotate_key()
    before = everything()
    with working_at(other):
        for name, act in whatever_is_done(stored, goes).items():
            said = ""
            try:
                act()
            except VaultError as refused:
                said = str(refused)
            assert SAID in said, name
        assert not ready.is_ready(), "the front sends people to the machine that has the new file"
        (answer,) = [each for each in controle.everything(NOW, SCHOOL) if each.wat == "Database met de dossiersleutels"]
        assert not answer.is_goed and SAID in answer.tekst
    assert everything() == before
    after = recorded(stored, Signaal)
    assert ready.is_ready() and is_well()
    gets_the_file(other)
    with working_at(other):
        assert found(after) == after and found(goes) == goes and ready.is_ready() and is_well()
        concept = concepten.find(NOOR, stored.id, "Overleg")
        assert concept and concept.raw == {"vraag": "half getypt"}
        last = recorded(after, Signaal)
        assert sign_in.with_password(f"noor@{SCHOOL}.example", PASSWORD, NOW + timedelta(hours=1)).token
    assert found(last) == last and is_well()


def test_it_does_not_start_with_the_old_file_and_does_with_the_new_one(other: Settings) -> None:
    stored = kept(after_stap(1))
    rotate_key()
    vault._vault.cache_clear()  # as a program that starts
    with working_at(other):
        with pytest.raises(VaultError, match="Beheerder: is het sleutelbestand op een andere machine vervangen"):
            vault.vault()
        gets_the_file(other)
        assert found(stored) == stored
