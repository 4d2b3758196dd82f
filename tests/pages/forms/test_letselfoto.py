"""At the form of a Bijlage: a photo of an injury only where the board allows it, and otherwise what to do instead."""

from sqlalchemy import func, select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.vastleggingen import Bijlage, Signaal
from tests import files
from tests.builders import answers, opened
from tests.cast import LARS, NOOR, VERA
from tests.letsel import decides
from tests.over import over
from tests.pages.forms.attaching import LETTER, addresses, at_a_bijlage, chooses
from tests.pages.person import Person
from tests.pages.school import School

INSTEAD = (
    "Op uw school voegt niemand een foto van letsel bij een dossier.",
    "Wijs op de lichaamskaart aan waar het zit, hoe groot het is en welke kleur het heeft.",
    "Niemand kleedt de leerling uit.",
    "Bel vandaag nog Veilig Thuis (0800-2000) of een arts, bijvoorbeeld de huisarts of de vertrouwensarts.",
    "Sporen vervagen.",
)


def says_what_to_do(person: Person) -> bool:
    return all(each in person.reads() for each in INSTEAD)


def test_who_says_that_it_is_an_injury_reads_what_to_do_and_is_offered_nothing_to_upload(
    school: School, noor: Person
) -> None:
    dossier = school.keeps(opened())
    for user in (NOOR, LARS, VERA):
        person = school.comes(user)
        at_a_bijlage(person, school.keeps(opened(by=user)))
        assert not person.app.file_uploader, "it is asked first what it shows"
        person.answers(Bijlage, {"wat": "letsel"})
        assert says_what_to_do(person) and not person.app.file_uploader, user.naam
        assert "Vastleggen" not in person.buttons() and "Signaal vastleggen" in person.buttons()
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {"wat": "letsel"})
    noor.presses("Signaal vastleggen")
    assert noor.title == "Signaal" and noor.is_asked(Signaal, "bron")


def test_what_was_typed_is_there_again_once_it_is_something_else(school: School, noor: Person) -> None:
    at_a_bijlage(noor, school.keeps(opened()))
    noor.answers(Bijlage, {"wat": "foto", "herkomst": "Lars maakte de foto"})
    noor.answers(Bijlage, {"wat": "letsel"})
    assert says_what_to_do(noor)
    noor.answers(Bijlage, {"wat": "document"})
    assert noor.typed(Bijlage, "herkomst") == "Lars maakte de foto" and not says_what_to_do(noor)


@over("content, wat", [(files.jpg(), "foto"), (LETTER, "brief"), (LETTER, "document"), (files.jpg(), "document")])
def test_a_drawing_and_a_letter_are_attached_as_before(school: School, noor: Person, content: bytes, wat: str) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {**answers(Bijlage, wat=wat), "bestand": ""} | {"wat": wat})
    chooses(noor, content)
    noor.presses("Vastleggen")
    assert "Vastgelegd: Bijlage." in noor.is_told() and len(school.reads(dossier).records[-1].bestanden) == 1


def test_it_is_attached_where_the_board_allows_it(school: School, noor: Person) -> None:
    decides(True)
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.records(Bijlage, answers(Bijlage, wat="letsel"))
    assert "Vastgelegd: Bijlage." in noor.is_told()
    assert school.reads(dossier).records[-1].tekst("wat") == "Foto van letsel"


# No way around it


def test_a_file_that_is_sent_to_a_page_from_before_is_not_taken_in(school: School, noor: Person) -> None:
    decides(True)
    at_a_bijlage(noor, school.keeps(opened()))
    noor.answers(Bijlage, {"wat": "letsel"})
    upload = noor.field(Bijlage, "bestand")
    decides(False)
    upload.set_value(("foto.jpg", files.jpg(), "image/jpeg"))
    noor.refreshes()
    assert school.rows()["bijlage"] == 0 and says_what_to_do(noor)


def test_a_photo_that_was_chosen_before_it_was_called_an_injury_is_not_recorded(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, answers(Bijlage))
    noor.answers(Bijlage, {"wat": "letsel"})
    assert says_what_to_do(noor) and addresses(noor) == [] and "Vastleggen" not in noor.buttons()
    assert "Wat u hier koos of typte, is niet vastgelegd." in noor.reads()
    assert bound() == 0


def test_a_concept_from_when_it_was_allowed_is_not_recorded_and_not_lost(school: School, noor: Person) -> None:
    decides(True)
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, answers(Bijlage, wat="letsel"))
    decides(False)
    noor.presses("Vastleggen")
    assert says_what_to_do(noor) and len(school.reads(dossier).records) == 1
    again = noor.again()
    again.chooses(Bijlage)
    assert says_what_to_do(again) and "Vastleggen" not in again.buttons() and bound() == 0
    decides(True)
    again.refreshes()
    again.presses("Vastleggen")
    assert "Vastgelegd: Bijlage." in again.is_told() and bound() == 1


def test_a_correction_is_no_way_either(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.records(Bijlage, answers(Bijlage))
    part = "correctie/2"
    noor.opens("dossier.py")
    noor.app.toggle(key=noor.key(Bijlage, "open", part)).set_value(True)
    noor.refreshes()
    noor.answers(Bijlage, {"wat": "letsel"}, part)
    assert says_what_to_do(noor) and "Vastleggen" not in noor.buttons()


def test_one_from_before_is_still_shown_and_corrected_but_not_replaced(school: School, noor: Person) -> None:
    decides(True)
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.records(Bijlage, answers(Bijlage, wat="letsel"))
    decides(False)
    part = "correctie/2"
    noor.opens("dossier.py")
    assert len(addresses(noor)) == 1
    noor.app.toggle(key=noor.key(Bijlage, "open", part)).set_value(True)
    noor.refreshes()
    chooses(noor, files.jpg(), part=part)
    assert any(said.startswith(INSTEAD[0]) for said in noor.is_told_at(Bijlage, "bestand", part))
    noor.answers(Bijlage, {"inhoud": "Bij nader inzien was het de andere arm."}, part)
    noor.presses("Vastleggen")
    _, first, second = school.reads(dossier).records
    assert first.bestanden == second.bestanden and bound() == 1 == school.rows()["bijlage"]


def bound() -> int:
    """How many files are in a dossier, and not only in a concept."""
    there = select(func.count()).where(schema.bijlage.c.vastlegging_id.is_not(None))
    with reading(EVERY_SCHOOL) as connection:
        return int(connection.execute(there).scalar_one())
