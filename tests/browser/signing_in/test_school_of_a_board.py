"""The board's beheerder makes a school in the browser; whoever gets the link is in, and begins with Inrichten."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.processes.running import ROOT, Server

pytestmark = pytest.mark.sweep
WORDS = "fluitketel-op-de-zolder"


def on_the_server(*command: str, school: dict[str, str]) -> str:
    """What this command of Meldroute prints."""
    told = {"cwd": ROOT, "env": school, "capture_output": True, "text": True, "check": True}
    done = subprocess.run([sys.executable, "-m", "db", *command], **told)  # type: ignore[call-overload]
    return str(done.stdout)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[tuple[Server, dict[str, str], str]]:
    """A first school without anybody, at work; its environment, and the code for its first beheerder."""
    school = {"MELDCODE_DATABASE_URL": f"sqlite:///{tmp_path}/school.sqlite"}
    place = {**os.environ, **school, "MELDCODE_KEY_FILE": f"{tmp_path}/school.key"}
    said = on_the_server("init", "--school", "De Zilveren Wilg", school=place)
    server = Server(place, tmp_path)
    server.start()
    yield server, place, re.findall(r"\n {4}(\S+)\n", said)[0]
    server.stop()
    assert "Traceback" not in server.log.read_text()


def takes_an_app(person: Person) -> None:
    secret = person.page.locator("span.secret").inner_text().replace(" ", "")
    person.page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    person.page.get_by_role("button", name="Verder").click()
    person.page.get_by_role("link", name="Ik heb ze bewaard").click()
    person.wait()


def is_first(person: Person, code: str) -> None:
    """Become the first beheerder of the first school."""
    person.page.goto(f"{person.address}/inloggen/eerste")
    typed = {"Code": code, "Uw naam": "Hanna de Groot", "Uw e-mailadres": "hanna@wilg.example"}
    for label, text in (typed | {"Nieuw wachtwoord": WORDS, "Nog een keer": WORDS}).items():
        person.page.get_by_label(label, exact=True).fill(text)
    person.page.get_by_role("button", name="Account maken").click()
    takes_an_app(person)


def makes(person: Person, school: str) -> None:
    person.opens("/beheer")
    person.page.get_by_role("tab", name="Scholen").click()
    for label, text in {
        "Naam van de school": school,
        "Naam van de eerste beheerder": "Joke Smit",
        "E-mailadres van de eerste beheerder": "joke@eik.example",
    }.items():
        person.page.get_by_label(label, exact=True).fill(text)
    person.presses("School maken")


def test_a_school_is_made_in_the_browser_and_its_beheerder_begins_with_setting_up(
    board: tuple[Server, dict[str, str], str], sits_down: SitsDown
) -> None:
    server, place, code = board
    hanna = sits_down(server.address)
    is_first(hanna, code)
    on_the_server("board-admin", "hanna@wilg.example", school=place)
    makes(hanna, "De Eik")
    hanna.sees("De Eik is gemaakt.")
    assert hanna.page.get_by_role("tab", name="Scholen").get_attribute("aria-selected") == "true"
    link = hanna.page.locator("code").filter(has_text="/inloggen/link#").first.inner_text()
    makes(hanna, "de eik")
    hanna.sees("Er is al een school die de eik heet.")
    joke = sits_down(server.address)
    joke.page.goto(link)
    joke.page.get_by_label("Nieuw wachtwoord").fill(WORDS)
    joke.page.get_by_label("Nog een keer").fill(WORDS)
    joke.page.get_by_role("button", name="Wachtwoord bewaren").click()
    takes_an_app(joke)
    joke.sees("1 van de 8 onderdelen is klaar.")
    joke.page.get_by_role("link", name="Naar Inrichten").click()
    joke.wait()
    joke.sees("Vakanties en vrije dagen")
    assert "De Eik" in joke.page.content() and "Zilveren Wilg" not in joke.page.content()
