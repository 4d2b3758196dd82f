"""A browser tab without a browser, in Streamlit's protocol: opens a page, sees what is drawn, and uploads files."""

import html
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.ui.conftest import PATIENCE, Server

_EDGE = "b"
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)


class Tab:
    """One tab of the person with this cookie. Inside ``with`` its connection is open."""

    def __init__(self, server: Server, cookie: str, back: "Tab | None" = None) -> None:
        """``back``: the tab that it was before its connection broke."""
        self.server, self.cookie = server, cookie
        self.id = self.page = self.query = self.shown = ""
        self.uploaders: list[str] = []
        self.answered: dict[str, WidgetState] = {}
        self._named: dict[str, str] = {}
        self._holds: dict[str, str] = {}
        self.offered: list[str] = []
        response, _ = server.ask("/_stcore/health", cookie=cookie)
        given = [each for name, each in response.getheaders() if name.lower() == "set-cookie"]
        self.xsrf = next(each for each in given if each.startswith("_streamlit_xsrf=")).partition(";")[0][16:]
        self._connection = connect(
            f"ws://{server.host}/_stcore/stream",
            additional_headers={"Origin": server.origin, "Cookie": cookie},
            subprotocols=[Subprotocol(each) for each in ("streamlit", *((back.xsrf, back.id) if back else ()))],
            compression=None,
            open_timeout=PATIENCE,
            max_size=None,
        )

    def __enter__(self) -> "Tab":
        self._line = self._connection.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.__exit__(kind, error, at)

    def opens(self, page: str, query: str = "") -> None:
        """Open a page, and wait until it is completely drawn."""
        self.page, self.query, self.answered = page, query, {}
        self.asks()

    def chooses(self, task: str) -> None:
        """Open the form of this task of a stap, also of a stap that is done."""
        if "Toch iets toevoegen" in self._named.values():
            self.presses("Toch iets toevoegen")
        self.presses(f"Invullen :gray[{task}")

    def types(self, label: str, text: str) -> None:
        """Type or choose this in the field whose label begins with this."""
        field = self._found(label)
        self.answered[field] = WidgetState(id=field, string_value=text)
        self.asks()

    def presses(self, label: str) -> None:
        """Press the button with this label."""
        button = self._found(label)
        self.answered[button] = WidgetState(id=button, trigger_value=True)
        self.asks()
        del self.answered[button]

    def has(self, label: str) -> bool:
        """Whether the page has a field or a button whose label begins with this."""
        return any(named.startswith(label) for named in self._named.values())

    def holds(self, label: str) -> str:
        """What is in this field of text, as a browser shows it."""
        field = self._found(label)
        return self.answered[field].string_value if field in self.answered else self._holds.get(field, "")

    def _found(self, label: str) -> str:
        found = [each for each, named in self._named.items() if named.startswith(label)]
        assert len(found) == 1, f"{label!r} is not one of {sorted(self._named.values())}"
        return found[0]

    def hands_over(self, file_id: str, *, waits: bool = True) -> None:
        """Choose this file in the page's uploader, and wait until the page has processed it."""
        (uploader,) = self.uploaders
        self.answered[uploader] = WidgetState(id=uploader)
        file = self.answered[uploader].file_uploader_state_value.uploaded_file_info.add()
        file.file_id = file_id
        self.asks(waits=waits)

    def asks(self, *, waits: bool = True) -> None:
        """Send the answers, and wait until the page is completely drawn."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self.page, self.query
        asked.rerun_script.widget_states.widgets.extend(self.answered.values())
        self._line.send(asked.SerializeToString())
        if waits:
            self.sees()

    def sees(self) -> None:
        """Wait until the page is completely drawn, at this tab's request or by the server itself."""
        shown, self.uploaders, self._named = list[bytes](), [], {}
        while True:
            piece = self._line.recv(timeout=PATIENCE)
            assert isinstance(piece, bytes)
            got = ForwardMsg.FromString(piece)
            shown.append(piece)
            element = got.delta.new_element
            if got.HasField("new_session"):
                self.id = got.new_session.initialize.session_id
                self.uploaders, self._named = [], {}  # what was drawn before a rerun is not there any more
            if element.HasField("file_uploader"):
                self.uploaders.append(element.file_uploader.id)
            self._draws(element)
            if got.HasField("script_finished") and got.script_finished in _DONE:
                self.shown = html.unescape(b"".join(shown).decode("utf-8", "replace"))
                return

    def _draws(self, element: Element) -> None:
        for given in (element.button, element.radio, element.selectbox, element.text_area, element.text_input):
            if given.id:  # of what the element is not, all is empty
                self._named[given.id] = given.label
        if element.HasField("selectbox"):
            self.offered = list(element.selectbox.options)
        for field in (element.text_area, element.text_input):
            if field.id:
                self._holds[field.id] = field.value if field.set_value else field.default
            if field.id and field.set_value:  # what the server puts in it takes the place of what was typed
                self.answered[field.id] = WidgetState(id=field.id, string_value=field.value)

    def puts(
        self, content: bytes, *, at: str = "", file_id: str = "f", method: str = "PUT", **headers: str
    ) -> tuple[int, str]:
        """Upload a file to this tab, or to the one given; return status and text of the response."""
        body = f'--{_EDGE}\r\nContent-Disposition: form-data; name="f"; filename="agenda.csv"\r\n\r\n'.encode()
        body += content + f"\r\n--{_EDGE}--\r\n".encode()
        given = {"x_xsrftoken": self.xsrf, "content_type": f"multipart/form-data; boundary={_EDGE}", **headers}
        cookie = f"{self.cookie}; _streamlit_xsrf={self.xsrf}"
        path = f"/_stcore/upload_file/{at or self.id}/{file_id}"
        response, text = self.server.ask(path, method, body, cookie=cookie, **given)
        return response.status, text
