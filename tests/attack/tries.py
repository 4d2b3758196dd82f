"""Attempts to get past one wall, by somebody who knows the protocol. Each returns whether it succeeded."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import select, update
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from db import schema
from db.accounts import accounts, sessions
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import working_at
from meldcode.rollen import Role
from tests.attack import walls
from tests.attack.line import Catalogue, Line, opened
from tests.attack.planted import CANARIES, Planted
from tests.processes.waiting import until
from tests.ui.conftest import Server
from tests.ui.tab import Tab
from ui import clock

_OURS, _WEIGHED, _ELSEWHERE = (
    CANARIES[each].word.encode() for each in ("of the ib-er", "of the ib-er, to be weighed", "of another school")
)
_NOT_YOURS = b"Met uw rol hebt u geen toegang tot deze pagina."


@dataclass
class Scene:
    """The running program, and ways to send it what no browser of ours would."""

    server: Server
    planted: Planted
    process: int
    order: Path
    catalogue: Catalogue = field(default_factory=Catalogue)
    gone: frozenset[str] = frozenset()

    def without(self, these: Sequence[str]) -> None:
        """Take these walls away, and put back all others."""
        self.gone = frozenset(these)
        done = self.order.with_suffix(".done")
        done.unlink(missing_ok=True)
        self.order.write_text("\n".join(these))
        os.kill(self.process, signal.SIGUSR1)
        until(done.exists)

    def session(self, role: Role, ago: timedelta = timedelta(0)) -> str:
        """The session token of somebody who authenticated this long ago."""
        now = clock.now()
        with working_at(self.server.place), transaction(EVERY_SCHOOL) as connection:
            return sessions.begin(connection, self.server.linde.accounts[role], now, now - ago)

    def changed(self, of: Role, **what: object) -> None:
        """Change the account of this role in the database itself, so that its sessions go on."""
        mine = schema.account.c.id == self.server.linde.accounts[of]
        with working_at(self.server.place), transaction(EVERY_SCHOOL) as connection:
            connection.execute(update(schema.account).where(mine).values(**what))

    def withdrawn(self, of: Role, becomes: Role) -> None:
        """Give the account of this role another role, the way beheer does."""
        linde = self.server.linde
        with working_at(self.server.place), transaction(EVERY_SCHOOL) as connection, ExitStack() as stack:
            if walls.ENDS_SESSIONS in self.gone:
                stack.enter_context(patch("db.accounts.sessions.end_all"))
            accounts.set_roles(connection, linde.accounts[of], [becomes], linde.id)

    def account(self, of: Role) -> object:
        """The row of this role's account as it is now."""
        mine = schema.account.c.id == self.server.linde.accounts[of]
        with working_at(self.server.place), reading(EVERY_SCHOOL) as connection:
            return connection.execute(select(schema.account).where(mine)).one()

    @contextmanager
    def line(self, token: str) -> Iterator[Line]:
        with opened(self.server, f"meldroute={token}", self.catalogue) as line:
            assert line, "an honest line is let in"
            yield line

    def hears(self, token: str, address: str, dossier: str = "", resumes: str = "", **headers: str) -> bytes:
        """Everything that is sent to somebody who asks for this page; empty when they are not let in."""
        heard = b""
        with opened(self.server, f"meldroute={token}", self.catalogue, resumes, **headers) as line:
            if line:
                line.says(page(address, dossier))
                heard = line.text
        return heard


def page(address: str, dossier: str = "", part: str = "", *answered: WidgetState) -> BackMsg:
    said = BackMsg()
    asked = said.rerun_script
    asked.page_script_hash, asked.page_name, asked.fragment_id = calc_hash(address), address, part
    asked.query_string = f"dossier={dossier}" if dossier else ""
    asked.widget_states.widgets.extend(answered)
    return said


# The attempts. Each returns whether it got through.


def opens_the_page_of_another_role(scene: Scene) -> bool:
    heard = scene.hears(scene.session(Role.LEERKRACHT), "register")
    assert heard
    return _NOT_YOURS not in heard


def reads_the_dossier_of_a_colleague(scene: Scene) -> bool:
    return _OURS in scene.hears(scene.session(Role.LEERKRACHT), "dossier", scene.planted.readable)


def reads_a_dossier_of_another_school(scene: Scene) -> bool:
    there = scene.planted.dossiers["of another school"]
    return _ELSEWHERE in scene.hears(scene.session(Role.IB_ER), "dossier", there)


def reads_on_after_being_blocked(scene: Scene) -> bool:
    token = scene.session(Role.IB_ER)
    scene.changed(Role.IB_ER, active=False)
    try:
        return _OURS in scene.hears(token, "dossier", scene.planted.readable)
    finally:
        scene.changed(Role.IB_ER, active=True)


def presses_after_the_role_was_withdrawn(scene: Scene) -> bool:
    """A beheerder who lost that role gives a colleague another one, on the page that is still open."""
    about = scene.server.linde.accounts[Role.FG]
    scene.changed(Role.BESTUUR, role=Role.BEHEERDER)  # a second beheerder: the last one cannot lose the role
    with scene.line(scene.session(Role.BESTUUR)) as line:
        line.says(page("beheer"))
        (chosen,) = [each for each in scene.catalogue.widgets if each.endswith(f"rol/{about}")]
        scene.withdrawn(Role.BESTUUR, Role.LEERKRACHT)
        before = scene.account(Role.FG)
        line.says(page("beheer", "", "", WidgetState(id=chosen, string_value=Role.IB_ER.label)))
    got_through = scene.account(Role.FG) != before
    scene.changed(Role.BESTUUR, role=Role.BESTUUR)
    scene.changed(Role.FG, role=Role.FG)
    return got_through


def sees_a_part_of_a_page_after_the_role_was_withdrawn(scene: Scene) -> bool:
    """Asks for one fragment alone, for which the script of the page, and so its gate, is not run."""
    dossier, heard = scene.planted.dossiers["of the ib-er, to be weighed"], list[bytes]()
    with scene.line(scene.session(Role.IB_ER)) as line:
        line.says(page("stap-4", dossier))
        parts = sorted(each for each in line.parts if each)
        assert parts and _WEIGHED in line.text
        scene.withdrawn(Role.IB_ER, Role.FG)
        before = len(line.heard)
        for part in parts:
            line.says(page("stap-4", dossier, part))
        heard = line.heard[before:]
    scene.changed(Role.IB_ER, role=Role.IB_ER)
    return _WEIGHED in b"".join(heard)


def manages_long_after_showing_who_they_are(scene: Scene) -> bool:
    heard = scene.hears(scene.session(Role.BEHEERDER, timedelta(minutes=10)), "beheer")
    return b"linde.example" in heard


def takes_figures_along_long_after_showing_who_they_are(scene: Scene) -> bool:
    token = scene.session(Role.DIRECTIE, timedelta(minutes=10))
    return scene.server.ask("/cijfers/overzicht.csv", cookie=f"meldroute={token}")[0].status == 200


def sends_a_file_that_no_page_asks_for(scene: Scene) -> bool:
    with Tab(scene.server, f"meldroute={scene.session(Role.IB_ER)}") as tab:
        tab.opens("account")
        return tab.puts(b"x")[0] == 204


def goes_on_in_the_tab_of_another(scene: Scene) -> bool:
    with scene.line(scene.session(Role.IB_ER)) as theirs:
        theirs.says(page("dossier", scene.planted.readable))
        heard_there = map(ForwardMsg.FromString, theirs.heard)  # a heartbeat may come first
        tab = next(each.new_session.initialize.session_id for each in heard_there if each.HasField("new_session"))
        heard = scene.hears(scene.session(Role.LEERKRACHT), "dossier", scene.planted.readable, tab)
    assert tab and heard
    return _OURS in heard


def says_that_it_is_the_session_of_another(scene: Scene) -> bool:
    theirs = sessions.token_hash(scene.session(Role.IB_ER))
    own = scene.session(Role.LEERKRACHT)
    return _OURS in scene.hears(own, "dossier", scene.planted.readable, x_mc_session=theirs)


def comes_from_another_website(scene: Scene) -> bool:
    token = scene.session(Role.IB_ER)
    return _OURS in scene.hears(token, "dossier", scene.planted.readable, origin="https://elders.example")


def asks_under_another_name(scene: Scene) -> bool:
    return scene.server.ask("/inloggen", host="elders.example")[0].status == 200
