"""Attachments are bound to the record they belong to, and readable by those who may read that record."""

import pytest
from sqlalchemy import select, update

from db import schema
from db.dossiers import bijlagen, concepten, dossiers
from db.dossiers.inspection import Onbruikbaar
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.vastleggingen import Bijlage, Signaal
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastlegging import fill
from tests.builders import opened, te_vernietigen
from tests.cast import BEA, DICK, LARS, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.dossiers.attachments import LETTER, TABLE, last_file, read, see
from tests.db.keeping import attached, count, found, kept, moment, recorded, taken_in

pytestmark = pytest.mark.usefixtures("folder")


def corrected(dossier: Dossier, *, by: User = NOOR, **changes: str) -> Dossier:
    """Store a correction of the last record."""
    before = dossier.records[-1]
    raw = {each.naam: each.waarde for each in before.antwoorden} | changes
    after = vastleggen.correct(dossier, before, fill(Bijlage, raw, MONDAY, dossier.born), by=by, on=MONDAY)
    dossiers.save(after, by=by, moment=moment())
    return after


# From a concept into the dossier


def test_what_was_recorded_is_read_back_to_the_byte() -> None:
    stored = attached(kept(opened()), LETTER)
    assert read(stored, last_file(stored)) == LETTER
    assert found(stored) == stored and stored.records[-1].tekst("bestand") == "Document (PDF), 1 kB"


def test_a_file_of_a_concept_is_for_who_chose_it_alone() -> None:
    stored = kept(opened(by=LARS))
    mine = taken_in(stored, LETTER, by=LARS)
    assert read(stored, mine, LARS) == LETTER
    assert [read(stored, mine, each) for each in (NOOR, VERA, DICK, BEA, SARA)] == [None] * 5


@pytest.mark.either
def test_another_choice_takes_the_place_of_the_first() -> None:
    stored = kept(opened())
    first = taken_in(stored)
    second = bijlagen.take_in(LETTER, by=NOOR, dossier_id=stored.id, concept="Bijlage", at=NOW, instead_of=first)
    assert count("bijlage") == 1 and read(stored, second) == LETTER and read(stored, first) is None


def test_a_file_goes_with_its_own_concept_and_with_no_other() -> None:
    stored = kept(opened())
    mine, other = taken_in(stored), taken_in(stored, concept="Bijlage/correctie/2")
    theirs = taken_in(stored, by=LARS)
    concepten.drop(NOOR, stored.id, "Signaal")
    assert count("bijlage") == 3
    concepten.drop(NOOR, stored.id, "Bijlage")
    with reading(EVERY_SCHOOL) as connection:
        assert set(connection.scalars(select(TABLE.c.id))) == {other.id, theirs.id}
    assert mine.id not in {other.id, theirs.id}


@pytest.mark.either
def test_what_was_recorded_stays_when_the_concept_goes() -> None:
    stored = attached(kept(opened()))
    concepten.drop(NOOR, stored.id, "Bijlage")
    assert read(stored, last_file(stored))


@pytest.mark.parametrize("school", ["another", "destroyed"])
@pytest.mark.either
def test_nothing_is_taken_in_where_there_is_no_dossier(school: str) -> None:
    stored = kept(te_vernietigen())
    if school == "destroyed":
        see(stored)
    with pytest.raises(Onbruikbaar, match="is er niet meer"):
        taken_in(stored, by=SARA if school == "another" else NOOR)
    assert count("bijlage") == 0


# Binding


def refused(dossier: Dossier, bestand: Bestand, by: User = NOOR) -> None:
    before = count("vastlegging")
    with pytest.raises(Geweigerd, match="Kies het opnieuw"):
        recorded(dossier, Bijlage, by=by, bestand=str(bestand))
    assert count("vastlegging") == before and journal.verify(SCHOOL) is None


@pytest.mark.either
def test_a_file_that_is_not_there_is_not_recorded() -> None:
    refused(kept(opened()), Bestand("f" * 32, last_file(attached(kept(opened()))).soort, 5))


@pytest.mark.either
def test_the_file_of_another_dossier_is_not_recorded() -> None:
    refused(kept(opened()), taken_in(kept(opened())))


@pytest.mark.either
def test_the_file_that_a_colleague_is_typing_about_is_not_recorded() -> None:
    stored = kept(opened())
    refused(stored, taken_in(stored, by=LARS))


@pytest.mark.either
def test_a_file_that_was_recorded_is_not_recorded_twice() -> None:
    stored = attached(kept(opened()))
    refused(stored, last_file(stored))


@pytest.mark.either
def test_a_file_of_another_size_than_it_says_is_not_recorded() -> None:
    stored = kept(opened())
    chosen = taken_in(stored)
    refused(stored, Bestand(chosen.id, chosen.soort, chosen.size + 1))


@pytest.mark.either
def test_a_correction_may_keep_the_file() -> None:
    stored = attached(kept(opened()), LETTER)
    after = corrected(stored, inhoud="Toch een brief van de tandarts.")
    assert last_file(after) == last_file(stored) and count("bijlage") == 1
    assert read(after, last_file(after)) == LETTER and journal.verify(SCHOOL) is None


@pytest.mark.either
def test_a_correction_may_bring_another_file_and_both_stay() -> None:
    stored = attached(kept(opened()), LETTER)
    other = taken_in(stored, concept="Bijlage/correctie/2")
    after = corrected(stored, bestand=str(other))
    assert read(after, last_file(stored)) == LETTER and read(after, other) and count("bijlage") == 2
    assert journal.verify(SCHOOL) is None


@pytest.mark.either
def test_a_correction_keeps_no_file_but_that_of_what_it_corrects() -> None:
    first = attached(kept(opened()))
    second = attached(first)
    with pytest.raises(Geweigerd, match="Kies het opnieuw"):
        corrected(second, bestand=str(last_file(first)))


@pytest.mark.either
def test_a_typed_text_that_looks_like_a_file_is_a_text() -> None:
    stored = attached(kept(opened()))
    after = recorded(stored, Signaal, waarneming=str(last_file(stored)))
    assert after.records[-1].bestanden == () and journal.verify(SCHOOL) is None


# Who reads it


@pytest.mark.either
def test_each_file_is_for_those_who_may_read_its_record() -> None:
    """R8: Noor reads all of them, Lars those he handed in himself, the others none."""
    stored = attached(kept(opened(by=LARS)), by=LARS)
    his = last_file(stored)
    stored = attached(stored, LETTER)
    hers = last_file(stored)
    everybody = (NOOR, LARS, VERA, DICK, BEA, SARA)
    assert [read(stored, his, each) is not None for each in everybody] == [True, True, False, False, False, False]
    assert [read(stored, hers, each) is not None for each in everybody] == [True, False, False, False, False, False]


@pytest.mark.either
def test_a_file_is_not_found_by_way_of_another_dossier() -> None:
    mine, other = attached(kept(opened())), attached(kept(opened()))
    assert read(other, last_file(mine)) is None


def test_who_looked_is_noted_once_for_each_time_they_signed_in() -> None:
    stored = attached(kept(opened()))
    file, login, table = last_file(stored), schema.login, schema.journal
    with transaction(EVERY_SCHOOL) as connection:
        row = {"token_hash": "s", "account_id": NOOR.id, "created_at": NOW, "expires_at": NOW}
        row |= {"last_active": NOW, "verified_at": NOW}
        connection.execute(login.insert().values(row))
    for _ in range(3):
        bijlagen.viewed(stored, file.id, NOOR, "s", NOW)
    with reading(EVERY_SCHOOL) as connection:
        lines = connection.execute(select(table).where(table.c.action == journal.SEEN)).all()
    assert [(each.actor, each.dossier_id, each.object_id) for each in lines] == [(NOOR.id, stored.id, file.id)]
    later = NOW.replace(hour=20)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(login).values(created_at=later))
    bijlagen.viewed(stored, file.id, NOOR, "s", later)
    with reading(EVERY_SCHOOL) as connection:
        assert len(connection.execute(select(table).where(table.c.action == journal.SEEN)).all()) == 2
