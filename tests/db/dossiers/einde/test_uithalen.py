"""What is taken out of a dossier opens nowhere any more, and everything else goes on (ADR 75)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.backup.backup import copy_keys
from db.backup.restore import restore
from db.dossiers import bijlagen, concepten, dossiers
from db.dossiers.einde import uithalen
from db.keys import sealing, tree, vault
from db.keys.vault import VaultError
from db.store.engine import EVERY_SCHOOL, engine_for, reading
from db.store.settings import settings
from db.upkeep import verification
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Overleg, Signaal, UithalenAntwoord
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, opened, record
from tests.cast import DICK, MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import attached, backed_up, found, kept, moment, recorded, whole
from tests.db.taking_out import CANARY, closed, proposed, rows, taken_out

Empty = Callable[[], Path]


def with_a_signal(of: Dossier) -> Dossier:
    """A stored dossier with a signal about another child as its last record."""
    return recorded(kept(of), Signaal, waarneming=CANARY)


@pytest.mark.apart
@pytest.mark.usefixtures("folder")
def test_its_content_opens_no_more_and_everything_else_does() -> None:
    stored = with_a_signal(after_stap(2))
    after = taken_out(stored, stored.versie)
    again = found(stored)
    assert again == after and closed(after) == [stored.versie]
    gone = again.records[stored.versie - 1]
    assert gone.is_leeg and gone.soort == "Signaal" and CANARY not in str(again)
    assert again.fase is stored.fase and verification.quickly(SCHOOL) == []
    recorded(again, Overleg, met="ib_er")
    assert set(whole()) == {stored.id} and verification.quickly(SCHOOL) == []


@pytest.mark.usefixtures("folder")
def test_a_photo_goes_alone_or_with_its_record() -> None:
    stored = attached(attached(kept(opened())))
    first, second = (record.bestanden[0] for record in stored.records[1:])
    alone = taken_out(stored, 2, deel="bestand")
    assert bijlagen.read(alone, first.id, NOOR, MONDAY) is None and closed(alone) == []
    assert "uit het dossier gehaald" in alone.records[1].tekst("bestand") and alone.records[1].tekst("inhoud")
    both = taken_out(alone, 3)
    assert closed(both) == [3] and len(closed(both, "bijlage")) == 2
    assert bijlagen.read(both, second.id, NOOR, MONDAY) is None
    assert found(stored) == both and verification.quickly(SCHOOL) == []


@pytest.mark.usefixtures("folder")
def test_what_was_corrected_goes_and_the_correction_counts() -> None:
    stored = with_a_signal(opened())
    corrected = _corrected(stored, 2, waarneming="Sem kroop weg achter de fietsen.")
    after = taken_out(corrected, 2, deel="eerder")
    assert found(stored) == after and closed(after) == [2]
    assert after.last(Signaal).tekst("waarneming") == "Sem kroop weg achter de fietsen."
    again = taken_out(_corrected(after, 3, waarneming="Sem zat achter de fietsen."), 2, deel="eerder")
    assert found(stored) == again and closed(again) == [2, 3]
    assert again.last(Signaal).tekst("waarneming") == "Sem zat achter de fietsen."
    assert verification.quickly(SCHOOL) == []


def _corrected(dossier: Dossier, nummer: int, **changes: str) -> Dossier:
    anew = fill(Signaal, answers(Signaal, **changes))
    after = vastleggen.correct(dossier, dossier.records[nummer - 1], anew, by=NOOR, on=MONDAY)
    dossiers.save(after, by=NOOR, moment=moment())
    return after


@pytest.mark.usefixtures("folder")
def test_what_is_typed_elsewhere_with_the_same_words_goes_and_other_concepten_stay() -> None:
    stored = with_a_signal(opened())
    concepten.keep(NOOR, stored.id, "Overleg", {"besproken": "Wat is er met Sem?"}, NOW)
    concepten.keep(NOOR, stored.id, "Melding", {"zorg": f"Er is meer:\n{CANARY} En dan?"}, NOW)
    concepten.keep(NOOR, stored.id, "-belkaart", {"feiten": "Er is een feit."}, NOW)
    taken_out(stored, 2)
    assert [each.soort for each in concepten.waiting(NOOR)] == ["Overleg"]
    assert concepten.find(NOOR, stored.id, "Melding") is None is concepten.find(NOOR, stored.id, "-belkaart")


@pytest.mark.usefixtures("folder")
def test_a_concept_of_before_opens_no_more_wherever_it_is_kept() -> None:
    stored = kept(opened())
    concepten.keep(NOOR, stored.id, "Signaal", {"waarneming": CANARY}, NOW)
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(schema.concept)).one()
    concepten.drop(NOOR, stored.id, "Signaal")
    assert concepten.opened(row).raw == {"waarneming": CANARY}
    taken_out(recorded(stored, Signaal, waarneming=CANARY), 2)
    with pytest.raises(VaultError):
        concepten.opened(row)


@pytest.mark.apart
def test_a_back_up_of_before_with_the_keys_of_today_has_all_but_that(empty: Empty, tmp_path: Path) -> None:
    stored, other = with_a_signal(after_stap(1)), kept(opened())
    file = backed_up(tmp_path)
    taken_out(stored, stored.versie)
    empty()
    restore(file, NOW)
    again = found(stored)
    assert closed(stored) == [stored.versie] and found(other) == other
    assert again.records[:-1] == stored.records[:-1] and again.records[-1].is_leeg
    assert "oudere back-up" in again.records[-1].antwoorden[0].tekst and again.fase is stored.fase
    assert verification.quickly(SCHOOL) == [] and found(recorded(again, Overleg, met="ib_er"))


@pytest.mark.either
def test_old_keys_put_back_by_hand_are_seen_and_at_the_start_destroyed_again(folder: Path, tmp_path: Path) -> None:
    stored = with_a_signal(opened())
    old = copy_keys(tmp_path / "old", NOW).file
    after = taken_out(stored, 2)
    engine_for(f"sqlite:///{settings().key_store}").dispose()
    vault._vault.cache_clear()
    shutil.copy(old, folder / "meldroute.key.dossiers.sqlite")
    assert closed(after) == [] and found(stored) == after, "the record that confirmed it hides it"
    assert ["weer te lezen" in each for each in verification.quickly(SCHOOL)] == [True]
    assert uithalen.finish() == 1 and closed(after) == [2] and uithalen.finish() == 0
    assert verification.quickly(SCHOOL) == []


@pytest.mark.either
def test_its_key_is_in_no_file_any_more(folder: Path) -> None:
    stored = with_a_signal(opened())
    store = engine_for(f"sqlite:///{settings().key_store}")
    with store.connect() as connection:
        query = "SELECT wrapped FROM dossier_key WHERE owner_id = ?"
        wrapped = connection.exec_driver_sql(query, (stored.id,)).scalar_one()
    taken_out(stored, 2)
    everything = b"".join(each.read_bytes() for each in folder.iterdir())
    assert wrapped not in everything and CANARY.encode() not in everything


@pytest.mark.apart
def test_another_master_key_opens_what_is_left(folder: Path) -> None:
    after = taken_out(with_a_signal(opened()), 2)
    vault.rotate_key()
    vault._vault.cache_clear()
    assert found(after) == after and closed(after) == [2] and folder.exists()
    assert found(taken_out(recorded(after, Signaal), 5)).records[4].is_leeg


@pytest.mark.usefixtures("folder")
def test_a_dossier_from_before_every_place_had_its_own_key_keeps_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "_LEAF", sealing.DIRECT)
        patch.setattr(tree, "leaf", lambda key, _place: key)
        stored = attached(with_a_signal(after_stap(1)))
        concepten.keep(NOOR, stored.id, "Overleg", {"besproken": "Wat is er met Sem?"}, NOW)
    assert {row.content[:1] for row in rows(stored)} == {sealing.DIRECT} and found(stored) == stored
    old = rows(stored)[-2].content
    after = taken_out(stored, stored.versie - 1)
    assert found(stored) == after and closed(after) == [stored.versie - 1] and closed(after, "bijlage") == []
    key, place = vault.vault().key(stored.id), vault.place("vastlegging", stored.id, rows(stored)[-2].id)
    with pytest.raises(VaultError):
        vault.unseal(key, place, old)
    assert verification.quickly(SCHOOL) == [] and len(concepten.waiting(NOOR)) == 1
    assert set(whole()) == {stored.id} and found(recorded(after, Overleg, met="ib_er"))


@pytest.mark.usefixtures("folder")
def test_who_was_first_is_not_overtaken_and_a_second_press_takes_out_nothing_more() -> None:
    before = proposed(with_a_signal(opened()), 2)
    late = record(before, UithalenAntwoord, voorstel="3")
    recorded(before, Signaal)
    with pytest.raises(dossiers.Intussen):
        dossiers.save(late, by=DICK, moment=moment())
    assert closed(before) == []
    again = record(found(before), UithalenAntwoord, voorstel="3")
    for _press in range(2):
        dossiers.save(again, by=DICK, moment=moment("one press"))
    assert closed(before) == [2]
