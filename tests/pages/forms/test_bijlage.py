"""Attaching a file: it is stored once chosen, kept while one types, recorded, and shown to those who may read it."""

import pytest
from PIL import Image
from streamlit.runtime.uploaded_file_manager import UploadedFile

from meldcode.vastleggingen import Bijlage, Opening, Signaal
from tests import files
from tests.answers import answers
from tests.builders import after_stap, opened, record
from tests.cast import BEA, DICK, LARS, NOOR, SARA, VERA
from tests.pages.forms.attaching import LETTER, NAME, addresses, at_a_bijlage, chooses, concept
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School
from ui.text import veilig


def test_a_leerkracht_hands_in_a_photo_and_the_ib_er_sees_it(school: School, lars: Person) -> None:
    dossier = school.keeps(opened(by=LARS))
    lars.opens("stap_1_signalen.py", dossier)
    lars.records(Bijlage, answers(Bijlage))
    assert "Vastgelegd: Bijlage." in lars.is_told()
    (file,) = school.reads(dossier).records[-1].bestanden
    address = f"/bijlage/{dossier.id}/{file.id}"
    lars.unfolds()
    assert addresses(lars) == [address] and "Foto (JPG)" in lars.reads()
    noor = school.comes(NOOR)
    for page in ("dossier.py", "stap_1_signalen.py"):
        noor.opens(page, dossier)
        noor.unfolds()
        assert addresses(noor) == [address], page


def test_a_photo_is_shown_and_a_letter_is_offered(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    for content, words in ((files.jpg(), '<img src="'), (LETTER, ">PDF downloaden</a>")):
        at_a_bijlage(noor, dossier)
        noor.answers(Bijlage, {key: value for key, value in answers(Bijlage).items() if key != "bestand"})
        chooses(noor, content)
        noor.presses("Vastleggen")
        noor.opens("dossier.py")
        assert any(words in text for kind, text in sent(noor.app) if kind == "html")


def test_nobody_else_gets_its_address(school: School) -> None:
    """R8: not to directie or beheerder, nor to a colleague who did not record it, nor to another school."""
    dossier = school.keeps(opened(by=LARS))
    lars = school.comes(LARS)
    lars.opens("stap_1_signalen.py", dossier)
    lars.records(Bijlage, answers(Bijlage))
    noor = school.comes(NOOR)
    at_a_bijlage(noor, dossier)
    noor.records(Bijlage, answers(Bijlage))
    _, his, hers = (record.bestanden for record in school.reads(dossier).records)
    pages = {DICK: ["directie.py"], BEA: ["start.py", "beheer.py"], VERA: ["start.py", "dossier.py"]}
    for user, seen in {**pages, SARA: ["start.py", "dossier.py"], LARS: ["start.py", "dossier.py"]}.items():
        person = school.comes(user)
        for page in seen:
            person.opens(page, dossier)
            text = person.reads() + repr(sent(person.app))
            assert hers[0].id not in text, (user, page)
            assert (his[0].id in text) == (user is LARS and page == "dossier.py"), (user, page)


def test_the_leerlingbespreking_shows_no_attachment(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(1))
    noor.opens("stap_2_overleg.py", dossier)
    noor.records(Bijlage, answers(Bijlage))
    noor.opens("leerlingbespreking.py")
    noor.presses("Bespreking voorbereiden")
    next(each for each in noor.app.multiselect if str(each.key).endswith("/dossiers")).set_value([dossier.id])
    noor.refreshes()
    next(each for each in noor.app.pills if str(each.key).endswith("/punt")).set_value(dossier.id)
    noor.refreshes()
    assert "Sem de Wit" in noor.reads() and addresses(noor) == []


# While one types


def test_what_was_chosen_is_taken_in_at_once_and_survives_a_refresh(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    chooses(noor, files.from_a_phone())
    assert school.rows()["bijlage"] == 1 and concept(school, dossier)
    again = noor.again()
    again.chooses(Bijlage)
    for tab in (noor, again):
        assert len(addresses(tab)) == 1 and "Dit bestand is opgenomen." in tab.reads()
    again.answers(Bijlage, {key: value for key, value in answers(Bijlage).items() if key != "bestand"})
    again.presses("Vastleggen")
    assert "Vastgelegd: Bijlage." in again.is_told() and school.concept(NOOR, dossier, Bijlage) is None
    assert school.rows()["bijlage"] == 1


def test_another_choice_takes_the_place_of_the_first(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    chooses(noor, files.jpg())
    first = concept(school, dossier)
    chooses(noor, LETTER, "brief.pdf")
    assert school.rows()["bijlage"] == 1 and " pdf " in concept(school, dossier) != first
    assert "Document (PDF), 1 kB" in noor.reads()


def test_what_a_pdf_says_of_itself_is_shown_as_it_stands_before_it_is_recorded(school: School, noor: Person) -> None:
    """A title is often the path of the file, with the name of a child in it."""
    at_a_bijlage(noor, school.keeps(opened()))
    chooses(noor, files.pdf(words=r"C:\Users\anna\*Sem* <b>de Wit</b>.docx"), "brief.pdf")
    (said,) = [each.value for each in noor.app.info if "staat ook" in each.value]
    assert said.startswith(veilig(r"In deze PDF staat ook: de titel ‘C:\Users\anna\*Sem* <b>de Wit</b>.docx’."))
    assert "Hoort het er niet bij? Druk hem dan af naar een nieuwe PDF" in noor.reads()
    noor.refreshes()
    assert said in [each.value for each in noor.app.info]
    chooses(noor, files.jpg())
    assert not [each for each in noor.app.info if "staat ook" in each.value], "it is about the file before"


def test_that_a_photo_was_made_smaller_is_said_with_it(school: School, noor: Person) -> None:
    at_a_bijlage(noor, school.keeps(opened()))
    chooses(noor, files.png(Image.new("1", (9_000, 6_000))))
    assert "De foto had 54 megapixel; bewaard is hij met 14 megapixel." in [each.value for each in noor.app.info]


def test_a_heic_is_kept_as_a_photo_that_every_browser_shows(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    chooses(noor, files.heic(), "IMG_1042.HEIC")
    assert " jpg " in concept(school, dossier) and "Foto (JPG)" in noor.reads()


def test_the_file_of_an_open_form_survives_recording_something_else(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    chooses(noor, files.jpg())
    noor.records(Signaal, answers(Signaal))
    noor.chooses(Bijlage)
    assert len(addresses(noor)) == 1 and school.rows()["bijlage"] == 1


def test_the_file_about_one_child_never_stands_in_the_form_of_another(school: School, noor: Person) -> None:
    mine, other = school.keeps(opened()), school.keeps(opened(naam="Roos Prins"))
    at_a_bijlage(noor, mine)
    chooses(noor, files.jpg())
    at_a_bijlage(noor, other)
    assert addresses(noor) == [] and concept(school, other) is None


def test_streamlit_lets_go_of_what_was_taken_in(school: School, noor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit would keep the photo as it came, location and name included, until the tab is closed."""
    let_go: list[str] = []
    manager = "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager.remove_file"
    monkeypatch.setattr(manager, lambda _self, session_id, file_id: let_go.append(file_id))
    at_a_bijlage(noor, school.keeps(opened()))
    chooses(noor, files.from_a_phone())
    kept = noor.app.session_state._state.filtered_state
    assert len(let_go) == 1 and not [each for each in kept.values() if isinstance(each, UploadedFile)]
    assert NAME not in repr(kept)


def test_the_name_of_a_file_is_kept_nowhere(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.answers(Bijlage, {key: value for key, value in answers(Bijlage).items() if key != "bestand"})
    chooses(noor, files.from_a_phone())
    noor.presses("Vastleggen")
    noor.opens("dossier.py")
    assert "spiegel" not in noor.reads() and "spiegel" not in repr(school.reads(dossier))
    assert not school.holds_in_a_file("spiegel")


# Corrections


def test_a_correction_keeps_the_file_or_brings_another(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    at_a_bijlage(noor, dossier)
    noor.records(Bijlage, answers(Bijlage))
    for nummer, another in ((2, None), (3, LETTER)):
        part = f"correctie/{nummer}"
        noor.opens("dossier.py")
        noor.app.toggle(key=f"{noor.key(Bijlage, 'open', part)}").set_value(True)
        noor.refreshes()
        if another:
            chooses(noor, another, part=part)
        noor.answers(Bijlage, {"inhoud": f"Bij nader inzien is het anders ({nummer})."}, part)
        noor.presses("Vastleggen")
    first, kept, other = (record.bestanden for record in school.reads(dossier).records[1:])
    assert first == kept != other and school.rows()["bijlage"] == 2
    noor.opens("dossier.py")
    assert [each.rpartition("/")[2] for each in addresses(noor)] == [first[0].id, kept[0].id, other[0].id]


def test_only_a_bijlage_asks_for_a_file(school: School, noor: Person) -> None:
    """So that the tests above are known to be about the right form."""
    dossier = school.keeps(record(opened(), Signaal))
    noor.opens("stap_1_signalen.py", dossier)
    assert not noor.app.file_uploader
    noor.opens("nieuw.py")
    assert not noor.is_asked(Opening, "bestand") and not noor.app.file_uploader
