"""A photo and a letter attached to a dossier: chosen, kept through a refresh, recorded, and seen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from meldcode.vastleggingen import Bijlage
from tests import files
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_to_record, begins_with_a_child
from tests.builders import opened

NAME = "Puck Zomerdijk.jpg"
ENGLISH = re.compile(r"\b(upload|drag|drop|limit|per file|file|browse|remove|error|smaller|add)\b", re.IGNORECASE)


def at_a_bijlage(person: Person, school: School, naam: str) -> None:
    begins_to_record(person, school, 1, opened(naam=naam), Bijlage, bestand="", datum=answers.ago(1))
    asks_for_a_file(person)


def asks_for_a_file(person: Person) -> None:
    person.chooses("Bijlage")
    person.answers({"Wat is het?": "Andere foto, zonder letsel"})
    person.sees("Welk bestand?")


def chooses(person: Person, content: bytes, name: str = NAME) -> None:
    """Choose a file through the button, as a person does."""
    with person.page.expect_file_chooser() as chooser:
        person.main.get_by_role("button", name="Bestand kiezen").and_(person.page.locator("button")).click()
    chooser.value.set_files({"name": name, "mimeType": "image/jpeg", "buffer": content})


def photo(person: Person) -> Locator:
    shown = person.main.get_by_role("img", name="Foto bij deze bijlage").first
    expect(shown).to_be_visible()
    return shown


def is_seen(shown: Locator) -> bool:
    """Whether the browser has drawn the picture, and not only the frame of one that was refused."""
    return bool(shown.evaluate("async (photo) => { await photo.decode(); return photo.naturalWidth === 640; }"))


@pytest.mark.sweep
def test_a_photo_survives_a_refresh_is_recorded_and_is_seen(person: Person, school: School) -> None:
    at_a_bijlage(person, school, "Puck Zomerdijk")
    chooses(person, files.from_a_phone())
    person.sees("Dit bestand is opgenomen.")
    assert is_seen(photo(person))
    person.reloads()
    asks_for_a_file(person)
    person.sees("Dit bestand is opgenomen.")
    person.wait()
    person.presses("Vastleggen")
    person.sees("Vastgelegd: Bijlage")
    person.goes_to("Alles op volgorde")
    assert is_seen(photo(person))
    with person.page.context.expect_page() as opened:
        photo(person).click()
    expect(opened.value).to_have_url(re.compile(rf"^{person.address}/bijlage/\w+/\w+$"))
    assert is_seen(opened.value.locator("img"))
    person.does_not_see(NAME)


@pytest.mark.sweep
def test_a_letter_is_downloaded_under_a_name_that_says_nothing(person: Person, school: School) -> None:
    letter = files.pdf(words="Een brief")
    begins_with_a_child(person, school, "Jelle Wintertaling")
    asks_for_a_file(person)
    chooses(person, letter, "brief over Jelle.pdf")
    person.sees("Dit bestand is opgenomen.")
    person.answers(answers.BIJLAGE)
    person.presses("Vastleggen")
    person.sees("Vastgelegd: Bijlage")
    person.goes_to("Alles op volgorde")
    file = person.takes_along(person.main.get_by_role("link", name="PDF downloaden").first)
    assert file.suggested_filename == "bijlage.pdf"
    assert file.path().read_bytes() == letter


@pytest.mark.sweep
def test_a_file_that_is_too_large_is_refused_in_dutch_with_its_size(
    person: Person, school: School, tmp_path: Path
) -> None:
    at_a_bijlage(person, school, "Siem Roodborst")
    large = tmp_path / NAME
    large.write_bytes(files.jpg() + bytes(50 * 1_048_576))
    with person.page.expect_file_chooser() as chooser:
        person.main.get_by_role("button", name="Bestand kiezen").and_(person.page.locator("button")).click()
    chooser.value.set_files(large)
    person.sees("Dit bestand is te groot (50,01 MB): een foto mag ten hoogste 50 MB zijn, een document 10 MB.")
    no_english(person)
    with person.page.expect_file_chooser() as chooser:
        person.main.get_by_test_id("stBaseButton-borderlessIcon").click()
    chooser.value.set_files({"name": NAME, "mimeType": "image/jpeg", "buffer": files.jpg()})
    person.sees("Dit bestand is opgenomen.")
    person.does_not_see("Dit bestand is te groot")


def test_no_english_of_the_uploader_is_seen_and_what_can_be_taken_is_offered(person: Person, school: School) -> None:
    at_a_bijlage(person, school, "Noortje Fuut")
    no_english(person)
    chooses(person, b"PK\x03\x04 word/document.xml", "brief.docx")
    person.sees("Dit is een Word-bestand: open het in Word, kies Bestand, Opslaan als, PDF, en kies die PDF hier.")
    no_english(person)
    chooses(person, files.png())
    person.sees("Dit bestand is opgenomen.")
    no_english(person)
    field = person.page.get_by_test_id("stFileUploaderDropzoneInput")
    with person.page.expect_file_chooser():
        person.main.get_by_role("button", name="Bestand kiezen").and_(person.page.locator("button")).click()
    assert field.get_attribute("accept") == (
        "image/jpeg,image/png,image/heic,image/heif,image/avif,application/pdf,.heic,.heif,.avif"
    )


def no_english(person: Person) -> None:
    """The visible words where a file is chosen, without its name and without icons, which are words in a font."""
    uploader = person.page.get_by_test_id("stFileUploader")
    words = uploader.evaluate(
        """uploader => {
            const hidden = [...uploader.querySelectorAll('[data-testid="stIconMaterial"], label')];
            const before = hidden.map(each => each.style.display);
            hidden.forEach(each => each.style.display = 'none');
            const words = uploader.innerText;
            hidden.forEach((each, number) => each.style.display = before[number]);
            return words;
        }"""
    )
    assert not ENGLISH.search(words), words
