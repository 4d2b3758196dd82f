"""Firefox and WebKit, driven by what Debian has: Firefox over Marionette, WebKit over its WebDriver under Xvfb.

Both know the commands of WebDriver (w3.org/TR/webdriver2). Touch, the keyboard of a tablet and a lid that was shut are
imitated: a pointer event, a lower window, a page that hears it is hidden. No real iPad was used.
"""

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx2

from tests.processes.running import begin
from tests.processes.waiting import until

PATIENCE = 60.0  # seconds
_FIND = Path(__file__).with_name("find.js").read_text()
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # Source: WebDriver, 12.2, the web element identifier
_BACK = "\ue003"  # Source: WebDriver, 17.4.2, the keys
_MINI = "webkit2gtk-4.1/MiniBrowser"
_QUIET = {
    "marionette.port": 0,
    "intl.accept_languages": "nl",
    "ui.prefersReducedMotion": 1,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # Whatever it wants of its makers goes nowhere.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost",
}
# Each command by its name in Marionette, with its way and path in WebDriver.
_PATHS = {
    "Navigate": ("POST", "url"),
    "ExecuteScript": ("POST", "execute/sync"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "PerformActions": ("POST", "actions"),
    "SetWindowRect": ("POST", "window/rect"),
    "DeleteAllCookies": ("DELETE", "cookie"),
    "AddCookie": ("POST", "cookie"),
    "TakeScreenshot": ("GET", "screenshot"),
}


class DriverError(Exception):
    """The browser refused a command; the text is what it said."""


class Line(Protocol):
    """The line to one browser. ``ask`` raises ``DriverError``."""

    def ask(self, command: str, **what: Any) -> Any: ...


class _Marionette:
    """Firefox: messages of JSON over a socket, each after its length. Source: its remote/marionette/server.sys.mjs."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._said, self._number = self._line.makefile("rb"), 0
        self._hear()
        self.ask("NewSession", capabilities={})

    def ask(self, command: str, **what: Any) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, f"WebDriver:{command}", what]).encode()
        self._line.sendall(b"%d:%s" % (len(text), text))
        _kind, _number, problem, found = self._hear()
        if problem:
            raise DriverError(f"{command}: {problem['error']}: {problem['message']}")
        return found.get("value") if isinstance(found, dict) else found

    def _hear(self) -> Any:
        length = b""
        while (each := self._said.read(1)) != b":":
            if not each:
                raise DriverError("Firefox ended")
            length += each
        return json.loads(self._said.read(int(length)))


class _WebDriver:
    """WebKit: requests over HTTP."""

    def __init__(self, port: int, binary: Path) -> None:
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False)
        until(self._answers, seconds=PATIENCE)
        options = {"webkitgtk:browserOptions": {"binary": str(binary), "args": ["--automation"]}}
        made = self._heard("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self._session = f"/session/{made['sessionId']}"

    def ask(self, command: str, **what: Any) -> Any:
        way, path = _PATHS[command]
        return self._heard(way, f"{self._session}/{path.format(**what)}", what if way == "POST" else None)

    def end(self) -> None:
        self._heard("DELETE", self._session)
        self._client.close()

    def _answers(self) -> bool:
        try:
            return self._client.get("/status").is_success
        except httpx2.TransportError:
            return False

    def _heard(self, way: str, path: str, what: Any = None) -> Any:
        answer = self._client.request(way, path, json=what)
        found = answer.json()["value"]
        if not answer.is_success:
            raise DriverError(f"{path}: {found['error']}: {found['message']}")
        return found


@contextmanager
def firefox(folder: Path) -> Iterator[Line]:
    """Firefox without a window, with an empty profile in this folder."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _QUIET.items()]
    (folder / "user.js").write_text("\n".join(lines))
    port = folder / "MarionetteActivePort"
    command = ["firefox-esr", "--marionette", "--headless", "--no-remote", "--profile", str(folder)]
    running = begin(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_elsewhere(folder))
    try:
        yield _Marionette(int(until(lambda: port.exists() and port.read_text(), seconds=PATIENCE) or 0))
    finally:
        running.terminate()
        running.wait(PATIENCE)


@contextmanager
def webkit(folder: Path) -> Iterator[Line]:
    """WebKit, the engine of Safari and of every browser on an iPad, in the small browser that comes with it."""
    (binary,) = Path("/usr/lib").glob(f"*/{_MINI}")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1500x1000x24", "-nolisten", "tcp"]
    shown = begin(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        display = shown.stdout.readline().decode().strip()  # type: ignore[union-attr]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        env = {**_elsewhere(folder), "DISPLAY": f":{display}", "LANGUAGE": "nl"}
        running = begin(["WebKitWebDriver", f"--port={port}"], env=env, **quiet)
        try:
            line = _WebDriver(port, binary)
            yield line
            line.end()
        finally:
            running.terminate()
            running.wait(PATIENCE)
    finally:
        shown.terminate()
        shown.wait(PATIENCE)


def _elsewhere(folder: Path) -> dict[str, str]:
    """The environment of a browser that leaves nothing in the home of who runs the tests."""
    return {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "NO_AT_BRIDGE": "1"}


class Visitor:
    """A person in one of these browsers, who finds everything by its visible name."""

    def __init__(self, line: Line, address: str) -> None:
        self._line, self._address = line, address

    def opens(self, path: str) -> None:
        """Open this page, and wait until it is drawn."""
        self._line.ask("Navigate", url=f"{self._address}{path}")
        self.script("watch()")
        self.waits()

    def is_new(self, session: str = "") -> None:
        """Begin with an empty browser, signed in by this cookie if there is one."""
        self._line.ask("Navigate", url=f"{self._address}/meldroute.svg")
        self._line.ask("DeleteAllCookies")
        if session:
            cookie = {"name": "meldroute", "value": session, "path": "/", "httpOnly": True, "sameSite": "Lax"}
            self._line.ask("AddCookie", cookie=cookie)

    def script(self, text: str, *values: Any) -> Any:
        """Run this script with what ``find.js`` has; ``values`` are its ``arguments``."""
        return self._line.ask("ExecuteScript", script=f"{_FIND}\n{text}", args=list(values))

    def waits(self) -> None:
        """Wait until the page is drawn, at two looks: a press may not have been told to the server yet at the first."""
        looks = [until(lambda: self.script("return isDrawn()"), seconds=PATIENCE) for _each in range(2)]
        assert all(looks)

    def types(self, name: str, answer: str) -> None:
        """Type in the field with a label that begins so, and leave it."""
        self.begins_to_type(name, answer)
        self.script("document.activeElement.blur()")

    def begins_to_type(self, name: str, answer: str) -> None:
        """Type in this field, and stay in it."""
        found = self._found(f"field {name}", "return field(arguments[0])", name)
        stands = self.script("return arguments[0].value", {_ELEMENT: found})
        if stands != answer:  # what stands there is taken away by hand: the page would undo clearing it by script
            self._line.ask("ElementSendKeys", id=found, text=_BACK * len(stands) + answer)

    def chooses(self, group: str, answer: str) -> None:
        """Choose in the group with a label that begins so."""
        self._line.ask("ElementClick", id=self._found(answer, "return choice(...arguments)", group, answer))

    def answers(self, answers: Mapping[str, str]) -> None:
        """Answer vragen, found by their wording: type, or choose by the words of the choice."""
        for vraag, answer in answers.items():
            self._found(vraag, "return field(arguments[0])", vraag)
            if self.script("return field(arguments[0]).matches('input, textarea')", vraag):
                self.types(vraag, answer)
            else:
                self.chooses(vraag, answer)
            self.waits()

    def presses(self, name: str, *, start: bool = False) -> None:
        """Press the button or link of this name, or of a name that begins so."""
        self._until_heard(name, start, lambda found: self._line.ask("ElementClick", id=found))

    def touches(self, name: str) -> None:
        """The same with a finger: an imitation, that sends what a touch screen would."""
        self._until_heard(name, False, self._puts_a_finger_on)

    def _until_heard(self, name: str, start: bool, does: Callable[[str], object]) -> None:
        """A page that is still being drawn may move it away from under the mouse: then it was not pressed yet."""
        heard = False
        while not heard:
            found = self._button(name, start=start)
            self.script("hears(arguments[0])", {_ELEMENT: found})
            does(found)
            heard = self._is_heard(time.monotonic() + 1)

    def _is_heard(self, end: float) -> bool:
        """Whether the press was heard, or led away. A browser may tell the page of a finger a moment later."""
        while self.script("return window.heard === false"):
            if time.monotonic() > end:
                return False
        return True

    def _puts_a_finger_on(self, found: str) -> None:
        self.script("arguments[0].scrollIntoView({ block: 'center' })", {_ELEMENT: found})
        down = [{"type": "pointerMove", "origin": {_ELEMENT: found}, "x": 0, "y": 0}]
        down += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": down}
        self._line.ask("PerformActions", actions=[finger])

    def types_key(self, key: str) -> None:
        """Press one key, wherever the focus is."""
        strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._line.ask("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def is_as_large_as(self, width: int, height: int) -> None:
        """Make the page so large, in CSS pixels: of a laptop, a tablet, or what its keyboard leaves of it."""
        rims = "return [outerWidth - innerWidth, outerHeight - innerHeight]"
        wide, high = self.script(rims)
        self._line.ask("SetWindowRect", width=width + wide, height=height + high)
        until(lambda: self.script("return [innerWidth, innerHeight]"), lambda is_now: is_now == [width, height])

    def puts_it_away(self) -> None:
        """Shut the lid, or press the power button: an imitation, in which the page hears that it is hidden."""
        self.script(
            "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });"
            "document.dispatchEvent(new Event('visibilitychange'));"
            "delete document.visibilityState;"
        )

    def still_reads(self, name: str, words: str) -> None:
        until(lambda: self.script("return field(arguments[0])?.value", name), lambda read: read == words)

    def sees(self, words: str) -> None:
        until(lambda: self.script("return text()"), lambda text: words in text, seconds=PATIENCE)

    def does_not_see(self, words: str) -> None:
        until(lambda: self.script("return text()"), lambda text: words not in text, seconds=PATIENCE)

    def trouble(self) -> list[str]:
        """What went wrong in the scripts of this page, and what its content policy refused."""
        found: list[str] = self.script("return window.trouble ?? []")
        return found

    def picture(self, file: Path) -> None:
        """Keep what is on the screen now."""
        file.write_bytes(base64.b64decode(self._line.ask("TakeScreenshot", full=False)))

    def _button(self, name: str, *, start: bool) -> str:
        return self._found(name, f"return {'begins' if start else 'pressed'}(arguments[0])", name)

    def _found(self, what: str, script: str, *values: Any) -> str:
        found = until(lambda: self.script(script, *values), seconds=PATIENCE)
        assert found, f"there is no {what}"
        return str(found[_ELEMENT])
