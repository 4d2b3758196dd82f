"""The program as several processes on one port (``python -m ui.serve``): a tab is found whichever process is asked."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store.faults import Said
from db.store.settings import MOST_PROCESSES, PROCESSES, processes
from tests.over import over
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE, ROOT
from tests.ui.several import Program, answers, several
from tests.ui.tab import Tab
from ui.web import neighbours

TWO = 2
FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\nExpect: 100-continue"


@pytest.fixture(scope="module")
def _two(tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path]) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(_ready_made(False), folder, dirs_exist_ok=True)
    with several(TWO, at=folder, log=folder) as program:
        yield program


@pytest.fixture
def two(_two: Program) -> Program:
    """Two processes, started again if the test before has ended them."""
    if _two.started.process.poll() is not None:
        _two.started.start()
        _two.is_up(TWO)
    return _two


def test_the_id_of_a_tab_says_which_process_has_it(two: Program) -> None:
    for number in range(TWO):
        with two.tab(number) as tab:
            tab.opens("beheer")
            assert neighbours.process_of(tab.id) == number


def test_a_file_arrives_in_its_tab_whichever_process_takes_it(two: Program) -> None:
    for number in range(TWO):
        for taking in range(TWO):
            with two.tab(number) as tab:
                tab.opens("beheer")
                tab.server = two.at(taking)
                assert tab.puts(b"Studiedag;3-2-2027\n")[0] == 204, f"a file for {number}, handed to {taking}"
                tab.hands_over("f")
                assert "Studiedag, wo 3 februari 2027" in tab.shown


def test_what_is_refused_is_refused_by_the_process_that_has_the_tab(two: Program) -> None:
    with two.tab(0) as tab:
        tab.opens("account")
        tab.server = two.at(1)
        assert tab.puts(b"x") == (403, "Op deze pagina wordt geen bestand gevraagd. Laad de pagina opnieuw.")
        assert tab.puts(b"x", at=f"{tab.id[:-1]}f")[0] in (400, 403), "there is no process f"


def test_a_file_that_is_too_large_is_refused_through_a_neighbour_as_well(two: Program) -> None:
    with two.tab(0) as tab:
        tab.opens("beheer")
        tab.server = two.at(1)
        for size in (5 * 1024 * 1024 + 70_000, 15 * 1024 * 1024):
            assert tab.puts(bytes(size)) == (413, "Dit bestand is te groot."), size
        assert tab.puts(b"x")[0] == 204


LISTENS = "import sys; from ui import serve; print(*serve._listening(sys.argv[1:]).getsockname())"


@over(
    ("set_to", "asked", "at"),
    [
        ({}, (), "127.0.0.1"),
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, (), "0.0.0.0"),  # noqa: S104  # as in the container
        ({"STREAMLIT_SERVER_ADDRESS": "127.0.0.2"}, ("--server.address=127.0.0.3",), "127.0.0.3"),
        ({"STREAMLIT_SERVER_PORT": "1"}, ("--server.address", "127.0.0.2"), "127.0.0.2"),
    ],
)
def test_it_listens_where_one_asks_or_else_where_the_environment_says(
    set_to: dict[str, str], asked: tuple[str, ...], at: str
) -> None:
    with socket.socket() as free:
        free.bind(("", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "STREAMLIT_SERVER_PORT": str(port)} | set_to
    more = ("--server.port", str(port)) if "STREAMLIT_SERVER_PORT" in set_to else ()
    command = [sys.executable, "-c", LISTENS, *asked, *more]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == (f"{at} {port}\n", 0), done.stderr


@pytest.mark.sweep
def test_a_tab_that_comes_back_finds_what_it_had(two: Program) -> None:
    for number in range(TWO):
        for taking in range(TWO):
            with two.tab(number) as tab:
                tab.opens("beheer")
            with Tab(two.at(taking), tab.cookie, back=tab) as back:
                back.opens("beheer")
                assert back.id == tab.id, f"a tab of {number}, which came back to {taking}"
                back.opens("account")
                assert "Mijn account" in back.shown


def test_a_session_that_ended_ends_the_tab_in_either_process(two: Program) -> None:
    with two.tab(0) as tab:
        tab.opens("beheer")
    two.server.ask("/uitloggen", "POST", cookie=tab.cookie, origin=two.server.origin, host=two.server.host)
    with pytest.raises(Exception, match="40[13]"), Tab(two.at(1), tab.cookie, back=tab):
        pass


@pytest.mark.sweep
def test_a_process_that_ends_is_started_again_and_the_other_goes_on_meanwhile(two: Program) -> None:
    with two.tab(0) as tab:
        tab.opens("beheer")
        before = two.processes()
        gone = next(each for each in before if f"{neighbours.HERE}=1".encode() in _environment(each))
        os.kill(gone, signal.SIGKILL)
        tab.opens("account")
        until(lambda: gone not in two.processes() and len(two.processes()) == TWO, seconds=PATIENCE)
        until(lambda: answers(two.at(1)), seconds=PATIENCE)


def _environment(process: int) -> list[bytes]:
    return Path(f"/proc/{process}/environ").read_bytes().split(b"\0")


@pytest.mark.sweep
def test_a_file_for_a_tab_whose_process_ended_is_refused_in_words(two: Program) -> None:
    with two.tab(1) as tab:
        tab.opens("beheer")
        gone = next(each for each in two.processes() if f"{neighbours.HERE}=1".encode() in _environment(each))
        os.kill(gone, signal.SIGKILL)
        tab.server = two.at(0)
        status, text = tab.puts(b"x")
        assert status in (403, 503), "while it is away, or when it is back without the tab"
        assert text.endswith("Laad de pagina opnieuw.")
    until(lambda: len(two.processes()) == TWO and answers(two.at(1)), seconds=PATIENCE)


@pytest.mark.sweep
def test_it_refuses_to_start_once_and_in_words(tmp_path: Path) -> None:
    """A key that does not exist; and a port at which something listens."""
    (tmp_path / "school.sqlite").write_bytes(b"this is no database" * 100)
    told = {"MELDCODE_DATABASE_URL": f"sqlite:///{tmp_path}/school.sqlite", "MELDCODE_KEY_FILE": f"{tmp_path}/k.key"}
    done = _run(told | {PROCESSES: "2"}, "--server.port", "0")
    assert done.returncode != 0 and done.stderr.count("Meldroute start niet") == 1 and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said(two: Program) -> None:
    done = _run({PROCESSES: "2"}, "--server.port", str(two.server.port))
    assert done.returncode != 0 and f"poort {two.server.port}" in done.stderr and "Traceback" not in done.stderr


def test_a_number_of_processes_that_cannot_be_is_said() -> None:
    done = _run({PROCESSES: "17"})
    assert done.returncode != 0 and f"{PROCESSES} is '17'" in done.stderr and "Traceback" not in done.stderr
    for number in ("0", "veel", "-1"):
        with pytest.raises(Said, match=f"{PROCESSES} is '{number}'"):
            processes({PROCESSES: number})


def test_there_are_as_many_as_there_are_cores_unless_asked_otherwise() -> None:
    assert processes({}) == min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    assert processes({PROCESSES: "3"}) == 3


def test_all_end_with_the_one_that_started_them_though_a_line_is_open(two: Program) -> None:
    """Nothing is left of the program."""
    ends = two.processes()
    assert len(ends) == TWO
    half = f"POST /inloggen HTTP/1.1\r\nHost: {two.server.host}\r\nOrigin: {two.server.origin}\r\n{FORM}\r\n\r\nemail="
    with socket.create_connection(("127.0.0.1", two.started.port)) as held_up:
        held_up.sendall(half.encode())
        assert b"100 Continue" in held_up.recv(99), "it waits for the rest"
        two.started.kill()
        until(lambda: [each for each in ends if running.runs(each)], lambda still: not still, seconds=PATIENCE)


def _run(told: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui.serve", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=PATIENCE * 3
    )
