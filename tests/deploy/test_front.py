"""nginx and Caddy in front of the program, as `deploy/front` has them: signing in and a page over HTTPS.

A certificate made here stands for that of a school, and ports that are free for 443, 80 and 8501.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from meldcode.rollen import Role
from tests.deploy.fronts import NAME, caddy, changed, nginx
from tests.deploy.wheel import ROOT
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import EMAIL, PASSWORD, PATIENCE, _point_at
from ui.web.packed import bundles

pytestmark = pytest.mark.sweep


@dataclass(frozen=True)
class Front:
    """A front that listens here, with the certificate that it shows."""

    secure: int
    plain: int
    trusted: ssl.SSLContext

    def line(self, name: str = NAME) -> ssl.SSLSocket:
        """A line to it, for this name."""
        return self.trusted.wrap_socket(socket.create_connection(("127.0.0.1", self.secure)), server_hostname=name)

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPSConnection(NAME, timeout=PATIENCE)
        connection.sock = self.line()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, {"Host": NAME, **named})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content


def certificate(place: Path) -> Path:
    """A certificate for ``NAME`` and its key, in one file."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = place / "certificate.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *form)
    )
    return file


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path]) -> Iterator[running.Server]:
    """The program with two processes, known by the name of the school."""
    folder = tmp_path_factory.mktemp("behind")
    shutil.copytree(_ready_made(False), folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        _point_at(folder, patch)
        patch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", f"localhost 127.0.0.1 {NAME}")
        patch.setenv("STREAMLIT_BROWSER_SERVER_ADDRESS", NAME)
        patch.setenv("MELDROUTE_PROCESSEN", "2")
        started = running.Server(os.environ, folder, "ui.serve")
    started.start()
    yield started
    started.stop()


@pytest.fixture(params=[nginx, caddy], ids=lambda each: each.__name__)
def front(request: pytest.FixtureRequest, program: running.Server, tmp_path: Path) -> Iterator[Front]:
    secure, plain, pem = running.free_port(), running.free_port(), certificate(tmp_path)
    command = request.param(tmp_path, secure, plain, program.port, pem)
    with begun(command, Front(secure, plain, ssl.create_default_context(cafile=str(pem))), tmp_path) as made:
        yield made


@contextmanager
def begun(command: list[str], made: Front, place: Path) -> Iterator[Front]:
    """Within this block this front listens."""
    environment = os.environ | {"HOME": str(place), "XDG_DATA_HOME": str(place)}
    with (place / "log").open("w") as log:
        started = running.begin(command, cwd=place, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def listens() -> bool:
        assert started.poll() is None, (place / "log").read_text()
        with suppress(OSError):
            made.line().close()
            return True
        return False

    try:
        until(listens, seconds=PATIENCE)
        yield made
    finally:
        started.terminate()
        started.wait(PATIENCE)


def signed_in(front: Front) -> tuple[HTTPResponse, str]:
    body = urlencode({"email": EMAIL[Role.IB_ER], "password": PASSWORD})
    kind = "application/x-www-form-urlencoded"
    answer, _ = front.ask("/inloggen", "POST", body, Origin=f"https://{NAME}", content_type=kind)
    return answer, str(answer.headers["Set-Cookie"] or "")


def drawn(front: Front, cookie: str) -> bytes:
    """Everything that the start page is drawn with, over the websocket."""
    shown, asked = list[bytes](), BackMsg()
    asked.rerun_script.page_name = ""
    headers = {"Origin": f"https://{NAME}", "Cookie": cookie}
    # The line is encrypted already: what is said on it is what a browser says behind wss://.
    with connect(
        f"ws://{NAME}/_stcore/stream",
        sock=front.line(),
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=PATIENCE,
    ) as line:
        line.send(asked.SerializeToString())
        while not ForwardMsg.FromString(shown[-1] if shown else b"").HasField("script_finished"):
            piece = line.recv(timeout=PATIENCE)
            assert isinstance(piece, bytes)
            shown.append(piece)
    return b"".join(shown)


def test_a_school_signs_in_and_works_through_it(front: Front) -> None:
    answer, cookie = signed_in(front)
    assert answer.status == 303 and cookie.startswith("__Host-meldroute=")
    assert {"secure", "httponly", "samesite=strict"} <= {each.strip().lower() for each in cookie.split(";")}
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    session = cookie.partition(";")[0]
    assert b"De Linde" in drawn(front, session)
    page, _ = front.ask("/", Cookie=session)
    assert page.status == 200 and page.headers["Cache-Control"] == "no-store"
    nobody, _ = front.ask("/")
    assert nobody.status == 401


def test_a_bundle_comes_as_the_program_packed_it(front: Front) -> None:
    largest = max(bundles(), key=lambda name: bundles()[name].stat().st_size)
    session = signed_in(front)[1].partition(";")[0]
    bundle, content = front.ask(largest, Cookie=session, accept_encoding="gzip, br")
    assert bundle.headers["Content-Encoding"] == "br"
    assert brotli.decompress(content) == bundles()[largest].read_bytes()


def test_it_is_known_by_its_own_name_alone_and_leads_to_https(front: Front) -> None:
    with pytest.raises(ssl.SSLError):
        front.line("another.school.example").close()
    connection = HTTPConnection("127.0.0.1", front.plain, timeout=PATIENCE)
    connection.request("GET", "/inloggen", headers={"Host": NAME})
    answer = connection.getresponse()
    assert answer.status in (301, 308)
    assert str(answer.headers["Location"]).startswith(f"https://{NAME}") and answer.headers["Location"].endswith(
        "/inloggen"
    )


def test_anybody_may_ask_through_it_whether_the_program_is_ready(front: Front) -> None:
    answer, word = front.ask("/gezondheid")
    assert (answer.status, word) == (200, b"gereed")


class NotReady(BaseHTTPRequestHandler):
    """A node that answers, and says of itself that it is not ready."""

    def do_GET(self) -> None:  # the name is http.server's
        self.send_response(503 if self.path == "/gezondheid" else 200)
        self.end_headers()
        self.wfile.write(b"the wrong node")

    def log_message(self, *_said: object) -> None:
        """Nobody reads it."""


def test_a_front_that_asks_sends_nobody_to_a_node_that_is_not_ready(program: running.Server, tmp_path: Path) -> None:
    block = re.search(r"```caddy\n(.*?)```", (ROOT / "docs" / "proxy.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block, "docs/proxy.md no longer says how Caddy asks"
    secure, plain, pem = running.free_port(), running.free_port(), certificate(tmp_path)
    with HTTPServer(("127.0.0.1", 0), NotReady) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        asks = changed(block[1], ("health_interval 5s", "health_interval 100ms"))
        command = caddy(tmp_path, secure, plain, program.port, pem)
        file = tmp_path / "Caddyfile"
        nodes = f"127.0.0.1:{program.port} 127.0.0.1:{other.server_port}"
        file.write_text(changed(file.read_text(), (f"127.0.0.1:{program.port} {{\n", f"{nodes} {{\n{asks}")))
        with begun(command, Front(secure, plain, ssl.create_default_context(cafile=str(pem))), tmp_path) as made:
            until(lambda: [made.ask("/inloggen")[1] for _each in range(10)], lambda seen: b"the wrong node" not in seen)
            seen = [made.ask("/inloggen")[0].status for _each in range(30)]
        other.shutdown()
    assert set(seen) == {200}


def test_what_a_visitor_says_of_the_way_he_came_is_not_believed(front: Front) -> None:
    answer, _ = front.ask("/inloggen", x_forwarded_proto="http", x_forwarded_for="192.0.2.1")
    assert answer.headers["Strict-Transport-Security"]
    other, _ = front.ask("/inloggen", "POST", "email=a&password=b", Origin="https://elsewhere.example")
    assert other.status == 403
