"""An attack: somebody signs in and forges messages of pages; then check what they received and what they wrote."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.util import calc_hash

from db import schema
from db.accounts import sessions
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import working_at
from meldcode.dossier.toegang import Toegangsoort
from meldcode.rollen import Role, User
from tests.attack import rows
from tests.attack.forged import Forger
from tests.attack.line import Catalogue, Line, opened
from tests.attack.planted import CANARIES, Planted
from tests.ui.conftest import Server
from ui import clock
from ui.page.screens import SCREENS

# Roles whose legitimate actions change what others may read come last.
ROLES = (Role.BEHEERDER, Role.FG, Role.BESTUUR, Role.LEERKRACHT, Role.VERTROUWENSPERSOON, Role.DIRECTIE, Role.IB_ER)
_A_TAB = 20  # messages, after which the tab is closed and another opened
_CONFIRMED = timedelta(minutes=10)  # ago: too long for what asks for a recent confirmation


@dataclass
class Attack:
    """An attack on this server, with everything the forger learned so far."""

    server: Server
    planted: Planted
    chance: random.Random
    catalogue: Catalogue = field(default_factory=Catalogue)
    answers: Counter[str] = field(default_factory=Counter)
    heard: int = 0

    def learns(self, role: Role, *addresses: str) -> bytes:
        """What the pages at these addresses show to somebody who may read them, and the names of their widgets."""
        with opened(self.server, self.server.sign_in(role), self.catalogue) as line:
            assert line, f"{role} is not let in"
            for address in addresses:
                said = BackMsg()
                said.rerun_script.page_script_hash = calc_hash(address)
                said.rerun_script.query_string = f"dossier={self.planted.readable}"
                line.says(said)
                if address == "stap-4":  # while it is drawn: a press elsewhere calls nothing
                    self._opens_a_long_form(line)
            return line.text
        raise AssertionError(f"{role}: the line was cut")

    def _opens_a_long_form(self, line: Line) -> None:
        """The form of the weging, whose parts are fragments, also where the stap is done."""
        for ending in ("/meer", "/Weging"):
            here = (each for each in self.catalogue.widgets.values() if each.page == calc_hash("stap-4"))
            button = next((each for each in here if each.id.endswith(ending)), None)
            if button:
                said = BackMsg()
                said.rerun_script.page_script_hash = button.page
                said.rerun_script.query_string = f"dossier={self.planted.readable}"
                said.rerun_script.widget_states.widgets.add(id=button.id, trigger_value=True)
                line.says(said)

    def by(self, role: Role, count: int) -> list[str]:
        """Send this many forged messages as somebody in this role; return what went wrong, in words."""
        with working_at(self.server.place):
            return self._by(User(self.server.linde.accounts[role], self.server.linde.id, "", role), count)

    def _by(self, sender: User, count: int) -> list[str]:
        cookie = self._cookie(sender)  # before anything is compared: signing in removes sessions that have ended
        before, found = rows.stored(), list[str]()
        forger = Forger(self.chance, self.catalogue, self.planted)
        numbers = iter(range(count))
        for number in numbers:
            resumes = self.chance.choice(sorted(self.catalogue.sessions)) if self.chance.random() < 0.3 else ""
            heard = b""
            with opened(self.server, cookie, self.catalogue, resumes) as line:
                if line is None:
                    self.answers["refused"] += 1
                    continue
                for each in (number, *(next(numbers, count) for _ in range(_A_TAB - 1))):
                    if each < count:
                        self.answers["cut"] += 1
                        self.answers[line.says(forger.message(each))] += 1
                        self.answers["cut"] -= 1
                    heard = line.text
            self.heard += len(heard)
            found += self._told(sender, heard)
        return found + rows.strangers(before, rows.stored(), sender, self.planted)

    def _cookie(self, sender: User) -> str:
        with transaction(EVERY_SCHOOL) as connection:
            return f"meldroute={sessions.begin(connection, sender.id, clock.now(), clock.now() - _CONFIRMED)}"

    def _told(self, sender: User, heard: bytes) -> list[str]:
        """The planted words that reached somebody who may not read them."""
        return [
            f"{sender.role} reads the dossier {what}"
            for what, canary in CANARIES.items()
            if canary.word.encode() in heard
            and sender.role not in canary.seen_by
            and not self._was_let_in(sender, what)
        ]

    def _was_let_in(self, sender: User, what: str) -> bool:
        """Whether they looked into it with a reason, as the directie may, or were invited by the ib-er."""
        table = schema.toegang.c
        mine = (table.account_id == sender.id, table.dossier_id == self.planted.dossiers[what])
        with reading(EVERY_SCHOOL) as connection:
            found = connection.scalars(select(table.soort).where(*mine)).all()
        return bool({Toegangsoort.INGEZIEN, Toegangsoort.UITGENODIGD} & set(found))


def every_address() -> tuple[str, ...]:
    return tuple(each.address for each in SCREENS)
