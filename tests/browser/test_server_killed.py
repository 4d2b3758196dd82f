"""The server is killed while somebody types, and started again: the open tab goes on, and every character is there."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, expect

from db import accounts, concepts
from db.engine import EVERY_SCHOOL, engine, reading
from db.schools import all_schools
from meldcode.rollen import User
from tests.browser import answers
from tests.browser.person import PATIENCE, Person
from tests.browser.slow_line import SlowLine
from tests.browser.story import Keeps, begins_with_a_child
from tests.running import Server

pytestmark = pytest.mark.browser

SAVED = "Sem kroop weg achter de fietsen. "
UNSAVED = "Hij zei niets"
AFTERWARDS = ", en keek niet op."


@pytest.fixture
def noor(chromium: Browser, own_server: Server) -> Iterator[Person]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL")
    somebody = Person(context.new_page(), own_server.address)
    yield somebody
    context.close()


def waarneming(person: Person) -> Locator:
    return person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))


@pytest.fixture
def concept(noor: Person, school: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Wait until this is what the database keeps of what Noor is typing."""
    for name in ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE"):
        monkeypatch.setenv(name, school[name])

    def is_kept(text: str) -> None:
        with reading(EVERY_SCHOOL) as connection:
            account = next(
                each for each in accounts.practice_accounts(connection) or [] if each.naam.startswith("Noor")
            )
            school_id = next(iter(all_schools(connection)))
        who = User(account.id, school_id, account.naam, account.role)
        (dossier_id,) = parse_qs(urlsplit(noor.page.url).query)["dossier"]
        deadline = time.monotonic() + PATIENCE / 1000
        found = None
        while time.monotonic() < deadline:
            kept = concepts.find(who, dossier_id, "Signaal")
            found = kept.raw.get("waarneming") if kept else None
            if found == text:
                return
            noor.page.wait_for_timeout(100)
        raise AssertionError(f"kept is {found!r}")

    yield is_kept
    engine().dispose()


def test_what_is_typed_before_and_after_a_kill_is_all_there(
    noor: Person, keeps: Keeps, own_server: Server, concept: Callable[[str], None]
) -> None:
    begins_with_a_child(noor, keeps, "Sanne Dijkgraaf")
    noor.chooses("Signaal")
    noor.answers(answers.SIGNAAL)
    field = waarneming(noor)
    field.fill("")
    field.press_sequentially(SAVED, delay=5)
    concept(SAVED)
    field.press_sequentially(UNSAVED, delay=5)
    own_server.kill()
    expect(field).to_be_disabled()
    own_server.start()
    expect(field).to_be_enabled(timeout=60_000)
    field.press("End")
    field.press_sequentially(AFTERWARDS, delay=5)
    concept(SAVED + UNSAVED + AFTERWARDS)
    noor.sees("Wat u typte, staat er nog.")
    expect(field).to_have_value(SAVED + UNSAVED + AFTERWARDS)
    noor.wait()
    noor.presses("Vastleggen")
    noor.sees("Vastgelegd: Signaal")
    noor.sees(SAVED + UNSAVED + AFTERWARDS)


def test_a_key_file_that_is_away_for_a_while_costs_nothing_that_was_typed(
    noor: Person, keeps: Keeps, school: dict[str, str], concept: Callable[[str], None]
) -> None:
    begins_with_a_child(noor, keeps, "Milan Terpstra")
    noor.chooses("Signaal")
    noor.answers(answers.SIGNAAL)
    field = waarneming(noor)
    field.fill("")
    field.press_sequentially(SAVED, delay=5)
    concept(SAVED)
    key, away = Path(school["MELDCODE_KEY_FILE"]), Path(school["SCHOOL_FOLDER"]) / "elsewhere.key"
    field.press_sequentially(UNSAVED, delay=5)
    key.rename(away)
    try:
        noor.sees("Het sleutelbestand")
        noor.sees("Wat u typte, is niet weg")
    finally:
        away.rename(key)
    noor.presses("Opnieuw proberen")
    expect(field).to_have_value(SAVED + UNSAVED)
    concept(SAVED + UNSAVED)
    noor.presses("Vastleggen")
    noor.sees("Vastgelegd: Signaal")
    noor.sees(SAVED + UNSAVED)


def test_what_is_typed_while_the_form_goes_away_is_back_when_the_form_is(
    noor: Person, keeps: Keeps, school: dict[str, str], concept: Callable[[str], None]
) -> None:
    """The page cannot be drawn just then, while the last words have not left the browser."""
    line = SlowLine(noor)
    begins_with_a_child(noor, keeps, "Elif Morgenster")
    noor.chooses("Signaal")
    noor.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    field = waarneming(noor)
    line.holds = True
    field.press_sequentially(SAVED, delay=5)
    line.waits_for_something()
    key, away = Path(school["MELDCODE_KEY_FILE"]), Path(school["SCHOOL_FOLDER"]) / "elsewhere.key"
    key.rename(away)
    try:
        field.press_sequentially(UNSAVED)
        line.brings_what_it_held()
        noor.sees("Het sleutelbestand")
        expect(field).to_have_count(0)  # the message is there a moment before the form has gone
    finally:
        away.rename(key)
    noor.presses("Opnieuw proberen")
    expect(field).to_have_value(SAVED + UNSAVED)
    concept(SAVED + UNSAVED)
