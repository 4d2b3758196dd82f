"""One tab without a browser, in Streamlit's own protocol, that costs little: most of what arrives is not looked at."""

import time
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from db import schema
from db.accounts import sessions
from db.practice.school import ACCOUNTS
from db.store.engine import EVERY_SCHOOL, transaction
from db.store.settings import Settings, working_at
from meldcode.rollen import Role, User
from ui import clock

Asked = tuple[str, str]
"""The address of a page, and what comes after its question mark."""
_SHORT = 200  # bytes: the message that a page is drawn is shorter, and only such are read
_PATIENCE = 60
_FIELDS = ("button", "radio", "text_area", "text_input")
_WHAT, _HOW = "Wat is er gezien", "De leerling zei het, letterlijk"
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
_RECORDED = b"Vastgelegd"


@dataclass
class Line:
    """One tab. ``number``: which of the tabs it is."""

    number: int
    _socket: ClientConnection
    _asked: Asked = ("", "")
    _answers: dict[str, WidgetState] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)
    _says_recorded: bool = False

    @classmethod
    async def opened(cls, port: int, cookie: str, number: int) -> "Line":
        """A new tab of whoever has this cookie."""
        headers = {"Origin": f"http://localhost:{port}"} | ({"Cookie": cookie} if cookie else {})
        socket = await connect(
            f"ws://localhost:{port}/_stcore/stream",
            additional_headers=headers,
            subprotocols=[Subprotocol("streamlit")],
            compression=None,
            max_size=None,
            open_timeout=_PATIENCE,
            ping_interval=None,
        )
        return cls(number, socket)

    async def closes(self) -> None:
        await self._socket.close()

    async def asks(self, page: str, query: str) -> float:
        """Open a page, and wait until it is drawn; the seconds that took."""
        self._asked, self._answers = (page, query), {}
        return await self._runs(looks=False)

    async def records(self, dossier_id: str, text: str) -> list[float]:
        """Record a signaal as somebody at the screen does; the seconds of each rerun that takes."""
        self._asked, self._answers = ("stap-1", f"dossier={dossier_id}"), {}
        taken = [await self._runs()]
        if not self._has(_WHAT):
            taken.append(await self._presses("Invullen :gray[Signaal"))
        taken.append(await self._gives("Hoe weet u dit", _HOW))
        taken.append(await self._gives(_WHAT, text))
        taken.append(await self._presses("Vastleggen"))
        if not self._says_recorded:
            raise SystemExit("a signaal was not recorded")
        return taken

    async def _presses(self, label: str) -> float:
        button = self._found(label)
        self._answers[button] = WidgetState(id=button, trigger_value=True)
        took = await self._runs()
        del self._answers[button]
        return took

    async def _gives(self, label: str, value: str) -> float:
        name = self._found(label)
        self._answers[name] = WidgetState(id=name, string_value=value)
        return await self._runs()

    def _has(self, label: str) -> bool:
        return any(each.startswith(label) for each in self._named.values())

    def _found(self, label: str) -> str:
        found = [name for name, said in self._named.items() if said.startswith(label)]
        if len(found) != 1:
            raise SystemExit(f"{label!r} is not one of {sorted(self._named.values())}")
        return found[0]

    async def _runs(self, *, looks: bool = True) -> float:
        """Send the answers, and wait until the page is drawn; look at the fields on it only if asked to."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self._asked
        asked.rerun_script.widget_states.widgets.extend(self._answers.values())
        self._named, self._says_recorded = {}, False
        started = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        while True:
            piece = await self._socket.recv(decode=False)
            if not looks and len(piece) >= _SHORT:
                continue
            self._says_recorded |= _RECORDED in piece
            got = ForwardMsg.FromString(piece)
            if got.HasField("script_finished") and got.script_finished in _DONE:
                return time.perf_counter() - started
            element = got.delta.new_element
            for kind in _FIELDS:
                if element.HasField(kind):
                    self._named[getattr(element, kind).id] = getattr(element, kind).label


def cookies(place: Settings, role: Role, number: int) -> list[str]:
    """So many new sessions of the first account of the practice school in this role."""
    with working_at(place), transaction(EVERY_SCHOOL) as connection:
        who = first_of(role, connection).id
        return [f"meldroute={sessions.begin(connection, who, clock.now())}" for _each in range(number)]


def first_of(role: Role, connection: Connection) -> User:
    """The first account of the practice school in this role: one who has no other role as well."""
    name, naam = next((name, naam) for name, naam, has in ACCOUNTS if has is role)
    account = schema.account.c
    row = connection.execute(select(account.id, account.school_id).where(account.email.startswith(f"{name}@"))).one()
    return User(row.id, row.school_id, naam, role)
