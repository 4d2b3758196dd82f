"""The connection of one tab to the running program, in Streamlit's own protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.ui.conftest import PATIENCE, Server

_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_FOR_A_PART = 5  # seconds


@dataclass(frozen=True)
class Widget:
    """Something to answer or press, as the program sent it."""

    kind: str
    id: str
    options: tuple[str, ...]
    page: str


@dataclass
class Catalogue:
    """All names that a tab is told. They are the same for everybody, so a forger knows those of other people's tabs."""

    widgets: dict[str, Widget] = field(default_factory=dict)
    fragments: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    page: str = ""  # the page being drawn

    def learns(self, message: ForwardMsg) -> None:
        if message.HasField("new_session"):
            self.sessions.add(message.new_session.initialize.session_id)
            self.page = message.new_session.page_script_hash
        if message.delta.fragment_id:
            self.fragments.add(message.delta.fragment_id)
        if message.delta.HasField("new_element"):
            found = _widget(message.delta.new_element, self.page)
            if found:
                self.widgets[found.id] = found


def _widget(element: Element, page: str) -> Widget | None:
    kind = element.WhichOneof("type")
    about = getattr(element, kind) if kind else None
    if not kind or not getattr(about, "id", ""):
        return None
    options = getattr(about, "options", ())
    return Widget(kind, about.id, tuple(each if isinstance(each, str) else each.content for each in options), page)


@dataclass
class Line:
    """An open connection. ``heard`` is every byte received."""

    socket: ClientConnection
    catalogue: Catalogue
    heard: list[bytes] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)

    def says(self, message: BackMsg) -> str:
        """Send this, and wait for everything that follows. A message that draws nothing is followed by a heartbeat.

        A fragment this tab was never shown, or that no longer exists, is not drawn either.
        """
        part = message.rerun_script.fragment_id
        draws = message.HasField("rerun_script") and (not part or part in self.parts)
        self.socket.send(message.SerializeToString())
        if not draws:
            self.socket.send(BackMsg(app_heartbeat=True).SerializeToString())
        waited_for = 2  # the gate itself confirms every message (``ui.web.gate``)
        try:
            while True:
                answer = self._hears(_FOR_A_PART if part else PATIENCE)
                waited_for -= answer.HasField("heartbeat_ack")
                if not draws and not waited_for:
                    return "heard"
                if draws and answer.WhichOneof("type") == "script_finished" and answer.script_finished != _AGAIN:
                    return ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished)
        except TimeoutError:
            if not part:
                raise
            return "no such part"

    def _hears(self, patience: float) -> ForwardMsg:
        raw = self.socket.recv(timeout=patience)
        assert isinstance(raw, bytes)
        self.heard.append(raw)
        answer = ForwardMsg.FromString(raw)
        self.catalogue.learns(answer)
        self.parts.add(answer.delta.fragment_id)
        return answer

    @property
    def text(self) -> bytes:
        return b"".join(self.heard)


@contextmanager
def opened(
    server: Server, cookie: str, catalogue: Catalogue, resumes: str = "", **others: str
) -> Iterator[Line | None]:
    """Connect as this person, who may claim somebody else's session; None when it is refused or closed.

    ``others`` are headers that replace those of a browser.
    """
    protocols = [Subprotocol(each) for each in ("streamlit", "x", resumes) if each]
    headers = {"Origin": server.origin, "Cookie": cookie}
    headers |= {name.replace("_", "-").title(): value for name, value in others.items()}
    try:
        with connect(
            f"ws://{server.host}/_stcore/stream",
            additional_headers=headers,
            subprotocols=protocols,
            compression=None,
            open_timeout=PATIENCE,
            max_size=None,
        ) as socket:
            yield Line(socket, catalogue)
    except InvalidStatus:
        yield None
    except ConnectionClosed:
        return
