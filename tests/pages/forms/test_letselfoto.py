"""At the form of a Bijlage: a photo of an injury only where the board allows it, and otherwise what to do instead."""

import pytest
from sqlalchemy import func, select

from db import schema
from db.dossiers import bijlagen
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import FULL, Said
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Bijlage, Signaal
from tests import files
from tests.answers import answers
from tests.builders import opened
from tests.cast import LARS, NOOR, VERA
from tests.letsel import decides
from tests.over import over
from tests.pages.forms.attaching import LETTER, addresses, at_a_bijlage, chooses
from tests.pages.person import Person
from tests.pages.reading import sent
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


# Its rules and its original, where the board allows it


def at_an_injury(school: School, person: Person, **changes: str) -> Dossier:
    decides(True)
    dossier = school.keeps(opened())
    at_a_bijlage(person, dossier)
    given = answers(Bijlage, wat="letsel", **changes)
    person.answers(Bijlage, {naam: answer for naam, answer in given.items() if answer and naam != "bestand"})
    return dossier


def test_its_rules_are_shown_and_asked_where_it_is_attached(school: School, noor: Person) -> None:
    at_an_injury(school, noor, tweede="", wie_erbij="", gewist="")
    said = noor.reads()
    for rule in (
        "Regels bij een foto van letsel",
        "Op de foto staat alleen wat al te zien is: het gezicht, een arm of een been.",
        "Niemand kleedt de leerling uit.",
        "Wil de leerling geen foto? Dan maakt u er geen.",
        "Dan wist u hem van het toestel, ook uit de prullenbak en uit de cloud.",
        "Een foto bewijst niet wat er is gebeurd.",
    ):
        assert rule in said, rule
    chooses(noor, files.from_a_phone())
    noor.presses("Vastleggen")
    assert noor.is_told_at(Bijlage, "tweede") and noor.is_told_at(Bijlage, "gewist")
    noor.answers(Bijlage, {"tweede": "ja", "gewist": "gewist"})
    noor.answers(Bijlage, {"wie_erbij": "Vera Osei (vertrouwenspersoon)"})
    noor.presses("Vastleggen")
    assert "Vastgelegd: Bijlage." in noor.is_told()
    noor.opens("dossier.py")
    assert "Was er een tweede volwassene bij?" in noor.reads() and "Vera Osei (vertrouwenspersoon)" in noor.reads()


def test_what_is_no_evidence_is_kept_without_its_original(school: School, noor: Person) -> None:
    dossier = at_an_injury(school, noor)
    chooses(noor, files.from_a_phone())
    noor.presses("Vastleggen")
    assert school.rows()["bijlage"] == 1 and len(school.reads(dossier).records[-1].bestanden) == 1


def test_what_is_evidence_is_kept_with_its_original_to_download(school: School, noor: Person) -> None:
    dossier = at_an_injury(school, noor, als_bewijs="ja")
    assert "Kies hierboven de foto. Dan wordt ook het origineel bewaard." in noor.reads()
    chooses(noor, files.from_a_phone())
    assert "Het origineel is ook bewaard, zoals het toestel het maakte." in noor.reads()
    noor.presses("Vastleggen")
    photo, original = school.reads(dossier).records[-1].bestanden
    assert (original.soort.value, original.size) == ("org", len(files.from_a_phone())) and photo.soort.is_foto
    noor.opens("dossier.py")
    assert [each.rpartition("/")[2] for each in addresses(noor)] == [photo.id, original.id]
    assert "Origineel downloaden" in " ".join(text for kind, text in sent(noor.app) if kind == "html")


def test_an_original_belongs_to_the_photo_it_came_with(school: School, noor: Person) -> None:
    dossier = at_an_injury(school, noor, als_bewijs="ja")
    chooses(noor, files.from_a_phone())
    noor.answers(Bijlage, {"als_bewijs": "nee"})
    chooses(noor, files.jpg(), "ander.jpg")
    noor.answers(Bijlage, {"als_bewijs": "ja"})
    noor.presses("Vastleggen")
    assert said_at_the_original(noor) == ["Kies de foto nog een keer: van deze foto is het origineel niet bewaard."]
    chooses(noor, files.jpg(), "ander.jpg")
    noor.presses("Vastleggen")
    _photo, original = school.reads(dossier).records[-1].bestanden
    assert original.size == len(files.jpg()) and school.rows()["bijlage"] == 2


def test_a_photo_stays_when_its_original_could_not_be_kept_and_that_is_said(
    school: School, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_how: object) -> None:
        raise Said(FULL)

    dossier = at_an_injury(school, noor, als_bewijs="ja")
    chooses(noor, files.from_a_phone())
    with monkeypatch.context() as patch:
        patch.setattr(bijlagen, "keep_original", full)
        chooses(noor, files.jpg(), "ander.jpg")
    assert FULL in noor.reads() and "Dit bestand is opgenomen." in noor.reads()
    noor.answers(Bijlage, {"als_bewijs": "nee"})
    noor.presses("Vastleggen")
    (photo,) = school.reads(dossier).records[-1].bestanden
    with reading(EVERY_SCHOOL) as connection:
        assert photo.id in connection.scalars(select(schema.bijlage.c.id)).all(), "not the one it came in place of"


def test_one_for_which_a_child_was_undressed_is_not_taken_and_can_be_thrown_away(school: School, noor: Person) -> None:
    at_an_injury(school, noor)
    chooses(noor, files.from_a_phone())
    noor.answers(Bijlage, {"zichtbaar": "nee"})
    said = noor.reads()
    assert "Een foto waarvoor kleding is weggehaald, hoort niet in Meldroute." in said
    assert "Vastleggen" not in noor.buttons() and school.rows()["bijlage"] == 1
    noor.presses("Gooi de foto weg")
    assert school.rows()["bijlage"] == 0 and "Gooi de foto weg" not in noor.buttons()
    noor.answers(Bijlage, {"zichtbaar": "ja"})
    assert addresses(noor) == [] and noor.typed(Bijlage, "herkomst") == answers(Bijlage)["herkomst"]


def said_at_the_original(person: Person) -> list[str]:
    """What is said about it in the list of what still has to be answered: it has no widget of its own."""
    return [each.partition(" – ")[2] for each in person.is_refused() if each.startswith("Het origineel")]
