"""A real school from nothing to work: five people, mail, a back-up that is read back and a second step, and how long.

What a person does is timed: the walk itself, and besides it the time that reading, typing and pressing take a person.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest

from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.db.mailserver import PASSWORD, USER, Mailbox, running, trusted
from tests.processes.running import ROOT, Server

pytestmark = pytest.mark.sweep
WORDS = "fluitketel-op-de-zolder"
COLLEAGUES = (
    "Roepnaam\tTussenvoegsel\tAchternaam\tE-mail\tFunctie\n"
    "Sofie\t\tVisser\tsofie@wilg.example\tIntern begeleider\nIris\t\tPrins\tiris@wilg.example\tKwaliteitscoördinator\n"
    "Dirk\tde\tBoer\tdirk@wilg.example\tDirecteur\nLotte\t\tBakker\tlotte@wilg.example\tLeerkracht groep 5\n"
    "Vera\t\tKuipers\tvera@wilg.example\tVertrouwenspersoon\nTon\t\tSmit\tton@wilg.example\tICT\n"
)
READS, TYPES, PRESSES = 200 / 60, 2.5, 4.0
"""Words a second, characters a second, and seconds for finding and pressing something: of somebody in no hurry."""
AGAIN, MOST = 20, 30 * 60  # seconds


@dataclass
class Newcomer:
    """Somebody who sets up a school, and what that takes a person."""

    person: Person
    seconds: float = 0.0
    parts: list[str] = field(default_factory=list)

    def reads(self, where: str = "main") -> None:
        """Read everything once, on the page or in a part of it."""
        self.seconds += len(self.person.page.locator(where).first.inner_text().split()) / READS

    def types(self, label: str, text: str) -> None:
        """Fill in a field, a list excepted: that is pasted."""
        self.person.page.get_by_label(label, exact=True).fill(text)
        self.seconds += PRESSES if "\t" in text else PRESSES + len(text) / TYPES

    def presses(self, name: str) -> None:
        self.person.presses(name)
        self.seconds += PRESSES

    def opens(self, part: str) -> None:
        """Open a part of setting up, unless it is open, and read it."""
        row = self.person.page.get_by_role("button", name=re.compile(f"^{part}"))
        if row.count():
            with self.person.is_answered():
                row.first.click()
        self.seconds += PRESSES
        self.reads("[class*=st-key-mr-inrichten-]")

    def pastes(self, *command: str, school: dict[str, str]) -> None:
        """Do on the server what the page says to paste there."""
        self.seconds += 10 * PRESSES
        on_the_server(*command, school=school)


def on_the_server(*command: str, school: dict[str, str]) -> str:
    """What this command of Meldroute prints."""
    told = {"cwd": ROOT, "env": school, "capture_output": True, "text": True, "check": True}
    done = subprocess.run([sys.executable, "-m", "db", *command], **told)  # type: ignore[call-overload]
    return str(done.stdout)


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of a school that does not exist yet, with its key in another folder."""
    (tmp_path / "sleutels").mkdir(mode=0o700)
    school = {"MELDCODE_DATABASE_URL": f"sqlite:///{tmp_path}/school.sqlite"}
    return {
        **os.environ, **school, "MELDCODE_KEY_FILE": f"{tmp_path}/sleutels/meldroute.key",
        "SSL_CERT_FILE": str(trusted(tmp_path)),
    }  # fmt: skip


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with running(tmp_path) as mailbox:
        yield mailbox


@pytest.fixture
def made(place: dict[str, str], tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A school without anybody, at work, and the code for its first beheerder."""
    said = on_the_server("init", "--school", "De Zilveren Wilg", school=place)
    server = Server(place, tmp_path)
    server.start()
    yield server, re.findall(r"\n {4}(\S+)\n", said)[0]
    server.stop()
    assert "Traceback" not in server.log.read_text()


def test_a_school_of_five_is_set_up_within_half_an_hour(
    made: tuple[Server, str], mailbox: Mailbox, place: dict[str, str], sits_down: SitsDown, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    server, code = made
    began = time.monotonic()
    someone = Newcomer(sits_down(server.address), seconds=10 * PRESSES)
    _is_let_in(someone, code)
    _sets_up(someone, mailbox, tmp_path / "nas", place)
    walked = time.monotonic() - began
    took = someone.seconds * (1 + AGAIN / 300)  # beheer asks every five minutes who one is
    _lets_a_colleague_in(sits_down(server.address), someone.parts[0])
    with capsys.disabled():
        print(f"\nA school of five: {(walked + took) / 60:.0f} minutes, of which the machine took {walked:.0f} seconds")
    assert walked + took < MOST


def _is_let_in(someone: Newcomer, code: str) -> None:
    page = someone.person.page
    page.goto(f"{someone.person.address}/inloggen")
    page.get_by_role("link", name="Eerste beheerder maken").click()
    someone.reads()
    typed = {"Code": code, "Uw naam": "Hanna de Groot", "Uw e-mailadres": "hanna@wilg.example"}
    for label, text in (typed | {"Nieuw wachtwoord": WORDS, "Nog een keer": WORDS}).items():
        someone.types(label, text)
    page.get_by_role("button", name="Account maken").click()
    _takes_an_app(someone.person)
    someone.seconds += 120  # finding a telephone, and an app on it
    someone.person.sees("1 van de 8 onderdelen is klaar.")
    someone.reads()
    someone.person.page.get_by_role("link", name="Naar Inrichten").click()
    someone.person.wait()


def _takes_an_app(person: Person) -> None:
    secret = person.page.locator("span.secret").inner_text().replace(" ", "")
    person.page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    person.page.get_by_role("button", name="Verder").click()
    person.page.get_by_role("link", name="Ik heb ze bewaard").click()
    person.wait()


def _sets_up(someone: Newcomer, mailbox: Mailbox, nas: Path, place: dict[str, str]) -> None:
    page = someone.person.page
    someone.opens("Vakanties")
    with someone.person.is_answered():
        page.get_by_text("Regio Noord").click()
    someone.presses("Deze dagen zijn vrij")
    someone.opens("Woorden")
    someone.presses("Zo is het goed")
    someone.opens("Collega")
    page.get_by_text("Meer collega’s tegelijk").click()
    someone.types("Of plak de cellen hier", COLLEAGUES)
    someone.presses("Lijst bekijken")
    someone.reads()
    someone.presses("6 accounts maken")
    someone.parts = page.locator("code").filter(has_text="/inloggen/link#").first.inner_text().splitlines()
    someone.presses("Ik heb ze uitgedeeld: haal weg")
    someone.opens("Termijnen")
    someone.presses("Zo is het goed")
    someone.opens("Mail")
    given = {"Mailserver": "localhost", "Poort": str(mailbox.port), "Gebruikersnaam": USER}
    given |= {"Wachtwoord van dat postvak": PASSWORD, "Afzender": USER}
    for label, text in given.items():
        someone.types(label, text)
    someone.presses("Bewaren en een proefbericht sturen")
    someone.person.sees("Het proefbericht ging naar hanna@wilg.example.")
    assert [each["Subject"] for each in mailbox.came] == ["Meldroute: dit is een proefbericht"]
    someone.pastes("mail", school=place)
    someone.opens("Inloggen")
    someone.opens("Back-up")
    someone.types("Map voor de back-ups", str(nas))
    someone.presses("Map bewaren")
    someone.presses("Maak nu een back-up")
    someone.person.sees("De back-up staat in")
    someone.presses("Lees de nieuwste terug")
    someone.person.sees("is teruggelezen en klopt")
    someone.pastes("verify", school=place)
    someone.opens("Sleutel")
    someone.presses("Zo is het goed")
    someone.person.sees("Alles is klaar.")


def _lets_a_colleague_in(colleague: Person, line: str) -> None:
    """With the link in the list somebody chooses a password and sets up an app of their own."""
    who, link = line.split(": ", 1)
    assert who == "Sofie Visser (sofie@wilg.example)"
    page = colleague.page
    page.goto(link)
    page.get_by_label("Nieuw wachtwoord").fill(WORDS)
    page.get_by_label("Nog een keer").fill(WORDS)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    _takes_an_app(colleague)
    colleague.sees("Sofie")
