"""A tab as a browser has it, by the protocol of Streamlit: it opens a page, sees what is drawn, and hands in files."""

from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.gate.conftest import PATIENCE, Server

EDGE = "b"


class Tab:
    """One tab of who has this cookie. Within ``with`` its line is open."""

    def __init__(self, server: Server, cookie: str) -> None:
        self.server, self.cookie, self.id, self.page, self.query = server, cookie, "", "", ""
        response, _ = server.ask("/_stcore/health", cookie=cookie)
        self.xsrf = next(
            each.partition(";")[0].partition("=")[2]
            for name, each in response.getheaders()
            if name.lower() == "set-cookie" and each.startswith("_streamlit_xsrf=")
        )
        self.uploaders: list[str] = []
        self.shown = b""

    def __enter__(self) -> "Tab":
        self._open = connect(
            f"ws://{self.server.host}/_stcore/stream",
            additional_headers={"Origin": self.server.origin, "Cookie": self.cookie},
            subprotocols=[Subprotocol("streamlit")],
            compression=None,
            open_timeout=PATIENCE,
            max_size=None,
        )
        self._line = self._open.__enter__()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._open.__exit__(_kind, _error, _at)

    def opens(self, page: str, query: str = "") -> None:
        """Open a page, and wait until it is whole."""
        self.page, self.query, asked = page, query, BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        self._asks(asked)

    def hands_over(self, uploader: str, file_id: str) -> None:
        """Say that this file was chosen there, and wait until the page has dealt with it."""
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.query_string = self.query
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = uploader
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name = file_id, "agenda.csv"
        self._asks(asked)

    def _asks(self, asked: BackMsg) -> None:
        self._line.send(asked.SerializeToString())
        self.uploaders, self.shown = [], b""
        while True:
            got = ForwardMsg()
            piece = self._line.recv(timeout=PATIENCE)
            assert isinstance(piece, bytes)
            got.ParseFromString(piece)
            self.shown += piece
            if got.HasField("new_session"):
                self.id = got.new_session.initialize.session_id
            if got.delta.new_element.HasField("file_uploader"):
                self.uploaders.append(got.delta.new_element.file_uploader.id)
            if got.HasField("script_finished") and got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return

    def puts(
        self, content: bytes, *, at: str = "", file_id: str = "f", method: str = "PUT", **headers: str
    ) -> tuple[int, str]:
        """Send a file to this tab, or to the one given. The status and the text of the answer."""
        body = f'--{EDGE}\r\nContent-Disposition: form-data; name="f"; filename="agenda.csv"\r\n\r\n'.encode()
        body += content + f"\r\n--{EDGE}--\r\n".encode()
        given = {"x_xsrftoken": self.xsrf, "content_type": f"multipart/form-data; boundary={EDGE}", **headers}
        cookie = f"{self.cookie}; _streamlit_xsrf={self.xsrf}"
        path = f"/_stcore/upload_file/{at or self.id}/{file_id}"
        response, text = self.server.ask(path, method, body, cookie=cookie, **given)
        return response.status, text
