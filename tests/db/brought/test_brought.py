"""Files that people bring are read by a process of their own (ADR 20): confined, a few at a time, and ended in time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from db.brought import leerlingen, own_process
from db.brought.agenda import asked
from db.dossiers.inspection import Onbruikbaar, harmless
from db.school.kalender import KalenderError
from tests import files, hostile
from tests.inputs import icc
from tests.inputs.photos import IN_P3, INKS, P3, patches, two_photos, written
from tests.inputs.tables.workbooks import ods, xlsx
from tests.over import over
from tests.processes import read_here, running
from tests.processes.waiting import until
from ui.beheer import agenda_bestand

pytestmark = pytest.mark.either
ALL = int(os.environ.get("MELDROUTE_HOSTILE", "2")) > 2
SMALL = 40_000  # bytes
FEW: dict[str, list[Callable[[int], bytes]]] = {
    "pdf": [hostile.pages_not_in_the_table, hostile.page_tree_in_circles, hostile.packed_objects],
    "photo": [hostile.picture_of_billions, hostile.profile_that_swells],
    "heic": [hostile.heic_of_billions, hostile.heic_of_many_items],
    "agenda": [hostile.calendars_in_calendars],
    "tables.read": [hostile.workbook_of_many_rows, hostile.workbook_with_a_far_cell],
}
ANSWERED_WITHIN = 6.0  # seconds
STATED = own_process.SECONDS


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_in_a_child", read_here.APART)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> float:
    """Give a file up after one second instead of five: the same behaviour, sooner."""
    monkeypatch.setattr(own_process, "SECONDS", 1)
    return 1.0


def children() -> set[int]:
    """The processes that are reading a file for this one."""
    found = set[int]()
    for each in Path("/proc/self/task").glob("*/children"):
        found |= {int(child) for child in each.read_text().split() if "child.py" in _command(int(child))}
    return found


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


BUSY = hostile.pages_not_in_the_table(1_000_000)
"""A PDF that keeps its reader busy for a quarter of a minute."""


# What comes of a file


PUPILS = "Naam;Geboortedatum;Groep\nZoë Élan;02-09-2016;7\nSem;maart 2018;5\nLot;3/14/2018;\n"
AGENDA = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Amsterdam:20270203T083000\r\n"
    b"DTEND;TZID=Europe/Amsterdam:20270203T150000\r\nSUMMARY:Studiedag\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


WHEN = date(2018, 3, 14)


@over(
    ("reader", "make"),
    [
        ("photo", files.from_a_phone),
        ("photo", files.png_with_words),
        ("photo", two_photos),
        ("photo", lambda: written(patches("RGB", IN_P3), "JPEG", icc_profile=P3)),
        ("photo", lambda: written(patches("CMYK", INKS), "JPEG", icc_profile=icc.press())),
        ("photo", lambda: files.jpg()[:-2]),
        ("heic", files.heic),
        ("heic", lambda: written(patches("RGB", IN_P3), "HEIF", icc_profile=P3)),
        ("heic", files.avif),
        ("pdf", lambda: files.pdf(words="Een brief")),
        ("pdf", lambda: b"\xef\xbb\xbf" + files.pdf()),
        ("pdf", lambda: files.pdf(words="Een brief van Żółć")),
        ("pdf", files.encrypted),
        ("pdf", lambda: files.encrypted_and_begins(b"0041")),
        ("pdf", lambda: files.encrypted_and_begins(b"4100")),
        ("agenda", lambda: asked(date(2026, 8, 1), date(2028, 7, 31), AGENDA)),
        ("leerlingen", lambda: leerlingen.asked(date(2026, 11, 9), None, PUPILS.encode("utf-16"))),
        ("leerlingen", lambda: leerlingen.asked(date(2026, 11, 9), None, PUPILS.encode("cp1252"))),
        ("leerlingen", lambda: leerlingen.asked(date(2026, 11, 9), None, xlsx([["Naam", "Geboren"], ["Sem", WHEN]]))),
        ("tables.read", lambda: ods([["Naam", "E-mail"], ["Zoë de Wit", "zoe@wilg.example"]])),
    ],
)
def test_what_people_bring_is_read_there_as_it_would_be_here(reader: str, make: Callable[[], bytes]) -> None:
    """Libraries import some modules only when needed: these must be loaded before opening files is forbidden."""
    content = make()
    there = own_process.read(reader, content, whose="noor")
    with read_here.read_here():
        assert there == own_process.read(reader, content, whose="noor")
    assert "damaged" not in there[0]


def test_a_pdf_that_keeps_its_reader_busy_is_refused_in_words(soon: float) -> None:
    begun = time.monotonic()
    with pytest.raises(Onbruikbaar, match=r"^Deze PDF is beschadigd of te ingewikkeld om te bekijken\."):
        harmless(BUSY, whose="noor")
    assert time.monotonic() - begun < soon + 1
    assert not children()


def test_starting_the_reader_counts_and_with_a_turn_there_is_room_for_the_page(
    soon: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert STATED <= 5 and own_process.PATIENCE + STATED <= ANSWERED_WITHIN - 0.75

    class Late(subprocess.Popen[bytes]):
        def __init__(self, *command: Any, **how: Any) -> None:
            time.sleep(soon)
            super().__init__(*command, **how)

    monkeypatch.setattr(subprocess, "Popen", Late)
    begun = time.monotonic()
    with pytest.raises(own_process.TooMuch):
        own_process.read("pdf", BUSY, whose="noor")
    assert time.monotonic() - begun < soon + 0.75, "it had its second from when it was there"
    assert not children()


@pytest.mark.parametrize(
    ("limit", "most"), [("MEMORY", 110_000_000), ("MOST_ANSWERED", 1_000)], ids=["memory", "answered"]
)
def test_what_takes_too_much_is_refused_in_words(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, limit, most)
    with pytest.raises(Onbruikbaar, match=r"^Deze foto is beschadigd "):
        harmless(files.jpg(files.drawing(6_000, 4_000)), whose="noor")
    assert not children()


def test_a_calendar_that_is_too_much_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "SECONDS", 0)
    with pytest.raises(KalenderError, match=r"^Deze agenda is beschadigd of te ingewikkeld om te lezen\."):
        agenda_bestand.read(AGENDA, date(2026, 11, 9), whose="bea")


@pytest.mark.parametrize(
    ("reader", "make"),
    [(reader, make) for reader, shapes in (hostile.SHAPES if ALL else FEW).items() for make in shapes],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_each_shape_is_answered_in_time(reader: str, make: Callable[[int], bytes], soon: float) -> None:
    content, begun = make(SMALL), time.monotonic()
    if reader == "agenda":
        content = asked(date(2026, 8, 1), date(2028, 7, 31), content)
    try:
        found, kept = own_process.read(reader, content, whose="noor")
    except own_process.TooMuch:
        found, kept = {}, b""
    assert time.monotonic() - begun < soon + 1 < ANSWERED_WITHIN
    assert len(repr(found)) < 1_000_000
    assert len(kept) < own_process.MOST_ANSWERED


# What the process can reach


def test_who_reads_it_has_no_key_no_word_and_no_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "school.key"))
    seen: dict[str, object] = {}
    with (tmp_path / "open").open("w") as inherited:
        os.set_inheritable(inherited.fileno(), True)

        def look(child: int) -> None:
            place = Path(f"/proc/{child}")
            limits = {line[:25].strip(): line[26:46].strip() for line in (place / "limits").read_text().splitlines()}
            if limits["Max file size"] != "0" or seen:
                return
            links = {each.name: os.readlink(each) for each in (place / "fd").iterdir()}
            seen.update(
                environment=(place / "environ").read_bytes(),
                files=sorted((name, link.partition(":")[0]) for name, link in links.items()),
                limits=[limits[name] for name in ("Max open files", "Max core file size", "Max cpu time")],
            )

        def wanted() -> bool:
            for child in children():
                look(child)
            return not seen

        with pytest.raises(own_process.NotWanted):
            own_process.read("pdf", BUSY, whose="noor", wanted=wanted)
    assert seen == {
        "environment": b"",
        "files": [("0", "pipe"), ("1", "pipe"), ("2", "/dev/null")],
        "limits": ["3", "0", "5"],
    }
    assert not children(), "who brought it went away, and it is still being read"


# A few at a time


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Event]]:
    """A function: from its call until the end of the test, a file of this person is being read."""
    monkeypatch.setattr(own_process, "PATIENCE", 0.1)
    gone = Event()
    with ThreadPoolExecutor() as pool:

        def begin(whose: str) -> Event:
            begun = Event()

            def wanted() -> bool:
                begun.set()
                return not gone.wait(0.01)

            monkeypatch.setattr(own_process, "_in_a_child", lambda _reader, _content, wanted: _while(wanted))
            pool.submit(own_process.read, "pdf", b"", whose=whose, wanted=wanted)
            assert begun.wait(30), "it was never begun"
            return gone

        yield begin
        gone.set()


def _while(wanted: Callable[[], bool]) -> tuple[dict[str, object], bytes]:
    while wanted():
        pass
    return {}, b""


def test_a_second_file_of_a_person_waits_and_that_of_another_does_not(
    reading: Callable[[str], Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = reading("noor")
    with read_here.read_here():
        assert harmless(files.pdf(), whose="dick")
        with pytest.raises(Onbruikbaar, match=r"^Er wordt nog een ander bestand bekeken\. Wacht een paar tellen"):
            harmless(files.pdf(), whose="noor")
        monkeypatch.setattr(own_process, "PATIENCE", 30)
        gone.set()
        assert harmless(files.pdf(), whose="noor")


def test_no_more_are_read_at_once_than_there_are_places(reading: Callable[[str], Event]) -> None:
    for number in range(own_process.PLACES):
        reading(f"iemand {number}")
    with read_here.read_here(), pytest.raises(Onbruikbaar, match=r"^Er wordt nog een ander bestand bekeken\."):
        harmless(files.pdf(), whose="noor")


# Nothing is left behind


def test_it_ends_with_the_program_that_asked_for_it(tmp_path: Path) -> None:
    (tmp_path / "busy.pdf").write_bytes(BUSY)
    program = (
        "import sys; from pathlib import Path; from db.brought import own_process as apart; "
        "apart.read('pdf', Path(sys.argv[1]).read_bytes(), whose='noor')"
    )
    asks = running.begin([sys.executable, "-c", program, str(tmp_path / "busy.pdf")], stderr=subprocess.DEVNULL)
    child = until(lambda: _reads_for(asks.pid), seconds=60)
    until(lambda: _worked(child), lambda worked: worked > 0.6, 60)  # seconds of work: by then it has the whole file
    os.kill(asks.pid, signal.SIGKILL)
    asks.wait(30)
    # Well before it would end by itself.
    until(lambda: _command(child), lambda still: not still, own_process.SECONDS / 2)


def _reads_for(parent: int) -> int:
    found = [each.read_text().split() for each in Path(f"/proc/{parent}/task").glob("*/children")]
    return next((int(each) for some in found for each in some if "child.py pdf" in _command(int(each))), 0)


def _worked(process: int) -> float:
    """Seconds of processor time. Source: man 5 proc, utime."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11]) / os.sysconf("SC_CLK_TCK")
