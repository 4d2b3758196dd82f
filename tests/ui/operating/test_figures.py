"""The figures for Prometheus: right over several processes, on this machine alone, naming no school and no person."""

import os
import shutil
import signal
import socket
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families as metrics_in
from sqlalchemy import insert

from db import schema
from db.store import gedaan, spent
from db.store.engine import EVERY_SCHOOL, engine, transaction
from db.store.gedaan import Werk
from meldcode.rollen import Role
from tests import faults
from tests.db.keys.canaries import CANARIES, NAMES, sightings
from tests.processes.waiting import until
from tests.ui import planted
from tests.ui.conftest import EMAIL, MONDAY, PATIENCE, Linde
from tests.ui.planted import plant
from tests.ui.several import Program, answers, several
from ui.operating import endpoint, figures, port
from ui.web import neighbours, turns

TWO = 2
# Every label, by hand: its name, and what its value may be. A school or a person can be in none of them.
LABELS: dict[str, Callable[[str], bool]] = {
    "kind": {"http", "websocket"}.__contains__,
    "status": lambda value: value.isdecimal() and len(value) == 3,
    "work": {"backup", "read_back", "verify", "mail"}.__contains__,
    "le": lambda value: value == "+Inf" or float(value) > 0,
}
NAMED = {
    "meldroute_requests",
    "meldroute_rerun_seconds",
    "meldroute_rerun_waited_seconds",
    "meldroute_reruns_waiting",
    "meldroute_database_seconds",
    "meldroute_database_statements",
    "meldroute_ready",
    "meldroute_mail_waiting",
    "meldroute_mail_refused",
    "meldroute_last_done_timestamp_seconds",
}


def read(number: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{number}/metrics", timeout=PATIENCE) as answer:  # ours
        return str(answer.read(), "utf-8")


def value(families: list[Metric], name: str, **labels: str) -> float:
    """The sum of the samples of this name with these labels."""
    found = [each for family in families for each in family.samples if each.name == name]
    return sum(each.value for each in found if labels.items() <= each.labels.items())


def strange(families: list[Metric]) -> list[str]:
    """What no label may be."""
    labels = {pair for family in families for sample in family.samples for pair in sample.labels.items()}
    return [f"{name}={found}" for name, found in sorted(labels) if not LABELS.get(name, lambda _value: False)(found)]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def asked() -> int:
    return free_port()


@pytest.fixture(scope="module")
def two(asked: int, tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path]) -> Iterator[Program]:
    place = tmp_path_factory.mktemp("figures")
    shutil.copytree(_ready_made(False), place / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(port.PORT, str(asked))
        with several(TWO, place / "data", place) as found:
            yield found


def seen(number: int) -> list[Metric]:
    return list(metrics_in(read(number)))


def test_no_label_names_a_school_or_a_person_and_nothing_is_told_but_what_is_named(
    two: Program, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = two.server
    case = plant(server, monkeypatch)
    gedaan.note(Werk.VERIFY, MONDAY)
    cookie = server.sign_in()
    for at in range(TWO):
        with two.tab(at) as tab:
            tab.opens("account")
    server.ask(f"/{NAMES[0].split()[0]}?dossier={case.dossier}", cookie=cookie, accept="text/html")
    server.hand_in(EMAIL[Role.IB_ER], CANARIES[8])
    engine().dispose()
    text = read(asked)
    families = list(metrics_in(text))
    assert {each.name for each in families} == NAMED and strange(families) == []
    assert sightings({"the figures": text.encode()}) == []
    others = [case.dossier, *planted.WORDS, *server.linde.accounts.values(), "linde", *EMAIL.values(), str(server.port)]
    assert [each for each in others if each.casefold() in text.casefold()] == []
    done = value(families, "meldroute_last_done_timestamp_seconds", work="verify")
    assert done == datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()


def test_what_each_process_counts_is_added_up(two: Program, asked: int) -> None:
    before = seen(asked)
    for at in range(TWO):
        with two.tab(at) as tab:
            tab.opens("account")
            tab.opens("beheer")
        assert two.at(at).ask("/geen/pagina")[0].status == 401
    after = seen(asked)

    def more(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert more("meldroute_rerun_seconds_count") == 2 * TWO == more("meldroute_rerun_waited_seconds_count")
    assert more("meldroute_requests_total", kind="websocket", status="101") == TWO
    assert more("meldroute_requests_total", kind="http", status="401") == TWO
    assert more("meldroute_database_statements_total") > 10 and more("meldroute_database_seconds_total") > 0
    assert more("meldroute_rerun_seconds_sum") > more("meldroute_rerun_waited_seconds_sum") >= 0
    assert value(after, "meldroute_reruns_waiting") == 0 and value(after, "meldroute_ready") == 1


@pytest.mark.sweep
def test_what_a_process_counted_before_it_ended_still_counts_and_the_figures_come_back(
    two: Program, asked: int
) -> None:
    for at in reversed(range(TWO)):  # the first one answers for the figures
        with two.tab(at) as tab:
            tab.opens("account")
        before = value(seen(asked), "meldroute_rerun_seconds_count")
        gone = next(each for each in two.processes() if f"{neighbours.HERE}={at}".encode() in told(each))
        os.kill(gone, signal.SIGKILL)
        until(lambda gone=gone: gone not in two.processes() and len(two.processes()) == TWO, seconds=PATIENCE)  # type: ignore[misc]
        until(lambda at=at: answers(two.at(at)), seconds=PATIENCE * 3)  # type: ignore[misc]
        assert value(seen(asked), "meldroute_rerun_seconds_count") == before


def told(process: int) -> list[bytes]:
    return Path(f"/proc/{process}/environ").read_bytes().split(b"\0")


def test_they_are_read_on_this_machine_alone(two: Program, asked: int) -> None:
    assert two.processes()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", asked), timeout=PATIENCE)


def test_the_folder_in_which_processes_count_is_theirs_alone_and_goes_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port, "_MEMORY", tmp_path)
    monkeypatch.delenv(port.PORT, raising=False)
    with port.together() as nothing:
        assert nothing == {} and list(tmp_path.iterdir()) == []
    monkeypatch.setenv(port.PORT, "9464")
    with port.together() as counting:
        (folder,) = tmp_path.iterdir()
        assert counting == {port.FOLDER: str(folder)} and folder.stat().st_mode & 0o077 == 0
        for name in ("gauge_livesum_7.db", "counter_7.db"):
            (folder / name).touch()
        port.is_gone(7, counting)
        assert [each.name for each in folder.iterdir()] == ["counter_7.db"]
    assert list(tmp_path.iterdir()) == []


def test_they_are_off_unless_asked_for_and_a_port_that_cannot_be_is_said() -> None:
    assert port.wanted({}) is None and port.wanted({port.PORT: " "}) is None
    assert port.wanted({port.PORT: "9464"}) == port.Port("127.0.0.1", 9464)
    assert port.wanted({port.PORT: "9464", port.ADDRESS: "10.0.0.5"}) == port.Port("10.0.0.5", 9464)
    for wrong in ("0", "65536", "veel", "-1"):
        with pytest.raises(SystemExit, match=f"MELDCODE_METRICS_PORT is '{wrong}', maar moet een getal"):
            port.wanted({port.PORT: wrong})


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Where the figures began to be read, when the program of one process begins."""
    at: list[tuple[int, str]] = []
    monkeypatch.setattr(endpoint, "start_http_server", lambda number, address, _registry: at.append((number, address)))
    monkeypatch.setattr(spent, "_told", [])
    monkeypatch.delenv(neighbours.HERE, raising=False)
    monkeypatch.delenv(port.PORT, raising=False)
    return at


def test_nothing_listens_and_nothing_is_timed_unless_asked_for(
    begins: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.begin()
    assert begins == [] and spent._told == []
    monkeypatch.setenv(port.PORT, "9464")
    endpoint.begin()
    assert begins == [(9464, "127.0.0.1")] and spent._told == [figures.spent]
    monkeypatch.setenv(neighbours.HERE, "1")
    endpoint.begin()
    assert len(begins) == 1, "the first process answers for the others"


def test_a_port_that_is_taken_keeps_nobody_from_working(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spent, "_told", [])
    monkeypatch.delenv(neighbours.HERE, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as held:
        monkeypatch.setenv(port.PORT, str(held.getsockname()[1]))
        endpoint.begin()
    assert "Meldroute start, maar zonder cijfers: op poort" in capsys.readouterr().err


# What is read in the database, in a program of one process


def read_here() -> list[Metric]:
    return list(endpoint.registry().collect())


def test_how_much_mail_waits_and_when_work_was_last_done_is_read_when_somebody_asks(linde: Linde) -> None:
    row = {"school_id": linde.id, "account_id": linde.accounts[Role.IB_ER], "soort": "nieuws", "late": 0, "number": 1}
    row |= {"created_at": MONDAY, "attempts": 0, "next_at": MONDAY}
    mails = [("1", None, None), ("2", None, "De mailserver is niet bereikbaar."), ("3", MONDAY, None)]
    with transaction(EVERY_SCHOOL) as connection:
        for name, sent_at, problem in mails:
            this = {"id": name, "sleutel": name, "sent_at": sent_at, "problem": problem}
            connection.execute(insert(schema.mail).values(row | this))
    gedaan.note(Werk.BACKUP, MONDAY)
    found = read_here()
    assert value(found, "meldroute_mail_waiting") == 2 and value(found, "meldroute_mail_refused") == 1
    done = value(found, "meldroute_last_done_timestamp_seconds", work="backup")
    assert done == datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
    assert set(endpoint._NAMES) == set(Werk) and strange(found) == []


@pytest.mark.usefixtures("linde")
def test_while_the_database_does_not_answer_that_is_all_that_is_said_of_it(
    empty_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "_WITHIN", 0.2)
    for fault in (faults.page_damaged, faults.locked_for_reading, faults.key_missing):
        with fault(empty_place.parent):
            found = read_here()
        assert value(found, "meldroute_ready") == 0, fault.__name__
        assert not {each.name for each in found} & {"meldroute_mail_waiting", "meldroute_last_done_timestamp_seconds"}
    until(lambda: value(read_here(), "meldroute_ready"), seconds=PATIENCE)


def test_a_page_that_waits_for_its_turn_is_counted_while_it_waits() -> None:
    def waits() -> float:
        return value(read_here(), "meldroute_reruns_waiting")

    def draws() -> None:
        with turns.turn():
            drawn.append(True)

    drawn, places = list[bool](), turns._TURNS
    for _each in range(turns.AT_ONCE):
        assert places.acquire(timeout=PATIENCE)
    page = Thread(target=draws, daemon=True)
    page.start()
    until(waits, lambda number: number == 1, seconds=PATIENCE)
    for _each in range(turns.AT_ONCE):
        places.release()
    page.join(PATIENCE)
    assert waits() == 0 and drawn == [True]
