"""A file that cannot be attached, or is gone when recording: said at the vraag, and an earlier choice stays."""

from collections.abc import Callable

import pytest

from db.brought import own_process
from db.dossiers import bijlagen
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.vastleggingen import Bijlage
from meldcode.vragen.bestand import MB
from tests import files
from tests.answers import answers
from tests.builders import opened
from tests.cast import NOOR
from tests.pages.forms.attaching import LETTER, addresses, at_a_bijlage, chooses, concept
from tests.pages.person import Person
from tests.pages.school import School


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"%PDF-1.7" + bytes(10 * MB), "Deze PDF is te groot (10,01 MB): ten hoogste 10 MB."),
        (b"PK\x03\x04 word/document.xml", "Dit is een Word-bestand: open het in Word, kies Bestand, Opslaan als, PDF"),
        (files.jpg()[:2000], "Van deze foto ontbreekt een deel"),
        (files.pdf(password="geheim"), "Deze PDF heeft een wachtwoord."),
    ],
    ids=["empty", "large", "word", "half", "password"],
)
def test_what_cannot_be_attached_is_said_at_the_vraag(
    school: School, noor: Person, content: bytes, sentence: str
) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {"herkomst": "Lars maakte de foto"})
    chooses(noor, content)
    (said,) = noor.is_told_at(Bijlage, "bestand")
    assert said.startswith(sentence) and school.rows()["bijlage"] == 0
    assert noor.typed(Bijlage, "herkomst") == "Lars maakte de foto"
    chooses(noor, files.jpg())
    assert noor.is_told_at(Bijlage, "bestand") == [] and len(addresses(noor)) == 1


def test_what_takes_too_much_to_read_is_said_at_the_vraag(
    school: School, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_bijlage(noor, school.keeps(opened()))
    noor.answers(Bijlage, {"herkomst": "Lars maakte de foto"})
    with monkeypatch.context() as patch:
        patch.setattr(own_process, "_in_a_child", fails_with(own_process.TooMuch))
        chooses(noor, LETTER)
    (said,) = noor.is_told_at(Bijlage, "bestand")
    assert said.startswith("Deze PDF is beschadigd of te ingewikkeld om te bekijken.")
    assert school.rows()["bijlage"] == 0
    assert noor.typed(Bijlage, "herkomst") == "Lars maakte de foto"


def test_of_a_file_that_was_taken_away_while_it_was_read_nothing_is_said_and_nothing_kept(
    school: School, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_bijlage(noor, school.keeps(opened()))
    with monkeypatch.context() as patch:
        patch.setattr(own_process, "_in_a_child", fails_with(own_process.NotWanted))
        chooses(noor, files.jpg())
    assert noor.is_told_at(Bijlage, "bestand") == []
    assert school.rows()["bijlage"] == 0
    chooses(noor, files.jpg())
    assert len(addresses(noor)) == 1


def fails_with(problem: type[Exception]) -> Callable[..., None]:
    def fail(*_given: object) -> None:
        raise problem

    return fail


def test_a_refused_file_leaves_the_earlier_choice(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    chooses(noor, files.jpg())
    before = concept(school, dossier)
    chooses(noor, b"geen foto")
    assert concept(school, dossier) == before and len(addresses(noor)) == 1


def test_without_a_file_it_says_so_at_the_vraag(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {key: value for key, value in answers(Bijlage).items() if key != "bestand"})
    noor.presses("Vastleggen")
    assert noor.is_told_at(Bijlage, "bestand") == ["Kies een bestand."]
    assert len(school.reads(dossier).records) == 1


def test_a_file_that_is_gone_by_then_is_asked_for_again(school: School, noor: Person) -> None:
    """For instance because another tab recorded it a moment ago."""
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, answers(Bijlage))
    with transaction(EVERY_SCHOOL) as connection:
        bijlagen.destroy(connection, dossier.id)
    noor.presses("Vastleggen")
    assert "Het bestand dat u koos, is er niet meer. Kies het opnieuw en leg dan vast." in noor.is_told()
    assert len(school.reads(dossier).records) == 1


def test_nothing_is_taken_in_for_who_may_not_any_more(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {"wat": "foto"})
    school.changes(NOOR, active=False)
    chooses(noor, files.jpg())
    assert school.rows()["bijlage"] == 0 and "U bent niet ingelogd" in noor.reads()
