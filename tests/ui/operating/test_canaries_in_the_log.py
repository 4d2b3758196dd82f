"""Ten thousand lines of a working server, as JSON: no name, no typed word, no dossier and no address in any of them."""

import json
import shutil
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import connect

from db.store.engine import engine
from meldcode.rollen import Role
from tests.db.keys.canaries import CANARIES, NAMES, WORDS, sightings
from tests.processes.waiting import until
from tests.ui import planted
from tests.ui.conftest import EMAIL, PATIENCE
from tests.ui.planted import plant
from tests.ui.several import Program, several
from tests.ui.tab import Tab
from ui.operating import lines

pytestmark = pytest.mark.sweep
LINES = 10_000
AT_ONCE = 500


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path]) -> Iterator[Program]:
    """The program with two processes that write JSON, on a school of its own."""
    place = tmp_path_factory.mktemp("lines")
    shutil.copytree(_ready_made(False), place / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(lines.SETTING, lines.JSON)
        with several(2, place / "data", place) as found:
            yield found


def logged(program: Program) -> list[str]:
    return program.started.log.read_text().splitlines()


def types_everywhere(tab: Tab) -> None:
    """Type canaries into a form, as people do, and look for them."""
    tab.opens("nieuw")
    for label in [each for each in tab._named.values() if each]:
        if tab.has(label) and list(tab._named.values()).count(label) == 1:
            tab.types(label, f"{NAMES[0]} {WORDS[0]}")
    tab.opens("dossiers", f"zoek={quote(NAMES[1])}")


def asks_in_every_way(program: Program, cookie: str) -> None:
    """Requests with canaries in address, headers, form and body; most of them are refused."""
    server, said = program.server, quote(WORDS[1])
    for path in (f"/{said}", f"/dossier?dossier={said}", f"/bijlage/{said}/{said}", f"/papier/{said}/dossier.pdf"):
        server.ask(path, cookie=cookie, accept="text/html", user_agent=said)
    server.ask("/getypt", "POST", json.dumps({"x": WORDS[2]}), cookie=cookie, content_type="text/plain")
    server.hand_in(f"{NAMES[2].split()[0].lower()}@canary.example", WORDS[3])
    server.hand_in(EMAIL[Role.IB_ER], WORDS[4])
    for _each in range(20):
        with socket.create_connection(("127.0.0.1", program.started.port)) as line:
            line.sendall(f"GET /{WORDS[5]} {WORDS[6]}\r\n\r\n".encode())
            line.recv(99)


def test_in_ten_thousand_lines_of_a_working_server_nothing_is_to_be_read(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = program.server
    case = plant(server, monkeypatch)
    cookie = server.sign_in()
    with Tab(server, cookie) as tab:
        types_everywhere(tab)
        asks_in_every_way(program, cookie)
        key = server.place.key_file
        key.rename(key.with_suffix(".away"))  # every page now ends in an error, with what was typed at hand
        for page in ("dossiers", "nieuw", "start"):
            tab.opens(page, f"dossier={case.dossier}")
        key.with_suffix(".away").rename(key)
        tab.opens("dossier", f"dossier={case.dossier}")
    # A websocket that is refused is a line of uvicorn, with its address in it.
    while len(logged(program)) < LINES:
        for number in range(AT_ONCE):
            address = f"ws://{server.host}/_stcore/stream?{quote(CANARIES[number % len(CANARIES)])}&{case.dossier}"
            with pytest.raises((InvalidStatus, WebSocketException, OSError)):
                connect(address, additional_headers={"User-Agent": "kanarie"}, open_timeout=PATIENCE).close()
    until(lambda: logged(program)[-1], lambda last: last.endswith("}"), seconds=PATIENCE)
    engine().dispose()

    found = [json.loads(line) for line in logged(program)]
    assert len(found) >= LINES and all(set(each) <= set(lines.FIELDS) for each in found)
    said = Counter(each["logger"].partition(".")[0] for each in found)
    assert said["uvicorn"] > LINES / 2 and said["meldroute"] > 3, said
    assert any("could not be finished" in each.get("text", "") for each in found), "a page failed"
    whole = "\n".join(logged(program))
    read = "\n".join(map(str, found))
    said_so = {"the log": whole, "as it reads": read, "addresses in it": unquote(read)}
    assert sightings({name: text.encode() for name, text in said_so.items()}) == []
    others = [case.dossier, case.bijlage, cookie.partition("=")[2], "De Linde", "linde.example", "canary.example"]
    others += [*planted.WORDS, *server.linde.accounts.values(), "kanarie"]
    assert [each for each in others if each and each.casefold() in whole.casefold()] == []
